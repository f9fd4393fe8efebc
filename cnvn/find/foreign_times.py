"""Times beside an action that are of something else: of another clause, a bracket, a name, what it came after."""

from cnvn.find.frames import Draft, Scene
from cnvn.find.items import Item
from cnvn.find.slots import Clause
from cnvn.find.subjects import gap_at
from cnvn.find.verbs import VerbGroup
from cnvn.model import TimeExpression

# How far before its noun the word may stand that says that it was later, in items.
_LATER = 3
# Where others meet who attend it.
_ATTENDED = ("summit", "congress", "meeting")
# What is done there.
_THERE = ("meeting", "agreement")
# How far apart, in items, a date and the words that count to it stand.
_BESIDE = 6
# How far before "where" the word stands by which one comes from there, in items: "from Lima, where".
_WHENCE = 3


def only_counts(scene: Scene, i: int) -> bool:
    """Whether the time at `i` only counts to or from the date beside it, "on 27 June, two weeks before, they met", or
    is the hour of it, "at 10:00 on the 15th"."""
    if _is_hour(scene, i):
        return True
    if not _counts(scene.items[i]):
        return False
    apposed = i > 1 and scene.items[i - 1].kind == "comma" and scene.items[i - 2].kind == "time"
    if apposed and scene.items[i].word.split()[0] in scene.grammar.lists["definite"]:
        return True  # "in 1999, the year Norway closed its embassy"
    return any(_names_day(scene.items, i, step) for step in (-1, 1))


def _is_hour(scene: Scene, i: int) -> bool:
    """Whether the time at `i` is one of day, and another day stands right behind it or before it."""
    value = scene.items[i].value
    for step in (1, -1) if isinstance(value, TimeExpression) and value.type == "TIME" else ():
        j = i + step
        while 0 < j < len(scene.items) - 1 and scene.items[j].has("preposition"):
            j += step
        day = scene.items[j].value if 0 <= j < len(scene.items) else None
        if isinstance(day, TimeExpression) and day.type == "DATE" and day.period and day.period.is_day:
            return True
    return False


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


def is_behind_aside(scene: Scene, i: int, verb: VerbGroup) -> bool:
    """Whether a comma parts the time at `i` from a verb before it that tells in a relative clause what had been done:
    "left the pact, which Silva had signed in Oslo, on 3 May"."""
    clause = next(c for c in scene.clauses if c.verb is verb)
    aside = i > verb.last and (clause.relative or gap_at(scene.items, clause) is not None)
    return aside and scene.items[i - 2 if scene.items[i - 1].has("preposition") else i - 1].kind == "comma"


