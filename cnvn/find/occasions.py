"""The occasion of what a sentence tells, where it is one told of before: "After the talks, …", "During her stay, …"."""

from cnvn.find.clauses import Clause, gap_at
from cnvn.find.frames import Draft, Scene
from cnvn.find.items import Item, is_owner
from cnvn.find.verbs import VerbGroup
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
# Where others meet who attend it.
_ATTENDED = ("summit", "congress", "meeting")
# How far apart, in items, a date and the words that count to it stand.
_BESIDE = 6


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


def only_counts(scene: Scene, i: int) -> bool:
    """Whether the time at `i` only counts to or from the date beside it: "on 27 June, two weeks before, they met"."""
    if not _counts(scene.items[i]):
        return False
    apposed = i > 1 and scene.items[i - 1].kind == "comma" and scene.items[i - 2].kind == "time"
    if apposed and scene.items[i].word.split()[0] in scene.grammar.lists["definite"]:
        return True  # "in 1999, the year Norway closed its embassy"
    return any(_names_day(scene.items, i, step) for step in (-1, 1))


def _counts(item: Item) -> bool:
    return isinstance(item.value, TimeExpression) and item.value.how == "relative"


def _names_day(items: tuple[Item, ...], i: int, step: int) -> bool:
    """Whether a comma and few light words away from the time at `i` another one stands that names its day."""
    commas = 0
    for j in range(i + step, i + step * _BESIDE, step):
        if not 0 <= j < len(items):
            return False
        item = items[j]
        value = item.value
        if isinstance(value, TimeExpression):
            return commas == 1 and value.how == "explicit" and value.period is not None and value.period.is_day
        commas += item.kind == "comma"
        light = item.kind == "comma" or item.has("determiner") or item.has("adverb") or item.has("preposition")
        if item.is_mention or not (light or (item.kind == "word" and not item.info.classes and not item.info.lemma)):
            return False
    return False


def left_on(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time at which somebody left, of the visit that ended so: "Ending a visit to Oslo, Silva left on Monday"."""
    if draft.frame.type != "visit" or draft.frame.phase != -1:
        return None
    lists = scene.grammar.lists
    left = (c for c in scene.clauses if c.verb.finite and c.verb.mood == "fact" and c.verb.lemma in lists["departing"])
    times = (scene.items[i].value for c in left if not c.verb.negated for i in range(c.verb.last, c.last))
    return next((t for t in times if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def is_behind_aside(scene: Scene, i: int, verb: VerbGroup) -> bool:
    """Whether a comma parts the time at `i` from a verb before it that tells in a relative clause what had been done:
    "left the pact, which Silva had signed in Oslo, on 3 May"."""
    clause = next(c for c in scene.clauses if c.verb is verb)
    aside = i > verb.last and (clause.relative or gap_at(scene.items, clause) is not None)
    return aside and scene.items[i - 2 if scene.items[i - 1].has("preposition") else i - 1].kind == "comma"


def is_of_aftermath(scene: Scene, i: int) -> bool:
    """Whether the time at `i`, no day, is of what a sentence opens with as gone before: "Following the coup in May
    1966, Norway broke off ties"."""
    if not (scene.says((0,), "ensuing") or scene.says(range(1, min(3, i)), "aftermath")):
        return False
    value = scene.items[i].value
    long = isinstance(value, TimeExpression) and value.period is not None and not value.period.is_day
    return long and not any(item.kind == "comma" for item in scene.items[:i])


def opens_clause(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` dates the clause behind it: "until the next day, when he was received by …"."""
    j = i + 2 if i + 1 < len(scene.items) and scene.items[i + 1].kind == "comma" else i + 1
    return i < draft.at and j < len(scene.items) and scene.says((j,), "when")


def names_thing(scene: Scene, i: int) -> bool:
    """Whether the time at `i` is of the thing before it: "the treaty of May 1950 was renewed in 1980"."""
    return i > 1 and scene.says((i - 1,), "belonging") and not scene.items[i - 2].is_mention


def opens(scene: Scene, times: tuple[TimeExpression, ...]) -> bool:
    """Whether the time is the first of several days: "a four-day visit from Sunday"."""
    places = [i for i, item in enumerate(scene.items) if i and item.value in times]
    return any(scene.says((i - 1,), "opening") for i in places)


def is_appended(scene: Scene, i: int, verb: VerbGroup | None, main: VerbGroup | None) -> bool:
    """Whether the time at `i` stands behind the main verb and before a comma with which a participle is appended:
    "visited Oslo from 3 to 5 May, meeting with the king"."""
    if verb is None or main is None or verb.finite or verb.passive or not main.finite:
        return False
    return main.last <= i < verb.first - 1 and scene.items[verb.first - 1].kind == "comma"


def is_occasion(scene: Scene, noun: Draft, draft: Draft, i: int) -> bool:
    """Whether a noun only tells where others met, so that the time at `i` behind it is theirs as well: "met her at a
    summit in Oslo on Monday", "… on the margins of the ministers' meeting in May"."""
    if (
        draft.frame.type != "meeting"
        or noun.frame.type not in _ATTENDED
        or not draft.at < noun.at < i
        or noun.first < 2
    ):
        return False
    return scene.says((noun.first - 1,), "occasion") or scene.says((noun.first - 2,), "margins")


def is_celebrated(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` says when that was which is celebrated: "the jubilee of their ties (3 May 1960)"."""
    return draft.frame.type == "anniversary" and draft.at < i and scene.items[i - 1].word == "("


def behind_times(scene: Scene, verb: VerbGroup) -> int:
    """Where the last of several times stands that a clause goes on from: "came in May 1966 and again in June 1974, when
    she met him"; -1 where none does."""
    clause = next((c for c in scene.clauses if c.verb is verb), None)
    if clause is None or not verb.finite:
        return -1
    opens = scene.phrase_start(clause.subject[0] if clause.subject else verb.first) - 1
    if opens < 2 or not scene.says((opens,), "when"):
        return -1
    at = opens - 2 if scene.items[opens - 1].kind == "comma" else opens - 1
    return at if scene.items[at].kind == "time" else -1


def is_bracketed(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is of what a bracket tells and the action stands outside: "Silva (elected in May)"."""
    opens = next((k for k in range(i - 1, -1, -1) if scene.items[k].word in ("(", ")")), None)
    if opens is None or scene.items[opens].word == ")":
        return False
    closes = next((k for k in range(i, len(scene.items)) if scene.items[k].word == ")"), i)
    return any(k in scene.verb_items for k in range(opens, i)) and not opens < draft.at < closes


def comes_after(scene: Scene, clause: Clause) -> bool:
    """Whether a clause tells when and where that was which its subject came after: "the talks followed a summit"."""
    bare = next((s for s in clause.slots if not s.word), None)
    opens = scene.items[bare.first] if bare and clause.verb.lemma in scene.grammar.lists["succeeding"] else None
    return opens is not None and opens.kind != "time" and (opens.is_mention or opens.has("determiner"))


def is_of_before(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is of what the noun of the draft came after: "the talks followed a summit in May"."""
    if draft.at in scene.verb_items:
        return False
    own = (c for c in scene.clauses if c.first <= draft.at < c.verb.first and c.verb.last <= i < c.last)
    return any(comes_after(scene, c) for c in own)
