"""Readings of time expressions → time expressions with their place in time.

Each part of an article is read from its beginning, with what a reader would have in mind: the writer's today (the
part's anchor), whether this is news or history, the dates told so far, and which way the clause looks. What can't be
placed keeps its partial TIMEX3 value and has no period.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import pairwise
from typing import Literal

from cnvn.find.dates.tense import PAST, direction, goes_on, recalled
from cnvn.knowledge.words import load_words
from cnvn.model import Part, Reading, Sentence, TimeExpression
from cnvn.resolve.dates.around import Around, Joined
from cnvn.resolve.dates.headings import Headings, is_listed
from cnvn.resolve.dates.listed import entry_years
from cnvn.resolve.dates.meanings import meaning
from cnvn.resolve.dates.state import State, is_narrative, order_of
from cnvn.resolve.ranges import joint_between, makes_range

__all__ = ["is_narrative", "kinds_of_text", "resolve_dates"]

Kind = Literal["news", "history"]

_LONGEST_JOIN = 12
_YEARS = range(1000, 3000)  # in which a list of months may lie
_LONGEST_LIST = 7
_MODS = {"START": "START", "MID": "MID", "END": "END", "H1": "START", "H2": "END"}
_ABOUT = frozenset({"APPROX", "LESS_THAN", "MORE_THAN"})
# A report that goes on to "the first nine months" compares them with the year before, no longer with a quarter.
_REPORTED_MONTHS = frozenset({6, 9})
# What begins within so many characters leads its sentence: "In 1945, …", "At the beginning of 1946 …".
_LEADING = 30
_LONGEST_OPENER = 10


def resolve_dates(
    text: str,
    sentences: Sequence[Sentence],
    readings: Sequence[tuple[Reading, ...]],
    parts: Sequence[Part],
) -> tuple[tuple[TimeExpression, ...], ...]:
    """The time expressions of each sentence, aligned with `sentences` as `readings` are.

    `parts` bring the anchors; a sentence says by `part` in which it stands.
    """
    kinds = kinds_of_text(sentences, readings, parts)
    orders = [order_of(found) for found in _by_part(sentences, readings, parts)]
    states = [
        State(part.anchor, kind == "history", order=order)
        for part, kind, order in zip(parts, kinds, orders, strict=True)
    ]
    listed = is_listed(text, sentences, readings)
    years = {sentences[n].start: year for n, year in entry_years(text, sentences, readings, parts).items()}
    headings = [Headings(listed, years) for _ in parts]
    unknown = {start for start, year in years.items() if year is None}
    return tuple(
        _sentence(text, s, rs, State(None, False) if s.start in unknown else states[s.part], headings[s.part])
        for s, rs in zip(sentences, readings, strict=True)
    )


def kinds_of_text(
    sentences: Sequence[Sentence], readings: Sequence[tuple[Reading, ...]], parts: Sequence[Part]
) -> tuple[Kind, ...]:
    """For each part what it is: news, whose bare dates count from its writer's today, or history, whose dates go on
    from the last one told."""
    return tuple(
        "history" if is_narrative(found, part.anchor) else "news"
        for part, found in zip(parts, _by_part(sentences, readings, parts), strict=True)
    )


def _by_part(
    sentences: Sequence[Sentence], readings: Sequence[tuple[Reading, ...]], parts: Sequence[Part]
) -> list[list[Reading]]:
    by_part: list[list[Reading]] = [[] for _ in parts]
    for s, rs in zip(sentences, readings, strict=True):
        by_part[s.part] += rs
    return by_part


def _sentence(
    text: str, s: Sentence, readings: tuple[Reading, ...], state: State, headings: Headings
) -> tuple[TimeExpression, ...]:
    found: list[TimeExpression] = []
    state.next_sentence(s.paragraph)
    listed: int | None = None  # the year of the list of months that goes on
    for i, r in enumerate(readings):
        joined = _joined(text, readings, i)
        year = headings.over(text, s, readings, i)
        if year is not None and joined.year is None:
            joined = joined._replace(year=year)
        if joined.year is None and r.month is not None and r.year is None:
            joined = _with_ago(text, readings, i, state, joined)
            listed = _listed_under(text, readings, i, listed)
            joined = joined._replace(year=joined.year or listed)
        else:
            listed = None
        since = _since(text, readings[i - 1], r, found[-1]) if found else None
        attached = bool(found) and goes_on(text, found[-1].end, r.start)
        around = Around(
            partial(direction, text, r.start, r.end, s.start, s.end), joined, since, attached,
            partial(recalled, text, r.start, s.start), _following(text, readings, i), _opens(text, s.start, r.start),
        )  # fmt: skip
        found.append(_expression(r, state, around, r.start - s.start <= _LEADING))
        if state.here and _aside().search(text, s.start, r.start):
            state.here = None  # "Silva, who took office in June 2015, came in October"
    return tuple(found)


def _following(text: str, readings: tuple[Reading, ...], i: int) -> Reading | None:
    """The next reading, where nothing but a word like "of" stands between."""
    if i + 1 == len(readings) or readings[i + 1].start - readings[i].end > _LONGEST_JOIN:
        return None
    return readings[i + 1] if joint_between(text, readings[i].end, readings[i + 1].start) in _ties() else None


@cache
def _aside(language: str = "en") -> re.Pattern[str]:
    """What ends where a relative clause goes on behind a comma."""
    return re.compile(rf",\s+(?:{'|'.join(load_words(language, 'dates')['story']['relatives'])})\b[^,;]*\Z")


@cache
def _ties(language: str = "en") -> frozenset[str]:
    return frozenset(load_words(language, "dates")["joints"]["ties"])


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a sentence has nothing before its first date but a word like "in" or "on"."""
    led = text[start:end].strip().lower()
    return (end - start <= _LONGEST_OPENER and led in _openers()) or led.endswith(_recalling())


