"""Dates of the calendar, whole or in part: "May 5", "the 20th", "the first week of May", "Easter"."""

from dataclasses import replace
from datetime import date, timedelta

from cnvn import edtf
from cnvn.find.dates.tense import AHEAD, EITHER, FUTURE, OPEN, PAST
from cnvn.model import Reading
from cnvn.resolve.dates.around import Around, Meaning
from cnvn.resolve.dates.counted import open_value, shift, shift_day_of_month
from cnvn.resolve.dates.moment import Moment, of_day
from cnvn.resolve.dates.shifts import time_suffix
from cnvn.resolve.dates.state import State
from cnvn.resolve.dates.years import nearest_year, short_year, year_near, year_now, years_of_weekday

_TURN_OF_YEAR = 8
# A year named in passing so many years ahead of the story is that of another one: "as was revealed in 2005".
_GENERATION = 25
# So many years before the writer's own a month lies in another year, and those beside it in its sentence mostly too.
_YEARS_BACK = (2, 10)
# In these last years of a century a range may reach into the next one: "1998-02".
_LATE = 90
# The Western feast is known for these years, and lies in March or April.
_EASTER_MONTH, _FIRST_EASTER, _LAST_EASTER = 4, 1583, 4099


def of_calendar(r: Reading, state: State, around: Around) -> Meaning:
    if r.value:
        return Meaning(value=r.value)
    if r.order and r.order[0].isdigit():
        return _either(r, state, around)
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
        return Meaning(m._replace(year=full), context="anchor") if full else Meaning(value=f"XX{r.year:02}")
    if r.year is not None:
        return Meaning(m)
    if r.shift and r.unit == "Y":
        of_year = Reading(r.start, r.end, r.text, r.type, r.rule, means="shift", shift=r.shift, unit="Y")
        known = state if state.today or not state.anchor else state.at(state.anchor.period.start)
        found = shift(of_year, known, around)
        year = found.moment
        return Meaning(m._replace(year=year.year, bc=year.bc), context=found.context) if year else Meaning(m)
    if r.shift and r.month is not None and r.weekday is None:
        return shift_day_of_month(r, state)
    if r.month is not None or r.division is not None:
        return _yearless(r, m, state, around)
    if r.weekday is not None:
        return _weekday(m, r.weekday, state, around)
    if r.day is not None:
        return day_of_previous(r, state, around)
    if m.time and r.count is not None and state.today and not state.narrative:  # "at 10 a.m. tomorrow"
        d = state.today + timedelta(days=int(r.count))
        return Meaning(of_day(d)._replace(time=m.time), relative=True, context="anchor")
    if m.time:
        return _time(m, state)
    return Meaning(m)


def _either(r: Reading, state: State, around: Around) -> Meaning:
    """ "3/4/2023": its order is that of the text's other dates in figures, or it stays open."""
    first, second = (int(n) for n in (r.order or "").split("/"))
    if state.order is None:
        return Meaning(value=f"{r.year:04}-XX-XX" if r.year is not None else "XXXX-XX-XX")
    day, month = (first, second) if state.order == "DM" else (second, first)
    return of_calendar(replace(r, day=day, month=month, order=state.order), state, around)


def _feast(r: Reading, state: State, around: Around) -> Meaning:
    """A feast on the so-manyth weekday of a month: its year is that of the month."""
    found = of_calendar(replace(r, ordinal=None, weekday=None), state, around)
    if found.moment is None or found.moment.year is None:
        return found
    month, number = edtf.month(found.moment.year, found.moment.month or 1), r.ordinal or 1
    if number < 0:  # the last of the month
        days = -((month.end.weekday() - (r.weekday or 0)) % 7)
        return found._replace(moment=of_day(month.end + timedelta(days=days)))
    days = ((r.weekday or 0) - month.start.weekday()) % 7 + 7 * (number - 1)
    return found._replace(moment=of_day(month.start + timedelta(days=days)))


