"""What `ingest`, `extract`, `dates` and `explain` share: their arguments, and how issues are told."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cnvn.cli.context import say

if TYPE_CHECKING:
    from cnvn.errors import Issue
    from cnvn.model import Article

AnyCallable = TypeVar("AnyCallable", bound=Callable[..., Any])


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> Any:
    if value is None:
        return None
    from datetime import date

    from cnvn.query import first_day, last_day

    first, last = first_day(value), last_day(value)
    if first != last:
        raise click.BadParameter(f"{value!r} is not one day; write 2022-10-30.")
    return date.fromisoformat(first)


def reading_options(command: AnyCallable) -> AnyCallable:
    """`PATH…` and what the texts themselves may not say; handed on as `paths` and the arguments of `read_paths`."""
    for option in (
        click.option("--title", help="The title, where the text has none."),
        click.option("--publisher", help="The publisher, where the text names none."),
        click.option(
            "--published", metavar="DATE", callback=_day, help="The day of publication, where the text has none."
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH…"),
    ):
        command = option(command)
    return command


def jobs_option(command: AnyCallable) -> AnyCallable:
    """`--jobs N` as the parameter `jobs`."""
    return click.option("--jobs", type=click.IntRange(1, 256), default=1, metavar="N", help="Processes to read with.")(
        command
    )


class Issues:
    """Tells the issues of a run, one line each on stderr, and knows whether any input was refused."""

    def __init__(self) -> None:
        self.refused = 0

    def tell(self, issue: "Issue") -> None:
        self.refused += issue.refused
        say(f"cnvn: {'' if issue.refused else 'note: '}{issue}")

    @property
    def code(self) -> int:
        return 1 if self.refused else 0


def articles(paths: tuple[str, ...], issues: Issues, **given: Any) -> "Iterator[Article]":
    """The articles of the paths; issues are told as they come."""
    from cnvn.errors import Issue
    from cnvn.read import read_paths

    for item in read_paths(paths, **given):
        if isinstance(item, Issue):
            issues.tell(item)
        else:
            yield item
