"""The occasion of what a sentence tells, where it is one told of before: "After the talks, …", "During her stay, …"."""

from cnvn.find.frames import Draft, Scene
from cnvn.find.items import Item, is_owner
from cnvn.model import EventType, TimeExpression

# The longest opening of a sentence that tells the occasion, in items.
_LEADING = 8
# Where somebody may be.
_LAND = ("country", "place")
# How far before "that" the beginning of "it was on 3 May that …" may stand, in items.
_STRESSED = 6
# What is done in one breath with what a clause dates, and the days of the longest time that holds for all of it.
_JOINED = ("agreement", "conflict", "launch", "award", "other")
_SHORT = 31
# How far behind its time the noun may stand that it names, in items.
_NAMED = 3


def sequel(scene: Scene) -> tuple[EventType, ...]:
    """What the sentence opens with as the occasion of what it tells: "After the talks, …", "During her stay, …";
    nothing where a time stands there."""
    if any(_refers(scene, i) for i in range(1, len(scene.items) - 2) if scene.says((i,), "within")):
        return ("visit",)  # "signed an agreement during the visit"
    comma = next((i for i, item in enumerate(scene.items[:_LEADING]) if item.kind == "comma"), 0)
    opening = range(min(2, comma))
    if any(_is_date(item) for item in scene.items[:comma]):
        return ()
    if scene.says(opening, "staying"):
        there = comma == 2 and scene.says((1,), "told_stays")
        inside = comma == 3 and scene.says((1,), "place_prepositions") and scene.items[2].kind in _LAND
        owned = any(is_owner(item) or item.kind == "possessive" for item in scene.items[1:comma])
        the = owned or scene.says(range(1, comma), "definite")
        if there or (inside and scene.says((0,), "when")) or (the and scene.says(range(1, comma), "told_visits")):
            return ("visit",)
    named = any(item.kind == "possessive" or is_owner(item) for item in scene.items[1:comma])
    if not (scene.says(opening, "sequel") and (named or scene.says(range(1, comma), "definite"))):
        return ()
    if scene.says((comma - 1,), "told_meetings"):
        return ("meeting", "summit", "call")
    return ("agreement", "launch", "award", "meeting") if scene.says((comma - 1,), "told_signings") else ()


def _is_date(item: Item) -> bool:
    return isinstance(item.value, TimeExpression) and item.value.type != "DURATION"


def _refers(scene: Scene, i: int) -> bool:
    """Whether "the visit" follows the preposition at `i`, with no time of its own."""
    visit = next((k for k in range(i + 2, min(i + 5, len(scene.items))) if scene.says((k,), "told_visits")), None)
    named = visit is not None and (scene.says((i + 1,), "definite") or scene.items[visit - 1].kind == "possessive")
    return named and not any(item.kind == "time" for item in scene.items[i + 1 : i + 7])


