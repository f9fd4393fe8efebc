"""The candidates of one event → the event as it is printed: the most exact values, all sources, what they dispute."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cnvn.edtf import Period
from cnvn.knowledge import Knowledge
from cnvn.model import Candidate, Claim, Conflict, Event, EventType, Participant, Session, Source, Spot, Status
from cnvn.text import fold

# What lasts: a longer stated span says more than a day within it.
LASTING = ("visit", "summit", "congress", "conflict")
EXACTNESS = {"day": 0, "span": 0, "part": 1, "month": 2, "season": 3, "quarter": 3, "year": 4, "decade": 5}


def order(c: Candidate) -> tuple[object, ...]:
    """The most exact and most complete first, so that vaguer ones find them; then by content."""
    s = c.source
    return (
        EXACTNESS[c.period.precision],
        c.period.days if c.type not in LASTING else -c.period.days,
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


def fuse(candidates: Iterable[Candidate], knowledge: Knowledge) -> tuple[Event, str | None]:
    """The one event that some candidates tell, without id, title and place in a visit; and what it was about.

    Where they differ, the more exact value is printed, then the one that more of them have; days on which equally
    exact candidates differ are a conflict.
    """
    members = sorted(candidates, key=order)
    kind = _kind(members)
    period_of = _most_exact(members, kind)
    place = _place(members, knowledge) or (_land(members, knowledge) if kind == "visit" else None)
    people = tuple(_known(p, period_of.period, knowledge) for p in _people(members))
    event = Event(
        id="",
        period=period_of.period,
        dated_by=period_of.dated_by,
        status=_joint_status(members),
        type=kind,
        title="",
        people=people,
        organizations=tuple(sorted({o for m in members for o in m.organizations})),
        countries=tuple(sorted({c for m in members for c in m.countries} | {p.country for p in people if p.country})),
        place=place,
        meeting=_session(members),
        confidence=_confidence(members),
        cameo=next((m.cameo for m in members if m.type == kind and m.cameo), None),
        plover=next((m.plover for m in members if m.type == kind and m.plover), None),
        conflicts=_conflicts(members, kind),
        sources=_sources(members),
    )
    return event, next((m.topic for m in members if m.topic), None)


def _kind(members: Sequence[Candidate]) -> EventType:
    counts = Counter(m.type for m in members)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _most_exact(members: Sequence[Candidate], kind: EventType) -> Candidate:
    """The candidate whose date is printed: the most exact, then the one that more independent sources have."""
    support = Counter((m.period.start, m.period.end) for m in members)
    lasting = kind in LASTING

    def rank(m: Candidate) -> tuple[object, ...]:
        p = m.period
        return (
            EXACTNESS[p.precision],
            -p.days if lasting and EXACTNESS[p.precision] == 0 else p.days,
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


def _known(p: Participant, period: Period, knowledge: Knowledge) -> Participant:
    """A participant with what the knowledge has: the office held on those days, and the country, if no text says it."""
    fact = knowledge.person(p.name) if p.country is None else None
    return replace(p, office=_office(p.name, period, knowledge), country=fact.country if fact else p.country)


def _office(name: str, period: Period, knowledge: Knowledge) -> str | None:
    terms = knowledge.offices_on(name, period)
    return "; ".join(dict.fromkeys(t.title for t in terms)) or None


def _place(members: Sequence[Candidate], knowledge: Knowledge) -> Spot | None:
    """The place that most sources name, the more exact one (a city before its country) first."""
    spots = Counter(_plainly(m.place, knowledge) for m in members if m.place)
    return min(spots, key=lambda s: (s.latitude is None, -spots[s], s.name)) if spots else None


def _plainly(spot: Spot, knowledge: Knowledge) -> Spot:
    """A country by its usual name, whatever a source calls it: "the Socialist Republic of Vietnam", "U.S."."""
    if spot.latitude is not None:
        return spot
    called = fold(" ".join(spot.name.split()))
    fact = next((c for c in knowledge.countries if c.code == spot.country), None)
    return replace(spot, name=fact.name) if fact and called in {fold(a) for a in (fact.name, *fact.aliases)} else spot


def _land(members: Sequence[Candidate], knowledge: Knowledge) -> Spot | None:
    """The one country that a visit led to, where nothing more exact is told."""
    home = {p.country for m in members for p in m.people}
    away = {c for m in members for c in m.countries} - home
    return next((Spot(c.name, c.code) for c in knowledge.countries if away == {c.code}), None) if home else None


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
