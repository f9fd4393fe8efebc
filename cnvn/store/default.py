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
        handle, name = tempfile.mkstemp(prefix=".building-", suffix=".sqlite3", dir=file.parent)
    except OSError as error:
        raise CnvnError(f"no store can be made in {file.parent}: {error.strerror}", hint) from None
    os.close(handle)
    building = Path(name)
    try:
        articles, events = _build(name)
        _put_in_place(building, file)
    finally:
        building.unlink(missing_ok=True)
    say(f"cnvn: built {file} from {articles} bundled briefs, {events} events")


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


def _put_in_place(building: Path, file: Path) -> None:
    """Gives the finished store its name, unless another process was quicker."""
    try:
        os.link(building, file)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not file.exists():
            building.replace(file)
