"""`cnvn extract`: the pipeline as a stage of a pipe."""

from collections.abc import Iterable, Iterator
from typing import Any

import click

from cnvn.cli.context import Settings, color_option, format_options, knowledge_option, say
from cnvn.cli.emit import emit
from cnvn.cli.reading import Issues, jobs_option, reading_options
from cnvn.errors import Issue
from cnvn.knowledge import Knowledge
from cnvn.merge import merge
from cnvn.model import Candidate, Event
from cnvn.output.lines import EVENT_COLUMNS, EVENT_LINE, dump
from cnvn.output.rows import event_row
from cnvn.pipeline import Extraction, extract_all
from cnvn.read import read_paths


@click.command("extract")
@reading_options
@click.option("--per-article", is_flag=True, help="Merge within each article only, so that an event has one article.")
@jobs_option
@format_options
@knowledge_option
@color_option
@click.pass_obj
def extract_command(
    settings: Settings, /, form: str | None, paths: tuple[str, ...], per_article: bool, jobs: int, **given: Any
) -> int:
    """Events of the given files, folders or stdin (-) on stdout; nothing is stored.

    \b
    cnvn extract article.txt --published 2023-12-07
    cat articles.jsonl | cnvn extract - --per-article --jsonl
    """
    issues = Issues()
    extractions = _candidates(extract_all(read_paths(paths, **given), workers=jobs, folder=settings.folder), issues)
    events = (_each if per_article else _together)(extractions, settings.knowledge())
    count = 0

    def rows() -> Iterator[str]:
        nonlocal count
        for event in events:
            count += 1
            yield dump(event_row(event))

    emit(rows(), form, settings, columns=EVENT_COLUMNS, line=EVENT_LINE, table=_table)
    if not count and form in (None, "table"):
        say("no events")
    return issues.code


def _candidates(results: Iterable[Extraction | Issue], issues: Issues) -> Iterator[tuple[Candidate, ...]]:
    for result in results:
        if isinstance(result, Issue):
            issues.tell(result)
            continue
        for issue in result.issues:
            issues.tell(issue)
        yield result.candidates


def _each(extractions: Iterable[tuple[Candidate, ...]], knowledge: Knowledge) -> Iterator[Event]:
    for candidates in extractions:
        yield from merge(candidates, knowledge)


def _together(extractions: Iterable[tuple[Candidate, ...]], knowledge: Knowledge) -> Iterator[Event]:
    # A generator, so that nothing is read before something is asked for.
    yield from merge((candidate for candidates in extractions for candidate in candidates), knowledge)


def _table(out: Any, rows: list[dict[str, Any]]) -> None:
    from cnvn.output.table import event_table

    event_table(out, rows)
