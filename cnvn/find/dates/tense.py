"""Which way the clause around an expression looks: back, ahead, it may be either, or it doesn't tell.

No part-of-speech model: the nearest verb that tells its tense decides, the one before the expression first.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from cnvn.knowledge.words import load_words

PAST, OPEN, FUTURE, EITHER = -1, 0, 1, 2
# What had been planned, "was due in May": a day of this week is to come, a month may have gone by.
PLANNED = 3
AHEAD = (FUTURE, PLANNED)
# How many words on each side are looked at.
_WINDOW = 40
_WINDOW_AFTER = 20
_CHARS = 320
# So close to the expression a running verb is of the same clause.
_NEARBY = 6
_BOUNDARY = ";"
_COMMA = ","
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[;:()\"“”]")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tenses:
    """The words of a language that tell the tense of a clause; see `knowledge/<language>/dates_tense.toml`."""

    past: frozenset[str]
    future: frozenset[str]
    present: frozenset[str]
    infinitive: frozenset[str]
    unreal: frozenset[str]
    governors: frozenset[str]
    timetable: frozenset[str]
    particle: frozenset[str]
    pairs: frozenset[str]
    leading_up: frozenset[str]
    deferring: frozenset[str]
    deadline: frozenset[str]
    perfect: frozenset[str]
    coming: frozenset[str]
    limits: frozenset[str]
    scheduled: frozenset[str]
    undone: frozenset[str]
    was: frozenset[str]
    attached: frozenset[str]
    memory: frozenset[str]
    achieving: frozenset[str]
    agent: frozenset[str]
    inviting: frozenset[str]
    invited: frozenset[str]
    verbs: frozenset[str]
    possessive: tuple[str, ...]
    determiners: frozenset[str]
    past_endings: tuple[str, ...]
    running_endings: tuple[str, ...]
    not_past: frozenset[str]


_ENDINGS = frozenset({"past_endings", "running_endings", "possessive"})


@cache
def tenses(language: str = "en") -> Tenses:
    data = load_words(language, "dates_tense")
    kinds: dict[str, Any] = {name: tuple(ws) if name in _ENDINGS else frozenset(ws) for name, ws in data.items()}
    return Tenses(**kinds, verbs=frozenset(v for verbs in load_words(language, "verbs").values() for v in verbs))


def direction(text: str, start: int, end: int, low: int, high: int, language: str = "en") -> int:
    """PAST, FUTURE, PLANNED, EITHER or OPEN for the expression `start` to `end` of the sentence `low` to `high`."""
    known = tenses(language)
    before = _WORD.findall(text, max(low, start - _CHARS), start)[-_WINDOW:]
    after = _WORD.findall(text, end, min(high, end + _CHARS))[:_WINDOW_AFTER]
    last = before[-1] if before else ""
    if last in known.coming or (last in known.particle and before[-2:][0] in known.deferring):
        past = _first(before[:-1], known, range(len(before) - 2, -1, -1)) == PAST
        return PLANNED if past and last in known.limits else FUTURE  # "was in force until May"
    if not known.particle.isdisjoint(after[:1]) and not known.present.isdisjoint(before[-2:]):
        return FUTURE  # "is on Friday to visit Oslo"
    if f"{last} {after[0] if after else ''}" in known.pairs:
        return FUTURE  # "travels Thursday to Oslo"
    if text.startswith(known.possessive, end):
        told = _first(after[:_NEARBY], known, range(len(after[:_NEARBY])), follows=True)
        return told if told in AHEAD else PAST
    if after and after[0] in known.attached:  # "in May, when Hanoi will host …"
        told = _first(after, known, range(len(after)), follows=True)
        if told != OPEN:
            return told
    if _leads_up(text[max(low, start - _CHARS) : start].rpartition(_COMMA)[2], known):
        return PLANNED
    told = _first(before, known, range(len(before) - 1, -1, -1))
    if last in known.deadline:  # "had reported by Friday", but "is to report by Friday"
        return PAST if told == PAST and not known.perfect.isdisjoint(before) else FUTURE
    if told == FUTURE and not known.undone.isdisjoint(after) and not known.scheduled.isdisjoint(before):
        return PLANNED  # "the summit, scheduled for May, has been postponed"
    return told if told != OPEN else _first(after, known, range(len(after)), follows=True)


def _leads_up(clause: str, known: Tenses) -> bool:
    """Whether a clause, up to a time, leads up to what was then: "spoke ahead of a summit on Saturday", but not "spoke
    ahead of a summit that began on Saturday"."""
    words = _WORD.findall(clause)
    at = next((i for i, pair in enumerate(pairwise(words)) if " ".join(pair) in known.leading_up), None)
    return at is not None and _first(words, known, range(len(words) - 1, at + 1, -1)) == OPEN


