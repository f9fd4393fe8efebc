"""What one part of a page says about the day on which it was written, before anything is concluded from it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import chain, zip_longest

from cnvn import edtf
from cnvn.edtf import Period
from cnvn.find.dates.read import full_year
from cnvn.find.dates.tense import PAST, direction
from cnvn.knowledge.words import load_words
from cnvn.layout import Paragraph, heads_entries, is_labelled, is_session, signs
from cnvn.model import Reading

# A line with the date of writing stands above the second paragraph of prose, and among the first few of all.
_NEAR_START = 8
# A line below the text is among the last few.
_NEAR_END = 4
# How long after the day of its dateline a report is printed.
_PRINTED = timedelta(days=3)
# A date this close before one with a year has its year from there: "from May 3 to June 5, 2020".
_JOINED = 12
# A day so long before so many of those that the text tells as past is none of writing.
_GENERATION, _LATER = timedelta(days=366), 2
# The words right before a date are no longer than this.
_SHORT = 12
_YEARS = range(1000, 3000)  # in which somebody may have written
# What parts the date of a title from its words.
_APART = (":", "|", "-", "–", "—", "(", "[", ",")
_FIRST_DAY = {None: 1, "START": 1, "MID": 11, "END": 21}


@dataclass(frozen=True, slots=True)
class Bare:
    """A past date without its year. `weekday` where the text names it beside the date."""

    month: int
    day: int
    weekday: int | None
    whole: bool  # whether the day is named, not only the month

    def on(self, year: int) -> date | None:
        """This date in a year; None where that year has no such day or it falls on another weekday."""
        try:
            d = date(year, self.month, self.day)
        except ValueError:
            return None
        return d if self.weekday is None or d.weekday() == self.weekday else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a part offers.

    `stated` is the day that its dateline or byline gives, or the year that it says is its own, and `how` which; `filed`
    is a dateline's day without a year, and `said_on` the weekday that its first sentence names; `changed` is the day of
    the last change to the page; `full` and `bare` are the past dates that its text tells with and without a year;
    `opening` is the day, full date, of which its first sentence of prose tells; `recent` says that it tells of
    "yesterday" or "last week"; `later` is the last year behind those of its full dates that it tells of as past.
    """

    stated: Period | None = None
    how: str = ""
    filed: Bare | None = None
    said_on: int | None = None
    changed: date | None = None
    full: tuple[Period, ...] = ()
    bare: tuple[Bare, ...] = ()
    opening: date | None = None
    recent: bool = False
    later: int | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Words:
    ahead: re.Pattern[str]
    happening: re.Pattern[str]
    marking: re.Pattern[str]
    jubilee: re.Pattern[str]
    months: re.Pattern[str]
    later: re.Pattern[str]
    told_of: re.Pattern[str]
    labels: frozenset[str]


@cache
def words(language: str = "en") -> Words:
    data = load_words(language, "segment")
    return Words(
        ahead=re.compile(rf"\b(?:{'|'.join(data['anchor']['ahead'])})\b", re.I),
        happening=re.compile(rf"\b(?:{'|'.join(data['anchor']['happening'])}) $", re.I),
        marking=re.compile(rf" (?:{'|'.join(data['anchor']['marking'])})\b"),
        jubilee=re.compile(data["anchor"]["jubilee"]),
        months=re.compile(data["anchor"]["months"]),
        later=re.compile(rf"\b(?:{'|'.join(data['byline']['later'])})\b", re.I),
        told_of=re.compile(rf"\b(?:{'|'.join(data['byline']['told_of'])})\b", re.I),
        labels=frozenset(data["line"]["labels"]),
    )


