"""What only bounds something else: "by 1991", "after the 1991 talks", "since he took office in May"."""

from cnvn.find.foreign_times import is_of_aftermath
from cnvn.find.frames import Draft, Scene
from cnvn.find.noun_phrases import is_long
from cnvn.find.occasions import is_left
from cnvn.find.slots import Clause
from cnvn.model import TimeExpression

# Why a time is none of an action's that only bounds what came at it.
LATER = "of what came later"
# How far before a time the word may stand that makes it bound something else, in items.
BOUND = 7
# How far before "during which" the words for that may begin, in items.
_VISIT = 9


def bounds(scene: Scene, i: int, floor: int = 0, reach: int = BOUND, at: int | None = None) -> bool:
    """Whether the time at `i` bounds something else: "by 1991", "after the 1991 talks", "since his election in May",
    and behind the action at `at`, if any, "following the storm in May".

    What stands before `floor` does not count: "after his visit in May" bounds something by the visit, which was in May.
    """
    if not floor and is_of_aftermath(scene, i):
        return True
    while i and scene.items[i - 1].kind == "time":  # "until 8 May 1 a.m."
        i -= 1
    led = i - 2 if i > 1 and _has_article(scene, i) else i - 1
    for j in range(i - 1, max(i - reach, floor - 1), -1):
        item = scene.items[j]
        ahead = j + 1 < i and scene.says((j,), "ahead") and scene.says((j + 1,), "aheads")  # "ahead of Friday's summit"
        if (
            ahead
            or scene.says((j,), "undating" if j == led else "bounding")
            or (at is not None and j > at and scene.says((j,), "ensuing"))
        ):
            at_once = j > 0 and scene.says((j - 1,), "at_once") and not is_long(scene, i)
            if at_once and (scene.says(range(j, i), "told_meetings") or scene.says(range(j, i), "told_signings")):
                return False  # "right after the ceremony on Monday"
            return not scene.says((j + 1,), "hours")  # "before dawn on Monday" is Monday
        if item.kind in ("comma", "stop", "time") or j in scene.verb_items or item.has("conjunction"):
            return False
    return False


def _has_article(scene: Scene, i: int) -> bool:
    """Whether the time at `i` stands with an article for itself: "by the end of May", not "by the May accord"."""
    before = scene.items[i - 1]
    alone = i + 1 == len(scene.items) or not is_plain(scene, i + 1)
    return alone and before.has("determiner") and not before.has("relative")


def is_plain(scene: Scene, i: int) -> bool:
    item = scene.items[i]
    return item.kind == "word" and item.word.isalpha() and not item.info.classes and i not in scene.verb_items


