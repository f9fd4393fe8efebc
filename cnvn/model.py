"""The values that travel from stage to stage. All frozen; all offsets are characters of `Article.text`, end exclusive.

bytes → Article → parts → sentences → mentions → candidate events → merged events → store → query → output
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from cnvn.edtf import Period

EventType = Literal[
    "visit", "meeting", "call", "summit", "congress", "agreement", "statement", "award", "office", "conflict",
    "launch", "anniversary", "other",
]  # fmt: skip
Status = Literal["happened", "planned", "postponed", "cancelled"]
DatedBy = Literal["explicit", "relative", "context", "dateline"]
Role = Literal["visitor", "host", "participant", "speaker", "signatory"]
Origin = Literal["bundled", "mine"]


# ---------------------------------------------------------------------------------------------------------- articles
@dataclass(frozen=True, slots=True)
class Reference:
    """Where a brief has a fact from; its sentences name it by `[label]`."""

    label: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was given. `text` is never changed afterwards: quotes are cut from it."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str = "en"
    references: tuple[Reference, ...] = ()
    origin: Origin = "mine"
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the writer's "today" is for one part of an article: a day, or, where only so much is known, a longer period.

    `how` names the evidence, for `explain`: published, dateline, byline, full-date, weekday, order …
    """

    period: Period
    how: str


@dataclass(frozen=True, slots=True)
class Part:
    """One article within a page (`number` counts from 1), or the whole text (`number` None)."""

    start: int
    end: int
    number: int | None = None
    anchor: Anchor | None = None


class Sentence(NamedTuple):
    """A sentence of the article. `part` and `paragraph` count from 0 within the article."""

    start: int
    end: int
    part: int
    paragraph: int
    kind: Literal["prose", "heading", "caption", "dateline"] = "prose"


# ---------------------------------------------------------------------------------------------------------- mentions
@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a time expression say by themselves, before anything outside of them is consulted.

    `year`, `month` (1–12), `day` and `weekday` (0 is Monday) hold what is stated, None what is left open. `means` names
    the kind of meaning, by which `resolve` goes about it: date, shift ("last week"), offset ("two days later"), ref
    ("now"), duration, set, time. The other fields are its parts; `rule` is the id of the rule that fired.
    """

    start: int
    end: int
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    means: str = "date"
    era: str | None = None  # BC
    decade: int | None = None  # 1980, or 80 where the century is left open
    century: int | None = None  # 20 for the twentieth
    division: str | None = None  # a season, quarter or half as TIMEX3 writes it: SU, Q3, H1
    part: str | None = None  # START, MID, END
    daypart: str | None = None  # MO, AF, EV, NI
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None  # of the hour, as ISO 8601 writes it: Z, -05
    unit: str | None = None  # Y, Q, M, W, D, WE (weekend), E (decade), C (century), TH, TM, TS (hour, minute, second)
    count: float | None = None  # how many units; None for "several"
    shift: str | None = None  # last, this, next (from today), previous, same, following (from what was told)
    ordinal: int | None = None  # which of them: "the first week"
    value: str | None = None  # what TIMEX3 writes, where the words alone decide it
    mod: str | None = None
    order: str | None = None  # of a date in figures: DM, MD, or its two numbers "3/4" where either could be the day


class TimeExpression(NamedTuple):
    """A TIMEX3 with its EDTF reading. `period` is None where the text leaves the days open (`XXXX-12-07`, `P3D`).

    `how` tells a date that the words state (explicit) from one that was computed from them (relative); `rule` is the
    id of the rule that fired.
    """

    start: int
    end: int
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    period: Period | None = None
    how: Literal["explicit", "relative"] = "explicit"
    rule: str = ""
    context: str = ""  # what was needed besides the words: "anchor", "previous" (expression), "" for nothing

    @property
    def edtf(self) -> str | None:
        return self.period.edtf if self.period else None


class Person(NamedTuple):
    """Words that stand for one person or, for "the two leaders", several.

    `names` holds the canonical names of those meant: one, several, or none where the reference stays open; then
    `candidates` are those who may be meant, if any are known. `office` is the title as the text has it here or, for a
    short form, where the person was introduced; `country` an ISO code, `countries` those of several if named.
    """

    start: int
    end: int
    text: str
    names: tuple[str, ...]
    office: str | None = None
    country: str | None = None
    rule: str = ""
    candidates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class Country(NamedTuple):
    """A country named as a noun ("China"), an adjective ("Chinese"), by its government's seat ("Hanoi said"), or a
    pair of them ("China-Vietnam"). `codes` are ISO 3166 alpha-2, and EU."""

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    adjective: bool = False


class Organization(NamedTuple):
    """A party, ministry, union or other body; `name` is its canonical name. One of `many` has several states as
    members."""

    start: int
    end: int
    text: str
    name: str
    countries: tuple[str, ...] = ()
    many: bool = False


class Place(NamedTuple):
    """A place, by its canonical name; a venue knows its city. A `shared` one is a sea, or an island that more than one
    side claims: ships clash there, but nobody meets there."""

    start: int
    end: int
    text: str
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    shared: bool = False


class Series(NamedTuple):
    """A series of meetings, and which of its sessions, where the text says."""

    start: int
    end: int
    text: str
    name: str
    number: int | None = None
    countries: tuple[str, ...] = ()
    type: EventType = "meeting"


Actor = Person | Country | Organization | Place | Series


# ------------------------------------------------------------------------------------------------------------ events
class Participant(NamedTuple):
    name: str
    office: str | None = None  # held on the day of the event, by the knowledge
    office_in_text: str | None = None
    country: str | None = None
    role: Role = "participant"


class Spot(NamedTuple):
    """Where an event took place."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Session(NamedTuple):
    """Which session of which series of meetings an event is."""

    series: str
    number: int | None = None


class Source(NamedTuple):
    """Which words of which article say so: `quote` is `text[start:end]` of that article.

    `joined` says why it is a source of its event, where that has several.
    """

    article: str
    start: int
    end: int
    quote: str
    rule: str
    part: int | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    date_text: str | None = None
    origin: Origin = "mine"
    joined: str | None = None


class Candidate(NamedTuple):
    """One event as one sentence of one article tells it: what `assemble` gives and `merge` takes.

    `rival` tells that the sentence has it from somebody who contradicts what was told before: "By another account …".
    """

    type: EventType
    period: Period
    dated_by: DatedBy
    status: Status
    source: Source
    people: tuple[Participant, ...] = ()
    organizations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place: Spot | None = None
    meeting: Session | None = None
    topic: str | None = None
    cameo: str | None = None
    plover: str | None = None
    rival: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of a field on which sources disagree, the articles that have it, and the publishers they have it from,
    as far as those are known."""

    value: str
    articles: tuple[str, ...]
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    field: str
    values: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event, merged from all that the articles say of it. The JSON contract is `cnvn.output.rows.event_row`."""

    id: str
    period: Period
    dated_by: DatedBy
    status: Status
    type: EventType
    title: str
    people: tuple[Participant, ...] = ()
    organizations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place: Spot | None = None
    meeting: Session | None = None
    part_of: str | None = None
    confidence: float = 0.5
    cameo: str | None = None
    plover: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    sources: tuple[Source, ...] = field(default=())

    @property
    def origin(self) -> Literal["bundled", "mine", "both"]:
        kinds = {s.origin for s in self.sources}
        return "both" if len(kinds) > 1 else next(iter(kinds), "mine")
