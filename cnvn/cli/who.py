"""`cnvn who`: people, and who held which office."""

import json
from dataclasses import replace
from typing import Any

import click

from cnvn import edtf
from cnvn.cli.context import Settings, color_option, db_option, format_options, knowledge_option, say
from cnvn.cli.emit import console, emit, emit_lines, emit_object, for_people
from cnvn.cli.lookup import Lookup
from cnvn.cli.options import filter_options, make_filter, period_option
from cnvn.output.lines import EVENT_COLUMNS, EVENT_LINE, PEOPLE_COLUMNS, PEOPLE_LINE, TERM_COLUMNS, TERM_LINE, dump
from cnvn.output.profiles import holder_rows, people_rows, person_row, term_rows
from cnvn.text import fold

_FILTERS = ("from", "to", "with", "country", "place", "meeting", "type", "status", "text", "article", "origin")


@click.command("who")
@click.argument("name", required=False)
@click.option("--office", metavar="TITLE", help="Whoever held an office of this title.")
@period_option("--on", "on", help="Whoever held an office in 1999, 1999-12 or on 1999-12-25.")
@filter_options(*_FILTERS)
@format_options
@db_option
@knowledge_option
@color_option
@click.pass_obj
def who_command(
    settings: Settings,
    /,
    name: str | None,
    form: str | None,
    office: str | None,
    on: edtf.Period | None,
    **asked: Any,
) -> None:
    """A person: names, offices with terms, counterparts by number of events, events.

    NAME is in any script, with or without diacritics, in any order; a surname will do if only one person has it.
    Without a NAME: everyone who takes part in an event (with --country: everyone of these countries). With --office or
    --on: who held what then, as far as is known, whether or not they take part in an event.

    \b
    cnvn who "Nguyen Phu Trong"
    cnvn who "Xi Jinping" --with "Nguyen Phu Trong" --json
    cnvn who --country VN --on 1999-12
    cnvn who --office "foreign minister" --country China
    """
    if name is not None and (office or on):
        raise click.UsageError("Ask for a NAME, or by --office and --on who held an office, not both.")
    countries: tuple[str, ...] = ()
    with settings.read() as reader:
        lookup = Lookup(reader, settings.knowledge)
        person = lookup.person(name) if name is not None else None
        wanted = make_filter(lookup, asked)
        if person is None:
            countries, wanted = wanted.countries, replace(wanted, countries=())
        else:
            wanted = replace(wanted, people=(fold(person), *wanted.people))
        offices = None if office is None else tuple(fact.id for fact in lookup.offices(office, countries))
        events = [json.loads(row) for row in reader.rows(wanted)]
    knowledge = settings.knowledge()
    if person is not None:
        _one(settings, form, person_row(person, events, knowledge))
    elif office is not None or on:
        _holders(settings, form, holder_rows(events, knowledge, countries, offices, on))
    else:
        people = [row for row in people_rows(events, knowledge) if not countries or row["country"] in countries]
        emit(map(dump, people), form, settings, columns=PEOPLE_COLUMNS, line=PEOPLE_LINE, table=_people)
        if not people and form in (None, "table"):
            say("no people")


def _one(settings: Settings, form: str | None, row: dict[str, Any]) -> None:
    if form in ("json", "jsonl"):
        emit_object(row)
    elif for_people(form):
        from cnvn.output.people import person_text

        person_text(console(settings), row)
    else:
        # Lines hold one kind of row: those of one person are the events.
        emit_lines(row["events"], form, columns=EVENT_COLUMNS, line=EVENT_LINE)


def _holders(settings: Settings, form: str | None, people: list[dict[str, Any]]) -> None:
    if form in ("json", "jsonl"):
        emit(map(dump, people), form, settings, columns=PEOPLE_COLUMNS, line=PEOPLE_LINE, table=_people)
        return
    # A line for each term: one person may hold several offices.
    terms = term_rows(people)
    emit(map(dump, terms), form, settings, columns=TERM_COLUMNS, line=TERM_LINE, table=_terms)
    if not terms:
        say("nobody that is known")


def _people(out: Any, rows: list[dict[str, Any]]) -> None:
    from cnvn.output.people import people_table

    people_table(out, rows)


def _terms(out: Any, rows: list[dict[str, Any]]) -> None:
    from cnvn.output.people import terms_table

    terms_table(out, rows)
