"""What a mistyped word may have meant."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The known words that are most like `word`, the nearest first; none where nothing is like it."""
    from difflib import get_close_matches  # only a mistake needs it

    return get_close_matches(word, list(known), n=most)


def nearest_part(words: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The known names of which a run of as many words is most like `words`, the nearest first.

    >>> nearest_part("stering comittee", ["Trade Fair", "joint steering committee on trade"])
    ['joint steering committee on trade']
    """
    length = len(words.split())
    if not length:
        return []
    runs: dict[str, list[str]] = {}
    for name in known:
        parts = name.split()
        for n in range(len(parts) - length + 1):
            runs.setdefault(" ".join(parts[n : n + length]), []).append(name)
    found = (name for run in nearest(words, runs, most) for name in runs[run])
    return list(dict.fromkeys(found))[:most]
