"""How many sources stand for themselves: copies of one report, and one publisher's reports, are one voice."""

import re
from collections.abc import Iterable

from cnvn.model import Source
from cnvn.text import fold

# So many independent sources are as good as more.
_ENOUGH = 12
# Two quotes that share this much of the shorter one's runs of words are one report, printed twice.
_SHARED = 0.6
_RUN = 3  # words
_WORD = re.compile(r"\w+")


def independent(sources: Iterable[Source]) -> int:
    """The number of independent sources, counted up to a dozen.

    Reports of one publisher are one, and so are all those of which the publisher is not known: nothing shows that they
    are independent. A report that has a quote in common with another, word for word or nearly, is a copy of it.
    """
    voices: dict[str, set[str]] = {}
    for s in sources:
        voices.setdefault(fold(s.publisher or ""), set()).add(_plain(s.quote))
    kept: list[frozenset[str]] = []
    count = 0
    for _, quotes in sorted(voices.items(), key=lambda item: (sorted(item[1]), item[0])):
        runs = [_runs(quote) for quote in sorted(quotes)[:_ENOUGH]]
        if not any(_copied(a, b) for a in runs for b in kept):
            count += 1
            if count == _ENOUGH:
                break
        kept += runs
    return count


def distinct(sources: Iterable[Source]) -> int:
    """How many of the quotes of some sources are no copies of others, counted up to a dozen."""
    kept: list[frozenset[str]] = []
    for quote in sorted({_plain(s.quote) for s in sources}):
        runs = _runs(quote)
        if not any(_copied(runs, other) for other in kept):
            kept.append(runs)
            if len(kept) == _ENOUGH:
                break
    return len(kept)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _runs(text: str) -> frozenset[str]:
    words = text.split()
    return frozenset(" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)))


def _copied(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= _SHARED * min(len(a), len(b))
