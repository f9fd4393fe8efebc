"""`cnvn articles` and `cnvn show`: what was read, and an event in the words of its articles."""

import json
from typing import Any

import click

from cnvn.cli import complete
from cnvn.cli.context import Settings, color_option, db_option, format_options, say
from cnvn.cli.emit import console, emit, emit_lines, emit_object, for_people
from cnvn.cli.lookup import Lookup
from cnvn.output.lines import ARTICLE_COLUMNS, ARTICLE_LINE, SOURCE_COLUMNS, dump
from cnvn.output.paragraphs import paragraph


@click.command("articles")
@click.option("--origin", type=click.Choice(["mine", "bundled"]), help="Your own, or the bundled briefs.")
@format_options
@db_option
@color_option
@click.pass_obj
def articles_command(settings: Settings, /, form: str | None, origin: str | None) -> None:
    """What was read, by day of publication, how many events came of it, and what went wrong."""
    with settings.read() as reader:
        rows = reader.articles()
    rows = [row for row in rows if origin in (None, row["origin"])]
    emit(map(dump, rows), form, settings, columns=ARTICLE_COLUMNS, line=ARTICLE_LINE, table=_articles)
    if not rows and form in (None, "table"):
        say("no articles")


@click.command("show")
@click.argument("id", shell_complete=complete.events)
@format_options
@db_option
@color_option
@click.pass_obj
def show_command(settings: Settings, /, form: str | None, id: str) -> None:
    """One event whole: each quote in its paragraph, highlighted, with its article and offset.

    ID is an event's id, a former id of it, or its beginning (such as the date) if no other event begins like it. In a
    pipe there is a line for each source.
    """
    with settings.read() as reader:
        found = Lookup(reader, settings.knowledge).event(id)
        if not found.startswith(id):
            say(f"cnvn: {id} is now {found}")
        row = json.loads(reader.event(found) or "{}")
        for source in row["sources"]:
            text = reader.text(source["article"]) or ""
            source["paragraph"] = paragraph(text, source["start"], source["end"])
    if form in ("json", "jsonl"):
        emit_object(row)
    elif for_people(form):
        from cnvn.output.event import event_text

        event_text(console(settings), row)
    else:
        rows = [{"id": found, "date": row["date"], "type": row["type"], **source} for source in row["sources"]]
        emit_lines(rows, form, columns=SOURCE_COLUMNS, line=SOURCE_COLUMNS)


def _articles(out: Any, rows: list[dict[str, Any]]) -> None:
    from cnvn.output.people import articles_table

    articles_table(out, rows)
