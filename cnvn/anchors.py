"""What each part's writer means by "today": a small constraint problem for each page.

Each part's today lies between two days, which its own evidence and its neighbours narrow down until nothing moves. A
part gets an anchor where all that is left lies within one calendar year; where more is left, or nothing, it gets none.

Evidence, most trusted first: the date given with a text that is one article; a dateline or byline with its year; a
year that the text calls its own; a date with its year that comes again without it; the order of the page, which
runs from newest to oldest or the other way. A past date without a year lies in the writer's own year, or at most a
few weeks before its beginning.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import NamedTuple

from cnvn import edtf
from cnvn.edtf import Period
from cnvn.evidence import Bare, Evidence
from cnvn.model import Anchor

# How long after a year's end its dates may still stand without a year.
_CARRIED = timedelta(days=60)
# How far apart a reprinted report and the article around it may be, and how soon a report of the last days is written.
_REPRINTED = timedelta(days=60)
_SOON = timedelta(days=14)
# How soon after it was filed a report is published.
_FRESH = timedelta(days=3)
# How close a date with its year must be to one without it to lend it.
_LENT = timedelta(days=7)
# A text whose full dates lie in more years than this, most of them before the last, is a history.
_FEW = 3
# Fewer firmly dated articles than this tell nothing about the order of a page.
_FIRM = 3


class Bounds(NamedTuple):
    """The first and the last day that a part's today may be, and by what evidence."""

    low: date = date.min
    high: date = date.max
    how: tuple[str, ...] = ()

    def within(self, low: date, high: date, how: str) -> "Bounds":
        """These bounds, narrowed. A day that is known stays as it is."""
        new_low, new_high = max(self.low, low), min(self.high, high)
        if self.known or (new_low, new_high) == (self.low, self.high):
            return self
        return Bounds(new_low, new_high, self.how if how in self.how else (*self.how, how))

    @property
    def known(self) -> bool:
        return self.low == self.high

    @property
    def empty(self) -> bool:
        return self.low > self.high

    @property
    def open(self) -> bool:
        """Whether there is no first or no last day."""
        return self.low == date.min or self.high == date.max

    @property
    def firm(self) -> bool:
        """Whether the year is known."""
        return self.low <= self.high and self.low.year == self.high.year


def find_anchors(
    evidence: Sequence[Evidence], numbers: Sequence[int | None], published: date | None
) -> tuple[Anchor | None, ...]:
    """The anchors of the parts of a page, in order. Parts of one number belong to one article, its own text first."""
    groups = _groups(numbers)
    bounds = [_own(e) for e in evidence]
    if published and len(groups) == 1:
        bounds[0] = _filed_just(evidence[0], published) or Bounds(published, published, ("published",))
    elif published:
        bounds = [
            _filed_just(e, published) or b.within(date.min, published, "published")
            for e, b in zip(evidence, bounds, strict=True)
        ]
    bounds = _settle(bounds, evidence, groups, 0)
    direction = _direction([bounds[group[0]] for group in groups])
    if direction:
        ordered = _settle(bounds, evidence, groups, direction)
        # An order that contradicts what the parts say is none.
        if not any(b.empty and not was.empty for b, was in zip(ordered, bounds, strict=True)):
            bounds = ordered
    return tuple(_anchor(b, e) for b, e in zip(bounds, evidence, strict=True))


def _groups(numbers: Sequence[int | None]) -> list[list[int]]:
    groups: list[list[int]] = []
    for i, number in enumerate(numbers):
        if i and number == numbers[i - 1]:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _own(e: Evidence) -> Bounds:
    """What a part says by itself."""
    bounds = Bounds()
    if e.stated and e.stated.is_day and (filed := _filed_just(e, e.stated.start)):
        return filed
    if e.stated:
        bounds = bounds.within(e.stated.start, e.stated.end, e.how)
    if e.full:
        bounds = bounds.within(max(p.start for p in e.full), date.max, "full-date")
    if e.changed:
        bounds = bounds.within(date.min, e.changed, "updated")
    year = _last_year(e.full)
    if year and not e.later:  # "set up ties on 3 May 1973, and a partnership in 2009" was written later than in 1973
        lent = _lent(year, e.full, [*e.bare, *([e.filed] if e.filed else [])])
        if lent:
            bounds = bounds.within(lent, _end_of_year(lent), "full-date")
        elif e.opening and e.opening.year == year and max(p.start for p in e.full) <= e.opening + _SOON:
            bounds = bounds.within(e.opening, _end_of_year(e.opening), "first sentence")
    return bounds


def _filed_just(e: Evidence, published: date) -> Bounds | None:
    """The day of a dateline without its year that lies right before the day on which it was published."""
    days = [d for year in (published.year - 1, published.year) if e.filed and (d := e.filed.on(year))]
    fresh = next((d for d in days if d <= published <= d + _FRESH), None)
    if fresh is None or e.said_on not in (None, fresh.weekday(), (fresh - timedelta(days=1)).weekday()):
        return None
    return Bounds(fresh, fresh, ("dateline",))


