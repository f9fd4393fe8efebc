"""What an undated sentence goes on from: the event told before it, on whose day its own was.

A story goes on for a few paragraphs, with the same people ("he also met …"), by a noun that means what was just told
("the meeting was attended by …"), or by an opening that names it ("After the talks, …").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cnvn.cast import Cast
from cnvn.edtf import Period
from cnvn.find.binding import BOUNDS
from cnvn.find.frames import Frame
from cnvn.find.triggers import Glance
from cnvn.model import Actor, Candidate, Country, EventType, Person, Place, Sentence, Series, Spot, TimeExpression

# How far a story goes on without a date of its own, in paragraphs.
_STORY = 2
# The longest visit, in days, within which what the next sentence tells took place.
_STEP = 7
# The longest time of a visit, in days, that what was done during it has, too.
_VISIT = 31
# How far from its beginning a sentence that opens with a date has it, in characters.
_HEAD = 20
# The longest time that says when something was, in days, and how many digits a year has: a century has fewer.
_AGE = 3660
_YEAR = 4
# How far behind a meeting a sentence may still open with "After the talks", in paragraphs.
_SEQUEL = 8
# What a report may open with without the names: "Norway and Chile agreed on Monday …".
_LED = ("meeting", "agreement", "visit")
# At these something may be signed.
_MET = ("meeting", "visit")
# What a story tells one after the other.
STEPS = ("meeting", "call")
# What is done on a visit, and what a sentence that opens with the visit goes on with.
_DEEDS = (*STEPS, "agreement", "award", "launch", "summit", "congress", "statement", "other")
_VISITS: tuple[EventType, ...] = ("visit",)
# How many sentences behind their meeting it may be told what was signed.
_SIGNED = 2
# How many sentences behind what was agreed on it may be told at which talks.
_AGREED = 2
# What is done once: "the treaty" is the one told of.
ONCE = ("agreement", "statement", "award")


@dataclass(frozen=True, slots=True)
class Told:
    """A dated event of a part, for the story to go on from; `edge` marks a visit of which only the first or the last
    day is known, `lacking` what is none by itself, since it is not told who took part, `narrated` what a verb of its
    own tells, `phase` a visit of which that is the first day (1) or the last (-1)."""

    candidate: Candidate
    sentence: int
    paragraph: int
    edge: bool = False
    lacking: bool = False
    narrated: bool = True
    phase: int = 0


def may_go_on(told: Sequence[Told], n: int, sentence: Sentence, actors: Iterable[Actor], seen: Glance) -> bool:
    """Whether undated sentence `n` may have the day of what was `told` before, which is something: all that `story`
    asks of every frame, as far as it is `seen` before the sentence is read."""
    last = told[-1]
    behind = sentence.paragraph - last.paragraph
    if behind > _SEQUEL:
        return False
    if seen.opens:
        return True
    actors = tuple(actors)
    names = [name for a in actors if isinstance(a, Person) for name in a.names or ("",)]
    known = _names(last).intersection(names)
    if seen.continues and len(known) > 1:
        return True
    steps = len(names) > 1 and not seen.types.isdisjoint(STEPS)
    visits = {t.sentence: t for t in (*_near(told, sentence), *visited(told, sentence)) if t.candidate.type == "visit"}
    on_visit = any(not _names(t).isdisjoint(names) for t in visits.values())
    if steps and (on_visit or (known and (_may_step(last, behind, n) or seen.continues))):
        return True
    if seen.group and names and visits and not seen.types.isdisjoint(STEPS):  # "the delegation met Silva"
        return True
    if behind > _STORY:
        return False
    if _may_be_meant(told, sentence, actors, seen) or ("visit" in seen.types and known):
        return True
    before = last.candidate
    pair = seen.paired or len(known) > 1 or sum(len(a.codes) for a in actors if isinstance(a, Country)) > 1
    if before.type in _MET and pair and "agreement" in seen.types and n - last.sentence <= _SIGNED:
        return True
    if before.type == "visit" and pair and "statement" in seen.types and behind == 0 and n - last.sentence <= _SIGNED:
        return True
    led = {t.candidate.type for t in _near(told, sentence) if not t.candidate.people}
    if len(names) > 1 and not led.isdisjoint(_LED) and not seen.types.isdisjoint(_LED):
        return True
    return seen.continues and (bool(known) or on_visit)


def _may_step(last: Told, behind: int, n: int) -> bool:
    """Whether sentence `n`, some paragraphs behind what was told last, may tell what the same people did next."""
    if last.candidate.type == "agreement":
        return n - last.sentence <= _AGREED
    return last.candidate.type in _MET and max(behind, n - last.sentence) <= _reach(last.candidate)


def _may_be_meant(told: Sequence[Told], sentence: Sentence, actors: Iterable[Actor], seen: Glance) -> bool:
    """Whether a sentence may tell more of what was told: who was there, or where it was."""
    near = [t for t in _near(told, sentence) if t.candidate.type in seen.meant]
    people = any(isinstance(a, Person | Series) for a in actors)
    sited = any(t.candidate.place is None for t in near) and any(isinstance(a, Place | Country) for a in actors)
    return bool(near) and (people or sited)


def _is_date(time: TimeExpression) -> bool:
    """Whether a time may be of another day than what was told; an hour is not, nor a century: "At noon he met …", "ties
    in the 21st century"."""
    if (time.period is not None and time.period.days > _AGE) or (time.value.isdigit() and len(time.value) < _YEAR):
        return False
    return time.type == "DATE" or (time.type == "TIME" and time.period is not None)


