"""The things by which a verb tells an action: "signed a treaty", "the treaty was signed", "Treaty signed"."""

from collections.abc import Iterator, Sequence

from cnvn.find.frames import Scene
from cnvn.find.grammar import Grammar
from cnvn.find.items import Item
from cnvn.find.noun_phrases import only_modifies
from cnvn.find.roles import antecedent
from cnvn.find.rules import Rule
from cnvn.find.slots import Clause, Slot

# How far before its relative clause a thing may stand, in items.
_FAR = 20
# How far before or behind a treaty the words may stand that say what it is on, in items.
_NAMING = 4
# Whose names say by their last word what they are: "opened the Norwegian Embassy", "marked 70 years of ties".
_NAMED = {
    "launch": "organization",
    "meeting": "organization",
    "anniversary": "time",
    "conflict": "place",
    "statement": "organization",
}
# Of what is signed or issued a headline says just so.
_HEADLINED = ("agreement", "statement")


def things(scene: Scene, clause: Clause, rule: Rule) -> tuple[int, ...]:
    """The first item that is one of the objects the verb counts with: behind an active verb, before a passive one."""
    if rule.objects.isdisjoint(scene.words):
        return ()
    verb = clause.verb
    before = range(clause.first, verb.first)
    behind = range(verb.last, min(clause.last, verb.last + rule.near))
    if verb.passive and not verb.finite and _follows_noun(scene, verb.first):
        others = (c.verb for c in scene.clauses if c.verb.last < verb.first and c.verb.lemma != "be")
        before = range(
            max((clause.first, *(v.last for v in others))), verb.first
        )  # "ties rose as they shut posts opened"
    gap = antecedent(scene, clause)
    if verb.first == verb.last and verb.first > clause.first:  # "A joined the group in 1984, B in 1995"
        common = [i for s in clause.slots if s.last <= clause.first for i in range(s.first, s.last)]
        if common:
            return tuple(i for i in common if scene.items[i].word in rule.objects)[:1]
    if verb.passive and verb.first and scene.items[verb.first - 1].has("relative"):
        far = range(max(0, verb.first - _FAR), verb.first)  # "the treaty on the river, which was signed in May"
        return tuple(i for i in far if scene.items[i].word in rule.objects)[-1:]
    if gap and not verb.passive:  # "a treaty, which they signed in May"
        left = tuple(i for i in gap if scene.items[i].word in rule.objects)[-1:]
        if left or not is_said(scene, gap.stop):
            return left
    heads = (i for i in before if verb.passive and not _modifies(scene, i))
    if rule.either:  # "the bridge opened", "was awarded the order"
        bare = rule.type in _HEADLINED  # "suspended preparations", but "began operating"
        itself = not any(
            not s.word and _is_object(scene.items[s.first : s.last], scene.grammar, bare) for s in clause.slots
        )
        since = next((i for i in reversed(before) if scene.items[i].has("subordinator")), clause.first)
        # not "relations soured after Norway opened fire"
        own = _own(scene, since, verb.first) if itself else ()
        places = [*heads, *behind] if verb.passive else [*behind, *own]
    else:
        places = [*heads] if verb.passive else [*behind]
    kind = _NAMED.get(rule.type, "")
    told = (i for i in places if _word(scene.items[i], kind) in rule.objects)
    found = tuple(i for i in told if not (i and scene.items[i - 1].word in rule.never_behind))[:1]  # "the world war"
    if found or verb.passive or rule.type not in _HEADLINED or any(_has_object(scene, s) for s in clause.slots):
        return found
    led = (i for i in before if not scene.items[scene.phrase_start(i) - 1].has("preposition"))
    return tuple(i for i in led if scene.items[i].word in rule.objects)[:1]  # "Agreement between A and B signed"


def _follows_noun(scene: Scene, first: int) -> bool:
    """Whether a plain noun stands right before a participle: that is what it tells of, "the offices opened in May"."""
    item = scene.items[first - 1] if first else None
    return item is not None and item.kind == "word" and item.word.isalpha() and not item.info.classes


def own_end(scene: Scene, first: int, last: int) -> int:
    """Where the complements of a thing before its verb end: "the treaty with Norway, drafted by Silva, was signed"."""
    return next(
        (
            i
            for i in range(first, last)
            if i in scene.verb_items or scene.items[i].kind in ("comma", "stop") or scene.items[i].word == "-"
        ),
        last,
    )


