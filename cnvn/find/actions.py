"""Which actions a sentence tells: frames by the rules of actions.toml, each with the times that belong to it."""

from collections.abc import Sequence
from itertools import pairwise

from cnvn.find.binding import bind
from cnvn.find.clauses import read_clauses
from cnvn.find.coordination import before_bracket
from cnvn.find.frames import BOUNDING, Argument, Draft, Frame, Scene
from cnvn.find.grammar import Grammar
from cnvn.find.guests import with_visits
from cnvn.find.halves import halves, subject
from cnvn.find.items import Item
from cnvn.find.noun_frames import governs, noun_frames
from cnvn.find.noun_phrases import is_bound
from cnvn.find.nouns import nouns
from cnvn.find.rules import Rule, Rules
from cnvn.find.sayings import said_after
from cnvn.find.slots import Clause, Slot, slots
from cnvn.find.stays import left_from
from cnvn.find.things import things
from cnvn.find.verb_frames import verb_frame
from cnvn.find.verbs import VerbGroup
from cnvn.model import Person, Place, TimeExpression

# What those do who meet.
_STEPS = ("meeting", "call")
# What visitors do, on a day of their visit.
_DEEDS = (*_STEPS, "summit", "congress", "agreement", "statement", "award")
# What may have its time from what was done then.
_SHARING = ("visit", "meeting")
# How many items a bracket with the times of somebody's visits has at most.
_BRACKET = 10
# What parts the cells of a table's row.
_CELL = "|"


def find_actions(items: tuple[Item, ...], rules: Rules, grammar: Grammar, *, entry: bool = False) -> tuple[Frame, ...]:
    """The frames of a sentence in the order of the text, those that are refused with their reason.

    `entry` tells that the sentence opens an entry of a chronology, where "Ana Silva in Oslo" is a visit.

    A clause that a noun's frame took ("paid a visit") makes none by its verb, and a noun that a verb's rule has as its
    object ("fought a war") none by itself.
    """
    if entry and len(parted := halves(items, grammar)) > 1:
        told = [_find(half, rules, grammar, entry=True) for half in parted]
        who = tuple(Argument("participant", a.value) for a in subject(parted[0]) if isinstance(a.value, Person))
        return (*told[0], *(_joined(frame, who) for frames in told[1:] for frame in frames))
    found = with_visits(items, _find(items, rules, grammar, entry=entry), rules, grammar)
    where = _closing_place(items) if entry else None
    return tuple(_at(frame, where) for frame in found) if where else found


def _closing_place(items: tuple[Item, ...]) -> Place | None:
    """Where all that was of which an entry tells, by its end: "First round of talks, Vienna."."""
    last = len(items) - 1 - (items[-1].word == "." if items else 0)
    if last < 2 or items[last - 1].kind != "comma" or items[last - 2].kind in ("place", "country"):
        return None
    value = items[last].value
    return value if isinstance(value, Place) else None


def _at(frame: Frame, where: Place) -> Frame:
    if frame.place or (frame.type not in _DEEDS and frame.type != "visit"):
        return frame
    whither = () if any(a.role == "destination" for a in frame.arguments) else (Argument("destination", where),)
    return frame._replace(place=where, arguments=(*frame.arguments, *(whither if frame.type == "visit" else ())))


def _joined(frame: Frame, who: tuple[Argument, ...]) -> Frame:
    """A meeting of which a later half of an entry names but the other side: "Silva in Oslo; talks with Berg"."""
    met = {a.actor for a in frame.arguments if isinstance(a.actor, Person)}
    if frame.type != "meeting" or frame.narrated or len(met) != 1 or met & {a.actor for a in who}:
        return frame
    return frame._replace(arguments=(*who, *frame.arguments))


