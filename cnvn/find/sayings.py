"""When it was said: the time of what somebody says of himself that he has done."""

from cnvn.find.frames import BOUNDING, Argument, Draft, Frame, Scene
from cnvn.find.slots import Clause
from cnvn.find.subjects import announcement
from cnvn.find.verbs import VerbGroup
from cnvn.model import Actor, Country, Person, Place, TimeExpression

# After these somebody speaks to reporters.
_TALKS = ("meeting", "call")
# How far before the verb "its" may stand, in items.
_OWN = 4


def said_at(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time at which those who spoke say themselves that they did: "Norway has lodged a protest, its ministry said
    on Thursday"."""
    verb, said = draft.verb, scene.clauses[-1] if scene.clauses else None
    own = verb if verb is not None and verb.perfect and draft.frame.type == "statement" else None
    if own and (told := announcement(scene.items, own, scene.clauses, scene.grammar)):
        # "the ministry said on Thursday that it had lodged a protest"
        return next(iter(_days(scene, range(told.first, own.first))), None)
    if draft.frame.type != "statement" or verb is None or said is None or said.verb.first <= draft.at:
        return None
    until_now = verb.perfect and scene.says((verb.first,), "until_now")
    if not (until_now or _is_now(scene, verb)) or not scene.grammar.verb_is(said.verb.lemma, "speech"):
        return None
    spoke = {c for a in draft.frame.arguments if a.role == "speaker" for c in _codes(a.actor)}
    before = range(max(0, said.verb.first - _OWN), said.verb.first)
    its = scene.says(before, "of_its") and scene.says(before[-1:], "seated")  # "…, its foreign ministry said"
    spoken = [scene.actor(i) for i in said.subject]
    for_it = any(_speaks_for_some(scene, a) for a in spoken)
    if not (its or for_it) and spoke.isdisjoint(c for a in spoken for c in _codes(a)):
        return None
    times = (scene.items[i].value for i in range(said.verb.last, said.last))
    return next((t for t in times if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def _is_now(scene: Scene, verb: VerbGroup) -> bool:
    """Whether a verb tells what somebody does as he is quoted: "Norway demands that …, its spokesperson said"."""
    forms = scene.items[verb.last - 1].info.forms
    return verb.finite and verb.mood == "fact" and not (verb.passive or verb.negated) and "third" in forms


def _speaks_for_some(scene: Scene, actor: Actor) -> bool:
    """Whether somebody is a spokesperson of whom it is not told for which country."""
    office = actor.office if isinstance(actor, Person) and not actor.country else None
    return not {w.lower() for w in (office or "").split()}.isdisjoint(scene.grammar.lists["speaking_for"])


def is_of_saying(scene: Scene, i: int, verb: VerbGroup) -> bool:
    """Whether the time at `i` is of the words by which a verb is announced: "on Monday they said that … would …"."""
    said = (c.verb for c in scene.clauses if c.verb.finite and c.verb.last <= verb.first)
    return any(i < verb.first and scene.grammar.verb_is(v.lemma, "speech") for v in said)


def is_of_aside(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is that of a saying put between commas into what a noun goes on with: "will visit Norway
    next week, the government said on Tuesday, in a rare trip abroad"."""
    led = scene.phrase_start(draft.at) - 1
    if (
        draft.verb is not None
        or led <= i
        or scene.items[led - 1].kind != "comma"
        or not scene.says((led,), "involving")
    ):
        return False
    said = next((c for c in reversed(scene.clauses) if c.verb.first < i), None)
    if said is None or not said.verb.finite or not scene.grammar.verb_is(said.verb.lemma, "speech"):
        return False
    who = said.subject[0] if said.subject else said.verb.first
    comma = next((k for k in range(who - 1, max(who - _OWN - 1, 0), -1) if scene.items[k].kind == "comma"), 0)
    return any(c.verb.last < comma for c in scene.clauses)


def is_of_decision(scene: Scene, i: int, verb: VerbGroup) -> bool:
    """Whether the time at `i` stands before what somebody else decided to do: "regretted on Monday Norway's decision to
    leave"."""
    noun = verb.first - 1
    if verb.mood != "infinitive" or noun <= i or not scene.says((noun,), "decided"):
        return False
    first = scene.phrase_start(noun)
    return i < first and any(isinstance(scene.items[k].value, Country) for k in range(first, noun))


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
    if draft.frame.type == "meeting" and scene.says((scene.phrase_start(draft.at) - 1,), "setting"):
        return False  # "agreed to end the quarrel at talks on Thursday"
    day = time.how == "relative" and time.period is not None and time.period.is_day
    own = (k for k in range(verb.first, draft.at) if scene.items[k].kind == "time")
    return day and next(own, None) is None


def said_after(scene: Scene, draft: Draft, frame: Frame) -> Frame:
    """The frame of talks after which one of those who talked speaks of them, with him and on the day when he does:
    "Silva said on Tuesday after meeting Berg", "Silva told reporters after talks with Berg on Tuesday"."""
    if frame.type not in _TALKS or (draft.verb and (draft.verb.finite or frame.refused not in ("", BOUNDING))):
        return frame
    first = draft.verb.first if draft.verb else scene.phrase_start(draft.at)
    said = _speech_before(scene, first - 1) if first > 1 and scene.says((first - 1,), "after") else None
    met = [a for a in frame.arguments if isinstance(a.actor, Person)]
    if said is None or not met or scene.says((first - 2,), "lapse"):
        return frame
    before = scene.items[first - 2].value
    if isinstance(before, TimeExpression) and before.type == "DURATION":
        return frame  # "said on Tuesday, two days after talks with Berg"
    spoke = [scene.actor(i) for i in said.subject if scene.items[i].kind == "person"]
    if draft.verb is None and all(a.facing for a in met):
        known = {a.actor for a in met}
        frame = frame._replace(
            arguments=(*(Argument("participant", a) for a in spoke if a not in known), *frame.arguments)
        )
    opens = said.subject[-1] if said.subject and said.verb.finite else said.verb.first
    own = frame.times or tuple(_days(scene, range(opens, first)))
    day = len(own) == 1 and own[0].period is not None and own[0].period.is_day
    return frame._replace(times=own, refused="", status="happened") if day else frame


def _speech_before(scene: Scene, at: int) -> Clause | None:
    """The clause of somebody who speaks, if nothing else is told between its verb and `at`."""
    said = next((c for c in reversed(scene.clauses) if c.verb.last <= at), None)
    if said is None or said.verb.passive or said.verb.mood != "fact" or said.verb.negated:
        return None
    return said if scene.grammar.verb_is(said.verb.lemma, "speech") else None


def _days(scene: Scene, within: range) -> list[TimeExpression]:
    times = (scene.items[i].value for i in within)
    return [t for t in times if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")]
