"""`cnvn ingest`: articles into the store."""

from pathlib import Path
from typing import Any

import click

from cnvn.cli.context import Settings, color_option, db_option, knowledge_option, say
from cnvn.cli.progress import Progress
from cnvn.cli.reading import Issues, jobs_option, reading_options
from cnvn.read import read_paths
from cnvn.store.ingest import Summary, ingest
from cnvn.store.store import Store


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
        settings.build()
    issues, progress = Issues(), Progress()
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
