"""Every rule of actions.toml fires on its examples, and on none of its counter-examples."""

from datetime import date

import pytest

from cnvn.knowledge import Knowledge, load
from cnvn.knowledge.words import load_words
from cnvn.model import Article
from cnvn.pipeline import trace

RULES = load_words("en", "actions")["rule"]
EXAMPLES = [(rule["id"], text) for rule in RULES for text in rule["examples"]]
COUNTER_EXAMPLES = [(rule["id"], text) for rule in RULES for text in rule["counter_examples"]]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def rules_that_made_events(text: str, knowledge: Knowledge) -> set[str]:
    seen = trace(Article("example", text, published=date(2011, 6, 1)), knowledge)
    return {c.source.rule for c in seen.candidates}


def fires(rule: str, made: set[str]) -> bool:
    return rule in made


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_rule_fires_on_its_examples(rule: str, text: str, knowledge: Knowledge) -> None:
    assert fires(rule, rules_that_made_events(text, knowledge))


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES)
def test_a_rule_keeps_still_on_its_counter_examples(rule: str, text: str, knowledge: Knowledge) -> None:
    assert not fires(rule, rules_that_made_events(text, knowledge))


def test_every_rule_has_both_kinds_of_examples() -> None:
    assert all(rule["examples"] and rule["counter_examples"] for rule in RULES)
    assert len({rule["id"] for rule in RULES}) == len(RULES)


def test_no_rule_names_a_word_twice() -> None:
    lists = [(rule["id"], words) for rule in RULES for words in rule.values() if isinstance(words, list)]
    assert [(rule, words) for rule, words in lists if len(set(words)) < len(words)] == []


def test_times_side_by_side_are_an_event_each(knowledge: Knowledge) -> None:
    text = "President Ana Silva visited Norway in 2007 and 2010. She signed a treaty there on 3 May 2011."
    seen = trace(Article("example", text, published=date(2011, 6, 1)), knowledge)
    assert [c.period.edtf for c in seen.candidates if c.type == "visit"] == ["2007", "2010"]
