"""`cnvn who`: people."""

import json
from dataclasses import replace
from typing import Any

import click

from cnvn.cli import lookup
from cnvn.cli.context import Settings, color_option, db_option, format_options, say
from cnvn.cli.emit import console, emit, emit_lines, emit_object, for_people
from cnvn.cli.options import filter_options, make_filter
from cnvn.knowledge import load
from cnvn.output.lines import EVENT_COLUMNS, EVENT_LINE, PEOPLE_COLUMNS, PEOPLE_LINE, dump
from cnvn.output.profiles import people_rows, person_row
from cnvn.text import fold


@click.command("who")
@click.argument("name", required=False)
@filter_options("from", "to", "with", "country", "place", "meeting", "type", "status", "text", "article", "origin")
@format_options
@db_option
@color_option
@click.pass_obj
def who_command(settings: Settings, /, name: str | None, form: str | None, **asked: Any) -> None:
    """A person: names, offices with terms, counterparts by number of events, events.

    NAME is in any script, with or without diacritics, in any order; a surname will do if only one person has it.
    Without a NAME: everyone who takes part in an event (with --country: everyone of these countries).

    \b
    cnvn who "Nguyen Phu Trong"
    cnvn who "Xi Jinping" --with "Nguyen Phu Trong" --json
    """
    countries: tuple[str, ...] = ()
    with settings.read() as reader:
        person = lookup.person(reader, name) if name else None
        wanted = make_filter(reader, asked)
        if person:
            wanted = replace(wanted, people=(fold(person), *wanted.people))
        else:
            countries, wanted = wanted.countries, replace(wanted, countries=())
        events = [json.loads(row) for row in reader.rows(wanted)]
    if person:
        if form in ("json", "jsonl"):
            emit_object(person_row(person, events, load()))
        elif for_people(form):
            _person(console(settings), person_row(person, events, load()))
        else:
            # Lines hold one kind of row: those of one person are the events.
            emit_lines(events, form, columns=EVENT_COLUMNS, line=EVENT_LINE)
        return
    people = [row for row in people_rows(events, load()) if not countries or row["country"] in countries]
    emit(map(dump, people), form, settings, columns=PEOPLE_COLUMNS, line=PEOPLE_LINE, table=_people)
    if not people and form in (None, "table"):
        say("no people")


def _person(out: Any, row: dict[str, Any]) -> None:
    from cnvn.output.people import person_text

    person_text(out, row)


def _people(out: Any, rows: list[dict[str, Any]]) -> None:
    from cnvn.output.people import people_table

    people_table(out, rows)
