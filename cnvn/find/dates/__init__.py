"""Finding time expressions: what their words say by themselves, before any anchor is consulted.

The words of a sentence become signs, runs of signs are matched against the rules of the language
(`knowledge/<language>/dates_rules.toml`), and each match becomes a `Reading`. The place in time is found afterwards, by
`cnvn.resolve.dates`.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

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
    chunks = text[start:end].split()
    pieces = list(map(known.signs.__getitem__, chunks))
    signs = "".join(pieces)
    if not known.telling.search(signs):
        return ()
    words = _words(text, start, chunks, pieces)
    met: list[Word] = []
    found: list[Reading] = []
    for run in known.runs.finditer(signs):
        # The word after a run is looked at as well.
        first, last = run.start(), min(run.end() + 1, len(signs))
        found_here = matches(signs[first:last], language)
        if found_here:
            met += islice(words, last - len(met))
            here = met[first:last]
        for match in found_here:
            read = reading(text, here, match, known)
            if read:
                found.append(read)
    return tuple(found)


def _words(text: str, at: int, chunks: Sequence[str], pieces: Sequence[str]) -> Iterator[Word]:
    """The words of a sentence that begins at `at`, from what stands between its blanks and the signs of that."""
    for chunk, signs in zip(chunks, pieces, strict=True):
        for word in (chunk,) if len(signs) == 1 else words_of(chunk):
            at = text.find(word, at)
            yield at, word
            at += len(word)
