"""Frames → candidate events: who takes part, when and where, with the words that say so.

What a frame leaves unsaid may come from the story: the same part told a day a moment ago and goes on ("he also met
…"), or a noun means what was just told ("the meeting was attended by …"). Each way is named in `dated_by`.
"""

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cnvn.cast import Cast, between_whom, cast_of, is_stale, lacking
from cnvn.dating import (
    LONG_VISIT,
    LONGEST_VISIT,
    by_entry,
    by_news,
    by_opening,
    by_remarks,
    dated_by_times,
    lasting,
    whole_stay,
)
from cnvn.delegates import visit_of_group, with_guests
from cnvn.edtf import Period, span
from cnvn.find.entries import Entry
from cnvn.find.frames import BOUNDING, Frame
from cnvn.lead_days import by_lead
from cnvn.model import (
    Article,
    Candidate,
    DatedBy,
    Part,
    Person,
    Place,
    Sentence,
    Session,
    Source,
    Spot,
    Status,
    TimeExpression,
)
from cnvn.openings import Opening
from cnvn.sequel import ONCE, STEPS, Told, lead, meant, of_day, same_kind, story, where_they_met
from cnvn.sources import source_of
from cnvn.two_sides import Sides
from cnvn.under_way import under_way

# Longer periods say when a time was, not when an event was.
_LONGEST = {"conflict": 36600, "office": 36600}
_LONG = 366
# … but an entry of a chronology tells when what it holds was.
_LONG_ENTRY = 1100
# Where one of these takes place is a country's own affair, too.
_TIED = ("visit", "meeting", "summit", "congress", "launch", "conflict", "other")
_COMING = 2  # how far behind a visit without a date a sentence may date it, in paragraphs
_NOTHING_NEW = "nothing new about what was told before"
_TOPIC = 80  # the longest words for what an event was about, in characters


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around the frames. `parts` and `heres`, the places of their datelines, are aligned.

    `entries` has the sentences of a chronology by their index. `sides` tells for each sentence who "the two sides" are
    there. `steps` holds, by its start, each time expression that counts days from what was told: "the following day" is
    1. `remarks` has, for sentences that tell where the remarks before them were made, the day of those; `openings` the
    day of the sentence before, where one goes on from it, `lead_days` the day of the first, where what one opens with
    was on it. `rival` tests whether a sentence tells another version of
    what was told. `news` is the sentence that tells what the title announces, and when that was.
    `leads` are the sentences with which the prose of each part begins.
    """

    parts: tuple[Part, ...]
    entries: Mapping[int, Entry]
    heres: tuple[Place | None, ...]
    sides: Callable[[int], Sides]
    steps: Mapping[int, int]
    remarks: Mapping[int, TimeExpression]
    openings: Mapping[int, Opening]
    lead_days: Mapping[int, Opening]
    rival: Callable[[str], bool]
    news: tuple[int, Period] | None = None
    leads: frozenset[int] = frozenset()


class Refusal(NamedTuple):
    """A trigger that became no event: the index of its sentence, its rule and offsets, and why."""

    sentence: int
    rule: str
    start: int
    end: int
    reason: str


class Assembler:
    """Makes the candidates of one article, sentence by sentence: `candidates`, and what became none with the reason in
    `refused`."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], setting: Setting) -> None:
        self.candidates: list[Candidate] = []
        self.refused: list[Refusal] = []
        self._article, self._sentences, self._setting = article, sentences, setting
        self._part = -1
        self._told: list[Told] = []  # of the part
        self._coming: list[tuple[int, Frame, Cast]] = []  # the visits of the part that had no date

    def told(self, n: int) -> Sequence[Told]:
        """What has been told before sentence `n` in the same part."""
        return self._told if self._sentences[n].part == self._part else ()

    def tell(self, n: int, frames: Sequence[Frame]) -> None:
        """Goes on with the frames of sentence `n`, which comes behind all those before."""
        sentence = self._sentences[n]
        if sentence.part != self._part:
            self._part, self._told, self._coming = sentence.part, [], []
        sides = self._setting.sides(n)
        visited = sides if sides.countries else sides._replace(countries=between_whom(frames))
        for frame in frames:
            self._lengthen(frame, sentence)
            cast = cast_of(frame, visited if frame.type in ONCE else sides, self._setting.heres[sentence.part])
            found, reason = _candidate(self._article, self._sentences, n, frame, cast, self._told, self._setting)
            if reason == "no date" and frame.type == "visit" and frame.status == "planned":
                self._coming.append((sentence.paragraph, frame, cast))
            if reason and (dated := self._dated_now(n, frame, cast, reason)):
                found, reason = dated, ""
            if reason:
                self.refused.append(Refusal(n, frame.rule, frame.start, frame.end, reason))
            elif found:
                found = self._closed(found) if frame.phase == -1 else found
                found = found._replace(place=found.place or where_they_met(found, n, self._told))
                rival = self._setting.rival(self._article.text[sentence.start : sentence.end])
                self.candidates.append(found._replace(rival=True) if rival else found)
            if found:
                edge = frame.phase != 0 and found.period.is_day
                anchor = self._setting.parts[sentence.part].anchor
                if frame.phase == 1 and anchor and anchor.period == found.period:
                    edge = False  # what the guest has done by now he did on that day
                phase = frame.phase if found.period.is_day else 0
                self._told.append(Told(found, n, sentence.paragraph, edge, bool(reason), frame.narrated, phase))

    def join(self, before: Told, found: Candidate) -> None:
        """Goes on with what was told before as it is with those who come to it."""
        self.candidates.append(found)
        known = found._replace(dated_by=before.candidate.dated_by)
        self._told[self._told.index(before)] = replace(before, candidate=known)

    def _lengthen(self, frame: Frame, sentence: Sentence) -> None:
        """Gives the visit told of before, of which one day is known, the days that a frame says it lasts: "went home on
        Monday. During her five-day visit, she met …"."""
        opens = frame.type == "visit" and frame.type in frame.sequel
        if not opens or frame.times or frame.lasts < LONG_VISIT or frame.phase:
            return
        at = next((i for i in reversed(range(len(self._told))) if self._told[i].candidate.type == "visit"), None)
        if at is None or sentence.paragraph - self._told[at].paragraph > _COMING or not self._told[at].phase:
            return
        visit = self._told[at].candidate
        guests = {name for a in frame.arguments if isinstance(a.actor, Person) for name in a.actor.names}
        period = lasting(visit.period, frame.lasts, self._told[at].phase)
        if period == visit.period or not guests <= {p.name for p in visit.people}:
            return
        whole = visit._replace(period=period)
        self._told[at] = replace(self._told[at], candidate=whole, edge=False, phase=0)
        self.candidates = [whole if c == visit else c for c in self.candidates]

    def _closed(self, found: Candidate) -> Candidate:
        """The whole visit where its last day is told behind its first, which gets these days, too: "arrived in Oslo on
        Monday. … She will end her visit to Norway on Friday"."""
        begun = next((t for t in reversed(self._told) if t.candidate.type == "visit"), None)
        guests = {p.name for p in found.people if p.role != "host"}
        if begun is None or not begun.phase or not guests or not (found.type == "visit" and found.period.is_day):
            return found
        first, place = begun.candidate.period, begun.candidate.place
        there = not (place and found.place) or place.country == found.place.country
        days = (found.period.start - first.start).days
        if begun.phase != 1 or not first.is_day or not there or not 0 < days < LONGEST_VISIT:
            return found
        whole = span(first.start, found.period.start)
        for i, t in enumerate(self._told):
            c = t.candidate
            if c.type == "visit" and c.period == first and guests <= {p.name for p in c.people}:
                self._told[i] = replace(t, candidate=c._replace(period=whole), edge=False, phase=0)
                self.candidates = [self._told[i].candidate if each == c else each for each in self.candidates]
        kept = begun.candidate not in self.candidates
        return found._replace(period=whole, status=begun.candidate.status) if kept else found

    def _dated_now(self, n: int, frame: Frame, cast: Cast, reason: str) -> Candidate | None:
        """A visit told of just before without a date, which this sentence dates: "The visit is from 3 to 5 May." """
        sentence = self._sentences[n]
        asked = frame.type == "visit" and frame.status == "planned" and frame.definite
        if not asked or frame.refused or reason == "no date":
            return None
        near = [c for c in self._coming if sentence.paragraph - c[0] <= _COMING]
        dated = dated_by_times(frame, cast, self._told, self._setting.steps, self._setting.parts[sentence.part])
        if not near or dated is None or dated[0].days > LONGEST_VISIT:
            return None
        _, before, guests = near[-1]
        where = self._setting.parts[sentence.part]
        period, dated_by, words = dated
        source = source_of(self._article, where, sentence, sentence, frame.rule, words)
        return _make(self._article.text, before, guests, None, period, dated_by, _status(frame, period, where), source)


