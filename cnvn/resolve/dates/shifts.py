"""Steps from a known moment to the month, weekday or season before or after it: "last May", "next Friday"."""

from datetime import timedelta

from cnvn.model import Reading
from cnvn.resolve.dates.moment import Moment, of_day
from cnvn.resolve.dates.years import first_month

# How many of its unit a shift goes.
STEPS = {"last": -1, "past": -1, "this": 0, "next": 1, "previous": -1, "same": 0, "following": 1, "the": 0}


def time_suffix(r: Reading) -> str:
    """What TIMEX3 appends for the time of day."""
    if r.hour is not None:
        return f"T{r.hour:02}:{r.minute or 0:02}{r.zone or ''}"
    return f"T{r.daypart}" if r.daypart else ""


def shift_month(month: int, shift: str, start: Moment) -> Moment:
    """That month, of the year that the shift asks for."""
    if start.year is None:
        return Moment(month=month)
    here = start.month or (12 if shift in ("last", "past", "previous") else 1)
    year = start.year
    if shift in ("last", "past", "previous") and month >= here:
        year -= 1
    elif shift in ("next", "following") and (month <= here or start.month is None):  # "in 1978 and the following May"
        year += 1
    return Moment(year, month, bc=start.bc)


def shift_weekday(r: Reading, shift: str, start: Moment) -> Moment:
    """The day on that weekday; "this Friday" is of the running week."""
    weekday, today = r.weekday or 0, start.date
    if today is None:
        return Moment(weekday=weekday, time=time_suffix(r))
    monday = today - timedelta(days=today.weekday())
    if r.unit == "W":
        d = monday + timedelta(days=weekday + 7 * STEPS[shift])
    elif shift in ("last", "past", "previous"):
        d = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    elif shift in ("next", "following"):
        d = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    else:
        d = monday + timedelta(days=weekday)
    if shift == "next" and (d - today).days == 1:
        d += timedelta(weeks=1)  # nobody calls tomorrow so
    if shift == "last" and r.count:
        d -= timedelta(weeks=int(r.count) - 1)  # "two Fridays ago", "the Friday before last"
    return of_day(d)._replace(time=time_suffix(r))


def shift_season(season: str, shift: str, start: Moment) -> Moment:
    """That season, of the year that the shift asks for."""
    if start.year is None:
        return Moment(division=season)
    first = first_month(Moment(division=season))
    year = start.year
    here = start.month or 6
    if shift in ("last", "past", "previous") and first + 2 >= here:
        year -= 1
    elif shift in ("next", "following") and first <= here:
        year += 1
    return Moment(year, division=season, bc=start.bc)