@cache
def _recalling(language: str = "en") -> tuple[str, ...]:
    return tuple(f" {words}" for words in load_words(language, "dates")["story"]["recalling"])


@cache
def _openers(language: str = "en") -> frozenset[str]:
    return frozenset(load_words(language, "dates")["story"]["openers"])


def _since(text: str, before: Reading, r: Reading, begun: TimeExpression) -> date | None:
    """The day from which "to Friday" or "to 1 July" counts: that with which the range begins."""
    weekdays = None not in (before.weekday, r.weekday) and not before.month
    days = None not in (before.month, before.day, r.month, r.day) and r.year is None
    if not (weekdays or days) or not makes_range(text, before, r):
        return None
    return begun.period.start if begun.period and begun.period.is_day else None


def _joined(text: str, readings: tuple[Reading, ...], i: int) -> Joined:
    """The first month and the first year of what the reading is joined to by "to", "and" or a comma."""
    month = None
    ranges = i + 1 < len(readings) and makes_range(text, readings[i], readings[i + 1])
    for first, second in pairwise(readings[i : i + _LONGEST_LIST]):
        if not _joins(text, first, second):
            break
        month = month or second.month
        if second.year is not None:
            return Joined(month, second.year, second.era, ranges)
    return Joined(month, range=ranges)


def _with_ago(text: str, readings: tuple[Reading, ...], i: int, state: State, joined: Joined) -> Joined:
    """The same with the year that stands beside a month: "in May, two years ago", "two years ago in May"."""
    for first, second in pairwise(readings[max(0, i - 1) : i + 2]):
        ago = second if first is readings[i] else first
        if ago.means != "offset" or ago.unit != "Y" or second.start - first.end > _LONGEST_JOIN:
            continue
        if joint_between(text, first.end, second.start) in _beside_ago():
            counted = meaning(ago, state, Around(lambda: PAST, Joined())).moment
            return joined._replace(year=counted.year) if counted else joined
    return joined


def _listed_under(text: str, readings: tuple[Reading, ...], i: int, listed: int | None) -> int | None:
    """The year of a list of months that stands right before it: "twice in 2018, in January and October"; `listed` is
    that of the month before."""
    if not i:
        return None
    before, r = readings[i - 1], readings[i]
    if listed is not None:
        return listed if _goes_on(text, before, r) else None
    bare = before.means == "date" and before.year in _YEARS and not (before.month or before.era or before.division)
    if not bare or r.start - before.end > _LONGEST_JOIN:
        return None
    goes_on = i + 1 < len(readings) and readings[i + 1].month and _goes_on(text, r, readings[i + 1])
    joint = joint_between(text, before.end, r.start)
    return before.year if goes_on and not readings[i + 1].year and joint in _under_years() else None


def _goes_on(text: str, before: Reading, r: Reading) -> bool:
    """Whether a list of months goes on from one to the other: "in May, in July and in October"."""
    joint = joint_between(text, before.end, r.start) if r.start - before.end <= _LONGEST_JOIN else "?"
    return joint in _joints() or joint.removesuffix(" in").removesuffix(" on") in _joints()


@cache
def _under_years(language: str = "en") -> frozenset[str]:
    return frozenset(load_words(language, "dates")["joints"]["under"])


@cache
def _beside_ago(language: str = "en") -> frozenset[str]:
    return frozenset(load_words(language, "dates")["joints"]["ago"])


def _joins(text: str, first: Reading, second: Reading) -> bool:
    """Whether two expressions are the ends of a range or a list: "March to May", "March and May"."""
    if second.start - first.end > _LONGEST_JOIN:
        return False
    return joint_between(text, first.end, second.start) in _joints()


@cache
def _joints(language: str = "en") -> frozenset[str]:
    return frozenset(load_words(language, "dates")["joints"]["words"])


def _expression(r: Reading, state: State, around: Around, leading: bool) -> TimeExpression:
    found = meaning(r, state, around)
    m = found.moment
    value, period = found.value or "", None
    if r.means == "duration" and r.unit == "M" and r.count in _REPORTED_MONTHS:
        state.told.pop("Q", None)
    if m is not None:
        value = m.value
        period = None if found.vague else m.period(r.part)
        state.tell(m, found.relative, leading, r.part)
        state.looks_back(m, around.opens, found.relative and found.context == "anchor")
    if period and r.mod in _ABOUT:
        period = replace(period, approximate=True)
    mod = r.mod or _MODS.get(r.part or "")
    return TimeExpression(
        r.start, r.end, r.text, r.type, value, mod, period,
        how="relative" if found.relative else "explicit", rule=r.rule, context=found.context,
    )  # fmt: skip