def easter_day(r: Reading, state: State, around: Around) -> Meaning:
    """A feast so many days from Easter Sunday; its year is that of the spring which is meant."""
    found = of_calendar(replace(r, month=_EASTER_MONTH), state, around)
    year = found.moment.year if found.moment else None
    if year is None or not _FIRST_EASTER <= year <= _LAST_EASTER:
        return Meaning(value=open_value(replace(r, month=None)))
    from dateutil.easter import easter  # few texts name a feast

    return found._replace(moment=of_day(easter(year) + timedelta(days=int(r.count or 0))))


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
        return Meaning(m._replace(year=joined.year, bc=joined.era == "BC"))
    if around.since and r.day is not None and r.month:  # "from 28 June to 1 July"
        turn = (r.month, r.day) < (around.since.month, around.since.day)
        return Meaning(m._replace(year=around.since.year + turn), context="previous")
    if state.narrative:
        told, aside = state.story, state.aside
        if told is None:
            return Meaning(m)
        if aside and 0 < (aside.year or 0) - (told.year or 0) < _GENERATION and not (aside.bc or told.bc):
            told = aside
        if r.weekday is not None and r.day is not None:
            years = years_of_weekday(m, r.weekday, told.year or 0)
            if years:
                return Meaning(m._replace(year=years[0]), context="previous")
        # From December on to January: stories go forward.
        turn = told.month is not None and r.month is not None and told.month - r.month >= _TURN_OF_YEAR and not told.bc
        return Meaning(m._replace(year=(told.year or 0) + turn, bc=told.bc), context="previous")
    if state.anchor is None:
        return _of_opened(m, state, around)
    now = state.anchor.period.start.year
    last = state.last.year if state.last else None
    if around.attached and last is not None and last < now:
        return Meaning(m._replace(year=last), context="previous")
    if r.day is not None and around.recalled():
        return Meaning(m)  # "I remember the evening of March 3": of whatever year
    if (counted := state.later) and r.day and (year := _year_behind(m, counted.start)) and year < now:
        return Meaning(m._replace(year=year), context="previous")  # "weeks later, on 3 May"
    if state.past and around.direction() not in AHEAD:
        return _of_the_past(m, state, around)
    opened = state.opened
    if state.past and state.opened_now and opened and opened.year in state.past:  # "On 3 May 1972 … would go in June"
        turn = opened.month is not None and m.month is not None and m.month < opened.month
        return Meaning(m._replace(year=(opened.year or 0) + turn), context="previous")
    today = state.today
    if today is None:
        return Meaning(m._replace(year=state.anchor.period.start.year), context="anchor")
    if (
        (told := state.story_told)
        and not state.days
        and around.opens
        and r.day
        and (way := around.direction()) != FUTURE
    ):
        return _of_story(m, told, way)
    here = state.here
    if (
        here
        and r.day is None
        and (r.month or 0) > (here.month or 0)
        and _lately(here, now)
        and around.direction() == PAST
    ):
        return Meaning(
            m._replace(year=here.year), context="previous"
        )  # "after her trip in January 2017, he came in May"
    if r.weekday is not None and r.day is not None:
        years = years_of_weekday(m, r.weekday, today.year)
        return Meaning(m._replace(year=years[0]), context="anchor") if years else Meaning(m)
    beside = state.days[-1] if state.days else None
    if beside is not None and beside.date and beside.date.year < today.year:
        near, recent = year_near(m, beside.date), year_near(m, today)
        long_ago = beside.date.year < today.year - 1
        if near is not None and near != recent:  # "On 28 August 2024 a visit from 31 August was announced"
            either = recent is not None and not long_ago
            return Meaning(m) if either else Meaning(m._replace(year=near), context="previous")
        later = m._replace(year=beside.year).date
        if near is None and not long_ago and later and later > beside.date and around.direction() == PAST:
            return Meaning(m)  # "was signed on 2 May 1990 and took effect on July 15"
        if long_ago and around.direction() not in AHEAD:
            return Meaning(m._replace(year=beside.year), context="previous")  # "on August 3, 2014, after July's flood"
    # "From November to January": the year of its end decides.
    if joined.range and joined.month and m.month and m.day is None:
        ends = nearest_year(Moment(month=joined.month), today, around.direction)
        return Meaning(m._replace(year=ends - (m.month > joined.month)), context="anchor")
    if (announced := _announced(state, around)) and m.day is not None:
        return Meaning(m._replace(year=nearest_year(m, announced, lambda: FUTURE)), context="previous")
    return Meaning(m._replace(year=nearest_year(m, today, around.direction)), context="anchor")


def _lately(m: Moment, now: int) -> bool:
    """Whether a moment lies some years before the writer's own, but in no other age."""
    return m.year is not None and _YEARS_BACK[0] <= now - m.year <= _YEARS_BACK[1]


def _year_behind(m: Moment, told: date) -> int | None:
    """The year in which a day without one comes next behind what was told."""
    days = (m._replace(year=year).date for year in (told.year, told.year + 1))
    return next((d.year for d in days if d and d >= told), None)


def _of_story(m: Moment, told: Moment, way: int) -> Meaning:
    """A day with which a sentence begins, behind one that told of a time long gone: "They sign the pact on 3 May 1978.
    On 2 June, Silva visits Oslo." In the present tense it goes on from there; in the past tense it may be as well of
    the writer's own year, and its year stays open."""
    later = (m.month or 0, m.day or 0) > (told.month or 0, told.day or 0)
    goes_on = later and way in (OPEN, EITHER)
    return Meaning(m._replace(year=told.year), context="previous") if goes_on else Meaning(m)


def _of_opened(m: Moment, state: State, around: Around) -> Meaning:
    """A month or day where the writer's own year is not known: that of the date with its year which opens the sentence
    ("In 2006, X came in May and Y in June"), or, where it opens one itself, a sentence before it in the paragraph."""
    told = state.opened
    if told is None or m.month is None or not (around.opens or state.opened_now) or around.direction() != PAST:
        return Meaning(m)
    if told.month is not None and (m.month, m.day or 31) < (told.month, told.day or 0):
        return Meaning(m)  # it may be of the year behind
    return Meaning(m._replace(year=told.year), context="previous")


