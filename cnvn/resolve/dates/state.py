"""What a reader has in mind while reading: today, the kind of text, and the dates told so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from cnvn import edtf
from cnvn.model import Anchor, Reading
from cnvn.resolve.dates.moment import Moment, coarser, of_day

# A text is historical prose where it names at least so many past years by their number …
_FEWEST_YEARS = 5
# … so many of them with a month or season (a report also names years, but as background: "since 1950") …
_FEWEST_DATED = 3
# … or all of them so many years before the writer's …
_LONG_AGO = 10
# … and so many for each word like "yesterday" or "Friday", which count from the writer's day.
_YEARS_PER_DEICTIC = 8
# … or names nothing but past years, two of them with a month, and has no such word at all.
_FEWEST_PAST = 2
_NEVER = 10_000
# A year at least so long before the writer's is that of another story.
_DISTANT = 2
# The days of "early 1990", the longest part of a year.
_PART = 123
_DEICTIC_SHIFTS = frozenset({None, "last", "past", "this", "next"})


@dataclass(slots=True)
class State:
    """The running context of one part. `told` has the last moment told at each grain, `last` the very last one,
    and `story` the one whose year the story has reached. `past` holds the years of a look back at times long gone that
    a sentence of a report has opened ("In 1979 …"), which goes on in its paragraph `past_in`, and may in the next.
    `opened` is the date with its year with which this sentence begins (`opened_now`), or one before it there."""

    anchor: Anchor | None
    narrative: bool
    told: dict[str, Moment] = field(default_factory=dict)
    last: Moment | None = None
    story: Moment | None = None
    days: list[Moment] = field(default_factory=list)  # of this sentence
    days_before: list[Moment] = field(default_factory=list)  # of the last sentence before it that had any
    order: str | None = None  # DM or MD: how the text writes dates in figures, where that is certain
    past: frozenset[int] = frozenset()
    past_in: int = 0
    paragraph: int = 0
    last_in: int = -1  # the paragraph of `last`
    opened: Moment | None = None
    opened_now: bool = False
    here: Moment | None = None  # the last month with its year that this sentence has told
    aside: Moment | None = None  # the last bare year of this sentence that does not lead it
    told_in: edtf.Period | None = None  # the days of `last`
    later: edtf.Period | None = None  # from when this sentence has counted: "weeks later"

    @property
    def today(self) -> date | None:
        return self.anchor.period.start if self.anchor and self.anchor.period.is_day else None

    def at(self, today: date | None) -> "State":
        """The same state on a given day, or without any today."""
        anchor = Anchor(edtf.day(today), self.anchor.how) if today and self.anchor else None
        return replace(self, anchor=anchor)

    def next_sentence(self, paragraph: int) -> None:
        if self.days:
            self.days_before, self.days = self.days, []
        self.opened_now, self.aside, self.later, self.here = False, None, None, None
        if paragraph != self.paragraph:
            self.opened = None
        self.paragraph = paragraph
        if paragraph > self.past_in + 1:
            self.past = frozenset()

    def looks_back(self, m: Moment, opens: bool, counted: bool) -> None:
        """Takes note whether the report has opened a look back at a year long gone, goes on with it, or is back in its
        own time. `opens`: the moment begins its sentence; `counted`: from the writer's today."""
        if opens and m.year is not None and not m.bc:
            self.opened, self.opened_now = m, True
        if self.narrative or self.anchor is None or m.year is None or m.bc:
            return
        if counted or m.year > self.anchor.period.start.year - _DISTANT:
            self.past = frozenset()
        elif opens:
            self.past, self.past_in = frozenset({m.year}), self.paragraph
        elif self.past:
            self.past |= {m.year}

    @property
    def reached(self) -> Moment | None:
        """Whence "a year later" counts: the last moment told, or the one that has opened its sentence, where what was
        told behind it lies further back: "In 2000 she came, the first since 1975. A year later …"."""
        m, opened = self.last, self.opened
        if m is None or opened is None or self.opened_now or m.year is None or opened.year is None or m.bc:
            return m
        return opened if m.year < opened.year else m

    @property
    def story_told(self) -> Moment | None:
        """The last moment told where this paragraph has told it, with its month and a year long gone."""
        m = self.last
        if m is None or m.year is None or m.month is None or m.bc or self.last_in != self.paragraph or not self.anchor:
            return None
        return m if m.year <= self.anchor.period.start.year - _DISTANT else None

    @property
    def day(self) -> Moment | None:
        """The day that "the same day" means: the last one of this sentence, else the one that the sentence before told.

        None where that sentence told several that are no range: any of them could be meant.
        """
        if self.days:
            return self.days[-1]
        told = {d.date for d in self.days_before if d.date}
        if len(told) > 1:
            return None
        return self.told.get("D")

    def counts_on(self) -> None:
        """Takes note that "weeks later" counts from what was told last, where that lies within a part of a year."""
        within = self.told_in if self.reached is self.last else None
        self.later = within if within and within.days <= _PART else None

    def tell(self, m: Moment, relative: bool, leading: bool, part: str | None = None) -> None:
        """Remembers a moment that the text has just named, or a `part` of it.

        A quarter that was itself counted from another one is not what the text is about. A bare year moves the story
        on only where it leads its sentence; elsewhere it is an aside ("as was revealed in 2005"), which counts in that
        sentence alone, where the story has not come so far yet ("founded in 1994 and enlarged in 2011, in May").
        """
        if relative and m.division:
            return
        if m.year is None and m.decade is None and m.century is None:
            if m.month is not None:  # "August 22-24" of a year that is not known: "24" is of no month told before
                self.told.pop("M", None)
            return
        self.last, self.last_in, self.told_in = m, self.paragraph, m.period(part)
        if m.month is not None and m.year is not None and not (relative or m.bc):
            self.here = m
        d = m.date
        if d:
            day = m._replace(time="") if m.time else m
            self.days.append(day)
            self.told.update(D=day, W=of_day(d, "W"), M=of_day(d, "M"), Y=of_day(d, "Y"))
        if m.year is not None and (m.unit != "Y" or leading or self.story is None):
            self.story = m
        elif m.year is not None:
            self.aside = m
        for unit in "" if d else "DWMQYEC":
            known = coarser(m, unit) if unit in ("D", "W", "M", "Y", m.unit) else None
            if known is not None:
                self.told[unit] = known
            elif unit in "DW" and m.unit != "Y" and not self.days:
                self.told.pop(unit, None)


