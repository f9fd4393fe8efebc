"""Cleaned text → parts, sentences and the readings of their time expressions."""

from dataclasses import dataclass
from datetime import date

from cnvn.anchors import find_anchors
from cnvn.evidence import Evidence, gather
from cnvn.find.dates import find_readings
from cnvn.layout import lay_out
from cnvn.model import Part, Reading, Sentence
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
        Sentence(start, end, 0, number, p.kind) for number, p in enumerate(lay_out(text)) for start, end in p.sentences
    )


def segment(text: str, published: date | None = None) -> Segmented:
    """Takes a cleaned text apart.

    `published` is the date of the page: that of its article, or, for a page of several, a day that none is later than.
    """
    paragraphs = lay_out(text)
    slices = find_slices(text, paragraphs)
    parts: list[Part] = []
    sentences: list[Sentence] = []
    readings: list[tuple[Reading, ...]] = []
    evidence: list[Evidence] = []
    for part, piece in enumerate(slices):
        inside = paragraphs[piece.first : piece.last]
        found = [[find_readings(text, start, end) for start, end in p.sentences] for p in inside]
        for number, (p, lines) in enumerate(zip(inside, found, strict=True), piece.first):
            sentences += [Sentence(start, end, part, number, p.kind) for start, end in p.sentences]
            readings += lines
        evidence.append(gather(text, inside, found))
    anchors = find_anchors(evidence, [piece.number for piece in slices], published)
    for piece, anchor in zip(slices, anchors, strict=True):
        start = paragraphs[piece.first].start if len(slices) > 1 else 0
        end = paragraphs[piece.last - 1].end if len(slices) > 1 else len(text)
        parts.append(Part(start, end, piece.number, anchor))
    return Segmented(tuple(parts), tuple(sentences), tuple(readings))
