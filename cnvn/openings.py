"""Days that a sentence opens with and the next one goes on from: "On Monday crowds greeted Silva. She met …"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cnvn.find.grammar import Grammar
from cnvn.model import Actor, Person, Sentence, TimeExpression


@dataclass(frozen=True, slots=True)
class Opening:
    """The day with which the sentence before opens, and the names of the people in that sentence."""

    time: TimeExpression
    names: frozenset[str]


def openings(
    text: str,
    sentences: Sequence[Sentence],
    times: Sequence[Sequence[TimeExpression]],
    actors: Sequence[Sequence[Actor]],
    grammar: Grammar,
) -> Mapping[int, Opening]:
    """By their index, the sentences without a time of their own that follow one in their paragraph which opens with a
    day and names somebody."""
    found: dict[int, Opening] = {}
    for n in range(1, len(sentences)):
        before, sentence = sentences[n - 1], sentences[n]
        if times[n] or len(times[n - 1]) != 1 or sentence.kind != "prose" or before.kind != "prose":
            continue
        if (before.part, before.paragraph) != (sentence.part, sentence.paragraph):
            continue
        time = times[n - 1][0]
        led = text[before.start : time.start].strip()
        if time.period and time.period.is_day and (not led or "preposition" in grammar.classes(led)):
            names = frozenset(name for a in actors[n - 1] if isinstance(a, Person) for name in a.names)
            if names:
                found[n] = Opening(time, names)
    return found