def is_said(scene: Scene, i: int) -> bool:
    """Whether "that" at `i` opens what somebody says: "said on Friday that …", but not "announced a treaty that …"."""
    said = next((c.verb for c in reversed(scene.clauses) if c.verb.last <= i), None)
    return said is not None and said.finite and scene.grammar.verb_is(said.lemma, "speech")


def _own(scene: Scene, first: int, last: int) -> Iterator[int]:
    """The items that may be the subject of what happens by itself: "the embassy opened", but not "the trial of the
    embassy clerk opened"."""
    for i in range(first, last):
        if not (_modifies(scene, i) or scene.says((scene.phrase_start(i) - 1,), "belonging")):
            yield i


def _modifies(scene: Scene, i: int) -> bool:
    """Whether a noun only modifies the one behind it; but not that of "the bridge they opened"."""
    return only_modifies(scene, i) and not scene.says((i + 1,), "standing")


def _has_object(scene: Scene, slot: Slot) -> bool:
    return not slot.word and (scene.items[slot.first].is_mention or scene.items[slot.first].word.isalnum())


def _word(item: Item, kind: str) -> str:
    """The word that says what an item is: of a mention of that kind the last."""
    return item.word.rsplit(None, 1)[-1] if item.kind == kind else item.word


def _is_object(items: Sequence[Item], grammar: Grammar, bare: bool) -> bool:
    """Whether a bare slot is an object, not just a particle: "broke out"."""
    said = [item for item in items if not (item.has("adverb") or item.kind in ("time", "comma"))]
    if not said or said[0].word in grammar.lists["particles"]:
        return len(said) > 1
    plain = bare and said[0].word.isalpha() and not said[0].info.classes
    alike = said[0].word in grammar.lists["one_such"]  # "Chile opened one in Oslo"
    return said[0].has("determiner") or said[0].is_mention or plain or alike or len(said) > 1


def times_from(scene: Scene, clause: Clause, thing: int | None) -> int:
    """Where the times of a clause may begin: with its thing where a participle tells of what was before, "held talks on
    3 May on the accord reached by A"; but "the visit ended on 3 May with an accord reached by A"."""
    verb, first = clause.verb, clause.first
    if thing is None or thing > verb.first or verb.finite or not verb.passive:
        return first
    start = scene.phrase_start(thing)
    apart = any(i in scene.verb_items for i in range(first, thing))
    return start if apart and start and not scene.says((start - 1,), "along_with") else first


def is_visitor(scene: Scene, first: int, slot: Slot, *, doing: bool) -> bool:
    """Whether who stands behind "by" in a slot is no agent of the verb that ends before `first`: "signed it during a
    visit by A", of whom `doing` tells already who did, "reached between the two during the visit to Oslo by A"."""
    by = scene.says((slot.first - 1,), "led_by")
    return by and (doing or scene.says(range(first, slot.first - 1), "told_visits"))


def before_next(scene: Scene, clause: Clause, near: int) -> int:
    """Where what stands close to a verb ends, `near` items behind it or where another goes on: "called on A | and"."""
    first, last = clause.verb.last, min(clause.verb.last + near, len(scene.items))
    joins = (i for i in range(first, last) if scene.items[i].has("conjunction") and i + 1 in scene.verb_items)
    return next(joins, last)


def is_elsewhere(scene: Scene, clause: Clause, rule: Rule, within: range) -> bool:
    """Whether a country or a place is named between a thing and its verb: "a group of Norway and Chile that was
    formed", "the war in Peru began"."""
    if rule.type == "conflict" and scene.says(within, "place_prepositions"):
        return True
    return clause.relative and any(scene.items[i].kind == "country" for i in within)


def is_of_many(scene: Scene, thing: int) -> bool:
    """Whether a thing is one of a body's, or of many states: "a resolution", "the Non-Proliferation Treaty"."""
    around = range(max(0, thing - _NAMING), min(thing + 2 * _NAMING, len(scene.items)))
    body = scene.says((thing,), "groupings") and thing > 0 and scene.says((thing - 1,), "definite")  # "the group"
    return body or scene.says((thing,), "of_bodies") or scene.says(around, "multilateral")