def is_of_outcome(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is that of what a noun's action brought about: "the talks that led to Monday's pact"."""
    if draft.verb is not None or i + 1 >= len(scene.items) or scene.items[i + 1].kind != "possessive":
        return False
    return any(c.verb.finite and draft.at < c.verb.first < i for c in scene.clauses)


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


def is_when(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is that of the clause behind it and of none other: "in May, when he met …"."""
    j = i + 2 if i + 1 < len(scene.items) and scene.items[i + 1].kind == "comma" else i + 1
    told = draft.verb is not None and i < draft.at and scene.says((j,), "then_when")
    return told and not any(c.verb.finite and j < c.verb.first < draft.at for c in scene.clauses)


def names_thing(scene: Scene, i: int) -> bool:
    """Whether the time at `i` is of the thing before it: "the treaty of May 1950 was renewed in 1980"."""
    if i < 2 or not scene.says((i - 1,), "belonging") or scene.items[i - 2].is_mention:
        return False
    return not scene.says((i - 2,), "parts_of_day")  # "in the early hours of Monday"


def is_appended(scene: Scene, i: int, verb: VerbGroup | None, main: VerbGroup | None) -> bool:
    """Whether the time at `i` stands behind the main verb and before a comma with which a participle is appended:
    "visited Oslo from 3 to 5 May, meeting with the king"."""
    if verb is None or main is None or verb.finite or verb.passive or not main.finite:
        return False
    return main.last <= i < verb.first - 1 and scene.items[verb.first - 1].kind == "comma"


def is_occasion(scene: Scene, noun: Draft, draft: Draft, i: int) -> bool:
    """Whether a noun only tells where others met, so that the time at `i` behind it is theirs as well: "met her at a
    summit in Oslo on Monday", "… on the margins of the ministers' meeting in May"."""
    if draft.frame.type not in _THERE or noun.frame.type not in _ATTENDED:
        return False
    led = scene.phrase_start(noun.at)
    if not draft.at < noun.at < i or led < 2:
        return False
    reduced = scene.items[led - 2].word.endswith(scene.grammar.verb_endings)
    if draft.frame.type != "meeting" and (reduced or any(draft.at < c.verb.first < noun.at for c in scene.clauses)):
        return False  # "signed a treaty drafted at a meeting in May"
    return scene.says((led - 1,), "occasion") or scene.says((led - 2,), "margins")


def is_of_greeting(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is of what somebody was greeted on at the talks that the draft's noun tells of: "at their
    meeting A congratulated B on her election last week"."""
    if draft.verb is not None or draft.at >= i:
        return False
    greeted = (
        c.verb.last
        for c in scene.clauses
        if draft.at < c.verb.first < i and c.verb.lemma in scene.grammar.lists["greeting"]
    )
    return any(scene.says((k,), "greeted") for last in greeted for k in range(last, i - 1))


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
    if clause.verb.lemma in scene.grammar.lists["coming_after"] and clause.verb.last < len(scene.items):
        return scene.says((clause.verb.last,), "bounding")  # "the talks come after a summit in Lima in May"
    bare = next((s for s in clause.slots if not s.word), None)
    opens = scene.items[bare.first] if bare and clause.verb.lemma in scene.grammar.lists["succeeding"] else None
    return opens is not None and opens.kind != "time" and (opens.is_mention or opens.has("determiner"))


def is_later(scene: Scene, draft: Draft) -> bool:
    """Whether the noun of the draft says that it was later than what is told before: "made a later visit to Oslo"."""
    phrase = range(max(0, draft.at - _LATER), draft.at)
    return draft.at not in scene.verb_items and scene.says(phrase, "later_ones")


def is_later_on(scene: Scene, draft: Draft, time: TimeExpression) -> bool:
    """Whether a verb says that it was later than at a long time elsewhere: "In May 1995 Norway signed a treaty and
    later opened an embassy"; but "on 3 May she met A and later B" tells of one day."""
    n = next((n for n, c in enumerate(scene.clauses) if c.verb is draft.verb), None)
    if n is None or (time.period and time.period.is_day):
        return False
    clause = scene.clauses[n]
    # "with Norway later opening an embassy, and Chile opening a consulate"
    since = (c for c in scene.clauses[: n + 1] if c.verb.first and scene.items[c.verb.first].start > time.start)
    later = any(_comes_later(scene, c) for c in since)
    return later and not any(item.value is time for item in scene.items[clause.verb.last : clause.last])


def _comes_later(scene: Scene, clause: Clause) -> bool:
    return scene.says(range(max(0, clause.verb.first - 1), clause.verb.last), "later_on")


def is_of_sequel(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` counts on to what a participle behind the action tells: "war broke out, ending a month
    later"."""
    value = scene.items[i].value
    if not isinstance(value, TimeExpression) or value.how != "relative" or value.context != "previous":
        return False
    behind = (c for c in scene.clauses if c.verb.first > draft.at and c.verb.last <= i < c.last)
    running = (c.verb for c in behind if c.verb.mood == "fact" and not (c.verb.finite or c.verb.passive))
    return any(v is not draft.verb and scene.items[v.first - 1].kind == "comma" for v in running)


def is_of_journey(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is of what was done before what is to come where it led, "left on Tuesday for Oslo, where
    he will meet Silva", or after what was done whence it led: "came on Tuesday from Lima, where he met Silva"."""
    there = next((k for k in range(draft.at, i, -1) if scene.items[k].has("locative")), None)
    if there and scene.items[there - 1].kind == "comma" and there > _WHENCE:
        led = scene.items[there - 2].kind in ("place", "country") and scene.says((there - _WHENCE,), "leaving")
        if led and draft.frame.status == "happened":
            return True
    if draft.frame.status != "planned":
        return False
    main = next((c.verb for c in reversed(scene.clauses) if there and c.verb.finite and c.verb.last <= there), None)
    return main is not None and main.mood == "fact"


def is_of_before(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is of what the noun of the draft came after: "the talks followed a summit in May"."""
    if draft.at in scene.verb_items:
        return False
    if i < draft.at and is_later(scene, draft):
        return True
    own = (c for c in scene.clauses if c.first <= draft.at < c.verb.first and c.verb.last <= i < c.last)
    return any(comes_after(scene, c) for c in own)
