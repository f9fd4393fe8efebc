"""What a mistyped word may have meant."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The known words that are most like `word`, the nearest first; none where nothing is like it."""
    from difflib import get_close_matches  # only a mistake needs it

    return get_close_matches(word, list(known), n=most)
