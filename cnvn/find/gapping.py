"""Where a sentence goes on without its verb: "(met) A in Oslo and B in Lima", "A joined in 1984, B in 1995"."""

from typing import NamedTuple

from cnvn.find.coordination import coordinated
from cnvn.find.grammar import Grammar
from cnvn.find.items import Item
from cnvn.find.slots import Slot, slots
from cnvn.find.verbs import VerbGroup

WHERE = ("place", "country")
_GAPPED = ("person", *WHERE)
# How many words a thing without an article has at most.
_BARE = 4
_ARTICLE = "the"


class Gapped(NamedTuple):
    """A part of a clause that has its verb in common with the others: its subject, its complements and its range."""

    subject: tuple[int, ...]
    slots: tuple[Slot, ...]
    first: int
    last: int


def gaps(items: tuple[Item, ...], first: int, last: int) -> list[int]:
    """Where, within items `first` to `last`, exclusive, someone or a place stands with a day or place of its own, as
    one before it does: "(met) A in Oslo and B in Lima", "(visits) to Oslo in May and to Lima in June"."""
    return [i for i in range(first + 1, last - 1) if items[i].kind in _GAPPED and _opens_gap(items, first, i, last)]


def before_name(items: tuple[Item, ...], i: int) -> int:
    """The item before the one at `i`, and before its article: "with the United States"."""
    return i - 2 if i > 1 and items[i].kind == "country" and items[i - 1].word == _ARTICLE else i - 1


def behind_gap(items: tuple[Item, ...], i: int) -> int:
    """Where the conjunction or comma stands that parts the one at `i` from what was told before."""
    return before_name(items, i) - is_led(items, i)


def like_before(items: tuple[Item, ...], found: tuple[Slot, ...], first: int) -> tuple[Slot, ...]:
    """The complements of a noun behind item `first`, of which the first may share its preposition with one before it:
    "visits by A in May and B in June"."""
    if not found or found[0].word or items[found[0].first].kind != "person":
        return found
    behind = (i for i in range(first + 1, found[0].first) if items[i].kind == "person" and is_led(items, i))
    i = next(behind, None)
    return found if i is None else (found[0]._replace(word=items[before_name(items, i)].word), *found[1:])


def is_led(items: tuple[Item, ...], i: int) -> bool:
    before = items[before_name(items, i)]
    return before.has("preposition") or before.has("infinitive")


def gapped(
    items: tuple[Item, ...], verb: VerbGroup, subject: tuple[int, ...], first: int, last: int, grammar: Grammar
) -> tuple[Gapped, ...]:
    """A clause, from item `first` to `last`, exclusive, and those that go on from it without a verb: "A went to Oslo in
    1994, B to Lima in 1999", "A visited Oslo in May and Lima in June"; nothing where it does not go on.

    Where the first of them has someone as object, so have the others: "A met B in Oslo and C in Lima".
    """
    if verb.passive:
        thing, clause = range(first, verb.first), Gapped(subject, (), first, last)
        if not verb.finite:
            return ()
        return _of_thing(items, verb, clause, thing, grammar) or _of_stages(items, verb, clause, thing, grammar)
    if others := _others(items, verb, subject, last):
        own = slots(items, verb.last, others[0][0] - 1, grammar)
        return (Gapped(subject, own, first, others[0][0] - 1), *_alike(items, own, others, last, grammar))
    starts = gaps(items, verb.last, last)
    if not starts:
        return _of_things(items, verb, subject, first, last, grammar)
    heads = [first_of(items, i, verb.last) for i in starts]
    edges = [*(behind_gap(items, i) for i in heads), last]
    own = slots(items, verb.last, edges[0], grammar)
    someone = next((s for s in own if any(items[k].kind == "person" for k in range(s.first, s.last))), None)
    whither = next((s for s in own if any(items[k].kind in WHERE for k in range(s.first, s.last))), None)
    bare = next((range(s.first, s.last) for s in own if not s.word), range(0))
    of_noun = someone is not None or any(items[i].kind in WHERE for i in starts)
    if any(items[k].word in grammar.lists["between"] for k in bare):
        return _of_thing(items, verb, Gapped(subject, (), first, last), bare, grammar)
    listed = any(item.word == ":" for item in items[bare.start : bare.stop + 1])  # "met twice: in Oslo and in Lima"
    if of_noun and not listed and any(items[k].kind == "word" and not items[k].info.classes for k in bare):
        return ()  # "held talks with A in Oslo and with B in Lima": they are complements of the noun
    found = [Gapped(subject, own, first, edges[0])]
    for n, i in enumerate(starts):
        rest = slots(items, i + 1, edges[n + 1], grammar)
        who = subject
        if items[i].kind in WHERE:
            before = items[before_name(items, i)]
            bare_before = whither is not None and not whither.word and before.has("infinitive")
            led = is_led(items, i) and not bare_before  # "to visit Oslo in May and to Lima in June"
            word = before.word if led else whither.word if whither else ""
            rest = (*((someone,) if someone else ()), Slot(word, i, i + 1), *rest)
        elif someone:
            rest = (Slot(someone.word, heads[n], i + 1), *rest)
        else:
            who = coordinated(items, i, heads[n])
            if whither and not any(items[k].kind in WHERE for k in range(i, edges[n + 1])):
                rest = (whither, *rest)  # "Berg visited Oslo in 1994, and Silva in 2005"
        found.append(Gapped(who, rest, i, edges[n + 1]))
    return tuple(found)


