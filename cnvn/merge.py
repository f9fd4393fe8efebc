"""Candidates of all articles → events: each event once, however many sources tell it.

Pure, and a function of the set of candidates alone: they are put into one canonical order first. Each joins the one
cluster that it fits; where it fits several and nothing decides, it stays an event of its own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from cnvn.edtf import Period
from cnvn.knowledge import Knowledge
from cnvn.model import Candidate, Claim, Conflict, Event, EventType, Participant, Session, Source, Spot, Status
from cnvn.text import fold
from cnvn.title import title

# Types that may be two names for one happening.
_FAMILY: dict[EventType, str] = {"call": "meeting", "congress": "summit"}
# What lasts: a longer stated span says more than a day within it.
_LASTING = ("visit", "summit", "congress", "conflict")
_EXACTNESS = {"day": 0, "span": 0, "part": 1, "month": 2, "season": 3, "quarter": 3, "year": 4, "decade": 5}
# How many days a numbered session may be apart in two sources and still be the same one.
_SESSION_DAYS = 45


@dataclass(slots=True)
class _Cluster:
    """Candidates that tell one event, and what they have in common so far."""

    members: list[Candidate] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    def add(self, c: Candidate) -> None:
        self.members.append(c)
        self.people |= {p.name for p in c.people}
        self.countries |= set(c.countries)


def merge(candidates: Iterable[Candidate], knowledge: Knowledge) -> tuple[Event, ...]:
    """The events that the candidates tell, in chronological order, with stable ids."""
    clusters: list[_Cluster] = []
    blocks: dict[tuple[str, int, int], list[int]] = {}
    for c in sorted(set(candidates), key=_order):
        near = sorted({n for key in _keys(c) for n in blocks.get(key, ())})
        fitting = [n for n in near if _fits(c, clusters[n])]
        best = _best(c, [clusters[n] for n in fitting])
        if best is None:
            at = len(clusters)
            clusters.append(_Cluster())
        else:
            at = fitting[best]
        clusters[at].add(c)
        for key in _keys(c):
            if at not in blocks.setdefault(key, []):
                blocks[key].append(at)
    names = {c.code: c.name for c in knowledge.countries}
    events = sorted((_event(cluster, knowledge, names) for cluster in clusters), key=_chronological)
    return tuple(_with_parents(_with_ids(events)))


# ------------------------------------------------------------------------------------------------------- what is joined
def _order(c: Candidate) -> tuple[object, ...]:
    """The most exact and most complete first, so that vaguer ones find them; then by content."""
    s = c.source
    return (
        _EXACTNESS[c.period.precision],
        c.period.days if c.type not in _LASTING else -c.period.days,
        c.status != "happened",
        -len(c.people),
        c.period.start,
        c.type,
        tuple(p.name for p in c.people),
        s.article,
        s.start,
        s.end,
        s.rule,
        repr(c),
    )


def _family(kind: EventType) -> str:
    return _FAMILY.get(kind, kind)


def _keys(c: Candidate) -> Iterator[tuple[str, int, int]]:
    """The blocks a candidate belongs to: its family and each month it covers (a year for what covers very many)."""
    y, m = c.period.start.year, c.period.start.month
    count = (c.period.end.year - y) * 12 + c.period.end.month - m + 1
    for n in range(min(count, 24)):
        yield _family(c.type), y + (m - 1 + n) // 12, (m - 1 + n) % 12 + 1


def _fits(c: Candidate, cluster: _Cluster) -> bool:
    return all(_agree(c, m) for m in cluster.members) and _people_fit(c, cluster)


def _agree(a: Candidate, b: Candidate) -> bool:
    """Whether nothing that two candidates say contradicts that they are one event."""
    if {a.status, b.status} & {"postponed", "cancelled"} and a.status != b.status:
        return False
    if a.meeting and b.meeting:
        same = a.meeting.series == b.meeting.series
        if not same or (a.meeting.number and b.meeting.number and a.meeting.number != b.meeting.number):
            return False
        if a.meeting.number and a.meeting.number == b.meeting.number:
            return _apart(a.period, b.period) <= _SESSION_DAYS
    if not a.period.overlaps(b.period):
        return _same_deed(a, b)
    if a.type == "visit" and a.place and b.place and a.place.country and b.place.country:
        return a.place.country == b.place.country or bool(
            {a.place.country, b.place.country} <= (set(a.countries) & set(b.countries))
        )
    return True


def _same_deed(a: Candidate, b: Candidate) -> bool:
    """Whether two sources tell one signing or award a day apart: the same kind of thing, done once by the same."""
    done_once = a.type in ("agreement", "award") and a.type == b.type and a.period.is_day and b.period.is_day
    same = bool(a.countries) and a.countries == b.countries
    return done_once and same and _apart(a.period, b.period) == 1 and bool(_words(a) & _words(b))


def _words(c: Candidate) -> set[str]:
    return {word for word in fold(c.topic or "").split() if len(word) > 3}


def _apart(a: Period, b: Period) -> int:
    return 0 if a.overlaps(b) else max((a.start - b.end).days, (b.start - a.end).days)


def _people_fit(c: Candidate, cluster: _Cluster) -> bool:
    mine = {p.name for p in c.people}
    theirs = cluster.people
    same_session = any(m.meeting and c.meeting and m.meeting.number and m.meeting == c.meeting for m in cluster.members)
    if same_session:
        return True
    if mine and theirs:
        if _family(c.type) == "meeting":
            return mine <= theirs or theirs <= mine
        if _family(c.type) == "summit":
            return bool(c.meeting)
        return bool(mine & theirs)
    if _family(c.type) == "summit":
        return bool(c.meeting and any(m.meeting for m in cluster.members)) or _countries_fit(c, cluster)
    return _countries_fit(c, cluster)


def _countries_fit(c: Candidate, cluster: _Cluster) -> bool:
    mine = set(c.countries)
    return bool(mine) and (mine <= cluster.countries or (bool(cluster.countries) and cluster.countries <= mine))


def _best(c: Candidate, fitting: Sequence[_Cluster]) -> int | None:
    """Which of the fitting clusters: the one that shares most people, if it is a single one."""
    if not fitting:
        return None
    mine = {p.name for p in c.people}
    scores = [
        (len(mine & k.people), any(m.meeting == c.meeting and c.meeting is not None for m in k.members))
        for k in fitting
    ]
    top = max(scores)
    return scores.index(top) if scores.count(top) == 1 else None


# ----------------------------------------------------------------------------------------------------- what is printed
def _event(cluster: _Cluster, knowledge: Knowledge, names: dict[str, str]) -> Event:
    members = sorted(cluster.members, key=_order)
    kind = _kind(members)
    period_of = _most_exact(members, kind)
    place = _place(members)
    people = tuple(replace(p, office=_office(p.name, period_of.period, knowledge)) for p in _people(members))
    event = Event(
        id="",
        period=period_of.period,
        dated_by=period_of.dated_by,
        status=_joint_status(members),
        type=kind,
        title="",
        people=people,
        organizations=tuple(sorted({o for m in members for o in m.organizations})),
        countries=tuple(sorted({c for m in members for c in m.countries})),
        place=place,
        meeting=_session(members),
        confidence=_confidence(members),
        cameo=next((m.cameo for m in members if m.type == kind and m.cameo), None),
        plover=next((m.plover for m in members if m.type == kind and m.plover), None),
        conflicts=_conflicts(members, kind),
        sources=_sources(members),
    )
    topic = next((m.topic for m in members if m.topic), None)
    return replace(event, title=title(event, topic, names))


def _kind(members: Sequence[Candidate]) -> EventType:
    counts = Counter(m.type for m in members)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _most_exact(members: Sequence[Candidate], kind: EventType) -> Candidate:
    """The candidate whose date is printed: the most exact, then the one that more independent sources have."""
    support = Counter((m.period.start, m.period.end) for m in members)
    lasting = kind in _LASTING

    def rank(m: Candidate) -> tuple[object, ...]:
        p = m.period
        return (
            _EXACTNESS[p.precision],
            -p.days if lasting and _EXACTNESS[p.precision] == 0 else p.days,
            -support[(p.start, p.end)],
            m.dated_by != "explicit",
            p.start,
        )

    return min(members, key=rank)


def _people(members: Sequence[Candidate]) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    for m in members:
        for p in m.people:
            known = found.get(p.name)
            if known is None:
                found[p.name] = p
            else:
                found[p.name] = replace(
                    known,
                    office_in_text=known.office_in_text or p.office_in_text,
                    country=known.country or p.country,
                )
    return tuple(found.values())


def _office(name: str, period: Period, knowledge: Knowledge) -> str | None:
    terms = knowledge.offices_on(name, period)
    return "; ".join(dict.fromkeys(t.title for t in terms)) or None


def _place(members: Sequence[Candidate]) -> Spot | None:
    """The place that most sources name, the more exact one (a city before its country) first."""
    spots = Counter(m.place for m in members if m.place)
    return min(spots, key=lambda s: (s.latitude is None, -spots[s], s.name)) if spots else None


def _session(members: Sequence[Candidate]) -> Session | None:
    sessions = [m.meeting for m in members if m.meeting]
    return min(sessions, key=lambda s: (s.number is None, s.series, s.number or 0)) if sessions else None


def _joint_status(members: Sequence[Candidate]) -> Status:
    """What was planned has happened once one source reports it."""
    return "happened" if any(m.status == "happened" for m in members) else members[0].status


def _sources(members: Sequence[Candidate]) -> tuple[Source, ...]:
    found: dict[tuple[str, int, int], Source] = {}
    for s in sorted((m.source for m in members), key=lambda s: (s.article, s.start, s.end, s.rule)):
        found.setdefault((s.article, s.start, s.end), s)
    return tuple(found.values())


def _conflicts(members: Sequence[Candidate], kind: EventType) -> tuple[Conflict, ...]:
    """The fields on which equally exact sources disagree."""
    days: dict[str, set[str]] = {}
    for m in members:
        if m.period.precision in ("day", "span") and m.dated_by != "context":
            days.setdefault(m.period.edtf, set()).add(m.source.article)
    found = []
    periods = {m.period.edtf: m.period for m in members}
    apart = any(not periods[a].overlaps(periods[b]) for a in days for b in days)
    if len(days) > 1 and apart:
        found.append(_conflict("date", days))
    return tuple(found)


def _conflict(name: str, values: dict[str, set[str]]) -> Conflict:
    return Conflict(name, tuple(Claim(v, tuple(sorted(values[v]))) for v in sorted(values)))


def _confidence(members: Sequence[Candidate]) -> float:
    """From what the rules know: how the date was found, whether the arguments are complete, how many articles agree."""
    best = max({"explicit": 0.8, "dateline": 0.75, "relative": 0.75, "context": 0.6}[m.dated_by] for m in members)
    complete = 0.05 if any(len(m.people) > 1 or (m.people and m.place) for m in members) else 0.0
    sources = len({m.source.article for m in members})
    return round(min(0.97, best + complete + 0.04 * (sources - 1)), 2)


# ---------------------------------------------------------------------------------------------------- ids and structure
def _chronological(e: Event) -> tuple[object, ...]:
    return (e.period.start, e.period.end, e.type, tuple(sorted(p.name for p in e.people)), e.title, _first_source(e))


def _first_source(e: Event) -> tuple[object, ...]:
    return tuple((s.article, s.start) for s in e.sources)


def _with_ids(events: Sequence[Event]) -> list[Event]:
    """Readable ids: first day, type, people, else the series, the place or the countries; -2, -3 … on a clash."""
    seen: Counter[str] = Counter()
    out = []
    for e in events:
        names = sorted(p.name for p in e.people)[:4]
        series = [e.meeting.series] if e.meeting else []
        tail = names or series or ([e.place.name] if e.place else []) or list(e.countries)
        stem = "-".join(filter(None, map(_slug, (e.period.start.isoformat(), e.type, *tail))))
        seen[stem] += 1
        out.append(replace(e, id=stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"))
    return out


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _with_parents(events: Sequence[Event]) -> list[Event]:
    """Meetings, signings and statements belong to the one visit that holds them: its people, its days, its country."""
    visits: dict[date, list[Event]] = {}
    for e in events:
        if e.type == "visit" and e.period.precision in ("day", "span", "part") and e.period.days <= 31:
            for n in range(e.period.days):
                visits.setdefault(e.period.start + timedelta(days=n), []).append(e)
    return [_within(e, _parent(e, visits)) for e in events]


def _within(e: Event, visit: Event | None) -> Event:
    """An event as part of a visit. What is told without a place took place where the visit went."""
    if visit is None:
        return e
    lands = set(visit.countries) - {p.country for p in visit.people if p.role != "host"}
    one_land = len(lands) <= 1 and visit.place is not None
    inherits = e.place is None and one_land and e.type in ("meeting", "agreement", "award")
    return replace(e, part_of=visit.id, place=visit.place if inherits else e.place)


def _parent(e: Event, visits: dict[date, list[Event]]) -> Event | None:
    if e.type in ("visit", "conflict", "office") or e.period.precision not in ("day", "span"):
        return None
    names = {p.name for p in e.people}
    holding = [
        v
        for v in visits.get(e.period.start, ())
        if v.period.contains(e.period)
        and (names & {p.name for p in v.people if p.role != "host"})
        and (not e.place or not v.place or e.place.country == v.place.country or e.place.country in v.countries)
    ]
    return holding[0] if len(holding) == 1 else None
