#!/usr/bin/env python3
"""Does the chronology tell what the table of facts tells, and nothing else?

    python data/check.py                 # a store built anew from the bundled briefs
    python data/check.py EVENTS.json     # events that `cnvn timeline --json` or `extract --json` printed; - is stdin

A fact is told by an event that overlaps its days and is at most a month longer, has its type or one that commonly
stands for it, shares a person where the fact names any, and has its number if the fact is a numbered meeting. An event
that tells no fact is extra. What is missing and what is extra is printed, and which facts are told only roughly: with
other days, or without all their people.

The last lines are the figures. Facts that are disputed or not verified may be told, but are not missed. The exit code
is 1 if recall is below 0.95 or more than 0.05 of the events are extra.
"""

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cnvn.edtf import Period, parse, span
from cnvn.query import Filter
from cnvn.store.default import ready
from cnvn.store.reader import Reader
from cnvn.text import fold

FACTS = Path(__file__).with_name("facts.csv")
RECALL, EXTRA = 0.95, 0.05
LONGER = 31  # days by which an event may be longer than the fact that it tells

# Which types of event tell a fact of a type, besides the same one: talks are told as the visit that they were held on.
STANDS_FOR = {
    "visit": {"meeting"},
    "meeting": {"visit", "summit", "call"},
    "call": {"meeting"},
    "summit": {"meeting", "visit"},
    "agreement": {"statement"},
    "statement": {"agreement", "call"},
    "award": {"meeting"},
    "other": {
        "statement", "meeting", "visit", "agreement", "conflict", "launch", "anniversary", "office", "summit",
        "congress",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of an event or a fact."""

    id: str
    title: str
    period: Period
    type: str
    people: frozenset[str]
    number: str
    counts: bool = True  # whether a fact is missed if it is not told

    def __str__(self) -> str:
        return f"{self.id}  {self.period}  {self.type}  {self.title}"


@dataclass(frozen=True, slots=True)
class Result:
    """How facts and events agree."""

    facts: int
    events: int
    missing: tuple[Told, ...]
    extra: tuple[Told, ...]
    rough: tuple[tuple[Told, Told], ...]  # facts with the event that comes closest

    @property
    def recall(self) -> float:
        return round((self.facts - len(self.missing)) / self.facts, 4) if self.facts else 0.0

    @property
    def extra_share(self) -> float:
        return round(len(self.extra) / self.events, 4) if self.events else 0.0

    @property
    def good(self) -> bool:
        return self.recall >= RECALL and self.extra_share <= EXTRA


def read_facts(path: Path = FACTS) -> list[Told]:
    """The rows of the table; a row without a date says nothing that could be compared."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["start"]]
    return [
        Told(
            row["id"],
            row["event"],
            parse(f"{row['start']}/{row['end']}" if row["end"] not in ("", row["start"]) else row["start"]),
            row["type"],
            _names(person.split("(")[0].split("[")[0] for person in row["participants"].split(";")),
            row["number"],
            row["status"] != "disputed" and row["verified"] != "no",
        )
        for row in rows
    ]


def read_events(rows: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Events as the JSON of the command line has them."""
    return [
        Told(
            row["id"],
            row["title"],
            span(date.fromisoformat(row["start"]), date.fromisoformat(row["end"])),
            row["type"],
            _names(person["name"] for person in row["people"]),
            str((row["meeting"] or {}).get("number") or ""),
        )
        for row in rows
    ]


def built() -> list[Told]:
    """The events of a store that is built for the occasion from the bundled briefs."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "cnvn.sqlite3")
        ready(path, lambda line: None)
        with Reader(path) as reader:
            return read_events(map(json.loads, reader.rows(Filter())))


def compare(facts: Sequence[Told], events: Sequence[Told]) -> Result:
    """Which facts no event tells, which events tell no fact, and which facts are told only roughly."""
    telling = {fact.id: [event for event in events if tells(event, fact)] for fact in facts}
    behind = {event.id for found in telling.values() for event in found}
    closest = [(fact, max(telling[fact.id], key=lambda e: _closeness(e, fact))) for fact in facts if telling[fact.id]]
    return Result(
        sum(fact.counts for fact in facts),
        len(events),
        tuple(fact for fact in facts if fact.counts and not telling[fact.id]),
        tuple(event for event in events if event.id not in behind),
        tuple((fact, event) for fact, event in closest if not _is_exact(event, fact)),
    )


def tells(event: Told, fact: Told) -> bool:
    return (
        event.period.overlaps(fact.period)
        and event.period.days <= fact.period.days + LONGER
        and (event.type == fact.type or event.type in STANDS_FOR.get(fact.type, ()))
        and _has_people(event, fact)
        and fact.number in ("", event.number)
    )


def _has_people(event: Told, fact: Told) -> bool:
    if not fact.people or fact.people & event.people:
        return True
    return not event.people and fact.type not in ("meeting", "call")


def _closeness(event: Told, fact: Told) -> tuple[bool, int, bool, int, str]:
    same, missed = event.period.start == fact.period.start, len(fact.people - event.people)
    return same, -missed, event.type == fact.type, -len(event.people - fact.people), event.id


def _is_exact(event: Told, fact: Told) -> bool:
    days = (event.period.start, event.period.end) == (fact.period.start, fact.period.end)
    return days and fact.people == event.people


def _names(people: Iterable[str]) -> frozenset[str]:
    """Names without diacritics and order."""
    return frozenset(" ".join(sorted(fold(name).split())) for name in people if name.strip())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("events", nargs="?", help="a JSON array of events, or one event a line")
    options.add_argument("--facts", type=Path, default=FACTS, help="another table of facts")
    options.add_argument("--quiet", action="store_true", help="print the figures only")
    given = options.parse_args()
    if given.events:
        text = sys.stdin.read() if given.events == "-" else Path(given.events).read_text(encoding="utf-8")
        events = read_events(json.loads(text) if text.lstrip().startswith("[") else map(json.loads, text.splitlines()))
    else:
        events = built()
    result = compare(read_facts(given.facts), events)
    if not given.quiet:
        _list("missing", map(str, result.missing))
        _list("extra", map(str, result.extra))
        _list("told roughly", (f"{fact}\n    as {event}" for fact, event in result.rough))
    print(f"{result.facts} facts, {len(result.missing)} missing: recall {result.recall:.4f}")
    print(f"{result.events} events, {len(result.extra)} extra: share {result.extra_share:.4f}")
    return 0 if result.good else 1


def _list(title: str, lines: Iterable[str]) -> None:
    if shown := list(lines):
        print(f"{title}:", *(f"  {line}" for line in shown), "", sep="\n")


if __name__ == "__main__":
    sys.exit(main())
