"""Which times belong to an action: by structure first, then by nearness within the sentence."""

from collections.abc import Mapping, Sequence

from cnvn.find.frames import Draft, Frame, Scene
from cnvn.find.noun_phrases import of_journey
from cnvn.find.occasions import (
    is_behind_aside,
    is_during_it,
    is_left,
    is_of_aftermath,
    left_on,
    names_thing,
    of_cleft,
    of_joined,
    only_counts,
    opens,
    opens_clause,
)
from cnvn.find.sayings import is_of_saying, said_at, takes_day, when_said
from cnvn.find.status import waits_until
from cnvn.find.verbs import VerbGroup
from cnvn.model import TimeExpression

# Why a time is another action's.
NEARER = "belongs to an action nearer to it"
_LATER = "of what came later"
# … or of none.
BOUNDS = "only bounds something else"
# A time this near its beginning opens a sentence, in items.
_OPENING = 4
# How far before a time the word may stand that makes it bound something else, in items.
_BOUND = 7
# The same for a time before its verb: "A year after the signing of the treaty on the river in May 2011, …".
_FRONTED = 14
# The days of the longest time that can be an action's: a decade.
_LONGEST = 3660
# How much farther a time counts that stands aside, in items.
_ASIDE = 12
# How far before its noun a time may stand in the noun's own phrase, in items.
_NAMED = 4
# What one travels to, on the days of the visit.
_ATTENDED = ("summit", "congress", "meeting")
# What is done while somebody visits.
_ON_VISITS = ("agreement", "statement", "award", "launch", "meeting")


def bind(scene: Scene, draft: Draft, drafts: Sequence[Draft], inside: Mapping[int, VerbGroup]) -> Frame:
    """The frame of a draft with the times of its range, nearest first: those nearer to it than to another of the
    `drafts`, if any. `inside` has the verb group of each item within one. What was passed over is told with the reason.
    """
    found: list[tuple[bool, int, TimeExpression]] = []
    passed: list[tuple[TimeExpression, str]] = []
    for i, item in enumerate(scene.items):
        value = item.value
        if not isinstance(value, TimeExpression) or value.type not in ("DATE", "TIME"):
            continue
        reason = _bars(scene, i, draft, drafts, inside)
        aside = _is_aside(scene, i, draft) or _is_outside(scene, i, draft) or _is_across(scene, i, draft)
        mine = abs(i - draft.at) + (_ASIDE if aside else 0)
        rivals = [d for d in drafts if d is not draft and _is_rival(d) and d.first <= i < d.last]
        nearer = [d for d in rivals if abs(i - d.at) < mine or (abs(i - d.at) == mine and d.at < i < draft.at)]
        if not reason and any(takes_day(scene, d, draft, i, value) for d in rivals):
            reason = "belongs to the verb of saying"
        if not reason and any(_keeps(scene, d, draft, i) for d in nearer):
            reason = NEARER
        if reason:
            passed.append((value, reason))
        else:
            found.append((bool(nearer), mine, value))
    if not found:
        elsewhere = (
            _leading(scene, draft),
            _of_main_clause(scene, draft),
            of_cleft(scene, draft),
            _of_visit(scene, draft, drafts),
            _of_coordinate(scene, draft),
            of_joined(scene, draft),
            said_at(scene, draft),
            left_on(scene, draft),
        )
        found = [(True, 0, t) for t in elsewhere if t][:1]
    found.sort(key=lambda f: f[:2])
    own = [value for shared, _, value in found if not shared]
    times = tuple(own or (value for _, _, value in found))
    passed += [(value, "nearer to another action") for shared, _, value in found if shared and own]
    return draft.frame._replace(
        times=times,
        passed=tuple((value, reason) for value, reason in passed if value not in times),
        phase=draft.frame.phase or int(opens(scene, times[:1])),
        unsaid=draft.frame.unsaid and all(reason != _LATER for _, reason in passed),
    )