def _candidate(
    article: Article,
    sentences: Sequence[Sentence],
    n: int,
    frame: Frame,
    cast: Cast,
    told: list[Told],
    setting: Setting,
) -> tuple[Candidate | None, str]:
    """The candidate that a frame makes, or why it makes none. Both where the frame says when something was, but not
    enough of who took part: the story may go on from it."""
    if frame.refused and frame.refused != BOUNDING:
        return None, frame.refused
    if frame.quoted:
        return None, "inside a quotation"
    where = sentences[n].part
    reason = lacking(frame, cast)
    if frame.refused:  # "he spoke after holding talks with B": those that the report opens with
        first = None if reason else lead(frame, cast, told, sentences[n])
        if first is None:
            return None, frame.refused
        source = source_of(article, setting.parts[where], sentences[n], sentences[first.sentence], frame.rule, None)
        return _told_again(article.text, frame._replace(refused=""), cast, first.candidate, source)
    sentence, part = sentences[n], setting.parts[where]
    told_of = cast.parties or cast.place or frame.place
    if n in setting.entries and sentence.kind == "heading" and frame.series and not told_of:
        return None, "neither who nor in which country"  # "Third Ministerial Conference", of whatever forum
    dated = dated_by_times(frame, cast, told, setting.steps, part) or by_entry(frame, setting.entries.get(n), part)
    dated = dated or by_remarks(frame, setting.remarks.get(n))
    visit = visit_of_group(frame, cast, told, sentence) if frame.group and not dated else None
    if visit:
        cast, reason = with_guests(cast, visit), ""
    before = visit or (of_day(frame, told, dated[0]) if dated else story(frame, cast, told, sentence, n))
    if before:
        source = source_of(article, part, sentence, sentences[before.sentence], frame.rule, None)
        if reason and frame.sequel and frame.type in ONCE and not (cast.people or cast.countries):
            cast, reason = cast._replace(countries=before.candidate.countries), ""  # "a statement was issued"
        if reason and not same_kind(frame, before):
            return None, reason
        return _told_again(article.text, frame, cast, before.candidate, source)
    dated = dated or by_opening(frame, cast, setting.openings.get(n))
    dated = dated or by_lead(frame, cast, setting.lead_days.get(n))
    dated = dated or under_way(frame, part, setting.news, lead=n in setting.leads)
    the = meant(frame, told, sentence, dated[0]) if reason and dated is not None else None
    if the and set(cast.countries) <= set(the.countries):  # "the treaty was signed on 3 May"
        people = the.people if frame.type in ("visit", *STEPS) else cast.people
        cast, reason = cast._replace(countries=the.countries, people=people), ""
    period, dated_by, words = dated or by_news(frame, cast, n, setting.news)
    if reason and not (dated and dated[0].is_day and frame.type in STEPS and frame.status == "happened"):
        return None, reason
    if period is None:
        return None, "no date"
    if frame.daily and not period.is_day:
        return None, "of no one day"
    period = lasting(whole_stay(frame, period), frame.lasts, frame.phase)
    heading = setting.entries.get(n)
    longest = _LONG_ENTRY if heading and heading.time.period == period else _LONG
    if period.days > _LONGEST.get(frame.type, longest):
        return None, "too long a time for an event"
    source = source_of(article, part, sentence, sentence, frame.rule, words)
    status = _status(frame, period, part)
    if status == "planned" and is_stale(frame, period, part, words):
        return None, "planned for a time long past"
    spoken = frame.narrated and frame.type in STEPS and frame.series is None  # "discussed the Agenda 2030"
    if status != frame.status and (spoken or (frame.type in ONCE and not frame.definite)):  # "celebrate it in May"
        return None, "only what was spoken of is still to come"
    return _make(article.text, frame, cast, setting.heres[where], period, dated_by, status, source), reason