def is_of_setting(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` names the meeting or visit at which the action took place: "agreed at the May 2021
    summit", "met him during her June trip"."""
    near = range(i + 1, min(i + 1 + _NAMED, len(scene.items)))
    head = next((k for k in near if scene.says((k,), "told_meetings") or scene.says((k,), "told_visits")), None)
    if draft.verb is None or head is None or any(scene.items[k].is_mention for k in range(i + 1, head)):
        return False
    first = scene.phrase_start(head)
    led = scene.says((first - 1,), "within" if scene.says((head,), "told_visits") else "setting")
    if not 0 < first <= i or not led:
        return False
    return first == 1 or (draft.at < first and not any(draft.at < c.verb.first < i for c in scene.clauses))


def of_joined(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time of the clause that one goes on from without a time of its own: "cut its ties on 3 May, expelled the
    envoy and closed the border"."""
    verb = draft.verb
    if verb is None or draft.frame.type not in _JOINED or not verb.finite or verb.mood != "fact" or verb.perfect:
        return None
    n = next((n for n, c in enumerate(scene.clauses) if c.verb is verb), 0)
    at = n
    while n:
        if not _goes_on(scene, n):
            break
        between = range(scene.clauses[n - 1].verb.first, scene.clauses[n].verb.first)
        times = [t for i in between if isinstance(t := scene.items[i].value, TimeExpression)]
        if times:
            dated = len(times) == 1 and times[0].type == "DATE" and not scene.says(between, "undating")
            return times[0] if dated and times[0].period and times[0].period.days <= _SHORT else None
        n -= 1
    return _of_next(scene, at) if draft.frame.type != "conflict" else None


def _goes_on(scene: Scene, n: int) -> bool:
    """Whether a clause goes on from the one before it: one of the same who did that did this, too."""
    clause, before = scene.clauses[n], scene.clauses[n - 1]
    led = scene.items[clause.verb.first - 1]
    alike = clause.subject and clause.subject == before.subject and not (clause.relative or before.relative)
    facts = all(c.verb.finite and c.verb.mood == "fact" for c in (clause, before)) and not before.verb.negated
    return bool(alike) and facts and (led.has("conjunction") or led.kind == "comma")


def _of_next(scene: Scene, n: int) -> TimeExpression | None:
    """The only day of a sentence, at the end of the clause that goes on from one: "cut ties and expelled the envoy on
    Monday"."""
    if n + 1 >= len(scene.clauses) or not _goes_on(scene, n + 1) or scene.clauses[n + 1].verb.perfect:
        return None
    after = scene.clauses[n + 1]
    times = [(i, item.value) for i, item in enumerate(scene.items) if isinstance(item.value, TimeExpression)]
    if len(times) != 1 or n + 2 < len(scene.clauses) or scene.says(range(after.verb.first, times[0][0]), "undating"):
        return None
    at, time = times[0]
    day = time.type == "DATE" and time.period is not None and time.period.is_day
    return time if day and after.verb.last <= at < after.last else None


def is_during_it(scene: Scene, between: range) -> bool:
    """Whether a clause goes on from the one before it with "during which"."""
    return any(scene.items[i].has("relative") and scene.says((i - 1,), "within") for i in between if i)


def is_left(scene: Scene, where: int) -> bool:
    """Whether what the "where" at an index opens was before: "arrived on Monday from Oslo, where she had met him"."""
    if not scene.items[where].has("locative"):
        return False
    at = where - 2 if scene.items[where - 1].kind == "comma" else where - 1
    while at > 1 and scene.items[at].kind in ("time", "country", "comma"):
        at -= 1
    return at > 0 and scene.items[at].kind == "place" and scene.says((at - 1,), "leaving")


def of_cleft(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time that a sentence stresses: "it was on 3 May that Silva met Berg"."""
    clause = next((c for c in scene.clauses if c.verb is draft.verb), None)
    if clause is None:
        return None
    opens = (clause.subject[0] if clause.subject else clause.verb.first) - 1
    value = scene.items[opens - 1].value if opens > 2 and scene.items[opens].has("relative") else None
    stressed = range(max(0, opens - _STRESSED), opens - 1)
    if not isinstance(value, TimeExpression) or not any(scene.says((i,), "stressing") for i in stressed):
        return None
    return value if any(scene.items[i].has("be") for i in stressed) else None


def of_last_time(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time that a sentence says to have been the first or the last: "the last time they met was in May"."""
    n = next((n for n, c in enumerate(scene.clauses) if c.verb is draft.verb), None)
    if n is None or n + 1 >= len(scene.clauses):
        return None
    clause, said = scene.clauses[n], scene.clauses[n + 1].verb
    if said.lemma != "be" or not said.finite or said.negated:
        return None
    opening = range(max(clause.first, 1), clause.subject[0] if clause.subject else clause.verb.first)
    once = (i for i in opening if scene.says((i,), "instance"))
    if not any(scene.says((i - 1,), words) for i in once for words in ("last_time", "firsts")):
        return None
    at = next((i for i in range(said.last, scene.clauses[n + 1].last) if not scene.items[i].has("preposition")), 0)
    value = scene.items[at].value
    if at + 1 < len(scene.items) and scene.says((at + 1,), "when"):
        return None  # "… was in May, when they signed a pact": that is told itself
    return value if isinstance(value, TimeExpression) and value.type in ("DATE", "TIME") else None


def left_on(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time at which somebody left, of the visit that ended so: "Ending a visit to Oslo, Silva left on Monday"."""
    if draft.frame.type != "visit" or draft.frame.phase != -1:
        return None
    lists = scene.grammar.lists
    left = (c for c in scene.clauses if c.verb.finite and c.verb.mood == "fact" and c.verb.lemma in lists["departing"])
    times = (scene.items[i].value for c in left if not c.verb.negated for i in range(c.verb.last, c.last))
    return next((t for t in times if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def opens(scene: Scene, times: tuple[TimeExpression, ...]) -> bool:
    """Whether the time is the first of several days: "a four-day visit from Sunday"."""
    places = [i for i, item in enumerate(scene.items) if i and item.value in times]
    return any(scene.says((i - 1,), "opening") for i in places)
