"""The known names of everything, looked up over a text's words: longest first, at a cost that does not grow with the
number of names known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from cnvn.find.names import NameWords, identity, name_words
from cnvn.find.tokens import Tokens, tokenize, within
from cnvn.knowledge.records import CountryFact, Knowledge, OrganizationFact, PersonFact, PlaceFact, SeriesFact
from cnvn.text import fold

Fact: TypeAlias = PersonFact | CountryFact | OrganizationFact | PlaceFact | SeriesFact


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first` to `last` (exclusive) name `facts`; `adjective` where they do it as "Chinese" does; `generic` where
    they fit others' meetings too: "theory seminar"."""

    first: int
    last: int
    facts: tuple[Fact, ...]
    adjective: bool = False
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    facts: tuple[Fact, ...]
    adjective: bool = False
    acronym: bool = False
    generic: bool = False

    @property
    def person(self) -> bool:
        return any(isinstance(fact, PersonFact) for fact in self.facts)


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """`phrases` by their words' keys; `longest` says how many words the longest phrase has that begins with a key,
    `lowered` are those keys that begin a series in lower case or with a number ("theory seminar").

    `people` has those of the knowledge by `names.identity`, `short` by each end of their names, `called` by the name by
    which the press calls them: the family's, or the given one where that is the custom.
    """

    phrases: dict[str, Entry]
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
            shouted = not alone.acronym or tokens.words[i].isupper()
            return Hit(i, i + 1, alone.facts, alone.adjective, alone.generic) if shouted else None
        last = i + 1
        while last < end and last - i < longest and (tokens.beside(last - 1) or tokens.possessive(last - 1)):
            last += 1
        keys = tokens.keys
        while last > i:
            entry = self.phrases.get(keys[i] if last == i + 1 else " ".join(keys[i:last]))
            plain = not entry or (entry.person and not tokens.capital[last - 1])  # "Mr Lam to" is no To Lam
            if entry and not plain and (not entry.acronym or tokens.words[i].isupper()):
                return Hit(i, last, entry.facts, entry.adjective, entry.generic)
            last -= 1
        return None

    def _in_lower_case(self, tokens: Tokens, i: int, end: int) -> Hit | None:
        for last in range(min(end, i + self.longest[tokens.keys[i]]), i + 1, -1):
            entry = self.phrases.get(" ".join(tokens.keys[i:last]))
            if entry and all(isinstance(fact, SeriesFact) for fact in entry.facts):
                return Hit(i, last, entry.facts, generic=entry.generic)
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
    named: dict[str, Entry] = {}
    for name, fact, adjective in _named(knowledge, words):
        key = _key(name)
        if not key:
            continue
        bare = name.replace(".", "")
        acronym = bare.isupper() and len(bare) <= 6
        known = named.get(key)
        if known is None:
            named[key] = Entry((fact,), adjective, acronym)
        elif fact not in known.facts:
            named[key] = Entry((*known.facts, fact), known.adjective and adjective, known.acronym and acronym)
    for key, entry in named.items():
        if any(isinstance(f, SeriesFact) and len(f.countries) == 2 for f in entry.facts):
            parties = (f for word in key.split() if word in named for f in named[word].facts)
            generic = not any(isinstance(f, CountryFact | OrganizationFact) for f in parties)
            named[key] = replace(entry, generic=generic)
    longest: dict[str, int] = {}
    for key in named:
        first, size = key.split(" ", 1)[0], key.count(" ") + 1
        if longest.get(first, 0) < size:
            longest[first] = size
    people: dict[str, dict[str, PersonFact]] = {}
    short: dict[str, dict[str, PersonFact]] = {}
    called: dict[str, dict[str, PersonFact]] = {}
    for person in knowledge.people:
        for written in (person.name, person.vi, *person.aliases):
            if written and fold(written).isascii():
                people.setdefault(identity(written, words), {})[person.id] = person
        parts = _key(person.name).split()
        for ends in (parts, *(identity(written, words).split() for written in person.aliases)):
            for part in (ends[0], ends[-1]):
                short.setdefault(part, {})[person.id] = person
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
        *({key: tuple(found.values()) for key, found in index.items()} for index in (people, short, called)),
    )


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
