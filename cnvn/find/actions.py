"""Frames: which action a clause tells, who stands in which role, when and where, as far as the clause itself says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cnvn.find.clauses import Clause, Slot, VerbGroup, is_modifier, mentions, read_clauses, slots
from cnvn.find.grammar import Grammar
from cnvn.find.items import Item
from cnvn.find.rules import Rule, Rules
from cnvn.model import Actor, Country, EventType, Organization, Person, Place, Series, Status, TimeExpression

# How far behind a verb its object may stand, in items.
_REACH = 14


@dataclass(frozen=True, slots=True)
class Argument:
    """Who stands in which role (one of actions.toml's); `facing` is who is met: those behind "with"."""

    role: str
    actor: Actor
    facing: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """An action as one clause tells it. `start` and `end` are the trigger's offsets in the article's text.

    `refused` says why this is no event, or is empty. `definite` marks a noun that means what was told before ("the
    meeting"), `continuing` a sentence that goes on with a story ("he also met"), `quoted` a speaker's own words.
    """

    start: int
    end: int
    rule: str
    type: EventType
    status: Status = "happened"
    arguments: tuple[Argument, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    place: Place | None = None
    series: Series | None = None
    cameo: str | None = None
    plover: str | None = None
    mode: str | None = None
    definite: bool = False
    continuing: bool = False
    quoted: bool = False
    pair: bool = False  # two countries take part that the story names elsewhere ("the two sides")
    others: bool = False  # takes part besides: a group that is not named ("with regional leaders")
    here: bool = False
    topic: tuple[int, int] | None = None  # offsets of the words for what it was about
    about: str | None = None  # what to say where no words are
    unsaid: bool = True
    parties: int = 1
    people: int = 0
    destination: bool = False
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A frame whose time is not chosen yet: `at` is the trigger's item, `first` to `last` where its times may stand."""

    frame: Frame
    at: int
    first: int
    last: int
    verb: VerbGroup | None = None


def find_actions(items: tuple[Item, ...], rules: Rules, grammar: Grammar) -> tuple[Frame, ...]:
    """The frames of a sentence in the order of the text, those that are refused with their reason."""
    clauses = read_clauses(items, grammar)
    drafts: list[_Draft] = []
    taken: set[int] = set()
    told_by_verb: set[int] = set()
    for clause in clauses:
        for rule in rules.by_verb.get(clause.verb.lemma, ()):
            told_by_verb.update(_thing(items, clause, rule))
    for at, size, rule, series in _noun_triggers(items, rules, clauses):
        if at in told_by_verb:  # "fought a war": the verb's rule has it
            continue
        draft = _noun_frame(items, at, size, rule, series, clauses, grammar)
        if draft:
            drafts.append(draft)
            taken.update(n for n, c in enumerate(clauses) if _governs(items, c, at, rule, grammar))
    for n, clause in enumerate(clauses):
        if n not in taken:
            drafts += [
                d
                for rule in rules.by_verb.get(clause.verb.lemma, ())
                if (d := _verb_frame(items, clause, rule, clauses, grammar))
            ][:1]
    drafts.sort(key=lambda d: d.at)
    inside = {i: c.verb for c in clauses for i in range(c.verb.first, c.verb.last)}
    return tuple(_timed(items, d, drafts, inside, grammar) for d in drafts)


# ------------------------------------------------------------------------------------------------------------- verbs
def _verb_frame(
    items: tuple[Item, ...], clause: Clause, rule: Rule, clauses: tuple[Clause, ...], grammar: Grammar
) -> _Draft | None:
    verb = clause.verb
    if rule.voice == "passive" and not verb.passive:
        return None
    if rule.finite and not verb.finite:
        return None
    particle = next((words for v, words in rule.particles if v == verb.lemma), None)
    if particle is not None and not (verb.last < len(items) and items[verb.last].word in particle):
        return None
    thing = next(iter(_thing(items, clause, rule)), None)
    if rule.objects and thing is None:
        return None
    arguments: list[Argument] = []
    subject, bare = rule.subject, rule.object
    if verb.passive and (bare or rule.objects or rule.destination):
        subject, bare = rule.object, rule.subject
    if subject:
        arguments += [Argument(subject, _actor(items, i)) for i in clause.subject]
    place = None
    others = False
    pair = _pair(items, clause.first, verb.first, grammar) and not clause.subject
    for slot in clause.slots:
        role = _slot_role(rule, slot, verb.passive, bare)
        others = others or _unnamed(items, slot, role, grammar)
        pair = pair or (role is not None and _pair(items, slot.first, slot.last, grammar))
        if role and not slot.word and rule.object_kind and not verb.passive:
            heads = mentions(items, slot.first, slot.last, grammar)
            if not heads or items[heads[0]].kind != rule.object_kind:
                return None
        found, spot = _fill(items, slot, role, grammar)
        arguments += found
        place = place or spot
    place = place or _where(items, clause)
    if rule.object_kind and not verb.passive and not any(s.word == "" for s in clause.slots) and rule.object:
        return None
    frame = _frame(
        items, verb.first, verb.last, rule, arguments, place, _series(items, clause), clause, clauses, grammar
    )
    if thing is not None:
        pair = pair or any(items[i].word in grammar.lists["mutual"] for i in range(max(0, thing - 4), thing))
    frame = replace(frame, others=others, pair=pair)
    if thing is not None and verb.passive:
        first = _phrase(items, thing, _verb_items(clauses))[0]
        frame = replace(frame, topic=(first, items[verb.last - 1].end))
    elif thing is not None or rule.type == "office":
        frame = replace(frame, topic=(items[verb.first].start, items[thing or verb.last - 1].end))
    return _Draft(frame, verb.last - 1, clause.first, _reach(clauses, clause), verb)


def _where(items: tuple[Item, ...], clause: Clause) -> Place | None:
    """The place that a clause belongs to: "in Laos, where he met …"."""
    for i in range(clause.verb.first - 1, clause.first - 1, -1):
        if items[i].has("locative"):
            before = items[max(0, i - 3) : i]
            return next(
                (
                    p
                    for item in reversed(before)
                    if item.kind in ("place", "country") and (p := _as_place(_value(item)))
                ),
                None,
            )
    return None


def _reach(clauses: tuple[Clause, ...], clause: Clause) -> int:
    """Where times of a clause may stand, exclusive: also behind what depends on it ("…, his first since taking office,
    on Monday")."""
    last = clause.last
    for c in clauses:
        if c.verb.first >= clause.verb.last:
            if c.verb.finite:
                break
            last = max(last, c.last)
    return last


def _thing(items: tuple[Item, ...], clause: Clause, rule: Rule) -> tuple[int, ...]:
    """The first item that is one of the objects the verb counts with: behind an active verb, before a passive one."""
    verb = clause.verb
    if verb.passive:
        places = range(clause.first, verb.first)
    else:
        places = range(verb.last, min(clause.last, verb.last + _REACH))
    return tuple(i for i in places if items[i].word in rule.objects)[:1]


def _role_in(items: tuple[Item, ...], slot: Slot, rule: Rule, at: int, grammar: Grammar) -> str | None:
    """The role of a noun's complement. "of" belongs to the noun right before it: "the visit of X", but "at the
    invitation of X" names the host."""
    if not slot.word:
        return None
    head = slot.first - 2
    if slot.word in grammar.lists["belonging"] and head != at:
        return "host" if head >= 0 and items[head].word in grammar.lists["inviting"] else None
    return rule.role(slot.word)


def _pair(items: tuple[Item, ...], first: int, last: int, grammar: Grammar) -> bool:
    """Whether "the two countries", "both sides" and the like stand there."""
    for i in range(first, last):
        if items[i].word in grammar.lists["pair"]:
            near = items[i + 1 : min(i + 4, last)]
            return any(item.word in grammar.lists["pair_nouns"] for item in near)
    return False


def _unnamed(items: tuple[Item, ...], slot: Slot, role: str | None, grammar: Grammar) -> bool:
    """Whether a slot holds a group without a name in a role of those who take part."""
    taking_part = role is not None and "destination" not in role
    return taking_part and any(items[i].word in grammar.lists["collective"] for i in range(slot.first, slot.last))


def _slot_role(rule: Rule, slot: Slot, passive: bool, bare: str | None) -> str | None:
    if not slot.word:
        return None if passive else bare
    if passive and slot.word == "by":
        return rule.subject or rule.role("by")
    return rule.role(slot.word)


def _fill(
    items: tuple[Item, ...], slot: Slot, role: str | None, grammar: Grammar
) -> tuple[list[Argument], Place | None]:
    """The arguments that a slot holds for a role, and the place where it names one."""
    if role in ("destination", "visitor-or-destination"):
        heads = mentions(items, slot.first, slot.last, grammar, ("place", "country"))
        people = mentions(items, slot.first, slot.last, grammar, ("person",))
        if people and role == "visitor-or-destination":
            return [Argument("visitor", _actor(items, i)) for i in people], None
        return [Argument("destination", _actor(items, i)) for i in heads], None
    if role:
        heads = mentions(items, slot.first, slot.last, grammar)
        facing = slot.word in grammar.lists["facing"]
        return [Argument(role, _actor(items, i), facing) for i in heads], None
    if slot.word in grammar.lists["place_prepositions"]:
        spots = mentions(items, slot.first, slot.last, grammar, ("place", "country"))
        return [], _as_place(_actor(items, spots[0])) if spots else None
    return [], None


# ------------------------------------------------------------------------------------------------------------- nouns
def _noun_triggers(
    items: tuple[Item, ...], rules: Rules, clauses: tuple[Clause, ...]
) -> list[tuple[int, int, Rule, Series | None]]:
    """(index of the last item, number of items, rule, series) for every noun that can tell an event."""
    heads = _verb_items(clauses)
    found: list[tuple[int, int, Rule, Series | None]] = []
    i = 0
    while i < len(items):
        item = items[i]
        if isinstance(item.value, Series):
            found.append((i, 1, rules.for_series(item.value.type), item.value))
        elif not item.is_mention and i not in heads:
            for size in (3, 2, 1):
                if i + size > len(items) or any(items[j].is_mention for j in range(i, i + size)):
                    continue
                phrase = " ".join(items[j].word for j in range(i, i + size))
                found += [(i + size - 1, size, rule, None) for rule in rules.by_noun.get(phrase, ())]
                if phrase in rules.by_noun:
                    i += size - 1
                    break
        i += 1
    return found


def _governs(items: tuple[Item, ...], clause: Clause, at: int, rule: Rule, grammar: Grammar) -> bool:
    """Whether the noun at `at` is the object of a supporting verb, or the subject of one by which it takes place."""
    verb = clause.verb
    undone = grammar.verb_is(verb.lemma, "undo")
    if verb.last <= at < clause.last:
        return not verb.passive and (verb.lemma in rule.support or undone) and _heads_object(items, clause, at)
    before_verb = at == verb.first - 2 if clause.relative else clause.first <= at < verb.first
    if before_verb:
        if verb.lemma in rule.subject_of:
            return True
        if verb.passive:
            return verb.lemma in rule.support or undone
        return verb.lemma in grammar.lists["occurring"] or undone
    return False


def _heads_object(items: tuple[Item, ...], clause: Clause, at: int) -> bool:
    """Whether the noun stands in the first noun phrase behind the verb: "held the 14th meeting"."""
    return (
        all(items[i].is_mention or items[i].kind != "comma" for i in range(clause.verb.last, at))
        and at - clause.verb.last <= 12
    )


def _noun_frame(
    items: tuple[Item, ...],
    at: int,
    size: int,
    rule: Rule,
    series: Series | None,
    clauses: tuple[Clause, ...],
    grammar: Grammar,
) -> _Draft | None:
    governing = next((c for c in clauses if _governs(items, c, at, rule, grammar)), None)
    verbs = _verb_items(clauses)
    first = _phrase_start(items, at - size + 1, verbs)
    limit = min((c.verb.first for c in clauses if c.verb.first > at), default=len(items))
    around = governing if governing and governing.verb.last <= at else _around(clauses, at)
    possessed = any(items[i].kind == "possessive" for i in range(first, at))
    fixed = possessed or any(items[i].word in grammar.lists["definite"] for i in range(first, at))
    if around and around.verb.last <= at:
        limit = min(limit, around.last)
    last = _phrase_end(items, at + 1, limit)
    arguments: list[Argument] = []
    place: Place | None = None
    own_last = last
    if governing:
        verb = governing.verb
        own_first, own_last = min(governing.first, first), max(_reach(clauses, governing), last)
        if verb.last <= at and rule.subject:
            arguments += [Argument(rule.subject, _actor(items, i)) for i in governing.subject]
        elif verb.passive:
            for slot in governing.slots:
                found, spot = _fill(
                    items, slot, rule.role(slot.word) or (rule.subject if slot.word == "by" else None), grammar
                )
                arguments += found
                place = place or spot
        elif at < verb.first:
            # What follows "the talks took place" says where and with whom; whither only with "his first visit was".
            shown = ("participant", "signatory", "destination") if verb.lemma == "be" else ("participant", "signatory")
            for slot in governing.slots:
                role = _role_in(items, slot, rule, at, grammar)
                found, spot = _fill(items, slot, role if role in shown else None, grammar)
                arguments += found
                place = place or spot
    else:
        own_first = first
    if rule.named and series is None and not any(items[i].is_mention for i in range(first, at)):
        return None
    arguments = _modifiers(items, first, at - size + 1, rule) + arguments
    others = False
    pair = any(items[i].word in grammar.lists["mutual"] for i in range(first, at + 1))
    for slot in slots(items, at + 1, last, grammar):
        role = _role_in(items, slot, rule, at, grammar)
        others = others or _unnamed(items, slot, role, grammar)
        pair = pair or (role is not None and _pair(items, slot.first, slot.last, grammar))
        found, spot = _fill(items, slot, role, grammar)
        arguments += [a for a in found if a not in arguments]
        place = place or spot
    # "in view of X's visit": what a noun takes for granted is no matter of the verb around it.
    if governing:
        place = place or _where(items, governing)
    clause = governing or (None if fixed else _around(clauses, at))
    if not governing:
        own_last = max([own_last, *(c.last for c in clauses if c.relative and c.first <= last < c.last)])
    frame = _frame(
        items,
        at - size + 1,
        at + 1,
        rule,
        arguments,
        place,
        series or _near_series(items, first, last),
        clause,
        clauses,
        grammar,
    )
    if rule.type not in ("visit", "meeting", "call"):
        frame = replace(frame, topic=_phrase(items, at, verbs))
    definite = fixed and not possessed and series is None
    return _Draft(
        replace(frame, definite=definite, others=others, pair=pair),
        at,
        own_first,
        own_last,
        governing.verb if governing else None,
    )


def _phrase_start(items: tuple[Item, ...], i: int, verbs: frozenset[int]) -> int:
    """Where the noun phrase whose head begins at `i` begins: its modifiers, possessor and determiner."""
    j = i - 1
    while j >= 0:
        item = items[j]
        if not item.is_mention:
            if item.kind in ("comma", "stop", "quote") or item.has("preposition") or item.has("conjunction"):
                break
            if j in verbs or (item.info.lemma and not item.info.forms & {"participle", "ing"}):
                break
            if item.has("relative") and not item.has("determiner"):
                break
            if item.has("determiner") and not (j and items[j - 1].kind == "possessive"):
                return j
        elif item.kind == "person" and not is_modifier(items, j):
            break
        j -= 1
    return j + 1


def _verb_items(clauses: tuple[Clause, ...]) -> frozenset[int]:
    return frozenset(i for c in clauses for i in range(c.verb.first, c.verb.last))


def _phrase(items: tuple[Item, ...], at: int, verbs: frozenset[int]) -> tuple[int, int]:
    """The offsets of a noun with its modifiers, without its determiner."""
    first = _phrase_start(items, at, verbs)
    while first < at and (items[first].has("determiner") or items[first].kind in ("possessive", "time")):
        first += 1
    return items[first].start, items[at].end


def _phrase_end(items: tuple[Item, ...], i: int, limit: int) -> int:
    while i < limit:
        item = items[i]
        if not item.is_mention and (item.kind == "stop" or item.has("relative") or item.has("subordinator")):
            return i
        if (
            item.kind == "comma"
            and i + 1 < limit
            and not (
                items[i + 1].is_mention
                or items[i + 1].has("preposition")
                or items[i + 1].has("conjunction")
                or items[i + 1].has("adverb")
            )
        ):
            return i
        i += 1
    return limit


def _modifiers(items: tuple[Item, ...], first: int, last: int, rule: Rule) -> list[Argument]:
    """What stands before the noun: its possessor and the countries or bodies that it is between."""
    found: list[Argument] = []
    for i in range(first, last):
        actor = items[i].value
        owned = i + 1 < len(items) and items[i + 1].kind == "possessive"
        if isinstance(actor, Person) and owned and (rule.possessive or rule.subject):
            found.append(Argument(rule.possessive or rule.subject or "participant", actor))
        elif isinstance(actor, Country | Organization) and rule.type != "visit":
            found.append(Argument("participant", actor))
        elif isinstance(actor, Country) and rule.type == "visit":
            found.append(
                Argument(
                    "destination" if len(actor.codes) == 1 and not actor.adjective and not owned else "visitor", actor
                )
            )
    return found


# ------------------------------------------------------------------------------------------------------------ frames
def _frame(
    items: tuple[Item, ...],
    first: int,
    last: int,
    rule: Rule,
    arguments: list[Argument],
    place: Place | None,
    series: Series | None,
    clause: Clause | None,
    clauses: tuple[Clause, ...],
    grammar: Grammar,
) -> Frame:
    status, refused = _status(items, first, clause, clauses, grammar)
    quotes = sum(1 for i in range(first) if items[i].kind == "quote")
    unique = tuple(dict.fromkeys(arguments))
    if rule.type == "meeting" and rule.remote and _remote(items, first, last, clause, grammar):
        rule = replace(rule, type="call", cameo="041")
    return Frame(
        start=items[first].start,
        end=items[last - 1].end,
        rule=rule.id,
        type=rule.type,
        status=status,
        arguments=unique,
        place=place,
        series=series,
        cameo=rule.cameo,
        plover=rule.plover,
        mode=rule.mode,
        continuing=any(i.word in grammar.lists["continuing"] for i in items if not i.is_mention),
        quoted=quotes % 2 == 1 and any(i.word in grammar.lists["first_person"] for i in items if not i.is_mention),
        here=any(i.word in grammar.lists["here"] for i in items if not i.is_mention),
        unsaid=rule.unsaid,
        about=rule.about,
        parties=rule.parties,
        people=rule.people,
        destination=rule.destination,
        refused=refused,
    )


def _remote(items: tuple[Item, ...], first: int, last: int, clause: Clause | None, grammar: Grammar) -> bool:
    """Whether those who met were in different places: "met by video link", "a virtual meeting"."""
    begin, end = (clause.verb.first, clause.last) if clause else (max(0, first - 3), last)
    return any(items[i].word in grammar.lists["remote"] for i in range(min(begin, first), max(end, last)))


def _status(
    items: tuple[Item, ...], at: int, clause: Clause | None, clauses: tuple[Clause, ...], grammar: Grammar
) -> tuple[Status, str]:
    """Whether the action took place, is to come or was called off; or why it did not take place at all."""
    if clause is None:
        return "happened", ""
    verb = clause.verb
    if verb.lemma in grammar.lists["postponed"]:
        return "postponed", ""
    if verb.lemma in grammar.lists["cancelled"]:
        return "cancelled", ""
    if verb.negated:
        return "happened", "denied"
    if not verb.finite and verb.first and items[verb.first - 1].word in grammar.lists["undating"]:
        return "happened", "only bounds another time"
    if any(
        items[i].word in grammar.lists["hypothetical"]
        for i in range(max(0, verb.first - 12), verb.first)
        if not items[i].is_mention
    ):
        return "happened", "under a condition"
    if verb.mood == "irrealis":
        would = any(items[i].word in grammar.lists["reported_future"] for i in range(verb.first, verb.last))
        told = any(
            c.verb.last <= verb.first and (grammar.verb_is(c.verb.lemma, "speech") or c.verb.lemma in ("announce",))
            for c in clauses
        )
        return ("planned", "") if would and told else ("happened", "not asserted")
    if verb.mood == "future":
        return "planned", ""
    if verb.mood == "infinitive":
        if verb.governor in grammar.lists["planning"]:
            return "planned", ""
        if any(items[i].word in grammar.lists["ranking"] for i in range(max(0, verb.first - 5), verb.first)):
            return "happened", ""
        governor = next((c for c in reversed(clauses) if c.verb.last <= verb.first), None)
        if grammar.verb_is(verb.governor, "prospect") or governor is None:
            return "happened", "a wish"
        return _status(items, governor.verb.first, governor, clauses, grammar)
    return "happened", ""


def _timed(
    items: tuple[Item, ...], draft: _Draft, drafts: list[_Draft], inside: Mapping[int, VerbGroup], grammar: Grammar
) -> Frame:
    """The frame with the times of its range, nearest first: those nearer to it than to another trigger, if any."""
    found: list[tuple[bool, int, TimeExpression]] = []
    for i in range(draft.first, draft.last):
        value = items[i].value
        if not isinstance(value, TimeExpression) or value.type not in ("DATE", "TIME"):
            continue
        if i in inside and inside[i] is not draft.verb:  # "was recently elected": another verb's
            continue
        before = items[i - 1] if i else None
        if before is not None and not before.is_mention and before.word in grammar.lists["undating"]:
            continue
        mine = abs(i - draft.at)
        rivals = [d for d in drafts if d is not draft and not d.frame.refused and d.first <= i < d.last]
        others = min((abs(i - d.at) for d in rivals), default=mine + 1)
        found.append((others < mine, mine, value))
    found.sort(key=lambda f: f[:2])
    own = [value for shared, _, value in found if not shared]
    return replace(draft.frame, times=tuple(own or (value for _, _, value in found)))


def _around(clauses: tuple[Clause, ...], at: int) -> Clause | None:
    """The clause in which a noun stands."""
    inside = [c for c in clauses if c.first <= at < c.last]
    return inside[-1] if inside else None


def _series(items: tuple[Item, ...], clause: Clause) -> Series | None:
    return _near_series(items, clause.verb.last, clause.last)


def _near_series(items: tuple[Item, ...], first: int, last: int) -> Series | None:
    return next((v for i in range(first, last) if isinstance(v := items[i].value, Series)), None)


def _actor(items: tuple[Item, ...], i: int) -> Actor:
    return _value(items[i])


def _value(item: Item) -> Actor:
    value = item.value
    assert value is not None and not isinstance(value, TimeExpression)
    return value


def _as_place(actor: Actor) -> Place | None:
    if isinstance(actor, Place):
        return actor
    if isinstance(actor, Country) and len(actor.codes) == 1:
        return Place(actor.start, actor.end, actor.text, actor.text, actor.codes[0])
    return None
