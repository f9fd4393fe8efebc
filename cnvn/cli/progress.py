"""How far a long reading has come, told on stderr."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cnvn.store.ingest import Summary

_PATIENCE = 1.0  # seconds of silence before progress is told on a terminal
_PAUSE = 2.0  # between two reports where they are lines of their own


class Progress:
    """Says on stderr how far the reading of articles has come: on a terminal in one line that changes, else a line now
    and then, after `patience` seconds."""

    def __init__(self, patience: float = _PAUSE) -> None:
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + (_PATIENCE if self._terminal else patience)
        self._shown = False

    def tell(self, summary: "Summary") -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (_PAUSE / 10 if self._terminal else _PAUSE)
        line = f"{summary.read} article{'s' * (summary.read != 1)} read"
        click.echo(f"\r{line} " if self._terminal else line, err=True, nl=not self._terminal)
        self._shown = True

    def aside(self, tell: Callable[[], None]) -> None:
        """Has something else told on a line of its own."""
        self.clear()
        tell()

    def clear(self) -> None:
        """Takes the changing line away."""
        if self._shown and self._terminal:
            click.echo("\r\x1b[K", err=True, nl=False)
        self._shown = False
