"""Clauses: for each verb group of a sentence its subject and its complements by preposition.

The third step of a FASTUS-like cascade, after items and verb groups. What a verb means is not known here.
"""

from cnvn.find.coordination import (
    apposed,
    before_opening,
    behind_aside,
    brackets_date,
    is_of_others,
    joins_heads,
    opens_relative,
    waits_for,
)
from cnvn.find.gapping import Gapped, followers, gapped
from cnvn.find.grammar import Grammar
from cnvn.find.items import Item, has_people, is_plain_noun, joins_adjectives, lists_when
from cnvn.find.slots import Clause, slots
from cnvn.find.subjects import announcement, gap_at, subject_of
from cnvn.find.verbs import VerbGroup, verb_groups


def read_clauses(items: tuple[Item, ...], grammar: Grammar) -> tuple[Clause, ...]:
    """The clauses of a sentence, one for each verb group, in the order of the text."""
    groups = verb_groups(items, grammar)
    clauses: list[Clause] = []
    for n, group in enumerate(groups):
        following = groups[n + 1] if n + 1 < len(groups) else None
        last = _edge(items, group, following, grammar)
        before = clauses[-1] if clauses else None
        found = apposed(items, group, groups[:n]) or subject_of(items, group, before, grammar)
        subject = tuple(i for i in found if not has_people(items, i, grammar))
        if not subject and group.finite and (said := announcement(items, group, clauses, grammar)):
            subject = said.subject
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
    whole = _inverted(items, _borrow(items, _alike(items, clauses, grammar), grammar))
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
        if (
            i > group.last
            and item.word in grammar.lists["ensuing"]
            and i + 1 < limit
            and items[i + 1].has("determiner")
        ):
            return i  # "arrived in Oslo following a trip to Lima"
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


def _is_cleft(items: tuple[Item, ...], clause: Clause, grammar: Grammar) -> bool:
    """Whether a clause only lifts out who did what follows: "it was Xi who received him"."""
    verb = clause.verb
    return verb.lemma == "be" and verb.first > 0 and items[verb.first - 1].word in grammar.lists["lifting"]


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


def _alike(items: tuple[Item, ...], clauses: list[Clause], grammar: Grammar) -> list[Clause]:
    """The clauses, with what one before them tells where they say but that: "Norway ratified the treaty in April and
    Chile did likewise in June"."""
    out: list[Clause] = []
    for c in clauses:
        verb, last = c.verb, c.verb.last
        behind = [item.word for item in items[last - 1 : last + 2]]
        so = any(word in grammar.lists["doing"] for word in behind) and verb.lemma == "do" and not verb.negated
        before = next((b for b in reversed(out) if b.verb.finite and b.verb.lemma != "do"), None) if so else None
        if not (before and c.subject and c.subject != before.subject and not before.verb.passive):
            out.append(c)
            continue
        common = tuple(s for s in before.slots if not any(items[k].kind == "time" for k in range(s.first, s.last)))
        out.append(_going_on(before.verb, Gapped(c.subject, (*common, *c.slots), c.subject[0], c.last)))
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
