"""One event whole, for a terminal."""

from typing import Any

from rich.console import Console
from rich.text import Text

from cnvn.output.table import event_table
from cnvn.output.terminal import put, words, wrap
from cnvn.text import printable

Row = dict[str, Any]


def event_text(console: Console, row: Row) -> None:
    """Prints an event and each of its quotes, highlighted in its paragraph, with article and offsets."""
    put(console, Text(printable(row["id"]), "bright_black"))
    put(console)
    event_table(console, [row])
    _facts(console, row)
    for source in row["sources"]:
        put(console)
        _source(console, source)


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
            put(console, line.append(printable(f"{claim['value']} ({', '.join(claim['articles'])})")))


def _source(console: Console, source: Row) -> None:
    part = f", part {source['part']}" if source["part"] else ""
    about = [source["title"], source["publisher"], source["published"], source["url"]]
    where = f"{source['article']}{part}, characters {source['start']}–{source['end']}"
    put(console, Text(printable(where), "bold"))
    for line in wrap(words(" · ".join(text for text in about if text), "bright_black"), console.width):
        if line.plain:
            put(console, line)
    paragraph = source["paragraph"]
    text, start = paragraph["text"], source["start"] - paragraph["start"]
    end = start + source["end"] - source["start"]
    # Each stretch is cut into words by itself, so that the quote keeps its style wherever the lines fold.
    tokens = [*words(text[:start]), *words(text[start:end], "reverse"), *words(text[end:])]
    for line in wrap(tokens, min(console.width, 100) - 2):
        put(console, Text("  ").append_text(line))
