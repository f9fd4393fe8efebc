"""Words of a text with their offsets, as parallel tuples: what the finders of actors walk over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cnvn.model import Sentence
from cnvn.text import fold

# "U.S." and "J.D." are one word each; an apostrophe within a word belongs to it, a possessive 's is left out; digits
# stay together with their ordinal ending. Hyphens part words: the names of a pair are two names.
_WORD = re.compile(
    r"((?:[^\W\d_]\.){2,}|[^\W\d_][\w\u0300-\u036f]*(?:'(?!s\b)[\w\u0300-\u036f]+)*|\d+(?:st|nd|rd|th)?\b|[\w\u0300-\u036f]+)"
    r"(?:'s\b)?"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of `text`: where each starts and ends, how it is written, its form for comparing (folded),
    and whether it begins with a capital letter."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    keys: tuple[str, ...]
    capital: tuple[bool, ...]

    def gap(self, i: int) -> str:
        """What stands between word `i` and the next."""
        return self.text[self.ends[i] : self.starts[i + 1]] if i + 1 < len(self.starts) else self.text[self.ends[i] :]

    def beside(self, i: int) -> bool:
        """Whether only a blank, a line break, a hyphen, or the point of an initial parts word `i` from the next."""
        gap = self.gap(i)
        if gap == " " or gap == "-" or gap == "\n":
            return True
        if gap.isspace():
            return gap.count("\n") <= 1
        if gap == "' ":
            return not self.words[i].endswith("s")
        return gap in (". ", ".\n", ".-", ".") and len(self.words[i]) <= 3 and self.words[i][0].isupper()

    def possessive(self, i: int) -> bool:
        """Whether word `i` stands in the possessive."""
        return self.text.startswith(("'s", "' "), self.ends[i]) and (
            self.text[self.ends[i] + 1] == "s" or self.words[i].endswith("s")
        )

    def cased(self, i: int) -> bool:
        """Whether word `i` begins with a capital letter."""
        return self.capital[i]


def tokenize(text: str) -> Tokens:
    """The words of a cleaned text.

    >>> tokenize("The U.S.-China talks, Xi's 20th").words
    ('The', 'U.S.', 'China', 'talks', 'Xi', '20th')
    """
    spans = [m.span(1) for m in _WORD.finditer(text)]
    if not spans:
        return Tokens(text, (), (), (), (), ())
    starts, ends = zip(*spans, strict=True)
    words = tuple([text[start:end] for start, end in spans])
    keys = tuple([w.lower() if w.isascii() else fold(w) for w in words])
    return Tokens(text, starts, ends, words, keys, tuple([w[0].isupper() for w in words]))


def ranges(tokens: Tokens, sentences: Sequence[Sentence]) -> tuple[tuple[int, int], ...]:
    """For each sentence the numbers of its first word and of the one after its last."""
    found, i, starts = [], 0, tokens.starts
    size = len(starts)
    for sentence in sentences:
        while i < size and starts[i] < sentence.start:
            i += 1
        first = i
        while i < size and starts[i] < sentence.end:
            i += 1
        found.append((first, i))
    return tuple(found)
