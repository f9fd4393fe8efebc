"""Mentions that stand side by side as one subject or object: "A, B and C"."""

from cnvn.find.grammar import Grammar
from cnvn.find.items import DASHES, HEADS, Item, is_modifier, is_owner
from cnvn.find.slots import mentions
from cnvn.find.verbs import VerbGroup
from cnvn.model import Country

# How many words may describe a name that is joined to another.
_DESCRIBED = 3
# How far before its relative clause "is one of the first countries" may begin, in items.
_ONE_OF = 8
# How many items a bracket may hold that is a date.
_DATE = 3
# Whose somebody is told to be.
_OWNERS = ("country", "organization")


def first_apposed(items: tuple[Item, ...], end: int) -> tuple[int, ...]:
    """The name that a sentence opens with, where a long apposition parts it from its verb."""
    comma = next((i for i in range(1, end) if items[i].kind == "comma"), None)
    return (comma - 1,) if comma and items[comma - 1].kind in HEADS else ()


def before_kin(items: tuple[Item, ...], i: int) -> int:
    """The person whose kin stand at `i`, "A and her family"; `i` where they are nobody's."""
    kin = i > 2 and items[i].kind == "word" and is_owner(items[i - 1]) and items[i - 2].has("conjunction")
    return i - 3 if kin and items[i - 3].kind in HEADS else i


def with_group(items: tuple[Item, ...], i: int, floor: int, groups: frozenset[str]) -> tuple[int, ...]:
    """Those to whom a group without a name is joined, where its word, one of `groups`, stands at `i`: "A, B and senior
    officials"; nothing where there is nobody, or a preposition governs them all."""
    if i < floor or items[i].is_mention or items[i].word not in groups:
        return ()
    k = i - 1
    while k > max(floor, i - 1 - _DESCRIBED) and _describes(items[k]):
        k -= 1
    if k <= floor or not items[k].has("conjunction"):
        return ()
    k -= 2 if items[k - 1].kind == "comma" else 1
    if k < floor or 0 < floor == k or items[k].kind != "person" or is_modifier(items, k):
        return ()  # "Silva met Berg and officials held talks"
    chain = coordinated(items, k, floor, listed=True)
    before = items[chain[0] - 1] if chain[0] > floor else None
    return () if before and (before.has("preposition") or before.has("negation")) else chain


def with_groups(items: tuple[Item, ...], i: int, floor: int, verb: VerbGroup, grammar: Grammar) -> tuple[int, ...]:
    """The mention at `i` with those joined to its left, and with the countries and bodies of a group that is: "ASEAN
    officials and Chile met", and in a headline "Norway, Chile sign a treaty"."""
    headline = i == 2 and verb.first == 3 and items[verb.first].info.forms == {"base"}
    chain = coordinated(items, i, floor, listed=headline)
    return (*_of_groups(items, chain[0], floor, grammar.lists["collective"], grammar.lists["pair_nouns"]), *chain)


def within_dashes(items: tuple[Item, ...], verb: int, floor: int) -> tuple[int, ...]:
    """Whom two dashes before the verb at `verb` name, and who stands before them: "Norway and the powers - Chile, Peru
    and Cuba - agreed", "Norway and Chile - the powers - agreed"; nothing where none do."""
    dash = verb - 1
    if dash < floor + 2 or items[dash].word not in DASHES:
        return ()
    opened = next((i for i in range(dash - 1, floor, -1) if items[i].word == items[dash].word), None)
    if opened is None or any(item.kind == "time" or item.has("relative") for item in items[opened:dash]):
        return ()
    named = coordinated(items, dash - 1, opened) if items[dash - 1].kind in HEADS else ()
    k = opened - 1
    while k > max(floor, opened - 1 - _DESCRIBED) and items[k].kind == "word" and not items[k].has("conjunction"):
        k -= 1
    k -= items[k].has("conjunction")
    led = items[k].kind in HEADS and not (k and items[k - 1].has("preposition"))
    return (*(coordinated(items, k, floor) if led else ()), *named)


def _of_groups(items: tuple[Item, ...], first: int, floor: int, *groups: frozenset[str]) -> tuple[int, ...]:
    i = first - 2
    if i <= floor or not items[first - 1].has("conjunction") or not any(items[i].word in group for group in groups):
        return ()
    i -= 1
    while i > max(floor, first - 2 - _DESCRIBED) and items[i].kind == "word" and not items[i].info.classes:
        i -= 1  # "ASEAN member states"
    return coordinated(items, i, floor) if i >= floor and items[i].kind in _OWNERS else ()


