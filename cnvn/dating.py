"""When an event was: the period of its own time expressions, or of what stands around it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from cnvn.cast import Cast, groups
from cnvn.edtf import Period, day, span
from cnvn.find.entries import Entry, dates_entry
from cnvn.find.frames import Frame
from cnvn.model import DatedBy, Part, TimeExpression
from cnvn.openings import Opening
from cnvn.sequel import STEPS, Told, counts_within

# The most days of a visit, and the fewest of one that lasts.
LONGEST_VISIT = 31
LONG_VISIT = 2
_VAGUE = "PAST_REF"  # the value of "recently"
_SOME_WEEKDAY = "XXXX-WXX-"  # the value of "Monday" where no day of writing is known
_AS = 4  # how far behind it the time stands that "as recently as" tells, in characters


def dated_by_times(
    frame: Frame, cast: Cast, told: Sequence[Told], steps: Mapping[int, int], part: Part
) -> tuple[Period, DatedBy, TimeExpression | None] | None:
    """The period of a frame's nearest time, how it was found, and the expression.

    A step from what was told counts from the last day that was told of one of the same people: a plan of somebody
    else's between the two does not move the story.
    """
    time = frame.times[0] if frame.times else None
    if time and time.value == _VAGUE:  # "as recently as 1988"
        time = next((t for t in frame.times if 0 < t.start - time.end <= _AS), time)
    if time is None:
        return None
    names = {p.name for p in cast.people}
    if time.start in steps and not counts_within(frame, time):
        own = groups(frame) if not steps[time.start] else set()  # "the same day the delegation met …"
        days = [t.candidate for t in reversed(told) if t.candidate.period.is_day and t.candidate.dated_by != "dateline"]
        for c in days:
            if _has_come_to(time, c.period, part) and not steps[time.start]:
                break  # the text has told another day since, though no event of it
            if names & {p.name for p in c.people} or (c is days[0] and own & {*c.countries}):
                return day(c.period.start + timedelta(days=steps[time.start])), "relative", time
    if time.period is None:
        return None
    for other in frame.times[1:]:  # "this year's summit took place from 9 to 10 May"
        if other.period and other.period != time.period and time.period.contains(other.period):
            time = other
            break
    assert time.period is not None
    if time.period.is_day and any(_other_weekday(time.period, t) for t in frame.times):
        return None  # "Oslo, 20 August 2024: Silva met Berg on Monday", and that was a Tuesday
    return time.period, "relative" if time.how == "relative" else "explicit", time


def _has_come_to(time: TimeExpression, told: Period, part: Part) -> bool:
    """Whether "the same day" is one behind the day told, and not to come: nothing that was told fell on it."""
    to_come = part.anchor is not None and time.period is not None and time.period.start > part.anchor.period.end
    return time.period is not None and time.period.is_day and time.period.start > told.start and not to_come


def _other_weekday(told: Period, time: TimeExpression) -> bool:
    """Whether a time is a weekday of which nothing says which one it is, and not that of the day told."""
    return time.value.startswith(_SOME_WEEKDAY) and time.value[len(_SOME_WEEKDAY) :] != str(told.start.isoweekday())


def by_news(
    frame: Frame, cast: Cast, n: int, news: tuple[int, Period] | None
) -> tuple[Period | None, DatedBy, TimeExpression | None]:
    """When that was which the title announces, if this sentence tells it: of people who met."""
    told = news is not None and news[0] == n and frame.narrated and frame.status == "happened" and len(cast.people) > 1
    return news[1] if news and told else None, "dateline", None


def lasting(period: Period, days: int, nth: int) -> Period:
    """The period of what lasted some days, where `period` is the nth of them, or the last (-1)."""
    if not period.is_day or not nth or not 2 <= days <= LONGEST_VISIT or nth > days:
        return period
    first = period.start - timedelta(days=nth - 1 if nth > 0 else days - 1)
    return span(first, first + timedelta(days=days - 1))


def whole_stay(frame: Frame, period: Period) -> Period:
    """The days of a visit that began or ended on a day, where the sentence tells them: "left on 5 May, concluding a
    visit that she paid from 3 to 5 May"."""
    if frame.type != "visit" or not period.is_day:
        return period
    others = [t.period for t in (*frame.times, *(time for time, _ in frame.passed)) if t.period]
    days = sorted({period.start, *(p.start for p in others if p.is_day)}) if frame.whole else []
    if len(days) == LONG_VISIT and (days[1] - days[0]).days < LONGEST_VISIT:
        return span(days[0], days[1])
    spans = (p for p in others if p.precision == "span" and p.days <= LONGEST_VISIT)
    return next((p for p in spans if period.start in (p.start, p.end)), period)


def by_entry(frame: Frame, entry: Entry | None, part: Part) -> tuple[Period, DatedBy, TimeExpression] | None:
    """The date that a chronology's entry gives to what it tells without a date of its own."""
    if entry is None or entry.led or entry.time.period is None or not dates_entry(frame, entry):
        return None
    if frame.status == "planned" and not (part.anchor and part.anchor.period.start <= entry.time.period.end):
        return None  # "said that it will withdraw": on some later day
    return entry.time.period, "explicit" if entry.first else "context", entry.time


def by_remarks(frame: Frame, time: TimeExpression | None) -> tuple[Period, DatedBy, TimeExpression] | None:
    """The day of the remarks that were made at a meeting."""
    if time is None or time.period is None or frame.type not in ("meeting", "call") or frame.status != "happened":
        return None
    return time.period, "context", time


def by_opening(
    frame: Frame, cast: Cast, opening: Opening | None
) -> tuple[Period, DatedBy, TimeExpression | None] | None:
    """The day that the sentence before opens with, of a meeting of somebody who is named there."""
    if opening is None or opening.time.period is None or not (frame.narrated and frame.type in STEPS):
        return None
    known = opening.names & {p.name for p in cast.people}
    return (opening.time.period, "context", opening.time) if known and frame.status == "happened" else None
