"""Finding time expressions: what their words say by themselves, before any anchor is consulted.

The words of a sentence become signs, runs of signs are matched against the rules of the language
(`knowledge/<language>/dates_rules.toml`), and each match becomes a `Reading`. The place in time is found afterwards, by
`cnvn.resolve.dates`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from cnvn.find.dates.grammar import grammar, matches
from cnvn.find.dates.read import Word, reading
from cnvn.find.dates.tokens import words_of
from cnvn.model import Reading

__all__ = ["find_readings"]


def find_readings(text: str, start: int = 0, end: int | None = None, language: str = "en") -> tuple[Reading, ...]:
    """The time expressions of a sentence, or of any stretch of a text, in order and without overlap.

    Offsets count characters of the whole text. Nothing outside of the words is consulted.
    """
    known = grammar(language)
    piece = text[start:end]
    chunks = piece.split()
    chunk_signs = list(map(known.signs.__getitem__, chunks))
    signs = "".join(chunk_signs)
    if not known.telling.search(signs):
        return ()
    begins: Sequence[int] = ()
    found: list[Reading] = []
    for run in known.runs.finditer(signs):
        # The word after a run is looked at as well.
        first, last = run.start(), min(run.end() + 1, len(signs))
        found_here = matches(signs[first:last], language)
        if found_here:
            if not begins:
                begins = _begins(piece, chunks, start)
                ends = list(accumulate(map(len, chunk_signs)))
            here = _words(chunks, begins, ends, first, last)
        for match in found_here:
            read = reading(text, here, match, known)
            if read:
                found.append(read)
    return tuple(found)


def _begins(piece: str, chunks: Sequence[str], start: int) -> list[int]:
    """Where each of the chunks between the blanks of a piece begins, the piece itself being at `start`."""
    if len(piece) == sum(map(len, chunks)) + len(chunks) - 1:  # one blank between any two
        return list(accumulate(map((1).__add__, map(len, chunks[:-1])), initial=start))
    found, at = [], 0
    for chunk in chunks:
        at = piece.index(chunk, at)
        found.append(start + at)
        at += len(chunk)
    return found


def _words(chunks: Sequence[str], begins: Sequence[int], ends: Sequence[int], first: int, last: int) -> list[Word]:
    """The words `first` to `last` (exclusive); `ends` has for each chunk how many words end with it."""
    found: list[Word] = []
    for i in range(bisect_right(ends, first), bisect_left(ends, last) + 1):
        chunk, at = chunks[i], begins[i]
        words = words_of(chunk)
        inside = 0
        for number, word in enumerate(words, ends[i] - len(words)):
            inside = chunk.index(word, inside)
            if first <= number < last:
                found.append((at + inside, word))
            inside += len(word)
    return found
