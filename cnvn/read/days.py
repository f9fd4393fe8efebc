"""A stated publication day: one string → one day, or a refusal. Nothing is filled in."""

import re
from datetime import date, datetime

_ISO = re.compile(r"(\d{4})(?:-(\d\d?)-(\d\d?)|/(\d\d?)/(\d\d?)|\.(\d\d?)\.(\d\d?)|(\d\d)(\d\d))(?:[T ]\d\d:?\d\d.*)?")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
FORMS = "write it as YYYY-MM-DD"
# The day in the address of a news page: "/2024/08/19/", "/2024-08/19/", "/2024-08-19-", "/20240819/".
_IN_ADDRESS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2])[/_-]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")


class Incomplete(ValueError):
    """A date that leaves its day open, such as "October 2022": nothing is wrong with it, but it names no day."""


def parse_day(text: str) -> date:
    """The day that `text` names, in ISO form or in any other that can be read in one way only.

    Raises `ValueError` with the reason: the day does not exist, or day and month could be swapped; `Incomplete` where
    a part is missing.

    >>> parse_day("2023-12-07"), parse_day("7 December 2023")
    (datetime.date(2023, 12, 7), datetime.date(2023, 12, 7))
    >>> parse_day("10/11/2022")
    Traceback (most recent call last):
    ...
    ValueError: '10/11/2022' is ambiguous: 2022-10-11 or 2022-11-10
    """
    text = text.strip()
    m = _ISO.fullmatch(text)
    if m:
        year, month, day = (int(g) for g in m.groups() if g)
        try:
            return date(year, month, day)
        except ValueError:
            raise ValueError(f"{text!r} is a day that does not exist") from None
    if not _YEAR.search(text):
        raise ValueError(f"{text!r} is no date with a year of four digits")
    return _worded(text)


def day_in_address(url: str) -> date | None:
    """The day that the path of a page's address names, by which news sites file what they publish; None where it names
    none, or several.

    >>> day_in_address("https://example.org/2024/08/19/talks"), day_in_address("https://example.org/a20240819.html")
    (datetime.date(2024, 8, 19), datetime.date(2024, 8, 19))
    >>> day_in_address("https://example.org/talks?id=123")
    """
    found = set()
    page = url[max(url.rfind("http://"), url.rfind("https://"), 0) :]  # an archive's own day stands before the page's
    for m in _IN_ADDRESS.finditer(page.partition("?")[0]):
        try:
            found.add(date(int(m["y"]), int(m["m"]), int(m["d"])))
        except ValueError:
            continue
    return found.pop() if len(found) == 1 else None


def _worded(text: str) -> date:
    """A date in words or with the year last. The parser fills missing parts from its default, so it is asked with two
    defaults and in both orders: a date that is all there comes out the same four times."""
    from dateutil.parser import parse  # takes a while to import, and ISO dates do without

    found: dict[bool, set[date]] = {}
    for day_first in (False, True):
        for default in (datetime(2000, 1, 1), datetime(2001, 2, 2)):
            try:
                when = parse(text, default=default, dayfirst=day_first, ignoretz=True)
            except (ValueError, OverflowError) as e:
                if "range" in str(e) or "month must be" in str(e):
                    raise ValueError(f"{text!r} is a day that does not exist") from None
                raise ValueError(f"{text!r} is not a date") from None
            found.setdefault(day_first, set()).add(when.date())
    if any(len(days) > 1 for days in found.values()):
        raise Incomplete(f"{text!r} names no day")
    days = sorted(found[False] | found[True])
    if len(days) > 1:
        raise ValueError(f"{text!r} is ambiguous: {' or '.join(d.isoformat() for d in days)}")
    return days[0]
