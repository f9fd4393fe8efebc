"""Whether a clause is as a rule of its verb wants it: voice, form, particle and kind of object."""

from collections.abc import Sequence

from cnvn.find.frames import Scene
from cnvn.find.items import HEADS, Item, is_owner
from cnvn.find.many import is_union, of_many
from cnvn.find.roles import is_bare_relative
from cnvn.find.rules import Rule
from cnvn.find.seats import seat
from cnvn.find.slots import Clause, mentions
from cnvn.find.subjects import gap_at
from cnvn.find.things import before_next
from cnvn.model import Organization

# What can be invaded.
_LAND = ("country", "place")


def _is_shunned(scene: Scene, i: int, rule: Rule) -> bool:
    """Whether the rule does not count with the word at `i`; what leads to a time says nothing: "joined in 1984"."""
    item = scene.items[i]
    if item.word not in rule.never:
        return False
    return not (item.has("preposition") and i + 1 < len(scene.items) and scene.items[i + 1].kind == "time")


def _is_of_kind(scene: Scene, i: int, kind: str, speaks: bool) -> bool:
    """Whether a subject is of the kind that a rule wants; an army does what its country does, and a ministry or embassy
    `speaks` for it."""
    item = scene.items[i]
    if item.kind == kind or kind != "country":
        return item.kind == kind
    value = item.value
    if not isinstance(value, Organization) or len(value.countries) != 1 or value.many:
        return False
    lists, last = scene.grammar.lists, item.word.rpartition(" ")[2]
    return last in lists["armed"] or (speaks and last in lists["seated"])


def fits(scene: Scene, clause: Clause, rule: Rule) -> bool:
    """Whether voice, form, particle and kind of object are as the rule wants them."""
    verb = clause.verb
    if rule.finite and not verb.finite:
        return False
    if rule.says and is_bare_relative(scene, clause):
        return False
    if rule.says and rule.type == "agreement" and not verb.finite:  # "agreeing to share it", but not "agreeing that"
        return any(i.has("infinitive") for i in scene.items[verb.last : verb.last + 1])
    if rule.entry and (clause.relative or not verb.finite or _is_subordinate(scene, clause)):
        return False
    if rule.expletive and not (verb.first and scene.says((verb.first - 1,), "lifting")):
        return False
    if rule.never and any(_is_shunned(scene, i, rule) for i in range(verb.last, before_next(scene, clause, rule.near))):
        return False
    if rule.heads and not _has_head(scene, clause, rule):
        return False
    if rule.alone and not _is_alone(scene, clause, rule):
        return False
    unions = any(is_union(scene.actor(i)) for i in clause.subject)
    if rule.many and not (unions or of_many(scene, range(clause.first, verb.first))):
        return False
    if rule.subject_kind and rule.alone and rule.finite and not clause.subject:
        return False
    speaks = rule.type == "statement"
    if rule.subject_kind and not all(_is_of_kind(scene, i, rule.subject_kind, speaks) for i in clause.subject):
        return False
    if rule.subject_kind and speaks and not (clause.subject or verb.passive or seat(scene, clause)):
        return False  # "a Norwegian urged Chile to leave"
    particles = next((words for lemma, words in rule.particles if lemma == verb.lemma), None)
    if particles is not None and not any(i.word in particles for i in _after(scene, clause)):
        return False
    if rule.type == "meeting" and rule.object and not verb.passive and _is_of_things(scene, clause):
        return False
    if rule.object_kind and rule.object and not verb.passive:
        slot = next((s for s in clause.slots if not s.word), None)
        kinds = _LAND if rule.object_kind == "land" else (rule.object_kind,)
        heads = mentions(scene.items, slot.first, slot.last, scene.grammar, (*HEADS, *_LAND)) if slot else ()
        head = next((i for i in heads if scene.items[i].kind in kinds), None)
        if head is None:
            return False
        if rule.guest and not _is_guest(scene, head):
            return False
        after = next((i for i in scene.items[head + 1 :] if i.kind != "quote"), None)  # "called the president a liar"
        if not rule.plain_object or after is None:
            return True
        longer = rule.object_kind == "country" and after.word.isalpha() and not after.info.classes  # "the Chile plan"
        return not (after.has("determiner") or (longer and not after.is_mention))
    return True


