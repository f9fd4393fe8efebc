"""Whether an action took place, is to come or was called off; or why it did not take place at all."""

from collections.abc import Sequence
from datetime import date

from cnvn.find.frames import BOUNDING, Scene
from cnvn.find.items import HEADS
from cnvn.find.slots import Clause
from cnvn.find.stays import left_after
from cnvn.find.verbs import VerbGroup
from cnvn.model import Person, Status, TimeExpression

# Why what may not have been is no event.
UNSURE = "not asserted"
# How far before its verb a condition may stand, and a word like "the first … to", in items.
_CONDITION = 12
_RANKING = 5
# How far before a participle the word may stand that tells of a rumour.
_RUMOUR = 7


def status(scene: Scene, clause: Clause | None) -> tuple[Status, str]:
    """The status of what a clause tells, and why it is no event, or nothing. No clause: it is taken for granted."""
    if scene.items and scene.items[-1].word == "?":
        return "happened", "a question"
    if clause is None:
        return "happened", ""
    verb, listed = clause.verb, scene.grammar.lists
    own = next((i for i in range(verb.first, 0, -1) if scene.items[i - 1].has("relative")), 0) if clause.relative else 0
    before = range(max(own, verb.first - _CONDITION), verb.first)  # "whether he had met A, who was there in May"
    if verb.lemma in listed["postponed"]:
        return "postponed", ""
    if verb.lemma in listed["cancelled"]:
        return "cancelled", ""
    if verb.lemma in listed["threatening"] or scene.says(range(max(0, verb.first - 1), verb.last), "nearly"):
        return "happened", UNSURE
    if verb.negated:
        return "happened", "" if waits_until(scene, clause) is not None else "denied"
    if _goes_on_from(scene, clause) is not None:
        return "happened", BOUNDING
    if not verb.finite and verb.first and scene.says((verb.first - 1,), "undating") and not _is_means(scene, clause):
        dated = took_office(scene, clause) is not None or (verb.first == 1 and scene.says((0,), "elapsed"))
        if verb.lemma in listed["ending"] and left_after(scene, verb.first - 1):
            return "happened", ""  # "left on Monday after ending a three-day visit"
        beside = verb.last < len(scene.items) and scene.items[verb.last].kind == "time"
        dated = dated or (beside and scene.says((verb.first - 1,), "elapsed"))  # "left after meeting Monday with him"
        if scene.says((verb.first - 1,), "ahead_of") and _is_dated(scene, clause) and (led := _led_to(scene, clause)):
            return status(scene, led)
        return "happened", "" if dated and _is_dated(scene, clause) else BOUNDING
    if _is_rumoured(scene, verb):
        return "happened", UNSURE
    topic = verb.first > 1 and scene.says((verb.first - 1,), "regarding") and scene.items[verb.first - 2].kind == "word"
    if not verb.finite and verb.first > 1 and scene.says((verb.first - 1,), "involving"):
        topic = _is_thing(scene, verb.first - 2) and not _is_dated(scene, clause)
    if not verb.finite and verb.first and (topic or scene.says((verb.first - 1,), "backing")):
        return "happened", "background of something else"
    if scene.says(before, "hypothetical") or _is_inverted(scene, clause):
        return "happened", "under a condition"
    if left_out := _left_out(scene, clause) or _is_denied(scene, clause):
        return "happened", left_out
    if not verb.finite and scene.items[verb.first].has("infinitive") and _is_alleged(scene, verb.first):
        return "happened", UNSURE
    if verb.mood == "irrealis":
        announced = any(
            c.verb.last <= verb.first
            and (scene.grammar.verb_is(c.verb.lemma, "speech") or c.verb.lemma in listed["agreeing"])
            for c in scene.clauses
        )
        announced = announced or _said_behind(scene, clause)
        would = _would(scene, clause)
        return ("planned", "") if would and announced else ("happened", UNSURE)
    if verb.mood == "future":
        hoped = any(c.verb.lemma in listed["hoping"] and c.verb.last <= verb.first for c in scene.clauses)
        return ("happened", "a wish") if hoped else (_called_off(scene, clause) or "planned", "")
    if verb.mood == "infinitive":
        return _infinitive(scene, clause)
    after = range(verb.last, min(verb.last + 1, len(scene.items)))
    if verb.passive and verb.lemma in listed["planning"] and not scene.says(after, "particles"):  # no "was set up"
        return "planned", ""  # "the visit, scheduled for May"
    if called_off := _called_off(scene, clause):
        return called_off, ""
    if verb.lemma == "be" and scene.says(range(verb.first, verb.last), "prospective"):  # "was planned for May"
        return "planned", ""
    if _is_then(scene, clause):
        return ("planned", "") if _is_dated(scene, clause) else ("happened", "of what is to come")
    return "happened", ""