def first_of(items: tuple[Item, ...], i: int, floor: int) -> int:
    """The first of those to whom the one at `i` is joined, behind the last time before it: "A on 3 May and B and C"."""
    times = [k for k in range(floor, i) if items[k].kind == "time"]
    if not times or items[i].kind != "person":
        return i
    return coordinated(items, i, times[-1] + 1)[0]


def _of_things(
    items: tuple[Item, ...], verb: VerbGroup, subject: tuple[int, ...], first: int, last: int, grammar: Grammar
) -> tuple[Gapped, ...]:
    """What was done with one thing after another, each with a time of its own: "signed a treaty in 1999, a pact in 2000
    and a protocol in 2004"."""
    if verb.lemma in grammar.lists["being"]:
        return ()
    edges = [i for i in range(verb.last + 2, last - 2) if _opens_thing(items, i, grammar)]
    bounds = [*edges, last]
    if not edges or any(
        not any(item.kind == "time" for item in items[a:b]) for a, b in zip([verb.last, *edges], bounds, strict=True)
    ):
        return ()
    found = [Gapped(subject, slots(items, verb.last, edges[0], grammar), first, edges[0])]
    for edge, end in zip(edges, bounds[1:], strict=True):
        opens = (i for i in range(edge, end) if items[i].has("determiner") or items[i].kind == "organization")
        start = next(opens, edge + 1)
        found.append(Gapped(subject, slots(items, start, end, grammar), start, end))
    return tuple(found)


def _of_stages(
    items: tuple[Item, ...], verb: VerbGroup, clause: Gapped, thing: range, grammar: Grammar
) -> tuple[Gapped, ...]:
    """What was done with one thing time and again: "(ties were) raised to a partnership in 2001 and to an alliance in
    2013"; `thing` are the items of what it was done with."""
    if not any(items[k].word in grammar.lists["between"] for k in thing):
        return ()
    common = Slot("", thing.start, thing.stop)
    found = _of_things(items, verb, clause.subject, clause.first, clause.last, grammar)
    return (*found[:1], *(part._replace(slots=(common, *part.slots)) for part in found[1:]))


