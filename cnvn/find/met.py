"""Who met, where a noun is only the occasion of what a clause tells: "at a meeting in Oslo A told B"."""

from cnvn.find.frames import Argument, Scene
from cnvn.find.roles import agents
from cnvn.find.slots import Clause, mentions
from cnvn.model import Actor, Country, Person, Place


def met_at(scene: Scene, clause: Clause, role: str, *, alone: bool) -> tuple[Argument, ...]:
    """Who met, by the clause of which that was the occasion, also who was told then; the subject `alone` "in talks with
    A, B thanked C"."""
    lists, lemma = scene.grammar.lists, clause.verb.lemma
    host, guest = ("host", "visitor") if lemma in lists["hosting"] else (role, role)
    bare = next((s for s in clause.slots if not s.word), None) if lemma in lists["telling"] | lists["hosting"] else None
    others = mentions(scene.items, bare.first, bare.last, scene.grammar, ("person",)) if bare and not alone else ()
    received = clause.verb.passive and bool(clause.subject)  # "A was received by B at the start of a visit"
    doer = guest if received else host
    own = tuple(Argument(doer, scene.actor(i)) for i in clause.subject or agents(scene, clause))
    return own + tuple(Argument(guest, scene.actor(i)) for i in others)


def tells_two(scene: Scene, clause: Clause, arguments: tuple[Argument, ...]) -> bool:
    """Whether of an occasion that is told of countries alone its clause says who told whom what: "in the first talks
    between Norway and Chile A told B"."""
    lands = all(isinstance(a.actor, Country) for a in arguments)
    return (
        lands
        and clause.verb.lemma in scene.grammar.lists["telling"]
        and len(met_at(scene, clause, "", alone=False)) > 1
    )


def they_agreed(scene: Scene, clause: Clause) -> bool:
    """Whether a clause tells what two sides agreed to do, who are but "they" there: "They agreed to hold …"."""
    agreed = clause.verb.mood == "infinitive" and clause.verb.governor in scene.grammar.lists["agreeing"]
    return agreed and scene.says((0,), "they")


def may_be_anothers(scene: Scene, clause: Clause, arguments: tuple[Argument, ...]) -> bool:
    """Whether a visit that is only called "his" may be another's than the subject's of its clause, who met people: not
    where they are of the country that it leads to, and he is not."""
    behind = range(clause.verb.last, clause.last)
    met = [scene.items[i].value for i in mentions(scene.items, behind.start, behind.stop, scene.grammar, ("person",))]
    lands = {code for a in arguments if a.role == "destination" for code in _lands(a.actor)}
    own = {code for i in clause.subject for code in _lands(scene.actor(i))}
    theirs = {code for actor in met if isinstance(actor, Person) for code in _lands(actor)}
    return bool(met) and not (own and theirs and theirs <= lands and own.isdisjoint(lands))


def _lands(actor: Actor) -> set[str]:
    if isinstance(actor, Country):
        return {*actor.codes}
    country = actor.country if isinstance(actor, Person | Place) else None
    return {country} if country else set()
