"""A moment: as much of a date as is known, at one grain, with its TIMEX3 value and its period."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from cnvn import edtf
from cnvn.edtf import Period

_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_DIVISIONS = {**_SEASONS, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}
_FIRST, _LAST = 1, 9999


class Moment(NamedTuple):
    """What is known of a date; None where it is open. `week` is an ISO week of the ISO year `year`; `time` is what
    TIMEX3 appends for a time of day (TMO, T10:30)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    week: int | None = None
    weekend: bool = False
    weekday: int | None = None
    division: str | None = None
    decade: int | None = None
    century: int | None = None
    bc: bool = False
    week_of_month: int | None = None
    time: str = ""

    @property
    def unit(self) -> str:
        """The grain: D, W, M, Q (season, quarter, half), Y, E (decade) or C."""
        if self.day is not None or self.weekday is not None:
            return "D"
        if self.week is not None:
            return "W"
        if self.month is not None:
            return "M"
        if self.division is not None:
            return "Q"
        if self.year is not None:
            return "Y"
        return "E" if self.decade is not None else "C" if self.century is not None else ""

    @property
    def date(self) -> date | None:
        """The day, where it is one that exists."""
        if self.year is None or self.month is None or self.day is None or self.bc:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        era = "BC" if self.bc else ""
        if self.century is not None:
            return f"{era}{self.century - 1:02}"
        if self.decade is not None:
            return f"{era}{self.decade // 10:03}X"
        year = "XXXX" if self.year is None else f"{self.year:04}"
        if self.week is not None:
            end = "-WE" if self.weekend else "" if self.weekday is None else f"-{self.weekday + 1}"
            return f"{era}{year}-W{self.week:02}{end}{self.time}"
        if self.weekday is not None and self.day is None:
            return f"{era}{year}-WXX-{self.weekday + 1}{self.time}"
        if self.division is not None:
            return f"{era}{year}-{self.division}"
        if self.month is None:
            if self.day is not None:
                return f"{era}{year}-XX-{self.day:02}{self.time}"
            return f"{era}{year}" + (f"-XX-XX{self.time}" if self.time else "")
        if self.day is None:
            return f"{era}{year}-{self.month:02}" + (f"-XX{self.time}" if self.time else "")
        return f"{era}{year}-{self.month:02}-{self.day:02}{self.time}"

    def period(self, part: str | None = None) -> Period | None:
        """The days, or those of a part (START, MID, END); None where they are open or don't exist."""
        if self.bc or self.century is not None:
            return None
        try:
            if self.decade is not None:
                return edtf.decade(self.decade)
            if self.year is None:
                return None
            if self.week is not None:
                monday = date.fromisocalendar(self.year, self.week, 1)
                first = monday + timedelta(days=5) if self.weekend else monday
                return edtf.part(first, monday + timedelta(days=6))
            if self.weekday is not None and self.day is None:
                return None
            if self.division is not None:
                return edtf.division(self.year, _DIVISIONS[self.division])
            if self.month is None:
                return _part_of_year(self.year, part) if self.day is None and not self.time else None
            if self.week_of_month is not None:
                return _week_of_month(self.year, self.month, self.week_of_month)
            if self.day is None:
                return _part_of_month(self.year, self.month, part) if not self.time else None
            return edtf.day(date(self.year, self.month, self.day))
        except (ValueError, KeyError, OverflowError):
            return None


