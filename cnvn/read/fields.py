"""What an article says of itself (front matter, a JSON object) → the fields of an `Article`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cnvn.errors import Issue
from cnvn.model import Article, Reference
from cnvn.read.days import FORMS, Incomplete, day_in_address, parse_day
from cnvn.read.encoding import storable


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a format module finds it: `article.id` is empty where none is given, `where` is for issues."""

    article: Article
    where: str


def build(values: Mapping[Any, Any], text: str, where: str) -> Iterator[Found | Issue]:
    """One article from its fields and text: the article after its warnings, or the issue that it was refused for.

    Keys that are not fields of an article are passed over, so that a file may hold more than is read here.
    """
    if not text.strip():
        yield Issue(where, "an article without text", "give it a text, or leave it out")
        return
    try:
        plain = {key: _scalar(values, key) for key in ("id", "title", "publisher", "url", "language")}
    except ValueError as e:
        yield Issue(where, str(e), "write it as one line of text")
        return
    published = None
    try:
        published = _day(values)
    except Incomplete as e:
        yield Issue(where, f"published: {e}", f"it is read as undated; {FORMS}", refused=False)
    except ValueError as e:
        yield Issue(where, f"published: {e}", FORMS)
        return
    if published is None and plain["url"] and not _scalar(values, "published"):
        published = day_in_address(plain["url"])
    references: list[Reference] = []
    for item in _references(values.get("sources"), where):
        if isinstance(item, Issue):
            yield item
        elif any(r.label == item.label for r in references):
            yield Issue(where, f"two sources have the label {item.label!r}", "the second is left out", refused=False)
        else:
            references.append(item)
    article = Article(
        id=plain["id"] or "",
        text=storable(text),
        title=plain["title"],
        publisher=plain["publisher"],
        published=published,
        url=plain["url"],
        language=(plain["language"] or "en").replace("_", "-").split("-")[0].lower(),
        references=tuple(references),
    )
    yield Found(article, where)


def _scalar(values: Mapping[Any, Any], key: str) -> str | None:
    """The value of `key` as one line of text, None where it is absent or empty. Raises `ValueError` for a structure."""
    value = values.get(key)
    if value is None:
        return None
    if isinstance(value, list | dict | bool):
        raise ValueError(f"{key} is not a text")
    return " ".join(storable(str(value)).split()) or None


def _day(values: Mapping[Any, Any]) -> date | None:
    text = _scalar(values, "published")
    return parse_day(text) if text else None


def _references(sources: Any, where: str) -> Iterator[Reference | Issue]:
    """The sources that an article names. One that cannot be read is left out with a warning: the text still stands."""
    if not sources:
        return
    if not isinstance(sources, list):
        yield Issue(where, "sources is not a list", "they are left out", refused=False)
        return
    for number, source in enumerate(sources, 1):
        if not isinstance(source, dict):
            yield Issue(where, f"source {number} has no label", "it is left out", refused=False)
            continue
        try:
            label, title, publisher, url = (_scalar(source, k) for k in ("label", "title", "publisher", "url"))
        except ValueError as e:
            yield Issue(where, f"source {number}: {e}", "it is left out", refused=False)
            continue
        if not label:
            yield Issue(where, f"source {number} has no label", "it is left out", refused=False)
            continue
        published = None
        try:
            published = _day(source)
        except ValueError as e:
            yield Issue(where, f"source {label}: published: {e}", "its day is left out", refused=False)
        yield Reference(label, title, publisher, published, url)
