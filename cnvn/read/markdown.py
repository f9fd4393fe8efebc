"""Markdown with front matter: YAML between two lines of dashes, and the text after it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from cnvn.errors import Issue
from cnvn.read.days import parse_day
from cnvn.read.fields import Found, build
from cnvn.read.plain import read_all

_BLOCK = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_MAX_DEPTH = 10


def read_markdown(stream: BinaryIO, where: str) -> Iterator[Found | Issue]:
    """The one article of a text with front matter.

    The article's text is what follows the closing line of the front matter, unchanged, and offsets count from there.
    """
    text = yield from read_all(stream, where)
    if text is None:
        return
    m = _BLOCK.match(text)
    if not m:
        yield Issue(where, "the front matter has no end", "close it with a line ---")
        return
    try:
        values = _mapping(m["yaml"])
    except ValueError as e:
        yield Issue(where, f"the front matter cannot be read: {e}", "write it as YAML, one key: value a line")
        return
    values.setdefault("published", _other_day(values))
    yield from build(values, text[m.end() :], where)


def _other_day(values: Mapping[Any, Any]) -> str | None:
    """The day under the key by which most programs that write front matter call that of publication."""
    day = values.get("date")
    try:
        return parse_day(day).isoformat() if isinstance(day, str) else None
    except ValueError:
        return None


def _mapping(text: str) -> dict[Any, Any]:
    """The front matter as a mapping whose scalars are all strings, as they were written: no 31 June that fails inside
    the YAML library, no title that turns into a number. Raises `ValueError` with a reason of one line."""
    import yaml  # takes a while to import, and plain texts do without

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml's is ten times faster, and not always there
    depth = 0
    try:
        # The tree is built by recursion, in C without a limit, so depth is counted on the flat events first.
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _MAX_DEPTH:
                raise ValueError("it is nested too deep")
        values = yaml.load(text, Loader=loader)
    except yaml.MarkedYAMLError as e:
        line = f" in its line {e.problem_mark.line + 1}" if e.problem_mark else ""
        raise ValueError(f"{e.problem or e.context}{line}") from None
    except yaml.YAMLError as e:
        raise ValueError(str(e).splitlines()[0]) from None
    if not isinstance(values, dict):
        raise ValueError("it holds no keys")
    return values
