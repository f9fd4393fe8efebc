"""Whatever words a text throws together, its reading comes to an end: a page is not lost for one odd sentence."""

from random import Random

import pytest

from cnvn.knowledge import Knowledge, load
from cnvn.merge import merge
from cnvn.model import Article
from cnvn.pipeline import trace
from cnvn.read.bundled import read_bundled

MARKS = (",", "(", ")", "—", ".", ":", ";", '"', "'")
LITTLE = ("and", "the", "who", "which", "by", "in", "on", "to", "with", "that", "of", "while", "their", "his")
TELLING = ("during", "after", "before", "visit", "talks", "summit", "met", "signed", "Monday,", "2011", "May")
THROWN_IN = (*MARKS, *LITTLE, *TELLING)


def broken(words: list[str], chance: Random) -> str:
    """Some words in a row, of which a few are left out, moved, or have others among them."""
    first = chance.randrange(len(words))
    some = words[first : first + chance.randrange(5, 60)]
    for _ in range(chance.randrange(6)):
        at = chance.randrange(len(some))
        some[at : at + chance.randrange(2)] = chance.sample(THROWN_IN, chance.randrange(3))
        some = some or ["met"]
    return " ".join(some)


@pytest.mark.parametrize("seed", range(4))
def test_every_text_is_read_to_its_end(seed: int) -> None:
    knowledge: Knowledge = load()
    chance = Random(seed)
    texts = [article.text.split() for article in read_bundled() if isinstance(article, Article)]
    for _ in range(150):
        text = broken(chance.choice(texts), chance)
        read = trace(Article("a", text), knowledge)
        assert all(c.source.quote in text for c in read.candidates)
        merge(read.candidates, knowledge)
