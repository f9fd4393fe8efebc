"""On which fields the tellings of one event disagree: who says what of its day, place, number, and of people's offices.

A vaguer value is no other value: a month does not dispute its day, nor a country its capital.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from cnvn.agree import places_agree
from cnvn.edtf import Period
from cnvn.knowledge import Knowledge
from cnvn.model import Candidate, Claim, Conflict, EventType, Participant, Source, Spot
from cnvn.telling import Telling
from cnvn.text import fold

_WORD = re.compile(r"\w+")
_NEAR = 2  # words between a name and its title


def conflicts(members: Sequence[Telling], kind: EventType, knowledge: Knowledge) -> tuple[Conflict, ...]:
    """The fields in dispute, in a fixed order, each with its values and the articles that have them."""
    found = [_date(members, kind), _place(members, kind, knowledge), _number(members)]
    return tuple(c for c in found if c) + tuple(_offices(members, knowledge))


def _date(members: Sequence[Telling], kind: EventType) -> Conflict | None:
    """Days that exclude each other. A day within a span does not, nor what was carried on from another sentence; but
    what is told as another version excludes the first, and two stays do of which each has a first and a last day of its
    own: those that overlap in part, and those in the same place that begin or end on one day."""
    told = [m for m in members if m.says.period.precision in ("day", "span") and m.says.dated_by != "context"]

    def differ(x: Candidate, y: Candidate) -> bool:
        a, b = x.period, y.period
        if a == b or not a.overlaps(b):
            return a != b
        if x.rival or y.rival:
            return True
        if kind != "visit" or a.is_day or b.is_day:
            return False
        one_end = (a.start == b.start or a.end == b.end) and x.place is not None and x.place == y.place
        return one_end or not (a.contains(b) or b.contains(a))

    if not any(differ(a.says, b.says) for a, b in combinations(told, 2)):
        return None
    return _conflict("date", ((m.says.period.edtf, m) for m in told))


def _place(members: Sequence[Telling], kind: EventType, knowledge: Knowledge) -> Conflict | None:
    """Places of which none can lie within the other. A visit may have led to several."""
    if kind == "visit":
        return None
    spots = sorted({m.says.place for m in members if m.says.place}, key=lambda s: (s.name, s.country or ""))
    apart: set[Spot] = set()
    for a, b in combinations(spots, 2):
        if not places_agree(a, b, knowledge):
            apart |= {a, b}
    named = ((m.says.place.name, m) for m in members if m.says.place in apart and m.says.place)
    return _conflict("place", named) if apart else None


def _number(members: Sequence[Telling]) -> Conflict | None:
    """Two numbers of one session."""
    numbered = [(str(m.says.meeting.number), m) for m in members if m.says.meeting and m.says.meeting.number]
    return _conflict("number", numbered) if len({number for number, _ in numbered}) > 1 else None


def _offices(members: Sequence[Telling], knowledge: Knowledge) -> list[Conflict]:
    """For each person whom a text gives an office that, by the knowledge, was another's then: that office, and the one
    that the person held. The claim of the knowledge has no articles."""
    wrong: dict[str, list[tuple[str, Telling]]] = {}
    right: dict[str, str] = {}
    for m in members:
        for p in m.says.people:
            if (held := _held_instead(p, m.says.period, knowledge)) and _said_here(p, m):
                wrong.setdefault(p.name, []).append((f"{p.name}, {p.office_in_text}", m))
                right[p.name] = f"{p.name}, {held}"
    return [
        Conflict("office", (*_conflict("office", wrong[name]).values, Claim(right[name], ()))) for name in sorted(wrong)
    ]


def _said_here(p: Participant, m: Telling) -> bool:
    """Whether a quote itself gives the person that title, before the name or close behind it, and not the text as a
    whole, which may have introduced them by the office of another day."""
    title, name = fold(p.office_in_text or "").split(), set(fold(p.name).split())
    for source in m.sources:
        words = _WORD.findall(fold(source.quote))
        for i in range(len(words) - len(title) + 1):
            near = {*words[max(0, i - _NEAR) : i], *words[i + len(title) :][:_NEAR]}
            if title and words[i : i + len(title)] == title and name & near:
                return True
    return False


def _held_instead(p: Participant, period: Period, knowledge: Knowledge) -> str | None:
    """The office that a person surely held where the text has one that surely somebody else did; else None."""
    held = knowledge.offices_on(p.name, period) if p.office_in_text else ()
    if not p.office_in_text or not held:
        return None
    possible = {t.office for t in knowledge.offices_during(p.name, period)}
    named = knowledge.offices_titled(p.office_in_text, p.country or held[0].country)
    if not named or not all(office.single for office in named) or possible & {office.id for office in named}:
        return None
    if not all(len(knowledge.holders(office.id, period)) == 1 for office in named):
        return None
    return "; ".join(dict.fromkeys(t.title for t in held))


def _conflict(name: str, said: Iterable[tuple[str, Telling]]) -> Conflict:
    sources: dict[str, list[Source]] = {}
    for value, telling in said:
        sources.setdefault(value, []).extend(telling.sources)
    return Conflict(name, tuple(_claim(value, sources[value]) for value in sorted(sources)))


def _claim(value: str, sources: Sequence[Source]) -> Claim:
    publishers = {s.publisher for s in sources if s.publisher}
    return Claim(value, tuple(sorted({s.article for s in sources})), tuple(sorted(publishers)))