def is_stranded(scene: Scene, clause: Clause) -> bool:
    """Whether a preposition stands alone, for what its relative clause leaves out: "the pact it withdrew from"."""
    behind = scene.items[clause.verb.last : clause.verb.last + 2]
    led = bool(behind) and behind[0].has("preposition") and not behind[0].has("adverb")
    alone = led and (len(behind) == 1 or behind[1].has("preposition") or behind[1].word in (".", ","))
    return alone and gap_at(scene.items, clause) is not None


def _has_head(scene: Scene, clause: Clause, rule: Rule) -> bool:
    """Whether what the verb counts with stands before it: "the treaty took effect", "a treaty that took effect"."""
    if clause.relative and clause.subject and rule.subject is None:
        return False  # "the pact of Norway and Chile, which took effect": neither of the two did
    if any(i.word in rule.heads for i in scene.items[clause.first : clause.verb.first]):
        return True
    if scene.items[clause.verb.first - 1].has("conjunction"):  # "the treaty was signed in May and took effect in June"
        before = [c for c in scene.clauses if c.verb.last < clause.verb.first]
        before = [c for c in before if c.verb.passive] or [c for c in before if c.verb.finite and not c.subject]
        return any(i.word in rule.heads for c in before[-1:] for i in scene.items[c.first : c.verb.first])
    last = clause.first - 1
    return clause.relative and last >= 0 and scene.items[last].word in rule.heads


def _is_alone(scene: Scene, clause: Clause, rule: Rule) -> bool:
    """Whether a verb has no object: "she last visited in May", "he flew in on Monday", but not "flew in a balloon"."""
    governed = [s for s in clause.slots if not s.word or (rule.particles and s.first == clause.verb.last + 1)]
    behind = [item for s in governed for item in scene.items[s.first : s.last] if item.word != "."]
    return all(item.kind in ("time", "comma") or item.has("adverb") for item in behind)


def _is_subordinate(scene: Scene, clause: Clause) -> bool:
    """Whether a clause only says when or why: "left after Silva had threatened"."""
    first = scene.phrase_start(clause.subject[0]) if clause.subject else clause.verb.first
    return first > 0 and scene.items[first - 1].has("subordinator")


def _is_guest(scene: Scene, i: int) -> bool:
    """Whether somebody is told of as a guest: "visiting President Ana Silva"."""
    return scene.says((i - 1,), "describing") or scene.items[i].word.split()[0] in scene.grammar.lists["describing"]


def _after(scene: Scene, clause: Clause) -> Sequence[Item]:
    """What may be the verb's particle: the word behind it or its object ("saw him off") that governs nothing."""
    first = clause.verb.last
    slot = next((s for s in clause.slots if not s.word), None)
    last = slot.last if slot else first
    governs = any(s.first == last + 1 and s.last > s.first for s in clause.slots)
    return scene.items[first : last if governs else last + 1] or scene.items[first : first + 1]


def _is_of_things(scene: Scene, clause: Clause) -> bool:
    """Whether the object is a thing and nobody: "met our goals"; but not "met a group of lawmakers"."""
    slot = next((s for s in clause.slots if not s.word), None)
    if slot is None or not (scene.items[slot.first].has("determiner") or is_owner(scene.items[slot.first])):
        return False
    if scene.items[slot.last - 1].word == ":":  # "met three times: in Oslo in May 1990, …"
        return False
    somebody = mentions(scene.items, slot.first, slot.last, scene.grammar)
    return not somebody and not scene.says(range(slot.first, slot.last), "collective")
