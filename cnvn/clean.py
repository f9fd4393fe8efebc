"""Raw text → text of the same length in which only what a reader came for is left.

Offsets stay what they were, so that a quote found in the cleaned text is cut from the raw one.
"""

import html
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cnvn.knowledge.words import load_words

# Typographic variants → the plain form that every later stage looks for, one character for one.
_PLAIN = {
    "'": "‘’‚‛′ʼ＇",
    '"': "“”„‟«»″",
    "-": "‐‑‒−－﹣",
    "—": "―",
    " ": "\t\r\v\f\x85\xa0\xad\u1680\u180e\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff"
    + "".join(map(chr, range(0x2000, 0x200B))),
    "\n": "\u2028\u2029",
}
_ODD = re.compile("[" + "".join(_PLAIN.values()) + "]")
_PLAIN_OF = {odd: plain for plain, many in _PLAIN.items() for odd in many}

# "Vietnam–China": between two names it is a hyphen; between numbers it stays, since there it means "to".
# It is looked for first: a pattern that begins with a character is much faster than one that begins with a look back.
_JOINT = re.compile(r"–(?<=[^\W\d_]–)(?=[^\W\d_])")

_LINE = re.compile(r"(?m)^[^\S\n]*+\S[^\n]*")
_EDGES = " :;!?|•·-–—>→…"  # a full stop would make it prose
# A line as long as this that stands again within the next few is a caption or teaser that the page printed twice.
_REPEATED = 30
_NEAR = 3


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rules:
    """What to blank, for one language."""

    whole: frozenset[str]  # lines, folded
    starts: dict[str, tuple[str, ...]]  # first word → beginnings of lines
    inline: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]  # (what a text must hold, what is blanked)
    citation_needs: tuple[str, ...]
    citation: re.Pattern[str]
    no_citation: re.Pattern[str]
    citations: int
    headings: frozenset[str]
    entry_needs: tuple[str, ...]  # any of these, folded, or …
    entry_hint: re.Pattern[str]  # … this, before the slower `entry` is looked for
    entry: re.Pattern[str]
    entries: int


@cache
def rules(language: str = "en") -> Rules:
    data = load_words(language, "clean")
    starts: dict[str, list[str]] = {}
    for rule in data["line"]:
        for beginning in rule.get("starts", ()):
            starts.setdefault(beginning.split()[0], []).append(beginning)
    citations, references = data["citations"], data["references"]
    return Rules(
        whole=frozenset(words for rule in data["line"] for words in rule.get("is", ())),
        starts={first: tuple(many) for first, many in starts.items()},
        inline=tuple((tuple(rule["needs"]), re.compile(rule["finds"])) for rule in data["inline"]),
        citation_needs=tuple(citations["needs"]),
        citation=re.compile(citations["finds"]),
        no_citation=re.compile(citations["without"]),
        citations=citations["least"],
        headings=frozenset(references["headings"]),
        entry_needs=tuple(references["needs"]),
        entry_hint=re.compile(references["hint"]),
        entry=re.compile(references["entry"]),
        entries=references["least"],
    )


def clean(text: str, language: str = "en") -> str:
    """`text` with plain quotes, dashes and blanks, and with page furniture turned into blanks. Same length.

    >>> clean("Skip to content\\nThe “talks” ended.")
    '               \\nThe "talks" ended.'
    """
    known = rules(language)
    text = _ENTITY.sub(_character, text) if "&" in text else text
    if not text.isascii():
        text = _MISREAD.sub(_reread, _STRAY.sub(" ", text))
    text = _ODD.sub(_plain, text)
    text = _JOINT.sub("-", text)
    text = _without(text, _inline(text, known))
    return _without(text, sorted([*_lines(text, known), *_references(text, known)]))


# "China&#x27;s": the character that is meant, then the rest of the word, then blanks for what it is shorter.
_ENTITY = re.compile(r"(&(?:#x?[0-9a-fA-F]+|[a-zA-Z]+);)(\w*)")