def _is_then(scene: Scene, clause: Clause) -> bool:
    """Whether a clause in the present says at what something will be: "fish will be discussed when she meets Berg"."""
    verb, first = clause.verb, clause.subject[0] if clause.subject else clause.verb.first
    told = scene.items[verb.last - 1].info.forms
    if not verb.finite or verb.passive or "past" in told or not told & {"third", "base"}:
        return False
    later = any(c.verb.mood == "future" and c.verb.last < first for c in scene.clauses)
    return later and scene.says((first - 1,), "when")


def _is_rumoured(scene: Scene, verb: VerbGroup) -> bool:
    """Whether a word right before a verb tells of a rumour: "speculation about plans being discussed by A and B"."""
    for i in range(verb.first - 1, max(0, verb.first - _RUMOUR) - 1, -1):
        if i in scene.verb_items or scene.items[i].kind == "comma":
            return False
        if scene.says((i,), "rumoured"):
            return True
    return False


def _goes_on_from(scene: Scene, clause: Clause) -> Clause | None:
    """The clause that one goes on from which only bounds another time: "left after meeting A and signing a pact",
    "… after spending a week in Oslo meeting A"."""
    verb = clause.verb
    if verb.finite or verb.passive or not verb.first:
        return None
    before = next((c for c in reversed(scene.clauses) if c.verb.last <= verb.first), None)
    if before is None or (
        not scene.items[verb.first - 1].has("conjunction")
        and any(item.kind == "comma" for item in scene.items[before.verb.last : verb.first])
    ):
        return None
    alike = before is not None and before.verb.first > 0 and "ing" in scene.items[verb.first].info.forms
    led = alike and before is not None and scene.says((before.verb.first - 1,), "elapsed")
    return before if led and before is not None and "ing" in scene.items[before.verb.first].info.forms else None


def _is_denied(scene: Scene, clause: Clause) -> str:
    """Why what a verb tells is not asserted, where the one before denies it: "denied that it had attacked Norway"."""
    before = next((c for c in reversed(scene.clauses) if c.verb.last <= clause.verb.first and c is not clause), None)
    if before is None or before.verb.negated or before.verb.lemma not in scene.grammar.lists["denying"]:
        return ""
    between = range(before.verb.last, clause.verb.first)
    if not (clause.verb.finite and between) or any(scene.items[i].has("relative") for i in between):
        return "denied"
    parted = any(
        item.kind in ("comma", "stop") or item.has("conjunction") or item.has("preposition")
        for item in scene.items[between.start : between.stop]
    )
    return "" if parted or before.relative else "denied"  # "denied Norway had attacked"


def _left_out(scene: Scene, clause: Clause) -> str:
    """Why those who are named before a verb did not do it, by the words before them, or nothing: "neither A nor B
    signed", "all but A signed", "reports that A had signed"."""
    if not clause.subject:
        return ""
    first = scene.phrase_start(clause.subject[0])
    led = first - 1
    if scene.says((max(0, led), first), "neither") or (
        led > 0 and scene.says((led,), "but") and scene.says((led - 1,), "all")
    ):
        return "denied"
    if (
        led > 0
        and (scene.says((led,), "leaving") or scene.says((led,), "belonging"))
        and scene.says((led - 1,), "nobody")
    ):
        return "denied"
    that = first if scene.items[first].has("relative") else led
    told = that > 0 and scene.items[that].has("relative") and scene.says((that - 1,), "hearsay")
    told = told or (that > 1 and scene.items[that].has("relative") and scene.items[that - 2].has("negation"))
    told = told or (led > 0 and _is_unconfirmed(scene, that))
    return UNSURE if told and not clause.relative else ""


