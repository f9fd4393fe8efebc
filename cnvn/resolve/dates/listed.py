"""The years of a chronology's entries that stand without one: they go on from the entries around them.

"Feb. 10, 2005: … June 17: …" tells two events of 2005. Where no entry has a year, that of the title counts, else the
last of them lies right before the writer's today; where years must have been left out, nothing is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from cnvn.edtf import Period
from cnvn.find.entries import opens_entry
from cnvn.model import Part, Reading, Sentence
from cnvn.resolve.dates.headings import is_bare_year, is_year_line
from cnvn.resolve.ranges import makes_range

# So many entries make a chronology.
_FEWEST = 3
# Entries so close together in the wrong order are a slip, not a year further on; in days.
_SLIP = 40
# … and where no year is told, only so many days back in the calendar are a new year.
_TURN = 120
# A list whose first day comes so soon, while its last is long gone, is of what is to come; in days.
_SOON = 31
_YEAR = 366
_LEAP = 2000  # a year that has every day


class _Opening(NamedTuple):
    """The date with which a sentence opens an entry; a `month` of 0 is that of a bare year."""

    sentence: int
    year: int | None
    month: int
    day: int

    def gap(self, before: "_Opening") -> int:
        """How many days it lies behind another one within the same year; negative where it comes before that."""
        if not (self.month and before.month):
            return 0
        return (date(_LEAP, self.month, self.day) - date(_LEAP, before.month, before.day)).days


def entry_years(
    text: str, sentences: Sequence[Sentence], readings: Sequence[Sequence[Reading]], parts: Sequence[Part]
) -> Mapping[int, int | None]:
    """For the sentences, by their index, that open an entry with a date that lacks its year: that year, or None where
    it is not to be told. Entries under a line that is a year have it from there, and are none of these."""
    found: dict[int, int | None] = {}
    runs = [*_runs(text, sentences, readings)]
    if sum(map(len, runs)) < _FEWEST:
        return found
    for run in runs:
        if all(o.year for o in run):
            continue
        way = _direction(run)
        run = run[::way]
        if any(o.year for o in run):
            found |= _between(run)
            continue
        part = parts[sentences[run[0].sentence].part]
        first = sentences[min(o.sentence for o in run)].start
        now = part.anchor.period if part.anchor else None
        falls = [gap for before, o in pairwise(run) if (gap := o.gap(before)) < 0]
        titled = _title_year(text, sentences, readings, first) if min(falls, default=0) > -_SLIP else None
        if titled is not None and (now is None or titled <= now.end.year <= titled + 1):
            found |= dict.fromkeys((o.sentence for o in run), titled)
        elif now is not None and (len(falls) > 1 or any(-_TURN < gap <= -_SLIP for gap in falls)):  # years are left out
            found |= dict.fromkeys((o.sentence for o in run), None)
        elif now is not None and (last := _last_year(run, now)) is not None:
            found |= _between(run, last)
    return found


def _runs(text: str, sentences: Sequence[Sentence], readings: Sequence[Sequence[Reading]]) -> Iterator[list[_Opening]]:
    """The openings of entries with no title between them, up to the first line that is a year."""
    run: list[_Opening] = []
    paragraph, part, lined = -1, -1, False
    for n, (s, found) in enumerate(zip(sentences, readings, strict=True)):
        opens, paragraph = s.paragraph != paragraph, s.paragraph
        if s.part != part or (opens and s.kind == "heading" and not found):
            yield run
            run, lined, part = [], lined and s.part == part, s.part
        if not (opens and found) or lined:
            continue
        r = found[0]
        last = found[1] if len(found) > 1 and makes_range(text, r, found[1]) else r
        if is_year_line(text, s, r):
            lined = True
        elif (year := r.year or last.year) is None or year > 100:
            dated = r.month or (last.month if r.means == "day-of-next" else None)
            bare = is_bare_year(r)
            usual = r.means in ("date", "day-of-next") and r.shift is None and r.type == "DATE" and r.era is None
            if usual and (dated or bare) and opens_entry(text, s.start, s.end, r.start, last.end):
                run.append(_Opening(n, year, dated or 0, min(r.day or 1, 28 if dated == 2 else 30)))
    yield run


def _direction(run: Sequence[_Opening]) -> int:
    """1 where a list runs forward in time, -1 where it runs backwards."""
    dated = [(o.year, o.month, o.day) for o in run if o.year]
    rises = sum(a < b for a, b in pairwise(dated))
    falls = sum(a > b for a, b in pairwise(dated))
    if rises == falls:
        gaps = [b.gap(a) for a, b in pairwise(run) if not (a.year and b.year)]
        rises, falls = sum(g > 0 for g in gaps), sum(g < 0 for g in gaps)
    return -1 if falls > rises else 1


def _between(run: Sequence[_Opening], last: int | None = None) -> dict[int, int | None]:
    """The years of a list that runs forward: on from the entry before, else back from the one behind or from the
    `last` year."""
    found: dict[int, int | None] = {}
    begun = next((i for i, o in enumerate(run) if o.year), len(run))
    behind = run[begun] if begun < len(run) else run[-1]._replace(year=last)
    for o in reversed(run[:begun]):
        gap = behind.gap(o)
        known = bool(behind.month) and not -_SLIP < gap < 0
        found[o.sentence] = (behind.year or 0) - (gap < 0) if known else None
        if known:
            behind = o._replace(year=found[o.sentence])
    for i, o in enumerate(run[begun:], begun):
        if o.year:
            before = o
            continue
        gap = o.gap(before)
        year = (before.year or 0) + (gap < 0)
        limit = next((later.year for later in run[i + 1 :] if later.year), None)
        known = not -_SLIP < gap < 0 and (limit is None or year <= limit)
        found[o.sentence] = year if known else None
        if known:
            before = o._replace(year=year)
    return found


def _title_year(
    text: str, sentences: Sequence[Sentence], readings: Sequence[Sequence[Reading]], first: int
) -> int | None:
    """The only year in the lines above a list's first entry, if a title names it or the line that leads in."""
    above = [(s, found) for s, found in zip(sentences, readings, strict=True) if s.start < first]
    years = {r.year for _, found in above for r in found if r.year and r.year > 100}
    leads = (
        s.kind == "heading" or text[s.start : s.end].rstrip().endswith(":")
        for s, found in above
        if any(r.year in years for r in found)
    )
    return years.pop() if len(years) == 1 and any(leads) else None


def _last_year(run: Sequence[_Opening], now: Period) -> int | None:
    """The latest year in which the last entry of a list without years is not ahead of the writer; None where the list
    may be of what is to come."""
    today = _Opening(0, now.end.year, now.end.month, min(now.end.day, 28))
    ahead, gone = run[0].gap(today) % _YEAR, today.gap(run[-1]) % _YEAR
    return None if ahead <= _SOON < gone and now.is_day else now.end.year - (today.gap(run[-1]) < 0)
