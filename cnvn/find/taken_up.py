"""What a clause goes on to tell of the thing of the one before: "broke off ties in 1973 but restored them in 1990"."""

from cnvn.find.frames import Argument, Scene
from cnvn.find.roles import NOTHING, Filling, fill
from cnvn.find.rules import Rule
from cnvn.find.slots import Clause, slots
from cnvn.find.things import own_end, things

# What two do with what they have, or one with what is its own.
_TYPES = ("agreement", "launch", "other")


def taken_up(scene: Scene, clause: Clause, rule: Rule) -> tuple[int, Clause | None] | None:
    """The thing of the clause before that this one goes on with, and that clause: by "them", by "and were", or behind
    an aside: "ties, severed in 1941, were restored"; by "one" only the thing."""
    if rule.type not in _TYPES or rule.objects.isdisjoint(scene.words) or clause.relative:
        return None
    verb = clause.verb
    earlier = next((c for c in reversed(scene.clauses) if c.verb.last <= verb.first), None)
    if earlier is not None and not verb.passive and _means_it(scene, clause, "one_such"):
        alike = next(iter(things(scene, earlier, rule)), None) if earlier.verb.lemma in rule.verbs else None
        return None if alike is None else (alike, None)
    goes_on = _means_it(scene, clause, "it_or_them") if not verb.passive else verb.finite and _joins(scene, clause)
    if earlier is None or not goes_on:
        return None
    thing = next(iter(things(scene, earlier, rule)), None)
    if thing is None and verb.passive and scene.items[verb.first - 1].kind == "comma":
        heads = (i for i in range(earlier.first, earlier.verb.first) if scene.items[i].word in rule.objects)
        thing = next(heads, None)
    return taken_up(scene, earlier, rule) if thing is None else (thing, earlier)


def _means_it(scene: Scene, clause: Clause, words: str) -> bool:
    """Whether the object is but one of the listed `words` for what was told: "restored them"."""
    bare = next((s for s in clause.slots if not s.word), None)
    return bare is not None and scene.items[bare.first].word in scene.grammar.lists[words]


def _joins(scene: Scene, clause: Clause) -> bool:
    """Whether nothing but a conjunction, a comma or "they" stands before the verb."""
    i = clause.verb.first - 1
    while i >= 0 and scene.items[i].has("adverb"):
        i -= 1
    item = scene.items[i]
    return i > 0 and (item.has("conjunction") or item.kind == "comma" or item.word in scene.grammar.lists["it_or_they"])


def those_of(scene: Scene, thing: int, earlier: Clause, rule: Rule) -> Filling:
    """Who took part in what the earlier clause tells of the thing."""
    told = NOTHING
    if rule.subject and (not earlier.verb.passive or thing < earlier.verb.first):
        told += Filling(tuple(Argument(rule.subject, scene.actor(i)) for i in earlier.subject))
    own = tuple(s for s in earlier.slots if s.word)
    if thing < earlier.verb.first:
        own += slots(scene.items, thing + 1, own_end(scene, thing + 1, earlier.verb.first), scene.grammar)
    return told + fill(scene, ((s, rule.role(s.word)) for s in own if s.word and rule.role(s.word)))