def _announced(state: State, around: Around) -> date | None:
    """The day from which a coming one counts: that of the announcement, where the sentence has told it ("said on 3
    April that she would come on 9 May")."""
    day = state.days[-1].date if state.days else None
    return day if day and state.today and day <= state.today and around.direction() in AHEAD else None


def _of_the_past(m: Moment, state: State, around: Around) -> Meaning:
    """A month within a look back at times long gone: it is of that year where only one was named and the same paragraph
    goes on telling what was; else it could be of the writer's own year as well, and its year stays open."""
    if len(state.past) == 1 and state.paragraph == state.past_in and around.direction() == PAST:
        return Meaning(m._replace(year=next(iter(state.past))), context="previous")
    return Meaning(m)


def _weekday(m: Moment, weekday: int, state: State, around: Around) -> Meaning:
    today = state.today
    if around.since:  # "from Tuesday to Friday"
        d = around.since + timedelta(days=(weekday - around.since.weekday() - 1) % 7 + 1)
        return Meaning(of_day(d)._replace(time=m.time), relative=True, context="previous")
    if today is None or state.narrative:
        return Meaning(m)
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    way = around.direction() if back else OPEN
    if way == EITHER:  # "He meets the premier on Sunday"
        return Meaning(m)
    d = today + timedelta(days=ahead) if way in AHEAD else today - timedelta(days=back)
    return Meaning(of_day(d)._replace(time=m.time), relative=True, context="anchor")


def _time(m: Moment, state: State) -> Meaning:
    day = state.told.get("D") if state.narrative else None
    if day is None and state.today:
        day = of_day(state.today)
    if state.last is not None and state.last.date and not state.narrative:
        day = state.last._replace(time="")
    if day is None or day.date is None:
        return Meaning(value=f"XXXX-XX-XX{m.time}")
    told = any(d.date == day.date for d in state.days)  # "on 25 July at 2 p.m."
    return Meaning(day._replace(time=m.time), context="previous", vague=not told)


def day_of_previous(r: Reading, state: State, around: Around) -> Meaning:
    """A day whose month stands before it: "December 12 to 13", "the 20th"."""
    m = Moment(r.year, day=r.day, time=time_suffix(r))
    told = state.told.get("M")
    if told is None:
        return Meaning(m)
    return Meaning(m._replace(year=r.year or told.year, month=told.month, bc=told.bc), context="previous")


def day_of_month(r: Reading, state: State, around: Around) -> Meaning:
    """ "the 20th of last month"."""
    found = shift(replace(r, day=None), state, around)
    if found.moment is None:
        return Meaning(Moment(day=r.day), relative=True)
    return found._replace(moment=found.moment._replace(day=r.day))


def week_of_date(r: Reading, state: State, around: Around) -> Meaning:
    """ "the week of March 6": the week in which that day lies."""
    found = of_calendar(r, state, around)
    day = found.moment.date if found.moment else None
    return found._replace(moment=of_day(day, "W")) if day else found


def day_of_next(r: Reading, state: State, around: Around) -> Meaning:
    """A day whose month stands after it: "12 to 13 December"."""
    joined = around.joined
    if joined.month is None:
        return Meaning(Moment(day=r.day))
    return of_calendar(replace(r, means="date", month=joined.month, year=joined.year, weekday=None), state, around)


def year_of_previous(r: Reading, state: State, around: Around) -> Meaning:
    """The second year of "1914-18"."""
    told = state.told.get("Y")
    if told is None or told.year is None:
        return Meaning(value=f"XX{r.year:02}")
    century, begun = divmod(told.year, 100)
    if (r.year or 0) <= begun < _LATE:  # "2023-12" is no range
        return Meaning(value="XXXX")
    return Meaning(Moment((century + ((r.year or 0) <= begun)) * 100 + (r.year or 0)), context="previous")


def decade_of_century(r: Reading, state: State, around: Around) -> Meaning:
    """ "the last decade of the 19th century"."""
    number = 10 if r.ordinal == -1 else r.ordinal or 0
    if not r.century or not 1 <= number <= 10:
        return Meaning(Moment(century=r.century))
    return Meaning(Moment(decade=(r.century - 1) * 100 + (number - 1) * 10))


def week_of_month(r: Reading, state: State, around: Around) -> Meaning:
    """ "the first week of May": its value is the month, its days are told by the period."""
    bare = replace(r, means="date", ordinal=None)
    found = shift(bare, state, around) if r.unit == "M" else of_calendar(bare, state, around)
    m = found.moment
    if m is None or m.month is None or r.ordinal is None or not -1 <= r.ordinal <= 5:
        return found
    return found._replace(moment=m._replace(week_of_month=r.ordinal))
