"""Clauses: for each verb group of a sentence its subject and its complements by preposition.

The third step of a FASTUS-like cascade, after items and verb groups. What a verb means is not known here.
"""

from typing import NamedTuple

from cnvn.find.coordination import (
    apposed,
    before_bracket,
    before_kin,
    before_opening,
    behind_aside,
    between_subject_and_verb,
    brackets_date,
    closes_place,
    coordinated,
    describes_subject,
    first_apposed,
    is_led_group,
    is_of_others,
    joins_heads,
    of_which_one,
    opening_comma,
    opens_relative,
    sent,
    spoken_for,
    waits_for,
    with_group,
    with_groups,
)
from cnvn.find.gapping import Gapped, followers, gapped
from cnvn.find.grammar import Grammar
from cnvn.find.items import (
    Item,
    adds_own,
    before_words,
    has_people,
    is_plain_noun,
    joins_adjectives,
    lists_when,
    serves,
)
from cnvn.find.slots import Slot, is_head, mentions, slots
from cnvn.find.verbs import HEADS, VerbGroup, verb_groups
from cnvn.model import Person

# How far before "led by" the body may stand that is led, in items.
_GROUP = 7


class Clause(NamedTuple):
    """A verb group with its subject (indexes of mention items) and its complements, in the order of the text."""

    verb: VerbGroup
    subject: tuple[int, ...]
    slots: tuple[Slot, ...]
    first: int  # where the clause begins, with its leading adverbials
    last: int  # where its complements end, exclusive
    relative: bool = False  # "who visited Oslo": the subject is what it belongs to


def read_clauses(items: tuple[Item, ...], grammar: Grammar) -> tuple[Clause, ...]:
    """The clauses of a sentence, one for each verb group, in the order of the text."""
    groups = verb_groups(items, grammar)
    clauses: list[Clause] = []
    for n, group in enumerate(groups):
        following = groups[n + 1] if n + 1 < len(groups) else None
        last = _edge(items, group, following, grammar)
        before = clauses[-1] if clauses else None
        found = apposed(items, group, groups[:n]) or _subject(items, group, before, grammar)
        subject = tuple(i for i in found if not has_people(items, i, grammar))
        goes_on = not subject and group.finite and before and not before.verb.finite
        if goes_on and items[group.first - 1].has("conjunction"):  # "led delegations attending the fair and met"
            subject = next((c.subject for c in reversed(clauses) if c.verb.finite), ())
        cleft = before is not None and _is_cleft(items, before, grammar)
        relative = opens_relative(items, group.first, grammar) and not cleft
        if before and before.relative and not relative:  # what goes on within it: "who led … and restored …"
            k = group.first - 1
            while k > 0 and (items[k].has("adverb") or items[k].word in grammar.lists["last_time"]):
                k -= 1
            joined = k >= 0 and items[k].has("conjunction")
            relative = not group.finite or joined
        first = _lead(items, group, subject, clauses, grammar)
        clauses.append(Clause(group, subject, slots(items, group.last, last, grammar), first, last, relative))
    clauses = [c._replace(subject=()) if is_of_others(items, c.verb, grammar) else c for c in clauses]
    whole = _inverted(items, _borrow(items, clauses, grammar))
    return tuple(_followed(items, [part for clause in whole for part in _gapped(items, clause, grammar)], grammar))


# ---------------------------------------------------------------------------------------------------------- arguments
def _edge(items: tuple[Item, ...], group: VerbGroup, following: VerbGroup | None, grammar: Grammar) -> int:
    """Where the complements of a verb group end, exclusive."""
    limit = following.first if following else len(items)
    for i in range(group.last, limit):
        item = items[i]
        if item.is_mention:
            continue
        ends = item.kind == "stop" and not (lists_when(items, i) or brackets_date(items, i))
        if ends or (item.has("relative") and not _is_pointing(items, i, group, grammar)):
            return i
        if joins_adjectives(items, i) or _only_counts(items, i, grammar) or waits_for(items, i, group, grammar):
            continue
        if item.has("subordinator") and i > group.last and not _leads_to_noun(items, i, limit, grammar):
            return i
    if following is None or not following.finite:
        return limit
    if grammar.verb_is(group.lemma, "speech") and is_plain_noun(items, group.last, limit):
        return group.last  # "said the visit will begin in May"
    # A following finite verb has a subject of its own: the complements end before it.
    for i in range(limit - 1, group.last, -1):
        item = items[i]
        meanwhile = items[i - 1].kind == "time" and item.word in grammar.lists["when"]  # "met on Monday as fears rose"
        if meanwhile or (item.has("conjunction") and not joins_heads(items, i)):
            return i
        if item.kind == "comma":
            return before_opening(items, i, group.last)
    return limit