def _find(items: tuple[Item, ...], rules: Rules, grammar: Grammar, *, entry: bool) -> tuple[Frame, ...]:
    if entry and items and items[-1].word == _CELL:
        items = items[:-1]  # the end of a row
    row = entry and any(item.word == _CELL for item in items)
    clauses = () if row else read_clauses(items, grammar)
    clauses = clauses or (_verbless(items, grammar) if entry else ()) or _pictured(items, grammar)
    scene = Scene(items, clauses, grammar)
    by_verb = [
        (clause, tuple(r for r in rules.by_verb.get(clause.verb.lemma, ()) if _may_tell(r, clause, entry)))
        for clause in clauses
    ]
    objects = {i for clause, found in by_verb for rule in found for i in things(scene, clause, rule)}
    objects = {i for i in objects if not _is_anothers(scene, i)}
    drafts: list[Draft] = []
    taken: set[int] = set()
    for noun in nouns(scene, rules):
        if noun.series and any(d.frame.series is noun.series for d in drafts):  # "the opening of the third forum"
            continue
        made = tuple(noun_frames(scene, noun, entry)) if noun.last not in objects else ()
        if made:
            drafts += made
            taken.update(n for n, clause in enumerate(clauses) if governs(scene, clause, noun))
    for n, (clause, found) in enumerate(by_verb):
        told = (d for rule in found if n not in taken and (d := verb_frame(scene, clause, rule)))
        drafts += [d for d in (next(told, None),) if d]
    drafts = _whither(scene, _apart_from_occasions(scene, sorted(drafts, key=lambda d: d.at)))
    inside = {i: c.verb for c in clauses for i in range(c.verb.first, c.verb.last)}
    bound = _shared(scene, drafts, [bind(scene, d, drafts, inside) for d in drafts])
    timed = (_unbounded(scene, d, said_after(scene, d, frame)) for d, frame in zip(drafts, bound, strict=True))
    return tuple(each for frame in timed for one in _spread(scene, frame) for each in _apart(scene, one))


def _is_anothers(scene: Scene, i: int) -> bool:
    """Whether what stands at `i` is no object but an action of somebody else's: "launched an offensive in response to
    Norway's invasion"."""
    first = scene.phrase_start(i)
    owned = any(scene.items[k].kind == "possessive" for k in range(first, i))
    return owned and (scene.items[first - 1].has("preposition") or scene.says((first - 1,), "addressing"))


def _shared(scene: Scene, drafts: list[Draft], frames: list[Frame]) -> list[Frame]:
    """The frames; a visit or meeting without a time has that of what those did on it who came: "visited Oslo and met A
    on 3 May", "held talks and issued a statement on 3 May"."""
    if not any(f.type in _SHARING and not f.times for f in frames):
        return frames
    clauses = [next((c for c in scene.clauses if c.verb is d.verb), None) for d in drafts]
    found = list(frames)
    for n, (one, other) in enumerate(pairwise(clauses)):
        visit, deed = frames[n], frames[n + 1]
        if one is None or other is None or visit.type not in _SHARING or visit.times or deed.type not in _DEEDS:
            continue
        went_on = one.subject == other.subject and one.verb.finite and other.verb.finite and visit.status == deed.status
        joined = any(scene.items[i].has("conjunction") for i in range(other.verb.first - 2, other.verb.first))
        behind = any(t.start > scene.items[other.verb.first].start for t in deed.times)
        if went_on and joined and behind and not other.relative:
            found[n] = visit._replace(times=deed.times)
    return found


def _may_tell(rule: Rule, clause: Clause, entry: bool) -> bool:
    """Whether a verb's rule counts in a clause: by its voice, and where it is one for the entries of chronologies."""
    voiced = not rule.voice or (rule.voice == "passive") == clause.verb.passive
    return voiced and (entry or not rule.entry)


