"""The options that narrow a question, and how they become a `Filter`."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from cnvn.cli import complete
from cnvn.cli.lookup import Lookup
from cnvn.cli.suggest import nearest
from cnvn.query import STATUSES, TYPES, Filter, first_day, last_day, ordered, parse_period, parse_range
from cnvn.text import fold

AnyCallable = TypeVar("AnyCallable", bound=Callable[..., Any])
Callback = Callable[[click.Context, click.Parameter, Any], Any]


def _parsed(parse: Callable[[str], Any]) -> Callback:
    """Dates are read with the options, so that a bad one is refused before a store is opened."""

    def callback(ctx: click.Context, param: click.Parameter, value: str | None) -> Any:
        return None if value is None else parse(value)

    return callback


def _any_of(allowed: tuple[str, ...]) -> Callback:
    def callback(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
        words = tuple(word.strip().lower() for text in value for word in text.split(","))
        for word in words:
            if word not in allowed:
                close = nearest(word, allowed)
                hint = f"Did you mean {close[0]!r}? " if close else ""
                raise click.BadParameter(f"{word!r} is not known. {hint}Choose from {', '.join(allowed)}.")
        return words

    return callback


def period_option(*names: str, help: str) -> Callable[[AnyCallable], AnyCallable]:
    """An option whose value is a date at any precision."""
    return click.option(*names, metavar="DATE", callback=_parsed(parse_period), help=help)


_OPTIONS: dict[str, Callable[[Any], Any]] = {
    "from": click.option(
        "--from", "first", metavar="DATE", callback=_parsed(first_day), help="From 2022, 2022-10 or 2022-10-30 on."
    ),
    "to": click.option(
        "--to", "last", metavar="DATE", callback=_parsed(last_day), help="Up to the end of 2022, 2022-10 or 2022-10-30."
    ),
    "who": click.option("--who", multiple=True, metavar="NAME", help="This person takes part; several: all of them."),
    "with": click.option("--with", "with_", multiple=True, metavar="NAME", help="And this person too."),
    "country": click.option(
        "--country", "countries", multiple=True, metavar="COUNTRY", help="CN or China; several: all of them take part."
    ),
    "place": click.option("--place", "places", multiple=True, metavar="NAME", help="Held there, or at a venue of it."),
    "meeting": click.option("--meeting", metavar="NAME", help="Sessions of a series of meetings."),
    "type": click.option(
        "--type",
        "types",
        multiple=True,
        metavar="TYPE",
        callback=_any_of(TYPES),
        shell_complete=complete.words(TYPES),
        help=f"Any of {', '.join(TYPES)}.",
    ),
    "status": click.option(
        "--status",
        "statuses",
        multiple=True,
        metavar="STATUS",
        callback=_any_of(STATUSES),
        shell_complete=complete.words(STATUSES),
        help=f"Any of {', '.join(STATUSES)}.",
    ),
    "text": click.option("--text", "texts", multiple=True, metavar="WORDS", help="Words of the title or of a quote."),
    "article": click.option(
        "--article", metavar="ID", shell_complete=complete.articles, help="What this article tells."
    ),
    "origin": click.option(
        "--origin", type=click.Choice(["mine", "bundled"]), help="From your own articles, or from the bundled briefs."
    ),
}


def filter_options(*names: str) -> Callable[[AnyCallable], AnyCallable]:
    """The options of these names, in this order in the help."""

    def decorate(command: AnyCallable) -> AnyCallable:
        for name in reversed(names):
            command = _OPTIONS[name](command)
        return command

    return decorate


def make_filter(lookup: Lookup, asked: Mapping[str, Any]) -> Filter:
    """The `Filter` that the options ask for, every name looked up.

    Raises `CnvnError` with exit code 1 for a name that fits nobody or several, with 2 for dates that contradict.
    """
    first, last = asked.get("first"), asked.get("last")
    if period := asked.get("period"):
        if first or last:
            raise click.UsageError("Give a period as an argument or by --from and --to, not both.")
        first, last = parse_range(period)
    names = (*asked.get("who", ()), *asked.get("with_", ()))
    article, meeting = asked.get("article"), asked.get("meeting")
    return Filter(
        *ordered(first, last),
        people=tuple(fold(lookup.person(name)) for name in names),
        countries=tuple(lookup.country(name) for name in asked.get("countries", ())),
        places=tuple(key for name in asked.get("places", ()) for key in lookup.places(name)),
        series=lookup.series(meeting) if meeting is not None else None,
        types=asked.get("types", ()),
        statuses=asked.get("statuses", ()),
        texts=tuple(filter(None, map(fold, asked.get("texts", ())))),
        article=lookup.article(article) if article is not None else None,
        conflicts=bool(asked.get("conflicts")),
        origin=asked.get("origin"),
        limit=asked.get("limit"),
        reverse=bool(asked.get("reverse")),
    )
