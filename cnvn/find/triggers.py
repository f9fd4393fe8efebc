"""Which sentences can hold an event at all: the cheap test that spares the careful work."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cnvn.find.grammar import Grammar, load_grammar
from cnvn.find.rules import Rule, Rules, load_rules
from cnvn.find.series_words import series_words
from cnvn.model import EventType, Sentence

# How far before a noun an article of its own may stand, in words.
_PHRASE = 8
# The longest opening that names an occasion, in words, and what it may name.
_OPENING = 10
_OCCASIONS = ("told_meetings", "told_signings", "told_visits", "told_stays")
# The longest caption that tells with a date at its end who was where, in characters.
_CAPTION = 120
# No noun phrase goes on behind words of these classes; behind a preposition a name may, "the Bay of Pigs invasion".
_PARTING = {"relative", "subordinator"}
_WORD = re.compile(r"[a-z\u00e0-\uffff][-\w]*")


@dataclass(frozen=True, slots=True)
class Triggers:
    """The words that some action rule knows: those that tell an action by themselves (`free`), and verb forms that do
    only with one of certain words in the same sentence ("reached" with "agreement"). `kinds` has the types of event
    that each may tell, `telling` the words by type, `things` the types that a noun may tell as known, `vague` the
    words of rules that can do without a name, and those that stand for a pair; no noun phrase goes on behind a
    `parting` word; `stays` tells that somebody may be somewhere, "is in", `at` that somebody is pictured there."""

    free: frozenset[str]
    bound: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[EventType]]
    telling: Mapping[EventType, frozenset[str]]
    things: Mapping[str, frozenset[EventType]]
    vague: frozenset[str]
    parting: frozenset[str]
    stays: re.Pattern[str]
    at: frozenset[str]

    def among(self, words: Collection[str]) -> bool:
        """Whether words of one sentence, in small letters, can tell an action."""
        if not self.free.isdisjoint(words):
            return True
        return any(not needs.isdisjoint(words) for word in words if (needs := self.bound.get(word)))


class Glance(NamedTuple):
    """What the words of a sentence show before it is read: the `types` of event that it may tell, `meant` those of them
    that it may tell as known, by a noun with a word like "the" before it; whether it `opens` as "After the talks, …"
    does or says "during the visit"; whether it `continues` what was told, with a word like "also"; and whether it may
    speak of two without their names (`paired`), or of a delegation (`group`)."""

    types: frozenset[EventType] = frozenset()
    meant: frozenset[EventType] = frozenset()
    opens: bool = False
    continues: bool = False
    paired: bool = False
    group: bool = False


@dataclass(frozen=True, slots=True)
class Spotted:
    """The sentences of a text, by their index, in which words stand that some action rule knows: `told` has the words
    of each; `vague` are those that may do without a name, `paired` those that speak of two sides."""

    told: Mapping[int, Sequence[str]]
    vague: frozenset[int]
    paired: frozenset[int]
    triggers: Triggers

    def telling(self, kind: EventType) -> list[int]:
        """The sentences that may tell an event of that type, in order."""
        words = self.triggers.telling[kind]
        return [n for n, told in self.told.items() if not words.isdisjoint(told)]

    def types(self, n: int) -> frozenset[EventType]:
        """The types of event that sentence `n` may tell."""
        kinds = self.triggers.kinds
        return frozenset[EventType]().union(*(kinds[word] for word in self.told.get(n, ()) if word in kinds))

    def glance(self, n: int, grammar: Grammar) -> Glance:
        """What the words of sentence `n` show before it is read."""
        words, lists = self.told.get(n, ()), grammar.lists
        return Glance(
            self.types(n),
            self._meant(words, grammar),
            opens=self.opens(n, grammar),
            continues=not lists["continuing"].isdisjoint(words),
            paired=n in self.vague,
            group=not lists["groups_led"].isdisjoint(words) or not lists["lifting"].isdisjoint(words[:1]),
        )

    def opens(self, n: int, grammar: Grammar) -> bool:
        """Whether sentence `n` may open as "After the talks, …" does, or says "during the visit"."""
        words, lists = self.told.get(n, ()), grammar.lists
        opening = words[:_OPENING]
        if not opening:
            return False
        if opening[0] in lists["when"] and not lists["place_prepositions"].isdisjoint(words[1:2]):  # "While in Oslo"
            return True
        during = (i for i, word in enumerate(words) if word in lists["within"])
        if any(not lists["told_visits"].isdisjoint(words[i : i + _OPENING]) for i in during):
            return True
        led = opening[0] in lists["sequel"] or opening[0] in lists["staying"]
        return led and any(not lists[told].isdisjoint(opening) for told in _OCCASIONS)

    def _meant(self, words: Sequence[str], grammar: Grammar) -> frozenset[EventType]:
        things, since = self.triggers.things, -_PHRASE - 1
        definite = grammar.lists["definite"]
        found: list[frozenset[EventType]] = []
        for i, word in enumerate(words):
            if word in definite:
                since = i
            elif word in things and i - since <= _PHRASE:
                found.append(things[word])
            elif i - since <= _PHRASE and word in self.triggers.parting:
                since = -_PHRASE - 1
        return frozenset[EventType]().union(*found)


def spot_triggers(text: str, sentences: Sequence[Sentence], language: str) -> Spotted:
    """Where words of the action rules stand."""
    triggers = _triggers(language)
    lowered = text.lower()
    even = len(lowered) == len(text)  # a few capitals grow when lower-cased; then offsets would be off
    vague, paired = set(), set()
    told: dict[int, Sequence[str]] = {}
    for n, s in enumerate(sentences):
        words = _WORD.findall(lowered, s.start, s.end) if even else _WORD.findall(text[s.start : s.end].lower())
        shown = s.end - s.start <= _CAPTION and text[s.end - 2 : s.end].rstrip(".")[-1:].isdigit()
        if triggers.among(words) or triggers.stays.search(" ".join(words)) or (shown and triggers.at & {*words}):
            told[n] = words
            if not triggers.vague.isdisjoint(words):
                vague.add(n)
                # With a capital it is a name: "the Battle of Oslo" is not between the two sides.
                if not triggers.vague.isdisjoint(_WORD.findall(text, s.start, s.end)):
                    paired.add(n)
    return Spotted(told, frozenset(vague), frozenset(paired), triggers)


def with_pairs_named(
    sentences: Sequence[Sentence], told: Collection[int], paired: Collection[int], back: int
) -> frozenset[int]:
    """`told` with up to `back` sentences before each of the `paired`, which speak of two sides: they say which."""
    found = set(told)
    for n in paired:
        found.update(m for m in range(max(0, n - back), n) if sentences[m].part == sentences[n].part)
    return frozenset(found)


@cache
def _triggers(language: str) -> Triggers:
    """Every form of every verb and noun of the rules, and what series of meetings are called; of a phrase, its last
    word."""
    rules: Rules = load_rules(language)
    grammar: Grammar = load_grammar(language)
    # A sentence that opens an entry of a chronology is read anyway; the rules for those count nowhere else.
    by_verb = {verb: tuple(r for r in found if not r.entry) for verb, found in rules.by_verb.items()}
    needs = {verb: _needs(verb, found) for verb, found in by_verb.items() if found}
    free = {word for word, info in grammar.words.items() if info.lemma in needs and not needs[info.lemma]}
    free |= {noun.split()[-1] for noun in (*rules.by_noun, *series_words(language).heads)} | grammar.lists["occurring"]
    bound = {word: needs[info.lemma] for word, info in grammar.words.items() if info.lemma in needs}
    types: dict[str, set[EventType]] = defaultdict(set)
    things: dict[str, set[EventType]] = defaultdict(set)
    for rule in rules.all:
        for noun in rule.nouns:
            types[noun.split()[-1]].add(rule.type)
        for noun in (*rule.nouns, *rule.objects):
            things[noun.split()[-1]].add(rule.type)
    for word, info in grammar.words.items():
        for rule in by_verb.get(info.lemma or "", ()):
            types[word].add(rule.type)
    being = (word for word, info in grammar.words.items() if "be" in info.classes)
    vague = [rule for rule in rules.all if rule.mutual or rule.abroad]
    verbs = {verb for rule in vague if not rule.objects for verb in rule.verbs}
    words = {word for word, info in grammar.words.items() if info.lemma in verbs}
    words |= {noun.split()[-1] for rule in vague for noun in (*rule.nouns, *rule.objects)}
    return Triggers(
        frozenset(free),
        {word: words for word, words in bound.items() if words},
        {word: frozenset(kinds) for word, kinds in types.items()},
        {kind: frozenset(w for w, kinds in types.items() if kind in kinds) for kind in {r.type for r in rules.all}},
        {word: frozenset(kinds) for word, kinds in things.items()},
        frozenset(words | grammar.lists["pair"] | grammar.lists["mutual"]),
        frozenset(word for word, info in grammar.words.items() if info.auxiliary or _PARTING & info.classes),
        re.compile(
            rf"\b(?:{'|'.join(sorted(being))}) (?:(?:{'|'.join(sorted(grammar.lists['prospective']))}) )?"
            rf"{re.escape(grammar.stay)}\b"
        ),
        grammar.lists["place_prepositions"],
    )


def _needs(verb: str, rules: Sequence[Rule]) -> frozenset[str]:
    """The words of which a verb needs one to tell an action by any of its rules; none where a rule asks for none."""
    asked = [rule.objects | dict(rule.particles).get(verb, frozenset()) for rule in rules]
    return frozenset().union(*asked) if all(asked) else frozenset()