def _apart_from_occasions(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts without the occasions of those told by a verb: "hosted A at a dinner on Friday" is one meeting."""
    met = [
        (c, d)
        for d in drafts
        for c in scene.clauses
        if d.verb is c.verb and d.frame.type in _STEPS and d.at < c.verb.last and len(d.frame.arguments) > 1
    ]
    fell = [d.verb for d in drafts if d.verb is not None and d.frame.type == "office"]
    drafts = [d for d in drafts if not any(_is_manner(scene, d, verb) for verb in fell)]
    return [d for d in drafts if not any(_is_occasion(scene, d, clause, told) for clause, told in met)]


def _is_manner(scene: Scene, draft: Draft, verb: VerbGroup) -> bool:
    """Whether a noun only says how somebody lost office: "overthrew Silva in a coup"."""
    if draft.verb is not None or draft.frame.type != "conflict" or draft.at < verb.last:
        return False
    clause = next((c for c in scene.clauses if c.verb is verb), None)
    led = scene.says((scene.phrase_start(draft.at) - 1,), "place_prepositions")
    return led and clause is not None and draft.at < clause.last


def _is_occasion(scene: Scene, draft: Draft, clause: Clause, told: Draft) -> bool:
    """Whether a noun says at what, or for what, those met whom the verb of its clause tells, and nobody else."""
    if draft.verb is not None or draft.frame.type not in _STEPS or not clause.verb.last <= draft.at < clause.last:
        return False
    before = scene.phrase_start(draft.at) - 1
    led = scene.says((before,), "purpose") or scene.says((before,), "place_prepositions")
    others = [a.actor for a in draft.frame.arguments if isinstance(a.actor, Person)]
    known = {a.actor for a in told.frame.arguments}
    return led and draft.frame.series is None and known.issuperset(others)


def _whither(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts; a visit of which no destination is told went where the other one of the sentence did: "her trip to
    Oslo follows a visit by A in May"; or where the guest left from: "left Oslo on Monday, ending a visit"."""
    visits = [d for d in drafts if d.frame.type == "visit"]
    told = [tuple(a for a in d.frame.arguments if a.role == "destination") for d in visits]
    if len(visits) == 1 and not told[0] and visits[0].frame.phase == -1 and (left := left_from(scene)):
        return [_gone_to(d, (Argument("destination", left),)) if d is visits[0] else d for d in drafts]
    if len(visits) != 2 or bool(told[0]) == bool(told[1]):
        return drafts
    (whither,) = filter(None, told)
    lacking = visits[bool(told[0])]
    if lacking.verb is not None or not lacking.frame.arguments:
        return drafts
    return [_gone_to(d, whither) if d is lacking else d for d in drafts]


def _gone_to(draft: Draft, whither: tuple[Argument, ...]) -> Draft:
    return draft._replace(frame=draft.frame._replace(arguments=(*draft.frame.arguments, *whither)))


def _unbounded(scene: Scene, draft: Draft, frame: Frame) -> Frame:
    """The frame, refused where it has no time of its own and only bounds another's: "ahead of his summit with B", "a
    week after A met B"."""
    first = scene.phrase_start(draft.at)
    led = draft.verb is None and first > 0 and scene.says((first - 1,), "bounding")
    open_end = frame.type == "conflict" and not frame.arguments and not any(t.text[-4:].isdigit() for t in frame.times)
    if draft.verb is None and frame.type == "conflict" and not frame.times:  # "after a decade of war"
        led = led or is_bound(scene, first) or (first > 0 and scene.says((first - 1,), "ensuing"))
    if frame.times and led and open_end:  # "the first visit since the war in May"
        return frame._replace(refused=frame.refused or BOUNDING)
    if frame.times or frame.refused:
        return frame
    clause = next((c for c in scene.clauses if c.verb is draft.verb), None)
    edges = {first} if clause is None or clause.verb.last <= draft.at else set()
    if clause is not None and clause.verb.finite:
        edges.add(scene.phrase_start(clause.subject[0]) if clause.subject else clause.verb.first)
    # What is only looked back at has no date of the story: "the first to visit after the restoration of ties".
    past = led or (clause is not None and clause.verb.finite and _is_since(scene, clause.verb.first))
    return frame._replace(refused=BOUNDING) if past or any(map(scene.bounded, edges)) else frame


def _is_since(scene: Scene, first: int) -> bool:
    """Whether the verb that begins at `first` tells since when something is so: "the first visit since they met"."""
    for i in range(first - 1, -1, -1):
        if scene.says((i,), "limiting") and scene.items[i].has("subordinator"):
            return True
        if scene.items[i].kind in ("comma", "stop") or i in scene.verb_items:
            break
    return False


def _apart(scene: Scene, frame: Frame) -> tuple[Frame, ...]:
    """One frame for each of those who were met separately, "met separately with A and B", or who met somebody so: "A
    and B separately met C"."""
    people = [a for a in frame.arguments if isinstance(a.actor, Person)] if frame.type in ("meeting", "call") else []
    if len(people) < 2 or not scene.says(range(len(scene.items)), "apart"):
        return (frame,)
    met = [a for a in people if a.facing]
    if len(met) < 2 < len(people):
        before = [a for a in people if a.actor.end <= frame.start]
        behind = [a for a in people if a.actor.start >= frame.end]
        met = before if len(behind) == 1 else behind if len(before) == 1 else []
    if len(met) < 2:
        return (frame,)
    rest = tuple(a for a in frame.arguments if a not in met)
    return tuple(frame._replace(arguments=(*rest, one)) for one in met)


def _spread(scene: Scene, frame: Frame) -> tuple[Frame, ...]:
    """One frame for each of several times that stand side by side: "visited Oslo in 2015 and 2017"."""
    places = sorted(i for i, item in enumerate(scene.items) if item.value in frame.times)
    if turns := _by_turns(scene, frame) or _by_brackets(scene, frame):
        return turns
    if len(places) < 2 or not all(_side_by_side(scene, a, b) for a, b in pairwise(places)):
        return (frame,)
    times = sorted((t for t in frame.times if t.period), key=lambda t: t.start)
    if not scene.says(range(len(scene.items)), "respective"):
        if not any(item.has("conjunction") for item in scene.items[places[0] + 1 : places[-1]]):
            return (frame,)
        behind = next((item for item in scene.items[places[-1] + 1 :] if item.kind != "comma"), None)
        if behind is not None and behind.kind == "person":  # "met A on Saturday and, on Sunday, B"
            return (frame._replace(times=tuple(t for t in frame.times if t is scene.items[places[0]].value)),)
        return tuple(frame._replace(times=(t,)) for t in times if not _only_holds(t, times))
    before = [a for a in frame.arguments if times and a.actor.end <= times[0].start]
    kinds = dict.fromkeys((a.role, a.facing) for a in before)
    groups = [[a for a in before if (a.role, a.facing) == kind] for kind in kinds]
    shares = [told for told in groups if len(told) == len(times) > 1]  # "A and B left in May and June"
    if not shares:
        return (frame._replace(refused="who did so on which day is not told"),)
    rest = tuple(a for a in frame.arguments if not any(a in told for told in shares))
    own = zip(*shares, strict=True)
    return tuple(frame._replace(times=(t,), arguments=(*told, *rest)) for told, t in zip(own, times, strict=True))


def _only_holds(time: TimeExpression, times: Sequence[TimeExpression]) -> bool:
    """Whether a time is only the year of others: "twice in 2018, in January and October"."""
    within = [t for t in times if t.period and time.period and t.period != time.period]
    return len(within) > 1 and all(time.period.contains(t.period) for t in within if time.period and t.period)


def _by_turns(scene: Scene, frame: Frame) -> tuple[Frame, ...]:
    """One frame for each of those who did it at a time of their own: "was ratified by A in May, B in June and by C in
    July", "with A (1960) and B (1961)"; none where it was not so."""
    passive = any(c.verb.passive and scene.items[c.verb.last - 1].end == frame.end for c in scene.clauses)
    at = [i for i, item in enumerate(scene.items[:-1]) if item.value in frame.times]
    listed = len(at) == len(frame.times) > 1 and all(
        scene.items[i - 1].word == "(" and scene.items[i + 1].word == ")" for i in at
    )
    times = sorted(frame.times, key=lambda t: t.start) if passive or listed else []
    behind = sorted((a for a in frame.arguments if a.actor.start > frame.end), key=lambda a: a.actor.start)
    edges = [frame.end, *(t.start for t in times)]
    groups = [[a for a in behind if left < a.actor.start < right] for left, right in pairwise(edges)]
    turns = [(t, own) for t, own in zip(times, groups, strict=False) if own]
    if len(turns) < 2 or sum(map(len, groups)) < len(behind):
        return ()
    before = [a for a in frame.arguments if a not in behind]
    return tuple(frame._replace(times=(t,), arguments=(*before, *own)) for t, own in turns)


def _by_brackets(scene: Scene, frame: Frame) -> tuple[Frame, ...]:
    """One frame for each of those who are listed before a verb, or behind a colon, with their times in brackets: "A
    (1990) and B (May 1993 and 1999) visited Oslo", "those who visited Oslo are: A (in 1990), B (1993)"."""
    listed = {i: _bracketed(scene, i) for i, item in enumerate(scene.items) if item.kind == "person"}
    listed = {i: times for i, times in listed.items() if times}
    told = [i for i in listed if any(a.actor is scene.items[i].value for a in frame.arguments)]
    if told and scene.items[told[-1]].end < frame.start:  # "A (1990), the speaker of the house B (1993) and C (1999)"
        told = [i for i in listed if scene.verb_items.isdisjoint(range(i, told[-1])) and i <= told[-1]]
        told = told if all(t in frame.times for i in told for t in listed[i]) else []
    elif not frame.times and frame.type == "visit" and not any(_is_named(a) for a in frame.arguments):
        colon = next((i for i, item in enumerate(scene.items) if item.word == ":" and item.start > frame.end), None)
        told = [i for i in listed if colon is not None and i > colon]
    if len(told) < 2:
        return ()
    doers = [a for a in frame.arguments if a.role == "visitor" or any(a.actor is scene.items[i].value for i in told)]
    rest = tuple(a for a in frame.arguments if a not in doers)
    role = doers[0].role if doers else "visitor"
    return tuple(
        frame._replace(times=(t,), arguments=(Argument(role, scene.actor(i)), *rest)) for i in told for t in listed[i]
    )


def _is_named(argument: Argument) -> bool:
    return isinstance(argument.actor, Person) and bool(argument.actor.names)


def _bracketed(scene: Scene, i: int) -> tuple[TimeExpression, ...]:
    """The times that a bracket right behind the item at `i` holds and nothing else."""
    opens = i + 1
    closes = next(
        (k for k in range(opens + 1, min(opens + _BRACKET, len(scene.items))) if scene.items[k].word == ")"), 0
    )
    if not closes or scene.items[opens].word != "(" or before_bracket(scene.items, closes) != i:
        return ()
    times = (item.value for item in scene.items[opens:closes])
    return tuple(t for t in times if isinstance(t, TimeExpression) and t.period)


def _side_by_side(scene: Scene, a: int, b: int) -> bool:
    between = scene.items[a + 1 : b]
    joined = any(item.has("conjunction") or item.kind == "comma" for item in between)
    light = ("conjunction", "preposition", "adverb")
    again = scene.grammar.lists["repeating"]
    plain = all(
        item.kind == "comma" or item.has("determiner") or item.word in again or any(item.has(name) for name in light)
        for item in between
    )
    return joined and plain


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


def _pictured(items: tuple[Item, ...], grammar: Grammar) -> tuple[Clause, ...]:
    """What a caption without a verb shows: those met who stand there with where and when it was and nothing else: "A
    and B at the Long Hall, Oslo, 3 May 2011"."""
    kinds = [item.kind for item in items]
    if kinds[:1] != ["person"] or kinds.count("time") != 1 or not {"place", "country"} & set(kinds):
        return ()
    start = next((i for i, item in enumerate(items) if item.kind != "person" and not _joins_people(item, grammar)), 0)
    plain = all(_tells_where(item, grammar) for item in items[start:])
    people = tuple(i for i in range(start) if items[i].kind == "person")
    lands = {value.country for i in people if isinstance(value := items[i].value, Person)}
    if len(people) < 2 or not plain or len(lands) < 2:
        return ()
    where = slots(items, start, len(items), grammar)
    return (Clause(VerbGroup(start, start, grammar.shown), people, where, 0, len(items)),)


def _tells_where(item: Item, grammar: Grammar) -> bool:
    """Whether a word may stand where a caption says where, when and on what occasion it was."""
    if item.kind in ("place", "country", "time", "comma") or item.word == ".":
        return True
    lists = grammar.lists
    light = item.has("determiner") or any(item.word in lists[name] for name in ("place_prepositions", "within", "on"))
    return item.value is None and (light or item.word in lists["told_meetings"])


def _joins_people(item: Item, grammar: Grammar) -> bool:
    joint = item.has("conjunction") or item.word in grammar.lists["along_with"]
    return item.kind == "comma" or (item.value is None and joint)


def _governs_place(item: Item) -> bool:
    return not item.is_mention and (item.has("preposition") or item.has("infinitive"))
