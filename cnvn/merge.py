"""Candidates of all articles → events: each event once, however many sources tell it.

Pure, and a function of what the candidates say alone: those that say the same are put together first, and all are
compared in one canonical order. Each joins the one cluster that it fits; where it fits several and nothing decides, it
stays an event of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from cnvn.agree import RIVAL, TOLD_APART, agree, family
from cnvn.confidence import confidence
from cnvn.edtf import Period
from cnvn.fuse import fuse
from cnvn.knowledge import Knowledge
from cnvn.model import Candidate, Event, Session
from cnvn.spellings import one_spelling
from cnvn.structure import chronological, narrowed, with_ids, with_parents
from cnvn.telling import Telling, phase, tellings
from cnvn.title import title


def merge(candidates: Iterable[Candidate], knowledge: Knowledge) -> tuple[Event, ...]:
    """The events that the candidates tell, in chronological order, with stable ids."""
    told = one_spelling(tellings(candidates), knowledge)
    fused = [fuse(cluster.members, knowledge) for cluster in _clusters(told, knowledge)]
    dated = zip(narrowed([event for event, _ in fused]), (telling for _, telling in fused), strict=True)
    ordered = sorted(dated, key=lambda one: chronological(one[0]))
    names = {c.code: c.name for c in knowledge.countries}
    capitals = {c.code: c.capital or c.name for c in knowledge.countries}
    events = with_parents(with_ids([event for event, _ in ordered]), names, capitals)
    return tuple(
        replace(e, title=title(e, telling, names, knowledge.homes()), confidence=confidence(e))
        for e, (_, telling) in zip(events, ordered, strict=True)
    )


# ------------------------------------------------------------------------------------------------------- what is joined
@dataclass(slots=True)
class _Cluster:
    """Tellings of one event, and what they have in common so far.

    `claims` has one of all those that claim the same, however many sources repeat it: a further one must fit each.
    """

    members: list[Telling] = field(default_factory=list)
    claims: dict[tuple[object, ...], Telling] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    visitors: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    organizations: set[str] = field(default_factory=set)
    sessions: set[Session] = field(default_factory=set)

    def add(self, t: Telling) -> None:
        c = t.says
        self.members.append(t)
        about = c.topic if c.type in TOLD_APART else None
        self.claims.setdefault((c.type, c.status, c.meeting, c.period, c.place, about, t.names, c.source.rule), t)
        self.people |= t.names
        self.visitors |= _visitors(t)
        self.countries |= t.countries
        self.organizations.update(c.organizations)
        if c.meeting:
            self.sessions.add(c.meeting)

    def told_with(self, t: Telling) -> bool:
        """Whether a part of an article that tells `t` tells this, too."""
        return any(not t.texts.isdisjoint(m.texts) for m in self.members)


class _Index:
    """Where the clusters are that a telling of one phase may join: by who takes part, and by the day, month or year."""

    def __init__(self, level: int, bare: bool, clusters: Sequence[_Cluster]) -> None:
        self._level, self._bare = level, bare
        self._found: dict[tuple[object, ...], list[int]] = {}
        for n, cluster in enumerate(clusters):
            for claim in cluster.claims.values():
                self.add(n, claim, cluster)

    def add(self, n: int, t: Telling, cluster: _Cluster) -> None:
        """Enters a telling of the cluster of number `n`."""
        kind = family(t.says.type)
        actors: list[object] = [("person", name) for name in t.names]
        if self._bare or not cluster.people:
            actors = [*t.countries, *(("body", body) for body in t.says.organizations)]
        for actor in (*actors, *self._series(t)):
            for time in self._times(t.says.period, 0):
                self._enter((kind, actor, time), n)
        if t.says.meeting and t.says.meeting.number:
            self._enter((kind, t.says.meeting), n)

    def near(self, t: Telling, margin: int = 1) -> list[int]:
        """The clusters that the telling may fit, in order; `margin` is the number of days that it may be apart."""
        kind = family(t.says.type)
        actors: list[object] = [*t.countries, *(("body", body) for body in t.says.organizations)]
        actors += [("person", name) for name in t.names]
        found: set[int] = set()
        for actor in (*actors, *self._series(t)):
            for time in self._times(t.says.period, margin):
                found.update(self._found.get((kind, actor, time), ()))
        if t.says.meeting and t.says.meeting.number:
            found.update(self._found.get((kind, t.says.meeting), ()))
        return sorted(found)

    def _enter(self, key: tuple[object, ...], n: int) -> None:
        entered = self._found.setdefault(key, [])
        if n not in entered[-1:]:
            entered.append(n)

    def _series(self, t: Telling) -> list[object]:
        return [("series", t.says.meeting.series)] if t.says.meeting else []

    def _times(self, p: Period, margin: int) -> range:
        """The days, months or years of a period, as numbers; days with a margin for sources that are a day late."""
        if self._level == 0:
            return range(p.start.toordinal() - margin, p.end.toordinal() + margin + 1)
        if self._level == 1:
            return range(p.start.year * 12 + p.start.month, p.end.year * 12 + p.end.month + 1)
        return range(p.start.year, p.end.year + 1)


def _clusters(told: Iterable[Telling], knowledge: Knowledge) -> list[_Cluster]:
    """The tellings by event. They come in the order of their phases, each of which has an index of its own, and those
    that contradict others last."""
    clusters: list[_Cluster] = []
    rivals: dict[bool, list[Telling]] = {}
    for (level, bare), group in groupby(told, key=lambda t: phase(t.says)):
        index = _Index(level, bare, clusters)
        for t in group:
            if t.says.rival and not level:
                rivals.setdefault(bare, []).append(t)
                continue
            at = _best(t, clusters, [n for n in index.near(t) if _fits(t, clusters[n], knowledge)])
            if at is None:
                at = len(clusters)
                clusters.append(_Cluster())
            clusters[at].add(t)
            index.add(at, t, clusters[at])
    for bare, group_of_rivals in rivals.items():
        index = _Index(0, bare, ())
        for n, cluster in enumerate(clusters):
            for claim in cluster.claims.values():
                if not phase(claim.says)[0]:
                    index.add(n, claim, cluster)
        _add_rivals(group_of_rivals, clusters, index, knowledge)
    return [cluster for cluster in clusters if cluster.members]


def _add_rivals(rivals: Iterable[Telling], clusters: list[_Cluster], index: _Index, knowledge: Knowledge) -> None:
    """Adds what a text tells as another version of an event to the event that the same text tells. Where others tell
    that version, they tell the same event, too."""
    for t in rivals:
        near = [n for n in index.near(t, RIVAL) if _parties_fit(t, clusters[n])]
        alike = [n for n in near if _agrees(t, clusters[n], knowledge)]
        beside = (n for n in near if n not in alike and clusters[n].told_with(t))
        contradicted = [n for n in beside if _agrees(t, clusters[n], knowledge, disputed=True)]
        same, at = _best(t, clusters, alike), _best(t, clusters, contradicted)
        if at is None:
            at = same
        if at is None:
            at = len(clusters)
            clusters.append(_Cluster())
        elif same is not None and same != at:
            for member in clusters[same].members:
                clusters[at].add(member)
                index.add(at, member, clusters[at])
            clusters[same] = _Cluster()
        clusters[at].add(t)
        index.add(at, t, clusters[at])


def _fits(t: Telling, cluster: _Cluster, knowledge: Knowledge) -> bool:
    return _parties_fit(t, cluster) and _agrees(t, cluster, knowledge)


def _agrees(t: Telling, cluster: _Cluster, knowledge: Knowledge, *, disputed: bool = False) -> bool:
    claims = cluster.claims.values()
    period = t.says.period
    stays = [m.says.period for m in claims if t.says.type == "visit" and m.says.period.contains(period)]
    return all(
        agree(t, m, knowledge, disputed=disputed, stay=any(s.contains(m.says.period) for s in stays)) for m in claims
    )


def _parties_fit(t: Telling, cluster: _Cluster) -> bool:
    """Whether those who take part may be the same: some may be left out, but nobody is there instead of another."""
    kind = family(t.says.type)
    session = t.says.meeting if kind != "statement" else None  # to one session several may write
    if session and session.number and session in cluster.sessions:
        return True
    same_series = session is not None and any(session.series == s.series for s in cluster.sessions)
    if kind == "meeting" and (session is None) == bool(cluster.sessions):
        # On the day of a session others meet too: it is the same meeting where the session has all the people.
        talks, seated = (cluster.people, t.names) if session else (t.names, cluster.people)
        return bool(talks) and talks <= seated
    if t.names and cluster.people:
        if kind == "meeting":
            return (t.names <= cluster.people or cluster.people <= t.names) and not _with_others(t, cluster)
        if kind == "visit":
            return bool(_visitors(t) & cluster.visitors)
        return same_series or bool(t.names & cluster.people)
    if kind == "summit" and same_series:
        return True
    if t.countries or cluster.countries:
        return bool(t.countries) and (
            t.countries <= cluster.countries or (bool(cluster.countries) and cluster.countries <= t.countries)
        )
    return not cluster.organizations.isdisjoint(t.says.organizations)


def _with_others(t: Telling, cluster: _Cluster) -> bool:
    """Whether those who met are of other countries: "the leaders of Chile and Peru met Berg", who met Silva of
    Portugal that day. Where they met is no party."""
    places = {m.says.place.country for m in (t, *cluster.claims.values()) if m.says.place}
    theirs, ours = t.countries - places, cluster.countries - places
    return bool(theirs - cluster.countries) and bool(ours - t.countries)


def _visitors(t: Telling) -> frozenset[str]:
    return frozenset(p.name for p in t.says.people if p.role != "host") or t.names


def _best(t: Telling, clusters: Sequence[_Cluster], fitting: Sequence[int]) -> int | None:
    """Which of the clusters that fit: the one that has most in common with the telling, if it is a single one."""
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    scores = [_common(t, clusters[n]) for n in fitting]
    top = max(scores)
    return fitting[scores.index(top)] if scores.count(top) == 1 else None


def _common(t: Telling, cluster: _Cluster) -> tuple[int, ...]:
    c, claims = t.says, cluster.claims.values()
    return (
        len(t.names & cluster.people),
        c.meeting is not None and c.meeting in cluster.sessions,
        any(m.says.period == c.period for m in claims),
        t.names == cluster.people,
        any(m.says.place == c.place for m in claims),
        t.countries == cluster.countries,
    )