def _opens_thing(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """Whether behind a time a comma or conjunction at `i` leads on to a thing with its article: "in 1999 | and a
    pact"; or one without: "and full ties in 1972"."""
    dated = items[i - 2 if items[i - 1].word == ")" else i - 1].kind == "time"  # "a treaty (1999), a pact (2000)"
    if not dated or not (items[i].kind == "comma" or items[i].has("conjunction")):
        return False
    at = i + 2 if items[i].kind == "comma" and items[i + 1].has("conjunction") else i + 1
    if items[at].has("infinitive") and not items[at].is_mention:  # "and | to an alliance in 2013"
        return any(item.has("determiner") for item in items[at + 1 : at + 3])
    after = items[at]
    if items[i].has("conjunction") and _is_bare_thing(items, i + 1):
        return True
    bare = next(
        (k for k in range(i + 1, min(i + 4, len(items) - 2)) if items[k].word in grammar.lists["between"]), None
    )
    if bare is not None and items[bare + 1].has("preposition") and items[bare + 2].kind == "time":
        return all(item.kind == "word" and not item.info.verbal for item in items[i + 1 : bare])
    if after.kind == "organization" and any(item.kind == "organization" for item in items[:i]):
        return True  # "joined the bank in 1999 | and NATO in 2004"
    return after.has("determiner") and not after.has("relative") and not after.is_mention


def _is_bare_thing(items: tuple[Item, ...], i: int) -> bool:
    """Whether a thing without an article begins at `i` that has a place and a time of its own: "(its embassy in Oslo in
    1990) and trade office in Lima in 1991"."""
    led = next((k for k in range(i, min(i + _BARE, len(items) - 3)) if items[k].has("preposition")), i)
    plain = all(item.kind == "word" and not item.info.classes for item in items[i:led])
    return (
        led > i
        and plain
        and not items[led - 1].info.verbal
        and items[led + 1].kind in WHERE
        and is_led(items, led + 3)
        and items[led + 3].kind == "time"
    )


def _of_thing(
    items: tuple[Item, ...], verb: VerbGroup, clause: Gapped, thing: range, grammar: Grammar
) -> tuple[Gapped, ...]:
    """What was done with one country after another: "(ties were established with) A in 1950, with B in 1962 and C in
    1967", "(ties) with A (were established) in 1950, with B in 1962"; `thing` are the items of what was."""
    if not any(items[k].word in grammar.lists["between"] for k in thing):
        return ()
    before = next((i for i in thing if items[i].kind == "country" and is_led(items, i)), None)
    chains = _chains(items, verb.last - 1, clause.last, led=True)
    one = before if before is not None else chains[0][0] if chains and is_led(items, chains[0][0]) else None
    rest = chains if before is not None else chains[1:]
    if one is None or not rest:
        return ()
    edges = [*(behind_gap(items, chain[0]) for chain in rest), clause.last]
    common, word = Slot("", thing.start, thing.stop), items[before_name(items, one)].word
    found = [clause._replace(slots=slots(items, verb.last, edges[0], grammar), last=edges[0])]
    for chain, end in zip(rest, edges[1:], strict=True):
        own = slots(items, chain[-1] + 1, end, grammar)
        found.append(Gapped(clause.subject, (common, Slot(word, chain[0], chain[-1] + 1), *own), chain[0], end))
    return tuple(found)


def followers(
    items: tuple[Item, ...], verb: VerbGroup, clause: Gapped, first: int, last: int, grammar: Grammar
) -> tuple[Gapped, ...]:
    """Those with whom, within items `first` to `last`, exclusive, the same took place as a clause tells: "(A joined in
    1984,) followed by B in 1995 and C in 1997", "(ties were established with A in 1950,) followed by B in 1962".
    Nothing where it is open whose part they have."""
    chains = _chains(items, first - 1, last, led=True)
    if not chains or chains[0][0] != first:
        return ()
    met = next((s for s in clause.slots if any(items[k].kind in WHERE for k in range(s.first, s.last))), None)
    if not verb.passive:
        alone = met is None and bool(clause.subject) and items[clause.subject[-1]].kind == "country"
        return _alike(items, clause.slots, chains, last, grammar) if alone else ()
    if met is None or not met.word or clause.subject:
        return ()
    common = Slot("", clause.first, verb.first)
    alike = _alike(items, (common,), chains, last, grammar)
    return tuple(
        part._replace(subject=(), slots=(Slot(met.word, part.subject[0], part.subject[-1] + 1), *part.slots))
        for part in alike
    )


def _others(items: tuple[Item, ...], verb: VerbGroup, subject: tuple[int, ...], last: int) -> list[tuple[int, ...]]:
    """The countries that did the same as the subject, each with a time of its own."""
    if not subject or items[subject[-1]].kind != "country":
        return []
    chains = _chains(items, verb.last, last)
    own = range(verb.last, chains[0][0]) if chains else range(0)
    dated = any(items[k].kind == "time" for k in own)
    return chains if dated and not any(items[k].kind in _GAPPED for k in own) else []


def _chains(items: tuple[Item, ...], first: int, last: int, *, led: bool = False) -> list[tuple[int, ...]]:
    """The countries behind item `first` and before `last` with a time right behind, and those joined to them; with
    those behind a preposition, if it may be `led` so."""
    found: list[tuple[int, ...]] = []
    for i in range(first + 1, last - 1):
        if items[i].kind != "country" or items[i - 1].is_mention:
            continue
        dated = i + 2 if i + 2 < last and items[i + 1].has("preposition") else i + 1
        if items[dated].kind == "time":
            chain = coordinated(items, i, first)
            # "joined NATO in 1999 and the Union in 2004": the Union joined nothing
            before = items[before_name(items, chain[0]) if led else chain[0] - 1]
            if before.kind == "comma" or before.has("conjunction") or (led and before.has("preposition")):
                found.append(chain)
    return found


def _alike(
    items: tuple[Item, ...], own: tuple[Slot, ...], chains: list[tuple[int, ...]], last: int, grammar: Grammar
) -> tuple[Gapped, ...]:
    """What goes on with other subjects, with the complements of the first but its time."""
    rest = tuple(s for s in own if not any(items[k].kind == "time" for k in range(s.first, s.last)))
    edges = [*(before_name(items, chain[0]) for chain in chains[1:]), last]
    return tuple(
        Gapped(chain, (*rest, *slots(items, chain[-1] + 1, edge, grammar)), chain[0], edge)
        for chain, edge in zip(chains, edges, strict=True)
    )


def _opens_gap(items: tuple[Item, ...], first: int, i: int, last: int) -> bool:
    """Whether the one at `i` has a place or a day as one of its kind before it, behind the verb (`first`), has one."""
    before = items[behind_gap(items, i)]
    if not (before.kind == "comma" or before.has("conjunction")):
        return False
    led = i + 2 < last and is_led(items, i + 2)
    if items[i].kind == "person" and led and items[i + 2].kind in (*WHERE, "time"):
        like = ("time",) if items[i + 2].kind == "time" else WHERE
        return any(items[k].kind in like for k in range(first, i - 1))
    at = i + 2 if i + 2 < last and items[i + 1].has("adverb") and not items[i + 1].is_mention else i + 1
    if items[i].kind == "person" and items[at].kind == "time":  # "with A 10 days ago and B earlier last week"
        return any(items[k].kind == "time" for k in range(first, i - 1))
    if items[i].kind in WHERE and items[i + 2 if led else i + 1].kind == "time":
        return any(
            items[k].kind in WHERE and any(item.kind == "time" for item in items[k + 1 : min(k + 3, i - 1)])
            for k in range(first, i - 2)
        )
    return False