def _names(told: Told) -> set[str]:
    return {p.name for p in told.candidate.people}


def _near(told: Sequence[Told], sentence: Sentence) -> list[Told]:
    return [t for t in told if sentence.paragraph - t.paragraph <= _STORY]


def story(frame: Frame, cast: Cast, told: list[Told], sentence: Sentence, n: int) -> Told | None:
    """The event told before that an undated frame goes on from, or None."""
    if not frame.unsaid or any(_is_date(t) for t in frame.times) or sentence.kind != "prose":
        return None
    if told and _has_passed(frame, told[-1].candidate.period):
        return None
    occasion = _occasion(frame, cast, told, sentence) if frame.sequel and frame.narrated else None
    if occasion or (frame.sequel == _VISITS and frame.narrated):
        return occasion
    names = {p.name for p in cast.people}
    near = [t for t in _near(told, sentence) if names or not t.lacking]
    if frame.theme and frame.status == "happened" and (met := _met_there(cast, near)):
        return met
    if not near and told and frame.continuing and sentence.paragraph - told[-1].paragraph <= _SEQUEL:
        near = [t for t in told[-1:] if len(names & _names(t)) > 1]  # "A and B also signed …"
    if not near and told and _is_step(frame, cast, told[-1]):
        return told[-1]
    if not near:
        return _stay(frame, cast, visited(told, sentence))
    if first := lead(frame, cast, told, sentence):
        return first
    last = near[-1]
    if _is_signed(frame, cast, last, sentence, n):
        return last
    if same_kind(frame, last):
        alike = [t for t in reversed(near) if same_kind(frame, t)]
        alike = [t for t in alike if names <= _names(t)] or alike
        beside = (t for t in alike if t.sentence == alike[0].sentence and t.candidate.source.rule == frame.rule)
        return next(beside, alike[0])
    if _opens_dated(frame, sentence):
        return None
    day = next((t for t in reversed(near) if t.candidate.period.is_day), None)
    goes_on = frame.continuing and frame.narrated and day and day.candidate.status == "happened"
    if goes_on and day and names & _names(day) and (day is last or last.candidate.type == "visit"):
        return day
    step = _step(frame, cast, last, sentence, n) if names & _names(last) else None
    return step or _stay(frame, cast, near) or _stay(frame, cast, visited(told, sentence))


