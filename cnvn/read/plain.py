"""Plain text: all of it is the article, and nothing in it is taken for a title or a date."""

from collections.abc import Generator, Iterator
from typing import BinaryIO

from cnvn.errors import Issue
from cnvn.read.encoding import Undecodable, decode
from cnvn.read.fields import Found, build

UTF8 = "save it as UTF-8"


def read_text(stream: BinaryIO, where: str) -> Iterator[Found | Issue]:
    """The one article of a plain text."""
    text = yield from read_all(stream, where)
    if text is not None:
        yield from build({}, text, where)


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
