"""Words of a text with their offsets, as parallel tuples: what the finders of actors walk over."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import itemgetter

from cnvn.model import Sentence
from cnvn.text import fold

# "U.S." and "J.D." are one word each; an apostrophe within a word belongs to it, a possessive 's is no word; digits
# stay together with their ordinal ending. Hyphens part words: the names of a pair are two names.
_FORM = (
    r"((?:{letter}\.){{2,}}|(?!(?<=')s\b){letter}{part}*(?:'(?!s\b){part}+)*"
    r"|\d+(?:st|nd|rd|th)?\b|(?!(?<=')s\b){part}+)"
)
_WORD = re.compile(_FORM.format(letter=r"[^\W\d_]", part=r"[\w\u0300-\u036f]"))
_PLAIN_WORD = re.compile(_FORM.format(letter="[A-Za-z]", part=r"\w"), re.ASCII)  # faster, for most texts

# What parts two words of one name: a blank, a line break, a hyphen.
_PLAIN = frozenset((" ", "\n", "-"))


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of `text`: where each starts and ends, how it is written, its form for comparing (folded), whether it
    begins with a capital letter, what stands between it and the next, and the numbers of the capitalised words."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    keys: Sequence[str]
    capital: Sequence[bool]
    gaps: Sequence[str]
    capitals: Sequence[int]

    def gap(self, i: int) -> str:
        """What stands between word `i` and the next."""
        return self.gaps[i]

    def beside(self, i: int) -> bool:
        """Whether only a blank, a line break, a hyphen, or the point of an initial parts word `i` from the next."""
        gap = self.gaps[i]
        if gap in _PLAIN:
            return True
        if gap.isspace():
            return gap.count("\n") <= 1
        if gap in ("' ", "'\n"):  # "Shia' al-Sudani", but not "the Quints' house"
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
    ['The', 'U.S.', 'China', 'talks', 'Xi', '20th']
    """
    plain = text.isascii()
    # What stands between the words and the words by turns; their lengths add up to where each begins and ends.
    pieces = (_PLAIN_WORD if plain else _WORD).split(text)
    edges = list(accumulate(map(len, pieces)))
    words, gaps = pieces[1::2], pieces[2::2]
    starts, ends = edges[:-1:2], edges[1::2]
    keys = list(map(str.lower, words)) if plain else [w.lower() if w.isascii() else fold(w) for w in words]
    capital = list(map(str.isupper, map(itemgetter(0), words)))
    return Tokens(text, starts, ends, words, keys, capital, gaps, list(compress(range(len(words)), capital)))


def within(numbers: Sequence[int], first: int, end: int) -> Sequence[int]:
    """Those of the ascending `numbers` that lie from `first` to `end` (exclusive)."""
    return numbers[bisect_left(numbers, first) : bisect_left(numbers, end)]


def ranges(tokens: Tokens, sentences: Sequence[Sentence]) -> tuple[tuple[int, int], ...]:
    """For each sentence the numbers of its first word and of the one after its last."""
    starts = tokens.starts
    return tuple((bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in sentences)
