"""The reading side of a store: what the queries of the command line ask for."""

import json
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from cnvn.store.connect import connect, explained

if TYPE_CHECKING:
    from cnvn.query import Filter


class Named(NamedTuple):
    """A person of the store: folded name, name, country as most events have it, number of events, first, last day."""

    key: str
    name: str
    country: str | None
    events: int
    first: str
    last: str


class Counts(NamedTuple):
    """How much a store holds."""

    articles: int
    bundled: int
    events: int
    people: int
    series: int
    first: str | None
    last: str | None


class Reader:
    """The store at `path`, open for reading; one that does not exist is empty.

    Raises `CnvnError` in every method where SQLite refuses.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._db = connect(path, write=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def rows(self, wanted: "Filter") -> Iterator[str]:
        """The events asked for, each as the JSON text of its row."""
        for (row,) in self._ask(*wanted.sql()):
            yield row

    def event(self, identity: str) -> str | None:
        """The JSON row of one event."""
        found = self._one("SELECT row FROM events JOIN event_rows USING (position) WHERE id = ?", identity)
        return found and str(found[0])

    def now(self, identity: str) -> str | None:
        """The id that took the place of one that was."""
        found = self._one("SELECT now FROM former_ids WHERE id = ?", identity)
        return found and str(found[0])

    def ids(self) -> list[str]:
        """The ids of all events, in order."""
        return [identity for (identity,) in self._ask("SELECT id FROM events ORDER BY position")]

    def person(self, key: str) -> str | None:
        """The name of whoever has this folded name and takes part in an event."""
        found = self._one("SELECT min(name) FROM event_people WHERE key = ?", key)
        return found[0] and str(found[0])

    def people(self) -> list[Named]:
        """Everyone who takes part in an event, by number of events, then by name."""
        sql = """
            SELECT key, min(name), country, sum(n) AS total, min(first), max(last) FROM (
                SELECT key, min(name) AS name, country, count(*) AS n, min(start) AS first, max("end") AS last
                FROM event_people JOIN events USING (position) GROUP BY key, country
                ORDER BY key, country IS NULL, n DESC, country
            ) GROUP BY key ORDER BY total DESC, key
        """
        return [Named(*row) for row in self._ask(sql)]

    def places(self) -> dict[str, str]:
        """The places of all events by their folded names."""
        return dict(self._ask("SELECT DISTINCT place_key, place FROM events WHERE place IS NOT NULL ORDER BY 1"))

    def series(self) -> dict[str, str]:
        """The series of all events by their folded names."""
        return dict(self._ask("SELECT DISTINCT series_key, series FROM events WHERE series IS NOT NULL ORDER BY 1"))

    def countries(self) -> set[str]:
        """The codes of all countries that take part in an event."""
        return {code for (code,) in self._ask("SELECT DISTINCT code FROM event_countries")}

    def articles(self) -> list[dict[str, Any]]:
        """What was read, in order of publication, without the texts."""
        sql = """
            SELECT a.id, a.title, publisher, published, url, language, path, a.origin,
                   length(text) AS characters, parts,
                   (SELECT count(*) FROM candidates WHERE article = a.id) AS candidates,
                   (SELECT count(DISTINCT position) FROM event_sources WHERE article = a.id) AS events,
                   issues
            FROM articles a ORDER BY published IS NULL, published, a.id
        """
        with explained(self.path):
            cursor = self._db.execute(sql)
            keys = [column[0] for column in cursor.description]
            rows = [dict(zip(keys, row, strict=True)) for row in cursor]
        return [{**row, "issues": json.loads(row["issues"])} for row in rows]

    def article_ids(self) -> list[str]:
        """The ids of all articles, in order."""
        return [article for (article,) in self._ask("SELECT id FROM articles ORDER BY id")]

    def text(self, article: str) -> str | None:
        """The text of an article."""
        found = self._one("SELECT text FROM articles WHERE id = ?", article)
        return found and str(found[0])

    def unmerged(self) -> bool:
        """Whether an ingest was broken off before its articles were merged into events."""
        return self._one("SELECT 1 FROM meta WHERE key = 'unmerged'") is not None

    def meta(self, key: str) -> str | None:
        """What was noted under `key`."""
        found = self._one("SELECT value FROM meta WHERE key = ?", key)
        return found and str(found[0])

    def counts(self) -> Counts:
        """How much there is."""
        found = self._one("""
            SELECT (SELECT count(*) FROM articles),
                   (SELECT count(*) FROM articles WHERE origin = 'bundled'),
                   (SELECT count(*) FROM events),
                   (SELECT count(DISTINCT key) FROM event_people),
                   (SELECT count(DISTINCT series_key) FROM events),
                   (SELECT min(start) FROM events), (SELECT max("end") FROM events)
        """)
        return Counts(*found)

    def _ask(self, sql: str, values: Sequence[str | int] = ()) -> Iterator[Any]:
        with explained(self.path):
            # Not `yield from`: a reader that has enough leaves this to be closed after the connection, and `yield from`
            # would then close the cursor, which SQLite refuses.
            for row in self._db.execute(sql, values):  # noqa: UP028
                yield row

    def _one(self, sql: str, *values: str) -> Any:
        with explained(self.path):
            return self._db.execute(sql, values).fetchone()