def gather(
    text: str, paragraphs: Sequence[Paragraph], readings: Sequence[Sequence[tuple[Reading, ...]]], language: str = "en"
) -> Evidence:
    """The evidence of one part. `readings` holds, for each paragraph, the readings of each of its sentences."""
    known = words(language)
    evidence = _masthead(text, paragraphs, readings, known)
    full: list[Period] = []
    bare: list[Bare] = []
    opening: date | None = None
    own_year: int | None = None
    recent = False
    years: list[tuple[int, Reading, int, int]] = []
    body = next((p for p in paragraphs if p.kind == "prose"), None)
    for p, lines in zip(paragraphs, readings, strict=True):
        if p.kind == "dateline":
            continue
        for (start, end), found in zip(p.sentences, lines, strict=True):
            if not found:
                continue
            own_year = own_year or _own_year(text, start, end, found, known)
            recent = recent or any(map(_is_recent, found))
            years += [(r.year, r, start, end) for r in found if r.year and r.year in _YEARS and _is_bare_year(r)]
            told = _past(text, start, [r for r in found if not p.dateline or r.start >= p.dateline.end], known)
            for r, date_told in told:
                if isinstance(date_told, Bare):
                    bare.append(date_told)
                    continue
                full.append(date_told)
                first = p is body and start == p.start and date_told.is_day
                if first and not opening and known.happening.search(text, max(start, r.start - _SHORT), r.start):
                    opening = date_told.start
    if evidence.stated and sum(p.start > evidence.stated.end + _GENERATION for p in full) >= _LATER:
        evidence = replace(evidence, stated=None, how="")  # the day of birth above a life
    titled = None if evidence.stated else _in_title(text, paragraphs, readings)
    if titled and all(p.start <= titled.start for p in full):
        evidence = replace(evidence, stated=titled, how="title")
    if own_year and not evidence.stated:
        evidence = replace(evidence, stated=edtf.year(own_year), how="anniversary")
    last = max((p.end.year for p in full), default=0)
    behind = sorted((y for y in years if y[0] > last), key=lambda y: -y[0]) if full else []
    told_in = (year for year, r, low, high in behind if direction(text, r.start, r.end, low, high) == PAST)
    later = next(told_in, None)
    return replace(evidence, full=tuple(full), bare=tuple(bare), opening=opening, recent=recent, later=later)


def _masthead(
    text: str, paragraphs: Sequence[Paragraph], readings: Sequence[Sequence[tuple[Reading, ...]]], known: Words
) -> Evidence:
    """What the byline and dateline say of the day of writing: the first of each kind, near the start."""
    found = Evidence()
    prose, entries = 0, heads_entries(text, paragraphs)
    for i, (p, lines) in enumerate(zip(paragraphs[:_NEAR_START], readings, strict=False)):
        head = p.dateline
        session = entries and i and is_session(text, paragraphs[i - 1], p)
        boxed = i and text[paragraphs[i - 1].start : paragraphs[i - 1].end].strip(" :").lower() in known.labels
        if boxed or session or (entries and p.kind == "dateline" and _is_date(text, p, lines[0])):
            continue  # it heads an entry of a chronology
        if not prose and not found.stated and (year := _months(text, p, lines[0], known)):
            found = replace(found, stated=edtf.year(year), how="heading")
        for r in lines[0] if p.kind == "dateline" or head else ():
            if not r.day or (head and r.start >= head.end):
                continue
            day = _period(r)
            if known.told_of.search(text, p.start, r.start):
                continue  # "Date signed: 3 May 1999"
            if day and known.later.search(text, p.start, r.start):
                found = replace(found, changed=found.changed or day.start)
            elif day and not found.stated:
                found = replace(found, stated=day, how="dateline" if head else "byline")
            elif r.month and not r.year and not found.filed:
                found = replace(found, filed=Bare(r.month, r.day, r.weekday, True), said_on=_weekday(lines[0]))
        prose += p.kind == "prose"
        if prose == 2:
            break
    return found if found.stated else _signature(text, paragraphs, readings, found)


def _in_title(
    text: str, paragraphs: Sequence[Paragraph], readings: Sequence[Sequence[tuple[Reading, ...]]]
) -> Period | None:
    """The day that a title over a report names behind its words, apart from them: "Calls with leaders: 26 July 2016",
    "Talks end (May 3, 1999)". Only a report counts from it, that speaks of "today" or "Monday"."""
    told = (r for p, lines in zip(paragraphs, readings, strict=True) if p.kind == "prose" for r in chain(*lines))
    if not any(map(_counts, told)):
        return None
    for p, lines in zip(paragraphs[:_NEAR_START], readings, strict=False):
        if p.kind == "prose":
            return None
        dates = [r for r in lines[0] if r.day and r.month and r.year] if p.kind == "heading" else []
        if len(dates) == 1 and _is_apart(text[p.start : dates[0].start], dates[0], text[dates[0].end : p.end]):
            return _period(dates[0])
    return None


def _is_apart(before: str, r: Reading, after: str) -> bool:
    """Whether the date of a title is no part of what it says, by what stands before and behind it."""
    if before.strip():
        return before.rstrip().endswith(_APART) and not any(c.isalnum() for c in after)
    return after.lstrip().startswith(_APART) or (after.startswith(" ") and not any(c.isalpha() for c in r.text))