def _is_unconfirmed(scene: Scene, that: int) -> bool:
    """Whether nobody who knows says what begins behind `that`: "unconfirmed reports said that …"."""
    said = that - 1 if scene.items[that].has("relative") else that
    spoken = said in scene.verb_items and scene.grammar.verb_is(scene.items[said].info.lemma, "speech")
    return spoken and scene.says(range(max(0, said - _RANKING), said), "unconfirmed")


def _is_alleged(scene: Scene, at: int) -> bool:
    """Whether an infinitive tells what is but said, or cannot be: "is rumoured to have met him", "too ill to meet"."""
    return scene.says((at - 1,), "alleged") or scene.says(range(max(0, at - _RANKING), at), "too")


def _is_thing(scene: Scene, i: int) -> bool:
    """Whether a plain noun stands there: "their role in reaching a deal", but not "succeeded in reaching one"."""
    return scene.items[i].kind == "word" and not scene.items[i].info.classes and i not in scene.verb_items


def _would(scene: Scene, clause: Clause) -> bool:
    """Whether a clause is told as the future that somebody reported, by its own verb or the one that it goes on from:
    "said that she would land at noon and meet A"."""
    verb = clause.verb
    if verb.perfect:  # "would have met"
        return False
    if scene.says(range(verb.first, verb.last), "reported_future"):
        return True
    before = next((c for c in reversed(scene.clauses) if c.verb.last <= verb.first), None)
    led = verb.first - 1
    while led > 0 and scene.items[led].has("adverb"):
        led -= 1
    joined = before is not None and scene.items[led].has("conjunction") and before.subject == clause.subject
    joined = joined and verb.last == verb.first + 1
    return joined and before is not None and before.verb.mood == "irrealis" and _would(scene, before)


def _said_behind(scene: Scene, clause: Clause) -> bool:
    """Whether a sentence ends with who said so: "A would visit Oslo on Friday, officials said"."""
    said = scene.clauses[-1].verb
    behind = range(clause.verb.last, said.first)
    if said.first <= clause.verb.first or not said.finite or not scene.grammar.verb_is(said.lemma, "speech"):
        return False
    comma = next((i for i in reversed(behind) if scene.items[i].kind == "comma"), None)
    if comma is None or any(scene.says(behind, words) for words in ("hypothetical", "inverted")):
        return False
    return not any(i in scene.verb_items for i in range(comma, said.first))


def _led_to(scene: Scene, clause: Clause) -> Clause | None:
    """The clause before one that tells what came next and on which day: "met A on Monday before seeing B on Friday"."""
    before = next((c for c in reversed(scene.clauses) if c.verb.last < clause.verb.first), None)
    if before is None or not before.subject or clause.verb.passive or before.last != clause.verb.first - 1:
        return None
    first, then = (_first_day(scene, c) for c in (before, clause))
    return before if first and then and first < then else None


def _first_day(scene: Scene, clause: Clause) -> date | None:
    """The first day of the first time behind a clause's verb."""
    times = (scene.items[i].value for i in range(clause.verb.last, clause.last))
    return next((t.period.start for t in times if isinstance(t, TimeExpression) and t.period), None)


def _is_means(scene: Scene, clause: Clause) -> bool:
    """Whether a clause tells by what the one before it came about, on its day: "drew closer on Monday by signing …"."""
    if not scene.says((clause.verb.first - 1,), "led_by"):
        return False
    main = next((c for c in reversed(scene.clauses) if c.verb.finite and c.verb.last < clause.verb.first), None)
    between = {item.kind for item in scene.items[main.verb.last : clause.verb.first]} if main else set()
    own = main is not None and main.verb.mood == "fact" and not main.verb.negated and _is_dated(scene, clause)
    return ("time" in between or own) and "comma" not in between  # "… by recognising Chile on 3 May"


