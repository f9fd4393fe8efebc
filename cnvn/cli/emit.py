"""Rows on stdout in the form that was asked for."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from cnvn.cli.context import Settings, terminal
from cnvn.output import lines

if TYPE_CHECKING:
    from rich.console import Console

Row = dict[str, Any]

_CHUNK = 200  # rows in one write


def emit(
    rows: Iterable[str],
    form: str | None,
    settings: Settings,
    *,
    columns: Sequence[lines.Column],
    line: Sequence[lines.Column],
    table: "Callable[[Console, list[Row]], None]",
) -> None:
    """Prints rows, given as JSON, as an array, lines or CSV with `columns`, plain lines of `line`, or by `table`."""
    if form == "json":
        write(lines.json_array(rows))
    elif form == "jsonl":
        write(lines.json_lines(rows))
    elif form == "csv":
        write(lines.csv_lines(map(json.loads, rows), columns))
    elif form == "tsv":
        write(lines.tsv_lines(map(json.loads, rows), columns))
    elif form == "table" or terminal():
        table(console(settings), [json.loads(row) for row in rows])
    else:
        write(lines.tsv_lines(map(json.loads, rows), line, header=False))


def emit_object(row: Row, form: str | None, settings: Settings, *, text: "Callable[[Console, Row], None]") -> None:
    """Prints one object as JSON, or as text for people."""
    if form in ("json", "jsonl"):
        write([lines.dump(row), "\n"])
    else:
        text(console(settings), row)


def write(texts: Iterable[str]) -> None:
    """Puts texts on stdout, many at a time."""
    if sys.stdout is None:
        return
    pieces = iter(texts)
    while chunk := "".join(islice(pieces, _CHUNK)):
        sys.stdout.write(chunk)


def console(settings: Settings) -> "Console":
    """A console for stdout: as wide as the terminal, in a pipe as `COLUMNS` says or 100."""
    from cnvn.output.terminal import make_console

    return make_console(colored=settings.colored, terminal=terminal())


def dumped(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as JSON texts."""
    return map(lines.dump, rows)
