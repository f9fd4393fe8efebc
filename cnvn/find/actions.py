"""Which actions a sentence tells: frames by the rules of actions.toml, each with the times that belong to it."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from cnvn.find.clauses import Clause, Slot, read_clauses, slots
from cnvn.find.frames import Draft, Frame, Scene
from cnvn.find.grammar import Grammar
from cnvn.find.items import Item
from cnvn.find.noun_frames import governs, noun_frames, nouns
from cnvn.find.rules import Rules
from cnvn.find.verb_frames import things, verb_frame
from cnvn.find.verbs import VerbGroup
from cnvn.model import Person, TimeExpression

# A time this near its beginning opens a sentence, in items.
_OPENING = 4
# How far before a time the word may stand that makes it bound something else, in items.
_BOUND = 7
# How much farther a time counts that stands aside, in items.
_ASIDE = 12
# How far apart, in items, a date and the words that count to it stand.
_BESIDE = 6
# What parts the cells of a table's row.
_CELL = "|"


def find_actions(items: tuple[Item, ...], rules: Rules, grammar: Grammar, *, entry: bool = False) -> tuple[Frame, ...]:
    """The frames of a sentence in the order of the text, those that are refused with their reason.

    `entry` tells that the sentence opens an entry of a chronology, where "Ana Silva in Oslo" is a visit.

    A clause that a noun's frame took ("paid a visit") makes none by its verb, and a noun that a verb's rule has as its
    object ("fought a war") none by itself.
    """
    row = entry and any(item.word == _CELL for item in items)
    clauses = () if row else read_clauses(items, grammar)
    clauses = clauses or (_verbless(items, grammar) if entry else ())
    scene = Scene(items, clauses, grammar, frozenset(i for c in clauses for i in range(c.verb.first, c.verb.last)))
    by_verb = [
        (clause, tuple(r for r in rules.by_verb.get(clause.verb.lemma, ()) if entry or not r.entry))
        for clause in clauses
    ]
    objects = {i for clause, found in by_verb for rule in found for i in things(scene, clause, rule)}
    drafts: list[Draft] = []
    taken: set[int] = set()
    for noun in nouns(scene, rules):
        if noun.series and any(d.frame.series is noun.series for d in drafts):  # "the opening of the third forum"
            continue
        made = tuple(noun_frames(scene, noun)) if noun.last not in objects else ()
        if made:
            drafts += made
            taken.update(n for n, clause in enumerate(clauses) if governs(scene, clause, noun))
    for n, (clause, found) in enumerate(by_verb):
        told = (d for rule in found if n not in taken and (d := verb_frame(scene, clause, rule)))
        drafts += [d for d in (next(told, None),) if d]
    drafts.sort(key=lambda d: d.at)
    inside = {i: c.verb for c in clauses for i in range(c.verb.first, c.verb.last)}
    timed = (_timed(scene, d, drafts, inside) for d in drafts)
    return tuple(each for frame in timed for one in _spread(scene, frame) for each in _apart(scene, one))


def _apart(scene: Scene, frame: Frame) -> tuple[Frame, ...]:
    """One frame for each of those who were met separately: "met separately with A and B"."""
    met = [a for a in frame.arguments if a.facing and isinstance(a.actor, Person)]
    if frame.type not in ("meeting", "call") or len(met) < 2 or not scene.says(range(len(scene.items)), "apart"):
        return (frame,)
    rest = tuple(a for a in frame.arguments if a not in met)
    return tuple(replace(frame, arguments=(*rest, one)) for one in met)


def _spread(scene: Scene, frame: Frame) -> tuple[Frame, ...]:
    """One frame for each of several times that stand side by side: "visited Oslo in 2015 and 2017"."""
    places = sorted(i for i, item in enumerate(scene.items) if item.value in frame.times)
    if len(places) < 2 or any(not _side_by_side(scene, a, b) for a, b in pairwise(places)):
        return (frame,)
    return tuple(replace(frame, times=(t,)) for t in frame.times if t.period)


def _side_by_side(scene: Scene, a: int, b: int) -> bool:
    between = scene.items[a + 1 : b]
    joined = any(item.has("conjunction") or item.kind == "comma" for item in between)
    light = ("conjunction", "preposition", "adverb")
    plain = all(item.kind == "comma" or any(item.has(name) for name in light) for item in between)
    return joined and plain and any(item.has("conjunction") for item in scene.items[a + 1 : b + 1])


def _opens(scene: Scene, times: tuple[TimeExpression, ...]) -> bool:
    """Whether the time is the first of several days: "a four-day visit from Sunday"."""
    places = [i for i, item in enumerate(scene.items) if i and item.value in times]
    return any(scene.says((i - 1,), "opening") for i in places)


def _leading(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time with which a sentence opens: it holds for all that is told in one breath, "In May X visited Y and ties
    were restored"."""
    if draft.verb is None or not draft.verb.finite or draft.verb.perfect:
        return None
    first = next((i for i in range(min(_OPENING, draft.at)) if scene.items[i].kind == "time"), None)
    if first is None or _bounds(scene, first) or any(i.kind == "stop" for i in scene.items[first : draft.at]):
        return None
    between = range(first + 1, draft.at)
    if any(scene.items[i].has("relative") and not scene.items[i - 1].has("subordinator") for i in between):
        return None
    value = scene.items[first].value
    dates = isinstance(value, TimeExpression) and value.type in ("DATE", "TIME")
    return value if dates and isinstance(value, TimeExpression) else None


