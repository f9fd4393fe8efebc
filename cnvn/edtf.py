"""A date that is only partly known, as the interval of days that it covers.

`Period` is the one form in which dates travel from stage to stage. It prints as EDTF (ISO 8601-2, level 1 with the
quarters and halves of level 2), and `parse` reads what it printed.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "span", "part", "month", "season", "quarter", "year", "decade"]

# EDTF's codes for divisions of a year: (first month, number of months). Winter begins in December of its year.
DIVISIONS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip

_POINT = re.compile(r"(?P<decade>\d{3})X|(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` to `end`, both inclusive, and how exactly a text put them.

    Raises `ValueError` where the end is before the start.
    """

    start: date
    end: date
    precision: Precision = "day"
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period that ends on {self.end}, before it starts on {self.start}")

    def __str__(self) -> str:
        return self.edtf

    @property
    def edtf(self) -> str:
        """The EDTF string of this period, the shortest one that says exactly these days."""
        return _print(self) + ("~" if self.approximate else "")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def is_day(self) -> bool:
        return self.start == self.end

    def overlaps(self, other: "Period") -> bool:
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: "Period") -> bool:
        return self.start <= other.start and other.end <= self.end

    def intersect(self, other: "Period") -> "Period | None":
        """The days of both, or None; the precision of the shorter one where it lies wholly within the other."""
        if self.contains(other):
            return other
        if other.contains(self):
            return self
        if not self.overlaps(other):
            return None
        return span(max(self.start, other.start), min(self.end, other.end))


def day(d: date) -> Period:
    """One day.

    >>> str(day(date(2022, 10, 31)))
    '2022-10-31'
    """
    return Period(d, d, "day")


def month(year: int, number: int) -> Period:
    """A whole month.

    >>> str(month(2022, 10))
    '2022-10'
    """
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def year(number: int) -> Period:
    """A whole year.

    >>> str(year(1999))
    '1999'
    """
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def decade(first: int) -> Period:
    """Ten years from one that is divisible by ten.

    >>> str(decade(1980))
    '198X'
    """
    return Period(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def span(first: date, last: date) -> Period:
    """From a known first to a known last day; one and the same day is a day.

    >>> str(span(date(2022, 10, 30), date(2022, 11, 2)))
    '2022-10-30/2022-11-02'
    """
    return Period(first, last, "day" if first == last else "span")


def part(first: date, last: date) -> Period:
    """A part of a month or year that a text names loosely ("early 2021", "the first week of May").

    >>> str(part(date(2021, 1, 1), date(2021, 4, 30)))
    '2021-01/2021-04'
    """
    return Period(first, last, "part")


def division(number: int, code: int) -> Period:
    """A season, quarter, quadrimester or half of a year by its EDTF code.

    >>> str(division(2022, 34)), str(division(2022, 24).end)
    ('2022-34', '2023-02-28')
    """
    first, length = DIVISIONS[code]
    end_year, end_month = number + (first + length - 2) // 12, (first + length - 2) % 12 + 1
    precision: Precision = "season" if code < 30 else "quarter" if code < 37 else "part"
    return Period(date(number, first, 1), month(end_year, end_month).end, precision)


def parse(text: str) -> Period:
    """The period that an EDTF string names. Raises `ValueError` for anything else, and for days that do not exist.

    >>> parse("2022-10").end
    datetime.date(2022, 10, 31)
    >>> parse("2022-02-30")
    Traceback (most recent call last):
    ...
    ValueError: no such day: '2022-02-30'
    """
    body = text.strip()
    approximate = body.endswith("~")
    body = body.removesuffix("~")
    first, slash, last = body.partition("/")
    if not slash:
        p = _point(first)
    else:
        a, b = _point(first), _point(last)
        p = span(a.start, b.end)
    return Period(p.start, p.end, p.precision, True) if approximate else p


def _point(text: str) -> Period:
    m = _POINT.fullmatch(text)
    if not m:
        raise ValueError(f"not a date: {text!r}")
    if m["decade"]:
        return decade(int(m["decade"]) * 10)
    y = int(m["year"])
    try:
        if m["day"]:
            return day(date(y, int(m["month"]), int(m["day"])))
        if m["month"]:
            number = int(m["month"])
            return division(y, number) if number in DIVISIONS else month(y, number)
        return year(y)
    except ValueError:
        raise ValueError(f"no such day: {text!r}") from None


def _print(p: Period) -> str:
    a, b = p.start, p.end
    if a == b:
        return a.isoformat()
    starts_month, ends_month = a.day == 1, b == date.max or (b + timedelta(days=1)).day == 1
    if not (starts_month and ends_month):
        return f"{a.isoformat()}/{b.isoformat()}"
    if a.month == 1 and b.month == 12:
        if a.year == b.year:
            return f"{a.year:04}"
        if a.year % 10 == 0 and b.year == a.year + 9:
            return f"{a.year // 10:03}X"
        return f"{a.year:04}/{b.year:04}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.year:04}-{a.month:02}"
    if p.precision in ("season", "quarter"):
        length = (b.year - a.year) * 12 + b.month - a.month + 1
        codes = range(21, 25) if p.precision == "season" else range(33, 37)
        for code in codes:
            if DIVISIONS[code] == (a.month, length):
                return f"{a.year:04}-{code}"
    return f"{a.year:04}-{a.month:02}/{b.year:04}-{b.month:02}"
