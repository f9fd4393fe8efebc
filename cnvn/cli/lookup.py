"""What a user calls a person, office, country, place, series or article → what the store calls it.

All raise `CnvnError` with exit code 1, and with suggestions, for a name that fits nothing or several things.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnvn.cli.context import say
from cnvn.cli.suggest import nearest, nearest_part
from cnvn.errors import CnvnError
from cnvn.text import fold

if TYPE_CHECKING:
    from cnvn.knowledge import CountryFact, Knowledge, OfficeFact, PlaceFact
    from cnvn.store.reader import Reader

_SUGGESTIONS = 3
_SHOWN = 10  # of several that fit


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where names are looked up: the store, and the knowledge, which is loaded only if the store is not enough."""

    reader: "Reader"
    knowledge: "Callable[[], Knowledge]"

    def person(self, text: str) -> str:
        """The name of a person of the store or of the knowledge, by any spelling of it."""
        if (name := self.reader.person(fold(text))) is not None:
            return name
        from cnvn.names import NameRecord, match_person

        known = [NameRecord(fact.name, fact.names[1:]) for fact in self.knowledge().people]
        match = match_person(text, [*known, *(NameRecord(named.name) for named in self.reader.people())])
        if match.name is None:
            if match.candidates:
                raise _several("people", text, list(match.candidates))
            raise _unknown("person", text, list(match.suggestions))
        if match.corrected:
            say(f"cnvn: taking {text!r} for {match.name}")
        return match.name

    def offices(self, text: str, countries: tuple[str, ...] = ()) -> "tuple[OfficeFact, ...]":
        """The offices that a title names, or words of it: of these countries, or of any if there are none."""
        facts = [fact for fact in self.knowledge().offices if not countries or fact.country in countries]
        titles = {fact: {fold(title) for title in (fact.id, fact.name, *fact.titles)} for fact in facts}
        key = fold(text)
        exact = tuple(fact for fact in facts if key in titles[fact])
        if exact:
            return exact
        words = set(key.split())
        found = tuple(fact for fact in facts if any(words and words <= set(t.split()) for t in titles[fact]))
        if found:
            return found
        raise _unknown("office", text, _close(key, {t: fact.name for fact in facts for t in sorted(titles[fact])}))

    def country(self, text: str) -> str:
        """The ISO code of a country, by its code or by one of its names."""
        code = text.strip().upper()
        if len(code) == 2 and code in self.reader.countries():
            return code
        facts, key = self._countries(), fold(text)
        if key in facts:
            return facts[key].code
        raise _unknown("country", text, _close(key, {name: fact.name for name, fact in facts.items()}))

    def _countries(self) -> "dict[str, CountryFact]":
        return {
            fold(name): fact
            for fact in self.knowledge().countries
            for name in (*fact.demonyms, *fact.adjectives, *fact.aliases, fact.name, fact.code)
        }

    def places(self, text: str) -> tuple[str, ...]:
        """The folded names of a place, or a country, and of all places within it that the store has."""
        key, stored = fold(text), self.reader.places()
        facts = self.knowledge().places
        named = {fact.id for fact in facts if key in map(fold, (fact.name, *fact.aliases))}
        inside = _within(facts, named)
        if not named and (country := self._countries().get(key)):
            inside = [fact for fact in facts if fact.country == country.code]
        if inside:
            return tuple(sorted({key, *stored.keys() & {fold(fact.name) for fact in inside}}))
        found = tuple(name for name in stored if key and f" {key} " in f" {name} ")
        if found:
            return found
        names = {fold(name): name for name in (*stored.values(), *(fact.name for fact in facts))}
        raise _unknown("place", text, _close(key, names))

    def series(self, text: str) -> str:
        """The folded name of a series of meetings: by its name, an alias, or words that only one has."""
        key = fold(text)
        stored = self.reader.series()
        if key in stored:
            return key
        called = {name: {name} for name in stored}  # by what each series is called
        names = dict(stored)
        for fact in self.knowledge().series:
            names.setdefault(fold(fact.name), fact.name)
            called.setdefault(fold(fact.name), set()).update(map(fold, (fact.name, *fact.aliases)))
        exact = [name for name, forms in called.items() if key in forms]
        words = set(key.split())
        some = [name for name, forms in called.items() if any(words and words <= set(form.split()) for form in forms)]
        found = exact or some
        # A series that the store knows sessions of is meant before one that it has nothing of.
        found = [name for name in found if name in stored] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise _several("series", text, [names[name] for name in found])
        raise _unknown("series of meetings", text, _close(key, names) or _close_part(key, names))

    def article(self, text: str) -> str:
        """The id of an article: itself, or the only one that begins like it."""
        return _by_beginning("article", text, self.reader.article_ids())

    def event(self, text: str) -> str:
        """The id of an event: itself, the one that took its place, or the only one that begins like it."""
        if self.reader.event(text) is not None:
            return text
        return self.reader.now(text) or _by_beginning("event", text, self.reader.ids())


def _within(facts: "Iterable[PlaceFact]", named: set[str]) -> "list[PlaceFact]":
    parents = {fact.id: fact.within for fact in facts}

    def lies_within(place: str | None) -> bool:
        seen: set[str] = set()
        while place and place not in seen:
            if place in named:
                return True
            seen.add(place)
            place = parents.get(place)
        return False

    return [fact for fact in facts if lies_within(fact.id)]


def _by_beginning(kind: str, text: str, ids: list[str]) -> str:
    if text in ids:
        return text
    found = [i for i in ids if text and i.startswith(text)]
    if len(found) == 1:
        return found[0]
    if found:
        raise _several(f"{kind}s", text, found)
    raise _unknown(kind, text, nearest(text, ids, _SUGGESTIONS))


def _close(key: str, names: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(names[name] for name in nearest(key, names, _SUGGESTIONS)))


def _close_part(key: str, names: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(names[name] for name in nearest_part(key, names, _SUGGESTIONS)))


def _unknown(kind: str, text: str, suggestions: list[str]) -> CnvnError:
    hint = f"did you mean {_either(suggestions)}?" if suggestions else ""
    return CnvnError(f"no {kind} is called {text!r}", hint)


def _several(kinds: str, text: str, found: list[str]) -> CnvnError:
    more = f" … ({len(found)} in all)" if len(found) > _SHOWN else ""
    return CnvnError(f"{text!r} fits several {kinds}: {_either(found[:_SHOWN])}{more}", "say which")


def _either(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
