"""The tellings of one event → the event as it is printed: the most exact values, all sources, what they dispute.

Of values that differ, the more exact one is printed, then the one that more independent sources have, then the one that
more quotes have which are no copies, then a stated date before one that was counted, then the first.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from cnvn.agree import why
from cnvn.conflicts import conflicts
from cnvn.copies import distinct, independent
from cnvn.edtf import Period
from cnvn.knowledge import Knowledge
from cnvn.model import Candidate, Event, EventType, Participant, Session, Source, Spot, Status
from cnvn.telling import EXACTNESS, LASTING, Telling, order, place_of
from cnvn.text import fold

T = TypeVar("T", bound=Hashable)


def fuse(told: Iterable[Telling], knowledge: Knowledge) -> tuple[Event, Candidate]:
    """The one event that some tellings tell, without id, title, confidence and place in a visit; and the telling
    that says best what was done."""
    members = sorted(told, key=lambda t: order(t.says))
    kind = _kind(members)
    dated = _dated(members, kind)
    period = dated.period
    place = _place(_from_first(members, period) if kind == "visit" else members, knowledge) or (
        _land(members, knowledge) if kind == "visit" else None
    )
    people = tuple(_known(p, period, knowledge) for p in _people(members))
    event = Event(
        id="",
        period=period,
        dated_by=dated.dated_by,
        status=_joint_status(members),
        type=kind,
        title="",
        people=people,
        organizations=tuple(sorted({o for m in members for o in m.says.organizations})),
        countries=tuple(sorted({c for m in members for c in m.countries} | {p.country for p in people if p.country})),
        place=place,
        meeting=_session(members),
        cameo=next((m.says.cameo for m in members if m.says.type == kind and m.says.cameo), None),
        plover=next((m.says.plover for m in members if m.says.type == kind and m.says.plover), None),
        conflicts=conflicts(members, kind, knowledge),
    )
    telling = next((m for m in members if m.says.type == kind and m.says.topic), members[0])
    return replace(event, sources=_sources(members, event)), telling.says


def _backing(members: Iterable[Telling], value: Callable[[Candidate], T | None]) -> dict[T, tuple[int, int]]:
    """The values that tellings have, each with how well it is backed: by independent sources, and in words of their
    own. The smaller, the better, so that it can be ranked by."""
    sources: dict[T, list[Source]] = {}
    for m in members:
        if (v := value(m.says)) is not None:
            sources.setdefault(v, []).extend(m.sources)
    if len(sources) < 2:
        return dict.fromkeys(sources, (0, 0))
    return {v: (-independent(found), -distinct(found)) for v, found in sources.items()}


def _kind(members: Sequence[Telling]) -> EventType:
    backing: dict[EventType, tuple[int, int]] = _backing(members, lambda c: c.type)
    return min(backing, key=lambda kind: (backing[kind], kind))


def _dated(members: Sequence[Telling], kind: EventType) -> Candidate:
    """The telling whose date is printed: none that a text itself sets against another, if there are others. Of what
    lasts, a longer stated span is more exact than a day within it."""
    members = [m for m in members if not m.says.rival] or members

    def exactness(p: Period) -> tuple[int, int]:
        exact = EXACTNESS[p.precision]
        return exact, -p.days if kind in LASTING and exact == 0 else p.days

    best = min(exactness(m.says.period) for m in members)
    most_exact = [m for m in members if exactness(m.says.period) == best]
    backing = _backing(most_exact, lambda c: c.period)
    said = (m.says for m in most_exact)
    return min(said, key=lambda c: (backing[c.period], c.dated_by != "explicit", c.period, c.dated_by))


def _people(members: Sequence[Telling]) -> tuple[Participant, ...]:
    """Everyone whom a telling names, with the fullest title that a text gives them."""
    found: dict[str, list[Participant]] = {}
    for m in members:
        for p in m.says.people:
            found.setdefault(p.name, []).append(p)
    return tuple(
        same[0]._replace(
            office_in_text=min(
                (p.office_in_text for p in same if p.office_in_text), key=lambda t: (-len(t), t), default=None
            ),
            country=next((p.country for p in same if p.country), None),
        )
        for same in found.values()
    )


def _known(p: Participant, period: Period, knowledge: Knowledge) -> Participant:
    """A participant with what the knowledge has: the office held on those days, and the country, if no text says it."""
    fact = knowledge.person(p.name) if p.country is None else None
    return p._replace(office=_office(p, period, knowledge), country=fact.country if fact else p.country)


def _office(p: Participant, period: Period, knowledge: Knowledge) -> str | None:
    """The offices held on all of those days; and one held on some of them, if it is the one that texts name."""
    held = list(knowledge.offices_on(p.name, period))
    if p.office_in_text and not period.is_day:
        named = {office.id for office in knowledge.offices_titled(p.office_in_text, p.country)}
        partly = (t for t in knowledge.offices_during(p.name, period) if t.office in named and t not in held)
        held += [t for t in partly if (sure := t.sure) and sure.overlaps(period)]
    return "; ".join(dict.fromkeys(t.title for t in held)) or None


def _from_first(members: Sequence[Telling], period: Period) -> Sequence[Telling]:
    """The tellings of a visit's first day, if one has a place: where the guest went later is not where it was."""
    first = [m for m in members if m.says.period.start <= period.start]
    return first if any(m.says.place for m in first) else members


def _place(members: Sequence[Telling], knowledge: Knowledge) -> Spot | None:
    """The place that is printed: a town or building before its country, then the best backed one."""
    backing = _backing(members, lambda c: c.place and _plainly(c.place, knowledge))
    return min(backing, key=lambda s: (s.latitude is None, backing[s], s.name, s.country or ""), default=None)


def _plainly(spot: Spot, knowledge: Knowledge) -> Spot:
    """A country by its usual name, whatever a source calls it: "the Socialist Republic of Vietnam", "U.S."."""
    if spot.latitude is not None:
        return spot
    called = fold(" ".join(spot.name.split()))
    fact = next((c for c in knowledge.countries if c.code == spot.country), None)
    return spot._replace(name=fact.name) if fact and called in {fold(a) for a in (fact.name, *fact.aliases)} else spot


def _land(members: Sequence[Telling], knowledge: Knowledge) -> Spot | None:
    """The one country that a visit led to, where nothing more exact is told."""
    home = {p.country for m in members for p in m.says.people}
    away = {c for m in members for c in m.countries} - home
    return next((Spot(c.name, c.code) for c in knowledge.countries if away == {c.code}), None) if home else None


def _session(members: Sequence[Telling]) -> Session | None:
    backing = _backing(members, lambda c: c.meeting)
    return min(backing, key=lambda s: (s.number is None, backing[s], s.series, s.number or 0), default=None)


def _joint_status(members: Sequence[Telling]) -> Status:
    """What was planned has happened once one source reports it."""
    return "happened" if any(m.says.status == "happened" for m in members) else members[0].says.status


def _sources(members: Sequence[Telling], event: Event) -> tuple[Source, ...]:
    """Each quote once, with the reason why it is here where there are several."""
    found: dict[tuple[str, int, int], Source] = {}
    for s, says in sorted(((s, m.says) for m in members for s in m.sources), key=lambda pair: place_of(pair[0])):
        if (s.article, s.start, s.end) not in found:
            found[s.article, s.start, s.end] = s._replace(joined=why(says, event))
    if len(found) == 1:
        return tuple(s._replace(joined=None) for s in found.values())
    return tuple(found.values())
