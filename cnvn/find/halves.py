"""Entries of a chronology in halves: "Premier Ana Silva in Oslo; treaty signed", "A visits Norway; meets B"."""

from cnvn.find.clauses import read_clauses
from cnvn.find.grammar import Grammar
from cnvn.find.items import Item

# What parts the halves.
_MARK = ";"
# The forms of a verb that can go on without its subject.
_GOES_ON = frozenset({"third", "base", "past"})


def halves(items: tuple[Item, ...], grammar: Grammar) -> tuple[tuple[Item, ...], ...]:
    """The halves of an entry, each with all that it tells; one where it has no two that tell something by themselves.

    A half that begins with its verb has the subject of the first one before it.
    """
    edges = [i for i, item in enumerate(items) if item.word == _MARK]
    if not edges:
        return (items,)
    found: list[tuple[Item, ...]] = [items[: edges[0]]]
    for start, end in zip(edges, [*edges[1:], len(items)], strict=True):
        half = items[start + 1 : end]
        whole = _with_subject(found[0], half, grammar)
        if whole and (_tells(whole, grammar) or _stays(items[: edges[0]], half, grammar)):
            found.append(whole)
        else:  # "met A; B; and C"
            found[-1] = (*found[-1], *items[start:end])
    return tuple(found)


def subject(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Those with whom an entry opens: "Premier Ana Silva and Jonas Berg …"."""
    last = 0
    for i, item in enumerate(items):
        if item.kind in ("person", "country", "organization"):
            last = i + 1
        elif not (item.kind == "comma" or item.has("conjunction") or item.has("determiner")):
            break
    return items[:last]


def _with_subject(first: tuple[Item, ...], half: tuple[Item, ...], grammar: Grammar) -> tuple[Item, ...]:
    led = next((i for i, item in enumerate(half) if not item.has("adverb")), None)
    if led is None or half[led].is_mention or half[led].word in grammar.lists["plural_nouns"]:
        return half
    thing = next((item for item in first if item.word in grammar.lists["between"]), None)
    if thing and half[led].info.lemma in grammar.lists["coming_of"]:  # "treaty signed; ratified on 3 May"
        return (thing, *half)
    passive = led + 1 < len(half) and half[led + 1].word in grammar.lists["led_by"]
    goes_on = half[led].info.lemma is not None and bool(half[led].info.forms & _GOES_ON) and not passive
    return (*subject(first), *half) if goes_on else half


def _tells(half: tuple[Item, ...], grammar: Grammar) -> bool:
    """Whether a half is no mere item of a list: it has a verb of its own, or is of a meeting."""
    if not half[0].is_mention and any(item.word in grammar.lists["told_meetings"] for item in half[:3]):
        return True
    return any(not c.relative and (c.verb.finite or c.verb.passive) for c in read_clauses(half, grammar))


def _stays(first: tuple[Item, ...], half: tuple[Item, ...], grammar: Grammar) -> bool:
    """Whether a half only says where somebody was, behind one without a verb: "rail link proposed; Silva in Oslo"."""
    placed = len(half) > 2 and half[0].kind == "person" and half[1].word in grammar.lists["place_prepositions"]
    return (
        placed and half[2].kind in ("place", "country") and not any(c.verb.finite for c in read_clauses(first, grammar))
    )
