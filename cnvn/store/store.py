"""An open store: articles and their candidates go in, merged events come out.

Nothing is half-done: each public method that writes is one transaction.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol, Self

from cnvn.errors import Issue
from cnvn.model import Article, Candidate, Event, Part
from cnvn.output.rows import event_row
from cnvn.store.codec import dump_candidate, dump_references, load_candidate
from cnvn.store.connect import connect, explained
from cnvn.text import fold

Merge = Callable[[Iterable[Candidate]], Iterable[Event]]

_LARGEST = 2**63 - 1  # what an INTEGER column holds


class Extracted(Protocol):
    """What the pipeline found in one article."""

    @property
    def article(self) -> Article: ...
    @property
    def parts(self) -> tuple[Part, ...]: ...
    @property
    def candidates(self) -> tuple[Candidate, ...]: ...
    @property
    def issues(self) -> tuple[Issue, ...]: ...


class Store:
    """The store at `path`, open for writing; made if it does not exist.

    Raises `CnvnError` in every method where SQLite refuses.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._db = connect(path, write=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    # ------------------------------------------------------------------------------------------------------ articles
    def fingerprints(self) -> dict[str, tuple[str, str, str | None]]:
        """Of every article its fingerprint, its origin and the path it was read from, by id."""
        with explained(self.path):
            rows = self._db.execute("SELECT id, fingerprint, origin, path FROM articles")
            return {article: (digest, origin, path) for article, digest, origin, path in rows}

    def put(self, batch: Sequence[tuple[str, Extracted]]) -> None:
        """Adds articles, each with its fingerprint; one with the same id is replaced. Call `merge` afterwards."""
        with self._writing():
            for digest, extracted in batch:
                self._put(digest, extracted)
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('unmerged', '1')")

    def drop(self, articles: Iterable[str]) -> None:
        """Takes articles out. Call `merge` afterwards."""
        with self._writing():
            self._db.executemany("DELETE FROM articles WHERE id = ?", [(article,) for article in articles])
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('unmerged', '1')")

    def _put(self, digest: str, extracted: Extracted) -> None:
        article = extracted.article
        published = article.published.isoformat() if article.published else None
        issues = json.dumps([str(issue) for issue in extracted.issues], ensure_ascii=False)
        self._db.execute("DELETE FROM articles WHERE id = ?", (article.id,))
        self._db.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article.id, digest, article.origin, article.title, article.publisher, published, article.url,
                article.language, article.path, len(extracted.parts), issues, dump_references(article), article.text,
            ),
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO candidates VALUES (?, ?, ?)",
            [(article.id, n, dump_candidate(candidate)) for n, candidate in enumerate(extracted.candidates)],
        )

    # ---------------------------------------------------------------------------------------------------------- meta
    def meta(self, key: str) -> str | None:
        """What was noted under `key`."""
        with explained(self.path):
            row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def note(self, key: str, value: str) -> None:
        """Notes a value in the store."""
        with self._writing():
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # -------------------------------------------------------------------------------------------------------- events
    def merge(self, merge: Merge) -> int:
        """Merges all candidates into events anew and returns how many there are now.

        An id that is gone leads on to the event that holds most of what the old one was read from.
        """
        with self._writing():
            events = tuple(merge(self._candidates()))
            former = self._sources_by_id()
            self._db.execute("DELETE FROM events")
            for position, event in enumerate(events):
                self._insert(position, event)
            self._lead_on(former, events)
            self._db.execute("DELETE FROM meta WHERE key = 'unmerged'")
        return len(events)

    def count(self) -> int:
        """How many events there are."""
        with explained(self.path):
            (number,) = self._db.execute("SELECT count(*) FROM events").fetchone()
        return int(number)

    def _candidates(self) -> Iterator[Candidate]:
        for (data,) in self._db.execute("SELECT data FROM candidates ORDER BY article, number"):
            yield load_candidate(data)

    def _sources_by_id(self) -> dict[str, list[tuple[str, int, int, str]]]:
        sources: dict[str, list[tuple[str, int, int, str]]] = {}
        query = """SELECT id, article, s.start, s."end", rule FROM events JOIN event_sources s USING (position)"""
        for identity, *source in self._db.execute(query):
            sources.setdefault(identity, []).append(tuple(source))
        return sources

    def _insert(self, position: int, event: Event) -> None:
        row = event_row(event)
        number = event.meeting.number if event.meeting else None
        self._db.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                position, event.id, row["start"], row["end"], event.type, event.status, event.origin,
                event.place and event.place.name, event.place and fold(event.place.name),
                event.meeting and event.meeting.series, event.meeting and fold(event.meeting.series),
                number if number is None or number <= _LARGEST else None,
            ),
        )  # fmt: skip
        self._db.execute(
            "INSERT INTO event_rows VALUES (?, ?, ?)",
            (position, json.dumps(row, ensure_ascii=False), _words(event)),
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO event_people VALUES (?, ?, ?, ?)",
            [(position, fold(p.name), p.name, p.country) for p in event.people],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO event_countries VALUES (?, ?)", [(code, position) for code in event.countries]
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO event_sources VALUES (?, ?, ?, ?, ?)",
            [(s.article, s.start, s.end, s.rule, position) for s in event.sources],
        )

    def _lead_on(self, former: dict[str, list[tuple[str, int, int, str]]], events: tuple[Event, ...]) -> None:
        """Writes `former_ids` for every id that was and is no more."""
        live = {event.id for event in events}
        owner = {(s.article, s.start, s.end, s.rule): event.id for event in events for s in event.sources}
        heirs: dict[str, str] = {}
        for identity in sorted(former.keys() - live):
            held = [owner[source] for source in former[identity] if source in owner]
            if held:
                heirs[identity] = max(sorted(set(held)), key=held.count)
        older = dict(self._db.execute("SELECT id, now FROM former_ids"))
        for identity, now in older.items():
            heirs.setdefault(identity, heirs.get(now, now))
        self._db.execute("DELETE FROM former_ids")
        self._db.executemany(
            "INSERT INTO former_ids VALUES (?, ?)",
            [(old, now) for old, now in sorted(heirs.items()) if old not in live and now in live],
        )

    # -------------------------------------------------------------------------------------------------- transactions
    @contextmanager
    def _writing(self) -> Iterator[None]:
        with explained(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


def _words(event: Event) -> str:
    """What `--text` looks into: title, names and quotes."""
    parts = [event.title, *(p.name for p in event.people), *(p.office_in_text or "" for p in event.people)]
    parts += [*event.organizations, event.place.name if event.place else ""]
    parts += [event.meeting.series if event.meeting else "", *(s.quote for s in event.sources)]
    return fold("\n".join(parts))
