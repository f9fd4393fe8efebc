"""Which kinds of office people hold by the knowledge on the day that a part of a page was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cnvn.edtf import Period
from cnvn.find.titles import TitleWords, kind_of
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import Knowledge, OfficeFact, PersonFact
from cnvn.text import fold

_NEAR = 40  # words on each side in which another year makes the writer's day no guide


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of the knowledge, asked about the writer's day of each part; None in `days` is a day not known."""

    knowledge: Knowledge
    titles: TitleWords
    days: Sequence[Period | None]

    def held(self, person: PersonFact | None, part: int) -> frozenset[str]:
        """The kinds of office that a person may hold on the part's day."""
        period = self.days[part]
        if person is None or period is None:
            return frozenset()
        return frozenset(
            kind for t in person.terms if t.possible.overlaps(period) and (kind := _kind(t.title, self.titles))
        )

    def holder(self, kind: str, country: str | None, part: int) -> tuple[PersonFact, OfficeFact] | None:
        """The only one who may hold a country's office of that kind on the part's day."""
        period = self.days[part]
        if not country or not period or kind not in self.titles.single:
            return None
        found = {
            person.id: (person, office)
            for office in _single(self.knowledge, self.titles).get((country, kind), ())
            for person in self.knowledge.holders(office.id, period)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def elsewhen(self, tokens: Tokens, i: int, part: int) -> bool:
        """Whether words near word `i` name another year than the writer's: then the offices of that day don't count."""
        period = self.days[part]
        years = range(period.start.year, period.end.year + 1) if period else range(0)
        near = tokens.keys[max(0, i - _NEAR) : i + _NEAR]
        return any(len(k) == 4 and k.isdigit() and 1800 < int(k) < 2100 and int(k) not in years for k in near)


@cache
def _single(knowledge: Knowledge, words: TitleWords) -> Mapping[tuple[str, str], tuple[OfficeFact, ...]]:
    found: dict[tuple[str, str], tuple[OfficeFact, ...]] = {}
    for office in knowledge.offices:
        kind = _kind(office.name, words)
        if office.single and office.country and kind:
            found[office.country, kind] = (*found.get((office.country, kind), ()), office)
    return found


@cache
def _kind(title: str, words: TitleWords) -> str:
    return kind_of(tuple(fold(title).replace("-", " ").split()), words)
