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
    """The clause of what was done at the same time, where the draft's action is but the prelude to that."""
    if draft.frame.type not in _TOLD or draft.frame.refused or not _opens(scene, draft):
        return None
    main = next((c for c in scene.clauses if c.verb.finite and c.verb.first > draft.at), None)
    if main is None or main.relative or main.verb.mood != "fact" or main.verb.perfect or not main.subject:
        return None
    commas = [i for i in range(draft.at, main.subject[0]) if scene.items[i].kind == "comma"]
    return main if commas else None


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
