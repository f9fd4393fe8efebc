"""Which country speaks where only its ministry is told: "the foreign ministry in Oslo", "the Norwegian ministry"."""

from cnvn.find.frames import Scene
from cnvn.find.slots import Clause
from cnvn.model import Country, Place

# How far before its ministry a country may stand, in items.
_NEAR = 4


def seat(scene: Scene, clause: Clause) -> Country | None:
    """The country whose ministry or government stands right before the verb of a clause, or None."""
    items, i = scene.items, clause.verb.first - 1
    while i >= clause.first and (items[i].has("adverb") or items[i].kind == "time" or scene.says((i,), "dated_by")):
        i -= 1
    if i < 1:
        return None
    value = items[i].value
    if isinstance(value, Country):
        at = i - 2
    elif isinstance(value, Place):
        at = i - 2
        value = Country(value.start, value.end, value.text, (value.country,)) if value.country else None
    else:
        at = i
        near = range(i - 1, max(-1, i - 1 - _NEAR), -1)
        value = next((v for k in near if isinstance(v := items[k].value, Country)), None)
    led = at == i or scene.says((at + 1,), "place_prepositions")
    return value if led and at >= 0 and scene.says((at,), "seated") and isinstance(value, Country) else None


def holder(scene: Scene, clause: Clause) -> Country | None:
    """The country whose office-holder without a name stands right before the verb of a clause, "Norway's foreign
    minister arrived", or None."""
    items, i = scene.items, clause.verb.first - 1
    if i <= clause.first or not scene.says((i,), "offices"):
        return None
    first = scene.phrase_start(i)
    if (first and items[first - 1].has("preposition")) or scene.says(range(first, i), "former"):
        return None
    if scene.says(range(max(0, first - 1), i), "none"):  # "no Norwegian minister arrived"
        return None
    owner = next((k for k in range(first, i) if items[k + 1].kind == "possessive"), None)
    if owner is None:  # "Norwegian foreign minister arrives"
        owner = next((k for k in range(first, i) if isinstance(v := items[k].value, Country) and v.adjective), None)
    value = items[owner].value if owner is not None else None
    return value if isinstance(value, Country) and len(value.codes) == 1 else None