def is_led_group(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """Whether the preposition at `i` leads from a group to its head: "a delegation under"."""
    return i > 0 and items[i].word in grammar.lists["under"] and items[i - 1].word in grammar.lists["collective"]


def _describes(item: Item) -> bool:
    if item.is_mention:
        return is_owner(item) or getattr(item.value, "adjective", False)
    plain = not item.info.lemma or "ing" in item.info.forms  # "and visiting Premier Berg"
    return item.has("determiner") or (item.kind == "word" and not item.info.classes and plain)


def coordinated(items: tuple[Item, ...], i: int, floor: int, *, listed: bool = False) -> tuple[int, ...]:
    """The mention at `i` with those joined to its left by commas and a conjunction; `listed` tells that the conjunction
    stands behind it."""
    chain = [i]
    j = _before_apposition(items, i, floor)
    skipped = 0
    while j - 1 >= floor:
        told_so = _describes(items[j]) or (j > floor and items[j].info.lemma and _describes(items[j - 1]))
        if skipped < _DESCRIBED and j - 2 >= floor and told_so:  # "and his Norwegian host Jonas Berg"
            j -= 1
            skipped += 1
            continue
        if not skipped and items[j].kind == "possessive" and j - 2 >= floor and items[j - 1].kind in _OWNERS:
            j -= 2  # "A and Norway's B"
            skipped += 1
            continue
        skipped = 0
        joined = items[j].has("conjunction") or (items[j].kind == "comma" and (listed or len(chain) > 1))
        placed = joined and j - 3 >= floor and items[j - 1].kind in ("country", "place")
        if placed and items[j - 2].has("preposition") and items[j - 3].kind in HEADS:
            j -= 2  # "A of Norway and B of Chile"
        if joined and items[j].has("conjunction") and items[j - 1].kind == "comma":
            j -= 1
            if 0 < floor == j - 1:  # the object of the verb before: "Silva met Berg, and Novak met Ruiz"
                break
        dated = before_bracket(items, j - 1) if joined else j - 1
        if floor <= dated < j - 1 and items[dated].kind == items[i].kind == "person":
            chain.append(dated)  # "A (May 1990), B (1993) and C (1999)"
            j = dated - 1
            continue
        if joined and j - 3 >= floor and is_owner(items[j - 2]) and items[j - 1].kind == "word":
            j -= 3  # "A, his wife and B"
            continue
        # "Chinese and Russian troops", "Chinese and U.S. troops"
        alike = items[j - 1].kind == items[i].kind and (is_modifier(items, i) or _names_group(items, i))
        led = items[j].kind == "comma" and j > 1 and items[j - 2].has("preposition")
        if led and items[chain[-1]].kind == "person" and items[j - 1].kind != "person":
            break  # "in Norway, Silva and Berg met"
        if led and _is_adjective(items[chain[-1]]) and not _is_adjective(items[j - 1]):
            break  # "in Norway, Chilean and Peruvian officials met"
        people = j > 1 and items[j - 2].has("determiner")  # "the British and the Dutch"
        if not joined or items[j - 1].kind not in HEADS or (is_modifier(items, j - 1) and not (alike or people)):
            break
        chain.append(j - 1)
        j -= 2
    return tuple(reversed(chain))


def _is_adjective(item: Item) -> bool:
    return isinstance(item.value, Country) and item.value.adjective


def _names_group(items: tuple[Item, ...], i: int) -> bool:
    """Whether a country's name stands right before a noun as an adjective does: "U.S. troops"."""
    after = items[i + 1] if i + 1 < len(items) else None
    plain = after is not None and after.kind == "word" and not (after.info.classes or after.info.lemma)
    return plain and items[i].kind == "country"


def _before_apposition(items: tuple[Item, ...], i: int, floor: int) -> int:
    """Where the words before the one at `i` end that may join him to others: before those that describe him, "A and
    his host, B, …"."""
    j = i - 1
    if not (j > floor and items[j].kind == "comma" and i + 1 < len(items) and items[i + 1].kind == "comma"):
        return j
    for k in range(j - 1, max(floor, j - 2 - _DESCRIBED), -1):
        if items[k].has("conjunction") and k < j - 1:
            return k
        if items[k].has("preposition") or not (_describes(items[k]) or items[k].info.lemma):
            break
    return j


def opening_comma(items: tuple[Item, ...], closing: int, floor: int) -> int | None:
    """Where the comma stands before the one at `closing`; None where none does."""
    for i in range(closing - 1, floor - 1, -1):
        if items[i].kind == "comma":
            return i
    return None


def closes_place(items: tuple[Item, ...], comma: int) -> bool:
    """Whether a comma stands behind where something is: "on a visit to Oslo, …", "in Oslo, Norway, …"."""
    if comma < 2 or items[comma - 1].kind not in ("country", "place"):
        return False
    before = items[comma - 2]
    return before.kind == "comma" or before.has("preposition") or before.has("infinitive")


def describes_subject(items: tuple[Item, ...], verb: VerbGroup, subject: tuple[int, ...]) -> bool:
    """Whether an active participle stands right behind its subject, with no more than a comma between."""
    if verb.finite or verb.passive or not subject:
        return False
    return verb.first - 1 - subject[-1] == (items[verb.first - 1].kind == "comma")


def apposed(items: tuple[Item, ...], group: VerbGroup, before: tuple[VerbGroup, ...]) -> tuple[int, ...]:
    """The subject that an apposition with verbs of its own parts from its verb: "A and B, the first leader to visit
    Oslo since they signed the treaty, met"; nothing where none does."""
    comma = group.first - 1
    if group.finite and (named := within_dashes(items, group.first, before[-1].last if before else 0)):
        return named
    if not before or not group.finite or comma < 1 or items[comma].kind != "comma":
        return ()
    opening = opening_comma(items, comma, 0)
    if opening is None or opening < 1 or before[-1].first < opening or items[opening - 1].kind not in HEADS:
        return ()
    ranked = items[opening + 1].has("determiner") and not items[opening + 1].has("relative")
    led = opening == 1 and items[opening + 1].has("preposition")  # "A, on a tour of Asia after visiting Oslo, met"
    # "A, widely expected to become premier, met", "A, long seen as a rival, met"
    seen = items[opening + 1].has("adverb") and before[0].first == opening + 2 and items[opening - 1].kind == "person"
    if not (ranked or led or seen) or any(v.first < opening for v in before):
        return ()
    inside = [v for v in before if v.first > opening]
    known = seen and "participle" in items[opening + 2].info.forms
    return coordinated(items, opening - 1, 0) if inside and (known or not inside[0].finite) else ()


def joins_heads(items: tuple[Item, ...], i: int) -> bool:
    """Whether a conjunction stands between two mentions of one kind: "Silva and Berg", "Silva and the premier"."""
    after = i + 2 if i + 2 < len(items) and items[i + 1].has("determiner") else i + 1
    left, right = items[i - 1] if i else None, items[after] if after < len(items) else None
    return left is not None and right is not None and left.is_mention and left.kind == right.kind


def sent(items: tuple[Item, ...], group: VerbGroup, sending: VerbGroup, grammar: Grammar) -> tuple[int, ...]:
    """Who is sent or brought to do what an infinitive tells: "sent Berg to meet Silva", "prompting Chile to leave";
    nobody where none is."""
    caused = sending.lemma in grammar.lists["causing"]
    sends = caused or sending.lemma in grammar.lists["sending"]
    if not sends or sending.passive or not items[group.first].has("infinitive"):
        return ()
    found = mentions(items, sending.last, group.first, grammar, HEADS if caused else ("person",))
    if caused and found[-1:] != (group.first - 1,):  # not "leading the delegation of Chile to sign"
        return ()
    return coordinated(items, found[-1], sending.last) if found else ()


def before_opening(items: tuple[Item, ...], comma: int, floor: int) -> int:
    """Where the clause behind a comma begins: before the time that opens it, "… and in May, Berg left", "… and in May,
    during the visit, Berg left"."""
    k = next((j for j in range(comma - 1, floor, -1) if items[j].kind == "comma"), floor)
    led = items[k + 1].has("preposition") or items[k + 1].has("subordinator")
    if led and k > floor and items[k - 1].kind == "time":
        further = before_opening(items, k, floor)
        if further < k:
            return further
    k = comma - 1
    if k > floor + 1 and items[k].kind == "time":
        k -= 2 if items[k - 1].has("preposition") else 1
        if k > floor and items[k].kind == "comma" and items[k - 1].has("conjunction"):  # "… and, in May, Berg left"
            return k - 1
        if items[k].has("conjunction") and items[k - 1].kind != "time":
            return k - 1 if items[k - 1].kind == "comma" else k
    return comma


def before_bracket(items: tuple[Item, ...], i: int) -> int:
    """What stands before a bracket that closes at `i` and holds only dates, "on Thursday (Jan. 30)"; `i` if none."""
    k = i - 1
    while k > 0 and (items[k].kind == "time" or items[k].has("preposition") or items[k].has("conjunction")):
        k -= 1
    return k - 1 if items[i].word == ")" and 0 < k < i - 1 and items[k].word == "(" else i


def brackets_date(items: tuple[Item, ...], i: int) -> bool:
    """Whether the bracket at `i` opens or closes one that holds only a date: "signed on Wednesday (18 May) a pact"."""
    closes = i
    while closes + 1 < len(items) and items[i].word == "(" and items[closes].word != ")" and closes < i + _DATE:
        closes += 1
    return items[closes].word == ")" and before_bracket(items, closes) != closes


def opens_relative(items: tuple[Item, ...], first: int, grammar: Grammar) -> bool:
    """Whether the verb at `first` is that of "who met", or of "whose title is"."""
    k = first - 1
    if k >= 0 and items[k].has("relative"):
        return True
    while k > 0 and items[k].kind == "word" and not items[k].info.classes:
        k -= 1
    return k > 0 and items[k].word in grammar.lists["whose"]


def behind_aside(items: tuple[Item, ...], closing: int) -> int | None:
    """The mention that a bracket which closes at `closing` stands behind: "Silva (elected in May)"; None where none
    does."""
    opens = next((i for i in range(closing - 1, 0, -1) if items[i].word == "("), None)
    return opens - 1 if opens is not None and items[opens - 1].kind in HEADS else None


def of_which_one(items: tuple[Item, ...], relative: int, being: VerbGroup, subject: tuple[int, ...]) -> tuple[int, ...]:
    """Who is said to be one of those of whom a relative clause tells: "Norway is one of the countries which signed it";
    `being` is the verb before, with its subject."""
    says_so = being.lemma == "be" and being.finite and not being.negated and relative - being.last <= _ONE_OF
    counted = any(item.has("determiner") for item in items[being.last : relative])
    named = any(item.is_mention for item in items[being.last : relative])
    return subject if says_so and counted and not named else ()


def is_of_others(items: tuple[Item, ...], verb: VerbGroup, grammar: Grammar) -> bool:
    """Whether an infinitive is said of a noun that nothing names: "met him, with their countries due to sign it"."""
    if verb.mood != "infinitive" or verb.first < 3 or items[verb.first - 1].word not in grammar.lists["prospective"]:
        return False
    noun = items[verb.first - 2]
    return noun.kind == "word" and not noun.info.classes and not noun.info.lemma


def waits_for(items: tuple[Item, ...], i: int, group: VerbGroup, grammar: Grammar) -> bool:
    """Whether a word like "until" only leads to the time of what a verb denies: "did not sign it until May"."""
    led = i + 1 < len(items) and items[i + 1].kind == "time" and items[i].word in grammar.lists["limited"]
    return led and group.negated


def between_subject_and_verb(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """An adverb or a time with its preposition: "Li on Monday also met", "Li, 71, last met"."""
    item = items[i]
    if item.has("adverb") or item.kind in ("time", "possessive") or item.word in grammar.lists["last_time"]:
        return True
    return item.has("preposition") and items[i + 1].kind == "time"


def spoken_for(items: tuple[Item, ...], first: int, last: int, grammar: Grammar) -> tuple[int, ...]:
    """The country or body for which somebody without a name speaks: "a spokesman for the Chilean ministry"."""
    speaks = (k for k in range(first, last - 2) if items[k].word in grammar.lists["speaking_for"])
    speaker = next((k for k in speaks if items[k + 1].word in grammar.lists["purpose"]), None)
    behind = range(speaker + 2, last) if speaker is not None else range(0)
    return next(((k,) for k in behind if items[k].kind in ("country", "organization")), ())
