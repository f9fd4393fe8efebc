"""Text → paragraphs → sentences.

A paragraph is what its writer meant as one: lines that were broken at a fixed width are joined again, lines that stand
for themselves (a heading, a list item, a caption) are paragraphs of their own. Sentences never cross a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cnvn.knowledge.words import load_words

# Lines broken at a fixed width are at most this long; in longer ones every line break was meant.
_WIDEST = 110
# In blocks narrower than this a line break is meant as well (addresses, tables, verse).
_NARROWEST = 48
# In blocks at least so wide a line may be broken so many letters early: at a blank that no line may end in.
_EVEN = 60
_RAGGED = 4
# The last line of a broken paragraph may be as short as this.
_REST = 30

_LINE = re.compile(r"(?m)^[^\S\n]*+\S[^\n]*")
_ITEM = re.compile(r"(?:[-*•·–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
# A report's first line goes on where its sentence has not ended: "HANOI - Vietnam's assembly | Friday ratified".
_HEADED = re.compile(r"[A-Z]{4}[^\n]{0,60}? (?:--?|[–—_]) +[^\s\d]")
_FIRST_WORD = re.compile(r"\S+")

# A place where a sentence may end: its mark, closing quotes or brackets, blanks, and what may open the next one.
# Web pages lose the blank at times: "…of both sides.The next…". What is looked for begins with a character and looks
# back from there: that is much faster than to begin with a look back.
_END = re.compile(
    r"(?P<mark>[.!?…](?<![.!?].)(?:(?<!…)[.!?]*+)?)(?P<close>[\"')\]]*+)"
    r"(?:\s++(?=(?:[–—]\s(?=\d))?[\"'`(\[]*[^\W_a-z])|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z ]))"
)
_WORD_BEFORE = re.compile(r"[^\W\d_][\w\u0300-\u036f.'-]*$|\d+$")
_INITIAL = re.compile(r"(?:^|\W)[A-Z]\.$")
_NEXT = re.compile(r"[\"'`(\[]*([\w\u0300-\u036f]+)")


class Block(NamedTuple):
    """One paragraph, without the blanks around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Words:
    """What the sentence splitter knows of a language."""

    titles: frozenset[str]
    family: frozenset[str]
    numbered: frozenset[str]
    either: frozenset[str]
    starters: frozenset[str]
    open_ends: frozenset[str]
    counted_ends: frozenset[str]
    entry: re.Pattern[str]


@cache
def words(language: str = "en") -> Words:
    data = load_words(language, "segment")
    short = data["abbreviations"]
    return Words(
        titles=frozenset(short["titles"]),
        family=frozenset(short["family"]),
        numbered=frozenset(short["numbered"]),
        either=frozenset(short["either"]),
        starters=frozenset(data["sentence"]["starters"]),
        open_ends=frozenset(data["line"]["open_ends"]),
        counted_ends=frozenset(data["line"]["counted_ends"]),
        entry=re.compile(data["line"]["entry"]),
    )


def split_blocks(text: str, language: str = "en") -> tuple[Block, ...]:
    """The paragraphs of a text, in order."""
    return tuple(_blocks(text, words(language)))


def _blocks(text: str, known: Words) -> Iterator[Block]:
    run: list[tuple[int, int]] = []  # lines without an empty one between them
    for m in _LINE.finditer(text):
        line = _trim(text, m.start(), m.end())
        if run and text.count("\n", run[-1][1], line[0]) > 1:
            yield from _join(text, run, known)
            run = []
        run.append(line)
    if run:
        yield from _join(text, run, known)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _join(text: str, lines: list[tuple[int, int]], known: Words) -> Iterator[Block]:
    """Puts lines together that were broken at a fixed width, and keeps those apart that end short of it."""
    width = max(end - start for start, end in lines)
    wrapped = _NARROWEST <= width <= _WIDEST and _is_wrapped(text, lines, width)
    first, last = lines[0]
    before = lines[0][0]
    for start, end in lines[1:]:
        own = not wrapped or _ITEM.match(text, start, end) or known.entry.match(text, start, end)
        if not own and _goes_on(text, before, last, start, end, width, known):
            last = end
        else:
            yield Block(first, last)
            first, last = start, end
        before = start
    yield Block(first, last)


