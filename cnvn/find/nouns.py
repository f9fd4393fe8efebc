"""The nouns of a sentence by which an action may be told: those that a rule knows, and the names of series."""

from collections.abc import Iterator
from typing import NamedTuple

from cnvn.find.frames import Scene
from cnvn.find.rules import Rule, Rules
from cnvn.model import Series

_WORDS = 3  # the longest noun of a rule


class Noun(NamedTuple):
    """A noun that can tell an event: items `first` to `last`, inclusive, and the rule that knows it."""

    first: int
    last: int
    rule: Rule
    series: Series | None = None


def nouns(scene: Scene, rules: Rules) -> Iterator[Noun]:
    """The nouns of a sentence that a rule knows, the longest first where one holds another."""
    i = 0
    while i < len(scene.items):
        item = scene.items[i]
        if item.value is not None:
            if isinstance(item.value, Series):
                yield Noun(i, i, rules.for_series(item.value.type), item.value)
        elif item.word in rules.noun_starts and i not in scene.verb_items:
            for size in range(min(_WORDS, len(scene.items) - i), 0, -1):
                words = scene.items[i : i + size]
                found = rules.by_noun.get(" ".join(w.word for w in words))
                if found and not any(w.is_mention for w in words):
                    yield from (Noun(i, i + size - 1, rule) for rule in found)
                    i += size - 1
                    break
        i += 1
