"""Reference data beside the checkout, if present: real articles and texts that are no part of the project."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cnvn.model import Article

FOLDER = Path(__file__).resolve().parents[2] / "shared"
needed = pytest.mark.skipif(not FOLDER.is_dir(), reason="no reference data beside the checkout")


def articles() -> Iterator[Article]:
    """The real articles, as saved pages."""
    for path in sorted((FOLDER / "articles").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            yield Article(path.stem, file.read())


def texts() -> Iterator[Article]:
    """The articles and every text of the corpora in English."""
    yield from articles()
    for path in [FOLDER / "corpora" / "readouts.jsonl", *sorted((FOLDER / "timex").glob("*.jsonl"))]:
        yield from rows(path)


def rows(path: Path) -> Iterator[Article]:
    """The texts of one corpus."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Article(row["id"], row["text"], row["title"] or None, published=date.fromisoformat(row["published"]))