def waits_until(scene: Scene, clause: Clause) -> int | None:
    """The item of the time at which what a clause denies took place after all: "did not sign it until May"."""
    if not clause.verb.negated or clause.verb.mood != "fact":
        return None
    times = (i for i in range(clause.verb.last, clause.last) if scene.items[i].kind == "time")
    return next((i for i in times if scene.says((i - 1,), "limited")), None)


def took_office(scene: Scene, clause: Clause) -> int | None:
    """Who it is of whom a clause like "since taking office in May" tells: the only one that the sentence names."""
    verb = clause.verb
    if verb.finite or not verb.first or not scene.says((verb.first - 1,), "elapsed"):
        return None
    people = [i for i, item in enumerate(scene.items) if item.kind == "person"]
    names = {item.value.names for item in scene.items if isinstance(item.value, Person)}
    return people[0] if len(names) == 1 and all(len(n) == 1 for n in names) else None


def _called_off(scene: Scene, clause: Clause) -> Status | None:
    """What became of it, where the sentence goes on so: "was planned for May, but Norway cancelled it"."""
    lists = scene.grammar.lists
    for c in scene.clauses:
        verb, off = c.verb, c.verb.lemma in lists["cancelled"]
        if not (off or verb.lemma in lists["postponed"]) or verb.first < clause.verb.last:
            continue
        behind = range(verb.last, min(verb.last + 2, len(scene.items)))
        it = any(scene.says(behind, words) for words in ("lifting", "told_visits", "told_meetings"))
        it = it and not scene.says(behind, "single")  # "visited Oslo in May, having cancelled a trip in March"
        opens = scene.phrase_start(c.subject[0] if c.subject else verb.first) - 1
        it = it and not (opens > 0 and scene.says((opens,), "elapsed"))  # "met him in May after Chile cancelled talks"
        if it and verb.finite and not verb.negated:
            return "cancelled" if off else "postponed"
    return None


def undone_by(scene: Scene, clauses: Sequence[Clause]) -> Status | None:
    """What became of a thing by one of the clauses around it: "postponed a visit that was set for May"; but "the talks,
    suspended since 2016, resumed in May"."""
    lists = scene.grammar.lists
    told = [c.verb for c in clauses if c.verb.mood == "fact" and not c.verb.negated]
    last = max((v.first for v in told if v.finite and v.lemma in lists["occurring"]), default=-1)
    done = [v.lemma for v in told if v.finite or v.first > last]
    if any(lemma in lists["cancelled"] for lemma in done):
        return "cancelled"
    return "postponed" if any(lemma in lists["postponed"] for lemma in done) else None


def _is_inverted(scene: Scene, clause: Clause) -> bool:
    """Whether the clause opens with its auxiliary, "Had he visited Oslo, …", or the sentence with a condition."""
    if scene.says((0,), "inverted"):
        return True
    if not clause.subject:
        return False
    first = scene.phrase_start(clause.subject[0])
    opens = first == 1 or (first > 1 and scene.items[first - 2].kind == "comma")
    return opens and first <= clause.verb.first and scene.says((first - 1,), "inverted")


def _urges(scene: Scene, clause: Clause) -> bool:
    """Whether a clause asks somebody to do what follows: "called on him to resign", but not "called to thank him"."""
    calls = clause.verb.lemma in scene.grammar.lists["calling"] and clause.verb.last < len(scene.items)
    return calls and scene.says((clause.verb.last,), "upon")


