"""Bytes → text: what the bytes say of themselves, then what they are sure to be, else a refusal."""

import codecs
import re
from dataclasses import dataclass

# The byte order marks, the longer ones first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding|coding)\s*[:=]\s*["']?([A-Za-z][\w.:-]+)""", re.I)
_DECLARED_WITHIN = 1024
_MAX_MESS = 0.1  # charset-normalizer's share of implausible characters; real text decoded rightly stays far below
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that it was read with; `guessed` where only its look speaks for that encoding."""

    text: str
    encoding: str
    guessed: bool = False


class Undecodable(ValueError):
    """Bytes that no encoding accounts for. The message is the reason, fit for an `Issue`."""


def marked(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start of `data` names, or None."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def decode(data: bytes) -> Decoded:
    """The text of `data`: by its byte order mark, as UTF-8, as it declares, else as detection is sure of.

    Line ends stay as they are; a byte order mark is no part of the text. Raises `Undecodable`.
    """
    mark = marked(data)
    try:
        return Decoded(data.decode(mark or "utf-8"), mark or "utf-8")
    except UnicodeDecodeError as e:
        if mark:
            raise Undecodable(f"not {mark.removesuffix('-sig').upper()}, which its byte order mark says") from None
        position = e.start
    declared = _declared(data)
    if declared:
        return declared
    rough = data.decode("utf-8", "replace")
    bad = rough.count("\ufffd")
    # A damaged UTF-8 file is "valid" in every single-byte encoding, and each of them would garble its names.
    if sum(c > "\x7f" for c in rough) > 2 * bad:
        line = data.count(b"\n", 0, position) + 1
        raise Undecodable(f"UTF-8 with bytes that are not (the first at byte {position}, line {line})")
    return _detected(data)


def storable(text: str) -> str:
    """`text` with half surrogate pairs, which JSON can spell but nothing can store, as U+FFFD; the length stays.

    >>> storable("a\\ud800b")
    'a\ufffdb'
    """
    try:
        text.encode()  # much quicker than to look for them
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def _declared(data: bytes) -> Decoded | None:
    m = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if not m:
        return None
    name = m[1].decode("ascii")
    try:
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeError):  # an encoding that does not exist, or is not the one that was used
        return None


def _detected(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # takes a while to import, and UTF-8 does without

    matches = list(from_bytes(data))
    if not matches or matches[0].chaos > _MAX_MESS or matches[0].coherence == 0:
        raise Undecodable("neither UTF-8 nor in any encoding that can be told from its bytes")
    best = matches[0]
    tied = [m for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    # Of several that fit equally well, the one that programs wrote by default for decades is the likely one.
    common = next((m for m in tied if "cp1252" in m.could_be_from_charset), None)
    if common:
        return Decoded(str(common), "cp1252", guessed=True)
    if any(str(m) != str(best) for m in tied):
        names = " or ".join(sorted(m.encoding for m in tied))
        raise Undecodable(f"not UTF-8, and it could be {names}")
    return Decoded(str(best), best.encoding, guessed=True)
