"""Plain text: all of it is the article, and nothing in it is taken for a title or a date. Where it says from which
address it was saved, that is the article's."""

import re
from collections.abc import Generator, Iterator
from typing import BinaryIO

from cnvn.errors import Issue
from cnvn.read.encoding import Undecodable, decode
from cnvn.read.fields import Found, build

UTF8 = "save it as UTF-8"
# The page's own address, in a line of its own: among the first few of a text, or anywhere behind a word that says so.
_FIRST_LINES = 4
_ADDRESS = re.compile(
    r"(?i)\s*(?P<label>(?:source |original )?(?:url|link|permalink|address)\s*:\s*)?<?(?P<url>https?://[^\s<>]+)>?\s*"
)


def read_text(stream: BinaryIO, where: str) -> Iterator[Found | Issue]:
    """The one article of a plain text."""
    text = yield from read_all(stream, where)
    if text is not None:
        yield from build({"url": _own_address(text)}, text, where)


def _own_address(text: str) -> str | None:
    """The only address from which a text says that it was saved.

    >>> _own_address("https://example.org/2024/08/19/talks\\n\\nTalks end"), _own_address("See https://example.org/")
    ('https://example.org/2024/08/19/talks', None)
    """
    if "://" not in text:
        return None
    lines = [line for line in text.splitlines() if line.strip()]
    found = {
        m["url"]
        for i, line in enumerate(lines)
        if "://" in line and (m := _ADDRESS.fullmatch(line)) and (m["label"] or i < _FIRST_LINES)
    }
    return found.pop() if len(found) == 1 else None


def read_all(stream: BinaryIO, where: str) -> Generator[Issue, None, str | None]:
    """Returns the whole text of `stream`, None where it could not be decoded; yields what there is to say of it."""
    try:
        decoded = decode(stream.read())
    except Undecodable as e:
        yield Issue(where, str(e), UTF8)
        return None
    if "\x00" in decoded.text:
        yield Issue(where, "a binary file", "only text, Markdown and JSON Lines can be read")
        return None
    if decoded.guessed:
        yield Issue(where, f"not UTF-8; read as {decoded.encoding} by its look", f"{UTF8} to be sure", refused=False)
    return decoded.text