def _is_wrapped(text: str, lines: list[tuple[int, int]], width: int) -> bool:
    """Whether lines were broken at a width: at least half have no room for the next one's first word, or many of them
    begin in the middle of a sentence. Else the longest line is only that, as in a list."""
    full = sum(_room(text, end - start, *after, width) < 0 for (start, end), after in pairwise(lines))
    inside = sum(text[start].islower() for start, _ in lines[1:])
    return 2 * full >= len(lines) - 1 or 4 * inside >= len(lines) - 1


def _room(text: str, length: int, start: int, end: int, width: int) -> int:
    """How much room a line of this length would have left with the next line's first word, which begins
    `text[start:end]`; negative where it did not fit."""
    word = _FIRST_WORD.match(text, start, end)
    return width - (length + 1 + len(word[0])) if word else 0


def _goes_on(text: str, before: int, last: int, start: int, end: int, width: int, known: Words) -> bool:
    """Whether the line from `before` to `last` was broken within a paragraph and goes on from `start` to `end`."""
    room = _room(text, last - before, start, end, width)
    if room < 0:
        return True
    if text[last - 1] in ".!?:;":
        return False
    if (room <= _RAGGED and width >= _EVEN) or _HEADED.match(text, before, last):
        return True
    if text[start].islower() or text[last - 1] == "," or (end - start <= _REST and text[end - 1] == "."):
        return True
    word = text[before:last].rsplit(None, 1)[-1]
    return word in known.open_ends or (text[start].isdigit() and word in known.counted_ends)


def cut_sentences(text: str, start: int, end: int, language: str = "en") -> tuple[tuple[int, int], ...]:
    """The sentences of one paragraph as (start, end) offsets, without blanks around them."""
    known = words(language)
    found = []
    first = start
    for m in _END.finditer(text, start, end):
        if _ends(text, first, m, known):
            found.append((first, m.end("close")))
            first = m.end()
    if first < end:
        found.append((first, end))
    return tuple(found)


def _ends(text: str, first: int, m: re.Match[str], known: Words) -> bool:
    """Whether the full stop of `m` ends the sentence that begins at `first`."""
    if m["mark"] != ".":
        return True
    before = text[max(first, m.start() - 40) : m.start()].rsplit(None, 1)
    word = before[-1] if before else ""
    if not word.isalpha():
        found = _WORD_BEFORE.search(word)
        if found is None:
            return True
        word = found[0]
        if word.isdigit() and m.start() - len(word) == first:
            return False  # the number of an item
    following = _NEXT.match(text, m.end())
    after = following[1] if following else ""
    if m["close"]:
        return True
    if word in known.titles:
        return len(before) > 1 and before[0].rsplit(None, 1)[-1] in known.family
    if word in known.numbered and after[:1].isdigit():
        return False
    if len(word) == 1 and word.isupper():
        if len(before) > 1 and _INITIAL.search(before[0]):
            return False  # "H. E. Mr. Berg"
        return after in known.starters and len(after) > 1
    if word in known.either or "." in word:
        return after in known.starters
    return True


def ends_in_abbreviation(piece: str, language: str = "en") -> bool:
    """Whether the full stop at the end of a line belongs to its last word.

    >>> ends_in_abbreviation("Talks with Joseph Hall, Jr."), ends_in_abbreviation("They went to sea.")
    (True, False)
    """
    known = words(language)
    if not piece.endswith("."):
        return False
    last = piece[:-1].rsplit(None, 1)[-1]
    return last in known.titles or last in known.either or "." in last or (len(last) == 1 and last.isupper())
