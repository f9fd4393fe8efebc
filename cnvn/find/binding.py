"""Which times belong to an action: by structure first, then by nearness within the sentence."""

from collections.abc import Mapping, Sequence

from cnvn.find.bounding import (
    BOUND,
    LATER,
    before_bounding,
    bounds,
    is_of_ended,
    is_plain,
    since_last,
    within_bounded,
    within_bounding,
    within_reduced,
    within_relative,
)
from cnvn.find.foreign_times import (
    behind_times,
    is_appended,
    is_behind_aside,
    is_bracketed,
    is_celebrated,
    is_later,
    is_later_on,
    is_occasion,
    is_of_before,
    is_of_greeting,
    is_of_journey,
    is_of_outcome,
    is_of_sequel,
    is_when,
    names_thing,
    only_counts,
    opens_clause,
)
from cnvn.find.frames import Draft, Frame, Scene, is_rival
from cnvn.find.items import is_owner
from cnvn.find.noun_phrases import of_journey
from cnvn.find.occasions import is_of_setting, opens
from cnvn.find.preludes import main_of
from cnvn.find.sayings import is_of_aside, is_of_decision, is_of_saying, takes_day
from cnvn.find.shared_times import time_in_common
from cnvn.find.status import waits_until
from cnvn.find.verbs import VerbGroup
from cnvn.model import TimeExpression

# Why a time is another action's.
NEARER = "belongs to an action nearer to it"
# … or of none.
BOUNDS = "only bounds something else"
# A time this near its beginning opens a sentence, in items.
_OPENING = 4
# How far before a time that stands before its verb the word may stand that makes it bound something else, in items:
# "A year after the signing of the treaty on the river in May 2011, …".
_FRONTED = 14
# The days of the longest time that can be an action's: a decade.
_LONGEST = 3660
# The value of "the future", which is no day's.
_SOME_DAY = "FUTURE_REF"
# The values of "now", which gives way to any other time, and of "recently".
_NOW, _LATELY = "PRESENT_REF", "PAST_REF"
# How much farther a time counts that stands aside, in items.
_ASIDE = 12
# How far before its noun a time may stand in the noun's own phrase, in items.
_NAMED = 4
# What one travels to, on the days of the visit.
_ATTENDED = ("summit", "congress", "meeting")


def bind(scene: Scene, draft: Draft, drafts: Sequence[Draft], inside: Mapping[int, VerbGroup]) -> Frame:
    """The frame of a draft with the times of its range, nearest first: those nearer to it than to another of the
    `drafts`, if any. `inside` has the verb group of each item within one. What was passed over is told with the reason.
    """
    found: list[tuple[bool, int, TimeExpression]] = []
    passed: list[tuple[TimeExpression, str]] = []
    for i, item in enumerate(scene.items):
        value = item.value
        if not isinstance(value, TimeExpression) or value.type not in ("DATE", "TIME") or value.value == _SOME_DAY:
            continue
        if i and value.value == _LATELY and scene.says((i - 1,), "latest"):
            continue  # "most recently met in May"
        reason = _bars(scene, i, draft, drafts, inside)
        aside = _is_aside(scene, i, draft) or _is_outside(scene, i, draft) or _is_across(scene, i, draft)
        mine = abs(i - draft.at) + (_ASIDE if aside else 0)
        rivals = [d for d in drafts if d is not draft and is_rival(d) and d.first <= i < d.last]
        rivals = [d for d in rivals if d.verb is None or behind_times(scene, d.verb) != i]
        rivals = [
            d for d in rivals if not is_appended(scene, i, d.verb, draft.verb) and not is_occasion(scene, d, draft, i)
        ]
        nearer = [d for d in rivals if abs(i - d.at) < mine or (abs(i - d.at) == mine and d.at < i < draft.at)]
        nearer = [d for d in nearer if not before_bounding(scene, i, d)]  # "on Monday after she ends her talks"
        if not reason and any(takes_day(scene, d, draft, i, value) for d in rivals):
            reason = "belongs to the verb of saying"
        if is_when(scene, i, draft):
            mine, nearer = 0, []  # "raised in October 2009, when Silva visited Oslo, and in 2022 again"
        if not reason and any(_keeps(scene, d, draft, i) for d in nearer):
            reason = NEARER
        if reason:
            passed.append((value, reason))
        else:
            found.append((bool(nearer), mine, value))
    if not found:
        later = is_later(scene, draft) or any(reason == LATER for _, reason in passed)
        common = None if later else time_in_common(scene, draft, drafts)
        found = [(True, 0, common)] if common and not is_later_on(scene, draft, common) else []
    if len(found) > 1:  # "will now meet her in May"
        found = [f for f in found if f[2].value != _NOW] or found
    found.sort(key=lambda f: f[:2])
    own = [value for shared, _, value in found if not shared]
    times = tuple(own or (value for _, _, value in found))
    passed += [(value, "nearer to another action") for shared, _, value in found if shared and own]
    put_off = any(item.value in times[:1] and _is_put_off(scene, i, draft) for i, item in enumerate(scene.items))
    return draft.frame._replace(
        times=times,
        status="planned" if put_off else draft.frame.status,
        passed=tuple((value, reason) for value, reason in passed if value not in times),
        phase=draft.frame.phase or int(opens(scene, times[:1])),
        prelude=not times and main_of(scene, draft) is not None,
        unsaid=draft.frame.unsaid
        and all(reason != LATER for _, reason in passed)
        and not within_bounded(scene, draft.at),
    )


