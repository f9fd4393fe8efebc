"""Which sentences can hold an event at all: the cheap test that spares the careful work."""

import re
from collections.abc import Sequence
from functools import cache

from cnvn.find.grammar import Grammar, load_grammar
from cnvn.find.rules import Rules, load_rules
from cnvn.find.series import series_words
from cnvn.model import Sentence

_WORD = re.compile(r"[a-z\u00e0-\uffff][-\w]*")


def sentences_with_triggers(text: str, sentences: Sequence[Sentence], language: str) -> frozenset[int]:
    """The indexes of the sentences in which a word stands that some action rule knows."""
    known = _trigger_words(language)
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals grow when lower-cased; then offsets would be off
        return frozenset(
            n for n, s in enumerate(sentences) if not known.isdisjoint(_WORD.findall(text[s.start : s.end].lower()))
        )
    return frozenset(n for n, s in enumerate(sentences) if not known.isdisjoint(_WORD.findall(lowered, s.start, s.end)))


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
def _trigger_words(language: str) -> frozenset[str]:
    """Every form of every verb and noun of the rules, and what sessions of series are called; of a phrase, its last
    word."""
    rules: Rules = load_rules(language)
    grammar: Grammar = load_grammar(language)
    lemmas = set(rules.by_verb)
    words = {word for word, info in grammar.words.items() if info.lemma in lemmas}
    words |= {noun.split()[-1] for noun in rules.by_noun}
    words |= {head.split()[-1] for head in series_words(language).heads}
    return frozenset(words | grammar.lists["occurring"])