def _counts(r: Reading) -> bool:
    """Whether it counts from the day of writing: "Monday", "today"."""
    return (r.weekday is not None and not r.month) or r.means == "day" or (r.means == "shift" and r.unit == "D")


def _is_date(text: str, p: Paragraph, found: Sequence[Reading]) -> bool:
    """Whether a line holds nothing but its dates."""
    edges = [p.start, *(edge for r in found for edge in (r.start, r.end)), p.end]
    return not any(c.isalnum() for a, b in zip(edges[::2], edges[1::2], strict=True) for c in text[a:b])


def _months(text: str, p: Paragraph, found: Sequence[Reading], known: Words) -> int | None:
    """The year of the months of which a report tells, where a line over it says so: "Jan - Apr 2012"."""
    last = found[-1] if found and p.kind != "prose" else None
    if last is None or last.year not in _YEARS or not last.month or last.day or last.end != p.end:
        return None
    return last.year if known.months.fullmatch(text, p.start, last.start) else None


def _signature(
    text: str, paragraphs: Sequence[Paragraph], readings: Sequence[Sequence[tuple[Reading, ...]]], found: Evidence
) -> Evidence:
    """What the line below a text says of the day of writing; where its dateline has one without a year, the same day or
    one soon after it."""
    for i in range(len(paragraphs) - 1, max(len(paragraphs) - _NEAR_END, 0) - 1, -1):
        signed = signs(text, paragraphs, i) or (i + 1 == len(paragraphs) and is_labelled(text, paragraphs[i]))
        if signed and not heads_entries(text, paragraphs):
            day = next((day for r in readings[i][0] if r.day and (day := _period(r))), None)
            filed = found.filed.on(day.start.year) if day and found.filed else None
            if day is None or (found.filed and not (filed and filed <= day.start <= filed + _PRINTED)):
                return found
            return replace(found, stated=edtf.day(filed) if filed else day, how="closing line")
    return found


def _past(text: str, start: int, found: Sequence[Reading], known: Words) -> Iterator[tuple[Reading, Period | Bare]]:
    """The dates of a sentence that lie behind its writer, each with its year or bare of it."""
    if not any(r.month for r in found):
        return
    ahead = known.ahead.search(text, start, found[-1].start)
    behind = ahead.end() if ahead else found[-1].end  # dates that begin before this are behind the writer
    month = None  # of the date before, for "May 3 to 5"
    for r, after in zip_longest(found, found[1:]):
        month = r.month or (month if r.day else None)
        if r.type not in ("DATE", "TIME") or not month or r.shift or r.start >= behind:
            continue
        period = _period(r if r.month else replace(r, month=month))
        if period:
            yield r, period
        elif not r.year and not (after and after.year and after.start - r.end < _JOINED):
            yield r, Bare(month, r.day or _FIRST_DAY.get(r.part, 1), r.weekday, r.day is not None)


def _period(r: Reading) -> Period | None:
    """The day or month that a reading states in full; a day "20 Aug 24" is one of our time."""
    year = full_year(r.year) if r.year and r.day else r.year
    if not year or year not in _YEARS or not r.month or r.era:
        return None
    try:
        return edtf.day(date(year, r.month, r.day)) if r.day else edtf.month(year, r.month)
    except ValueError:
        return None


def _weekday(found: Sequence[Reading]) -> int | None:
    return next((r.weekday for r in found if r.weekday is not None and not r.month), None)


def _is_recent(r: Reading) -> bool:
    return r.means == "shift" and r.shift == "last" and (r.unit in ("W", "M", "D") or r.weekday is not None)


def _is_this_year(r: Reading) -> bool:
    return r.means == "shift" and r.shift == "this" and r.unit == "Y"


def _is_bare_year(r: Reading) -> bool:
    return r.means == "date" and not (r.month or r.day or r.weekday or r.division or r.era or r.shift)


def _own_year(text: str, start: int, end: int, found: Sequence[Reading], known: Words) -> int | None:
    """The year of which the writer says that it is this one."""
    for r in found:
        if r.year and r.year in _YEARS and not r.month and known.marking.match(text, r.end, end):
            return r.year
    jubilee = any(map(_is_this_year, found)) and known.jubilee.search(text, start, end)
    if jubilee:
        since = [r.year for r in found if r.year and r.year in _YEARS and r.start >= jubilee.end()]
        if len(since) == 1:
            return since[0] + int(jubilee["years"])
    return None
