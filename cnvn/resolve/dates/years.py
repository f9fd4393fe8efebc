"""Which year is meant, where the words leave it open."""

from collections.abc import Callable
from datetime import date, timedelta

from cnvn.find.dates.tense import FUTURE, OPEN, PLANNED
from cnvn.resolve.dates.moment import Moment
from cnvn.resolve.dates.state import State

_SEASON_ORDER = {"WI": 0, "SP": 1, "SU": 2, "FA": 3}
# Without a tense, a month at most so far ahead is the coming one.
_SOON = 4
# A day without a year this close to one with a year is of the same weeks.
_NEAR = timedelta(days=45)
# So many months after its end a quarter is still reported on.
_REPORT_SEASON = 4


def short_year(year: int, state: State) -> int | None:
    """A two-digit year: the latest such year that is not after the reference; in history that nearest to it."""
    reference = year_now(state)
    if reference is None:
        return None
    candidates = [reference // 100 * 100 + year + c for c in (-100, 0, 100)]
    if state.narrative:
        return min(candidates, key=lambda y: abs(y - reference))
    return max(y for y in candidates if y <= reference + 10)


def year_now(state: State) -> int | None:
    told = state.told.get("Y")
    if state.narrative and told and told.year is not None and not told.bc:
        return told.year
    return state.anchor.period.start.year if state.anchor else None


def years_of_weekday(m: Moment, weekday: int, year: int) -> list[int]:
    """The years next to `year` in which that day and month fall on the weekday, nearest first."""
    found = []
    for y in (year, year - 1, year + 1):
        d = m._replace(year=y).date
        if d and d.weekday() == weekday:
            found.append(y)
    return found


def year_near(m: Moment, day: date) -> int | None:
    """The year in which a day without one lies within some weeks of another day; None where it lies further off."""
    days = [d for year in (day.year - 1, day.year, day.year + 1) if (d := m._replace(year=year).date)]
    nearest = min(days, key=lambda d: abs(d - day), default=None)
    return nearest.year if nearest and abs(nearest - day) <= _NEAR else None


def first_month(m: Moment) -> int:
    if m.month is not None:
        return m.month
    if m.division in _SEASON_ORDER:
        return {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[m.division or ""]
    return {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}[m.division or "Q1"]


def nearest_year(m: Moment, today: date, direction: Callable[[], int]) -> int:
    """The year of a month in news: the nearest one, unless the tense asks for the other and that isn't far."""
    if m.division and m.division[0] == "Q":
        return _nearest_quarter(m, today, direction)
    ahead = (first_month(m) - today.month) % 12
    if ahead == 0:
        return today.year
    way = direction()
    goes_ahead = ahead <= _SOON if way in (OPEN, PLANNED) else way == FUTURE
    return today.year + (first_month(m) < today.month) if goes_ahead else today.year - (first_month(m) > today.month)


def _nearest_quarter(m: Moment, today: date, direction: Callable[[], int]) -> int:
    """The year of a quarter in news, which reports on what has ended and forecasts what is to begin."""
    first = first_month(m)
    begun = today.year if first <= today.month else today.year - 1
    since_end = (today.month - first - 2) % 12
    if since_end <= _REPORT_SEASON or since_end >= 10:  # the last two: the quarter is running
        return begun
    way = direction()
    until_start = (first - today.month) % 12
    return begun + 1 if way == FUTURE or (way in (OPEN, PLANNED) and until_start < _SOON) else begun
