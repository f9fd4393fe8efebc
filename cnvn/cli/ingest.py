"""`cnvn ingest`: articles into the store."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cnvn.cli.context import Settings, color_option, db_option, knowledge_option, say
from cnvn.cli.reading import Issues, jobs_option, reading_options
from cnvn.read import read_paths
from cnvn.store.default import ready
from cnvn.store.ingest import Summary, ingest
from cnvn.store.store import Store

_PATIENCE = 2.0  # seconds of silence before progress is told, and between two reports of it


@click.command("ingest")
@reading_options
@click.option("--again", is_flag=True, help="Read unchanged articles anew as well.")
@jobs_option
@db_option
@knowledge_option
@color_option
@click.pass_obj
def ingest_command(settings: Settings, /, paths: tuple[str, ...], again: bool, jobs: int, **given: Any) -> int:
    """Reads files, folders or stdin (-) into the store: text, Markdown with front matter, JSON Lines.

    An article that is there already is passed over; one of the same id with another text replaces it. What cannot be
    read is told and left out, the rest goes in, and the exit code is 1.
    """
    if not settings.named_store:
        ready(settings.store, say, settings.folder)
    issues, progress = Issues(), _Progress()
    with Store(settings.store) as store:
        summary = ingest(
            store,
            read_paths(paths, **given),
            folder=settings.folder,
            workers=jobs,
            again=again,
            report=lambda issue: progress.aside(lambda: issues.tell(issue)),
            progress=progress.tell,
        )
    progress.clear()
    events = f"{summary.events} event{'s' * (summary.events != 1)}"
    say(f"cnvn: {told(summary)}; {Path(settings.store)} now holds {events}")
    return issues.code


def told(summary: Summary) -> str:
    """The numbers of a summary in words.

    >>> told(Summary(added=2, unchanged=1, refused=1))
    '3 articles read: 2 new, 0 replaced, 1 unchanged; 1 refused'
    """
    count = summary.read
    return (
        f"{count} article{'s' * (count != 1)} read: {summary.added} new, {summary.replaced} replaced, "
        f"{summary.unchanged} unchanged; {summary.refused} refused"
    )


class _Progress:
    """Says on stderr how far an ingest has come: on a terminal in one line that changes, else a line now and then."""

    def __init__(self) -> None:
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._last = time.monotonic()
        self._shown = False

    def tell(self, summary: Summary) -> None:
        now = time.monotonic()
        if now - self._last < (_PATIENCE / 10 if self._terminal else _PATIENCE):
            return
        self._last = now
        line = f"{summary.read} articles read"
        click.echo(f"\r{line} " if self._terminal else line, err=True, nl=not self._terminal)
        self._shown = True

    def aside(self, tell: Callable[[], None]) -> None:
        """Has something else told on a line of its own."""
        self.clear()
        tell()

    def clear(self) -> None:
        """Takes the changing line away."""
        if self._shown and self._terminal:
            click.echo("\r\x1b[K", err=True, nl=False)
        self._shown = False
