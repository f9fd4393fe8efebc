"""Sentences and lists that say who else took part: the rules of company.toml, both ways."""

from datetime import date

import pytest

from cnvn.knowledge import load
from cnvn.knowledge.words import load_words
from cnvn.model import Article, Candidate
from cnvn.pipeline import extract

DATA = load_words("en", "company")
MET = "President Ana Silva of Chile met Prime Minister Jonas Berg of Norway in Oslo on 3 May 2011. "
CAME = "A Chilean delegation visited Norway from 3 to 5 May 2011. "
ITEMS = "\n\n- Foreign Minister Eva Ruiz\n- Ambassador Marta Lund\n- Ana Kos, President, Example Fund\n"


def told(text: str) -> list[Candidate]:
    return list(extract(Article("a", text, published=date(2011, 5, 5)), load()).candidates)


def made(rule: dict[str, str], kind: str, sentence: str) -> bool:
    before = CAME if rule.get("led") else MET
    text = f"{before}\n\n{sentence}{ITEMS}" if kind == "list" else before + sentence
    return any(c.source.rule == f"company-{rule['id']}" for c in told(text))


RULES = [(kind, rule) for kind in ("rule", "list") for rule in DATA[kind]]
EXAMPLES = [(kind, rule, text) for kind, rule in RULES for text in rule["examples"]]
COUNTERS = [(kind, rule, text) for kind, rule in RULES for text in rule["counter_examples"]]


@pytest.mark.parametrize(("kind", "rule", "text"), EXAMPLES, ids=lambda v: v if isinstance(v, str) else "")
def test_a_rule_says_who_came(kind: str, rule: dict[str, str], text: str) -> None:
    assert made(rule, kind, text)


@pytest.mark.parametrize(("kind", "rule", "text"), COUNTERS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_rule_keeps_still(kind: str, rule: dict[str, str], text: str) -> None:
    assert not made(rule, kind, text)


def test_every_rule_has_its_cue_and_both_kinds_of_examples() -> None:
    assert len({rule["id"] for _, rule in RULES}) == len(RULES)
    assert all(rule["examples"] and rule["counter_examples"] for _, rule in RULES)


def test_a_list_gives_those_with_an_office_and_nobody_else() -> None:
    last = told(f"{MET}\n\nParticipants:{ITEMS}")[-1]
    assert [p.name for p in last.people] == ["Ana Silva", "Jonas Berg", "Eva Ruiz", "Marta Lund"]
    assert last.source.quote.startswith("Participants:") and last.source.quote.endswith("Example Fund")
    assert last.period.edtf == "2011-05-03" and last.dated_by == "context"


@pytest.mark.parametrize(
    "then",
    [
        "Also present in 2009 was Foreign Minister Eva Ruiz.",  # on another day
        "Norway lost a cup on 4 May 2011. Also present was Foreign Minister Eva Ruiz.",
        "\n\nMore of it.\n\nAnd more.\n\nAlso present was Foreign Minister Eva Ruiz.",  # too far
        "Norway and Peru held talks in Lima on 2 May 2011. Foreign Minister Eva Ruiz was present at the meeting.",
        "She was accompanied by her husband.",
        "Governor Ian Holm was accompanied by Foreign Minister Eva Ruiz.",  # of whom nothing was told
    ],
)
def test_who_comes_to_something_else(then: str) -> None:
    assert all(len(c.people) < 3 for c in told(MET + then))


def test_who_comes_to_a_visit_is_a_guest_if_the_guest_brings_him() -> None:
    first = "President Ana Silva of Chile arrived in Oslo on 3 May 2011. "
    last = told(first + "She is accompanied by Foreign Minister Eva Ruiz.")[-1]
    assert [(p.name, p.role) for p in last.people] == [("Ana Silva", "visitor"), ("Eva Ruiz", "visitor")]


def test_those_who_come_one_after_the_other_are_together() -> None:
    then = "She was accompanied by Foreign Minister Eva Ruiz. Also present was Defence Minister Pavel Novak."
    assert [p.name for p in told(MET + then)[-1].people] == ["Ana Silva", "Jonas Berg", "Eva Ruiz", "Pavel Novak"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Berg gave a dinner for President Ana Silva of Chile", {"Jonas Berg": "host", "Ana Silva": "visitor"}),
        (
            "Berg held a banquet in honour of President Ana Silva of Chile",
            {"Jonas Berg": "host", "Ana Silva": "visitor"},
        ),
        (
            "Berg attended a dinner hosted by President Ana Silva of Chile",
            {"Jonas Berg": "visitor", "Ana Silva": "host"},
        ),
        (
            "Berg had dinner with President Ana Silva of Chile",
            {"Jonas Berg": "participant", "Ana Silva": "participant"},
        ),
        (
            "Berg hosted talks with President Ana Silva of Chile",
            {"Jonas Berg": "participant", "Ana Silva": "participant"},
        ),
    ],
)
def test_who_gives_a_dinner_is_its_host(text: str, roles: dict[str, str]) -> None:
    made = told(f"Norwegian Prime Minister Jonas {text} on 3 May 2011.")
    assert {p.name: p.role for p in made[0].people} == roles
