"""The briefs that come with the package, as articles."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cnvn.briefs import brief_paths
from cnvn.errors import Issue
from cnvn.model import Article
from cnvn.read.batch import read_paths


def bundled_paths() -> tuple[str, ...]:
    """The files of the bundled briefs, sorted by name, fit for `read_paths`; empty where there are none."""
    return tuple(map(str, brief_paths()))


def read_bundled() -> Iterator[Article | Issue]:
    """The bundled briefs as articles of origin "bundled"; `path` is only the file's name, the same on every machine."""
    for item in read_paths(bundled_paths()):
        if isinstance(item, Article):
            yield replace(item, origin="bundled", path=Path(item.path or "").name)
        else:
            yield item
