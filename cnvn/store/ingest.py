"""Articles into a store: what is new is read through the pipeline, then all events are merged anew."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cnvn import merge as merging
from cnvn.errors import Issue
from cnvn.knowledge import load
from cnvn.model import Article
from cnvn.pipeline import Extraction, extract_all
from cnvn.store.codec import fingerprint
from cnvn.store.store import Merge, Store
from cnvn.store.version import version

BATCH = 200  # articles in one transaction

Extract = Callable[[Iterable[Article | Issue]], Iterator[Extraction | Issue]]


@dataclass(slots=True)
class Summary:
    """What an ingest did, in numbers of articles; `events` is how many the store holds afterwards."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    refused: int = 0
    events: int = 0

    @property
    def read(self) -> int:
        return self.added + self.replaced + self.unchanged


def ingest(
    store: Store,
    items: Iterable[Article | Issue],
    *,
    folder: Path | None = None,
    workers: int = 1,
    extract: Extract | None = None,
    merge: Merge | None = None,
    again: bool = False,
    report: Callable[[Issue], None] = lambda issue: None,
    progress: Callable[[Summary], None] = lambda summary: None,
) -> Summary:
    """Reads `items` into the store and merges all its events anew if anything changed.

    `folder` holds a user's own knowledge; `extract` and `merge` are the stages of the pipeline, unless given.

    An article that the store has already, unchanged and read by this version with this knowledge, is passed over
    (unless `again`), so an ingest that was broken off goes on where it stopped. Each issue goes to `report`; `progress`
    is called with every article. Raises `CnvnError` where the store refuses or the knowledge is wrong.
    """
    extract = extract or (lambda items: extract_all(items, workers=workers, folder=folder))
    merge = merge or (lambda candidates: merging.merge(candidates, load(folder)))
    summary = Summary()
    chosen = _Chooser(store.fingerprints(), summary, version(folder), again)
    batch: list[tuple[str, Extraction]] = []
    for result in extract(chosen.pick(items)):
        if isinstance(result, Issue):
            summary.refused += result.refused
            report(result)
            continue
        for issue in result.issues:
            report(issue)
        batch.append((chosen.digests.pop(result.article.id), result))
        if len(batch) == BATCH:
            store.put(batch)
            batch.clear()
        progress(summary)
    if batch:
        store.put(batch)
    if store.meta("unmerged"):
        summary.events = store.merge(merge)
    else:
        summary.events = store.count()
    return summary


class _Chooser:
    """Picks the articles that must be read, and counts what becomes of each."""

    def __init__(
        self, known: dict[str, tuple[str, str, str | None]], summary: Summary, version: str, again: bool
    ) -> None:
        self.digests: dict[str, str] = {}  # of the articles that are being read
        self._known = known
        self._summary = summary
        self._version = version
        self._again = again
        self._seen: dict[str, str] = {}

    def pick(self, items: Iterable[Article | Issue]) -> Iterator[Article | Issue]:
        for item in items:
            if isinstance(item, Issue):
                yield item
                continue
            where = item.path or item.id
            try:
                digest = fingerprint(item, self._version)
            except UnicodeEncodeError as error:
                yield Issue(where, f"it holds half of a letter ({error.reason})", "save it as UTF-8")
                continue
            if item.id not in self._seen:
                self._seen[item.id] = digest
                if self._is_new(item, digest):
                    self.digests[item.id] = digest
                    yield from self._replacing(item, where)
                    yield item
            elif self._seen[item.id] == digest:
                self._summary.unchanged += 1
            else:
                # One id for two texts: which one is kept would depend on their order.
                yield Issue(where, f"another article of this run has the id {item.id!r}", "give it an id of its own")

    def _replacing(self, article: Article, where: str) -> Iterator[Issue]:
        """A warning where an article takes the place of one from another file: perhaps both were wanted."""
        _, origin, path = self._known.get(article.id, ("", "", None))
        if origin == article.origin == "mine" and path and path != article.path:
            reason = f"replaces the article {article.id!r} that was read from {path}"
            yield Issue(where, reason, "to keep both, give one an id and ingest the other again", refused=False)

    def _is_new(self, article: Article, digest: str) -> bool:
        """Whether the article must be read. What a user ingested is never replaced by a brief of the same id."""
        old, origin, _ = self._known.get(article.id, ("", article.origin, None))
        if (origin == "mine" and article.origin == "bundled") or (old == digest and not self._again):
            self._summary.unchanged += 1
            return False
        if old:
            self._summary.replaced += 1
        else:
            self._summary.added += 1
        return True
