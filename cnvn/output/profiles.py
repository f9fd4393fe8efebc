"""People and series of meetings, summed up from event rows and what the knowledge says of them.

Both JSON contracts are here; keys are only ever added, and what is absent is `None` or `[]`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from cnvn.edtf import Period
from cnvn.knowledge import Knowledge, Term
from cnvn.text import fold

Row = dict[str, Any]


@dataclass(slots=True)
class _Sum:
    """What the events say of one person."""

    name: str
    count: int = 0
    first: str | None = None
    last: str | None = None
    countries: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)

    def add(self, row: Row) -> None:
        self.count += 1
        self.first = min(self.first or row["start"], row["start"])
        self.last = max(self.last or row["end"], row["end"])


def people_rows(events: Iterable[Row], knowledge: Knowledge) -> list[Row]:
    """Everyone who takes part in one of the events, those with the most events first.

    `{name, names, country, offices, counterparts, first, last, count}`: `names` holds all written forms, `offices`
    the terms `{office, country, first, last, seen, first_verified, last_verified, source, note}`, `counterparts` those
    of other countries as `{name, country, count}`, `first` and `last` the first and last day of the events.
    """
    sums = _sums(events)
    rows = [_person_row(key, sums, knowledge) for key in sums]
    return sorted(rows, key=lambda row: (-row["count"], row["name"]))


def person_row(name: str, events: Sequence[Row], knowledge: Knowledge) -> Row:
    """One person as in `people_rows`, with `events`, which are the rows in order."""
    key = fold(name)
    sums = _sums(events)
    sums.setdefault(key, _Sum(name))
    return {**_person_row(key, sums, knowledge), "events": list(events)}


def holder_rows(
    events: Iterable[Row],
    knowledge: Knowledge,
    countries: Collection[str] = (),
    offices: Collection[str] | None = None,
    period: Period | None = None,
) -> list[Row]:
    """Everyone known to have held an office, as in `people_rows`, but `offices` are only the terms asked for.

    Asked for are those of these countries (any, if there are none), of the offices of these ids (any, for None), and
    such as may cover a day of the period. In order of country, office and term.
    """
    sums = _sums(events)
    found: list[tuple[tuple[Any, ...], Row]] = []
    for fact in knowledge.people:
        asked = [
            term
            for term in fact.terms
            if (not countries or term.country in countries)
            and (offices is None or term.office in offices)
            and (period is None or term.possible.overlaps(period))
        ]
        if asked:
            key = fold(fact.name)
            sums.setdefault(key, _Sum(fact.name))
            row = {**_person_row(key, sums, knowledge), "offices": [_office(term) for term in asked]}
            order = min((t.country, t.title, t.possible.start, t.possible.end) for t in asked)
            found.append(((*order, fact.name), row))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def term_rows(people: Iterable[Row]) -> list[Row]:
    """The offices of people, one a row: the keys of an office, with the `name` and `count` of who held it."""
    rows = [{**office, "name": row["name"], "count": row["count"]} for row in people for office in row["offices"]]
    return sorted(rows, key=lambda row: (row["country"], row["office"], row["first"] or row["seen"] or row["last"]))


def _sums(events: Iterable[Row]) -> dict[str, _Sum]:
    sums: dict[str, _Sum] = {}
    for row in events:
        people = {fold(person["name"]): person for person in row["people"]}
        for key, person in people.items():
            total = sums.setdefault(key, _Sum(person["name"]))
            total.add(row)
            if person["country"]:
                total.countries[person["country"]] += 1
            total.others.update(other for other in people if other != key)
    return sums


def _person_row(key: str, sums: dict[str, _Sum], knowledge: Knowledge) -> Row:
    total = sums[key]
    fact = knowledge.person(total.name)
    country = fact.country if fact else _commonest(total.countries)
    counterparts = []
    for other, count in total.others.items():
        theirs = knowledge.person(sums[other].name)
        its = theirs.country if theirs else _commonest(sums[other].countries)
        if its is None or its != country:
            counterparts.append({"name": sums[other].name, "country": its, "count": count})
    return {
        "name": fact.name if fact else total.name,
        "names": list(fact.names) if fact else [total.name],
        "country": country,
        "offices": [_office(term) for term in fact.terms] if fact else [],
        "counterparts": sorted(counterparts, key=lambda row: (-row["count"], row["name"])),
        "first": total.first,
        "last": total.last,
        "count": total.count,
    }


def _office(term: Term) -> Row:
    return {
        "office": term.title,
        "country": term.country,
        "first": term.first.edtf if term.first else None,
        "last": term.last.edtf if term.last else None,
        "seen": term.seen.edtf if term.seen else None,
        "first_verified": term.first_verified,
        "last_verified": term.last_verified,
        "source": term.source,
        "note": term.note or None,
    }


def _commonest(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda key: (-counts[key], key)) if counts else None


# ------------------------------------------------------------------------------------------------------------ series
def sessions(events: Iterable[Row]) -> list[Row]:
    """The events without those that only speak to a session: a letter to one is none."""
    return [row for row in events if row["type"] != "statement"]


def series_rows(events: Iterable[Row], knowledge: Knowledge) -> list[Row]:
    """Every series of meetings with a session among the events, by name.

    `{series, aliases, sessions, first, last, missing}`: `sessions` is how many there are, `first` and `last` the first
    and last day of them, `missing` the numbers that the numbering skips.
    """
    aliases = {fact.name: list(fact.aliases) for fact in knowledge.series}
    grouped: dict[str, list[Row]] = {}
    for row in sessions(events):
        if row["meeting"]:
            grouped.setdefault(row["meeting"]["series"], []).append(row)
    return [
        {
            "series": name,
            "aliases": aliases.get(name, []),
            "sessions": len({_number(row) or row["id"] for row in rows}),
            "first": min(row["start"] for row in rows),
            "last": max(row["end"] for row in rows),
            "missing": missing(rows),
        }
        for name, rows in sorted(grouped.items())
    ]


def in_number_order(events: Iterable[Row]) -> list[Row]:
    """Sessions by number; one without a number stands after the last numbered one that began no later."""
    rows = list(events)
    numbered = [(row["start"], number) for row in rows if (number := _number(row)) is not None]

    def place(row: Row) -> tuple[int, bool, str]:
        number = _number(row)
        if number is not None:
            return number, False, row["start"]
        return max((n for start, n in numbered if start <= row["start"]), default=-1), True, row["start"]

    return sorted(rows, key=place)


def missing(events: Iterable[Row]) -> list[int]:
    """The numbers between the lowest and the highest session that no session has."""
    numbers = sorted({number for row in events if (number := _number(row)) is not None})
    return [n for low, high in pairwise(numbers) if high - low <= _GAP for n in range(low + 1, high)]


# A wider gap than this is a misread number, not a hundred sessions that nobody reported.
_GAP = 100


def _number(row: Row) -> int | None:
    number: int | None = row["meeting"]["number"] if row["meeting"] else None
    return number
