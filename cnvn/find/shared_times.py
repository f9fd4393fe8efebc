"""Times that an action has in common with another part of its sentence: what it opens with, a clause or a visit."""

from collections.abc import Sequence

from cnvn.find.bounding import before_bounding, bounds, within_bounded, within_relative
from cnvn.find.frames import Draft, Scene, is_rival
from cnvn.find.occasions import is_during_it, is_left, left_on, of_cleft, of_joined, of_last_time
from cnvn.find.preludes import time_of_main
from cnvn.find.sayings import is_of_saying, said_at, when_said
from cnvn.model import TimeExpression

# A time this near its beginning opens a sentence, in items.
_OPENING = 4
# What is done while somebody visits.
_ON_VISITS = ("agreement", "statement", "award", "launch", "meeting")


def time_in_common(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> TimeExpression | None:
    """The time elsewhere in the sentence that is the draft's as well, or None; `drafts` are all of the sentence."""
    if within_bounded(scene, draft.at):
        return None
    elsewhere = (
        _leading(scene, draft),
        _of_main_clause(scene, draft),
        of_cleft(scene, draft),
        of_last_time(scene, draft),
        _of_visit(scene, draft, drafts),
        _of_coordinate(scene, draft),
        of_joined(scene, draft),
        said_at(scene, draft),
        left_on(scene, draft),
        time_of_main(scene, draft),
        _of_length(scene, draft),
    )
    return next((t for t in elsewhere if t), None)


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
    if first is not None and (before_bounding(scene, first, draft) or when_said(scene, first, verb)):
        return None
    # "2013 was the jubilee year, and they agreed …", "Under the May 3 accord, Norway will withdraw"
    topic = (first == 0 and 1 in scene.verb_items) or scene.says((0,), "under")
    if first is None or topic or bounds(scene, first) or any(i.kind == "stop" for i in scene.items[first : draft.at]):
        return None
    between = range(first + 1, draft.at)
    relatives = [i for i in between if scene.items[i].has("relative")]
    if any(not scene.items[i - 1].has("subordinator") for i in relatives):
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
    within = (i for i in range(main.first, main.last) if not bounds(scene, i))
    times = (scene.items[i].value for i in within if scene.items[i].kind == "time")
    return next((t for t in times if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def _of_visit(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> TimeExpression | None:
    """The time that a visit has in common with what was done during it: "agreed in May on a treaty during a visit by
    A", "agreed on a treaty during a visit by A in May"."""
    if draft.frame.type == "visit" and scene.says((draft.first - 1,), "within"):
        before = (c for c in scene.clauses if c.verb.finite and not c.relative and c.verb.first < draft.first)
        clause = next((c for c in before if any(d.verb is c.verb and is_rival(d) for d in drafts)), None)
        around = range(clause.first, draft.first - 1) if clause else range(0)
    elif draft.verb is not None and draft.verb.finite and draft.frame.type in _ON_VISITS:
        visits = (d for d in drafts if d.frame.type == "visit" and draft.at < d.at < scene.reach_of(draft.verb))
        during = ("occasion", "within") if draft.frame.type == "meeting" else ("within",)  # "met him in a visit in May"
        led = ((scene.phrase_start(d.at) - 1, d) for d in visits if is_rival(d))
        visit = next((d for at, d in led if any(scene.says((at,), words) for words in during)), None)
        around = range(visit.at + 1, visit.last) if visit else range(0)
    else:
        return None
    own = (i for i in around if not within_relative(scene, i, draft))  # "during a visit that began on Monday"
    times = (scene.items[i].value for i in own if scene.items[i].kind == "time" and not bounds(scene, i))
    return next((t for t in times if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def _of_coordinate(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time that opens the clause that one goes on from: "on 3 May, when A and B met and signed a treaty", also of a
    visit in it: "on Monday signed a treaty and drank to it on the first day of her visit"."""
    around = scene.clause_of(draft.at) if draft.verb is None and draft.frame.phase else None
    verb = around.verb if around else draft.verb
    n = next((n for n, c in enumerate(scene.clauses) if c.verb is verb), 0)
    if not n:
        return None
    clause, before = scene.clauses[n], scene.clauses[n - 1]
    if not clause.verb.finite or not clause.subject or clause.subject != before.subject:
        return None
    if not scene.items[clause.verb.first - 1].has("conjunction") or clause.verb.perfect:
        return None
    last = before.subject[0] if draft.verb else before.verb.first
    opening = (i for i in range(before.first, last) if scene.items[i].kind == "time")
    times = [scene.items[i].value for i in opening if not bounds(scene, i)]
    return next((t for t in times[::-1] if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def _of_length(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The days that a clause behind a visit says it lasts: "arrived for a visit that will last from 3 to 5 May"."""
    lasting = scene.grammar.lists["lasting"] if draft.frame.type == "visit" else ()
    behind = (c for c in scene.clauses if c.relative and c.verb.lemma in lasting and c.verb.first > draft.at)
    clause = next(behind, None)
    if clause is None or any(draft.at < c.verb.first < clause.verb.first for c in scene.clauses):
        return None
    times = (scene.items[i].value for i in range(clause.verb.last, clause.last))
    return next((t for t in times if isinstance(t, TimeExpression) and t.period and t.period.precision == "span"), None)
