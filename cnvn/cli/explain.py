"""`cnvn explain`: what each stage saw in a text."""

from typing import Any

import click

from cnvn.cli.context import Settings, color_option, knowledge_option
from cnvn.cli.emit import console, write
from cnvn.cli.reading import Issues, articles, reading_options
from cnvn.output.lines import dump, json_array, json_lines
from cnvn.output.trace import trace_row
from cnvn.pipeline import trace


@click.command("explain")
@reading_options
@click.option("--article", metavar="ID", help="Only this article, where a file holds several.")
@click.option("--json", "form", flag_value="json", default=None, help="One object; an array if there are several.")
@click.option("--jsonl", "form", flag_value="jsonl", default=None, help="One object a line.")
@knowledge_option
@color_option
@click.pass_obj
def explain_command(
    settings: Settings, /, form: str | None, paths: tuple[str, ...], article: str | None, **given: Any
) -> int:
    """What each stage saw in a text: parts and their dates, time expressions, actors, actions, and what was refused.

    Text in colour; with --json an object {article, parts, sentences, events}.
    """
    issues = Issues()
    knowledge = settings.knowledge()
    chosen = (a for a in articles(paths, issues, **given) if article in (None, a.id))
    if form is None:
        from cnvn.output.marked import trace_text

        out = console(settings)
        for a in chosen:
            trace_text(out, a.text, trace_row(a, trace(a, knowledge)))
        return issues.code
    rows = (dump(trace_row(a, trace(a, knowledge))) for a in chosen)
    if form == "jsonl":
        write(json_lines(rows))
        return issues.code
    found = list(rows)
    write(json_lines(found) if len(found) == 1 else json_array(found))
    return issues.code