def _last_year(full: Sequence[Period]) -> int | None:
    """The last year of which full dates tell; None for a history, which tells of many."""
    years = [p.start.year for p in full]
    last = max(years, default=None)
    return last if len(set(years)) <= _FEW or 2 * years.count(last or 0) >= len(years) else None


def _end_of_year(d: date) -> date:
    return date(d.year, 12, 31)


def _lent(year: int, full: Sequence[Period], bare: Sequence[Bare]) -> date | None:
    """The latest date without a year that takes one from a date near by that has it."""
    days = [p.start for p in full if p.is_day and p.start.year == year]
    found = [d for b in bare if b.whole and (d := b.on(year)) and any(abs(d - day) <= _LENT for day in days)]
    return max(found, default=None)


def _settle(
    bounds: Sequence[Bounds], evidence: Sequence[Evidence], groups: Sequence[Sequence[int]], direction: int
) -> list[Bounds]:
    """Narrows bounds within each part, each article and, with a direction (1: newest first, -1: oldest first), along
    the page, until nothing moves."""
    now = list(bounds)
    mains = [group[0] for group in groups][:: direction or 1]
    for _ in range(2 * len(now) + 2):
        before = list(now)
        for main, *reports in groups:
            for i in reports:
                now[main], now[i] = _reprinting(now[main], now[i])
        if direction:
            for newer, older in pairwise(mains):
                now[older] = now[older].within(date.min, now[newer].high, "order")
            for older, newer in pairwise(reversed(mains)):
                now[newer] = now[newer].within(now[older].low, date.max, "order")
        now = [_by_bare_dates(b, e) for b, e in zip(now, evidence, strict=True)]
        if now == before:
            break
    return now


def _reprinting(main: Bounds, report: Bounds) -> tuple[Bounds, Bounds]:
    """A report is older than the article that reprints it, and not by much."""
    earliest = main.low - _REPRINTED if main.low > date.min + _REPRINTED else date.min
    report = report.within(earliest, main.high, "enclosing article")
    latest = max(_end_of_year(report.high), report.high + _REPRINTED) if report.firm else date.max
    return main.within(report.low, latest, "reprinted report"), report


def _by_bare_dates(bounds: Bounds, e: Evidence) -> Bounds:
    """Bounds narrowed by the part's dates without a year, each of them where it fits only one year."""
    if bounds.open or bounds.empty or bounds.known:
        return bounds
    if e.filed:
        days = [d for d in _occurrences(e.filed, bounds) if bounds.low <= d <= bounds.high]
        if len(days) > 1 and e.said_on is not None:
            days = [d for d in days if e.said_on in (d.weekday(), (d - timedelta(days=1)).weekday())]
        if len(days) == 1:
            return bounds.within(days[0], days[0], "dateline")
    last: date | None = None  # the latest day that the text names
    for b in e.bare:
        days = [
            d for d in _occurrences(b, bounds) if d <= bounds.high and max(_end_of_year(d), d + _CARRIED) >= bounds.low
        ]
        if len(days) == 1:
            narrowed = bounds.within(days[0], _end_of_year(days[0]), "dates without a year")
            if not narrowed.empty:
                bounds = narrowed
                last = days[0] if b.whole and (last is None or days[0] > last) else last
    # A text that speaks of yesterday or last week was written soon after the last day that it tells.
    if e.recent and last and last == bounds.low:
        bounds = bounds.within(date.min, last + _SOON, "recent")
    return bounds


def _occurrences(b: Bare, bounds: Bounds) -> list[date]:
    return [d for year in range(bounds.low.year - 1, bounds.high.year + 1) if (d := b.on(year))]


def _direction(mains: Sequence[Bounds]) -> int:
    """1 where a page runs from newest to oldest, -1 the other way, 0 where its firmly dated articles don't tell."""
    firm = [b for b in mains if b.firm]
    if len(firm) < _FIRM:
        return 0
    down = any(b.high < low for b, low in zip(firm[1:], accumulate((a.low for a in firm), max), strict=False))
    up = any(b.low > high for b, high in zip(firm[1:], accumulate((a.high for a in firm), min), strict=False))
    return 0 if down == up else 1 if down else -1


def _anchor(bounds: Bounds, e: Evidence) -> Anchor | None:
    if e.changed and not e.stated and bounds.high == e.changed and {*bounds.how} <= {"full-date", "updated"}:
        return Anchor(edtf.day(e.changed), "updated")  # what it tells with its date is only earlier
    if bounds.firm:
        return Anchor(_period(bounds.low, bounds.high), ", ".join(bounds.how))
    # Nothing but the day of the last change: mostly that of publication too.
    return Anchor(edtf.day(e.changed), "updated") if e.changed and not bounds.empty else None


def _period(low: date, high: date) -> Period:
    """The days from `low` to `high`, as the month or year that they lie in or make up."""
    if low == high:
        return edtf.day(low)
    if low.month == high.month:
        return edtf.month(low.year, low.month)
    if low == date(low.year, 1, 1) and high == _end_of_year(low):
        return edtf.year(low.year)
    return edtf.span(low, high)
