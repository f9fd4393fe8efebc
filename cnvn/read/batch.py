"""A batch of inputs → articles with ids of their own, in an order that the names decide."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from pathlib import Path, PurePath

from cnvn.errors import Issue
from cnvn.model import Article
from cnvn.read.fields import Found
from cnvn.read.inputs import Input, failed, inputs, shown
from cnvn.read.jsonlines import read_json
from cnvn.read.markdown import read_markdown
from cnvn.read.plain import read_text
from cnvn.read.sniff import HEAD, Unreadable, sniff

_READERS = {"text": read_text, "front matter": read_markdown, "json": read_json}


def read_paths(
    paths: Sequence[str],
    *,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
) -> Iterator[Article | Issue]:
    """The articles of files, folders and stdin (`-`), and an `Issue` for everything that could not be read.

    `published`, `title` and `publisher` are for articles that do not say it themselves. Results come in the order of
    `paths`, folders sorted by name. A text's line ends stay as they are; where there is front matter, the article's
    text is what follows it.

    An article's id is the one it gives, else its file's stem (with the record's number where a file holds several),
    else, where files of one stem meet, the path below the folder named. Where one id is left for different articles,
    each gets a part of its own fingerprint added and a warning says so; so an id never depends on the order of `paths`.
    One id with the same content is the same article, and comes as often as it was given.

    Every input is read twice, for its ids and then for its articles, one article at a time.
    """
    with ExitStack() as resources:
        found = list(inputs(paths, resources))
        ids = _Ids([item for item in found if isinstance(item, Input)])
        for item in found:
            if isinstance(item, Issue):
                yield item
                continue
            number = 0
            for result in _read(item):
                if isinstance(result, Issue):
                    yield result
                    continue
                number += 1
                article = result.article
                final, clash = ids.of(item, number, article)
                if clash:
                    yield Issue(
                        result.where,
                        f"the id {clash!r} stands for several different articles",
                        f"this one is read as {final!r}; give each an id of its own",
                        refused=False,
                    )
                yield replace(
                    article,
                    id=final,
                    title=article.title or title,
                    publisher=article.publisher or publisher,
                    published=article.published or published,
                    path=None if item.path == "-" else shown(item.path),
                )


def _read(item: Input) -> Iterator[Found | Issue]:
    """What one input holds, whatever its format."""
    try:
        stream = item.open()
    except OSError as e:
        yield failed(item.path, e)
        return
    try:
        kind = sniff(stream.read(HEAD))
        if isinstance(kind, Unreadable):
            yield Issue(item.where, kind.reason, kind.hint)
            return
        stream.seek(0)
        yield from _READERS[kind](stream, item.where)
    except OSError as e:
        yield failed(item.path, e)
    finally:
        if not item.spool:
            stream.close()


class _Ids:
    """The ids of a batch, settled before its first article is passed on, since the last one may claim the same."""

    def __init__(self, batch: Sequence[Input]) -> None:
        given: list[tuple[str, bytes]] = []
        unnamed: dict[str, list[tuple[int, bytes]]] = {}
        for item in batch:
            articles = (r.article for r in _read(item) if isinstance(r, Found))
            for number, article in enumerate(articles, 1):
                if article.id:
                    given.append((article.id, _fingerprint(article)))
                else:
                    unnamed.setdefault(item.key, []).append((number, _fingerprint(article)))
        self._names = _names([item for item in batch if item.key in unnamed])
        self._several = {key for key, records in unnamed.items() if len(records) > 1}
        self._claimed: dict[str, bytes] = {}
        self._clashing: set[str] = set()
        for name, fingerprint in given:
            self._claim(name, fingerprint)
        for key, records in unnamed.items():
            for number, fingerprint in records:
                self._claim(self._name(key, number), fingerprint)

    def of(self, item: Input, number: int, article: Article) -> tuple[str, str | None]:
        """The final id of an article, the `number`-th of its input, and the id that it could not have, if any."""
        name = article.id or self._name(item.key, number)
        if name not in self._clashing:
            return name, None
        return f"{name}~{_fingerprint(article).hex()}", name

    def _name(self, key: str, number: int) -> str:
        return f"{self._names[key]}-{number}" if key in self._several else self._names[key]

    def _claim(self, name: str, fingerprint: bytes) -> None:
        if self._claimed.setdefault(name, fingerprint) != fingerprint:
            self._clashing.add(name)


def _fingerprint(article: Article) -> bytes:
    """Six bytes that tell an article's content and what it says of itself from another's."""
    fields = repr(replace(article, text=""))
    return blake2b(f"{fields}\n{article.text}".encode(), digest_size=6).digest()


def _names(batch: Sequence[Input]) -> dict[str, str]:
    """A name for each file: its stem, else its path below the folder named, else so much more of its path as tells it
    from the others. Each is settled by the set of files alone."""
    names: dict[str, str] = {}
    todo = [(item.key, _candidates(item)) for item in batch]
    while todo:
        sharing = defaultdict(list)
        for key, candidates in todo:
            # A file that has no more to say of itself keeps its last name, and the articles' fingerprints decide.
            names[key] = next(candidates, names.get(key, ""))
            sharing[names[key]].append((key, candidates))
        todo = [pair for pairs in sharing.values() if len(pairs) > 1 for pair in pairs]
    return names


def _candidates(item: Input) -> Iterator[str]:
    below = PurePath(item.below)
    yield shown(below.stem)
    yield shown(below.as_posix())
    parts = Path(item.path).resolve().parts
    for count in range(len(below.parts) + 1, len(parts)):
        yield shown("/".join(parts[-count:]))
