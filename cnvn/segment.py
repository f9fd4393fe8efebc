"""Cleaned text → parts, sentences and the readings of their time expressions."""

from dataclasses import dataclass
from datetime import date

from cnvn import edtf
from cnvn.find.dates import find_readings
from cnvn.layout import lay_out
from cnvn.model import Anchor, Part, Reading, Sentence
from cnvn.parts import find_slices


@dataclass(frozen=True, slots=True)
class Segmented:
    """An article taken apart. `readings` is aligned with `sentences`, and `Sentence.part` counts in `parts`.

    A report that an article of a page reprints is a part of its own with the same number as that article.
    """

    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]
    readings: tuple[tuple[Reading, ...], ...]


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that is taken as one part."""
    return tuple(
        Sentence(start, end, 0, number, p.kind)
        for number, p in enumerate(lay_out(text))
        for start, end in p.sentences
    )


def segment(text: str, published: date | None = None) -> Segmented:
    """Takes a cleaned text apart. `published` is the date of the whole page."""
    paragraphs = lay_out(text)
    slices = find_slices(text, paragraphs)
    sentences = tuple(
        Sentence(start, end, part, number, paragraphs[number].kind)
        for part, piece in enumerate(slices)
        for number in range(piece.first, piece.last)
        for start, end in paragraphs[number].sentences
    )
    readings = tuple(find_readings(text, s.start, s.end) for s in sentences)
    anchor = Anchor(edtf.day(published), "published") if published else None
    parts = tuple(
        Part(
            paragraphs[piece.first].start if piece.first < piece.last else 0,
            paragraphs[piece.last - 1].end if piece.first < piece.last else len(text),
            piece.number,
            anchor if len(slices) == 1 else None,
        )
        for piece in slices
    )
    return Segmented(parts, sentences, readings)