def _of_main_clause(scene: Scene, draft: Draft) -> TimeExpression | None:
    """The time of the clause that one with "where" goes on from, or one that tells of somebody's stay: "visited Oslo in
    May, where he signed …", "met him, who was on a visit, in May"."""
    n = next((n for n, c in enumerate(scene.clauses) if c.verb is draft.verb), 0)
    if not n or scene.clauses[n].verb.perfect:
        return None
    clause, main = scene.clauses[n], scene.clauses[n - 1]
    opens = clause.subject[0] if clause.subject else clause.verb.first
    goes_on = any(scene.items[i].has("locative") for i in range(max(0, opens - 2), opens))
    stays = draft.frame.type == "visit" and clause.relative and clause.verb.lemma == "be"
    if not (goes_on or stays):
        return None
    within = (i for i in range(main.first, main.last) if not _bounds(scene, i))
    times = (scene.items[i].value for i in within if scene.items[i].kind == "time")
    return next((t for t in times if isinstance(t, TimeExpression) and t.type in ("DATE", "TIME")), None)


def _within_relative(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` belongs to a relative clause that the action stands outside of."""
    if (
        draft.verb is None
    ):  # a noun takes the time of what is behind it: "his visit for the summit that was held in May"
        return False
    others = (c for c in scene.clauses if c.relative and c.verb.finite and c.verb is not draft.verb)
    return any(c.verb.first <= i < c.last and not c.verb.first <= draft.at < c.last for c in others)


def _is_rival(draft: Draft) -> bool:
    """Whether a draft can be an event, so that it has a claim on a time."""
    frame = draft.frame
    named = bool(frame.arguments or frame.series) or (frame.pair and draft.verb is not None)
    return named and not frame.refused


def _bounds(scene: Scene, i: int, floor: int = 0) -> bool:
    """Whether the time at `i` bounds something else: "by 1991", "after the 1991 talks", "since his election in May".

    What stands before `floor` does not count: "after his visit in May" bounds something by the visit, which was in May.
    """
    for j in range(i - 1, max(i - _BOUND, floor - 1), -1):
        item = scene.items[j]
        if scene.says((j,), "undating" if j == i - 1 else "bounding"):
            return not scene.says((j + 1,), "hours")  # "before dawn on Monday" is Monday
        if item.kind in ("comma", "stop", "time") or j in scene.verb_items or item.has("conjunction"):
            return False
    return False


def _is_aside(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` stands before the verb inside something else: "foes in a war in 1979, normalised …"."""
    if draft.verb is None or i >= draft.verb.first or i < draft.first + _OPENING:
        return False
    return any(item.kind == "comma" for item in scene.items[i : draft.verb.first])


def _opens_clause(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` dates the clause behind it: "until the next day, when he was received by …"."""
    j = i + 2 if i + 1 < len(scene.items) and scene.items[i + 1].kind == "comma" else i + 1
    return i < draft.at and j < len(scene.items) and scene.says((j,), "when")


def _modifies_other(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is part of another thing's name: "the 2007 report"."""
    if i == 0 or i + 1 >= len(scene.items) or not scene.items[i - 1].has("determiner"):
        return False
    after = scene.items[i + 1]
    plain = after.kind == "word" and not after.info.classes and i + 1 not in scene.verb_items
    return plain and not (i < draft.at <= i + 4)


def _only_counts(scene: Scene, i: int) -> bool:
    """Whether the time at `i` only counts to or from the date beside it: "on 27 June, two weeks before, they met"."""
    return _counts(scene.items[i]) and any(_names_day(scene.items, i, step) for step in (-1, 1))


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


def _keeps(nearer: Draft, draft: Draft, i: int) -> bool:
    """Whether a nearer action keeps a time behind it for itself: "announced plans to visit Oslo next week", but not
    "met him and signed a treaty on Monday"."""
    between = draft.at < nearer.at < i
    return between and (nearer.verb is None or not nearer.verb.finite)


def _verbless(items: tuple[Item, ...], grammar: Grammar) -> tuple[Clause, ...]:
    """A note without a verb as a clause of being: "Premier Ana Silva in Oslo and Bergen", or a row of a table whose
    cells have the person first and the place next."""
    cells = [i for i, item in enumerate(items) if item.word == _CELL] or [len(items)]
    people = [i for i, item in enumerate(items[: cells[0]]) if item.kind == "person"]
    if not people or people[0] != 0:
        return ()
    if cells[0] < len(items):
        start, end = cells[0] + 1, next((i for i in cells[1:]), len(items))
        where: tuple[Slot, ...] = (Slot(grammar.stay, start, end),)
    else:
        start, end = next((i for i in range(len(items)) if _governs_place(items[i])), len(items)), len(items)
        where = slots(items, start, end, grammar)
    subject = tuple(i for i in people if i < start)
    return (Clause(VerbGroup(start, start, "be"), subject, where, 0, end),) if start < len(items) else ()


def _governs_place(item: Item) -> bool:
    return not item.is_mention and (item.has("preposition") or item.has("infinitive"))


def _timed(scene: Scene, draft: Draft, drafts: list[Draft], inside: Mapping[int, VerbGroup]) -> Frame:
    """The frame with the times of its range, nearest first: those nearer to it than to another trigger, if any."""
    found: list[tuple[bool, int, TimeExpression]] = []
    for i in range(draft.first, draft.last):
        value = scene.items[i].value
        if not isinstance(value, TimeExpression) or value.type not in ("DATE", "TIME"):
            continue
        if i in inside and inside[i] is not draft.verb:  # "was recently elected": another verb's
            continue
        if _within_relative(scene, i, draft) or _only_counts(scene, i):
            continue
        floor = draft.first if draft.verb is None else 0
        if (_bounds(scene, i, floor) and not _opens_clause(scene, i, draft)) or _modifies_other(scene, i, draft):
            continue
        mine = abs(i - draft.at) + (_ASIDE if _is_aside(scene, i, draft) else 0)
        rivals = [d for d in drafts if d is not draft and _is_rival(d) and d.first <= i < d.last]
        nearer = [d for d in rivals if abs(i - d.at) < mine or (abs(i - d.at) == mine and d.at < i < draft.at)]
        if not any(_keeps(d, draft, i) for d in nearer):
            found.append((bool(nearer), mine, value))
    if not found:
        found = [(True, 0, t) for t in (_leading(scene, draft), _of_main_clause(scene, draft)) if t][:1]
    found.sort(key=lambda f: f[:2])
    own = [value for shared, _, value in found if not shared]
    times = tuple(own or (value for _, _, value in found))
    return replace(draft.frame, times=times, phase=draft.frame.phase or int(_opens(scene, times[:1])))
