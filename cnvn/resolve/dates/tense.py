"""Which way the clause around an expression looks: back, ahead, or it doesn't tell.

No part-of-speech model: the nearest verb that tells its tense decides, the one before the expression first.
"""

import re
from dataclasses import dataclass
from functools import cache

from cnvn.knowledge.words import load_words

PAST, OPEN, FUTURE = -1, 0, 1
# How many words on each side are looked at.
_WINDOW = 12
_BEFORE_CHARS = 160
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[;:()\"“”]")


@dataclass(frozen=True, slots=True)
class Tenses:
    past: frozenset[str]
    future: frozenset[str]
    infinitive: frozenset[str]
    coming: frozenset[str]
    endings: tuple[str, ...]
    not_past: frozenset[str]


@cache
def tenses(language: str = "en") -> Tenses:
    data = load_words(language, "dates_tense")
    return Tenses(
        past=frozenset(data["past"]),
        future=frozenset(data["future"]),
        infinitive=frozenset(data["infinitive"]),
        coming=frozenset(data["coming"]),
        endings=tuple(data["past_endings"]),
        not_past=frozenset(data["not_past"]),
    )


def direction(text: str, start: int, end: int, low: int, high: int, language: str = "en") -> int:
    """PAST, FUTURE or OPEN for the expression `start` to `end` of the sentence `low` to `high`."""
    known = tenses(language)
    before = _WORD.findall(text, max(low, start - _BEFORE_CHARS), start)[-_WINDOW:]
    if before and before[-1] in known.coming:
        return FUTURE
    told = _nearest(before[::-1], known)
    if told != OPEN:
        return told
    after = _WORD.findall(text, end, min(high, end + _BEFORE_CHARS))[:_WINDOW]
    return _first(after, known)


def _nearest(words: list[str], known: Tenses) -> int:
    """The tense of the verb group nearest before the expression; `words` run backwards from it."""
    for i, word in enumerate(words):
        if word in known.future:
            return FUTURE
        if _is_past(word, known):
            # "will be signed", "is to be opened": the group's first word decides.
            group = words[i + 1 : i + 5]
            if group and group[0] in known.infinitive:
                return FUTURE
            return PAST
    return OPEN


def _first(words: list[str], known: Tenses) -> int:
    for i, word in enumerate(words):
        if word in known.future:
            return FUTURE
        if _is_past(word, known):
            return FUTURE if i and words[i - 1] in known.infinitive else PAST
    return OPEN


def _is_past(word: str, known: Tenses) -> bool:
    if word in known.past:
        return True
    return len(word) > 4 and word.islower() and word.endswith(known.endings) and word not in known.not_past