def _character(m: re.Match[str]) -> str:
    meant = html.unescape(m[1])
    return (meant + m[2]).ljust(len(m[0])) if len(meant) == 1 else m[0]


# UTF-8 that was read as Windows-1252: "Vietnamâ€™s" is "Vietnam’s", and a blank that must not break leaves "Â" behind.
_TRAILING = "".join(bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xC0))
_MISREAD = re.compile(f"([\\u00c2-\\u00f4][{re.escape(_TRAILING)}]{{1,3}})(\\w*)")
# Letters with marks and punctuation; whatever else two such characters may stand for is chance: "CAFÉ®".
_WRITTEN = re.compile("[\\u00a0-\\u01b0\\u1ea0-\\u1ef9\\u2000-\\u2044]")
_STRAY = re.compile(r"Â(?<=[a-z.,]Â)(?= )")


def _reread(m: re.Match[str]) -> str:
    """The one character that the bytes stand for and the rest of the word, then blanks for what it is shorter."""
    try:
        meant = m[1].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return m[0]
    return (meant + m[2]).ljust(len(m[0])) if _WRITTEN.fullmatch(meant) else m[0]


def _plain(m: re.Match[str]) -> str:
    return _PLAIN_OF[m[0]]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with blanks in place of the spans, which come in order and may overlap; line breaks stay."""
    if not spans:
        return text
    pieces, at = [], 0
    for start, end in spans:
        start = max(start, at)
        if start < end:
            pieces.append(text[at:start])
            pieces.append(re.sub(r"[^\n]", " ", text[start:end]))
            at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _inline(text: str, known: Rules) -> list[tuple[int, int]]:
    spans = [
        m.span()
        for needs, finds in known.inline
        if any(word in text for word in needs)
        for m in finds.finditer(text, *_lines_with(text, needs))
    ]
    if any(word in text for word in known.citation_needs):
        cited = [m.span() for m in known.citation.finditer(text) if not known.no_citation.search(m[0])]
        if len(cited) >= known.citations:
            spans += cited
    return sorted(spans)


def _lines_with(text: str, needs: tuple[str, ...]) -> tuple[int, int]:
    """From the break before the first line that holds one of the words to the end of the last such line: all that is
    to be found lies there."""
    first = min(at for at in map(text.find, needs) if at >= 0)
    last = text.find("\n", max(map(text.rfind, needs)))
    return max(0, text.rfind("\n", 0, first)), len(text) if last < 0 else last


def _lines(text: str, known: Rules) -> Iterator[tuple[int, int]]:
    """Lines that are furniture, and lines that say again what one of the few before them said."""
    before: deque[str] = deque(maxlen=_NEAR)
    for m in _LINE.finditer(text):
        line = m[0].strip()
        if line in before:
            yield m.span()
            continue
        if len(line) >= _REPEATED:
            before.append(line)
        if is_furniture(line, known):
            yield m.span()


def is_furniture(line: str, known: Rules) -> bool:
    """Whether a line, without blanks around it, is none of the article's own.

    >>> is_furniture("READ ALSO:", rules()), is_furniture("Read also what he wrote of it.", rules())
    (True, False)
    """
    first = line.split(None, 1)[0].lower()
    beginnings = known.starts.get(first)
    if beginnings and line.lower().startswith(beginnings):
        return True
    return len(line) < 60 and line.lower().strip(_EDGES) in known.whole


def _references(text: str, known: Rules) -> list[tuple[int, int]]:
    """The list of works at the end of the text, with its heading; at most a few lines of a footer come after it."""
    lowered = text.lower()
    if not (any(word in lowered for word in known.entry_needs) or known.entry_hint.search(text)):
        return []
    found: list[tuple[int, int]] = []
    between = 0  # lines since the last entry that are none
    for m in reversed(list(_LINE.finditer(text))):
        line = m[0].strip()
        if line.lower().strip(_EDGES) in known.headings:
            found.append(m.span())
            break
        if known.entry.search(line):
            found.append(m.span())
            between = 0
        elif not is_furniture(line, known):
            between += 1
            if between > (1 if found else known.entries):
                break
    return found if len(found) >= known.entries else []