def _bars(scene: Scene, i: int, draft: Draft, drafts: Sequence[Draft], inside: Mapping[int, VerbGroup]) -> str:
    """Why the time at `i` can be none of the draft's, or nothing."""
    if not draft.first <= i < draft.last:
        return "in another clause"
    value = scene.items[i].value
    if isinstance(value, TimeExpression) and (value.period.days > _LONGEST if value.period else len(value.value) == 2):
        return "too long a time"  # a decade and more, or a century
    if draft.verb is not None and draft.verb.mood == "irrealis" and is_of_saying(scene, i, draft.verb):
        return "of the announcement"
    if scene.items[i].word in scene.grammar.lists["yearly"]:
        return "a day of any year"
    if i in inside and inside[i] is not draft.verb:  # "was recently elected"
        return "within another verb"
    if _within_relative(scene, i, draft):
        return "in a relative clause"
    if only_counts(scene, i):
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
    if _within_bounding(scene, i, draft):
        return "in a clause that only bounds it"
    if _is_late(scene, i, draft):
        return ""
    own = _names_action(scene, i, draft, None)  # "after Norway's 1911 war": of the war it is the time
    reach = _FRONTED if draft.verb is not None and i < draft.verb.first else _BOUND
    floor = draft.first if draft.verb is None else 0
    if not own and _bounds(scene, i, floor, reach, draft.at) and not opens_clause(scene, i, draft):
        return BOUNDS
    if draft.frame.series and of_journey(scene, i, draft):
        return "of the journey to it"
    if draft.frame.says and _within_infinitive(scene, i, draft):
        return "in what is said to come"
    if reason := _before_bounding(scene, i, draft):
        return reason
    if _modifies_other(scene, i, draft):
        return "part of something else's name"
    if any(_names_action(scene, i, d, draft) for d in drafts if d.verb is None or d.verb is not draft.verb):
        return "part of another action's name"
    return ""


