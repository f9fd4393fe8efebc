"""The commands by name. A command's module is imported when it is asked for, so that `cnvn --help` stays quick."""

from collections.abc import Sequence
from importlib import import_module

import click

from cnvn import __version__
from cnvn.cli.context import Settings, color_option, db_option, knowledge_option, say
from cnvn.cli.overview import COMMANDS, OVERVIEW
from cnvn.cli.suggest import nearest
from cnvn.errors import CnvnError


class LazyGroup(click.Group):
    """A group that imports a command only to run it, and suggests one for a mistyped name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"cnvn.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            close = nearest(args[0], COMMANDS)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        return OVERVIEW.rstrip("\n")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="cnvn %(version)s")
@db_option
@knowledge_option
@color_option
def group() -> None:
    """See `cnvn.cli.overview`."""


def run(arguments: Sequence[str]) -> int:
    """Runs a command; usage errors and `CnvnError` become text on stderr and an exit code."""
    try:
        result = group.main(args=list(arguments), prog_name="cnvn", standalone_mode=False, obj=Settings())
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except CnvnError as error:
        say(f"cnvn: {error}")
        return error.exit_code
    return result if isinstance(result, int) else 0
