"""`cnvn info`: paths, versions, counts."""

import platform
import sqlite3
from pathlib import Path
from typing import Any

import click

from cnvn import __version__
from cnvn.cli.context import Settings, color_option, db_option, knowledge_option
from cnvn.cli.emit import emit_object, write
from cnvn.store.default import default_path
from cnvn.store.reader import Reader
from cnvn.store.schema import MIGRATIONS


@click.command("info")
@click.option("--json", "form", flag_value="json", default=None, help="One object.")
@db_option
@knowledge_option
@color_option
@click.pass_obj
def info_command(settings: Settings, /, form: str | None) -> None:
    """Paths, versions and counts. Builds nothing: a store that is not there yet is told so."""
    row = _info(settings)
    if form == "json":
        emit_object(row)
        return
    write(f"{key}\t{_text(value)}\n" for key, value in row.items())


def _info(settings: Settings) -> dict[str, Any]:
    knowledge = settings.knowledge()
    exists = Path(settings.store).exists()
    # What is not there holds nothing, and asking for it must not make it.
    with Reader(settings.store if exists else ":memory:") as reader:
        counts = reader.counts()
    return {
        "version": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "store": settings.store,
        "store_exists": exists,
        "default_store": default_path(),
        "knowledge": str(settings.folder) if settings.folder else None,
        "schema": len(MIGRATIONS),
        "articles": counts.articles,
        "bundled_articles": counts.bundled,
        "events": counts.events,
        "people": counts.people,
        "series": counts.series,
        "first": counts.first,
        "last": counts.last,
        "known_people": len(knowledge.people),
        "known_offices": len(knowledge.offices),
        "known_places": len(knowledge.places),
        "known_series": len(knowledge.series),
    }


def _text(value: Any) -> str:
    if value is None:
        return "–"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