def _make(
    text: str,
    frame: Frame,
    cast: Cast,
    here: Place | None,
    period: Period,
    dated_by: DatedBy,
    status: Status,
    source: Source,
) -> Candidate:
    place = cast.place or frame.place or (here if frame.here else None)
    countries = set(cast.countries)
    if place and place.country and (cast.destination or (not countries and frame.type in _TIED)):
        countries.add(place.country)
    return Candidate(
        type=frame.type,
        period=period,
        dated_by=dated_by,
        status=status,
        source=source,
        people=cast.people,
        organizations=cast.organizations,
        countries=tuple(sorted(countries)),
        place=Spot(place.name, place.country, place.latitude, place.longitude) if place else None,
        meeting=Session(frame.series.name, frame.series.number) if frame.series and frame.type != "conflict" else None,
        topic=_topic(text, frame) if cast.people or not cast.concerned else frame.about,
        cameo=frame.cameo,
        plover=frame.plover,
    )


def _status(frame: Frame, period: Period, part: Part) -> Status:
    """What lies behind the writer's today is still to come, whatever the tense."""
    today = part.anchor.period if part.anchor else None
    if frame.status == "happened" and today and today.is_day and period.start > today.end:
        return "planned"
    return frame.status


def _sited(before: Candidate, place: Place | None, source: Source) -> Candidate:
    """What was told before, with the place that a sentence of its own gives it: "The talks were held in Lisbon." """
    spot = Spot(place.name, place.country, place.latitude, place.longitude) if place else None
    return before._replace(place=spot, dated_by="context", source=source)


