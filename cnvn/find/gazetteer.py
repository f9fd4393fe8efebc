"""The known names of everything, looked up over a text's words: longest first, at a cost that does not grow with the
number of names known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeAlias

from cnvn.find.names import NameWords, apart, identity, name_words
from cnvn.find.tokens import Tokens, tokenize, within
from cnvn.knowledge.records import CountryFact, Knowledge, OrganizationFact, PersonFact, PlaceFact, SeriesFact
from cnvn.text import fold

Fact: TypeAlias = PersonFact | CountryFact | OrganizationFact | PlaceFact | SeriesFact


# Most Chinese names have so many syllables.
_SYLLABLES = 3


class Named(NamedTuple):
    """What a phrase names: the `facts`, and what they come to. `adjective` where it does so as "Chinese" does,
    `acronym` where it counts in capitals alone, `generic` where it fits others' meetings too: "theory seminar".

    `person` tells that one of the facts is a person, `body` that one is an organization; `country` is the only country
    among them, `land` the code of the only country that they are or lie in.
    """

    facts: tuple[Fact, ...]
    adjective: bool
    acronym: bool
    generic: bool
    person: bool
    body: bool
    country: CountryFact | None
    land: str | None


class Hit(NamedTuple):
    """Words `first` to `last` (exclusive) are a known name."""

    first: int
    last: int
    named: Named


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """`phrases` by their words' keys; `longest` says how many words the longest phrase has that begins with a key,
    `lowered` are those keys that begin a series in lower case or with a number ("theory seminar").

    `people` has those of the knowledge by `names.identity`, `short` by each end of their names, `called` by the name by
    which the press calls them: the family's, or the given one where that is the custom.
    """

    phrases: dict[str, Named]
    longest: dict[str, int]
    lowered: frozenset[str]
    people: dict[str, tuple[PersonFact, ...]]
    short: dict[str, tuple[PersonFact, ...]]
    called: dict[str, tuple[PersonFact, ...]]

    def at(self, tokens: Tokens, i: int, end: int) -> Hit | None:
        """The longest known name that begins with word `i` and ends before word `end`."""
        longest = self.longest.get(tokens.keys[i])
        if longest is None:
            return None
        if not tokens.capital[i]:
            return self._in_lower_case(tokens, i, end) if tokens.keys[i] in self.lowered else None
        if longest == 1:
            alone = self.phrases[tokens.keys[i]]
            return Hit(i, i + 1, alone) if not alone.acronym or tokens.words[i].isupper() else None
        last = i + 1
        while last < end and last - i < longest and (tokens.beside(last - 1) or tokens.possessive(last - 1)):
            last += 1
        keys = tokens.keys
        while last > i:
            entry = self.phrases.get(keys[i] if last == i + 1 else " ".join(keys[i:last]))
            # "Mr Lam to" is no To Lam, but "Park Geun-hye" a name
            lowered = last > i + 1 and not tokens.capital[last - 1] and tokens.gap(last - 2) != "-"
            plain = not entry or (entry.person and lowered)
            if entry and not plain and (not entry.acronym or tokens.words[i].isupper()):
                return Hit(i, last, entry)
            last -= 1
        return None

    def _in_lower_case(self, tokens: Tokens, i: int, end: int) -> Hit | None:
        for last in range(min(end, i + self.longest[tokens.keys[i]]), i + 1, -1):
            entry = self.phrases.get(" ".join(tokens.keys[i:last]))
            if entry and all(isinstance(fact, SeriesFact) for fact in entry.facts):
                return Hit(i, last, entry)
        return None

    def scan(self, tokens: Tokens, marked: Sequence[int], first: int, end: int) -> Iterator[Hit]:
        """All known names among the words from `first` to `end` (exclusive), without overlaps; `marked` are the numbers
        of the words that may begin one."""
        keys, longest, done = tokens.keys, self.longest, first
        for i in within(marked, first, end):
            if i >= done and keys[i] in longest and (hit := self.at(tokens, i, end)):
                yield hit
                done = hit.last


@cache
def gazetteer(knowledge: Knowledge, language: str = "en") -> Gazetteer:
    """The index of a knowledge, made once."""
    words = name_words(language)
    drafts: dict[str, tuple[tuple[Fact, ...], bool, bool]] = {}
    for name, fact, adjective in _named(knowledge, words):
        key = _key(name)
        if not key:
            continue
        bare = name.replace(".", "")
        acronym = bare.isupper() and len(bare) <= 6
        facts, adjectival, short_form = drafts.get(key, ((), True, True))
        if fact not in facts:
            drafts[key] = ((*facts, fact), adjectival and adjective, short_form and acronym)
        elif short_form and not acronym:  # "ASEAN", that some write "Asean"
            drafts[key] = (facts, adjectival, False)
    named: dict[str, Named] = {}
    for key, (facts, adjective, acronym) in drafts.items():
        generic = False
        if any(isinstance(f, SeriesFact) and len(f.countries) == 2 for f in facts):
            parties = (f for word in key.split() if word in drafts for f in drafts[word][0])
            generic = not any(isinstance(f, CountryFact | OrganizationFact) for f in parties)
        named[key] = _entry(facts, adjective, acronym, generic)
    longest: dict[str, int] = {}
    for key in named:
        first, size = key.split(" ", 1)[0], key.count(" ") + 1
        if longest.get(first, 0) < size:
            longest[first] = size
    people: dict[str, dict[str, PersonFact]] = {}
    ends: dict[str, dict[str, PersonFact]] = {}
    called: dict[str, dict[str, PersonFact]] = {}
    for person in knowledge.people:
        for written in (person.name, person.vi, *person.aliases, *_apart(person, words)):
            if written and fold(written).isascii():
                people.setdefault(identity(written, words), {})[person.id] = person
        parts = _key(person.name).split()
        for form in (parts, *(identity(written, words).split() for written in person.aliases)):
            for part in (form[0], form[-1]):
                ends.setdefault(part, {})[person.id] = person
        called.setdefault(parts[0 if person.country in words.family_first else -1], {})[person.id] = person
        if person.country in words.given_alone and person.country in words.family_first:
            called.setdefault(parts[-1], {})[person.id] = person
    return Gazetteer(
        named,
        longest,
        frozenset(
            _key(name).split(" ", 1)[0]
            for series in knowledge.series
            for name in (series.name, *series.aliases)
            if not name[:1].isupper()
        ),
        *({key: tuple(found.values()) for key, found in index.items()} for index in (people, ends, called)),
    )


def _entry(facts: tuple[Fact, ...], adjective: bool, acronym: bool, generic: bool) -> Named:
    countries = [f for f in facts if isinstance(f, CountryFact)]
    lands = {f.country if isinstance(f, PlaceFact) else f.code for f in facts if isinstance(f, PlaceFact | CountryFact)}
    return Named(
        facts,
        adjective,
        acronym,
        generic,
        any(isinstance(f, PersonFact) for f in facts),
        any(isinstance(f, OrganizationFact) for f in facts),
        countries[0] if len(countries) == 1 else None,
        lands.pop() if len(lands) == 1 else None,
    )


def _apart(person: PersonFact, words: NameWords) -> Sequence[str]:
    return apart(person.name, words) if len(person.zh or "") == _SYLLABLES else ()


def _key(name: str) -> str:
    """The words of a name as `tokens.tokenize` has their keys."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())
    return " ".join(tokenize(fold(name)).keys)


def _named(knowledge: Knowledge, words: NameWords) -> Iterable[tuple[str, Fact, bool]]:
    for person in knowledge.people:
        for name in (person.name, person.vi, *person.aliases):
            if name and " " in name.strip():
                yield name, person, False
        if person.country in words.family_first:
            family, *given = person.name.split()
            if given:
                yield " ".join((*given, family)), person, False
        for name in _apart(person, words):
            yield name, person, False
    for country in knowledge.countries:
        for name in (country.name, *country.aliases):
            yield name, country, False
        for name in (*country.adjectives, *country.demonyms):
            yield name, country, True
    for organization in knowledge.organizations:
        for name in (organization.name, *organization.aliases):
            yield name, organization, False
    for series in knowledge.series:
        for name in (series.name, *series.aliases):
            yield name, series, False
    for place in knowledge.places:
        for name in (place.name, *place.aliases):
            yield name, place, False