def order_of(readings: Iterable[Reading]) -> str | None:
    """DM or MD, where the dates in figures that can be read only one way all have this order, else None."""
    orders = {r.order for r in readings if r.order and r.order[0].isalpha()}
    return orders.pop() if len(orders) == 1 else None


def is_narrative(readings: Iterable[Reading], anchor: Anchor | None) -> bool:
    """Whether a text tells history (its bare months go on from the last year told) or news (they count from today).

    A text whose first month or day comes without a year, before any year was named, relies on its reader's today.
    """
    recent = anchor.period.start.year - 1 if anchor else _NEVER
    years = dated = deictic = latest = 0
    led = True  # a year comes before all months and days
    for r in readings:
        if r.means == "date" and r.year is not None and r.year > 100:
            years += r.year < recent
            latest = max(latest, r.year)
            dated += r.year < recent and (r.month is not None or r.division is not None or r.era is not None)
        elif r.means == "date" and r.day is not None and not years and not r.shift and anchor is not None:
            return False
        elif r.means == "date" and r.month is not None and not years:
            led = False
        deictic += _is_deictic(r)
    if anchor is not None and dated >= _FEWEST_PAST and latest < recent and led and not deictic:
        return True
    long_ago = anchor is not None and latest < recent - _LONG_AGO
    return years >= _FEWEST_YEARS and (dated >= _FEWEST_DATED or long_ago) and years > _YEARS_PER_DEICTIC * deictic


def _is_deictic(r: Reading) -> bool:
    """Whether a reading counts from the writer's day: "yesterday", "last week", "Friday"; not so "the next day"."""
    if r.means == "shift":
        if r.shift == "this" and r.unit == "D":
            return False  # "to this day"
        return r.shift in _DEICTIC_SHIFTS and not (r.shift == "next" and r.unit == "D")
    return r.means == "day" or (r.weekday is not None and r.day is None)