def _bars(scene: Scene, i: int, draft: Draft, drafts: Sequence[Draft], inside: Mapping[int, VerbGroup]) -> str:
    """Why the time at `i` can be none of the draft's, or nothing."""
    if since_last(scene, i, draft):
        return ""
    if not draft.first <= i < draft.last:
        return "in another clause"
    value = scene.items[i].value
    length = value.period.days if isinstance(value, TimeExpression) and value.period else 0
    long = length > _LONGEST or (isinstance(value, TimeExpression) and not value.period and len(value.value) == 2)
    if long and not (draft.frame.type == "conflict" and i == draft.at + 2 and scene.items[i - 1].word == "("):
        return "too long a time"  # a decade and more, or a century; but "the war (1976–1990)"
    if draft.verb is not None and draft.verb.mood == "irrealis" and is_of_saying(scene, i, draft.verb):
        return "of the announcement"
    if is_of_aside(scene, i, draft):
        return "of the announcement"
    if is_of_ended(scene, i, draft):
        return "of the end of the journey"
    if draft.verb is not None and is_of_decision(scene, i, draft.verb):
        return "of what is said of a decision"
    if scene.items[i].word in scene.grammar.lists["yearly"]:
        return "a day of any year"
    around = inside.get(i)  # "was recently elected"
    if around is not None and around is not draft.verb and not _is_of_being(scene, around, draft):
        return "within another verb"
    if within_relative(scene, i, draft) and not opens_clause(scene, i, draft):
        return "in a relative clause"
    if within_reduced(scene, i, draft):
        return "in another clause"
    if i < draft.at and is_of_journey(scene, i, draft):
        return LATER
    if isinstance(value, TimeExpression) and is_later_on(scene, draft, value):
        return LATER
    if is_of_outcome(scene, i, draft) or is_of_sequel(scene, i, draft):
        return "of what it led to"
    if draft.verb is not None and i < behind_times(scene, draft.verb):
        return "of the clause that it goes on from"
    if is_bracketed(scene, i, draft):
        return "in a bracket"
    if is_of_before(scene, i, draft):
        return "of what it came after"
    if is_of_greeting(scene, i, draft):
        return "of what is spoken of"
    if only_counts(scene, i) or is_celebrated(scene, i, draft):
        return "only counts to the date beside it"
    if (
        draft.frame.definite
        and draft.verb is not None
        and draft.at != i - 2 < draft.verb.first - 2
        and names_thing(scene, i)
    ):
        return "part of a thing's name"
    if draft.verb is not None and draft.verb.perfect and is_behind_aside(scene, i, draft.verb):
        return "of the clause around it"
    if within_bounding(scene, i, draft):
        return "in a clause that only bounds it"
    if _is_late(scene, i, draft) or _is_put_off(scene, i, draft):
        return ""
    if i > draft.at and _is_till_when(scene, i, draft):
        return BOUNDS
    own = _names_action(scene, i, draft, None)  # "after Norway's 1911 war": of the war it is the time
    reach = _FRONTED if draft.verb is not None and i < draft.verb.first else BOUND
    floor = draft.first if draft.verb is None else 0
    if not own and bounds(scene, i, floor, reach, draft.at) and not opens_clause(scene, i, draft):
        return BOUNDS
    if draft.frame.series and of_journey(scene, i, draft):
        return "of the journey to it"
    discussed = draft.verb is not None and draft.verb.lemma in scene.grammar.lists["discussing"]
    discussed = discussed and not (isinstance(value, TimeExpression) and value.period and value.period.is_day)
    if (draft.frame.says or discussed) and _within_infinitive(scene, i, draft):
        return "in what is said to come"
    if reason := before_bounding(scene, i, draft):
        return reason
    if is_of_setting(scene, i, draft):
        return ""
    if _modifies_other(scene, i, draft):
        return "part of something else's name"
    if any(_names_action(scene, i, d, draft) for d in drafts if d.verb is None or d.verb is not draft.verb):
        return "part of another action's name"
    return ""


