"""Which kinds of office people hold by the knowledge on given days: those of a sentence, or of the writing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from cnvn.edtf import Period
from cnvn.find.title_words import TitleWords, kind_of
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import Knowledge, OfficeFact, PersonFact
from cnvn.text import fold

Days = tuple[Period, ...]

_NEAR = 40  # words on each side in which another year makes the writer's day no guide
_LIFE = 75  # years between an act of a grown person and one of old age
_RETIRED = 30  # years after which nobody is called by his office any more
_MARGIN = timedelta(days=3 * 365)  # how far a term that the knowledge lacks may lie from one that it has


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of the knowledge, asked about days: none where no day is known, several if it may be any of them."""

    knowledge: Knowledge
    titles: TitleWords

    def held(self, person: PersonFact | None, days: Days) -> frozenset[str]:
        """The kinds of office that a person may hold on any of the days."""
        if person is None or not days:
            return frozenset()
        found = set()
        for t in person.terms:
            possible = t.possible
            if any(possible.overlaps(day) for day in days) and (kind := _kind(t.title, self.titles)):
                found.add(kind)
        return frozenset(found)

    def alive(self, person: PersonFact | None, days: Days) -> bool:
        """Whether a person can have taken part in anything on one of the days, by the terms that are known: none of
        them lies further off than a life is long."""
        if person is None or not person.terms or not days:
            return True
        first = min(t.possible.start.year for t in person.terms) - _LIFE
        last = max(t.possible.end.year for t in person.terms) + _LIFE
        return any(first <= day.end.year and day.start.year <= last for day in days)

    def gone(self, person: PersonFact | None, days: Days) -> bool:
        """Whether a person has left his last office so long before all of the days that no title is his any more."""
        if person is None or not person.terms or not days:
            return False
        last = max(t.possible.end.year for t in person.terms)
        return all(last + _RETIRED < day.start.year for day in days)

    def called(self, person: PersonFact, head: str, days: Days) -> bool:
        """Whether the head of a title, "secretary", names an office that a person holds on any of the days."""
        terms = (t for t in person.terms if any(t.possible.overlaps(day) for day in days))
        return any(f" {head} " in f" {fold(t.title)} " for t in terms)

    def holder(self, kind: str, country: str | None, days: Days) -> tuple[PersonFact, OfficeFact] | None:
        """The only one who may hold a country's office of that kind, on whichever of the days."""
        found = self._held_by(kind, country, days)
        return next(iter(found.values())) if len(found) == 1 else None

    def holders(self, kinds: Iterable[str], country: str | None, days: Days) -> tuple[str, ...]:
        """The names of all who may hold a country's offices of these kinds on any of the days."""
        found = {name: person for kind in kinds for name, (person, _) in self._held_by(kind, country, days).items()}
        return tuple(person.name for person in found.values())

    def _held_by(self, kind: str, country: str | None, days: Days) -> dict[str, tuple[PersonFact, OfficeFact]]:
        if not country or not days or kind not in self.titles.single:
            return {}
        return {
            person.id: (person, office)
            for office in _single(self.knowledge, self.titles).get((country, kind), ())
            for day in days
            for person in self.knowledge.holders(office.id, day)
        }

    def may_hold(self, person: PersonFact, kind: str, days: Days) -> bool:
        """Whether a person may hold an office of that kind by a term that the knowledge lacks: it has another one not
        long before or after, and nobody else in the office on those days."""
        for office in _single(self.knowledge, self.titles).get((person.country, kind), ()):
            if any(self.knowledge.holders(office.id, day) for day in days):
                return False
        terms = [t.possible for t in person.terms if _kind(t.title, self.titles) == kind]
        return any(t.start - _MARGIN <= day.end and day.start <= t.end + _MARGIN for t in terms for day in days)


def elsewhen(tokens: Tokens, i: int, days: Days) -> bool:
    """Whether words near word `i` name another year than the writer's: then the offices of that day don't count."""
    years = {year for day in days for year in range(day.start.year, day.end.year + 1)}
    near = tokens.keys[max(0, i - _NEAR) : i + _NEAR]
    return any(len(k) == 4 and k.isdigit() and 1800 < int(k) < 2100 and int(k) not in years for k in near)


@cache
def _single(knowledge: Knowledge, words: TitleWords) -> Mapping[tuple[str, str], Sequence[OfficeFact]]:
    found: dict[tuple[str, str], list[OfficeFact]] = {}
    for office in knowledge.offices:
        kind = _kind(office.name, words)
        if office.single and office.country and kind:
            found.setdefault((office.country, kind), []).append(office)
    return found


@cache
def _kind(title: str, words: TitleWords) -> str:
    return kind_of(tuple(fold(title).replace("-", " ").split()), words)