def _has_passed(frame: Frame, when: Period) -> bool:
    """Whether the sentence has come to a later time than that last told: "After the floods of May, she met …"."""
    earlier = (t for t, why in frame.passed if t.start < frame.start and t.how == "explicit" and why == BOUNDS)
    return any(t.period and t.period.start > when.end for t in earlier)


def _is_step(frame: Frame, cast: Cast, last: Told) -> bool:
    """Whether a frame goes on with the news of a day for one of those who met on it: "Silva then met Novak"."""
    names, before = {p.name for p in cast.people}, last.candidate
    goes_on = frame.continuing and frame.narrated and frame.type in STEPS and frame.status == "happened"
    of_day = before.period.is_day and before.dated_by != "explicit" and before.type in STEPS
    return goes_on and of_day and before.status == "happened" and len(names) > 1 and bool(names & _names(last))


def visited(told: Sequence[Told], sentence: Sentence) -> list[Told]:
    """The last visit told of, if all that was told since then fell into it: a report goes on with it for a while."""
    at = next((i for i in reversed(range(len(told))) if told[i].candidate.type == "visit"), None)
    if at is None or sentence.paragraph - told[at].paragraph > _SEQUEL:
        return []
    visit = told[at].candidate
    since = [t.candidate for t in told[at:] if t.candidate.status == visit.status]
    return [told[at]] if all(c.period.overlaps(visit.period) for c in since) else []


def _step(frame: Frame, cast: Cast, last: Told, sentence: Sentence, n: int) -> Told | None:
    """What was just told, if a frame tells what the same people did next."""
    names, before = {p.name for p in cast.people}, last.candidate
    step = frame.narrated and frame.type in STEPS and len(names) > 1 and before.type in ("visit", "meeting")
    step = step and before.status in ("happened", frame.status) and last.phase >= 0
    reach = _reach(before)
    if (
        step
        and sentence.paragraph - last.paragraph <= reach
        and n - last.sentence <= reach
        and before.period.days <= _STEP
    ):
        return last
    if _is_agreed(frame, cast, last, n):
        return last
    told_so = n == last.sentence and before.dated_by == "context"  # "it was reached during a meeting of A and B"
    return last if told_so and len(names) > 1 and names <= _names(last) else None


def _reach(before: Candidate) -> int:
    """How many sentences and paragraphs a story goes on. News of the day do a little longer: "Silva met Berg on
    Tuesday. It was her first visit. She met Novak for …"."""
    news = before.dated_by == "relative" and before.type == "meeting" and before.status == "happened"
    return 3 if news else 1


def _opens_dated(frame: Frame, sentence: Sentence) -> bool:
    """Whether a sentence opens with a date that the frame did not get: "In May 2011, on a day that is not told, …"."""
    own = (t for t, _ in frame.passed if t.start - sentence.start <= _HEAD and _is_date(t))
    return any(t.how == "explicit" for t in own)


def _stay(frame: Frame, cast: Cast, near: Sequence[Told]) -> Told | None:
    """The visit of which a step is told: its guest met somebody of the country where he was."""
    to_come = frame.status == "planned" and not frame.definite  # "is to visit Oslo in May … will meet Berg"
    if frame.type not in STEPS or not (to_come or (frame.narrated and frame.status == "happened")):
        return None
    visits = [t for t in near if t.candidate.type == "visit" and _was_on(t, cast)]
    going_on = [
        t for t in visits if to_come and not t.candidate.period.is_day
    ]  # "came for three days … will meet Berg"
    visits = [t for t in visits if (t.candidate.status == "planned") == to_come] or going_on
    visits = [t for t in visits if t.narrated] or visits
    if not visits or any(not t.candidate.period.overlaps(visits[-1].candidate.period) for t in visits):
        return None
    return visits[-1]


