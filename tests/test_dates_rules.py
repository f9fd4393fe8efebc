"""The rules of time expressions, by their own examples."""

import re

import pytest

from cnvn.find.dates import find_readings
from cnvn.knowledge.words import load_words

RULES = load_words("en", "dates_rules")["rule"]
_MARKED = re.compile(r"\[\[(.+?)\]\]")


def test_ids_are_unique():
    ids = [r["id"] for r in RULES]
    assert len(ids) == len(set(ids))


def test_every_rule_has_examples():
    assert [r["id"] for r in RULES if not r.get("examples")] == []


def test_rules_go_on_from_rules_that_there_are():
    assert {after for r in RULES for after in r.get("after", ())} <= {r["id"] for r in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r["id"])
def test_a_rule_reads_exactly_the_marked_words(rule):
    for example in rule["examples"]:
        marked = _MARKED.findall(example)
        text = _MARKED.sub(r"\1", example)
        found = [r.text for r in find_readings(text) if r.rule == rule["id"]]
        if rule.get("means") == "none":
            assert marked and not [m for m in marked for r in find_readings(text) if r.text in m], example
        else:
            assert found == marked, example


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r["id"])
def test_a_rule_keeps_silent_on_its_counter_examples(rule):
    for example in rule.get("counter_examples", ()):
        assert [r.text for r in find_readings(example) if r.rule == rule["id"]] == [], example
