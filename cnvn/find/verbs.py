"""Verb groups without a part-of-speech model: auxiliaries and known verb forms, with voice, tense and negation."""

from typing import Literal, NamedTuple

from cnvn.find.grammar import Grammar
from cnvn.find.items import DASHES, Item, behind_time, is_modifier, is_owner, is_paired
from cnvn.model import Country

Mood = Literal["fact", "future", "infinitive", "irrealis"]

# The kinds of mention that can be a subject or an object.
HEADS = ("person", "country", "organization", "series")
# The longest that two commas set apart between a name and its verb, in items.
_ASIDE = 16


class VerbGroup(NamedTuple):
    """Items `first` to `last` (exclusive) that form one verb. `governor` is the verb before an infinitive."""

    first: int
    last: int
    lemma: str
    passive: bool = False
    mood: Mood = "fact"
    negated: bool = False
    finite: bool = True
    perfect: bool = False  # "has met": on some day
    governor: str | None = None


def verb_groups(items: tuple[Item, ...], grammar: Grammar) -> tuple[VerbGroup, ...]:
    """The verb groups of a sentence, in the order of the text."""
    found: list[VerbGroup] = []
    endings, done = grammar.verb_endings, 0
    for i, (kind, _, _, word, info, _) in enumerate(items):
        if i >= done and kind == "word" and (info.verbal or word.endswith(endings)):
            group = _group_at(items, i, found[-1] if found else None, grammar)
            if group:
                found.append(group)
                done = group.last
    return tuple(found)


# The forms that a verb may have behind each of them.
_BASE = frozenset({"base"})
_AFTER = {
    "be": frozenset({"participle", "ing"}),
    "have": frozenset({"participle", "past"}),
    "future": _BASE,
    "conditional": _BASE,
    "do": _BASE,
    "infinitive": _BASE,
}


def _group_at(items: tuple[Item, ...], at: int, before: VerbGroup | None, grammar: Grammar) -> VerbGroup | None:
    """The verb group that begins at item `at`, a word that may begin one, or None."""
    seen: list[str] = []
    negated = at > 0 and items[at - 1].value is None and items[at - 1].has("negation")  # "never visited Oslo"
    i = at
    while i < len(items) and (items[i].value is None or (seen and items[i].kind == "time")):
        if seen and (after := behind_time(items, i)):  # "will on Friday visit"
            i = after
            continue
        item = items[i]
        negated = negated or item.has("negation")
        if item.kind == "possessive":  # "led to Monday's pact"
            break
        if item.info.auxiliary:
            seen.append(item.info.auxiliary)
        elif not item.has("negation") and not (
            seen
            and (
                item.kind == "time"
                or item.has("adverb")
                or (item.word in grammar.lists["prospective"] and not _has_particle(items, i, grammar))
                or (item.kind == "quote" and seen[-1] == "be")  # 'was "warmly" received'
            )
        ):
            break
        i += 1
    if items[at].has("negation") and not items[at].info.auxiliary and not seen:
        return None
    head = items[i] if i < len(items) and not items[i].is_mention else None
    lemma, forms = (head.info.lemma, head.info.forms) if head else (None, frozenset[str]())
    if head and not lemma and head.word.endswith(grammar.verb_endings) and _is_verb_place(items, i, seen, grammar):
        lemma, forms = head.word, frozenset({"past", "participle"})
    joined = _goes_on(items, i, seen, forms, before)
    beside = before is not None and not seen and _stands_beside(items, i, forms, before)
    if lemma and head and not (seen or joined or beside or _is_verb(items, i, forms, grammar)):
        lemma = None
    if lemma and seen and not forms & _AFTER[seen[-1]]:  # "has talks", "to meetings": a noun
        lemma = None
    infinitive = seen[:1] == ["infinitive"]
    governor = before.lemma if before and infinitive and at - before.last <= 6 else None
    if not lemma:
        while seen and seen[-1] == "infinitive":  # "would be to China": a preposition
            seen.pop()
            i = next(j for j in range(i - 1, at - 1, -1) if items[j].has("infinitive"))
        plain = seen[-1] if seen and seen[-1] in ("be", "have") else None
        if seen == ["do"] and i < len(items) and items[i].word in grammar.lists["doing"]:
            plain = "do"
        while i > at and items[i - 1].kind == "quote":  # 'was "a success"'
            i -= 1
        if not plain or at == i:
            return None
        return VerbGroup(at, i, plain, mood=_mood(seen), negated=negated, finite=not infinitive, governor=governor)
    passive = _is_passive(items, i, seen, forms, grammar) and not (
        before and _resumes(items, i, lemma, before, grammar)
    )
    mood = before.mood if joined and before else _mood(seen)
    if "infinitive" in seen[1:] and "have" in seen:
        mood = _planned(items[at:i], mood, grammar)
    participle = not seen and "ing" in forms
    last = i + 1
    if last < len(items) and (whole := grammar.phrasal.get((lemma, items[last].word))):  # "called off"
        lemma, last = whole, last + 1
    return VerbGroup(
        at,
        last,
        lemma,
        passive=passive,
        mood=mood,
        negated=negated,
        perfect="have" in seen,
        finite=not (joined or infinitive or participle or (passive and "be" not in seen)),
        governor=governor,
    )


