"""What a sentence opens with before it says what somebody did meanwhile: "Arriving in Oslo, Silva said on Monday …",
"In talks with Berg, Silva said …"."""

from cnvn.find.bounding import bounds
from cnvn.find.frames import Draft, Scene
from cnvn.find.slots import Clause
from cnvn.model import TimeExpression

# What is done while one says something.
_TOLD = ("visit", "meeting", "call")
# How far from the beginning of its sentence the noun phrase of a prelude begins, in items.
_OPENING = 3


def main_of(scene: Scene, draft: Draft) -> Clause | None:
    """The clause of what was done at the same time, where the draft's action is but the prelude to that: "meeting in
    Oslo, A and B signed", "A and B, meeting in Oslo, signed"."""
    if aside := _main_around(scene, draft):
        return aside
    if draft.frame.type not in _TOLD or draft.frame.refused or not _opens(scene, draft):
        return None
    main = next((c for c in scene.clauses if c.verb.finite and c.verb.first > draft.at), None)
    if main is None or main.relative or main.verb.mood != "fact" or main.verb.perfect or not main.subject:
        return None
    commas = [i for i in range(draft.at, main.subject[0]) if scene.items[i].kind == "comma"]
    return main if commas else None


def _main_around(scene: Scene, draft: Draft) -> Clause | None:
    """The clause that an aside of those who meet stands in, between its subject and its verb."""
    verb = draft.verb
    if verb is None or draft.frame.type != "meeting" or verb.finite or verb.passive or draft.frame.refused:
        return None
    own = next((n for n, c in enumerate(scene.clauses) if c.verb is verb), None)
    if own is None or own + 1 >= len(scene.clauses) or not scene.clauses[own].subject:
        return None
    clause, main = scene.clauses[own], scene.clauses[own + 1]
    around = scene.items[verb.first - 1].kind == scene.items[main.verb.first - 1].kind == "comma"
    told = main.verb.finite and main.verb.mood == "fact" and not (main.verb.perfect or main.relative)
    return main if around and told and main.subject == clause.subject and verb.first - 2 == main.subject[-1] else None


def time_of_main(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The day of what a prelude leads to: "Arriving in Oslo, Silva said on Monday …"."""
    main = main_of(scene, draft) if draft.verb is not None else None
    if main is None:
        return None
    within = (i for i in range(main.subject[-1] + 1, main.last) if not bounds(scene, i))
    times = [t for i in within if isinstance(t := scene.items[i].value, TimeExpression) and t.type in ("DATE", "TIME")]
    days = [t for t in times if t.period]
    return days[0] if len(days) == 1 and days[0].period and days[0].period.is_day else None


def _opens(scene: Scene, draft: Draft) -> bool:
    verb = draft.verb
    if verb is not None:
        doing = verb.first == 0 and not (verb.finite or verb.passive or verb.perfect)
        return doing and "ing" in scene.items[verb.last - 1].info.forms
    first = scene.phrase_start(draft.at)
    return 0 < first <= _OPENING and scene.says((first - 1,), "occasion") and draft.frame.narrated
