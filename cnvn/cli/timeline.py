"""`cnvn timeline`: events in order."""

from typing import Any

import click

from cnvn.cli.context import Settings, color_option, db_option, format_options, knowledge_option, say
from cnvn.cli.emit import emit
from cnvn.cli.lookup import Lookup
from cnvn.cli.options import filter_options, make_filter
from cnvn.output.lines import CONFLICT_LINE, EVENT_COLUMNS, EVENT_LINE
from cnvn.store.reader import Reader


@click.command("timeline")
@click.argument("period", required=False)
@filter_options(
    "from", "to", "who", "with", "country", "place", "meeting", "type", "status", "text", "article", "origin"
)
@click.option("--conflicts", is_flag=True, help="Only events on which sources differ.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="The first N events of the answer.")
@click.option("--reverse", is_flag=True, help="The latest event first.")
@format_options
@db_option
@knowledge_option
@color_option
@click.pass_obj
def timeline_command(settings: Settings, /, form: str | None, **asked: Any) -> None:
    """Events in order of time.

    PERIOD is a date or a range: 2022, 2022-10, 2022-10-30, 2022-10..2023-02. An event is found if it overlaps it.

    \b
    cnvn timeline 2022-10..2023-02
    cnvn timeline --who "Nguyen Phu Trong" --with "Xi Jinping"
    cnvn timeline --country CN --country VN --type agreement --json
    """
    with settings.read() as reader:
        wanted = make_filter(Lookup(reader, settings.knowledge), asked)
        count = 0

        def counted() -> Any:
            nonlocal count
            for row in reader.rows(wanted):
                count += 1
                yield row

        line = CONFLICT_LINE if wanted.conflicts else EVENT_LINE
        emit(counted(), form, settings, columns=EVENT_COLUMNS, line=line, table=_table)
        if not count and form in (None, "table"):
            say_none(reader)


def say_none(reader: Reader) -> None:
    """Tells that no event fits, and what the store covers."""
    counts = reader.counts()
    if counts.events:
        say(f"no events; the store holds {counts.events}, from {counts.first} to {counts.last}")
    else:
        say("no events; the store is empty: cnvn ingest PATH…")


def _table(out: Any, rows: list[dict[str, Any]]) -> None:
    from cnvn.output.table import event_table

    event_table(out, rows)
