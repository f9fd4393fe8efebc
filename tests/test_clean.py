"""Cleaning keeps the length, takes furniture away and leaves the article alone."""

from typing import Any

import pytest

from cnvn.clean import clean, is_furniture, rules
from cnvn.knowledge.words import load_words

DATA = load_words("en", "clean")


def blanked(text: str) -> bool:
    return not clean(text).strip()


@pytest.mark.parametrize("rule", DATA["line"], ids=lambda rule: rule["id"])
def test_line_rules_fit_their_examples(rule: dict[str, Any]) -> None:
    for line in rule["examples"]:
        assert is_furniture(clean(line).strip() or line.strip(), rules()), line
    for line in rule["counter_examples"]:
        assert not is_furniture(line, rules()), line


@pytest.mark.parametrize("rule", DATA["inline"], ids=lambda rule: rule["id"])
def test_inline_rules_fit_their_examples(rule: dict[str, Any]) -> None:
    for text in rule["examples"]:
        assert clean(text) != text, text
        assert any(word in text for word in rule["needs"]), text
    for text in rule["counter_examples"]:
        assert clean(text) == text, text


def test_citations_are_blanked_where_a_text_has_several() -> None:
    for citation in DATA["citations"]["examples"]:
        text = f"Trade grew {citation}. It grew {citation}. It grew again {citation}."
        assert "(" not in clean(text), citation
        assert clean(f"Trade grew {citation}.") == f"Trade grew {citation}."
    for other in DATA["citations"]["counter_examples"]:
        text = f"They met {other}. They met {other}. They met {other}."
        assert clean(text) == text, other


def test_a_list_of_works_at_the_end_goes_with_its_heading() -> None:
    works = "\n\n".join(DATA["references"]["examples"] * 2)
    body = "In 2019 the two sides met twice."
    assert clean(f"{body}\n\nReferences\n\n{works}").strip() == body
    assert clean(f"{body}\n\n{works}\n\nBottom of page\n").strip() == body
    for line in DATA["references"]["counter_examples"]:
        text = "\n\n".join(f"{line} Then it was {season}." for season in ("spring", "summer", "autumn", "winter"))
        assert clean(text) == text


def test_plain_quotes_dashes_and_blanks_one_for_one() -> None:
    text = "“Viet\u00a0Nam’s” 12‑13\u200b May ― ok\r\n"
    assert clean(text) == '"Viet Nam\'s" 12-13  May — ok \n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vietnamâ€™s visit", ["Vietnam's", "visit"]),
        ("MaraÂ\xa0Novak and Ana.Â Then", ["Mara", "Novak", "and", "Ana.", "Then"]),
        ("NguyÃªn and TrÃ´ng", ["Nguyên", "and", "Trông"]),
        ("ÂM, CHÂU Á, CAFÉ®", ["ÂM,", "CHÂU", "Á,", "CAFÉ®"]),
    ],
)
def test_misread_characters_become_what_was_meant(text: str, words: list[str]) -> None:
    assert clean(text).split() == words
    assert len(clean(text)) == len(text)


def test_a_caption_printed_several_times_stays_once() -> None:
    caption = "Two ministers shake hands in Vientiane, March 3, 2011. /Agency"
    text = f"{caption}\n{caption}\n\n{caption}\n\nThe talks went on."
    assert clean(text).split("\n") == [caption, " " * len(caption), "", " " * len(caption), "", "The talks went on."]


def test_the_same_line_far_away_is_no_repetition() -> None:
    line = "The minister of trade spoke with his colleague"
    text = "\n\n".join([line, *(f"This is what he said on matter number {n} of the day." for n in range(5)), line])
    assert clean(text) == text


@pytest.mark.parametrize("text", ["", "\n\n", "\u2028", "[", "(", "{" * 1000, "((((2022))))" * 50])
def test_length_is_kept(text: str) -> None:
    assert len(clean(text)) == len(text)
