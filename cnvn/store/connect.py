"""Opens the SQLite file of a store, brings it up to date, and puts SQLite's errors into words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cnvn.errors import CnvnError
from cnvn.store.schema import APPLICATION_ID, MIGRATIONS

_WAIT = 5.0  # seconds that a locked store is waited for

_REASONS = {
    "SQLITE_BUSY": ("is in use by another program", "try again when that one is done"),
    "SQLITE_LOCKED": ("is in use by another program", "try again when that one is done"),
    "SQLITE_READONLY": ("can be read but not written", "name another store with --db or CNVN_DB"),
    "SQLITE_PERM": ("may not be opened", "check its permissions"),
    "SQLITE_CANTOPEN": ("cannot be opened", "check the folder and its permissions"),
    "SQLITE_NOTADB": ("is not a cnvn store", "name another file with --db or CNVN_DB"),
    "SQLITE_CORRUPT": ("is damaged", "move it away and ingest again"),
    "SQLITE_FULL": ("cannot grow, the disk is full", "make room and try again"),
}


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turns what SQLite raises inside into a `CnvnError` that names the store."""
    try:
        yield
    except sqlite3.Error as error:
        # Extended names such as SQLITE_READONLY_DIRECTORY begin with the basic one.
        name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        reason, hint = _REASONS.get(name, (f"failed: {error}", ""))
        raise CnvnError(f"the store {path} {reason}", hint) from error


def connect(path: str, *, write: bool) -> sqlite3.Connection:
    """A connection to the store at `path`, its tables up to date.

    For reading, a store that does not exist is an empty one in memory, and nothing is created; for writing it is
    created. Raises `CnvnError` where the file is no store, newer than this program, or cannot be opened.
    """
    file = Path(path).absolute()
    folder = file.parent
    if not folder.is_dir():
        raise CnvnError(f"the folder {folder} does not exist", "create it, or name another store with --db or CNVN_DB")
    if file.is_dir():
        raise CnvnError(f"the store {path} is a folder", "name a file with --db or CNVN_DB")
    with explained(path):
        if not write and not (file.exists() and file.stat().st_size):
            connection = _open(":memory:")
            _migrate(connection)
            return connection
        connection = _open(_uri(file, "rwc" if write else "ro"))
        try:
            version = _version(connection, path)
            if version < len(MIGRATIONS):
                if not write:
                    connection.close()
                    connection = _open(_uri(file, "rw"))
                _migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _open(uri: str) -> sqlite3.Connection:
    # Transactions are begun and ended by hand: isolation_level None is SQLite's own autocommit.
    connection = sqlite3.connect(uri, timeout=_WAIT, isolation_level=None, uri=uri.startswith("file:"))
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _uri(file: Path, mode: str) -> str:
    return f"{file.as_uri()}?mode={mode}"


def _version(connection: sqlite3.Connection, path: str) -> int:
    """The number of the last migration that the store has seen."""
    # The tables first: another process may be making them just now, and the application's number comes with them.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables:
        return 0
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise CnvnError(f"the store {path} is not a cnvn store", "name another file with --db or CNVN_DB")
    (version,) = connection.execute("SELECT max(number) FROM migrations").fetchone()
    if version > len(MIGRATIONS):
        raise CnvnError(
            f"the store {path} was written by a newer cnvn (schema {version}, this one knows {len(MIGRATIONS)})",
            "update cnvn, or name another store with --db or CNVN_DB",
        )
    return int(version)


def _migrate(connection: sqlite3.Connection) -> None:
    """Runs the migrations that are missing, in one transaction; another process may have been quicker."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY)")
        (done,) = connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()
        for number, script in enumerate(MIGRATIONS[done:], done + 1):
            for statement in script.split(";"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?)", (number,))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has taken it back itself where the disk is full
            connection.execute("ROLLBACK")
        raise