def _infinitive(scene: Scene, clause: Clause) -> tuple[Status, str]:
    verb = clause.verb
    led = (verb.first - 1,) if verb.first else ()
    if verb.governor in scene.grammar.lists["planning"] or scene.says(led, "prospective"):
        return "planned", ""
    if verb.governor in scene.grammar.lists["agreeing"] and _is_dated(scene, clause):
        led_by = next((c.verb for c in reversed(scene.clauses) if c.verb.last <= verb.first), verb)
        if verb.governor in scene.grammar.lists["resolving"] and not led_by.perfect:
            return "happened", "a wish"
        return "planned", ""  # "agreed to meet on Thursday"
    if scene.says(range(max(0, verb.first - _RANKING), verb.first), "ranking"):
        return "happened", ""
    before = next((c.verb.lemma for c in reversed(scene.clauses) if c.verb.finite and c.verb.last <= verb.first), None)
    if before in scene.grammar.lists["declining"] and is_invited(scene, verb):
        return "happened", "denied"
    if is_invited(scene, verb):  # "accepted an invitation to visit Oslo in May", but "… to visit Oslo, on Friday"
        return ("planned", "") if _is_dated(scene, clause, far=True) else ("happened", "a wish")
    name = scene.items[verb.first - 1] if verb.first else None
    if verb.first and scene.says((verb.first - 1,), "intent"):
        able = verb.governor == "be" and scene.says((verb.first - 1,), "able")  # "was able to speak with him on Monday"
        was = next((c for c in reversed(scene.clauses) if c.verb.last <= verb.first), None) if able else None
        did = was is not None and not was.verb.negated and scene.says((was.verb.first,), "was")
        return "happened", "" if did else "a wish"
    if name is not None and name.kind in HEADS and _is_of_intent(scene, verb.first - 1):
        return "happened", "a wish"  # "backed the decision of Silva to sign a treaty"
    if verb.governor is None and name is not None and name.kind in HEADS:  # a headline: "Xi to visit Hanoi"
        return "planned", ""
    earlier = (c for c in reversed(scene.clauses) if c.verb.first < verb.first and c.verb.last <= verb.first)
    governor = next(earlier, None)  # not itself, where it goes on from another without a verb of its own
    if governor is None or scene.grammar.verb_is(verb.governor, "prospect") or _urges(scene, governor):
        return "happened", "a wish"
    if verb.governor in scene.grammar.lists["voting"] and verb.lemma in scene.grammar.lists["voted_for"]:
        return "happened", "a wish"
    if scene.says(range(governor.first, verb.first), "accords"):
        return "happened", "a wish"  # "an agreement was reached to withdraw troops"
    if governor.verb.governor in scene.grammar.lists["agreeing"]:
        return "happened", "a wish"  # "agreed to meet on Thursday to set up a fund"
    return status(scene, governor)


def _is_of_intent(scene: Scene, i: int) -> bool:
    """Whether who stands at `i` is the one of a wish or plan: "the decision of Silva"."""
    first = scene.phrase_start(i)
    while first > 1 and scene.says((first - 1,), "belonging"):
        if scene.says((first - 2,), "intent") or scene.says((first - 2,), "decided"):
            return True
        first = scene.phrase_start(first - 2)  # "the decision of President Silva of Chile"
    return False


def is_invited(scene: Scene, verb: VerbGroup) -> bool:
    """Whether a verb tells to what somebody was invited: "the invitation of the king to visit Oslo"."""
    if verb.mood != "infinitive":
        return False
    for i in range(verb.first - 1, max(-1, verb.first - _CONDITION), -1):
        if scene.says((i,), "invited"):
            return True
        item = scene.items[i]
        if item.kind in ("comma", "stop") or any(c.verb.finite and c.verb.first == i for c in scene.clauses):
            return False
    return False


def _is_dated(scene: Scene, clause: Clause, *, far: bool = False) -> bool:
    """Whether a clause has a date of its own behind its verb; a `far` one is no day that is counted from today."""
    times = (scene.items[i].value for i in range(clause.verb.last, clause.last))
    dates = [t for t in times if isinstance(t, TimeExpression) and t.type == "DATE" and t.period is not None]
    return any(not far or t.how == "explicit" or (t.period and t.period.days > 1) for t in dates)
