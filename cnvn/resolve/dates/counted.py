"""What is counted from the writer's today or from what was told: "last week", "two days later", "a year ago"."""

from dataclasses import replace
from datetime import date, timedelta

from cnvn.find.dates.tense import AHEAD
from cnvn.model import Reading
from cnvn.resolve.dates.around import Around, Meaning
from cnvn.resolve.dates.lengths import CLOCK_UNITS
from cnvn.resolve.dates.moment import Moment, move, of_day
from cnvn.resolve.dates.shifts import STEPS, shift_month, shift_season, shift_weekday, time_suffix
from cnvn.resolve.dates.state import State

_AGO = frozenset({"ago", "earlier"})
# What nobody counts by the year.
_LONG = ("C", "L")
_YEARS_IN = {"E": 10, "C": 100, "L": 1000}
# A day so many days before the writer's is one of another story.
_LONG_GONE = 60


def day(r: Reading, state: State, around: Around) -> Meaning:
    if state.today is None or state.narrative:
        return Meaning(value="PRESENT_REF" if r.count == 0 and not r.daypart else f"XXXX-XX-XX{time_suffix(r)}")
    d = state.today + timedelta(days=int(r.count or 0))
    return Meaning(of_day(d)._replace(time=time_suffix(r)), relative=True, context="anchor")


def shift(r: Reading, state: State, around: Around) -> Meaning:
    """ "last week", "next Friday", "the same day", "the following month", "the end of the year"."""
    way, unit = r.shift or "this", r.unit or ""
    step = STEPS[way] * int(r.count or 1)
    then = way == "next" and (unit == "D" or (bool(state.past) and state.opened_now))  # "On 3 May 1972 … next month"
    from_told = way in ("previous", "following", "same") or then or state.narrative
    start = state.reached if from_told else of_day(state.today) if state.today else None
    if unit == "Q" and way == "same" and "Q" not in state.told and state.today and not state.narrative:
        start, step = of_day(state.today, "Q"), -1  # a report is of the quarter that has ended
    if from_told and unit in state.told and unit != "D":
        start = state.told[unit]
    if from_told and unit == "D":
        start = state.day
    if start is None:
        return Meaning(value=open_value(r), relative=True)
    context = "previous" if from_told else "anchor"
    if r.month is not None:
        return Meaning(shift_month(r.month, way, start), relative=True, context=context)
    if r.weekday is not None:
        return Meaning(shift_weekday(r, way, start), relative=True, context=context)
    if r.division is not None:
        return Meaning(shift_season(r.division, way, start), relative=True, context=context)
    if unit == "WE" and way == "the" and around.direction() not in AHEAD and (start.date or date.max).weekday() < 5:
        step = -1
    moved = move(start, unit, step) if unit else None
    if moved is None:
        return Meaning(value=open_value(r, start), relative=True)
    if r.daypart or r.hour is not None:
        moved = moved._replace(time=time_suffix(r))
    # "The last day" of something is not yesterday; "last night" is.
    ending = (way, unit) == ("last", "D") and not r.daypart
    return Meaning(moved, relative=True, context=context, vague=way == "past" or ending)


def shift_day_of_month(r: Reading, state: State) -> Meaning:
    """ "last October 23"; in the same month it may be this year's or that of the year before."""
    month = r.month or 1
    if state.today is None or (month == state.today.month and STEPS.get(r.shift or "this", 0) < 0):
        return Meaning(Moment(month=month, day=r.day), relative=True)
    found = shift_month(month, r.shift or "this", of_day(state.today))
    return Meaning(found._replace(day=r.day), relative=True, context="anchor")


def open_value(r: Reading, start: Moment | None = None) -> str:
    """What remains of a relative expression that has nothing to count from."""
    year = f"{'BC' if start.bc else ''}{start.year:04}" if start and start.year is not None else "XXXX"
    if r.month is not None:
        return f"{year}-{r.month:02}"
    if r.weekday is not None:
        return f"{year}-WXX-{r.weekday + 1}{time_suffix(r)}"
    if r.division is not None:
        return f"{year}-{r.division}"
    by_unit = {"D": "-XX-XX", "W": "-WXX", "WE": "-WXX-WE", "M": "-XX", "Q": "-QX"}
    return year + by_unit.get(r.unit or "D", "") + time_suffix(r)


