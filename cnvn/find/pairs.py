"""Two countries of which a sentence tells without their names or by one for both: "the two sides", "US-Vietnam"."""

from collections.abc import Sequence

from cnvn.find.frames import Argument, Scene
from cnvn.find.items import is_owner
from cnvn.find.rules import Rule
from cnvn.find.slots import Clause
from cnvn.model import Country, Person
from cnvn.resolve.story import SEVERAL

_NEAR = 4  # how far before a relative clause its pair may stand, in items


def names_pair(scene: Scene, first: int, last: int) -> bool:
    """Whether "the two countries", "both sides" and the like stand there, or "the two", "they" or "their forces" right
    before a verb."""
    if last in scene.verb_items and last - 1 >= first:
        if scene.says((last - 1,), "pair"):
            return True
        opening = scene.items[: last - 1]  # "In 2000, they agreed …"
        light = (item.kind in ("time", "comma") or item.has("preposition") or item.has("adverb") for item in opening)
        if scene.says((last - 1,), "pair_pronouns") and all(light):
            return True
        if last - 2 >= first and scene.says((last - 1,), "the_pair") and scene.says((last - 2,), "definite"):
            return True
        owners = range(max(first, last - 3), last - 1) if scene.says((last - 1,), "forces") else range(0)
        if any(is_of_nobody(scene, i) for i in owners):
            return True
    closed = next((k for k in range(last - 1, first, -1) if scene.items[k].kind == "comma"), first)
    inner = next((k for k in range(last - 1, closed, -1) if _opens_inner(scene, k)), first)
    return any(
        scene.says((i,), "pair")
        and (scene.says(range(i + 1, min(i + 4, last)), "pair_nouns") or are_unnamed(scene, i + 1, last))
        for i in range(inner, last)
    )


def _opens_inner(scene: Scene, i: int) -> bool:
    """Whether a clause begins at `i` whose subject is its own: "both countries rejoiced | when the army signed"."""
    return scene.items[i].has("subordinator") and i + 1 < len(scene.items) and scene.items[i + 1].has("determiner")


def are_unnamed(scene: Scene, i: int, last: int) -> bool:
    """Whether office-holders stand at `i` of whom nobody is known: "the two | foreign ministers"."""
    value = scene.items[i].value if i < last else None
    return isinstance(value, Person) and not value.names and value.rule == SEVERAL


def is_of_nobody(scene: Scene, i: int) -> bool:
    """Whether a possessive may be that of countries: of nobody whose name is known."""
    owner = scene.items[i].value
    return is_owner(scene.items[i]) and isinstance(owner, Person) and not owner.names


def of_pair(scene: Scene, clause: Clause) -> bool:
    """Whether a relative clause belongs to two countries, "the two nations, which fought a war", or a clause goes on
    from what they did: "the two nations fought and parted"."""
    if not clause.relative and not clause.subject and clause.verb.first and clause.verb.finite:
        first = clause.verb.first - 1
        first -= scene.items[first].has("adverb")
        before = [c for c in scene.clauses if c.verb.finite and not c.relative and c.verb.last <= first]
        if before and scene.items[first].has("conjunction"):
            return names_pair(scene, before[-1].first, before[-1].verb.first)
    own = next((i for i in range(clause.verb.first - 1, 0, -1) if scene.items[i].has("relative")), 0)
    return clause.relative and own > 1 and names_pair(scene, max(0, own - _NEAR), own)


def pair_of_object(scene: Scene, at: int, rule: Rule) -> tuple[Argument, ...]:
    """The countries that name what the noun at `at` is done to: "the normalisation of US-Vietnam ties"."""
    objects = scene.items[at + 1 : at + 1 + rule.near] if rule.objects and rule.mutual and rule.subject else ()
    pairs = (item.value for item in objects if isinstance(item.value, Country) and len(item.value.codes) > 1)
    return tuple(Argument(rule.subject, pair) for pair in pairs if rule.subject)[:1]


def theirs(scene: Scene, at: int, phrase: range, rule: Rule) -> tuple[Argument, ...]:
    """The countries whose treaty a phrase names by "their": those of which its clause tells."""
    if not rule.subject or not any(is_of_nobody(scene, i) for i in phrase):
        return ()
    clause = scene.clause_of(at)
    lands = [i for i in clause.subject if scene.items[i].kind == "country"] if clause else []
    return tuple(Argument(rule.subject, scene.actor(i)) for i in lands) if len(lands) > 1 else ()


def other_party(scene: Scene, at: int, first: int, rule: Rule, told: Sequence[Argument]) -> tuple[Argument, ...]:
    """The country whose treaty with another one it is, by the subject of the clause: "invoked a 1959 pact with Chile",
    "Under a 1959 pact with Chile, Norway …"."""
    if not rule.subject or not told or not all(a.facing for a in told):
        return ()
    clause = scene.clause_of(at)
    if clause is None or at < clause.verb.first:
        clause = next((c for c in scene.clauses if c.verb.finite and c.verb.first > at), None)
        led = first > 0 and scene.items[first - 1].has("preposition")
        if clause is None or not led or not clause.subject or clause.subject[0] <= at:
            return ()
    own = [scene.actor(i) for i in clause.subject]
    known = {code for a in told if isinstance(a.actor, Country) for code in a.actor.codes}
    if len(own) != 1 or not isinstance(own[0], Country) or known & {*own[0].codes}:
        return ()
    return (Argument(rule.subject, own[0]),)


def may_be_either(scene: Scene, at: int, phrase: range) -> bool:
    """Whether "its" may be of the subject or of the object: "Norway backed Chile in its 1982 war"."""
    clause = scene.clause_of(at) if scene.says(phrase, "its") else None
    if clause is None or at < clause.verb.last:
        return False
    objects = range(clause.verb.last, phrase.start)
    return bool(clause.subject) and any(isinstance(scene.items[i].value, Country) for i in objects)