def _goes_on(items: tuple[Item, ...], i: int, seen: list[str], forms: frozenset[str], before: VerbGroup | None) -> bool:
    """Whether a bare verb goes on from an infinitive or a plan: "to visit Oslo and meet the king"."""
    if seen or before is None or "base" not in forms or before.mood == "fact" or i <= before.last:
        return False
    after = items[i + 1] if i + 1 < len(items) else None
    listed = items[i - 1].kind == "comma" and after is not None and (after.is_mention or after.has("determiner"))
    k = i - 2 if items[i - 1].has("adverb") and not items[i - 1].has("determiner") else i - 1  # "and officially open"
    return listed or items[k].has("conjunction")


def _stands_beside(items: tuple[Item, ...], i: int, forms: frozenset[str], before: VerbGroup) -> bool:
    """Whether behind "and" a verb goes on from one in the present: "A and B meet in Oslo and sign a treaty"."""
    present = items[before.last - 1].info.forms if before.finite and before.mood == "fact" else frozenset[str]()
    alike = "base" in forms and "base" in present and "past" not in present and before.last == before.first + 1
    after = items[i + 1] if i + 1 < len(items) else None
    return alike and items[i - 1].has("conjunction") and _is_object(after)


def _has_particle(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """Whether the word at `i` goes on with a particle: "was set up" tells of no plan."""
    return i + 1 < len(items) and items[i + 1].word in grammar.lists["particles"]


def _resumes(items: tuple[Item, ...], i: int, lemma: str, before: VerbGroup, grammar: Grammar) -> bool:
    """Whether behind a participle between commas the verb at `i` tells what went on: "the talks, suspended in May,
    resumed in June"."""
    aside = before.passive and not before.finite and {items[before.first - 1].kind, items[i - 1].kind} == {"comma"}
    goes_on = aside and lemma in grammar.lists["occurring"] and "past" in items[i].info.forms
    return goes_on and not any(item.word in grammar.lists["led_by"] for item in items[i + 1 : i + 2])


def _mood(seen: list[str]) -> Mood:
    if "conditional" in seen:
        return "irrealis"
    if "future" in seen or (len(seen) > 1 and "be" in seen and "infinitive" in seen[seen.index("be") :]):
        return "future"
    return "infinitive" if seen[:1] == ["infinitive"] else "fact"


def _planned(words: tuple[Item, ...], mood: Mood, grammar: Grammar) -> Mood:
    """The mood of what has been planned: it is to come, but "had planned to visit" tells that nothing came of it."""
    lists = grammar.lists
    if mood != "future" and not any(item.word in lists["prospective"] for item in words):
        return mood  # "had to leave"
    return "irrealis" if any(item.word in lists["pluperfect"] for item in words) else "future"


def _is_verb_place(items: tuple[Item, ...], i: int, seen: list[str], grammar: Grammar) -> bool:
    """A place where a word of verbal shape is a verb: behind an auxiliary or straight behind its subject, with no more
    than an adverb between them."""
    if seen:
        return True
    if i and items[i - 1].kind == "word" and items[i - 1].word.endswith(grammar.adverb_ending):
        i -= 1
    before = items[i - 1] if i else None
    return before is not None and before.kind in HEADS and not is_modifier(items, i - 1)


def _is_verb(items: tuple[Item, ...], i: int, forms: frozenset[str], grammar: Grammar) -> bool:
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
        if before is None and _is_of(after) and named:
            return False  # "Signing of the accords"
        if before is not None and before.kind == "person" and is_paired(items, j):
            return False  # "the Silva-Berg meeting"
        body = before is not None and before.kind == "organization" and j > 0 and items[j - 1].has("determiner")
        if body and (items[j - 1].word not in grammar.lists["definite"] or (j > 1 and items[j - 2].has("preposition"))):
            return False  # "a Joint Committee meeting", "at the NATO meeting"
        noun = before is not None and before.word in grammar.lists["belonging"] and _is_preposition(after)
        told = after is not None and after.kind == "word" and not after.info.classes
        if before is not None and before.word in grammar.lists["collective"] and told:
            return True  # "with their ministers concluding talks"
        guest = items[i].word in grammar.lists["describing"] and after is not None and after.kind == "person"
        group = before is not None and before.word in grammar.lists["collective"] and _is_object(after)
        means = before is not None and before.word in grammar.lists["led_by"] and told  # "by signing treaties"
        done = means and any(items[i].info.lemma in grammar.lists[n] for n in ("transitive", "bare_objects"))
        counted = told and before is not None and before.kind == "comma" and items[k].word in grammar.lists["several"]
        if _has_particle(items, i, grammar):  # "wrapping up a visit"
            after = items[i + 2] if i + 2 < len(items) else None
        return not noun and not guest and (group or done or counted or _is_gerund(before, after))
    sure = items[i].info.lemma in grammar.lists["only_verbs"]
    if before is None or before.has("preposition") or (_is_of(after) and not sure):
        return False
    if "third" in forms:
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
        if before.has("conjunction") and items[i].info.lemma in grammar.lists["bare_objects"]:
            return after is not None and after.kind == "word"  # "declares an embargo and breaks diplomatic relations"
        noun = items[i].word in grammar.lists["plural_nouns"] or before.info.lemma is not None or before.kind != "word"
        whither = noun and after is not None and after.kind in ("place", "country") and before.kind == "word"
        if whither and any(before.word in grammar.lists[name] for name in ("offices", "collective")):
            return True  # "Norwegian delegation visits Chile"
        return _governs_something(after) and (after_name or not noun)
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
    both = isinstance(before.value, Country) and len(before.value.codes) > 1  # "the two Koreas sign …"
    one = any(item.word in grammar.lists["single"] for item in items[max(0, j - 2) : j])  # "a joint naval patrol"
    behind = j > 0 and "past" in items[j - 1].info.forms  # "traded artillery fire"
    group = both or (before.word in grammar.lists["collective"] and not (one or behind))
    plural = group or (before.kind == "word" and not before.info.lemma and grammar.is_plural(before.word))
    plain = items[i].info.lemma in grammar.lists["transitive"] or items[i].info.lemma in grammar.lists["bare_objects"]
    takes = after is not None and (after.word in grammar.lists["particles"] or (plain and after.kind == "word"))
    if before.word in grammar.lists["plural_nouns"] and items[i].info.lemma in grammar.lists["occurring"]:
        return not (after is not None and after.kind == "word" and not after.info.classes)  # "Talks begin in Oslo"
    return (several or plural or before.has("relative")) and (takes or _governs_something(after))


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


def _is_object(after: Item | None) -> bool:
    return after is not None and (after.is_mention or after.has("determiner"))


def _is_gerund(before: Item | None, after: Item | None) -> bool:
    follows = after is not None and (after.is_mention or after.has("preposition") or after.has("determiner"))
    opens = before is None or before.kind in ("comma", "quote")
    if opens or (before is not None and (before.has("preposition") or before.has("conjunction"))):
        return follows
    return before is not None and (
        before.has("subordinator") or (follows and before.kind in ("person", "country", "organization"))
    )


def _is_preposition(item: Item | None) -> bool:
    return item is not None and not item.is_mention and item.has("preposition")


def _is_of(item: Item | None) -> bool:
    """Whether what follows makes the word before a noun."""
    return item is not None and item.word in ("of", "between")


def _is_passive(items: tuple[Item, ...], i: int, seen: list[str], forms: frozenset[str], grammar: Grammar) -> bool:
    if "participle" not in forms:
        return False
    if seen:
        return "be" in seen and "ing" not in forms
    j = i + 1
    while j < len(items) and items[j].has("adverb") and not items[j].is_mention:
        j += 1
    after = items[j] if j < len(items) else None
    end = min(j + 1 + _is_preposition(after), len(items))  # "presided over by A"
    by = next((k for k in range(j, end) if items[k].word == "by"), None)
    if by is not None:  # but "Norway responded by expelling"
        return not (i and items[i - 1].kind in HEADS and any("ing" in k.info.forms for k in items[by + 1 : by + 2]))
    before = items[i - 1] if i else None
    if before is not None and before.kind == "person" and items[i].info.lemma in grammar.lists["chosen"]:
        office = any(item.word in grammar.lists["offices"] for item in items[j : j + 2])
        alone = (
            after is None or after.kind in ("time", "comma", "stop") or after.word == "." or after.has("preposition")
        )
        return office or alone  # "Ana Silva elected president"
    if before is None or "past" not in forms:
        return "past" not in forms
    plain = items[i].info.lemma in grammar.lists["transitive"] and after is not None and after.has("preposition")
    two = plain and i > 3 and items[i - 4].has("preposition") and items[i - 2].has("conjunction")
    if two and any(item.word in grammar.lists["amid"] for item in items[max(i - 7, 0) : i - 3]):
        return before.is_mention and items[i - 3].is_mention  # "talks between A and B held in May"
    if before.kind == "person" or before.has("relative"):  # "the talks that started on Monday"
        return False
    if before.word in grammar.lists["seated"] and grammar.verb_is(items[i].info.lemma, "speech"):
        return False  # "the ministry announced on Monday"
    if items[i].info.lemma in grammar.lists["planning"] and after is not None and after.word == "for":
        return True  # "a trip to Norway planned for May"
    # "the congress, held in October": a participle behind its noun, with nothing that it could govern.
    said = before.word not in grammar.lists["statements"]  # but "in a statement issued on Monday that"
    if said and any(item.has("relative") and item.has("determiner") for item in items[j : j + 3]):
        return False  # "the ministry announced on Monday that"
    if after is not None and after.has("infinitive") and items[i].info.lemma in grammar.lists["planning"]:
        return before.word in grammar.lists["told_meetings"]  # "for talks expected to focus on fish"
    k = j
    while k < len(items) and (items[k].kind in ("place", "country", "time") or items[k].has("preposition")):
        k += 1
    if said and j < k < len(items) and items[k].has("determiner") and not items[k - 1].has("preposition"):
        return False  # "they, on Monday, issued in Oslo a statement"
    measured = after is not None and after.kind == "time" and _is_of(items[j + 1] if j + 1 < len(items) else None)
    bare = after is None or after.kind in ("time", "comma", "stop") or after.has("preposition")
    bare = bare or (
        after is not None and after.has("subordinator") and [i.kind for i in items[j + 1 : j + 2]] == ["time"]
    )
    bare = bare and not measured  # "officials held two days of talks"
    if items[i].info.lemma in grammar.lists["made"] and before.kind == "country":
        return after is None or after.kind in ("comma", "stop") or after.word == "."  # "People's Republic proclaimed"
    return bare and items[i].info.lemma in grammar.lists["transitive"] and before.kind in ("comma", "series", "word")