def _met_there(cast: Cast, near: Sequence[Told]) -> Told | None:
    """The meeting of a guest, told just before, in the country to which a visit is said to have led: "Berg met Silva in
    Oslo on Monday. Silva's visit, her first, …"."""
    guests = {p.name for p in cast.people if p.role == "visitor"}
    if len(guests) != 1 or cast.place is None or cast.place.country is None:
        return None
    there = [
        t
        for t in near
        if t.candidate.type in STEPS
        and t.candidate.status == "happened"
        and t.candidate.period.is_day
        and t.candidate.place is not None
        and t.candidate.place.country == cast.place.country
        and guests < _names(t)
    ]
    return there[-1] if there and not any(t.candidate.type == "visit" for t in near) else None


def _was_on(told: Told, cast: Cast) -> bool:
    """Whether those who met are the guest of a visit and somebody of the country where he was, or, on one that is to
    come, somebody of whom no country is told."""
    visit = told.candidate
    if told.edge or visit.period.days > _VISIT:
        return False
    guests = {p.name for p in visit.people if p.role == "visitor"}
    met = [p for p in cast.people if p.name not in guests]
    hosts = {*visit.countries, *((None,) if visit.status == "planned" else ())}
    return len(met) < len(cast.people) and any(p.country in hosts for p in met)


def _is_agreed(frame: Frame, cast: Cast, last: Told, n: int) -> bool:
    """Whether a frame tells of the talks of those who agreed: "A and B agreed on Monday … in their meeting"."""
    agreed = last.candidate.type == "agreement" and last.candidate.period.is_day and n - last.sentence <= _AGREED
    told = frame.type == "meeting" and frame.status == "happened" and frame.narrated
    names = {p.name for p in cast.people} if told else set()
    return agreed and len(names) > 1 and names <= _names(last)


def _is_signed(frame: Frame, cast: Cast, last: Told, sentence: Sentence, n: int) -> bool:
    """Whether a frame tells what two countries signed when their leaders met, as the sentences before tell: "An accord
    was signed to …"."""
    before = last.candidate
    within = before.period.days <= _STEP or (before.type == "visit" and n - last.sentence == 1 and frame.pair)
    met = before.type in _MET and within and before.period.days <= _VISIT and 1 <= n - last.sentence <= _SIGNED
    names = {p.name for p in cast.people}
    pair = not names and len(cast.countries) == 2 and set(before.countries) <= set(cast.countries)
    sure = len(before.countries) == 2 or len(before.people) > 1
    same = (pair and sure) or (len(names) > 1 and names <= _names(last))
    issued = frame.type == "statement" and before.type == "visit" and sentence.paragraph == last.paragraph
    done = frame.type == "agreement" or issued
    return met and same and done and frame.narrated and frame.status == before.status == "happened"


def lead(frame: Frame, cast: Cast, told: Sequence[Told], sentence: Sentence) -> Told | None:
    """What was told of two countries before those are named who acted: "Norway and Chile held talks yesterday. Berg
    welcomed his counterpart Silva …"."""
    if frame.type not in _LED or frame.status not in ("happened", "planned") or len(cast.people) < 2:
        return None
    last = told[-1] if told else None
    near = [t for t in reversed(_near(told, sentence)) if not t.lacking]
    # "signed a truce on Monday, to take effect on Tuesday. It was signed by A and B."
    for t in sorted(near, key=lambda t: (-t.sentence, t.candidate.source.rule != frame.rule)):
        c = t.candidate
        if last and last.sentence != t.sentence and _is_elsewhere(last.candidate, c):
            return None
        # "agreed … in their meeting", but not "also met A"
        alike = c.type == frame.type or ({c.type, frame.type} == {"agreement", "meeting"} and not frame.continuing)
        alike = alike and c.status == frame.status and c.period.days <= _STEP
        if alike and c.dated_by != "context" and not c.people:
            lands = {*c.countries} - ({c.place.country} if c.type == "visit" and c.place else set())
            there = c.type != "visit" or (cast.place and c.place and cast.place.country == c.place.country)
            return t if there and len(lands) == 2 and set(cast.countries) <= set(c.countries) else None
    return None


def _is_elsewhere(last: Candidate, before: Candidate) -> bool:
    """Whether a story has come to another time since something was told, back or ahead."""
    return last.status == "happened" and last.dated_by == "explicit" and not last.period.overlaps(before.period)


