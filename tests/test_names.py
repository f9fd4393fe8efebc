"""Whom a user means by a name."""

import csv
import random
from pathlib import Path

import pytest

from cnvn.knowledge import load
from cnvn.names import LONG_ENOUGH, Match, NameRecord, match_person
from cnvn.text import fold

PEOPLE = (
    NameRecord("Nguyen Phu Trong", ("Nguyễn Phú Trọng", "阮富仲")),
    NameRecord("Nguyen Xuan Phuc", ("Nguyễn Xuân Phúc", "阮春福")),
    NameRecord("To Lam", ("Tô Lâm", "苏林")),
    NameRecord("Xi Jinping", ("习近平", "Tập Cận Bình")),
    NameRecord("Wang Yi", ("王毅",)),
    NameRecord("Wang Yang", ("汪洋",)),
    NameRecord("Joe Biden", ("Joseph R. Biden Jr.", "拜登")),
    NameRecord("Roh Moo-hyun"),
    NameRecord("Keizo Obuchi", ("Keizō Obuchi",)),
    NameRecord("Do Muoi", ("Đỗ Mười",)),
)
REFERENCE = Path(__file__).parents[2] / "shared" / "facts" / "offices.csv"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Nguyen Phu Trong", "Nguyen Phu Trong"),
        ("nguyễn phú trọng", "Nguyen Phu Trong"),
        ("Nguye\u0302\u0303n Phu\u0301 Tro\u0323ng", "Nguyen Phu Trong"),
        ("阮富仲", "Nguyen Phu Trong"),
        ("Phu Trong Nguyen", "Nguyen Phu Trong"),
        ("Trong, Nguyen Phu", "Nguyen Phu Trong"),
        ("Nguyen-Phu-Trong", "Nguyen Phu Trong"),
        ("TRONG", "Nguyen Phu Trong"),
        ("Phu Trong", "Nguyen Phu Trong"),
        ("N. P. Trong", "Nguyen Phu Trong"),
        ("Lam", "To Lam"),
        ("lâm", "To Lam"),
        ("xijinping", "Xi Jinping"),
        ("Jinping Xi", "Xi Jinping"),
        ("Xi Jin-ping", "Xi Jinping"),
        ("Jin-ping Xi", "Xi Jinping"),
        ("Xi", "Xi Jinping"),
        ("习", "Xi Jinping"),
        ("Tap Can Binh", "Xi Jinping"),
        ("Biden", "Joe Biden"),
        ("Joseph Biden", "Joe Biden"),
        ("J. Biden", "Joe Biden"),
        ("Moohyun Roh", "Roh Moo-hyun"),
        ("roh moo hyun", "Roh Moo-hyun"),
        ("obuchi", "Keizo Obuchi"),
        ("do muoi", "Do Muoi"),
        ("Đỗ Mười", "Do Muoi"),
    ],
)
def test_a_name_in_any_form(query: str, name: str) -> None:
    assert match_person(query, PEOPLE) == Match(name=name)


@pytest.mark.parametrize(
    ("query", "candidates"),
    [("Nguyen", ("Nguyen Phu Trong", "Nguyen Xuan Phuc")), ("wang", ("Wang Yang", "Wang Yi"))],
)
def test_a_name_that_several_have(query: str, candidates: tuple[str, ...]) -> None:
    assert match_person(query, PEOPLE) == Match(candidates=candidates)


@pytest.mark.parametrize("query", ["Nguyen Phu Tromg", "Nguyn Phu Trong", "Ngueyn Phu Trong", "Phu Trong Nguyeen"])
def test_one_typing_error_in_a_long_name(query: str) -> None:
    assert match_person(query, PEOPLE) == Match(name="Nguyen Phu Trong", corrected=True)


def test_an_unknown_name_has_three_suggestions_the_nearest_first() -> None:
    found = match_person("Wang Yo", PEOPLE)
    assert found.name is None
    assert not found.candidates
    assert len(found.suggestions) == 3
    assert found.suggestions[0] == "Wang Yi"


def test_a_mistyped_short_name_is_only_a_suggestion() -> None:
    assert match_person("Zi Jinpingg", PEOPLE).name is None
    assert match_person("To Lan", PEOPLE).suggestions[0] == "To Lam"


@pytest.mark.parametrize("query", ["", "  ", "...", "-"])
def test_nothing_asked(query: str) -> None:
    assert match_person(query, PEOPLE) == Match()


def test_nobody_known() -> None:
    assert match_person("Xi", ()) == Match()


def test_two_records_of_one_name_are_one_person() -> None:
    twice = [NameRecord("To Lam"), NameRecord("To Lam", ("苏林",))]
    assert match_person("苏林", twice).name == "To Lam"
    assert match_person("to", twice).name == "To Lam"


def test_the_order_of_people_does_not_matter() -> None:
    queries = ("Nguyen", "Wong Yee", "Phucc", "xi jinpin", "To Lam")
    forward = [match_person(q, PEOPLE) for q in queries]
    assert forward == [match_person(q, tuple(reversed(PEOPLE))) for q in queries]


def test_everybody_known_is_found_under_every_form_of_the_name() -> None:
    people = [NameRecord(p.name, p.names) for p in load().people]
    missed = [
        (p.name, form)
        for p in load().people
        for name in p.names
        for form in (name, fold(name), name.upper(), " ".join(reversed(name.split())))
        if p.name not in ((m := match_person(form, people)).name, *m.candidates)
    ]
    assert missed == []


@pytest.mark.skipif(not REFERENCE.exists(), reason="the table of reference is not beside the checkout")
def test_everybody_of_the_reference_is_found() -> None:
    known = load()
    people = [NameRecord(p.name, p.names) for p in known.people]
    typing = random.Random(7)

    def finds(query: str) -> set[str]:
        match = match_person(query, people)
        return {match.name} if match.name else set(match.candidates)

    with REFERENCE.open(encoding="utf-8") as lines:
        rows = {(r["person"], r["name_zh"], r["name_vi"]) for r in csv.DictReader(lines)}
    missed = []
    for names in sorted(rows):
        person = known.person(names[0])
        assert person is not None, names
        for name in filter(None, names):
            western = [*name.split()[1:], name.split()[0]]
            missed += [(person.name, q) for q in (name, fold(name), " ".join(western)) if finds(q) != {person.name}]
            if sum(c.isalpha() for c in fold(name)) >= LONG_ENOUGH:
                wrong = _mistyped(fold(name), typing)
                # An error may lie between two names: then both are named.
                missed += [(person.name, wrong)] if person.name not in finds(wrong) else []
    assert missed == []


def _mistyped(name: str, typing: random.Random) -> str:
    spot = typing.choice([n for n, c in enumerate(name) if c.isalpha()])
    before, letter, after = name[:spot], name[spot], name[spot + 1 :]
    return typing.choice([before + after, f"{before}q{after}", f"{before}q{letter}{after}"])
