"""Who stands as the subject of a verb group."""

from collections.abc import Sequence

from cnvn.find.coordination import (
    before_bracket,
    before_kin,
    behind_aside,
    between_subject_and_verb,
    closes_place,
    coordinated,
    describes_subject,
    first_apposed,
    is_led_group,
    of_which_one,
    opening_comma,
    sent,
    spoken_for,
    with_group,
    with_groups,
)
from cnvn.find.grammar import Grammar
from cnvn.find.items import HEADS, Item, adds_own, before_words, serves
from cnvn.find.slots import Clause, is_head, mentions
from cnvn.find.verbs import VerbGroup
from cnvn.model import Person

# How far behind the verb of saying "it" may stand, in items.
_SAYING = 8
# How far before "led by" the body may stand that is led, in items.
_GROUP = 7


def subject_of(items: tuple[Item, ...], group: VerbGroup, before: Clause | None, grammar: Grammar) -> tuple[int, ...]:
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
    goes_on = i >= floor and (items[i].has("conjunction") or items[i].word in grammar.lists["but"])
    if before and (goes_on or (i >= floor and items[i].word == ";" and group.finite)):
        return before.subject  # "met A and left", "met A; held talks with B; …", "took office in May but resigned"
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
        there = opening is not None and i - opening == 2 and items[i - 1].kind == "country"
        there = there and items[i - 3].kind == "place"
        if there and before and describes_subject(items, before.verb, before.subject):
            return before.subject  # "A, meeting in Oslo, Norway, signed"
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
            if not along and items[i - 1].kind == items[opening - 1].kind == "country":
                listed = coordinated(items, i - 1, floor)
                before_them = items[listed[0] - 2 : listed[0]] if listed[0] > 1 else ()
                free = not before_them or not before_them[1].has("preposition")
                if opening - 1 in listed and (free or before_them[0].word in grammar.lists["statesmen"]):
                    return listed  # "the presidents of A, B and C, meeting in Oslo, signed"
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
    joins = next((k for k in range(i, floor, -1) if items[k].has("conjunction")), group.first)
    apart = group.finite and _opens_pair(items, joins + 1, group.first, grammar)  # "met A and B and both sides agreed"
    if not apart and (joined_by := with_group(items, i, floor, grammar.lists["collective"])):
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
        if item.has("conjunction") and group.finite and _opens_pair(items, i + 1, group.first, grammar):
            break  # "visited Norway, and the two sides agreed"
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
                behind = () if of or i < group.first - 1 else _behind_opening(items, chain, floor, group)
                if behind:
                    return behind
                i = chain[0] - 1
                continue
            between = fallback and item.kind == "organization" and items[fallback[0] - 1].word in grammar.lists["amid"]
            return (*chain, *fallback) if between else chain  # "the committee for fish between Norway and Chile"
        i -= 1
    if before and before.relative and before.verb.lemma == "be" and group.finite:
        return before.subject  # "Silva, who is the president of Norway met Berg", though a comma is left out
    return fallback or spoken_for(items, floor, group.first, grammar)


def announcement(
    items: tuple[Item, ...], group: VerbGroup, clauses: Sequence[Clause], grammar: Grammar
) -> Clause | None:
    """The one of the `clauses` in which a country or body tells of itself by "it" what a verb says: "the ministry said
    on Wednesday that it had summoned the envoy"; None where there is none."""
    it = group.first - 1
    while it > 0 and items[it].has("adverb"):
        it -= 1
    if it < 2 or items[it].word not in grammar.lists["lifting"]:
        return None
    said = next((c for c in reversed(clauses) if c.verb.finite and c.verb.last <= it), None)
    if said is None or said.verb.negated or not grammar.verb_is(said.verb.lemma, "speech"):
        return None
    between = items[said.verb.last : it]
    apart = len(between) > _SAYING or any(i.kind in ("stop", "quote") for i in between)
    own = {items[i].kind for i in said.subject} <= {"country", "organization"}
    return said if said.subject and own and not apart else None


def _behind_opening(items: tuple[Item, ...], chain: tuple[int, ...], floor: int, group: VerbGroup) -> tuple[int, ...]:
    """Those of a list right before the verb who are its subject, as the first of them ends what the sentence opens
    with: "after talks brokered by China, Norway and Chile agreed"."""
    opens = items[floor].has("preposition") or items[floor].has("subordinator")
    listed = len(chain) == 3 and items[chain[0] + 1].kind == "comma" and items[chain[2]].kind == "country"
    return chain[1:] if opens and listed and group.finite else ()


def _opens_pair(items: tuple[Item, ...], first: int, last: int, grammar: Grammar) -> bool:
    """Whether "the two sides" or "both countries" stands right between two indexes, perhaps with an adverb."""
    first += first < last and items[first].has("determiner") and items[first].word not in grammar.lists["pair"]
    if first + 1 >= last or items[first].word not in grammar.lists["pair"]:
        return False
    noun = next((i for i in range(first + 1, last) if items[i].word in grammar.lists["pair_nouns"]), last)
    return noun < last and all(i.has("adverb") or i.kind == "time" for i in items[noun + 1 : last])


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


def _does_with_each_other(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """Whether a verb at `i` tells what several do with each other, no one else being told: "who met in Oslo"."""
    after = items[i + 1] if i + 1 < len(items) else None
    if after is None or items[i].info.lemma not in grammar.lists["do_together"]:
        return False
    led = after.has("preposition") and after.word not in grammar.lists["facing"]
    return after.kind in ("time", "stop") or (not after.is_mention and (led or after.has("adverb")))


def _antecedent(items: tuple[Item, ...], relative: int, grammar: Grammar) -> tuple[int, ...]:
    several = relative + 1 < len(items) and items[relative + 1].word in grammar.lists["several_do"]
    several = several or _does_with_each_other(items, relative + 1, grammar)
    if relative > 3 and items[relative - 1].kind == "comma" and items[relative - 2].kind == "time":
        relative -= 2 + items[relative - 3].has("preposition")  # "met Berg on Monday, who …"
    for i in range(relative - 1, max(-1, relative - 4), -1):
        if items[i].kind in HEADS:
            return coordinated(items, i, 0) if several or items[i].kind == "country" else (i,)
    return ()
