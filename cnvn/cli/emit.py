"""Rows on stdout in the form that was asked for."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
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
    elif for_people(form):
        table(console(settings), [json.loads(row) for row in rows])
    else:
        emit_lines(map(json.loads, rows), form, columns=columns, line=line)


def emit_lines(
    rows: Iterable[Row], form: str | None, *, columns: Sequence[lines.Column], line: Sequence[lines.Column]
) -> None:
    """Prints rows as CSV or TSV with `columns` and a header, else as plain lines of `line`."""
    if form == "csv":
        write(lines.csv_lines(rows, columns))
    elif form == "tsv":
        write(lines.tsv_lines(rows, columns))
    else:
        write(lines.tsv_lines(rows, line, header=False))


def emit_object(row: Row) -> None:
    """Prints one object as JSON on one line."""
    write([lines.dump(row), "\n"])


def for_people(form: str | None) -> bool:
    """Whether a table or text is wanted: that was asked for, or stdout is a terminal and nothing else was."""
    return form == "table" or (form is None and terminal())


def write(texts: Iterable[str]) -> None:
    """Puts texts on stdout, many at a time."""
    if sys.stdout is None:
        return
    pieces = iter(texts)
    while chunk := "".join(islice(pieces, _CHUNK)):
        sys.stdout.write(chunk)


def console(settings: Settings) -> "Console":
    """A console on stdout."""
    from cnvn.output.terminal import make_console

    return make_console(colored=settings.colored, terminal=terminal())
