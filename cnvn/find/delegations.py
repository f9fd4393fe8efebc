"""A group and who leads it: "a delegation led by Li", of which only the group and Li are of interest to a clause."""

from collections.abc import Sequence

from cnvn.find.grammar import Grammar
from cnvn.find.items import Item
from cnvn.model import Country, Organization, Person

# How far behind the group may stand that somebody leads it, and how many words before the name, in items.
_BETWEEN = 8
_TITLED = 5
# What tells nothing of whose a group is that stands before it.
_NOBODY = ("person", "place", "time", "series")


def with_leaders(items: Sequence[Item], grammar: Grammar) -> tuple[Item, ...]:
    """The items without "led by", "which was headed by" and what else stands between a group and its leader: the leader
    is then of the same phrase."""
    groups = grammar.lists["groups_led"]
    if not any(item.word in groups for item in items):
        return tuple(items)
    kept: list[Item] = []
    lands: set[str] = set()  # of the group whose leader comes next
    i = 0
    while i < len(items):
        item = items[i]
        if lands and isinstance(item.value, Person):
            item = item._replace(value=_from(item.value, lands))
            lands = set()
        kept.append(item)
        behind = _leader(items, i, grammar) if item.word in groups else None
        if behind:
            lands = _lands(items, i, behind)
        i = behind or i + 1
    return tuple(kept)


def _lands(items: Sequence[Item], i: int, last: int) -> set[str]:
    """The countries whose the group at `i` is, by the words around it up to item `last`: "the Norwegian delegation", "a
    delegation of the Storting"."""
    first = i
    while first and (items[first - 1].is_mention or items[first - 1].kind in ("possessive", "word")):
        before = items[first - 1]
        if before.info.lemma or before.info.classes or before.kind in _NOBODY:
            break
        first -= 1
    told = (item.value for item in items[first:last])
    return {
        code
        for actor in told
        if isinstance(actor, Country | Organization)
        for code in (actor.codes if isinstance(actor, Country) else actor.countries)
    }


def _from(person: Person, lands: set[str]) -> Person:
    """The leader of a group, who is of its country where nothing else tells which is his."""
    known = person.country or person.countries or len(lands) != 1 or len(person.names) != 1
    return person if known else person._replace(country=next(iter(lands)))


def _leader(items: Sequence[Item], i: int, grammar: Grammar) -> int | None:
    """Where the leader of the group at `i` stands behind "led by", or None."""
    for k in range(i + 1, min(i + 1 + _BETWEEN, len(items))):
        item = items[k]
        if item.kind in ("stop", "quote", "person", "time"):
            return None
        if item.word in grammar.lists["led"]:
            by = k + 1
            if by < len(items) and items[by].word in grammar.lists["led_by"] and _has_person(items, by + 1):
                return by + 1
            return None
        # "a delegation of trade unions led by", "… from Norwegian trade unions"
        noun = items[k - 1].has("preposition") or getattr(items[k - 1].value, "adjective", False)
        if item.info.forms and not (noun or item.has("be") or item.has("have")):
            return None  # another verb: the group does something
        if item.has("be") and not items[k - 1].has("relative"):
            return None  # "the delegation was led by Li" is a clause of its own
    return None


def _has_person(items: Sequence[Item], first: int) -> bool:
    for item in items[first : first + _TITLED]:
        if item.kind == "person":
            return True
        if item.kind != "word" or item.has("preposition") or item.info.forms:
            return False
    return False
