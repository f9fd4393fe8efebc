"""Who met, where a noun is only the occasion of what a clause tells: "at a meeting in Oslo A told B"."""

from cnvn.find.frames import Argument, Scene
from cnvn.find.noun_clauses import behind_since
from cnvn.find.noun_doubts import is_reported
from cnvn.find.noun_phrases import denies, means_told, tells_time
from cnvn.find.nouns import Noun
from cnvn.find.roles import agents
from cnvn.find.slots import Clause, mentions
from cnvn.find.status import is_invited
from cnvn.find.stays import left_after, stay_aside
from cnvn.model import Actor, Country, Person, Place, TimeExpression

_OCCASIONS = ("meeting", "call", "visit", "conflict")  # of what somebody says or does
_MET = ("meeting", "call")


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
    if role == "visitor" and lemma == "be":  # "Norway is the third stop on a tour"
        own = tuple(a for a in own if not isinstance(a.actor, Country) or a.actor.adjective)
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


def occasion_of(scene: Scene, noun: Noun, first: int, led: int) -> Clause | None:
    """The clause that a meeting or visit is the occasion of: "at a meeting with A, B said", "B, on a visit to Oslo,
    said"; None where the noun means what was told before, or who says so was not there. `led` is where a phrase begins
    that holds the noun's: "on the second day of a visit"."""
    at = noun.last + 1
    if noun.rule.type not in _OCCASIONS or not led or at >= len(scene.items):
        return None
    after, purpose = scene.says((led - 1,), "after"), scene.says((led - 1,), "purpose")
    framed = noun.rule.type == "visit" and scene.says((led - 1,), "within")  # "in the framework of his visit"
    if not (scene.says((led - 1,), "occasion") or framed or after or purpose):
        return None
    told = noun.rule.type in ("meeting", "call") and scene.says(range(at, at + 1), "facing")
    if is_reported(scene, led) if told else (means_told(scene, first, at) and not noun.series):
        return None  # but "in his talks with B, A said"
    if after and noun.rule.type == "visit":
        return left_after(scene, led)
    own = [c for c in scene.clauses if c.verb.finite or (c.verb.last <= noun.first and is_invited(scene, c.verb))]
    inside = [c for c in own if (c.subject or agents(scene, c)) and c.first <= noun.last < scene.reach(c)]
    behind = [c for c in inside if c.verb.last <= noun.last < c.last]  # "met him on a visit in May, when they agreed …"
    clause = next(reversed(behind or inside), None) or behind_since(scene, at)
    if clause is None or denies(scene, clause):
        return None
    if after:  # "after talks with B, A said on Tuesday"; but "after talks with B, A went home" was later
        agreed = clause.verb.lemma in scene.grammar.lists["agreeing"]
        said = agreed or scene.grammar.verb_is(clause.verb.lemma, "speech")
        fought = noun.rule.type == "conflict" and all(i.kind != "time" for i in scene.items[first:at])
        # "after talks on 3 May they signed the treaty", but "cut its aid after last month's coup"
        met = noun.rule.type in _MET and led < 2 and tells_time(scene, at)
        return clause if said or fought or met else None
    aside = noun.rule.type == "visit" and stay_aside(scene, first) is not None
    hosts = clause.verb.lemma in scene.grammar.lists["hosting"]  # "hosted B for talks in May"
    if purpose and not aside and not hosts:
        # "travelled to Oslo in May for talks with B": hardly on the day of the journey
        times = [scene.items[i].value for i in range(clause.first, scene.reach(clause))]
        days = any(isinstance(t, TimeExpression) and t.period and t.period.is_day for t in times)
        return clause if clause.verb.lemma in scene.grammar.lists["beginning"] and not days else None
    return clause
