"""What a user calls a person, country, place, series or article → what the store calls it.

All raise `CnvnError` with exit code 1, and with suggestions, for a name that fits nothing or several things.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cnvn.cli.context import say
from cnvn.cli.suggest import nearest
from cnvn.errors import CnvnError
from cnvn.text import fold

if TYPE_CHECKING:
    from cnvn.knowledge import PlaceFact
    from cnvn.store.reader import Reader

_SUGGESTIONS = 3
_SHOWN = 10  # of several that fit


def person(reader: "Reader", text: str) -> str:
    """The name of a person of the store or of the knowledge, by any spelling of it."""
    if (name := reader.person(fold(text))) is not None:
        return name
    from cnvn.knowledge import load
    from cnvn.names import NameRecord, match_person

    known = [NameRecord(fact.name, fact.names[1:]) for fact in load().people]
    match = match_person(text, [*known, *(NameRecord(named.name) for named in reader.people())])
    if match.name is None:
        if match.candidates:
            raise _several("people", text, list(match.candidates))
        raise _unknown("person", text, list(match.suggestions))
    if match.corrected:
        say(f"taking {text!r} for {match.name}")
    return match.name


def country(reader: "Reader", text: str) -> str:
    """The ISO code of a country, by its code or by one of its names."""
    code = text.strip().upper()
    if len(code) == 2 and code in reader.countries():
        return code
    from cnvn.knowledge import load

    facts = {
        fold(name): fact
        for fact in load().countries
        for name in (*fact.demonyms, *fact.adjectives, *fact.aliases, fact.name, fact.code)
    }
    key = fold(text)
    if key in facts:
        return facts[key].code
    raise _unknown("country", text, _close(key, {name: fact.name for name, fact in facts.items()}))


def places(reader: "Reader", text: str) -> tuple[str, ...]:
    """The folded names of a place and of all places within it that the store has."""
    from cnvn.knowledge import load

    key, stored = fold(text), reader.places()
    facts = load().places
    named = {fact.id for fact in facts if key in map(fold, (fact.name, *fact.aliases))}
    if named:
        return tuple(sorted({fold(fact.name) for fact in _within(facts, named)} | {key}))
    found = tuple(name for name in stored if f" {key} " in f" {name} ")
    if found:
        return found
    names = {fold(name): name for name in (*stored.values(), *(fact.name for fact in facts))}
    raise _unknown("place", text, _close(key, names))


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


def series(reader: "Reader", text: str) -> str:
    """The folded name of a series of meetings: by its name, an alias, or words that only one has."""
    key = fold(text)
    stored = reader.series()
    if key in stored:
        return key
    from cnvn.knowledge import load

    called = {name: {name} for name in stored}  # by what each series is called
    names = dict(stored)
    for fact in load().series:
        names.setdefault(fold(fact.name), fact.name)
        called.setdefault(fold(fact.name), set()).update(map(fold, (fact.name, *fact.aliases)))
    exact = [name for name, forms in called.items() if key in forms]
    words = set(key.split())
    found = exact or [name for name, forms in called.items() if any(words <= set(form.split()) for form in forms)]
    # A series that the store knows sessions of is meant before one that it has nothing of.
    found = [name for name in found if name in stored] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise _several("series", text, [names[name] for name in found])
    raise _unknown("series of meetings", text, _close(key, names))


def article(reader: "Reader", text: str) -> str:
    """The id of an article: itself, or the only one that begins like it."""
    ids = reader.article_ids()
    return _by_beginning("article", text, ids)


def event(reader: "Reader", text: str) -> str:
    """The id of an event: itself, the one that took its place, or the only one that begins like it."""
    if reader.event(text) is not None:
        return text
    return reader.now(text) or _by_beginning("event", text, reader.ids())


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


def _unknown(kind: str, text: str, suggestions: list[str]) -> CnvnError:
    hint = f"did you mean {_either(suggestions)}?" if suggestions else ""
    return CnvnError(f"no {kind} is called {text!r}", hint)


def _several(kinds: str, text: str, found: list[str]) -> CnvnError:
    more = f" … ({len(found)} in all)" if len(found) > _SHOWN else ""
    return CnvnError(f"{text!r} fits several {kinds}: {_either(found[:_SHOWN])}{more}", "say which")


def _either(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
