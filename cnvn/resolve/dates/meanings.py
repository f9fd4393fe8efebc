"""What each kind of reading means in its context: one function a kind, from reading and state to a result."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cnvn.model import Reading
from cnvn.resolve.dates.lengths import CLOCK_UNITS, duration_value
from cnvn.resolve.dates.moment import Moment, move, of_day
from cnvn.resolve.dates.shifts import STEPS, shift_month, shift_season, shift_weekday, time_suffix
from cnvn.resolve.dates.state import State
from cnvn.resolve.dates.tense import FUTURE
from cnvn.resolve.dates.years import nearest_year, short_year, year_now, years_of_weekday

_TURN_OF_YEAR = 8
_AGO = frozenset({"ago", "earlier"})
# The Western feast is known for these years, and lies in March or April.
_EASTER_MONTH, _FIRST_EASTER, _LAST_EASTER = 4, 1583, 4099
_YEARS_IN = {"E": 10, "C": 100, "L": 1000}


@dataclass(frozen=True, slots=True)
class Meaning:
    """Either a moment, or a bare TIMEX3 value. `context` tells what was needed: "anchor", "previous" or nothing."""

    moment: Moment | None = None
    value: str | None = None
    relative: bool = False
    context: str = ""
    vague: bool = False  # a length of time rather than certain days: "the past year"


@dataclass(frozen=True, slots=True)
class Joined:
    """Month and year of what a reading is joined to: "from March to May 2014", "12 and 13 May"; `range` where they are
    the two ends of one stretch of time."""

    month: int | None = None
    year: int | None = None
    era: str | None = None
    range: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a reading: which way its clause looks, what the reading is joined to, and the day on which a
    range begins that it ends."""

    direction: Callable[[], int]
    joined: Joined
    since: date | None = None


def meaning(r: Reading, state: State, around: Around) -> Meaning:
    """What a reading means here.

    Where today is only known to lie in a longer period, that is what it means on the first as well as on the last day
    of it, or it stays open.
    """
    mean = _MEANINGS[r.means]
    if state.anchor is None or state.today is not None:
        return mean(r, state, around)
    period = state.anchor.period
    first, last = mean(r, state.at(period.start), around), mean(r, state.at(period.end), around)
    if first == last:
        return first
    # A date without its year is of the one in which the text was written.
    return mean(r, state if r.means == "date" and period.start.year == period.end.year else state.at(None), around)


# ------------------------------------------------------------------------------------------------------- calendar dates
def _date(r: Reading, state: State, around: Around) -> Meaning:
    if r.value:
        return Meaning(value=r.value)
    if r.ordinal is not None and r.weekday is not None:
        return _feast(r, state, around)
    m = Moment(
        r.year, r.month, r.day, weekday=r.weekday if r.day is None else None, division=r.division,
        century=r.century, bc=r.era == "BC", time=time_suffix(r),
    )  # fmt: skip
    if r.decade is not None:
        return _decade(r, state)
    if r.century is not None:
        return Meaning(m)
    if r.year is not None and 0 <= r.year < 100 and r.era is None:
        full = short_year(r.year, state)
        return Meaning(replace(m, year=full), context="anchor") if full else Meaning(value=f"XX{r.year:02}")
    if r.year is not None:
        return Meaning(m)
    if r.shift and r.unit == "Y":
        year = Reading(r.start, r.end, r.text, r.type, r.rule, means="shift", shift=r.shift, unit="Y")
        year_meaning = meaning(year, state, around)
        year_moment = year_meaning.moment
        if year_moment is None:
            return Meaning(m)
        return Meaning(replace(m, year=year_moment.year, bc=year_moment.bc), context=year_meaning.context)
    if r.shift and r.month is not None and r.weekday is None:
        return _shift_day_of_month(r, state)
    if r.month is not None or r.division is not None:
        return _yearless(r, m, state, around)
    if r.weekday is not None:
        return _weekday(m, r.weekday, state, around)
    if r.day is not None:
        return _day_of_previous(r, state, around)
    if m.time:
        return _time(m, state)
    return Meaning(m)