def _told_again(text: str, frame: Frame, cast: Cast, before: Candidate, source: Source) -> tuple[Candidate | None, str]:
    """A candidate with the day of the one before; the same event, where the noun says so."""
    if frame.definite and frame.type == before.type:
        if not cast.people and frame.series is None:
            sited = frame.place is not None and before.place is None and not frame.refused
            return (_sited(before, frame.place, source), "") if sited else (None, _NOTHING_NEW)
        known = {p.name for p in before.people} & {p.name for p in cast.people}
        if before.people and cast.people and not known and not frame.joins:
            return None, "other people than in what was told before"
        people = {p.name: p for p in (*before.people, *cast.people)}
        same = before._replace(
            people=tuple(people.values()),
            countries=tuple(sorted({*before.countries, *cast.countries})),
            dated_by="context",
            source=source,
        )
        return same, ""
    status = before.status if frame.status == "happened" else frame.status
    return _make(text, frame, cast, None, before.period, "context", status, source), ""


# ----------------------------------------------------------------------------------------------------------- evidence
def _topic(text: str, frame: Frame) -> str | None:
    if frame.topic is None:
        return frame.about
    words = " ".join(html.unescape(text[frame.topic[0] : frame.topic[1]]).split()).lstrip("–—-• ").rstrip(",;:–—- ")
    return words if len(words) <= _TOPIC else frame.about
