"""Knowledge files: from TOML to checked records, with file and line of whatever is wrong.

A knowledge folder may hold any of the files of `KINDS`. Each is a list of tables of one kind, `[[place]]` and so on,
and may have a table `[sources]` that gives long sources a short name, to be used wherever a `source` is asked for.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, get_args

from cnvn.edtf import Period, parse
from cnvn.errors import Issue
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
from cnvn.model import EventType

Table = dict[str, Any]
Words = Mapping[str, Mapping[str, list[str]]]

# What may stand in a table: the key, its type, and whether it must be there.
_FIELDS: dict[str, dict[str, tuple[type | tuple[type, ...], bool]]] = {
    "country": {
        "code": (str, True),
        "name": (str, True),
        "aliases": (list, False),
        "adjectives": (list, False),
        "demonyms": (list, False),
        "capital": (str, False),
        "source": ((str, list), False),
    },
    "office": {
        "id": (str, True),
        "name": (str, True),
        "country": (str, False),
        "titles": (list, False),
        "single": (bool, False),
        "source": ((str, list), False),
    },
    "person": {
        "id": (str, True),
        "name": (str, True),
        "zh": (str, False),
        "vi": (str, False),
        "aliases": (list, False),
        "country": (str, True),
        "source": ((str, list), True),
        "note": (str, False),
        "term": (list, False),
    },
    "term": {
        "office": (str, True),
        "title": (str, False),
        "first": (str, False),
        "last": (str, False),
        "seen": (str, False),
        "unverified": (list, False),
        "source": ((str, list), True),
        "note": (str, False),
    },
    "organization": {
        "id": (str, True),
        "name": (str, True),
        "aliases": (list, False),
        "countries": (list, False),
        "source": ((str, list), False),
    },
    "place": {
        "id": (str, True),
        "name": (str, True),
        "aliases": (list, False),
        "country": (str, True),
        "latitude": ((float, int), False),
        "longitude": ((float, int), False),
        "within": (str, False),
        "source": ((str, list), False),
    },
    "series": {
        "id": (str, True),
        "name": (str, True),
        "aliases": (list, False),
        "countries": (list, False),
        "type": (str, True),
        "source": ((str, list), False),
    },
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a file, with what is needed to say where it stands. `term` counts within a person."""

    file: File
    kind: str
    index: int
    table: Table
    sources: Mapping[str, str]
    term: int | None = None

    @property
    def key(self) -> str:
        """The id of the entry; a country's is its code."""
        return str(self.table.get("id", self.table.get("code", "")))

    def where(self, key: str | None = None) -> str:
        return f"{self.file.path}:{_line(self, key)}"


@dataclass(frozen=True, slots=True)
class Held:
    """A term, with the table that it is from and the id of the person who held it."""

    term: Term
    entry: Entry
    person: str


def read(files: Iterable[File]) -> tuple[Knowledge, tuple[Issue, ...]]:
    """The knowledge of several files, where an entry of a later file replaces one of the same id, and what is wrong.

    A file of the kind `demonyms` has by country code the adjectives, demonyms and aliases of one language. Every
    problem is one refused `Issue`; the knowledge is to be used only if there is none.
    """
    issues: list[Issue] = []
    entries: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
    words: Words = {}
    for file in files:
        if file.kind not in KINDS:
            words = tomllib.loads(file.text)
            continue
        for entry in _entries(file, issues):
            problems = list(_check_fields(entry))
            issues += problems
            if not problems:
                entries[file.kind][entry.key] = entry
    codes = set(entries["countries"])
    problems_of = {
        (kind, key): list(_check_values(entry, codes, entries))
        for kind, of_kind in entries.items()
        for key, entry in of_kind.items()
    }
    issues += [issue for problems in problems_of.values() for issue in problems]
    countries = tuple(_country(e, words.get(key, {})) for key, e in entries["countries"].items())
    offices = {key: _office(e) for key, e in entries["offices"].items()}
    # Only a term cannot be built from bad values, so people are the ones to be left out.
    sound = {key: e for key, e in entries["people"].items() if not problems_of["people", key]}
    held = {key: _held(e, offices) for key, e in sound.items()}
    people = tuple(_person(e, held[key]) for key, e in sound.items())
    issues += _check_overlaps([holding for terms in held.values() for holding in terms], offices)
    knowledge = Knowledge(
        people=people,
        offices=tuple(offices.values()),
        countries=countries,
        organizations=tuple(_organization(e) for e in entries["organizations"].values()),
        places=_places(entries["places"]),
        series=tuple(_series(e) for e in entries["series"].values()),
    )
    return knowledge, tuple(issues)


# ------------------------------------------------------------------------------------------------------------- tables
def _entries(file: File, issues: list[Issue]) -> Iterator[Entry]:
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


def _terms(entry: Entry) -> Iterator[Entry]:
    for number, table in enumerate(entry.table.get("term", ())):
        yield Entry(entry.file, "term", entry.index, table, entry.sources, number)


def _line(entry: Entry, key: str | None) -> int:
    """The line of a table, or of one key in it, counted from 1."""
    lines = entry.file.text.splitlines()
    heads = [n for n, line in enumerate(lines) if line.strip() == f"[[{KINDS[entry.file.kind]}]]"]
    begin = heads[entry.index] if entry.index < len(heads) else 0
    end = heads[entry.index + 1] if entry.index + 1 < len(heads) else len(lines)
    if entry.term is not None:
        inner = [n for n in range(begin, end) if lines[n].strip() == "[[person.term]]"]
        if entry.term < len(inner):
            begin = inner[entry.term]
    if key is not None:
        for n in range(begin + 1, end):
            if re.match(rf"\s*{re.escape(key)}\s*=", lines[n]):
                return n + 1
    return begin + 1


