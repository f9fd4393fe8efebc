"""Who speaks: names beside a verb of saying, by which an untitled name is known for a person's."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from cnvn.find.tokens import Tokens
from cnvn.knowledge.words import load_words


class Speakers(NamedTuple):
    """Words that stand before a verb of saying: `lone` by themselves ("Horowitz notes"), `full` as the last of several
    capitalised ones ("Amiad Horowitz notes")."""

    lone: frozenset[str]
    full: frozenset[str]


@cache
def speech_verbs(language: str = "en") -> frozenset[str]:
    """The finite forms of the verbs of saying."""
    forms = load_words(language, "verbs")["speech"].values()
    return frozenset(word for line in forms for word in line.split()[:2])


def speakers(tokens: Tokens, marked: Sequence[int], language: str = "en") -> Speakers:
    """The capitalised words of a text that stand right before a verb of saying, which is among the `marked` words."""
    speech = speech_verbs(language)
    lone: set[str] = set()
    full: set[str] = set()
    for i in marked:
        if tokens.keys[i] in speech and i and tokens.cased(i - 1) and tokens.beside(i - 1):
            several = i > 1 and tokens.cased(i - 2) and tokens.beside(i - 2)
            (full if several else lone).add(tokens.keys[i - 1])
    return Speakers(frozenset(lone), frozenset(full))
