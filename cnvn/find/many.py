"""Those who come together from several countries, though nobody is named: "the foreign ministers of ten nations"."""

from cnvn.find.frames import Scene
from cnvn.find.rules import Rule
from cnvn.find.slots import Clause
from cnvn.model import Actor, Country, Organization

# The union of states that stands among the countries.
_UNION = ("EU",)
# What those do who come together.
_GATHERINGS = ("meeting", "summit")
# How far behind a noun those may stand who gather, in items.
_FAR = 12


def is_union(actor: Actor | None) -> bool:
    """Whether it is a body of several states, or a union of them that stands among the countries."""
    return actor.many if isinstance(actor, Organization) else isinstance(actor, Country) and actor.codes == _UNION


def of_many(scene: Scene, within: range) -> bool:
    """Whether ministers, leaders or officials of several states stand there: "the leaders of ten nations", "Arab
    ministers", but not "the leaders of the two countries"."""
    if not scene.says(within, "statesmen") or scene.says(within, "pair"):
        return False
    if scene.says(within, "regional"):
        return True
    told = [i for i in within if scene.says((i,), "several_lands")]
    counted = (_counts(scene, k) for i in told for k in within if i - 4 < k < i)
    return any(counted) or any(is_union(_actor(scene, i)) for i in within)


def gathers_many(scene: Scene, rule: Rule, last: int, clause: Clause | None) -> bool:
    """Whether what ends before the item `last` is a meeting of those of several states, who stand behind its noun or
    before the verb of its clause."""
    first = scene.phrase_start(last - 1)
    margins = first > 1 and scene.says((first - 2,), "margins")  # "met on the margins of the ministers' meeting"
    if rule.type not in _GATHERINGS or margins:
        return False
    if of_many(scene, range(first, last)):  # "the Arab ministers' meeting"
        return True
    whole = clause is not None and clause.verb.finite and not rule.mutual
    if clause is not None and whole and any(is_union(scene.actor(i)) for i in clause.subject):
        return True  # "the Arab League held a meeting"; but with whom a body holds talks is to be told
    if clause is not None and (of_many(scene, range(clause.first, clause.verb.first)) or _do_many(scene, clause)):
        return True
    end = next((i for i in range(last, len(scene.items)) if i in scene.verb_items), len(scene.items))
    behind = range(last, min(last + _FAR, end))
    led = (i for i in behind if scene.items[i].has("preposition") and not scene.says((i,), "place_prepositions"))
    first = next(led, end)
    if scene.says(range(first, end)[:1], "belonging"):  # "the meeting of the African Union"
        whose = next((i for i in range(first + 1, behind.stop) if not scene.items[i].has("determiner")), end)
        if whose < end and is_union(_actor(scene, whose)):
            return True
    return scene.says(range(first, end)[:1], "of_whom") and of_many(scene, range(first, behind.stop))


def _do_many(scene: Scene, clause: Clause) -> bool:
    """Whether several states are themselves the subject of a clause: "Iran and six world powers met"."""
    i = clause.verb.first - 1
    while i > clause.first and (scene.items[i].has("adverb") or scene.items[i].kind == "time"):
        i -= 1
    count = next((k for k in range(i - 1, max(clause.first, i - 3) - 1, -1) if _counts(scene, k)), None)
    if count is None or not scene.says((i,), "several_lands"):
        return False
    return count == clause.first or not scene.items[count - 1].has("preposition")  # not "unions from ten countries"


def _actor(scene: Scene, i: int) -> Actor | None:
    value = scene.items[i].value
    return value if isinstance(value, Country | Organization) else None


def _counts(scene: Scene, i: int) -> bool:
    """Whether a word tells of how many: "ten", "20", "15-nation"."""
    item = scene.items[i]
    word = item.word.replace(",", "").split("-")[0]
    return item.value is None and (word.isdigit() or word in scene.grammar.lists["several"])