def within_relative(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` belongs to a relative clause that the action stands outside of."""
    others = [c for c in scene.clauses if c.relative and c.verb.finite and c.verb is not draft.verb]
    if draft.verb is None:
        # A noun takes the time of what is behind it: "his visit for the summit that was held in May"; but of "talks
        # with Silva, who took office in May" it is not the time.
        others = [c for c in others if c.subject and scene.items[c.subject[-1]].kind == "person"]
    return any(c.verb.first <= i < c.last and not c.verb.first <= draft.at < c.last for c in others)


def within_reduced(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` belongs to a participle that another verb parts from the noun of the draft: "during her
    visit she tried to mend ties damaged by the war in May"; or to what follows the participle of the draft with which
    the sentence opens: "under the accord reached, on 3 May they opened the border"."""
    verb = draft.verb
    if verb is not None and verb.passive and not verb.finite and verb.last < i and scene.items[0].has("preposition"):
        parted = scene.items[verb.last].kind == "comma" and not any(c.verb.first < verb.first for c in scene.clauses)
        if parted and any(c.verb.finite and c.verb.first > i for c in scene.clauses):
            return True
    inner = [c.verb.first for c in scene.clauses if c.verb.passive and not c.verb.finite and c.verb.last <= i < c.last]
    if draft.verb is not None:  # "upgraded the offices opened in May, while Berg visited Oslo"
        own = next((c for c in scene.clauses if c.verb is draft.verb), None)
        # "on 3 May ended the curbs imposed in 1996, and declared …", "the treaty signed in 1999 took effect in 2000"
        if own is not None and own.verb.finite and inner and own.first <= inner[0] <= i < own.verb.first:
            return any(
                item.kind == "time" for item in (*scene.items[: inner[0]], *scene.items[own.verb.last : own.last])
            )
        apart = own is not None and own.verb.finite and bool(own.subject) and i < own.subject[0]
        return apart and any(c.verb.finite and c.verb.last <= first for first in inner for c in scene.clauses)
    return any(draft.at < c.verb.first < first for first in inner for c in scene.clauses if c.verb.finite)


def within_bounding(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` belongs to a clause behind the action that only bounds it: "has grown since they met in
    May"."""
    for c in scene.clauses:  # "his first visit since taking office in May"
        within = not c.verb.finite and c.verb.last <= i < _reach(scene, c) and not c.verb.first <= draft.at < c.last
        if within and c.verb.lemma in scene.grammar.lists["resting"] and scene.says((c.verb.last,), "regarding"):
            return True  # "held talks, building on the summit in May"
        inside = c.verb.last <= i < c.last and not c.verb.first <= draft.at < c.last
        inside = inside and not any(item.kind == "comma" for item in scene.items[c.verb.last : i])
        led = "elapsed" if i == c.verb.last else "limiting"  # "left after meeting Monday with him"
        led_so = scene.says((c.verb.first - 1,), led) or (i < draft.at and _opens_bounding(scene, c, i))
        # "her trip after taking office in May"
        led_so = led_so or (
            draft.at not in scene.verb_items and draft.at < c.verb.first and _opens_bounding(scene, c, i)
        )
        if inside and not c.verb.finite and c.verb.first and led_so:
            return True
    for j in range(draft.at + 1, i):
        if scene.says((j,), "undating") and scene.items[j].has("subordinator") and scene.items[j + 1].kind != "time":
            told = [c for c in scene.clauses if c.verb.finite and j < c.verb.first < i]
            opens = (told[-1].subject or (told[-1].verb.first,))[0] if told else j
            # "in their first talks since the war began in May, A told B on Monday"
            return bool(told) and all(item.kind != "comma" for item in scene.items[j:opens])
    return False


def _reach(scene: Scene, clause: Clause) -> int:
    """Where a participle's clause ends: at its comma, where the sentence opens with it."""
    opens = clause.verb.first == 0
    comma = next((k for k in range(clause.verb.last, len(scene.items)) if scene.items[k].kind == "comma"), 0)
    return max(comma, clause.last) if opens else clause.last


def _opens_bounding(scene: Scene, clause: Clause, i: int) -> bool:
    """Whether a participle with which a sentence opens tells of another time than what follows it: "Before becoming
    president in 1990, she met him"; on one day several things may be done: "before leaving on Monday, she met him"."""
    led, time = (clause.verb.first - 1,), scene.items[i].value
    day = isinstance(time, TimeExpression) and (time.period is None or time.period.is_day)
    return not day and (scene.says(led, "ahead_of") or scene.says(led, "after"))


def is_of_ended(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` tells when a journey ended that was made for what the draft's verb tells: "came home on
    Monday, ending a trip to attend the summit"."""
    verb = draft.verb
    if verb is None or verb.mood != "infinitive" or i > verb.first:
        return False
    ended = (c for c in scene.clauses if c.verb.lemma in scene.grammar.lists["ending"] and c.verb.first < verb.first)
    return any(scene.says(range(c.verb.last, min(c.last, verb.first)), "told_visits") for c in ended)


def before_bounding(scene: Scene, i: int, draft: Draft) -> str:
    """Why the time at `i` is of what the action only bounds: "spoke last week, before she died", "came last week from
    Oslo, where he had met her"; empty where it is not."""
    clause = next((c for c in scene.clauses if c.verb is draft.verb), None)
    if clause is not None and not clause.verb.finite:  # "it is now 30 years since the two, meeting in Oslo, signed it"
        since = (j for j in range(i + 2, draft.at) if scene.says((j,), "since") and scene.items[j - 1].kind == "time")
        return "of the clause that it bounds" if any(since) else ""
    if clause is None:
        return ""
    opens = scene.phrase_start(clause.subject[0] if clause.subject else clause.verb.first) - 1
    if i >= opens:
        return ""
    return (
        LATER if is_left(scene, opens) else "of the clause that it bounds" if scene.says((opens,), "bounding") else ""
    )


def within_bounded(scene: Scene, at: int) -> bool:
    """Whether the action at `at` was done during what only bounds the rest: "It comes a year after her visit, during
    which they agreed"."""
    for i in range(at - 1, 1, -1):
        if scene.items[i].has("relative") and scene.says((i - 1,), "within"):
            return scene.says(range(max(0, i - 1 - _VISIT), i - 1), "bounding")
    return False


def since_last(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i`, the only one of its sentence, is that of the visit before: "her first to Oslo since
    1998"."""
    if draft.frame.type != "visit" or draft.at >= i or not scene.says((i - 1,), "since"):
        return False
    if i + 1 < len(scene.items) and is_plain(scene, i + 1):
        return False  # "since the 1998 war"
    if draft.verb is not None and draft.verb.mood == "infinitive":
        return False  # "the first premier to visit Oslo since 1998": who came then was another
    if any(draft.at < c.verb.first < i for c in scene.clauses):
        return False
    alone = sum(item.kind == "time" for item in scene.items) == 1
    return alone and scene.says(range(draft.first, i), "firsts")
