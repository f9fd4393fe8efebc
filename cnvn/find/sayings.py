"""When it was said: the time of what somebody says of himself that he has done."""

from cnvn.find.frames import Draft, Scene
from cnvn.find.verbs import VerbGroup
from cnvn.model import Actor, Country, Person, Place, TimeExpression


def said_at(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time at which those who spoke say themselves that they did: "Norway has lodged a protest, its ministry said
    on Thursday"."""
    verb, said = draft.verb, scene.clauses[-1] if scene.clauses else None
    if (
        draft.frame.type != "statement"
        or verb is None
        or not verb.perfect
        or said is None
        or said.verb.first <= draft.at
    ):
        return None
    if not scene.says((verb.first,), "until_now") or not scene.grammar.verb_is(said.verb.lemma, "speech"):
        return None
    spoke = {c for a in draft.frame.arguments if a.role == "speaker" for c in _codes(a.actor)}
    if spoke.isdisjoint(c for i in said.subject for c in _codes(scene.actor(i))):
        return None
    times = (scene.items[i].value for i in range(said.verb.last, said.last))
    return next((t for t in times if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def is_of_saying(scene: Scene, i: int, verb: VerbGroup) -> bool:
    """Whether the time at `i` is of the words by which a verb is announced: "on Monday they said that … would …"."""
    said = (c.verb for c in scene.clauses if c.verb.finite and c.verb.last <= verb.first)
    return any(i < verb.first and scene.grammar.verb_is(v.lemma, "speech") for v in said)


def when_said(scene: Scene, i: int, verb: VerbGroup) -> bool:
    """Whether the time at `i` is of a verb of saying before it: "Norway said on Monday Chile signed the treaty"."""
    said = (c.verb for c in scene.clauses if c.verb.finite and c.verb.last <= i and c.verb is not verb)
    return any(scene.grammar.verb_is(v.lemma, "speech") for v in said)


def _codes(actor: Actor) -> tuple[str, ...]:
    """The countries of somebody who acts."""
    if isinstance(actor, Country):
        return actor.codes
    if isinstance(actor, Person | Place):
        return (actor.country,) if actor.country else ()
    return actor.countries


def takes_day(scene: Scene, verb: Draft, draft: Draft, i: int, time: TimeExpression) -> bool:
    """Whether a verb of saying takes a day that a noun behind it could have: "condemned the attack on Thursday"."""
    if (
        draft.verb is not None
        or not verb.frame.says
        or not verb.at < draft.at < i
        or scene.says((draft.first - 1,), "after")
    ):
        return False
    day = time.how == "relative" and time.period is not None and time.period.is_day
    own = (k for k in range(verb.first, draft.at) if scene.items[k].kind == "time")
    return day and next(own, None) is None
