"""The commands by name. A command's module is imported when it is asked for, so that `cnvn --help` stays quick."""

import difflib
import io
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from cnvn import __version__
from cnvn.cli.context import Settings, color_option, db_option
from cnvn.errors import CnvnError

# In the order of `cnvn --help`: the module that holds the command (as `<name>_command`) and what it does.
COMMANDS = {
    "timeline": ("timeline", "Events in order of time."),
    "who": ("who", "A person: names, offices, counterparts, events."),
    "meeting": ("meeting", "A series of meetings and its sessions."),
    "show": ("articles", "One event whole, with its quotes."),
    "articles": ("articles", "What was read, and what came of it."),
    "ingest": ("ingest", "Reads articles into the store."),
    "extract": ("extract", "Events of files on stdout, nothing stored."),
    "dates": ("dates", "Time expressions of files."),
    "explain": ("explain", "What each stage saw in a text."),
    "info": ("info", "Paths, versions, counts."),
}


class LazyGroup(click.Group):
    """A group that imports a command only to run it, and suggests one for a mistyped name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"cnvn.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="The first query builds a store from the bundled briefs: try `cnvn timeline --from 2022-10`.",
)
@click.version_option(__version__, "-V", "--version", message="cnvn %(version)s")
@db_option
@color_option
def group() -> None:
    """Reads articles about China–Vietnam diplomacy into a chronology, and answers questions about it.

    Data goes to stdout, all else to stderr: a table on a terminal, tab-separated lines in a pipe, or
    --json, --jsonl, --csv, --tsv.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; usage errors and `CnvnError` become text on stderr and an exit code."""
    _set_up_stdout()
    try:
        result = group.main(args=arguments and list(arguments), prog_name="cnvn", standalone_mode=False, obj=Settings())
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except CnvnError as error:
        click.echo(f"cnvn: {error.message}" + (f"; {error.hint}" if error.hint else ""), err=True)
        return error.exit_code
    return result if isinstance(result, int) else 0


def _set_up_stdout() -> None:
    """Data is UTF-8 wherever it goes; a terminal that cannot show a letter gets its code instead of a crash."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
