"""Rows as JSON, JSON Lines, CSV, TSV and plain lines: what goes into a pipe. Nothing is ever cut."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cnvn.text import printable

Row = dict[str, Any]

# A field of a row as one cell of text: its header, and where it is in the row.
Column = tuple[str, str]

EVENT_COLUMNS: tuple[Column, ...] = (
    ("id", "id"),
    ("date", "date"),
    ("start", "start"),
    ("end", "end"),
    ("precision", "precision"),
    ("dated_by", "dated_by"),
    ("status", "status"),
    ("type", "type"),
    ("cameo", "cameo"),
    ("plover", "plover"),
    ("title", "title"),
    ("people", "people.name"),
    ("organizations", "organizations"),
    ("countries", "countries"),
    ("place", "place.name"),
    ("place_country", "place.country"),
    ("latitude", "place.latitude"),
    ("longitude", "place.longitude"),
    ("series", "meeting.series"),
    ("number", "meeting.number"),
    ("part_of", "part_of"),
    ("confidence", "confidence"),
    ("conflicts", "conflicts.field"),
    ("articles", "sources.article"),
    ("urls", "sources.url"),
    ("origin", "origin"),
)


# What a line in a pipe shows: what a reader of the table sees, and the id to go on with.
EVENT_LINE: tuple[Column, ...] = (
    ("date", "date"),
    ("type", "type"),
    ("status", "status"),
    ("title", "title"),
    ("people", "people.name"),
    ("place", "place.name"),
    ("sources", "sources.#"),
    ("id", "id"),
)
# … of events on which sources differ, also what they differ on and the values that they give.
CONFLICT_LINE: tuple[Column, ...] = (
    *EVENT_LINE[:-1], ("conflicts", "conflicts.field"), ("values", "conflicts.values.value"), EVENT_LINE[-1],
)  # fmt: skip
PEOPLE_COLUMNS: tuple[Column, ...] = (
    ("name", "name"),
    ("names", "names"),
    ("country", "country"),
    ("offices", "offices.office"),
    ("counterparts", "counterparts.name"),
    ("first", "first"),
    ("last", "last"),
    ("count", "count"),
)
PEOPLE_LINE: tuple[Column, ...] = tuple((head, head) for head in ("name", "country", "count", "first", "last"))
TERM_COLUMNS: tuple[Column, ...] = tuple(
    (head, head)
    for head in (
        "country", "office", "name", "first", "last", "seen", "first_verified", "last_verified", "count", "source",
        "note",
    )
)  # fmt: skip
TERM_LINE: tuple[Column, ...] = tuple((head, head) for head in ("country", "office", "name", "first", "last", "seen"))
SERIES_COLUMNS: tuple[Column, ...] = tuple(
    (head, head) for head in ("series", "aliases", "sessions", "first", "last", "missing")
)
SERIES_LINE: tuple[Column, ...] = tuple((head, head) for head in ("series", "sessions", "first", "last", "missing"))
ARTICLE_COLUMNS: tuple[Column, ...] = tuple(
    (head, head)
    for head in (
        "id", "title", "publisher", "published", "url", "language", "path", "origin", "characters", "parts",
        "candidates", "events", "issues",
    )
)  # fmt: skip
ARTICLE_LINE: tuple[Column, ...] = tuple(
    (head, head) for head in ("id", "published", "publisher", "events", "origin", "title")
)
SOURCE_COLUMNS: tuple[Column, ...] = tuple(
    (head, head)
    for head in (
        "id", "date", "type", "article", "part", "start", "end", "date_text", "rule", "publisher", "published", "url",
        "quote", "joined",
    )
)  # fmt: skip
TIME_COLUMNS: tuple[Column, ...] = tuple(
    (head, head) for head in ("article", "start", "end", "text", "type", "value", "mod", "edtf", "rule")
)


def json_array(rows: Iterable[str]) -> Iterator[str]:
    """A JSON array of rows that are JSON already, a row a line."""
    before = "["
    for row in rows:
        yield f"{before}{row}"
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


def json_lines(rows: Iterable[str]) -> Iterator[str]:
    """A line for each row that is JSON already."""
    for row in rows:
        yield f"{row}\n"


def dump(row: Any) -> str:
    """A value as JSON on one line, letters of all scripts as they are."""
    return json.dumps(row, ensure_ascii=False)


def csv_lines(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[str]:
    """Comma-separated values with a header (RFC 4180, but lines end as they do in Unix)."""
    yield ",".join(header for header, _ in columns) + "\n"
    for row in rows:
        yield ",".join(_quoted(printable(cell(row, path))) for _, path in columns) + "\n"


def tsv_lines(rows: Iterable[Row], columns: Sequence[Column], *, header: bool = True) -> Iterator[str]:
    """Tab-separated values; a tab, a line break or a control character within a value is a blank."""
    if header:
        yield "\t".join(header for header, _ in columns) + "\n"
    for row in rows:
        yield "\t".join(flat(cell(row, path)) for _, path in columns) + "\n"


def cell(row: Row, path: str) -> str:
    """The field of a row at a dotted path, as text; the values of a list are joined by `; `, each once, or with `#`
    counted.

    >>> cell({"people": [{"name": "Wang Yi"}, {"name": "To Lam"}]}, "people.name")
    'Wang Yi; To Lam'
    """
    key, _, rest = path.partition(".")
    value = row[key]
    if rest == "#":
        return str(len(value))
    if isinstance(value, list):
        cells = (cell(item, rest) if rest else _text(item) for item in value)
        return "; ".join(dict.fromkeys(c for c in cells if c))
    if rest:
        return cell(value, rest) if value else ""
    return _text(value)


def flat(text: str) -> str:
    """Text on one line, without control characters."""
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _quoted(text: str) -> str:
    if any(c in text for c in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
