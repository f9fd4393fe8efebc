"""`cnvn dates`: time expressions."""

from collections.abc import Iterator
from typing import Any

import click

from cnvn.cli.context import Settings, color_option, format_options
from cnvn.cli.emit import console, emit, for_people
from cnvn.cli.reading import Issues, articles, reading_options
from cnvn.dates import find_dates
from cnvn.output.lines import TIME_COLUMNS, dump
from cnvn.output.rows import time_row


@click.command("dates")
@reading_options
@format_options
@color_option
@click.pass_obj
def dates_command(settings: Settings, /, form: str | None, paths: tuple[str, ...], **given: Any) -> int:
    """The time expressions of the given files, folders or stdin (-), with their TIMEX3 values and EDTF dates.

    On a terminal: the text, its expressions coloured and their values beside them.

    \b
    cnvn dates article.txt --published 2023-12-07 --json
    """
    issues = Issues()
    if for_people(form):
        from cnvn.output.marked import dates_text

        out = console(settings)
        for article in articles(paths, issues, **given):
            found = find_dates(article.text, article.published)
            dates_text(out, article.text, [time_row(time, article.id) for time in found])
        return issues.code

    def rows() -> Iterator[str]:
        for article in articles(paths, issues, **given):
            for time in find_dates(article.text, article.published):
                yield dump(time_row(time, article.id))

    emit(rows(), form, settings, columns=TIME_COLUMNS, line=TIME_COLUMNS, table=lambda out, rows: None)
    return issues.code
