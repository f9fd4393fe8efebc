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
    """The nouns of a sentence that a rule knows, the longest first where one holds another, and what stands for the
    visit before it."""
    i, visit = 0, None
    while i < len(scene.items):
        item = scene.items[i]
        if item.value is not None:
            if isinstance(item.value, Series):
                yield Noun(i, i, rules.for_series(item.value.type), item.value)
        elif visit is not None and stands_for_noun(scene, i):
            yield Noun(i, i, visit)
        elif item.word in rules.noun_starts and i not in scene.verb_items:
            for size in range(min(_WORDS, len(scene.items) - i), 0, -1):
                words = scene.items[i : i + size]
                found = rules.by_noun.get(" ".join(w.word for w in words))
                if found and not any(w.is_mention for w in words):
                    if not _goes_along(scene, i, found, rules):
                        yield from (Noun(i, i + size - 1, rule) for rule in found)
                    visit = next((rule for rule in found if rule.type == "visit"), visit)
                    i += size - 1
                    break
        i += 1


def _goes_along(scene: Scene, i: int, found: tuple[Rule, ...], rules: Rules) -> bool:
    """Whether the noun at `i` only adds to the one right before it: "the invasion and occupation of Norway"."""
    if i < 2 or not scene.items[i - 1].has("conjunction"):
        return False
    return any(rule in found for rule in rules.by_noun.get(scene.items[i - 2].word, ()))


def stands_for_noun(scene: Scene, i: int) -> bool:
    """Whether the item at `i` stands for a noun before it: "that of A in May", "one by A", "since A's in 1996"."""
    items = scene.items
    if items[i].kind == "possessive":
        led = i + 1 < len(items) and items[i + 1].has("preposition")
        behind = i + 1 + led
        return items[i - 1].kind == "person" and behind < len(items) and items[behind].kind == "time"
    of = scene.says((i,), "standing_for") and i + 2 < len(items)
    led = of and (scene.says((i + 1,), "belonging") or scene.says((i + 1,), "led_by"))
    return led and any(items[k].kind in ("person", "country") for k in range(i + 2, min(i + 4, len(items))))
