"""What may stand in a knowledge file, and what is wrong with an entry of one."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, get_args

from cnvn.edtf import Period, parse
from cnvn.errors import Issue
from cnvn.knowledge.files import KINDS, File
from cnvn.knowledge.records import OfficeFact, Term
from cnvn.model import EventType

Table = dict[str, Any]

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
        "many": (bool, False),
        "source": ((str, list), False),
    },
    "place": {
        "id": (str, True),
        "name": (str, True),
        "aliases": (list, False),
        "country": (str, False),
        "around": (list, False),
        "state": (bool, False),
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


def terms(entry: Entry) -> Iterator[Entry]:
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


def check_fields(entry: Entry) -> Iterator[Issue]:
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
        for term in terms(entry):
            yield from check_fields(term)


def cleaned(entry: Entry) -> Entry:
    """The entry with what is in the right form, so that its values can be checked."""
    fields = _FIELDS[entry.kind]

    def right(key: str, value: object) -> bool:
        if key not in fields or not isinstance(value, fields[key][0]):
            return False
        return key == "term" or not isinstance(value, list) or all(isinstance(item, str) for item in value)

    table = {key: value for key, value in entry.table.items() if right(key, value)}
    if "term" in table:
        table["term"] = [cleaned(term).table for term in terms(entry)]
    return replace(entry, table=table)


def check_values(entry: Entry, ids: Mapping[str, Collection[str]]) -> Iterator[Issue]:
    table = entry.table
    for key in ("country", "countries", "around"):
        value = table.get(key, [])
        for code in [value] if isinstance(value, str) else value:
            if code not in ids["countries"]:
                yield Issue(entry.where(key), f"unknown country code {code!r}", "ISO 3166 alpha-2, or EU")
    if entry.kind == "series" and "type" in table and table["type"] not in get_args(EventType):
        yield Issue(entry.where("type"), f"unknown type of event {table['type']!r}", ", ".join(get_args(EventType)))
    if entry.kind == "place":
        yield from _check_place(entry, ids["places"])
    for term in terms(entry) if entry.kind == "person" else ():
        yield from _check_term(term, ids["offices"])


def _check_place(entry: Entry, places: Collection[str]) -> Iterator[Issue]:
    table = entry.table
    for key, limit in (("latitude", 90), ("longitude", 180)):
        if abs(table.get(key, 0)) > limit:
            yield Issue(entry.where(key), f"no such {key}: {table[key]}")
    if ("latitude" in table) != ("longitude" in table):
        yield Issue(entry.where(), "one coordinate without the other")
    if "country" not in table and "around" not in table:
        yield Issue(entry.where(), "a place without a country", "country, or around for what several hold or claim")
    if (within := table.get("within")) is not None and within not in places:
        yield Issue(entry.where("within"), f"unknown place {within!r}")


def _check_term(term: Entry, offices: Collection[str]) -> Iterator[Issue]:
    table = term.table
    if "office" in table and table["office"] not in offices:
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


def check_overlaps(held: Iterable[Held], offices: Mapping[str, OfficeFact]) -> Iterator[Issue]:
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
