"""Clauses and their slots: what the prepositions of a clause or noun phrase govern, and which mentions stand there
for themselves."""

from typing import NamedTuple

from cnvn.find.grammar import Grammar
from cnvn.find.items import HEADS, Item, has_people, is_modifier, is_owner
from cnvn.find.verbs import VerbGroup
from cnvn.model import Country

_GROUP = 7  # how far behind its country a group may stand, in items: "Chilean customs and foreign affairs officials"


class Slot(NamedTuple):
    """What one preposition governs (`word`), or the bare object (`word` empty): items `first` to `last`, exclusive."""

    word: str
    first: int
    last: int


class Clause(NamedTuple):
    """A verb group with its subject (indexes of mention items) and its complements, in the order of the text."""

    verb: VerbGroup
    subject: tuple[int, ...]
    slots: tuple[Slot, ...]
    first: int  # where the clause begins, with its leading adverbials
    last: int  # where its complements end, exclusive
    relative: bool = False  # "who visited Oslo": the subject is what it belongs to


def slots(items: tuple[Item, ...], first: int, last: int, grammar: Grammar) -> tuple[Slot, ...]:
    """The complements within items `first` to `last` (exclusive): the bare object, then one slot a preposition."""
    found: list[Slot] = []
    word, start = "", first
    for i in range(first, last):
        item = items[i]
        named = word and i > start and items[i - 1].kind == "person" and not is_owner(items[i - 1])
        if named and _begins_object(items, i, last):
            found.append(Slot(word, start, i))  # "co-chaired with Berg | a meeting"
            word, start = "", i
            continue
        if (
            word
            and i > start
            and _begins_guest(items, i, start, last, within=word in grammar.lists["place_prepositions"])
        ):
            found.append(Slot(word, start, i))  # "received on 3 May | Premier Berg"
            word, start = "", i
            continue
        if item.is_mention or not (item.has("preposition") or item.has("infinitive")):
            continue
        if item.word in grammar.lists["belonging"] and i > start and items[i - 1].word in grammar.lists["naming"]:
            continue  # "the city of Oslo" is Oslo
        if item.word in grammar.lists["belonging"] and i > start and _is_of_lands(items, i, last, grammar):
            continue  # "with the leaders of Norway"
        if word in grammar.lists["backdrop"] and i > start and items[i - 1].word in grammar.lists["discord"]:
            continue  # "held drills amid tension with Norway": Norway held none
        if i > start or word:
            found.append(Slot(word, start, i))
        word, start = item.word, i + 1
    if last > start:
        found.append(Slot(word, start, last))
    return tuple(found)


def _begins_object(items: tuple[Item, ...], i: int, last: int) -> bool:
    """Whether a thing with its article stands at `i`, no time: "a meeting", not "the day before"."""
    led = not items[i].is_mention and items[i].has("determiner") and not items[i].has("relative")
    return led and i + 1 < last and items[i + 1].kind == "word"


def _begins_guest(items: tuple[Item, ...], i: int, start: int, last: int, *, within: bool) -> bool:
    """Whether somebody stands at `i`, perhaps with an article, right behind the time or place that a preposition
    governs from `start` on, one of place if `within`: "received in Oslo on 3 May | the premier", "received in her
    office | Berg"."""
    who = i + 1 if items[i].has("determiner") and not items[i].has("relative") and i + 1 < last else i
    if items[who].kind != "person" or (who == i and is_owner(items[i])):
        return False
    before = items[i - 1]
    owned = within and (items[start].has("determiner") or is_owner(items[start]))
    return before.kind in ("time", "place") or (owned and before.kind == "word" and not before.info.classes)


def _is_of_lands(items: tuple[Item, ...], i: int, last: int, grammar: Grammar) -> bool:
    """Whether those before the preposition at `i` are told apart by their countries alone: "officials of Norway"."""
    k = i + 1
    while k < last and items[k].has("determiner"):
        k += 1
    return k < last and items[k].kind == "country" and items[i - 1].word in grammar.lists["collective"]


def mentions(
    items: tuple[Item, ...], first: int, last: int, grammar: Grammar, kinds: tuple[str, ...] = HEADS
) -> tuple[int, ...]:
    """Indexes of the mentions of these kinds within items `first` to `last`, adjectives and possessors left out."""
    return tuple(i for i in range(first, last) if items[i].kind in kinds and is_head(items, i, grammar))


def is_head(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """Whether a mention stands for itself, or for those of a group that it names: "Chinese officials"; but not one that
    is left out: "apart from China", "unlike Silva"."""
    if i and (_is_left_out(items, i, grammar) or has_people(items, i, grammar)):
        return False
    if not is_modifier(items, i):
        return True
    if items[i].kind == "person":
        return False
    for j in range(i + 1, min(i + _GROUP, len(items))):
        if items[j].kind == "country" and j == i + 2 and items[i + 1].has("conjunction"):
            return is_head(items, j, grammar)  # "Norwegian and Chilean officials"
        if items[j].is_mention or items[j].has("preposition"):
            return False
        if any(items[j].word in grammar.lists[name] for name in ("collective", "land", "seated")):
            return True
        value = items[i].value
        if items[j].word in grammar.lists["joint_bodies"] and isinstance(value, Country):
            return len(value.codes) > 1  # "the Norway-Chile committee"
        if items[j].word in grammar.lists["officials"]:  # "a Chilean official said", but not "an official visit"
            after = items[j + 1] if j + 1 < len(items) else None
            return after is None or after.is_mention or bool(after.info.classes) or after.info.lemma is not None
    return False


def _is_left_out(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    if items[i - 1].word in grammar.lists["unlike"]:
        return True
    led = i > 1 and items[i - 1].word in grammar.lists["excepting"]
    return led and items[i - 2].word in grammar.lists["excepted"]


def is_agent(items: tuple[Item, ...], slot: Slot, grammar: Grammar) -> bool:
    """Whether who stands there does what a passive verb tells, or is there: "by A", "in the presence of A"."""
    return slot.word == "by" or is_attended(items, slot.first - 2, grammar)


def is_attended(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """Whether of whom the noun at `i` is was there: "in the presence of A", "under the chair of A"."""
    if i < 0 or items[i].value is not None:
        return False
    under = i > 1 and items[i].word in grammar.lists["chair"] and items[i - 2].word in grammar.lists["under"]
    return under or items[i].word in grammar.lists["presence"]
