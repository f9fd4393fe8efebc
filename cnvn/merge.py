"""Candidates of all articles → events: each event once, however many sources tell it.

Pure, and a function of the set of candidates alone: they are put into one canonical order first. Each joins the one
cluster that it fits; where it fits several and nothing decides, it stays an event of its own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cnvn.edtf import Period
from cnvn.find.names import bearers, identity, name_words
from cnvn.fuse import fuse, order
from cnvn.knowledge import Knowledge
from cnvn.model import Candidate, Event, EventType
from cnvn.structure import chronological, with_ids, with_parents
from cnvn.text import fold
from cnvn.title import title

# Types that may be two names for one happening.
_FAMILY: dict[EventType, str] = {"call": "meeting", "congress": "summit"}
# How many days a numbered session may be apart in two sources and still be the same one.
_SESSION_DAYS = 45


@dataclass(slots=True)
class _Cluster:
    """Candidates that tell one event, and what they have in common so far.

    `claims` has one of all those that claim the same, however many sources repeat it: a further one must fit each.
    """

    members: list[Candidate] = field(default_factory=list)
    claims: dict[tuple[object, ...], Candidate] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    def add(self, c: Candidate) -> None:
        self.members.append(c)
        self.claims.setdefault((c.type, c.status, c.meeting, c.period, c.place, c.countries, c.topic), c)
        self.people |= {p.name for p in c.people}
        self.countries |= set(c.countries)


def merge(candidates: Iterable[Candidate], knowledge: Knowledge) -> tuple[Event, ...]:
    """The events that the candidates tell, in chronological order, with stable ids."""
    clusters: list[_Cluster] = []
    blocks: dict[tuple[str, int, int], list[int]] = {}
    for c in sorted(_one_spelling(set(candidates), knowledge), key=order):
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
    told = sorted((fuse(cluster.members, knowledge) for cluster in clusters), key=lambda one: chronological(one[0]))
    names = {c.code: c.name for c in knowledge.countries}
    events = with_parents(with_ids([event for event, _ in told]), names)
    return tuple(replace(e, title=title(e, topic, names)) for e, (_, topic) in zip(events, told, strict=True))


def _one_spelling(candidates: Iterable[Candidate], knowledge: Knowledge) -> list[Candidate]:
    """The candidates with each person under one name, though articles spell it in several ways: the knowledge's, else
    the one that most candidates have, else the first by the alphabet."""
    found = list(candidates)
    words = name_words()
    counts = Counter(p.name for c in found for p in c.people)
    spellings: dict[str, list[str]] = {}
    identities = {name: identity(name, words) for name in sorted(counts)}
    shorter = bearers(identities.values(), words)
    for name, key in identities.items():
        spellings.setdefault(shorter.get(key, key), []).append(name)
    chosen: dict[str, str] = {}
    for names in spellings.values():
        known = next((fact.name for name in names if (fact := knowledge.person(name))), None)
        best = known or min(names, key=lambda name: (-counts[name], name))
        chosen.update(dict.fromkeys(names, best))
    if all(name == best for name, best in chosen.items()):
        return found
    renamed = ((c, {chosen[p.name]: replace(p, name=chosen[p.name]) for p in reversed(c.people)}) for c in found)
    return [replace(c, people=tuple(reversed(people.values()))) for c, people in renamed]


# ------------------------------------------------------------------------------------------------------- what is joined
def _family(kind: EventType) -> str:
    return _FAMILY.get(kind, kind)


def _keys(c: Candidate) -> Iterator[tuple[str, int, int]]:
    """The blocks a candidate belongs to: its family and each month it covers (a year for what covers very many)."""
    y, m = c.period.start.year, c.period.start.month
    count = (c.period.end.year - y) * 12 + c.period.end.month - m + 1
    for n in range(min(count, 24)):
        yield _family(c.type), y + (m - 1 + n) // 12, (m - 1 + n) % 12 + 1


def _fits(c: Candidate, cluster: _Cluster) -> bool:
    return all(_agree(c, m) for m in cluster.claims.values()) and _people_fit(c, cluster)


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
    same_session = any(
        m.meeting and c.meeting and m.meeting.number and m.meeting == c.meeting for m in cluster.claims.values()
    )
    if same_session:
        return True
    if mine and theirs:
        if _family(c.type) == "meeting":
            return mine <= theirs or theirs <= mine
        if _family(c.type) == "summit":
            return bool(c.meeting)
        return bool(mine & theirs)
    if _family(c.type) == "summit":
        return bool(c.meeting and any(m.meeting for m in cluster.claims.values())) or _countries_fit(c, cluster)
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
        (len(mine & k.people), any(m.meeting == c.meeting and c.meeting is not None for m in k.claims.values()))
        for k in fitting
    ]
    top = max(scores)
    return scores.index(top) if scores.count(top) == 1 else None