def offset(r: Reading, state: State, around: Around) -> Meaning:
    """ "two years ago", "two days later", "a year earlier"."""
    back = r.shift in _AGO
    if r.shift == "later":
        state.counts_on()
    if r.count is None:
        return Meaning(value="PAST_REF" if back else "FUTURE_REF", relative=True)
    unit, count = r.unit or "D", r.count
    if unit in CLOCK_UNITS:
        n = int(count) if count == int(count) else count
        return Meaning(value=f"PT{n:g}{CLOCK_UNITS[unit]}", relative=True)
    if unit == "F":
        unit, count = "W", count * 2
    if unit in _YEARS_IN:
        unit, count = "Y", count * _YEARS_IN[unit]
    if count != int(count):
        unit, count = ("M", count * 12) if unit == "Y" else ("W", count * 4) if unit == "M" else ("D", count * 7)
    from_told = r.shift in ("later", "earlier") or state.narrative
    start = state.reached if from_told and (r.shift != "earlier" or state.narrative or unit == "D") else None
    beside = state.days[-1] if state.days and not state.narrative and r.shift == "earlier" else None
    if beside and beside.date and state.today and (state.today - beside.date).days > _LONG_GONE:
        start = beside  # "on 3 May 2010, a week earlier than …": of a day long gone, not of the writer's
    if start is None and from_told and r.shift == "earlier":
        start = state.story_told
    quarter = state.told.get("Q")
    if unit == "Y" and count == 1 and not state.narrative and quarter and r.shift in _AGO:
        return Meaning(quarter._replace(year=(quarter.year or 0) - 1), relative=True, context="previous")
    if start is None and state.today and not (from_told and (state.narrative or unit == "D")):
        start = of_day(state.today)
    if start is None:
        return Meaning(value="PAST_REF" if back else "FUTURE_REF", relative=True)
    if unit == "D" and state.told.get("D") and from_told:
        start = state.told["D"]
    moved = move(start, unit, -int(count) if back else int(count))
    if moved is None:
        return Meaning(value=open_value(Reading(0, 0, "", "DATE", "", unit=unit), start), relative=True)
    if r.month is not None and unit == "Y":  # "on 3 May a year later"
        moved = Moment(moved.year, month=r.month, day=r.day)
    # "half a century ago", "over twenty years ago": of no certain year
    open_end = r.unit in _LONG or (r.mod == "MORE_THAN" and unit == "Y")
    return Meaning(moved, relative=True, context="previous" if from_told else "anchor", vague=open_end)


def ago_on_day(r: Reading, state: State, around: Around) -> Meaning:
    """ "a year ago today"; of "a week ago Monday" only the week is certain."""
    found = offset(replace(r, shift="ago", weekday=None), state, around)
    m, today = found.moment, state.today
    if m is None or today is None or r.weekday is not None:
        return found
    if m.unit == "W":
        return found._replace(moment=of_day(today - timedelta(weeks=int(r.count or 1))))
    same = m._replace(month=m.month or today.month, day=today.day)
    return found._replace(moment=same) if m.unit in ("Y", "M") and same.date else found


def year_ago(r: Reading, state: State, around: Around) -> Meaning:
    """ "the year-ago quarter": the same quarter as the one told, a year earlier."""
    told = state.told.get("Q")
    if r.division and state.today:
        return Meaning(Moment(state.today.year - 1, division=r.division), relative=True, context="anchor")
    if told is not None and told.year is not None:
        return Meaning(told._replace(year=told.year - 1), relative=True, context="previous")
    if state.today:
        return Meaning(Moment(state.today.year - 1), relative=True, context="anchor")
    return Meaning(value="PAST_REF", relative=True)
