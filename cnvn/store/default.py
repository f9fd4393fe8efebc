"""The default store: where it is, and how it comes to be from the bundled briefs and stays up to date with them."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cnvn.errors import CnvnError
from cnvn.store.version import version_of_briefs

if TYPE_CHECKING:
    from cnvn.store.ingest import Summary

_NOTE = "bundled"  # under which the store notes what its briefs were read with


def default_path() -> str:
    """The path of the default store in the platform's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("cnvn", appauthor=False) / "cnvn.sqlite3")


def ready(
    path: str,
    say: Callable[[str], None],
    folder: Path | None = None,
    progress: Callable[["Summary"], None] = lambda summary: None,
) -> None:
    """Sees to it that the default store exists and holds the bundled briefs as this program reads them with the
    knowledge in `folder`; says so in one line if anything had to be done, and calls `progress` with every brief.

    It is built under another name and then put in place, whole or not at all: of two processes that build at once,
    one is quicker and the other uses what that one made. In a store that was made by another version only the briefs
    are read anew; the user's own articles stay as they were read. Raises `CnvnError` where the store or its folder
    cannot be written.
    """
    file, version = Path(path), version_of_briefs(folder)
    if file.exists():
        if _version(path) != version:
            briefs, events = _fill(path, folder, version, progress)
            say(f"cnvn: brought {file} up to date with {_briefs(briefs)}, {events} events")
        return
    hint = "name another store with --db or CNVN_DB"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = tempfile.TemporaryDirectory(prefix=".building-", dir=file.parent)
    except OSError as error:
        raise CnvnError(f"no store can be made in {file.parent}: {error.strerror}", hint) from None
    with temporary as name:
        building = Path(name) / file.name
        briefs, events = _fill(str(building), folder, version, progress)
        placed = _put_in_place(building, file)
    if placed:
        say(f"cnvn: built {file} from {_briefs(briefs)}, {events} events")


def _version(path: str) -> str | None:
    """What the bundled briefs of a store were read with."""
    from cnvn.store.reader import Reader

    with Reader(path) as reader:
        return reader.meta(_NOTE)


def _fill(path: str, folder: Path | None, version: str, progress: Callable[["Summary"], None]) -> tuple[int, int]:
    """Reads the briefs into a store, in the place of those that it had; how many briefs and events it then holds."""
    from cnvn.model import Article
    from cnvn.read.bundled import read_bundled
    from cnvn.store.ingest import ingest
    from cnvn.store.store import Store

    items = list(read_bundled())
    briefs = {item.id for item in items if isinstance(item, Article)}
    if not briefs:
        raise CnvnError("the bundled briefs are not there", "install cnvn anew, or name a store with --db or CNVN_DB")
    with Store(path) as store:
        had = [article for article, (_, origin, _) in store.fingerprints().items() if origin == "bundled"]
        if gone := [article for article in had if article not in briefs]:
            store.drop(gone)
        summary = ingest(store, items, folder=folder, progress=progress)
        store.note(_NOTE, version)
    return len(briefs), summary.events


def _briefs(count: int) -> str:
    return f"{count} bundled brief{'s' * (count != 1)}"


def _put_in_place(building: Path, file: Path) -> bool:
    """Gives the finished store its name; False where another process was quicker."""
    try:
        os.link(building, file)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if file.exists():
            return False
        building.replace(file)
    return True
