"""`cnvn meeting`: series of meetings and their sessions."""

import json
from typing import Any

import click

from cnvn.cli.context import Settings, color_option, db_option, format_options, knowledge_option, say
from cnvn.cli.emit import emit, for_people
from cnvn.cli.lookup import Lookup
from cnvn.cli.options import filter_options, make_filter
from cnvn.output.lines import EVENT_COLUMNS, EVENT_LINE, SERIES_COLUMNS, SERIES_LINE, dump
from cnvn.output.profiles import in_number_order, missing, series_rows, sessions


@click.command("meeting")
@click.argument("name", required=False)
@filter_options("from", "to", "who", "country", "status", "origin")
@format_options
@db_option
@knowledge_option
@color_option
@click.pass_obj
def meeting_command(settings: Settings, /, name: str | None, form: str | None, **asked: Any) -> None:
    """A series of meetings: its sessions in the order of their numbers, gaps in the numbering shown.

    NAME is the series' name, an alias, or words that only one series has. Without a NAME: all series.

    \b
    cnvn meeting "Steering Committee" --json | jq '.[].date'
    """
    with settings.read() as reader:
        wanted = make_filter(Lookup(reader, settings.knowledge), {**asked, "meeting": name})
        events = [json.loads(row) for row in reader.rows(wanted)]
    if wanted.series is None:
        rows = map(dump, series_rows(events, settings.knowledge()))
        emit(rows, form, settings, columns=SERIES_COLUMNS, line=SERIES_LINE, table=_all_series)
        if form in (None, "table") and not any(row["meeting"] for row in events):
            say("no series")
        return
    events = in_number_order(sessions(events))
    emit(map(dump, events), form, settings, columns=EVENT_COLUMNS, line=EVENT_LINE, table=_sessions)
    if not events and form in (None, "table"):
        say("no sessions")
    if (gaps := missing(events)) and not for_people(form):
        say(f"missing between the first and the last number: {', '.join(map(str, gaps))}")


def _all_series(out: Any, rows: list[dict[str, Any]]) -> None:
    from cnvn.output.people import series_table

    series_table(out, rows)


def _sessions(out: Any, rows: list[dict[str, Any]]) -> None:
    from cnvn.output.table import session_table

    session_table(out, rows)
