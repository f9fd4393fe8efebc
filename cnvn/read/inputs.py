"""What the user names → the files to read: folders walked, stdin kept in a form that can be read twice."""

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from cnvn.errors import Issue
from cnvn.text import printable

_IN_MEMORY = 16 * 1024 * 1024  # bytes of a pipe that are kept in memory; the rest goes to a temporary file
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read. `below` is its path under the folder that was named, or its name; `key` tells files apart."""

    path: str
    below: str
    key: str
    spool: BinaryIO | None = None

    @property
    def where(self) -> str:
        return "stdin" if self.path == "-" else shown(self.path)

    def open(self) -> BinaryIO:
        """The file at its start. Raises `OSError`. The caller closes it, unless it is a spool."""
        if self.spool:
            self.spool.seek(0)
            return self.spool
        return Path(self.path).open("rb")


def shown(path: str) -> str:
    """A path as one line of text that can be printed and stored, whatever bytes its name is made of."""
    return printable(os.fsencode(path).decode("utf-8", "replace")).replace("\n", " ").replace("\t", " ")


def inputs(paths: Sequence[str], resources: ExitStack) -> Iterator[Input | Issue]:
    """The files that `paths` name, in their order, folders sorted by name; a file is read once however often it is
    named. `resources` closes what a pipe was kept in."""
    seen: set[str] = set()
    for path in paths:
        for item in _named(path, resources):
            if isinstance(item, Issue):
                yield item
            elif item.key not in seen:
                seen.add(item.key)
                yield item


def _named(path: str, resources: ExitStack) -> Iterator[Input | Issue]:
    if _URL.match(path):
        yield Issue(shown(path), "an address on the web, and nothing is fetched", "save its text to a file, name that")
        return
    try:
        if path == "-":
            yield _stdin(resources)
            return
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            yield from _walk(Path(path), "", {os.path.realpath(path)})
        elif stat.S_ISREG(mode):
            yield Input(path, Path(path).name, os.path.realpath(path))
        else:  # a pipe, as from `<(command)`: it can be read once only
            with Path(path).open("rb") as pipe:
                spool = _spool(pipe, resources)
            yield Input(path, Path(path).name, path, spool)
    except (OSError, ValueError) as e:  # ValueError: a path with a zero byte
        yield failed(path, e)


def _stdin(resources: ExitStack) -> Input | Issue:
    if sys.stdin is None:
        return Issue("stdin", "closed", "pipe a text into it, or name a file")
    return Input("-", "stdin", "-", _spool(sys.stdin.buffer, resources))


def _walk(folder: Path, below: str, above: set[str]) -> Iterator[Input | Issue]:
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as e:
        yield failed(str(folder), e)
        return
    for entry in entries:
        name = f"{below}{entry.name}"
        if entry.name.startswith("."):
            yield Issue(shown(str(entry)), "hidden, and left out", "name it itself to read it", refused=False)
            continue
        try:
            mode = entry.stat().st_mode
        except OSError as e:
            yield failed(str(entry), e)
            continue
        if stat.S_ISDIR(mode):
            real = os.path.realpath(entry)
            if real not in above:  # a link to a folder above would go round for ever
                yield from _walk(entry, f"{name}/", above | {real})
        elif stat.S_ISREG(mode):
            yield Input(str(entry), name, os.path.realpath(entry))
        else:
            yield Issue(shown(str(entry)), "not a regular file", "only files and folders can be read")


def failed(path: str, e: OSError | ValueError) -> Issue:
    """What a file that could not be opened or read is refused for."""
    hints: dict[type[BaseException], str] = {
        FileNotFoundError: "check the spelling of the path",
        PermissionError: "make it readable to you, for example with chmod +r",
    }
    reason = e.strerror if isinstance(e, OSError) and e.strerror else str(e)
    return Issue(shown(path), reason[:1].lower() + reason[1:], hints.get(type(e), ""))


def _spool(stream: BinaryIO, resources: ExitStack) -> BinaryIO:
    """The content of a pipe in a file that closes with `resources`."""
    import shutil  # both take a while to import, and files do without
    from tempfile import SpooledTemporaryFile

    spool = resources.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 (the stack closes it)
    shutil.copyfileobj(stream, spool)
    return cast(BinaryIO, spool)