def _occasion(frame: Frame, cast: Cast, told: Sequence[Told], sentence: Sentence) -> Told | None:
    """The last event of the kind that opens the sentence, if it was a visit or on a day, and of the same people."""
    near = [t for t in told if sentence.paragraph - t.paragraph <= _SEQUEL]
    visit = frame.sequel == _VISITS
    alike = [t for t in reversed(near) if t.candidate.type in frame.sequel]
    # "recalled Silva's visit of 2010 … During the visit, Berg signed": on that of which the text itself tells
    last = next((t for t in alike if visit and t.narrated), alike[0] if alike else None)
    long = visit or frame.type in ONCE  # what the two sides issued after their talks was of the same month
    if last and visit and _has_left(near[-1].candidate, last.candidate):  # "that visit" is that on which they met last
        last = near[-1] if near[-1].candidate.type == "meeting" else None
    if last is None or last.edge or last.candidate.period.days > (_VISIT if long else _STEP):
        return None
    if visit and frame.type not in _DEEDS:
        return None
    before = last.candidate
    if frame.type in ONCE and not (cast.people or cast.countries):
        return last
    known = {p.name for p in cast.people} & {p.name for p in before.people}
    countries = len(set(cast.countries) & set(before.countries)) + (frame.pair and bool(cast.organizations))
    return last if known or countries > (0 if visit else 1) else None


def _has_left(last: Candidate, before: Candidate) -> bool:
    """Whether a story has left the time of what was told before by naming a later one."""
    return last.dated_by == "explicit" and last.status == "happened" and last.period.start > before.period.end


def same_kind(frame: Frame, told: Told) -> bool:
    return frame.definite and frame.type == told.candidate.type


def meant(frame: Frame, told: Sequence[Told], sentence: Sentence, period: Period) -> Candidate | None:
    """The event of the same type told a moment ago that a definite noun means, where a clause dates it anew: of a visit
    one of days that go with those told."""
    if not frame.definite or frame.type not in (*ONCE, *_VISITS, *STEPS):
        return None
    near = (t.candidate for t in reversed(told) if sentence.paragraph - t.paragraph <= _STORY and not t.lacking)
    the = next((c for c in near if c.type == frame.type), None)
    if the is None or the.type in ONCE:
        return the
    narrows = the.period.overlaps(period) and not the.period.is_day  # "this week … the call took place on Monday"
    return the if narrows or (frame.type in _VISITS and the.period.overlaps(period)) else None


def of_day(frame: Frame, told: Sequence[Told], period: Period) -> Told | None:
    """The only event of its type told before that a noun calls by its day: "Friday's talks took place in Oslo"."""
    if not frame.of_day or frame.arguments or frame.type not in (*STEPS, *_VISITS) or frame.status != "happened":
        return None
    same = [t for t in told if t.candidate.type == frame.type and t.candidate.period == period and not t.lacking]
    alike = [t for t in same if t.candidate.source.rule == frame.rule] or same
    return alike[0] if len(alike) == 1 else None


def where_they_met(found: Candidate, n: int, told: Sequence[Told]) -> Spot | None:
    """Where two sides agreed on something, if sentence `n` says where they met then: "The summit took place in Oslo on
    3 May, and the two sides agreed to …"."""
    met = (t.candidate for t in reversed(told) if t.sentence == n and not t.lacking and found.type in ONCE)
    there = (
        c.place
        for c in met
        if c.type in (*_MET, "summit")
        and {*found.countries} <= {*c.countries}
        and c.place
        and c.period == found.period
        and c.status == found.status
    )
    return next(there, None)


def counts_within(frame: Frame, time: TimeExpression) -> bool:
    """Whether a step counts from a day told before it in the same sentence: "came on 8 July, and the next day …"."""
    before = (t for t, _ in frame.passed if t.start < time.start and t.how == "explicit")
    return any(t.period is not None and t.period.is_day for t in before)
