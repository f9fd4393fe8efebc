"""What all commands share: the store and the colour that were asked for, and the options that say so."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

if TYPE_CHECKING:
    from cnvn.knowledge import Knowledge
    from cnvn.store.reader import Reader

Color = Literal["auto", "always", "never"]
AnyCallable = TypeVar("AnyCallable", bound=Callable[..., Any])


@dataclass(slots=True)
class Settings:
    """The options that may stand before a command or after it; the one after it wins."""

    db: str | None = None
    color: Color = "auto"
    knowledge_folder: str | None = None

    @property
    def store(self) -> str:
        """The path of the store: `--db`, else `CNVN_DB`, else the default one in the platform's data folder."""
        if named := self.named_store:
            return named
        from cnvn.store.default import default_path

        return default_path()

    @property
    def named_store(self) -> str | None:
        """The store that the user named, if one was."""
        return self.db or os.environ.get("CNVN_DB") or None

    @property
    def folder(self) -> Path | None:
        """The folder of the user's own knowledge, if one was named: `--knowledge`, else `CNVN_KNOWLEDGE`."""
        named = self.knowledge_folder or os.environ.get("CNVN_KNOWLEDGE")
        return Path(named) if named else None

    def knowledge(self) -> "Knowledge":
        """Our knowledge with the user's own. Raises `CnvnError` where that is wrong."""
        from cnvn.knowledge import load

        return load(self.folder)

    def build(self) -> None:
        """Sees to it that the default store holds the bundled briefs, and says how it goes if that takes long."""
        from cnvn.cli.progress import Progress
        from cnvn.store.default import ready

        progress = Progress(patience=10)  # few briefs: nobody needs a line about them
        ready(self.store, lambda line: progress.aside(lambda: say(line)), self.folder, progress.tell)

    @property
    def colored(self) -> bool:
        """Whether stdout gets colours."""
        if self.color == "auto":
            return terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return self.color == "always"

    def read(self) -> "Reader":
        """The store, open for reading. The default one is built from the bundled briefs if there is none yet."""
        from cnvn.store.reader import Reader

        if not self.named_store:
            self.build()
        reader = Reader(self.store)
        if not Path(self.store).exists():
            say(f"cnvn: there is no store {self.store} yet, so it is empty")
        if reader.unmerged():
            say(
                "cnvn: an ingest was broken off, and its articles are not in the events yet: "
                "run the same `cnvn ingest` again"
            )
        return reader


def terminal() -> bool:
    """Whether stdout is a terminal. Asked of the file itself, since `FORCE_COLOR` changes what rich believes."""
    return sys.stdout is not None and sys.stdout.isatty()


def say(line: str) -> None:
    """One line to the user, on stderr; on a terminal folded between its words."""
    if sys.stderr is not None and sys.stderr.isatty():
        import shutil
        import textwrap

        width = shutil.get_terminal_size().columns
        line = textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
    click.echo(line, err=True)


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value is not None:
            setattr(ctx.ensure_object(Settings), name, value)

    return callback


db_option = click.option(
    "--db",
    metavar="PATH",
    expose_value=False,
    callback=_remember("db"),
    help="The store; over CNVN_DB, over the one in your data folder.",
)
knowledge_option = click.option(
    "--knowledge",
    metavar="DIR",
    expose_value=False,
    callback=_remember("knowledge_folder"),
    help="A folder of your own knowledge, which adds to ours; over CNVN_KNOWLEDGE.",
)
color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    expose_value=False,
    callback=_remember("color"),
    help="Colours on stdout; auto means on a terminal, unless NO_COLOR is set.",
)


def format_options(command: AnyCallable) -> AnyCallable:
    """`--json --jsonl --csv --tsv --table` as the parameter `form`: None means a table on a terminal, else lines."""
    for name, text in (
        ("table", "A table, even in a pipe."),
        ("tsv", "Tab-separated values with a header."),
        ("csv", "Comma-separated values with a header."),
        ("jsonl", "One JSON object a line."),
        ("json", "JSON."),
    ):
        command = click.option(f"--{name}", "form", flag_value=name, default=None, help=text)(command)
    return command
