"""Sentences, parts."""

from cnvn.segment import split_sentences


def pieces(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


def test_abbreviations_do_not_end_sentences() -> None:
    text = "On Dec. 7 Mr. Lee met Gen. J. R. Park in the U.S. He left at 9 a.m. on Friday."
    assert pieces(text) == ["On Dec. 7 Mr. Lee met Gen. J. R. Park in the U.S.", "He left at 9 a.m. on Friday."]