def _line_of(text: str, key: str) -> int:
    pattern = re.compile(rf"\s*(\[+\s*)?{re.escape(key)}\b")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)


# ------------------------------------------------------------------------------------------------------------- checks
def _check_fields(entry: Entry) -> Iterator[Issue]:
    fields = _FIELDS[entry.kind]
    for key, value in entry.table.items():
        if key not in fields:
            yield Issue(entry.where(key), f"unknown key {key!r}", f"known are {', '.join(fields)}")
        elif not isinstance(value, fields[key][0]) or (isinstance(value, bool) and fields[key][0] is not bool):
            yield Issue(entry.where(key), f"{key!r} has a value of the wrong type")
        elif isinstance(value, list) and key != "term" and not all(isinstance(item, str) for item in value):
            yield Issue(entry.where(key), f"{key!r} is a list of strings")
    for key, (_, needed) in fields.items():
        if needed and not entry.table.get(key):
            yield Issue(entry.where(), f"{key!r} is missing")
    if entry.kind == "person" and isinstance(entry.table.get("term"), list):
        for term in _terms(entry):
            yield from _check_fields(term)


def _check_values(entry: Entry, codes: set[str], entries: Mapping[str, Mapping[str, Entry]]) -> Iterator[Issue]:
    table = entry.table
    for key in ("country", "countries"):
        value = table.get(key, [])
        for code in [value] if isinstance(value, str) else value:
            if code not in codes:
                yield Issue(entry.where(key), f"unknown country code {code!r}", "ISO 3166 alpha-2, or EU")
    if entry.kind == "series" and table["type"] not in get_args(EventType):
        yield Issue(entry.where("type"), f"unknown type of event {table['type']!r}", ", ".join(get_args(EventType)))
    if entry.kind == "place":
        yield from _check_place(entry, entries["places"])
    for term in _terms(entry) if entry.kind == "person" else ():
        yield from _check_term(term, entries["offices"])


def _check_place(entry: Entry, places: Mapping[str, Entry]) -> Iterator[Issue]:
    table = entry.table
    for key, limit in (("latitude", 90), ("longitude", 180)):
        if abs(table.get(key, 0)) > limit:
            yield Issue(entry.where(key), f"no such {key}: {table[key]}")
    if ("latitude" in table) != ("longitude" in table):
        yield Issue(entry.where(), "one coordinate without the other")
    if (within := table.get("within")) is not None and within not in places:
        yield Issue(entry.where("within"), f"unknown place {within!r}")


def _check_term(term: Entry, offices: Mapping[str, Entry]) -> Iterator[Issue]:
    table = term.table
    if table["office"] not in offices:
        yield Issue(term.where("office"), f"unknown office {table['office']!r}", "offices.toml lists them")
    dates: dict[str, Period] = {}
    for key in ("first", "seen", "last"):
        if key in table:
            try:
                dates[key] = parse(table[key])
            except ValueError as error:
                yield Issue(term.where(key), str(error), "a date is 2022, 2022-10 or 2022-10-31")
                return
    if not dates:
        yield Issue(term.where(), "a term without any date", "give first, last or seen")
    for (key, a), (other, b) in pairwise(dates.items()):
        if a.start > b.end:
            yield Issue(term.where(other), f"{other!r} ({b}) is before {key!r} ({a})")
    for end in table.get("unverified", ()):
        if end not in ("first", "last"):
            yield Issue(term.where("unverified"), f"not an end of a term: {end!r}", "first or last")


def _check_overlaps(held: Iterable[Held], offices: Mapping[str, OfficeFact]) -> Iterator[Issue]:
    """Two people cannot surely hold an office of one holder on more than the day of a handover."""
    by_office: dict[str, list[tuple[Period, str, Held]]] = {}
    for holding in held:
        if offices[holding.term.office].single and (sure := holding.term.sure):
            by_office.setdefault(holding.term.office, []).append((sure, holding.person, holding))
    for office, terms in by_office.items():
        terms.sort(key=lambda item: item[:2])
        for (period, _, one), (later, _, other) in pairwise(terms):
            if one.person != other.person and later.start < period.end:
                # Of two files the later one is to blame: it was checked on top of the other.
                blamed = max(one, other, key=lambda holding: (holding.entry.file.order, holding is other))
                rival, days = (one, period) if blamed is other else (other, later)
                yield Issue(
                    blamed.entry.where(),
                    f"{blamed.person!r} as {office} overlaps with {rival.person!r} ({days})",
                    "on the day of a handover both may hold it, on no other",
                )


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
    held = [Held(_term(term, entry.table["country"], offices), term, entry.key) for term in _terms(entry)]
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
    return OrganizationFact(t["id"], t["name"], tuple(t.get("aliases", ())), tuple(t.get("countries", ())))


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
        places.append(PlaceFact(t["id"], t["name"], tuple(t.get("aliases", ())), t["country"], *at, t.get("within")))
    return tuple(places)


def _source(entry: Entry) -> str:
    value = entry.table.get("source", ())
    return " ; ".join(entry.sources.get(s, s) for s in ([value] if isinstance(value, str) else value))
