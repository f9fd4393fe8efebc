"""Which sentences have what they tell from somebody who contradicts what was told before: "By another account …"."""

import re
from collections.abc import Callable
from functools import cache

from cnvn.knowledge.words import load_words


@cache
def tells_rival(language: str) -> Callable[[str], bool]:
    """A test of a sentence: whether it says that it tells another version of what was told before it."""
    words = load_words(language, "versions")
    other = re.compile("|".join(words["other"]).replace("TELLER", words["teller"]))
    more = re.compile(rf"\b(?:{'|'.join(words['more'])})\b")

    def rival(sentence: str) -> bool:
        lowered = sentence.lower()
        return other.search(lowered) is not None and more.search(lowered) is None

    return rival
