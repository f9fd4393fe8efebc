"""The default store: where it is, and how it comes to be from the bundled briefs."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from cnvn import __version__
from cnvn.errors import CnvnError


def default_path() -> str:
    """The path of the default store in the platform's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("cnvn", appauthor=False) / "cnvn.sqlite3")


def ready(path: str, say: Callable[[str], None]) -> None:
    """Sees to it that the default store exists, and says so in one line if it had to be built.

    It is built under another name and then put in place, whole or not at all: of two processes that build at once,
    one is quicker and the other uses what that one made. Raises `CnvnError` where the folder cannot be written.
    """
    file = Path(path)
    if file.exists():
        return
    hint = "name another store with --db or CNVN_DB"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=".building-", dir=file.parent)
    except OSError as error:
        raise CnvnError(f"no store can be made in {file.parent}: {error.strerror}", hint) from None
    with folder as name:
        building = Path(name) / file.name
        articles, events = _build(str(building))
        placed = _put_in_place(building, file)
    if placed:
        say(f"cnvn: built {file} from {articles} bundled brief{'s' * (articles != 1)}, {events} events")


def _build(path: str) -> tuple[int, int]:
    from cnvn.read.bundled import read_bundled
    from cnvn.store.ingest import ingest
    from cnvn.store.store import Store

    with Store(path) as store:
        summary = ingest(store, read_bundled())
        if not summary.added:
            raise CnvnError(
                "the bundled briefs are not there", "install cnvn anew, or name a store with --db or CNVN_DB"
            )
        store.note("bundled", __version__)
    return summary.added, summary.events


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
