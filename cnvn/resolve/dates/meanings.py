"""What each kind of reading means in its context: from reading and state to a result."""

from collections.abc import Callable, Mapping

from cnvn.model import Reading
from cnvn.resolve.dates import calendar, counted
from cnvn.resolve.dates.around import Around, Meaning
from cnvn.resolve.dates.lengths import duration_value
from cnvn.resolve.dates.moment import Moment, move
from cnvn.resolve.dates.state import State

# What means the same whatever the writer's today is, as does what names its year in full.
_TIMELESS = frozenset({"duration", "set", "every", "ref"})
_LAST_SHORT = 99
_OPEN_DAY = "XXXX-XX-XX"


def meaning(r: Reading, state: State, around: Around) -> Meaning:
    """What a reading means here.

    Where today is only known to lie in a longer period, that is what it means on the first as well as on the last day
    of it, or it stays open.
    """
    mean = _MEANINGS[r.means]
    if state.anchor is None or state.today is not None or r.means in _TIMELESS or (r.year or 0) > _LAST_SHORT:
        return mean(r, state, around)
    period = state.anchor.period
    first, last = mean(r, state.at(period.start), around), mean(r, state.at(period.end), around)
    if first == last:
        return first
    # A date without its year is of the one in which the text was written.
    return mean(r, state if r.means == "date" and period.start.year == period.end.year else state.at(None), around)


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


def _anniversary(r: Reading, state: State, around: Around) -> Meaning:
    """ "the 40th anniversary of the 1979 war": of 2019, at the grain of what it goes back to; else it stays open."""
    begun = around.following
    if r.ordinal is None or begun is None or begun.means != "date" or begun.era:
        return Meaning(value=_OPEN_DAY)
    moment = calendar.of_calendar(begun, state, around).moment
    if moment is None or moment.year is None:
        return Meaning(value=_OPEN_DAY)
    return Meaning(Moment(moment.year + int(r.ordinal), moment.month, moment.day), relative=True)


def _beside(r: Reading, state: State, around: Around) -> Meaning:
    """ "the day after May 3"; "the day after the meeting" stays open."""
    start = meaning(around.following, state, around._replace(following=None)).moment if around.following else None
    moved = move(start, r.unit or "D", -1 if r.shift == "earlier" else 1) if start else None
    if moved is None:
        return Meaning(value=counted.open_value(Reading(0, 0, "", "DATE", "", unit=r.unit)), relative=True)
    return Meaning(moved, relative=True, context="previous")


_MEANINGS: Mapping[str, Callable[[Reading, State, Around], Meaning]] = {
    "date": calendar.of_calendar,
    "day-of-previous": calendar.day_of_previous,
    "day-of-next": calendar.day_of_next,
    "year-of-previous": calendar.year_of_previous,
    "week-of-month": calendar.week_of_month,
    "week-of-date": calendar.week_of_date,
    "day-of-month": calendar.day_of_month,
    "decade-of-century": calendar.decade_of_century,
    "easter": calendar.easter_day,
    "day": counted.day,
    "shift": counted.shift,
    "offset": counted.offset,
    "yearago": counted.year_ago,
    "ago-on-day": counted.ago_on_day,
    "anniversary": _anniversary,
    "beside": _beside,
    "duration": _duration,
    "set": _set,
    "every": _every,
    "ref": _ref,
}