def of_day(d: date, unit: str = "D") -> Moment:
    """The day, or the week, month, quarter, year, decade, century that it lies in.

    >>> of_day(date(2022, 10, 31), "W").value, of_day(date(2022, 10, 31), "Q").value
    ('2022-W44', '2022-Q4')
    """
    if unit in ("W", "WE"):
        iso = d.isocalendar()
        return Moment(iso.year, week=iso.week, weekend=unit == "WE")
    if unit == "M":
        return Moment(d.year, d.month)
    if unit == "Q":
        return Moment(d.year, division=f"Q{(d.month + 2) // 3}")
    if unit == "Y":
        return Moment(d.year)
    if unit == "E":
        return Moment(decade=d.year // 10 * 10)
    if unit == "C":
        return Moment(century=(d.year - 1) // 100 + 1)
    return Moment(d.year, d.month, d.day)


def coarser(m: Moment, unit: str) -> Moment | None:
    """The week, month, year … that a moment lies in; None where it does not say."""
    if unit == m.unit and unit != "Q":
        return m._replace(time="", weekend=False) if m.time or m.weekend else m
    d = m.date
    if d:
        return of_day(d, unit)
    if unit == "Y" and m.year is not None:
        return Moment(m.year, bc=m.bc)
    if unit == "Q" and m.division:
        return m._replace(time="")
    if unit in "MQ" and m.month and m.year is not None:
        return Moment(m.year, m.month, bc=m.bc) if unit == "M" else of_day(date(m.year, m.month, 1), "Q")
    if unit in ("E", "C") and m.year is not None:
        if unit == "E":
            return Moment(decade=m.year // 10 * 10, bc=m.bc)
        return Moment(century=(m.year - 1) // 100 + 1, bc=m.bc)
    if unit == "C" and m.decade is not None:
        return Moment(century=m.decade // 100 + 1, bc=m.bc)
    return None


def move(m: Moment, unit: str, n: int) -> Moment | None:
    """The moment `n` units later, at the grain of the unit; None where the moment is not known so exactly.

    >>> move(Moment(2022, 12), "M", 1).value, move(Moment(2022, 12, 31), "D", 1).value
    ('2023-01', '2023-01-01')
    """
    here = coarser(m, "W" if unit == "WE" else unit)
    if here is None or unit not in _MOVES:  # a millennium
        return None
    try:
        return _MOVES[unit](here, n)
    except (ValueError, OverflowError):
        return None


def _days(m: Moment, n: int) -> Moment | None:
    d = m.date
    return of_day(d + timedelta(days=n)) if d else None


def _weeks(m: Moment, n: int) -> Moment:
    monday = date.fromisocalendar(m.year or 0, m.week or 0, 1)
    return of_day(monday + timedelta(weeks=n), "W")


def _weekends(m: Moment, n: int) -> Moment:
    return _weeks(m, n)._replace(weekend=True)


def _fortnights(m: Moment, n: int) -> Moment:
    return _weeks(m, 2 * n)


def _months(m: Moment, n: int) -> Moment | None:
    count = (m.year or 0) * 12 + (m.month or 1) - 1 + n
    return _checked(Moment(count // 12, count % 12 + 1))


def _quarters(m: Moment, n: int) -> Moment | None:
    if not m.division or m.division[0] != "Q":
        return None
    count = (m.year or 0) * 4 + int(m.division[1]) - 1 + n
    return _checked(Moment(count // 4, division=f"Q{count % 4 + 1}"))


def _years(m: Moment, n: int) -> Moment | None:
    year = -(m.year or 0) + n if m.bc else (m.year or 0) + n
    if m.bc and year < 0:
        return Moment(-year, bc=True)
    return _checked(Moment(year))


def _decades(m: Moment, n: int) -> Moment | None:
    first = (m.decade or 0) + (-10 if m.bc else 10) * n
    return Moment(decade=first, bc=m.bc) if 0 <= first <= _LAST - 9 else None


def _centuries(m: Moment, n: int) -> Moment | None:
    number = (m.century or 0) + (-n if m.bc else n)
    return Moment(century=number, bc=m.bc) if 1 <= number <= 99 else None


def _checked(m: Moment) -> Moment | None:
    return m if m.year is not None and _FIRST <= m.year <= _LAST else None


_MOVES: Mapping[str, Callable[[Moment, int], Moment | None]] = {
    "D": _days, "W": _weeks, "M": _months, "Q": _quarters, "Y": _years, "E": _decades, "C": _centuries,
    "WE": _weekends, "F": _fortnights,
}  # fmt: skip


def _part_of_year(year: int, part: str | None) -> Period | None:
    first = {"START": 1, "MID": 5, "END": 9}.get(part or "")
    if first is None:
        return edtf.year(year)
    return edtf.part(date(year, first, 1), edtf.month(year, first + 3).end)


def _week_of_month(year: int, month: int, number: int) -> Period | None:
    """The first, second … seven days of a month; with -1 its last seven, with 5 what is left over."""
    last = edtf.month(year, month).end
    if number < 0:
        return edtf.part(last - timedelta(days=6), last)
    first = date(year, month, 1) + timedelta(weeks=number - 1)
    return edtf.part(first, min(first + timedelta(days=6), last)) if first <= last else None


def _part_of_month(year: int, month: int, part: str | None) -> Period | None:
    whole = edtf.month(year, month)
    days = {
        "START": (1, 10),
        "MID": (11, 20),
        "END": (21, whole.end.day),
        "H1": (1, 15),
        "H2": (16, whole.end.day),
    }.get(part or "")
    return edtf.part(date(year, month, days[0]), date(year, month, days[1])) if days else whole
