"""Whether a word that may be a verb is one where it stands: what is before and behind it says so."""

from cnvn.find.grammar import Grammar
from cnvn.find.items import DASHES, HEADS, Item, is_modifier, is_owner, is_paired
from cnvn.model import Country

# The longest that two commas set apart between a name and its verb, in items.
_ASIDE = 16
# The longest that tells whose or whence a group is, in items.
_GROUP = 6


def has_particle(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """Whether the word at `i` goes on with a particle: "was set up" tells of no plan."""
    return i + 1 < len(items) and items[i + 1].word in grammar.lists["particles"]


def is_verb_place(items: tuple[Item, ...], i: int, seen: list[str], grammar: Grammar) -> bool:
    """A place where a word of verbal shape is a verb: behind an auxiliary or straight behind its subject, with no more
    than an adverb between them."""
    if seen:
        return True
    if i and items[i - 1].kind == "word" and items[i - 1].word.endswith(grammar.adverb_ending):
        i -= 1
    before = items[i - 1] if i else None
    return before is not None and before.kind in HEADS and not is_modifier(items, i - 1)


def is_verb(items: tuple[Item, ...], i: int, forms: frozenset[str], grammar: Grammar) -> bool:
    """Whether a word that can be a verb is one here, with no auxiliary before it."""
    if items[i].has("preposition"):
        return False
    if items[i].word in grammar.lists["last_time"] and i + 1 < len(items) and "past" in items[i + 1].info.forms:
        return False  # "who last visited in May"
    if i and items[i - 1].word in grammar.lists["newly"] and not items[i - 1].is_mention:
        return False  # "met newly elected Premier Berg"
    j = _skip_adverbs(items, i, -1)
    before = items[j] if j >= 0 else None
    k = _skip_adverbs(items, i, 1)
    while k < len(items) and _ends_as_adverb(items[k], grammar):  # "A and B meet informally with C"
        k += 1
    after = items[k] if k < len(items) else None
    if before is not None and before.word in grammar.lists["pronominal"] and forms & {"past", "base"}:
        return True
    if before is not None and before.has("relative") and before.has("determiner") and "past" in forms:
        bare = after is not None and (after.kind == "time" or after.has("preposition"))
        return bare or items[i].info.lemma in grammar.lists["occurring"]  # "the talks that ended on Monday"
    if before is not None and before.has("relative") and "third" in forms and after is not None:
        bounds = any(items[i].info.lemma in grammar.lists[name] for name in ("beginning", "ending"))
        if bounds and (after.kind == "time" or after.has("preposition")):
            return True  # "a visit that ends on Monday"
    if before is not None and (before.kind == "possessive" or before.has("determiner") or is_modifier(items, j)):
        return False
    if "past" in forms or "participle" in forms:
        noun = after is not None and not after.has("preposition")  # "the road to restored ties"
        return before is None or not (before.has("preposition") or (noun and before.has("infinitive")))
    if "ing" in forms:
        named = items[i].word in grammar.lists["meeting"] or items[i].info.lemma in grammar.lists["transitive"]
        if before is None and is_of(after) and named:
            return False  # "Signing of the accords"
        if before is not None and before.kind == "person" and is_paired(items, j):
            return False  # "the Silva-Berg meeting"
        body = before is not None and before.kind == "organization" and j > 0 and items[j - 1].has("determiner")
        if body and (items[j - 1].word not in grammar.lists["definite"] or (j > 1 and items[j - 2].has("preposition"))):
            return False  # "a Joint Committee meeting", "at the NATO meeting"
        noun = before is not None and before.word in grammar.lists["belonging"] and is_preposition(after)
        told = after is not None and after.kind == "word" and not after.info.classes
        if before is not None and before.word in grammar.lists["collective"] and told:
            return True  # "with their ministers concluding talks"
        guest = items[i].word in grammar.lists["describing"] and after is not None and after.kind == "person"
        group = before is not None and before.word in grammar.lists["collective"] and is_object(after)
        means = before is not None and before.word in grammar.lists["led_by"] and told  # "by signing treaties"
        done = means and any(items[i].info.lemma in grammar.lists[n] for n in ("transitive", "bare_objects"))
        counted = told and before is not None and before.kind == "comma" and items[k].word in grammar.lists["several"]
        if items[i].info.lemma in grammar.lists["agreeing"] and before is not None and before.kind == "comma":
            return after is not None and after.has("infinitive")  # "ended the row, agreeing to a truce"
        if has_particle(items, i, grammar):  # "wrapping up a visit"
            after = items[i + 2] if i + 2 < len(items) else None
        return not noun and not guest and (group or done or counted or _is_gerund(before, after))
    sure = items[i].info.lemma in grammar.lists["only_verbs"]
    if before is None or before.has("preposition") or (is_of(after) and not sure):
        return False
    if "third" in forms:
        done = j > 0 and "past" in items[j - 1].info.forms
        if done and items[i].word in grammar.lists["plural_nouns"]:  # "cancelled NATO sanctions"; "said Silva visits"
            return grammar.verb_is(items[j - 1].info.lemma, "speech")
        if before.has("subordinator") and not before.has("relative"):
            return False  # "after deals were signed"
        if j == 0 and before.kind == "time" and items[i].info.lemma in grammar.lists["seeing"]:
            return _governs_something(after)  # "2018 marks the jubilee"
        after_name = before.kind == "comma" and j > 0 and items[j - 1].kind in HEADS
        if sure and before.kind == "comma" and after is not None:  # "Norway, an ally, invades Chile"
            return after_name or after.is_mention or after.has("preposition")
        if items[i].word in grammar.lists["collective"] and after is not None and "past" in after.info.forms:
            return False  # "Norwegian forces withdrew"
        if before.kind in HEADS or before.has("relative"):
            return True
        if sure and before.kind == "word" and not before.info.classes:
            return after is not None and (after.kind == "word" or after.is_mention)
        names = (k for k in range(i + 1, min(i + 3, len(items))) if items[k].is_mention)
        if (
            before.kind == "comma"
            and next(names, None) is not None
            and after is not None
            and not after.has("conjunction")
        ):
            return True  # "Silva, the king's envoy, meets ailing Premier Berg"
        if after is not None and after.word in grammar.lists["particles"]:
            return True  # "War breaks out"
        if before.has("conjunction") and (sure or items[i].info.lemma in grammar.lists["bare_objects"]):
            given = after is not None and not after.info.forms.isdisjoint({"past", "participle"})  # "and awards given"
            if after is not None and after.kind == "word" and not (sure and given):
                return True  # "declares an embargo and breaks diplomatic relations"
        noun = items[i].word in grammar.lists["plural_nouns"] or before.info.lemma is not None or before.kind != "word"
        whither = noun and after is not None and after.kind in ("place", "country") and before.kind == "word"
        if whither and any(before.word in grammar.lists[name] for name in ("offices", "collective")):
            return True  # "Norwegian delegation visits Chile"
        return _governs_something(after) and (after_name or not noun)
    if before.word in grammar.lists["of_forces"]:
        return False  # "naval clash off the reef"
    if before.kind == "time" and j > 1:  # "A and B in May sign a treaty"
        j -= 2 if items[j - 1].has("preposition") else 1
        before = items[j]
    # "A and B, now in office, meet in Oslo"
    if before.word in (",", *DASHES) and (aside := _aside(items, j)) is not None:
        j, before = aside, items[aside]
    if before.word in grammar.lists["companions"] and j > 1 and is_owner(items[j - 1]):
        return items[j - 2].has("conjunction") and _governs_something(after)  # "A and his wife pay a visit"
    joint = j - 2 if j > 1 and items[j - 1].has("determiner") else j - 1
    several = before.kind in HEADS and joint >= 0 and (items[joint].has("conjunction") or items[joint].kind in HEADS)
    # A headline: "Norway, Chile sign a treaty".
    several = several or (before.kind in HEADS and j == 2 and items[1].kind == "comma" and items[0].kind in HEADS)
    several = several or before.has("people") or _is_of_group(items, i, j, grammar)
    both = isinstance(before.value, Country) and len(before.value.codes) > 1  # "the two Koreas sign …"
    # "The Netherlands sign …"
    both = both or (before.kind == "country" and items[j - 1].has("determiner") and grammar.is_plural(before.word))
    one = any(item.word in grammar.lists["single"] for item in items[max(0, j - 2) : j])  # "a joint naval patrol"
    behind = j > 0 and "past" in items[j - 1].info.forms  # "traded artillery fire"
    group = both or (before.word in grammar.lists["collective"] and not (one or behind))
    plural = group or (before.kind == "word" and not before.info.lemma and grammar.is_plural(before.word))
    plain = items[i].info.lemma in grammar.lists["transitive"] or items[i].info.lemma in grammar.lists["bare_objects"]
    takes = after is not None and (after.word in grammar.lists["particles"] or (plain and after.kind == "word"))
    happens = before.word in grammar.lists["plural_nouns"] and items[i].info.lemma in grammar.lists["occurring"]
    if happens and not (group and plain):  # but "Norwegian forces resume shelling"
        return not (after is not None and after.kind == "word" and not after.info.classes)  # "Talks begin in Oslo"
    return (several or plural or before.has("relative")) and (takes or _governs_something(after))


def _is_of_group(items: tuple[Item, ...], i: int, j: int, grammar: Grammar) -> bool:
    """Whether what stands before the verb at `i`, up to `j`, only tells whose or whence a group is: "members of the
    guard overthrow …", "rebels from the north capture …"."""
    if items[i].info.lemma not in grammar.lists["only_verbs"]:
        return False
    for k in range(j - 1, max(0, j - _GROUP), -1):
        if items[k].has("preposition"):
            return items[k].word in grammar.lists["senders"] and items[k - 1].word in grammar.lists["collective"]
        if items[k].kind in ("comma", "stop", "time", "quote") or items[k].info.verbal:
            return False
    return False


def _aside(items: tuple[Item, ...], j: int) -> int | None:
    """The name before what two commas or dashes set apart, of which the second stands at `j`."""
    opened = next((k for k in range(j - 1, max(0, j - _ASIDE), -1) if items[k].word == items[j].word), None)
    named = opened and (items[opened - 1].kind in HEADS or items[j].word in DASHES)
    return opened - 1 if opened and named else None


def _skip_adverbs(items: tuple[Item, ...], i: int, step: int) -> int:
    j = i + step
    while 0 <= j < len(items) and items[j].has("adverb"):
        # "Silva first met Berg", but "the first train"
        if items[j].has("determiner") and not (step < 0 and j and items[j - 1].kind in HEADS):
            break
        j += step
    return j


def _ends_as_adverb(item: Item, grammar: Grammar) -> bool:
    return (
        item.kind == "word" and item.word.endswith(grammar.adverb_ending) and not (item.info.classes or item.info.lemma)
    )


def _governs_something(after: Item | None) -> bool:
    """Whether what follows can be an object or a complement."""
    if after is None:
        return False
    return after.is_mention or any(after.has(name) for name in ("determiner", "preposition", "infinitive"))


def is_object(after: Item | None) -> bool:
    """Whether what follows can be an object: somebody, or something with its article."""
    return after is not None and (after.is_mention or after.has("determiner"))


def _is_gerund(before: Item | None, after: Item | None) -> bool:
    follows = after is not None and (after.is_mention or after.has("preposition") or after.has("determiner"))
    opens = before is None or before.kind in ("comma", "quote")
    if opens or (before is not None and (before.has("preposition") or before.has("conjunction"))):
        return follows
    return before is not None and (
        before.has("subordinator") or (follows and before.kind in ("person", "country", "organization"))
    )


def is_preposition(item: Item | None) -> bool:
    """Whether a preposition stands there, no name."""
    return item is not None and not item.is_mention and item.has("preposition")


def is_of(item: Item | None) -> bool:
    """Whether what follows makes the word before a noun."""
    return item is not None and item.word in ("of", "between")
