"""The command line. `main` is the one place where an error becomes a line of text and an exit code."""

import io
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 could not be done, 2 bad usage.

    All data goes to stdout, all else to stderr; no traceback of a user's error reaches the user.
    """
    # Everything is imported within the `try`, so that Ctrl-C during start-up is as quiet as later.
    try:
        code = _run(sys.argv[1:] if arguments is None else list(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        _say("\ncnvn: interrupted")
        return 130
    except BrokenPipeError:
        # The reader has enough (`cnvn timeline | head`). Python flushes stdout once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"cnvn: {where}{error.strerror or error}")
        return 1


def _run(arguments: list[str]) -> int:
    _set_up_stdout()
    if arguments in (["--help"], ["-h"]):
        from cnvn.cli.overview import OVERVIEW

        print(OVERVIEW, end="")
        return 0
    from cnvn.cli.app import run

    return run(arguments)


def _set_up_stdout() -> None:
    """Data is UTF-8 wherever it goes; a terminal that cannot show a letter gets its code instead of a crash."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(line: str) -> None:
    print(line, file=sys.stderr)
