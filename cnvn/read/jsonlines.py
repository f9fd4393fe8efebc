"""JSON: an object a line (JSON Lines), objects over several lines, or one array of objects."""

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from cnvn.errors import Issue
from cnvn.read.encoding import Undecodable, decode, marked
from cnvn.read.fields import Found, build
from cnvn.read.plain import UTF8, read_all

_MAX_LINES = 1000  # of one object; what goes on for longer is broken
_HINT = "each line must be one JSON object with a text"


def read_json(stream: BinaryIO, where: str) -> Iterator[Found | Issue]:
    """The articles of a JSON file, one after the other; of JSON Lines never more than one record is in memory.

    A record that cannot be read is an issue with its line number, and the others go in.
    """
    head = stream.read(1024)
    stream.seek(0)
    mark = marked(head)
    if (head.decode(mark, "ignore") if mark else head.decode("latin-1")).lstrip().startswith("["):
        yield from _read_array(stream, where)
    else:
        yield from _read_objects(stream, where, mark)


def _read_array(stream: BinaryIO, where: str) -> Iterator[Found | Issue]:
    text = yield from read_all(stream, where)
    if text is None:
        return
    try:
        records = json.loads(text)
    except (ValueError, RecursionError) as e:
        line = f":{e.lineno}" if isinstance(e, json.JSONDecodeError) else ""
        yield Issue(f"{where}{line}", f"broken JSON ({_reason(e)})", "mend it, or write one object a line")
        return
    for number, record in enumerate(records, 1):
        yield from _article(record, f"{where}#{number}")


def _read_objects(stream: BinaryIO, where: str, mark: str | None) -> Iterator[Found | Issue]:
    """Objects one after the other. One may go over several lines; a line that opens the next one ends a broken one."""
    pending: list[str] = []
    first, error = 0, ""
    for number, line in _lines(stream, where, mark):
        if isinstance(line, Issue):
            yield line
            continue
        if pending and (line.startswith("{") or len(pending) == _MAX_LINES):
            yield Issue(f"{where}:{first}", error, _HINT)
            pending = []
        if not line.strip():
            continue
        if not pending:
            first = number
        pending.append(line)
        if first != number and not line.rstrip().endswith("}"):
            continue
        try:
            record = json.loads("".join(pending).rstrip())
        except (ValueError, RecursionError) as e:
            error = f"broken JSON ({_reason(e)})"
            if not pending[0].lstrip().startswith("{"):
                yield Issue(f"{where}:{first}", error, _HINT)
                pending = []
            continue
        pending = []
        yield from _article(record, f"{where}:{first}")
    if pending:
        yield Issue(f"{where}:{first}", error, _HINT)


def _lines(stream: BinaryIO, where: str, mark: str | None) -> Iterator[tuple[int, str | Issue]]:
    """The lines with their numbers, or what is wrong with one; each is decoded by itself."""
    if mark and mark != "utf-8-sig":  # a line break is more than one byte, so the stream is decoded before it is cut
        text = io.TextIOWrapper(stream, encoding=mark, errors="replace", newline="\n")
        try:
            yield from enumerate(text, 1)
        finally:
            text.detach()  # else it would close a stream that is not its own
        return
    for number, raw in enumerate(stream, 1):
        try:
            decoded = decode(raw)
        except Undecodable as e:
            yield number, Issue(f"{where}:{number}", str(e), UTF8)
            continue
        if decoded.guessed:
            reason = f"not UTF-8; read as {decoded.encoding} by its look"
            yield number, Issue(f"{where}:{number}", reason, f"{UTF8} to be sure", refused=False)
        yield number, decoded.text


def _article(record: Any, where: str) -> Iterator[Found | Issue]:
    if not isinstance(record, dict):
        yield Issue(where, "not a JSON object", _HINT)
        return
    text = record.get("text")
    if text is not None and not isinstance(text, str):
        yield Issue(where, "text is not a string", _HINT)
        return
    yield from build(record, text or "", where)


def _reason(e: Exception) -> str:
    if isinstance(e, json.JSONDecodeError):
        return f"{e.msg} at column {e.colno}"
    return "nested too deep" if isinstance(e, RecursionError) else str(e)
