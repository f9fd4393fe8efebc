"""Which sentences can hold an event at all: the cheap test that spares the careful work."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cnvn.find.grammar import Grammar, load_grammar
from cnvn.find.rules import Rule, Rules, load_rules
from cnvn.find.series import series_words
from cnvn.model import Sentence

_WORD = re.compile(r"[a-z\u00e0-\uffff][-\w]*")


@dataclass(frozen=True, slots=True)
class Triggers:
    """The words that some action rule knows: those that tell an action by themselves (`free`), and verb forms that do
    only with one of certain words in the same sentence ("reached" with "agreement")."""

    free: frozenset[str]
    bound: Mapping[str, frozenset[str]]

    def among(self, words: Collection[str]) -> bool:
        """Whether words of one sentence, in small letters, can tell an action."""
        if not self.free.isdisjoint(words):
            return True
        return any(not needs.isdisjoint(words) for word in words if (needs := self.bound.get(word)))


def sentences_with_triggers(text: str, sentences: Sequence[Sentence], language: str) -> frozenset[int]:
    """The indexes of the sentences in which words stand that some action rule knows."""
    triggers = _triggers(language)
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals grow when lower-cased; then offsets would be off
        return frozenset(
            n for n, s in enumerate(sentences) if triggers.among(_WORD.findall(text[s.start : s.end].lower()))
        )
    return frozenset(n for n, s in enumerate(sentences) if triggers.among(_WORD.findall(lowered, s.start, s.end)))


def with_pairs_named(
    text: str, sentences: Sequence[Sentence], triggered: frozenset[int], language: str, back: int
) -> frozenset[int]:
    """`triggered` with up to `back` sentences before each that speaks of two sides without a name: they say which."""
    cues = _vague_words(language)
    found = set(triggered)
    for n in triggered:
        s = sentences[n]
        if not cues.isdisjoint(_WORD.findall(text[s.start : s.end])):
            found.update(m for m in range(max(0, n - back), n) if sentences[m].part == s.part)
    return frozenset(found)


@cache
def _vague_words(language: str) -> frozenset[str]:
    """The words of rules that can do without a name, and those that stand for a pair."""
    grammar = load_grammar(language)
    vague = [rule for rule in load_rules(language).all if rule.mutual or rule.abroad]
    verbs = {verb for rule in vague if not rule.objects for verb in rule.verbs}
    words = {word for word, info in grammar.words.items() if info.lemma in verbs}
    words |= {noun.split()[-1] for rule in vague for noun in (*rule.nouns, *rule.objects)}
    return frozenset(words | grammar.lists["pair"] | grammar.lists["mutual"])


@cache
def _triggers(language: str) -> Triggers:
    """Every form of every verb and noun of the rules, and what series of meetings are called; of a phrase, its last
    word."""
    rules: Rules = load_rules(language)
    grammar: Grammar = load_grammar(language)
    needs = {verb: _needs(verb, found) for verb, found in rules.by_verb.items()}
    free = {word for word, info in grammar.words.items() if info.lemma in needs and not needs[info.lemma]}
    free |= {noun.split()[-1] for noun in (*rules.by_noun, *series_words(language).heads)} | grammar.lists["occurring"]
    bound = {word: needs[info.lemma] for word, info in grammar.words.items() if info.lemma in needs}
    return Triggers(frozenset(free), {word: words for word, words in bound.items() if words})


def _needs(verb: str, rules: Sequence[Rule]) -> frozenset[str]:
    """The words of which a verb needs one to tell an action by any of its rules; none where a rule asks for none."""
    asked = [rule.objects | dict(rule.particles).get(verb, frozenset()) for rule in rules]
    return frozenset().union(*asked) if all(asked) else frozenset()