def _is_till_when(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether what goes on lasts to the time at `i`: "extended the truce to 9 May"."""
    goes_on = draft.verb is not None and draft.verb.lemma in scene.grammar.lists["prolonging"]
    return goes_on and scene.says((i - 1,), "prolonged_to")


def _is_put_off(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether an action was put off to the time at `i`: "postponed his visit until 3 May"."""
    to = scene.says((i - 1,), "prolonged_to") or (scene.says((i - 1,), "purpose") and _is_rescheduled(scene, draft))
    return draft.frame.status == "postponed" and i > draft.at and to


def _is_rescheduled(scene: Scene, draft: Draft) -> bool:
    return draft.verb is not None and draft.verb.lemma in scene.grammar.lists["rescheduling"]


def _is_of_being(scene: Scene, verb: VerbGroup, draft: Draft) -> bool:
    """Whether a verb before the action only tells who is to do it: "will on Friday become the first to visit Oslo"."""
    if draft.verb is None or draft.verb.governor != verb.lemma or verb.last > draft.verb.first:
        return False
    return verb.lemma in scene.grammar.lists["being"]


def _within_infinitive(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is that of what was announced: "announced plans to travel next week"."""
    later = (c for c in scene.clauses if c.verb.first > draft.at and c.verb.mood == "infinitive")
    return any(c.verb.last <= i < c.last for c in later)


def _is_late(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the action took place only at the time at `i`: "did not sign it until May"."""
    clause = next((c for c in scene.clauses if c.verb is draft.verb), None)
    return clause is not None and waits_until(scene, clause) == i


def _is_aside(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` stands before the verb inside something else: "foes in a war in 1979, normalised …"."""
    if draft.verb is None or i >= draft.verb.first:
        return False
    if names_thing(scene, i) and i - 2 != draft.at:
        return True
    clause = next((c for c in scene.clauses if c.verb is draft.verb), None)
    behind = clause is not None and bool(clause.subject) and clause.subject[-1] < i  # "Silva, chief since 1991, died"
    if i < draft.first + _OPENING and not behind:
        return False
    return any(item.kind == "comma" for item in scene.items[i : draft.verb.first])


def _is_outside(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` stands before a participle that has one behind it: "in May, under the treaty signed in
    June"."""
    verb = draft.verb
    if verb is None or verb.finite or not verb.passive or i >= verb.first:
        return False
    clause = next((c for c in scene.clauses if c.verb is verb), None)
    return clause is not None and any(scene.items[k].kind == "time" for k in range(verb.last, clause.last))


def _is_across(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether another clause lies between the time at `i` and the action behind it, or the time is of another verb
    before it: "in May A left, while B came in June", "will come on Sunday and meet him on Monday"."""
    verb = draft.verb
    own = (item.value for item in scene.items[verb.last : draft.last]) if verb else ()
    if verb is None or not any(isinstance(t, TimeExpression) and t.type == "DATE" and t.period for t in own):
        return False
    if not verb.finite and not verb.passive and any(c.verb.last <= i < verb.first for c in scene.clauses):
        return True
    return any(c.verb.finite and not c.relative and i < c.verb.first < verb.first for c in scene.clauses)


def _modifies_other(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is part of another thing's name: "the 2007 report"."""
    if i > 1 and scene.says((i - 1,), "purpose") and is_plain(scene, i - 2) and i - 2 != draft.at:
        return True  # "agreed on a programme for 2020"
    if i > draft.at + 2 and draft.verb and draft.verb.lemma in scene.grammar.lists["agreeing"]:
        on = scene.says((scene.phrase_start(i - 2) - 1,), "on")
        if on and any(scene.says((i - 2,), name) for name in ("told_meetings", "told_visits")):
            return True  # "agreed on a summit in August"
    bare = i > 1 and scene.items[i].word.isdigit() and is_plain(scene, i - 1) and i - 1 != draft.at
    if bare and not i < draft.at <= i + _NAMED:
        return True  # "the Convention on the Law of the Sea (UNCLOS) 1982"
    if i == 0 or i + 1 >= len(scene.items):
        return False
    if not _is_owned(scene, i):  # "Norway's 3 May elections"
        return False
    return is_plain(scene, i + 1) and not (i < draft.at <= i + 4)


def _is_determined(scene: Scene, i: int) -> bool:
    """Whether an article stands before the time at `i`, with no more than an epithet between: "the brutal May 3 …"."""
    return scene.items[i - 2 if i > 1 and scene.says((i - 1,), "epithets") else i - 1].has("determiner")


def _is_owned(scene: Scene, i: int) -> bool:
    """Whether an article, "their" or "Norway's" stands before the time at `i`."""
    before = scene.items[i - 1]
    return before.kind == "possessive" or is_owner(before) or _is_determined(scene, i)


def _names_action(scene: Scene, i: int, other: Draft, draft: Draft | None) -> bool:
    """Whether the time at `i` stands within the noun phrase that tells another action: "after Norway's 1911 war"; but
    "the 1911 treaty signed by Norway" is one."""
    if other is draft or not 0 < other.at - i <= _NAMED or other.at in scene.verb_items:
        return False
    if draft is not None and draft.verb is not None and draft.verb.first == other.at + 1:
        return False
    return (
        i > 0
        and _is_owned(scene, i)
        and all(not item.is_mention and not item.has("preposition") for item in scene.items[i + 1 : other.at])
    )


def _keeps(scene: Scene, nearer: Draft, draft: Draft, i: int) -> bool:
    """Whether a nearer action keeps a time behind it for itself: "announced plans to visit Oslo next week", but not
    "met him and signed a treaty on Monday"."""
    if nearer.verb and draft.verb and _go_together(scene, draft.verb, nearer.verb):
        return False
    between = draft.at < nearer.at < i
    attended = nearer.frame.type in _ATTENDED and draft.frame.type == "visit" and draft.verb and nearer.verb
    if attended and nearer.verb and draft.verb and draft.verb.last <= nearer.verb.first and not nearer.verb.finite:
        return False  # "visited Oslo to attend a summit in May"
    return between and (nearer.verb is None or not nearer.verb.finite)


def _go_together(scene: Scene, verb: VerbGroup, other: VerbGroup) -> bool:
    """Whether two verbs share what stands behind them: "is visiting Oslo and co-chairing a forum from 3 to 5 May"."""
    joined = other.first > verb.last and scene.items[other.first - 1].has("conjunction")
    if not joined or any(verb.last <= c.verb.first < other.first for c in scene.clauses):
        return False
    return all("ing" in scene.items[v.last - 1].info.forms for v in (verb, other))
