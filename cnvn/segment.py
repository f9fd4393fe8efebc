"""Cleaned text → parts, sentences and the readings of their time expressions."""

from dataclasses import dataclass
from datetime import date

from cnvn import edtf
from cnvn.find.dates import find_readings
from cnvn.model import Anchor, Part, Reading, Sentence
from cnvn.sentences import cut_sentences, split_blocks


@dataclass(frozen=True, slots=True)
class Segmented:
    """An article taken apart. `readings` is aligned with `sentences`."""

    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]
    readings: tuple[tuple[Reading, ...], ...]


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that is taken as one part."""
    return tuple(
        Sentence(start, end, 0, number)
        for number, block in enumerate(split_blocks(text))
        for start, end in cut_sentences(text, block.start, block.end)
    )


def segment(text: str, published: date | None = None) -> Segmented:
    """Takes a cleaned text apart. `published` is the date of the whole page."""
    sentences = split_sentences(text)
    anchor = Anchor(edtf.day(published), "published") if published else None
    readings = tuple(find_readings(text, s.start, s.end) for s in sentences)
    return Segmented((Part(0, len(text), None, anchor),), sentences, readings)
