"""What a shell completes: words of ours, and ids of the store. Names hold blanks, which not every shell completes."""

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from cnvn.cli.context import Settings
from cnvn.errors import CnvnError

Completion = Callable[[click.Context, click.Parameter, str], list[str]]


def words(known: Iterable[str]) -> Completion:
    """Completes one of the words, also behind a comma."""
    listed = tuple(known)

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        before, comma, begun = incomplete.rpartition(",")
        return [before + comma + word for word in listed if word.startswith(begun)]

    return complete


def events(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Completes the id of an event."""
    return [identity for identity in _of_store(ctx, "events") if identity.startswith(incomplete)]


def articles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Completes the id of an article."""
    return [identity for identity in _of_store(ctx, "articles") if identity.startswith(incomplete)]


def _of_store(ctx: click.Context, kind: str) -> list[str]:
    """Ids of the store as it is: nothing is built while somebody types, and nothing is told."""
    from cnvn.store.reader import Reader

    store = ctx.ensure_object(Settings).store
    if not Path(store).exists():
        return []
    try:
        with Reader(store) as reader:
            return reader.ids() if kind == "events" else reader.article_ids()
    except CnvnError:
        return []
