"""The clauses around a noun that tells an action, and its day."""

from cnvn.find.frames import Scene
from cnvn.find.items import is_owner
from cnvn.find.slots import Clause


def behind_since(scene: Scene, at: int) -> Clause | None:
    """The clause behind the comma after one that only says since when: "in their first talks since the war ended, A
    told B"."""
    behind = [c for c in scene.clauses if c.verb.finite and c.verb.first > at]
    if len(behind) < 2 or not scene.says(range(at, behind[0].verb.first), "since"):
        return None
    main = behind[1]
    comma = bool(main.subject) and any(i.kind == "comma" for i in scene.items[behind[0].verb.last : main.subject[0]])
    return main if comma and not main.relative else None


def limit_of(scene: Scene, at: int, governing: Clause | None) -> int:
    """How far the complements of a noun can go: to the next verb, and not beyond the clause it stands in."""
    limit = min((c.verb.first for c in scene.clauses if c.verb.first > at), default=len(scene.items))
    around = governing if governing and governing.verb.last <= at else scene.clause_of(at)
    return min(limit, around.last) if around and around.verb.last <= at else limit


def is_agreed_on(scene: Scene, clause: Clause, last: int) -> bool:
    """Whether something was agreed on before the item `last`: "agreed to end the quarrel | at talks"."""
    if clause.verb.governor not in scene.grammar.lists["agreeing"]:
        return False
    bare = next((s for s in clause.slots if not s.word and s.last <= last), None)
    own = scene.items[bare.first : bare.last] if bare else ()
    return len(own) > 1 and own[0].has("determiner") and not any(item.is_mention for item in own)


def of_agreeing(scene: Scene, clause: Clause | None, first: int) -> Clause | None:
    """The clause of a meeting whose phrase begins at `first`, at which something was agreed on: "agreed to end the
    quarrel at talks in Oslo"."""
    if clause is None or clause.verb.mood != "infinitive" or not (first and scene.says((first - 1,), "setting")):
        return clause
    agreed = (c for c in reversed(scene.clauses) if c.verb.last <= clause.verb.first and c.verb.finite)
    main = next(agreed, None)
    return main if main and main.verb.lemma in scene.grammar.lists["agreeing"] else clause


def is_of_day(scene: Scene, phrase: range) -> bool:
    """Whether a noun is called by its day alone: "Friday's talks"."""
    owners = [i for i in phrase if scene.items[i].kind == "possessive" or is_owner(scene.items[i])]
    return len(owners) == 1 and owners[0] > 0 and scene.items[owners[0] - 1].kind == "time"


def held_so(scene: Scene, clause: Clause, at: int) -> Clause | None:
    """The clause that tells that what the noun at `at` names was held, where a participle behind its comma tells by
    whom it was led: "talks were held in Oslo, led by A"; None where there is none."""
    verb = clause.verb
    led = verb.passive and not verb.finite and verb.first > 1 and scene.items[verb.first - 1].kind == "comma"
    if not led or not scene.says(range(verb.last, len(scene.items))[:1], "led_by"):
        return None
    before = (c for c in reversed(scene.clauses) if c.verb.finite and at < c.verb.first and c.verb.last <= verb.first)
    main = next(before, None)
    return main if main and main.verb.passive else None
