"""One event whole, for a terminal."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from cnvn.output.table import event_table
from cnvn.output.terminal import Token, put, styled, words, wrap
from cnvn.text import printable

Row = dict[str, Any]


def event_text(console: Console, row: Row) -> None:
    """Prints an event and each of its quotes, highlighted in its paragraph, with article and offsets."""
    put(console, Text(printable(row["id"]), "bright_black"))
    put(console)
    event_table(console, [row])
    _facts(console, row)
    for _, group in groupby(row["sources"], key=_where):
        put(console)
        _sources(console, list(group))


def _facts(console: Console, row: Row) -> None:
    put(console)
    facts = [
        ("dated by", row["dated_by"]),
        ("confidence", str(row["confidence"])),
        ("part of", row["part_of"]),
        ("series", f"{row['meeting']['series']}, number {row['meeting']['number'] or '–'}" if row["meeting"] else None),
        ("bodies", ", ".join(row["organizations"])),
        ("codes", ", ".join(code for code in (row["cameo"], row["plover"]) if code)),
    ]
    for name, value in facts:
        if value:
            put(console, Text.assemble((f"{name}: ", "bright_black"), printable(value)))
    for conflict in row["conflicts"]:
        for claim in conflict["values"]:
            line = Text(f"sources differ on {conflict['field']}: ", "red")
            by = "; ".join(", ".join(claim[key]) for key in ("publishers", "articles") if claim[key])
            by = by or "by the terms of office that cnvn knows"
            put(console, line.append(printable(f"{claim['value']} ({by})")))


def _where(source: Row) -> tuple[Any, ...]:
    return source["article"], source["part"], source["url"], source["paragraph"]["start"], source["paragraph"]["end"]


def _sources(console: Console, sources: Sequence[Row]) -> None:
    """Prints the quotes of one paragraph, highlighted in it."""
    first = sources[0]
    part = f", part {first['part']}" if first["part"] else ""
    offsets = dict.fromkeys(f"{source['start']}–{source['end']}" for source in sources)
    put(console, Text(printable(f"{first['article']}{part}, characters {', '.join(offsets)}"), "bold"))
    about = [first["title"], first["publisher"], first["published"], first["url"]]
    for line in wrap(words(" · ".join(text for text in about if text), "bright_black"), console.width):
        if line.plain:
            put(console, line)
    for reason in dict.fromkeys(source["joined"] for source in sources if source["joined"]):
        put(console, Text.assemble(("joined: ", "bright_black"), printable(reason)))
    paragraph = first["paragraph"]
    text, base = paragraph["text"], paragraph["start"]
    stretches: list[Token] = []
    at = 0
    for start, end in sorted((source["start"] - base, source["end"] - base) for source in sources):
        if end > at:  # quotes may overlap
            stretches += [(text[at : max(at, start)], ""), (text[max(at, start) : end], "reverse")]
            at = end
    for line in wrap(styled([*stretches, (text[at:], "")]), min(console.width, 100) - 2):
        put(console, Text("  ").append_text(line))