def goes_on(text: str, end: int, start: int, language: str = "en") -> bool:
    """Whether the words between two expressions make a clause about the first: "until 1989, when … in September"."""
    first = _WORD.search(text, end, start)
    return first is not None and first[0] in tenses(language).attached


def recalled(text: str, start: int, low: int, language: str = "en") -> bool:
    """Whether the clause before an expression tells of what somebody remembers."""
    return not tenses(language).memory.isdisjoint(_WORD.findall(text, max(low, start - _CHARS), start))


def _first(words: Sequence[str], known: Tenses, order: Iterable[int], follows: bool = False) -> int:
    """What the first verb of the clause tells that tells anything; `follows` where the words follow the expression.

    What was done to some end leaves the end open, as in "summoned him to testify on Friday"; not so "managed to sign".
    """
    ends = False
    for i in order:
        told = OPEN if words[i] == _BOUNDARY else _told(words, i, known, follows)
        if told is not None:
            return OPEN if ends and told == PAST else told
        if ends and words[i] in known.inviting and known.invited.isdisjoint(words[max(0, i - 2) : i]):
            return FUTURE  # "accepted the invitation of the king to visit Oslo in May"
        ends = ends or _is_end(words, i, known)
    return OPEN


def _is_end(words: Sequence[str], i: int, known: Tenses) -> bool:
    """Whether an infinitive begins there that tells to what end something is done."""
    if words[i] not in known.particle or i + 1 == len(words) or words[i + 1] not in known.verbs:
        return False
    return i == 0 or words[i - 1] not in known.achieving


def _told(words: Sequence[str], i: int, known: Tenses, follows: bool) -> int | None:
    """What one word tells within its verb group; None for a word that is silent."""
    word = words[i]
    following = words[i + 1] if i + 1 < len(words) else ""
    if following in known.agent and word not in known.future and _is_past(word, known):
        return None  # "a dinner hosted by": what stands before it decides
    behind = words[i + 2] if i + 2 < len(words) else ""
    governs = following in known.particle and word in known.governors and behind not in known.determiners
    if governs and follows and word.endswith(known.past_endings):
        return PAST  # "on Tuesday agreed to meet": the day is that of the agreement
    if word in known.scheduled and (set(words[max(0, i - 2) : i]) & known.was or known.undone.intersection(words[:i])):
        return PLANNED  # "was scheduled for May", "cancelled a trip planned for May"
    if word in known.future or governs or f"{word} {following}" in known.pairs:
        return FUTURE
    if word in known.present and following in known.future:  # "is scheduled to meet"
        return FUTURE
    if word in known.present:
        # "are meeting on Friday"; but not "is hoping for an end to the strike that began on Friday".
        return FUTURE if following.endswith(known.running_endings) and len(words) - i <= _NEARBY else OPEN
    if i and words[i - 1] in known.particle and word in known.past:
        return None  # "is scheduled to have talks"
    if word in known.timetable:
        return FUTURE if i and f"{words[i - 1]} {word}" in known.pairs else EITHER
    if not _is_past(word, known):
        return None
    # "will be signed", "is to be opened": the group's first word decides.
    group = words[max(0, i - 3) : i][::-1]
    if group and group[0] in known.determiners:
        return None  # "the planned visit"
    if group and group[0] in known.present:
        return OPEN
    if group and group[0] in known.infinitive:
        if not known.unreal.isdisjoint(group):
            return PAST
        return PLANNED if group[2:3] and group[2] in known.was else FUTURE  # "was to be signed in May"
    return PAST


def _is_past(word: str, known: Tenses) -> bool:
    if word in known.past:
        return True
    return len(word) > 4 and word.islower() and word.endswith(known.past_endings) and word not in known.not_past
