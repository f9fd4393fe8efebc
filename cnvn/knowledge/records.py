"""The records of the knowledge: people with their terms of office, offices, countries, organizations, places, series.

All are frozen. What is uncertain stays uncertain: a term has the widest days it may cover (`possible`) and the days it
covers for sure (`sure`), and the two kinds of question about offices use the one or the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from cnvn.edtf import Period, span
from cnvn.model import EventType
from cnvn.text import fold

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Term:
    """One time in one office. `first` and `last` are inclusive, at the precision known; None is not known.

    `seen` is when a source shows the person in that office: where an end is missing, the term is not to be used beyond
    it. `first_verified` and `last_verified` tell an end that was checked against a source from one that was not.
    """

    office: str
    title: str
    country: str
    first: Period | None
    last: Period | None
    first_verified: bool
    last_verified: bool
    source: str
    seen: Period | None = None
    note: str = ""

    @property
    def possible(self) -> Period:
        """From the earliest first to the latest last day that the ends allow."""
        known = [p for p in (self.first, self.seen, self.last) if p]
        return span(known[0].start, known[-1].end)

    @property
    def sure(self) -> Period | None:
        """From the latest first to the earliest last day that the ends allow; None where no day is sure."""
        known = [p for p in (self.first, self.seen, self.last) if p]
        # What a source saw is whole; an end at the precision of a month may be any of its days.
        start = known[0].start if known[0] is self.seen else known[0].end
        end = known[-1].end if known[-1] is self.seen else known[-1].start
        return span(start, end) if start <= end else None


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A person by the name that the English press uses, in the three scripts, with all terms of office in order."""

    id: str
    name: str
    zh: str | None
    vi: str | None
    aliases: tuple[str, ...]
    country: str
    terms: tuple[Term, ...]
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of the name, the canonical one first, each once."""
        forms = (self.name, self.vi, self.zh, *self.aliases)
        return tuple(dict.fromkeys(form for form in forms if form))


@dataclass(frozen=True, slots=True)
class OfficeFact:
    """An office of one country (None: of no country). `titles` are the phrases by which texts name it, beside `name`;
    `single` tells that it has one holder at a time."""

    id: str
    name: str
    country: str | None
    titles: tuple[str, ...]
    single: bool


@dataclass(frozen=True, slots=True)
class CountryFact:
    """A country by its ISO 3166 code (and EU), with the words of the language loaded for it and its people."""

    code: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str | None


@dataclass(frozen=True, slots=True)
class OrganizationFact:
    """A party, union or other body; `countries` are those it belongs to, if it is a national one; `many` have several
    states as members, who meet each other in it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    many: bool = False


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """A city, province, venue or border pass; or a sea or an island that more than one side claims, which is of no
    country: `around` are the countries by which it is told from another of its name. `within` is the id of the place
    that holds it; a venue whose own spot is not known has the coordinates of its city. A `state` of a federation may
    stand behind the name of a town that lies in it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    latitude: float | None
    longitude: float | None
    within: str | None
    around: tuple[str, ...] = ()
    state: bool = False


@dataclass(frozen=True, slots=True)
class SeriesFact:
    """A series of meetings; `countries` are its fixed parties, if it has any."""

    id: str
    name: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    type: EventType


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All that is known. Compared and hashed by identity, so that it is a cheap argument of a cached function."""

    people: tuple[PersonFact, ...] = ()
    offices: tuple[OfficeFact, ...] = ()
    countries: tuple[CountryFact, ...] = ()
    organizations: tuple[OrganizationFact, ...] = ()
    places: tuple[PlaceFact, ...] = ()
    series: tuple[SeriesFact, ...] = ()

    def person(self, name: str) -> PersonFact | None:
        """The one person who has this name in one of its written forms, without regard to case and diacritics.

        None for an unknown name and for one that several people share. For a user's spelling see `cnvn.names`.
        """
        found = _people_by_name(self).get(fold(name), ())
        return found[0] if len(found) == 1 else None

    def homes(self) -> Mapping[str, tuple[str, ...]]:
        """The countries of each body, by its name; none for one that belongs to no one country."""
        return _homes(self)

    def unions(self) -> frozenset[str]:
        """The names of the bodies that belong to no one country."""
        return _unions(self)

    def office(self, office_id: str) -> OfficeFact | None:
        """The office of this id."""
        return _offices_by_id(self).get(office_id)

    def offices_titled(self, title: str, country: str | None = None) -> tuple[OfficeFact, ...]:
        """The offices that a phrase such as "foreign minister" may name, of one country or of any."""
        found = _offices_by_title(self).get(fold(title), ())
        return tuple(o for o in found if country is None or o.country == country)

    def offices_on(self, name: str, period: Period) -> tuple[Term, ...]:
        """The terms of a person that surely cover the whole of `period`: what may be printed as the office held then.

        Empty for an unknown or ambiguous name, and for a period that a handover divides.
        """
        person = self.person(name)
        if person is None:
            return ()
        return tuple(t for t in person.terms if (sure := t.sure) is not None and sure.contains(period))

    def offices_during(self, name: str, period: Period) -> tuple[Term, ...]:
        """The terms of a person of which some day may lie in `period`: "who held what then"."""
        person = self.person(name)
        return tuple(t for t in person.terms if t.possible.overlaps(period)) if person else ()

    def holders(self, office_id: str, period: Period) -> tuple[PersonFact, ...]:
        """Everyone who may have held the office on some day of `period`, in the order of their terms.

        On the day of a handover both are named. Exactly one means that nobody else is known to have held it; whoever
        resolves a reference takes one or none.
        """
        held = _terms_by_office(self).get(office_id, ())
        return tuple(dict.fromkeys(person for term, person in held if term.possible.overlaps(period)))


@cache
def _people_by_name(knowledge: Knowledge) -> dict[str, tuple[PersonFact, ...]]:
    return _group((fold(form), person) for person in knowledge.people for form in person.names)


@cache
def _homes(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    return {o.name: o.countries for o in knowledge.organizations}


@cache
def _unions(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(o.name for o in knowledge.organizations if not o.countries)


@cache
def _offices_by_id(knowledge: Knowledge) -> dict[str, OfficeFact]:
    return {office.id: office for office in knowledge.offices}


@cache
def _offices_by_title(knowledge: Knowledge) -> dict[str, tuple[OfficeFact, ...]]:
    return _group((fold(title), office) for office in knowledge.offices for title in (office.name, *office.titles))


@cache
def _terms_by_office(knowledge: Knowledge) -> dict[str, tuple[tuple[Term, PersonFact], ...]]:
    held = sorted(
        ((term, person) for person in knowledge.people for term in person.terms),
        key=lambda pair: (pair[0].possible, pair[1].id),
    )
    return _group((term.office, (term, person)) for term, person in held)


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of each key, each once, in the order they came."""
    found: dict[K, dict[int, V]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[id(value)] = value  # to hash a person with all terms takes long
    return {key: tuple(values.values()) for key, values in found.items()}