def _feast(r: Reading, state: State, around: Around) -> Meaning:
    """A feast on the so-manyth weekday of a month: its year is that of the month."""
    found = _date(replace(r, ordinal=None, weekday=None), state, around)
    if found.moment is None or found.moment.year is None:
        return found
    first = date(found.moment.year, found.moment.month or 1, 1)
    days = ((r.weekday or 0) - first.weekday()) % 7 + 7 * ((r.ordinal or 1) - 1)
    return replace(found, moment=of_day(first + timedelta(days=days)))


def _easter(r: Reading, state: State, around: Around) -> Meaning:
    """A feast so many days from Easter Sunday; its year is that of the spring which is meant."""
    found = _date(replace(r, month=_EASTER_MONTH), state, around)
    year = found.moment.year if found.moment else None
    if year is None or not _FIRST_EASTER <= year <= _LAST_EASTER:
        return Meaning(value=_open_value(replace(r, month=None)))
    from dateutil.easter import easter  # few texts name a feast

    return replace(found, moment=of_day(easter(year) + timedelta(days=int(r.count or 0))))


def _decade(r: Reading, state: State) -> Meaning:
    decade = r.decade or 0
    if decade >= 100:
        return Meaning(Moment(decade=decade // 10 * 10, bc=r.era == "BC"))
    reference = year_now(state)
    if reference is None:
        return Meaning(value=f"XX{decade // 10}X")
    first = reference // 100 * 100 + decade
    return Meaning(Moment(decade=first if first <= reference else first - 100), context="anchor")


def _yearless(r: Reading, m: Moment, state: State, around: Around) -> Meaning:
    """A month, season or quarter without its year."""
    joined = around.joined
    if joined.year is not None and joined.year >= 100:
        return Meaning(replace(m, year=joined.year, bc=joined.era == "BC"))
    if state.narrative:
        told = state.story
        if told is None:
            return Meaning(m)
        if r.weekday is not None and r.day is not None:
            years = years_of_weekday(m, r.weekday, told.year or 0)
            if years:
                return Meaning(replace(m, year=years[0]), context="previous")
        # From December on to January: stories go forward.
        turn = told.month is not None and r.month is not None and told.month - r.month >= _TURN_OF_YEAR and not told.bc
        return Meaning(replace(m, year=(told.year or 0) + turn, bc=told.bc), context="previous")
    if state.anchor is None:
        return Meaning(m)
    today = state.today
    if today is None:
        return Meaning(replace(m, year=state.anchor.period.start.year), context="anchor")
    if r.weekday is not None and r.day is not None:
        years = years_of_weekday(m, r.weekday, today.year)
        return Meaning(replace(m, year=years[0]), context="anchor") if years else Meaning(m)
    if joined.range and joined.month and m.month:  # "from November to January": the year of its end decides
        ends = nearest_year(Moment(month=joined.month), today, around.direction)
        return Meaning(replace(m, year=ends - (m.month > joined.month)), context="anchor")
    beside = state.days[-1].year if state.days else None
    if beside is not None and beside < today.year - 1 and around.direction() != FUTURE:
        return Meaning(replace(m, year=beside), context="previous")  # "on August 3, 2014, after the flood of July 19"
    return Meaning(replace(m, year=nearest_year(m, today, around.direction)), context="anchor")


def _weekday(m: Moment, weekday: int, state: State, around: Around) -> Meaning:
    today = state.today
    if around.since:  # "from Tuesday to Friday"
        d = around.since + timedelta(days=(weekday - around.since.weekday() - 1) % 7 + 1)
        return Meaning(replace(of_day(d), time=m.time), relative=True, context="previous")
    if today is None or state.narrative:
        return Meaning(m)
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    d = today + timedelta(days=ahead) if back and around.direction() == FUTURE else today - timedelta(days=back)
    return Meaning(replace(of_day(d), time=m.time), relative=True, context="anchor")


def _time(m: Moment, state: State) -> Meaning:
    day = state.told.get("D") if state.narrative else None
    if day is None and state.today:
        day = of_day(state.today)
    if state.last is not None and state.last.date and not state.narrative:
        day = replace(state.last, time="")
    if day is None or day.date is None:
        return Meaning(value=f"XXXX-XX-XX{m.time}")
    return Meaning(replace(day, time=m.time), context="previous", vague=True)


def _day_of_previous(r: Reading, state: State, around: Around) -> Meaning:
    """A day whose month stands before it: "December 12 to 13", "the 20th"."""
    m = Moment(r.year, day=r.day, time=time_suffix(r))
    told = state.told.get("M")
    if told is None:
        return Meaning(m)
    return Meaning(replace(m, year=r.year or told.year, month=told.month, bc=told.bc), context="previous")


def _day_of_month(r: Reading, state: State, around: Around) -> Meaning:
    """ "the 20th of last month"."""
    found = _shift(replace(r, day=None), state, around)
    if found.moment is None:
        return Meaning(Moment(day=r.day), relative=True)
    return replace(found, moment=replace(found.moment, day=r.day))


def _week_of_date(r: Reading, state: State, around: Around) -> Meaning:
    """ "the week of March 6": the week in which that day lies."""
    found = _date(r, state, around)
    day = found.moment.date if found.moment else None
    return replace(found, moment=of_day(day, "W")) if day else found


def _day_of_next(r: Reading, state: State, around: Around) -> Meaning:
    """A day whose month stands after it: "12 to 13 December"."""
    joined = around.joined
    if joined.month is None:
        return Meaning(Moment(day=r.day))
    return _date(replace(r, means="date", month=joined.month, year=joined.year, weekday=None), state, around)


def _year_of_previous(r: Reading, state: State, around: Around) -> Meaning:
    """The second year of "1914-18"."""
    told = state.told.get("Y")
    if told is None or told.year is None:
        return Meaning(value=f"XX{r.year:02}")
    year = told.year // 100 * 100 + (r.year or 0)
    return Meaning(Moment(year if year > told.year else year + 100), context="previous")


# ------------------------------------------------------------------------------------------- counted from here or there
def _day(r: Reading, state: State, around: Around) -> Meaning:
    if state.today is None or state.narrative:
        return Meaning(value="PRESENT_REF" if r.count == 0 and not r.daypart else f"XXXX-XX-XX{time_suffix(r)}")
    d = state.today + timedelta(days=int(r.count or 0))
    return Meaning(replace(of_day(d), time=time_suffix(r)), relative=True, context="anchor")


def _shift(r: Reading, state: State, around: Around) -> Meaning:
    """ "last week", "next Friday", "the same day", "the following month", "the end of the year"."""
    shift, unit = r.shift or "this", r.unit or ""
    step = STEPS[shift]
    from_told = shift in ("previous", "following", "same") or (shift == "next" and unit == "D") or state.narrative
    start = state.last if from_told else of_day(state.today) if state.today else None
    if unit == "Q" and shift == "same" and "Q" not in state.told and state.today and not state.narrative:
        start, step = of_day(state.today, "Q"), -1  # a report is of the quarter that has ended
    if from_told and unit in state.told and unit != "D":
        start = state.told[unit]
    if from_told and unit == "D":
        start = state.day
    if start is None:
        return Meaning(value=_open_value(r), relative=True)
    context = "previous" if from_told else "anchor"
    if r.month is not None:
        return Meaning(shift_month(r.month, shift, start), relative=True, context=context)
    if r.weekday is not None:
        return Meaning(shift_weekday(r, shift, start), relative=True, context=context)
    if r.division is not None:
        return Meaning(shift_season(r.division, shift, start), relative=True, context=context)
    if unit == "WE" and shift == "the" and around.direction() != FUTURE and (start.date or date.max).weekday() < 5:
        step = -1
    moved = move(start, unit, step) if unit else None
    if moved is None:
        return Meaning(value=_open_value(r, start), relative=True)
    if r.daypart or r.hour is not None:
        moved = replace(moved, time=time_suffix(r))
    # "The last day" of something is not yesterday.
    return Meaning(moved, relative=True, context=context, vague=shift == "past" or (shift, unit) == ("last", "D"))


def _shift_day_of_month(r: Reading, state: State) -> Meaning:
    """ "last October 23"."""
    month = r.month or 1
    if state.today is None:
        return Meaning(Moment(month=month, day=r.day), relative=True)
    found = shift_month(month, r.shift or "this", of_day(state.today))
    return Meaning(replace(found, day=r.day), relative=True, context="anchor")


def _week_of_month(r: Reading, state: State, around: Around) -> Meaning:
    """ "the first week of May": its value is the month, its days are told by the period."""
    found = _date(replace(r, means="date", ordinal=None), state, around)
    m = found.moment
    if m is None or m.month is None or r.ordinal is None or not -1 <= r.ordinal <= 5:
        return found
    return replace(found, moment=replace(m, week_of_month=r.ordinal))


def _open_value(r: Reading, start: Moment | None = None) -> str:
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


def _offset(r: Reading, state: State, around: Around) -> Meaning:
    """ "two years ago", "two days later", "a year earlier"."""
    back = r.shift in _AGO
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
    start = state.last if from_told and (r.shift != "earlier" or state.narrative or unit == "D") else None
    quarter = state.told.get("Q")
    if unit == "Y" and count == 1 and not state.narrative and quarter and r.shift in _AGO:
        return Meaning(replace(quarter, year=(quarter.year or 0) - 1), relative=True, context="previous")
    if start is None and state.today and not (from_told and (state.narrative or unit == "D")):
        start = of_day(state.today)
    if start is None:
        return Meaning(value="PAST_REF" if back else "FUTURE_REF", relative=True)
    if unit == "D" and state.told.get("D") and from_told:
        start = state.told["D"]
    moved = move(start, unit, -int(count) if back else int(count))
    if moved is None:
        return Meaning(value=_open_value(Reading(0, 0, "", "DATE", "", unit=unit), start), relative=True)
    if r.month is not None and unit == "Y":  # "on 3 May a year later"
        moved = Moment(moved.year, month=r.month, day=r.day)
    return Meaning(moved, relative=True, context="previous" if from_told else "anchor")


def _year_ago(r: Reading, state: State, around: Around) -> Meaning:
    """ "the year-ago quarter": the same quarter as the one told, a year earlier."""
    told = state.told.get("Q")
    if r.division and state.today:
        return Meaning(Moment(state.today.year - 1, division=r.division), relative=True, context="anchor")
    if told is not None and told.year is not None:
        return Meaning(replace(told, year=told.year - 1), relative=True, context="previous")
    if state.today:
        return Meaning(Moment(state.today.year - 1), relative=True, context="anchor")
    return Meaning(value="PAST_REF", relative=True)


# ---------------------------------------------------------------------------------------------- without a place in time
def _duration(r: Reading, state: State, around: Around) -> Meaning:
    return Meaning(value=duration_value(r.count, r.unit or "D", plural=r.count is None))


def _set(r: Reading, state: State, around: Around) -> Meaning:
    if r.value:
        return Meaning(value=r.value)
    if r.weekday is not None or r.month is not None or r.division is not None:
        return Meaning(value=Moment(month=r.month, weekday=r.weekday, division=r.division).value)
    return Meaning(value=duration_value(1, r.unit or "D"))


def _every(r: Reading, state: State, around: Around) -> Meaning:
    """ "every two years"."""
    return Meaning(value=duration_value(r.count, r.unit or "D"))


def _ref(r: Reading, state: State, around: Around) -> Meaning:
    return Meaning(value=r.value or "PAST_REF")


_MEANINGS: Mapping[str, Callable[[Reading, State, Around], Meaning]] = {
    "date": _date, "day-of-previous": _day_of_previous, "day-of-next": _day_of_next,
    "year-of-previous": _year_of_previous, "day": _day, "shift": _shift, "offset": _offset,
    "week-of-month": _week_of_month, "day-of-month": _day_of_month, "week-of-date": _week_of_date, "yearago": _year_ago,
    "duration": _duration, "set": _set, "every": _every, "ref": _ref, "easter": _easter,
}  # fmt: skip
