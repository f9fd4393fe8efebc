"""Verb groups without a part-of-speech model: auxiliaries and known verb forms, with voice, tense and negation."""

from typing import Literal, NamedTuple

from cnvn.find.grammar import Grammar
from cnvn.find.items import Item, behind_time
from cnvn.find.verb_places import has_particle, is_object, is_verb, is_verb_place
from cnvn.find.voice import is_passive, only_describes

Mood = Literal["fact", "future", "infinitive", "irrealis"]


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
            if group and group.governor in grammar.lists["telling_what"] and len(found) > 1 and not found[-1].finite:
                group = group._replace(governor=found[-2].lemma)  # "wants the envoys based in Lima to meet him"
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
                or (item.word in grammar.lists["prospective"] and not has_particle(items, i, grammar))
                or (item.kind == "quote" and seen[-1] == "be")  # 'was "warmly" received'
            )
        ):
            break
        i += 1
    if items[at].has("negation") and not items[at].info.auxiliary and not seen:
        return None
    if (
        seen[:1] == ["infinitive"] and at + 1 < len(items) and items[at + 1].kind == "time"
    ):  # "which to this day is recognised"
        return None
    head = items[i] if i < len(items) and not items[i].is_mention else None
    lemma, forms = (head.info.lemma, head.info.forms) if head else (None, frozenset[str]())
    if head and not lemma and head.word.endswith(grammar.verb_endings) and is_verb_place(items, i, seen, grammar):
        lemma, forms = head.word, frozenset({"past", "participle"})
    joined = _goes_on(items, i, seen, forms, before)
    beside = before is not None and not seen and _stands_beside(items, i, forms, before)
    if lemma and head and not (seen or joined or beside or is_verb(items, i, forms, grammar)):
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
        if seen == ["do"] and any(item.word in grammar.lists["doing"] for item in items[at + 1 : i + 2]):
            plain = "do"  # "did so", "did the same"
        while i > at and items[i - 1].kind == "quote":  # 'was "a success"'
            i -= 1
        if not plain or at == i:
            return None
        return VerbGroup(at, i, plain, mood=_mood(seen), negated=negated, finite=not infinitive, governor=governor)
    passive = is_passive(items, i, seen, forms, grammar) and not (before and _resumes(items, i, lemma, before, grammar))
    if before is not None and not seen and only_describes(items, i, lemma, grammar):
        passive = "participle" in forms
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
    return alike and items[i - 1].has("conjunction") and is_object(after)


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