def _leading(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time with which a sentence opens: it holds for all that is told in one breath, "In May X visited Y and ties
    were restored"."""
    verb = draft.verb
    if verb is None or not verb.finite or verb.perfect or (verb.mood == "irrealis" and is_of_saying(scene, 0, verb)):
        return None
    opening = range(min(_OPENING, draft.at))
    if scene.says((0,), "within") or scene.says((0,), "when"):  # "During a visit by A to B in May, they signed …"
        commas = [i for i in range(draft.at) if scene.items[i].kind == "comma"]
        dated = len(commas) > 1 and scene.items[commas[1] - 1].kind == "time" and commas[1] - commas[0] <= _OPENING
        opening = range(commas[dated] if commas else 0)  # "During the visit, on 3 May, …"
    first = next((i for i in opening if scene.items[i].kind == "time"), None)
    if first is not None and (_before_bounding(scene, first, draft) or when_said(scene, first, verb)):
        return None
    topic = first == 0 and 1 in scene.verb_items  # "2013 was the jubilee year, and they agreed …"
    if first is None or topic or _bounds(scene, first) or any(i.kind == "stop" for i in scene.items[first : draft.at]):
        return None
    between = range(first + 1, draft.at)
    if any(scene.items[i].has("relative") and not scene.items[i - 1].has("subordinator") for i in between):
        return None
    value = scene.items[first].value
    return value if isinstance(value, TimeExpression) and value.type in ("DATE", "TIME") else None


def _of_main_clause(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time of the clause that one with "where" goes on from, or one that tells of somebody's stay: "visited Oslo in
    May, where he signed …", "met him, who was on a visit, in May"."""
    n = next((n for n, c in enumerate(scene.clauses) if c.verb is draft.verb), 0)
    if not n or scene.clauses[n].verb.perfect:
        return None
    clause, main = scene.clauses[n], scene.clauses[n - 1]
    opens = clause.subject[0] if clause.subject else clause.verb.first
    goes_on = any(scene.items[i].has("locative") for i in range(max(0, opens - 2), opens))
    goes_on = goes_on or is_during_it(scene, range(main.last, clause.verb.first))
    stays = draft.frame.type == "visit" and clause.relative and clause.verb.lemma == "be"
    # "arrived on Sunday for a visit during which he will …"
    to_come = clause.verb.mood == "future" and main.verb.mood != "future"
    if to_come or not (goes_on or stays) or is_left(scene, opens - 1):
        return None
    within = (i for i in range(main.first, main.last) if not _bounds(scene, i))
    times = (scene.items[i].value for i in within if scene.items[i].kind == "time")
    return next((t for t in times if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def _of_visit(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> TimeExpression | None:
    """The time that a visit has in common with what was done during it: "agreed in May on a treaty during a visit by
    A", "agreed on a treaty during a visit by A in May"."""
    if draft.frame.type == "visit" and scene.says((draft.first - 1,), "within"):
        before = (c for c in scene.clauses if c.verb.finite and not c.relative and c.verb.first < draft.first)
        clause = next((c for c in before if any(d.verb is c.verb and _is_rival(d) for d in drafts)), None)
        around = range(clause.first, draft.first - 1) if clause else range(0)
    elif draft.verb is not None and draft.verb.finite and draft.frame.type in _ON_VISITS:
        visits = (d for d in drafts if d.frame.type == "visit" and draft.at < d.at < scene.reach_of(draft.verb))
        during = "occasion" if draft.frame.type == "meeting" else "within"  # "met him in a visit to Oslo in May"
        visit = next((d for d in visits if scene.says((scene.phrase_start(d.at) - 1,), during) and _is_rival(d)), None)
        around = range(visit.at + 1, visit.last) if visit else range(0)
    else:
        return None
    own = (i for i in around if not _within_relative(scene, i, draft))  # "during a visit that began on Monday"
    times = (scene.items[i].value for i in own if scene.items[i].kind == "time" and not _bounds(scene, i))
    return next((t for t in times if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def _of_coordinate(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time that opens the clause that one goes on from: "on 3 May, when A and B met and signed a treaty"."""
    n = next((n for n, c in enumerate(scene.clauses) if c.verb is draft.verb), 0)
    if not n:
        return None
    clause, before = scene.clauses[n], scene.clauses[n - 1]
    if not clause.verb.finite or not clause.subject or clause.subject != before.subject:
        return None
    if not scene.items[clause.verb.first - 1].has("conjunction") or clause.verb.perfect:
        return None
    opening = (i for i in range(before.first, before.subject[0]) if scene.items[i].kind == "time")
    times = [scene.items[i].value for i in opening if not _bounds(scene, i)]
    return next((t for t in times[::-1] if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def _within_relative(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` belongs to a relative clause that the action stands outside of."""
    if (
        draft.verb is None
    ):  # a noun takes the time of what is behind it: "his visit for the summit that was held in May"
        return False
    others = (c for c in scene.clauses if c.relative and c.verb.finite and c.verb is not draft.verb)
    return any(c.verb.first <= i < c.last and not c.verb.first <= draft.at < c.last for c in others)


def _within_bounding(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` belongs to a clause behind the action that only bounds it: "has grown since they met in
    May"."""
    for c in scene.clauses:  # "his first visit since taking office in May"
        inside = c.verb.last <= i < c.last and not c.verb.first <= draft.at < c.last
        inside = inside and not any(item.kind == "comma" for item in scene.items[c.verb.last : i])
        led = "elapsed" if i == c.verb.last else "limiting"  # "left after meeting Monday with him"
        if inside and not c.verb.finite and c.verb.first and scene.says((c.verb.first - 1,), led):
            return True
    for j in range(draft.at + 1, i):
        if scene.says((j,), "undating") and scene.items[j].has("subordinator") and scene.items[j + 1].kind != "time":
            return any(c.verb.finite and j < c.verb.first < i for c in scene.clauses)
    return False


def _within_infinitive(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is that of what was announced: "announced plans to travel next week"."""
    later = (c for c in scene.clauses if c.verb.first > draft.at and c.verb.mood == "infinitive")
    return any(c.verb.last <= i < c.last for c in later)


def _before_bounding(scene: Scene, i: int, draft: Draft) -> str:
    """Why the time at `i` is of what the action only bounds: "spoke last week, before she died", "came last week from
    Oslo, where he had met her"; empty where it is not."""
    clause = next((c for c in scene.clauses if c.verb is draft.verb), None)
    if clause is None or not clause.verb.finite:
        return ""
    opens = scene.phrase_start(clause.subject[0] if clause.subject else clause.verb.first) - 1
    if i >= opens:
        return ""
    return (
        _LATER if is_left(scene, opens) else "of the clause that it bounds" if scene.says((opens,), "bounding") else ""
    )


def _is_rival(draft: Draft) -> bool:
    """Whether a draft can be an event, so that it has a claim on a time."""
    frame = draft.frame
    named = bool(frame.arguments or frame.series) or (frame.pair and draft.verb is not None)
    named = named or (frame.type == "conflict" and frame.place is not None)  # "the attack in Oslo"
    return named and not frame.refused


def _bounds(scene: Scene, i: int, floor: int = 0, reach: int = _BOUND, at: int | None = None) -> bool:
    """Whether the time at `i` bounds something else: "by 1991", "after the 1991 talks", "since his election in May",
    and behind the action at `at`, if any, "following the storm in May".

    What stands before `floor` does not count: "after his visit in May" bounds something by the visit, which was in May.
    """
    if not floor and is_of_aftermath(scene, i):
        return True
    led = i - 2 if i > 1 and _has_article(scene, i) else i - 1
    for j in range(i - 1, max(i - reach, floor - 1), -1):
        item = scene.items[j]
        ahead = j + 1 < i and scene.says((j,), "ahead") and scene.says((j + 1,), "aheads")  # "ahead of Friday's summit"
        if (
            ahead
            or scene.says((j,), "undating" if j == led else "bounding")
            or (at is not None and j > at and scene.says((j,), "ensuing"))
        ):
            return not scene.says((j + 1,), "hours")  # "before dawn on Monday" is Monday
        if item.kind in ("comma", "stop", "time") or j in scene.verb_items or item.has("conjunction"):
            return False
    return False


def _is_late(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the action took place only at the time at `i`: "did not sign it until May"."""
    clause = next((c for c in scene.clauses if c.verb is draft.verb), None)
    return clause is not None and waits_until(scene, clause) == i


def _has_article(scene: Scene, i: int) -> bool:
    """Whether the time at `i` stands with an article for itself: "by the end of May", not "by the May accord"."""
    before = scene.items[i - 1]
    alone = i + 1 == len(scene.items) or not _is_plain(scene, i + 1)
    return alone and before.has("determiner") and not before.has("relative")


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
    if i > 1 and scene.says((i - 1,), "purpose") and _is_plain(scene, i - 2) and i - 2 != draft.at:
        return True  # "agreed on a programme for 2020"
    bare = i > 1 and scene.items[i].word.isdigit() and _is_plain(scene, i - 1) and i - 1 != draft.at
    if bare and not i < draft.at <= i + _NAMED:
        return True  # "the Convention on the Law of the Sea (UNCLOS) 1982"
    if i == 0 or i + 1 >= len(scene.items):
        return False
    if not _is_determined(scene, i) and scene.items[i - 1].kind != "possessive":  # "Norway's 3 May elections"
        return False
    return _is_plain(scene, i + 1) and not (i < draft.at <= i + 4)


def _is_determined(scene: Scene, i: int) -> bool:
    """Whether an article stands before the time at `i`, with no more than an epithet between: "the brutal May 3 …"."""
    return scene.items[i - 2 if i > 1 and scene.says((i - 1,), "epithets") else i - 1].has("determiner")


def _names_action(scene: Scene, i: int, other: Draft, draft: Draft | None) -> bool:
    """Whether the time at `i` stands within the noun phrase that tells another action: "after Norway's 1911 war"; but
    "the 1911 treaty signed by Norway" is one."""
    if other is draft or not 0 < other.at - i <= _NAMED or other.at in scene.verb_items:
        return False
    if draft is not None and draft.verb is not None and draft.verb.first == other.at + 1:
        return False
    led = i > 0 and (scene.items[i - 1].kind == "possessive" or _is_determined(scene, i))
    return led and all(not item.is_mention and not item.has("preposition") for item in scene.items[i + 1 : other.at])


def _is_plain(scene: Scene, i: int) -> bool:
    item = scene.items[i]
    return item.kind == "word" and item.word.isalpha() and not item.info.classes and i not in scene.verb_items


def _keeps(scene: Scene, nearer: Draft, draft: Draft, i: int) -> bool:
    """Whether a nearer action keeps a time behind it for itself: "announced plans to visit Oslo next week", but not
    "met him and signed a treaty on Monday"."""
    if nearer.verb and draft.verb and _go_together(scene, draft.verb, nearer.verb):
        return False
    between = draft.at < nearer.at < i
    if nearer.frame.type == "summit" and draft.frame.type == "meeting" and scene.says((nearer.first - 1,), "occasion"):
        return False  # "met him at a summit in Oslo on Monday"
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
