"""How long a visit lasted and which of its days is told: "on the second day of a three-day visit"."""

import re

from cnvn.find.frames import Scene
from cnvn.find.slots import Clause
from cnvn.model import Actor, TimeExpression

# The lists of grammar.toml that tell the number of a day; the last day is counted from the end.
_NUMBERED = {1: "day_one", 2: "day_two", 3: "day_three", 4: "day_four", 5: "day_five", -1: "day_last"}

_DAYS = re.compile(r"P(\d+)([DW])")
_WEEK = 7


def day_of_stay(scene: Scene, first: int) -> tuple[int, int]:
    """The number of the day and where its phrase begins, for a visit whose noun phrase begins at item `first`; 0 and
    `first` where no day of it is told."""
    at = first - 2
    if at < 1 or not scene.says((first - 1,), "belonging"):
        return 0, first
    for words, day in (("ends_of", -1), ("starts_of", 1)):  # "left at the end of a five-day visit"
        if scene.says((at,), words):
            return day, at - scene.items[at - 1].has("determiner")
    if not scene.says((at,), "days_of"):
        return 0, first
    number = next((n for n, words in _NUMBERED.items() if scene.says((at - 1,), words)), 0)
    led = at - 1
    while led and scene.items[led - 1].has("determiner"):
        led -= 1
    return (number, led) if number else (0, first)


def days_of_stay(scene: Scene, first: int, last: int) -> int:
    """How many days a noun phrase says its visit lasts: "a five-day visit", but not "the first leg of a tour"."""
    if first > 1 and scene.says((first - 1,), "belonging") and scene.says((first - 2,), "legs"):
        return 0
    times = (scene.items[i].value for i in range(first, last))
    lengths = (_DAYS.fullmatch(t.value) for t in times if isinstance(t, TimeExpression) and t.type == "DURATION")
    return next((int(length[1]) * (_WEEK if length[2] == "W" else 1) for length in lengths if length), 0)


def direction(scene: Scene, clause: Clause) -> int:
    """1 where the clause tells the visit's first day, -1 where its last, else 0."""
    lists = scene.grammar.lists
    return 1 if clause.verb.lemma in lists["beginning"] else -1 if clause.verb.lemma in lists["ending"] else 0


def ends_again(scene: Scene, clause: Clause) -> bool:
    """Whether another clause tells when the visit ended that this one begins: "arrived in Oslo on Monday and left on
    Friday", "… and concluded the visit on Friday"."""
    lists = scene.grammar.lists
    for c in scene.clauses:
        verb = c.verb
        if verb.first <= clause.verb.last or c.subject != clause.subject or not verb.finite or verb.negated:
            continue
        ends = verb.lemma in lists["ending"] and scene.says(range(verb.last, c.last), "told_visits")
        # "arrived on Monday and is to leave on Friday"; of "was to leave" the day is told from another day
        later = verb.mood == clause.verb.mood or (clause.verb.mood == "fact" and not scene.says((verb.first,), "was"))
        if (ends or verb.lemma in lists["departing"]) and later:
            return True
    return False


def left_after(scene: Scene, led: int) -> Clause | None:
    """The clause that tells of leaving, where "after" and a visit, which begins at `led`, follow it: "left on Monday
    after a three-day visit"."""
    lists = scene.grammar.lists
    left = (c for c in scene.clauses if c.verb.lemma in lists["departing"] and led - 1 <= c.last <= led)
    told = (c for c in left if c.verb.finite and c.subject and c.verb.mood == "fact" and not c.verb.negated)
    return next(told, None)


def left_from(scene: Scene) -> Actor | None:
    """The place or country that a sentence tells somebody left: "left Oslo on Monday, ending a three-day visit"."""
    lists = scene.grammar.lists
    for c in scene.clauses:
        at = c.verb.last
        told = c.verb.lemma in lists["departing"] and c.verb.finite and c.verb.mood == "fact" and not c.verb.negated
        if told and not c.verb.passive and at < c.last and scene.items[at].kind in ("place", "country"):
            return scene.actor(at)
    return None


def stay_aside(scene: Scene, first: int) -> Actor | None:
    """Where somebody is of whom a comma tells so, by a visit whose phrase begins at `first`: "Silva, in Oslo for a
    visit, said"."""
    aside = first > 3 and scene.says((first - 1,), "staying_for") and scene.items[first - 4].kind == "comma"
    if not aside or scene.items[first - 2].kind not in ("place", "country"):
        return None
    return scene.actor(first - 2) if scene.says((first - 3,), "place_prepositions") else None