def _is_pointing(items: tuple[Item, ...], i: int, group: VerbGroup, grammar: Grammar) -> bool:
    """Whether the word at `i` only points at an object: "signed that agreement"."""
    takes = group.lemma in grammar.lists["transitive"] and not grammar.verb_is(group.lemma, "speech")
    return i == group.last and items[i].has("determiner") and takes


def _leads_to_noun(items: tuple[Item, ...], i: int, limit: int, grammar: Grammar) -> bool:
    """Whether a word like "after" only opens an adverbial, with no verb before its comma: "met after the congress, on
    3 May"."""
    if items[i].word not in grammar.lists["bounding"]:
        return False
    if items[i - 1].word in grammar.lists["at_once"] and limit == len(items):
        return True  # "met right after the ceremony on 3 May"
    comma = next((j for j in range(i + 1, limit) if items[j].kind in ("comma", "stop")), None)
    return comma is not None and items[comma].kind == "comma"


def _only_counts(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """Whether a word like "than" only belongs to a number: "more than a dozen"."""
    return i > 0 and items[i].has("subordinator") and items[i - 1].word in grammar.lists["comparing"]


def _lead(
    items: tuple[Item, ...], group: VerbGroup, subject: tuple[int, ...], clauses: list[Clause], grammar: Grammar
) -> int:
    """Where a clause begins, its leading adverbials included.

    That is behind the finite clause before it: what depends on a verb ("to meet", "following") shares its range, and a
    main clause that goes on behind a relative one ("X, who …, met") begins where that began.
    """
    before = clauses[-1] if clauses else None
    if before is None:
        return 0
    if items[group.first - 1].word == ")" and behind_aside(items, group.first - 1):
        return before.first
    if _is_cleft(items, before, grammar) and items[group.first - 1].has("relative"):
        return before.first
    within = before.relative or gap_at(items, before) is not None
    if not group.finite or (within and items[group.first - 1].kind == "comma"):
        return before.first
    first = next((c.last for c in reversed(clauses) if c.verb.finite), 0)
    opening = {first, subject[0] - 1 if subject else first}  # "in 1999, when …", "in May, just as Xi was visiting …"
    if any(0 <= i < len(items) and items[i].word in grammar.lists["when"] for i in opening):
        return before.first
    return first


def _subject(items: tuple[Item, ...], group: VerbGroup, before: Clause | None, grammar: Grammar) -> tuple[int, ...]:
    """The mentions that stand as subject to the left of a verb group."""
    if not group.finite and group.mood != "fact":
        if before is None and group.first and items[group.first - 1].kind in HEADS:  # a headline: "Silva to visit Oslo"
            return coordinated(items, group.first - 1, 0)
        return sent(items, group, before.verb, grammar) or before.subject if before else ()
    if group.passive and not group.finite:  # "the committee appointed in May": what stands right before it
        i = before_kin(
            items, group.first - 2 if group.first and items[group.first - 1].kind == "comma" else group.first - 1
        )
        return coordinated(items, i, 0) if i >= 0 and items[i].kind in HEADS else ()
    floor = before.verb.last if before else 0
    if group.first and items[group.first - 1].word == ")" and (opens := behind_aside(items, group.first - 1)):
        return coordinated(items, opens, 0)  # "Silva (elected in May) left"
    if before and not group.finite and before.verb.lemma in grammar.lists["showing"]:
        i = group.first - 1 - (items[group.first - 1].kind == "comma")
        if i > floor and items[i].kind == "person":  # "the picture shows A and B, his guest, meeting in Oslo"
            return coordinated(items, i, floor)
    i = before_bracket(items, group.first - 1)
    while i >= floor and between_subject_and_verb(items, i, grammar) and not items[i].has("relative"):
        i -= 1
    if i >= floor and items[i].has("relative"):
        one = of_which_one(items, i, before.verb, before.subject) if before else ()
        return _antecedent(items, i, grammar) or one
    if i >= floor and before and (items[i].has("conjunction") or (items[i].word == ";" and group.finite)):
        return before.subject  # "met A and left", "met A; held talks with B; …"
    if (
        before
        and (leaders := led_by(items, before, grammar))
        and all(items[k].kind == "comma" for k in range(before.last, i + 1))
    ):
        return leaders  # "a delegation led by Xi was received"
    if before and i >= floor and items[i].kind == "comma" and (gap := gap_at(items, before)) is not None:
        return _antecedent(items, gap, grammar)  # "the talks, which he chaired, took place"
    if before and before.relative and i >= floor and items[i].kind == "comma":
        return before.subject or first_apposed(items, i)
    if i >= floor and items[i].kind == "comma":
        opening = opening_comma(items, i, floor)
        joined = opening is not None and opening > floor and items[opening - 1].has("conjunction")
        if joined and before and before.verb.finite and not before.relative:
            return before.subject  # "was elected and, in May, went to Oslo"
        if opening is not None and i > floor and items[i - 1].kind in HEADS and items[opening + 1].has("conjunction"):
            return coordinated(items, i - 1, floor)  # "A, and the president, B, opened"
        if (
            opening is not None
            and opening > floor
            and _is_unnamed(items[opening - 1])
            and items[i - 1].kind == "person"
        ):
            host = coordinated(items, opening - 1, floor)[:-1]  # "A and his counterpart, B, met"
            return (*host, *coordinated(items, i - 1, floor))  # "the two leaders, A and B, met"
        placed = opening is not None and items[i - 1].kind == "person" and closes_place(items, opening)
        if placed and opening is not None and opening + 2 + items[opening + 1].has("determiner") == i:
            return (i - 1,)  # "on a visit to Oslo, Norway, Premier Silva, the host of the talks, met"
        if opening is not None and opening > floor and items[opening - 1].kind in HEADS:
            along = items[opening + 1].word in grammar.lists["alongside"]  # "A, along with B, met"
            company = mentions(items, opening + 2, i, grammar, ("person",)) if along else ()
            chain = coordinated(items, opening - 1, floor)
            of = chain[0] - 1 - (chain[0] > floor + 1 and items[chain[0] - 1].has("determiner"))
            led = chain[0] > floor and items[of].has("preposition")  # "at the invitation of A", "of the premier"
            inner = _first_head(items, range(opening + 1, i), grammar) if led and not along else ()
            return inner or (*chain, *company)  # "at the invitation of A, B and his wife, paid a visit"
        if opening is None and i - 1 > floor and items[i - 1].kind == "person" and items[i - 2].has("subordinator"):
            return (i - 1,)  # "it began when Silva, then the premier, met Berg"
        if opening is None and before and before.verb.finite and not (group.passive and items[i - 1].kind in HEADS):
            said = grammar.verb_is(before.verb.lemma, "speech") and items[floor].kind in HEADS and floor == i - 1
            return (floor,) if said else before.subject  # "said Xi, the president, went"; "hosted Xi, went to Oslo"
        if opening is None and before and describes_subject(items, before.verb, before.subject):
            return before.subject  # "Xi, seeking peace, met …", "Xi, the man leading the talks, met …"
        if opening is None and before and _is_aside(items, before):  # "Xi, joined by Wang, met …"
            joined = before.verb.lemma in grammar.lists["joining"]
            agents = next((slot for slot in before.slots if slot.word in grammar.lists["led_by"]), None)
            company = mentions(items, agents.first, agents.last, grammar, ("person",)) if joined and agents else ()
            return (*before.subject, *company)
        i -= 1
    if before and group.finite and i >= floor and _reduced(items, before, i, grammar):
        return before.subject  # "Xi accompanied by his wife paid a visit"
    if i > floor and items[i].kind == "stop" and items[i - 1].kind == "person":  # "the leaders – A, B and C – met"
        dash = next((j for j in range(i - 2, floor, -1) if items[j].kind == "stop"), None)
        if dash is not None and items[dash].word == items[i].word:
            return coordinated(items, i - 1, dash + 1)
    if joined_by := with_group(items, i, floor, grammar.lists["collective"]):
        return joined_by  # "A, B and senior officials met"
    if i > floor and items[i].kind == "place" and not items[i - 1 - items[i - 1].has("determiner")].has("preposition"):
        return ()  # "…, the White House announced"
    fallback: tuple[int, ...] = ()
    unknown = False  # a noun that no mention covers stands where the subject should: "in Oslo, the alliance met"
    aside = i + 1 < group.first and items[i + 1].kind == "comma"
    while i >= floor:
        item = items[i]
        if item.kind == "comma" and unknown and not aside and not adds_own(items, i, grammar):
            break
        unknown = unknown or (item.kind == "word" and not item.info.classes and not item.info.lemma)
        opens = item.has("subordinator") and items[i + 1].kind != "time"  # not "premier since June"
        if not item.is_mention and (item.kind == "stop" or item.has("relative") or opens):
            break
        if item.kind in HEADS and is_head(items, i, grammar):
            chain = with_groups(items, i, floor, group, grammar)
            at = before_words(items, chain[0], floor, aside)
            prior = items[at] if chain[0] > floor else None
            if is_led_group(items, chain[0] - 1, grammar):
                return chain
            clausal = prior is not None and prior.word in grammar.lists["clausal"] and i >= group.first - 2
            led = prior is not None and (prior.has("preposition") or prior.has("infinitive"))  # "an adviser to Silva"
            if prior is not None and not prior.is_mention and led and not clausal:
                of = prior.word in ("of", "between", "from") and not serves(items, at, grammar)
                fallback = fallback or (chain if of else ())
                i = chain[0] - 1
                continue
            return chain
        i -= 1
    if before and before.relative and before.verb.lemma == "be" and group.finite:
        return before.subject  # "Silva, who is the president of Norway met Berg", though a comma is left out
    return fallback or spoken_for(items, floor, group.first, grammar)


def _first_head(items: tuple[Item, ...], within: range, grammar: Grammar) -> tuple[int, ...]:
    """The person, country or body with which some items begin."""
    i = next((i for i in within if items[i].is_mention), None)
    return (i,) if i is not None and items[i].kind in HEADS and is_head(items, i, grammar) else ()


def _reduced(items: tuple[Item, ...], before: Clause, last: int, grammar: Grammar) -> bool:
    """Whether the clause before, from its subject to the item `last`, only tells who came along with it."""
    verb = before.verb
    if not (before.subject and verb.passive and not verb.finite and verb.lemma in grammar.lists["accompanying"]):
        return False
    return not any(item.kind in ("comma", "stop") for item in items[verb.last : last + 1])


def _is_unnamed(item: Item) -> bool:
    return isinstance(item.value, Person) and not item.value.names


def _is_cleft(items: tuple[Item, ...], clause: Clause, grammar: Grammar) -> bool:
    """Whether a clause only lifts out who did what follows: "it was Xi who received him"."""
    verb = clause.verb
    return verb.lemma == "be" and verb.first > 0 and items[verb.first - 1].word in grammar.lists["lifting"]


def led_by(items: tuple[Item, ...], clause: Clause, grammar: Grammar) -> tuple[int, ...]:
    """Who leads a group, where a clause tells nothing else: "(a delegation) led by A and B"."""
    verb = clause.verb
    if verb.finite or verb.lemma not in grammar.lists["leading"] or not verb.first:
        return ()
    behind = range(max(0, verb.first - _GROUP), verb.first)
    body = items[verb.first - 1].kind == "comma" and {"organization"} == {items[i].kind for i in behind} & {*HEADS}
    if not body and items[verb.first - 1].word not in grammar.lists["collective"]:  # "the group of experts, led by"
        return ()
    agents = next((s for s in clause.slots if s.word == "by"), None)
    return mentions(items, agents.first, agents.last, grammar, ("person",)) if agents else ()


def gap_at(items: tuple[Item, ...], clause: Clause) -> int | None:
    """Where the word stands that opens a clause without its object: "(the talks,) which he chaired"; None if none."""
    i = clause.subject[0] - 1 if clause.subject else -1
    return i if i > 0 and items[i].has("relative") and i < clause.verb.first - 1 else None


def _is_aside(items: tuple[Item, ...], clause: Clause) -> bool:
    """Whether a participle stands with its complements between commas behind a name."""
    verb = clause.verb
    return verb.passive and not verb.finite and verb.first > 0 and items[verb.first - 1].kind == "comma"


def _antecedent(items: tuple[Item, ...], relative: int, grammar: Grammar) -> tuple[int, ...]:
    several = relative + 1 < len(items) and items[relative + 1].word in grammar.lists["several_do"]
    if relative > 3 and items[relative - 1].kind == "comma" and items[relative - 2].kind == "time":
        relative -= 2 + items[relative - 3].has("preposition")  # "met Berg on Monday, who …"
    for i in range(relative - 1, max(-1, relative - 4), -1):
        if items[i].kind in HEADS:
            return coordinated(items, i, 0) if several or items[i].kind == "country" else (i,)
    return ()


def _gapped(items: tuple[Item, ...], clause: Clause, grammar: Grammar) -> list[Clause]:
    """A clause and those that go on from it without a verb, each with an empty verb group of its own."""
    parts = gapped(items, clause.verb, clause.subject, clause.first, clause.last, grammar)
    if not parts:
        return [clause]
    own = clause._replace(last=parts[0].last, slots=parts[0].slots)
    return [own, *(_going_on(clause.verb, other) for other in parts[1:])]


def _going_on(verb: VerbGroup, part: Gapped) -> Clause:
    at = part.subject[-1] + 1 if part.subject[:1] == (part.first,) else part.first + 1
    return Clause(verb._replace(first=at, last=at), part.subject, part.slots, part.first, part.last)


def _followed(items: tuple[Item, ...], clauses: list[Clause], grammar: Grammar) -> list[Clause]:
    """The clauses, with others who did the same where one tells who followed: "A joined, followed by B in 1995"."""
    out: list[Clause] = []
    for c in clauses:
        verb, before = c.verb, out[-1] if out else None
        follows = verb.lemma in grammar.lists["followed"] and verb.passive and not verb.finite
        led = verb.last + 1 < len(items) and items[verb.last].word in grammar.lists["led_by"]
        if not (follows and led and before and items[verb.first - 1].kind == "comma"):
            out.append(c)
            continue
        part = Gapped(before.subject, before.slots, before.first, before.last)
        others = followers(items, before.verb, part, verb.last + 1, c.last, grammar)
        out += [_going_on(before.verb, other) for other in others] or [c]
    return out


def _inverted(items: tuple[Item, ...], clauses: list[Clause]) -> list[Clause]:
    """A participle that a sentence opens with has for its subject who follows "were": "Joining them were A and B"."""
    if len(clauses) < 2 or clauses[0].verb.first or clauses[0].verb.finite or clauses[0].verb.passive:
        return clauses
    opening, being = clauses[0].verb, clauses[1].verb
    people = tuple(i for i in range(being.last, clauses[1].last) if items[i].kind == "person")
    commas = any(items[i].kind == "comma" for i in range(opening.last, being.first))
    if being.lemma != "be" or not being.finite or commas or not people:
        return clauses
    return [clauses[0]._replace(subject=people), clauses[1]._replace(subject=()), *clauses[2:]]


def _borrow(items: tuple[Item, ...], clauses: list[Clause], grammar: Grammar) -> list[Clause]:
    """Participle clauses have the subject of the main clause: the one behind them ("Meeting X, Y said") or before."""
    out: list[Clause] = []
    for n, clause in enumerate(clauses):
        opening = clause.verb.first <= 1
        stays = clause.verb.finite or is_of_others(items, clause.verb, grammar)
        if clause.subject or stays or (clause.verb.passive and not opening):
            out.append(clause)
            continue
        main = next((c for c in clauses[n + 1 :] if c.verb.finite and c.subject), None)
        if main is None or clause.verb.first > 2:
            behind = main if items[clause.verb.first - 1].kind == "comma" else None
            main = next((c for c in reversed(clauses[:n]) if c.subject), behind)
        subject = main.subject if main else ()
        out.append(clause._replace(subject=subject))
    return out
