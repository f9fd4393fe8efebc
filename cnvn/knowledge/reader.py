"""Knowledge files: from TOML to checked records, with file and line of whatever is wrong.

A knowledge folder may hold any of the files of `KINDS`. Each is a list of tables of one kind, `[[place]]` and so on,
and may have a table `[sources]` that gives long sources a short name, to be used wherever a `source` is asked for.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping

from cnvn.edtf import parse
from cnvn.errors import Issue
from cnvn.knowledge.checks import Entry, Held, check_fields, check_overlaps, check_values, cleaned, terms
from cnvn.knowledge.files import KINDS, File
from cnvn.knowledge.records import (
    CountryFact,
    Knowledge,
    OfficeFact,
    OrganizationFact,
    PersonFact,
    PlaceFact,
    SeriesFact,
    Term,
)

Words = Mapping[str, Mapping[str, list[str]]]


def read(files: Iterable[File]) -> tuple[Knowledge, tuple[Issue, ...]]:
    """The knowledge of several files, where an entry of a later file replaces one of the same id, and what is wrong.

    A file of the kind `demonyms` has by country code the adjectives, demonyms and aliases of one language. Every
    problem is one refused `Issue`; the knowledge is to be used only if there is none.
    """
    issues: list[Issue] = []
    entries: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
    flawed: list[Entry] = []
    words: Words = {}
    for file in files:
        if file.kind not in KINDS:
            words = tomllib.loads(file.text)
            continue
        for entry in _entries(file, issues):
            problems = list(check_fields(entry))
            issues += problems
            if problems:
                flawed.append(entry)
            else:
                entries[file.kind][entry.key] = entry
    # What is wrong with an entry in one way may be so in another, and what refers to it is not to blame.
    ids = {kind: {*of_kind, *(e.key for e in flawed if e.file.kind == kind)} for kind, of_kind in entries.items()}
    issues += [issue for entry in flawed for issue in check_values(cleaned(entry), ids)]
    problems_of = {
        (kind, key): list(check_values(entry, ids))
        for kind, of_kind in entries.items()
        for key, entry in of_kind.items()
    }
    issues += [issue for problems in problems_of.values() for issue in problems]
    countries = tuple(_country(e, words.get(key, {})) for key, e in entries["countries"].items())
    offices = {key: _office(e) for key, e in entries["offices"].items()}
    # Only a term cannot be built from bad values, so people are the ones to be left out.
    sound = {
        key: e
        for key, e in entries["people"].items()
        if not problems_of["people", key] and all(term.table["office"] in offices for term in terms(e))
    }
    held = {key: _held(e, offices) for key, e in sound.items()}
    people = tuple(_person(e, held[key]) for key, e in sound.items())
    issues += check_overlaps([holding for terms in held.values() for holding in terms], offices)
    knowledge = Knowledge(
        people=people,
        offices=tuple(offices.values()),
        countries=countries,
        organizations=tuple(_organization(e) for e in entries["organizations"].values()),
        places=_places(entries["places"]),
        series=tuple(_series(e) for e in entries["series"].values()),
    )
    return knowledge, tuple(sorted(issues, key=_place_of))


def _place_of(issue: Issue) -> tuple[str, int]:
    path, _, line = issue.where.rpartition(":")
    return (path, int(line)) if path and line.isdigit() else (issue.where, 0)


# ------------------------------------------------------------------------------------------------------------- tables
def _entries(file: File, issues: list[Issue]) -> Iterator[Entry]:
    if file.unreadable:
        issues.append(Issue(file.path, file.unreadable, "a knowledge file is TOML in UTF-8"))
        return
    try:
        document = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        issues.append(Issue(file.path, f"not TOML: {error}"))
        return
    kind = KINDS[file.kind]
    hint = f"entries are [[{kind}]]"
    issues += [
        Issue(f"{file.path}:{_line_of(file.text, key)}", f"unknown key {key!r}", hint)
        for key in document
        if key not in (kind, "sources")
    ]
    sources = document.get("sources", {})
    tables = document.get(kind, [])
    if not isinstance(sources, dict) or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        issues.append(Issue(file.path, "not in the form of a knowledge file", f"{hint}; [sources] is a table"))
        return
    seen: set[str] = set()
    for index, table in enumerate(tables):
        entry = Entry(file, kind, index, table, sources)
        if entry.key and entry.key in seen:
            issues.append(Issue(entry.where(), f"{entry.key!r} is there twice"))
        seen.add(entry.key)
        yield entry


def _line_of(text: str, key: str) -> int:
    pattern = re.compile(rf"\s*(\[+\s*)?{re.escape(key)}\b")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)


# ------------------------------------------------------------------------------------------------------------ records
def _country(entry: Entry, words: Mapping[str, list[str]]) -> CountryFact:
    def both(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*entry.table.get(key, ()), *words.get(key, ())]))

    t = entry.table
    return CountryFact(t["code"], t["name"], both("aliases"), both("adjectives"), both("demonyms"), t.get("capital"))


def _office(entry: Entry) -> OfficeFact:
    t = entry.table
    return OfficeFact(t["id"], t["name"], t.get("country"), tuple(t.get("titles", ())), t.get("single", True))


def _held(entry: Entry, offices: Mapping[str, OfficeFact]) -> tuple[Held, ...]:
    """The terms of a person in the order of time."""
    held = [Held(_term(term, entry.table["country"], offices), term, entry.key) for term in terms(entry)]
    return tuple(sorted(held, key=lambda holding: (holding.term.possible, holding.term.office)))


def _person(entry: Entry, held: tuple[Held, ...]) -> PersonFact:
    t = entry.table
    return PersonFact(
        t["id"],
        t["name"],
        t.get("zh"),
        t.get("vi"),
        tuple(t.get("aliases", ())),
        t["country"],
        tuple(holding.term for holding in held),
        _source(entry),
    )


def _term(entry: Entry, country: str, offices: Mapping[str, OfficeFact]) -> Term:
    t = entry.table
    office = offices[t["office"]]
    unverified = t.get("unverified", ())
    first, last, seen = (parse(t[key]) if key in t else None for key in ("first", "last", "seen"))
    return Term(
        office=office.id,
        title=t.get("title", office.name),
        country=office.country or country,
        first=first,
        last=last,
        first_verified=first is not None and "first" not in unverified,
        last_verified=last is not None and "last" not in unverified,
        source=_source(entry),
        seen=seen,
        note=t.get("note", ""),
    )


def _organization(entry: Entry) -> OrganizationFact:
    t = entry.table
    aliases, countries = tuple(t.get("aliases", ())), tuple(t.get("countries", ()))
    return OrganizationFact(t["id"], t["name"], aliases, countries, t.get("many", False))


def _series(entry: Entry) -> SeriesFact:
    t = entry.table
    return SeriesFact(t["id"], t["name"], tuple(t.get("aliases", ())), tuple(t.get("countries", ())), t["type"])


def _places(entries: Mapping[str, Entry]) -> tuple[PlaceFact, ...]:
    """Places; one without a spot of its own has that of the place it lies in."""
    places = []
    for entry in entries.values():
        t = spot = entry.table
        for _ in range(3):  # a hall within a compound within a city
            if "latitude" in spot or spot.get("within") not in entries:
                break
            spot = entries[spot["within"]].table
        at = spot.get("latitude"), spot.get("longitude")
        aliases, around = tuple(t.get("aliases", ())), tuple(t.get("around", ()))
        state = t.get("state", False)
        places.append(PlaceFact(t["id"], t["name"], aliases, t.get("country"), *at, t.get("within"), around, state))
    return tuple(places)


def _source(entry: Entry) -> str:
    value = entry.table.get("source", ())
    return " ; ".join(entry.sources.get(s, s) for s in ([value] if isinstance(value, str) else value))
