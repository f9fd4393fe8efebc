"""People, countries, bodies, places and series: the rules' own examples, cases with expected mentions, laws."""

import cProfile
import tomllib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnvn import edtf
from cnvn.clean import clean
from cnvn.find.actors import find_actors
from cnvn.knowledge import load
from cnvn.knowledge.records import (
    CountryFact,
    Knowledge,
    OfficeFact,
    OrganizationFact,
    PersonFact,
    PlaceFact,
    SeriesFact,
    Term,
)
from cnvn.knowledge.words import load_words
from cnvn.model import (
    Actor,
    Anchor,
    Country,
    Organization,
    Part,
    Person,
    Place,
    Sentence,
    Series,
    TimeExpression,
)
from cnvn.sentences import cut_sentences

_CASES = tomllib.loads((Path(__file__).parent / "cases" / "actors.toml").read_text(encoding="utf-8"))["case"]
_RULES = [rule for name in ("titles", "actors") for rule in load_words("en", name)["rule"]]


def _country(code: str, name: str, adjective: str, capital: str | None = None, *aliases: str) -> CountryFact:
    return CountryFact(code, name, aliases, (adjective,), (), capital)


def _term(office: str, title: str, country: str, first: str, last: str | None = None) -> Term:
    end = edtf.parse(last) if last else None
    seen = None if last else edtf.parse("2024-06")
    return Term(office, title, country, edtf.parse(first), end, True, True, "test", seen)


_COUNTRIES = (
    _country("CN", "China", "Chinese", "Beijing", "People's Republic of China", "PRC"),
    _country("VN", "Vietnam", "Vietnamese", "Hanoi", "Socialist Republic of Vietnam", "Viet Nam"),
    _country("LA", "Laos", "Laotian", "Vientiane"),
    _country("TH", "Thailand", "Thai", "Bangkok"),
    _country("MY", "Malaysia", "Malaysian"),
    _country("PT", "Portugal", "Portuguese"),
    _country("SK", "Slovakia", "Slovak"),
    _country("SI", "Slovenia", "Slovene"),
    _country("JO", "Jordan", "Jordanian"),
    CountryFact("US", "United States", ("U.S.", "US"), ("American",), (), "Washington"),
)
_PEOPLE = (
    PersonFact(
        "xi", "Xi Jinping", "习近平", "Tập Cận Bình", (), "CN",
        (_term("cn-president", "President", "CN", "2013-03-14"),), "",
    ),
    PersonFact(
        "trong", "Nguyen Phu Trong", None, "Nguyễn Phú Trọng", (), "VN",
        (_term("vn-gs", "General Secretary of the CPV", "VN", "2011-01-19"),), "",
    ),
    PersonFact(
        "biden", "Joe Biden", None, None, ("Joseph Biden",), "US",
        (_term("us-president", "President", "US", "2021-01-20", "2025-01-20"),), "",
    ),
)  # fmt: skip
_OFFICES = (
    OfficeFact("cn-president", "President", "CN", (), True),
    OfficeFact("vn-gs", "General Secretary of the CPV", "VN", (), True),
    OfficeFact("us-president", "President", "US", (), True),
)
_BODIES = (
    OrganizationFact("cpc", "Communist Party of China", ("CPC",), ("CN",)),
    OrganizationFact("cpv", "Communist Party of Vietnam", ("CPV",), ("VN",)),
)
_PLACES = (
    PlaceFact("hanoi", "Hanoi", (), "VN", 21.0, 105.8, None),
    PlaceFact("beijing", "Beijing", (), "CN", 39.9, 116.4, None),
    PlaceFact("hcmc", "Ho Chi Minh City", (), "VN", 10.8, 106.6, None),
)
_SERIES = (
    SeriesFact("cn-congress", "National Congress of the CPC", (), ("CN",), "congress"),
    SeriesFact("harbour", "China-Vietnam harbour seminar", ("harbour seminar",), ("CN", "VN"), "meeting"),
    SeriesFact("vn-congress", "National Congress of the CPV", (), ("VN",), "congress"),
)
KNOWN = Knowledge(_PEOPLE, _OFFICES, _COUNTRIES, _BODIES, _PLACES, _SERIES)
NOBODY = Knowledge((), _OFFICES, _COUNTRIES, _BODIES, _PLACES, _SERIES)


def actors(text: str, knowledge: Knowledge, day: str | None = None) -> tuple[tuple[Actor, ...], ...]:
    """The mentions of a text whose parts are divided by lines of ===."""
    text, at = clean(text), 0
    anchor = Anchor(edtf.day(date.fromisoformat(day)), "published") if day else None
    sentences: list[Sentence] = []
    parts: list[Part] = []
    for number, stretch in enumerate(text.split("===\n")):
        end = at + len(stretch)
        parts.append(Part(at, end, number + 1, anchor))
        sentences += [Sentence(a, b, number, number) for a, b in cut_sentences(text, at, end)]
        at = end + 4
    return find_actors(text, sentences, parts, knowledge)


def names(text: str, knowledge: Knowledge) -> list[str]:
    return [n for line in actors(text, knowledge) for a in line if isinstance(a, Person) for n in a.names]


def _shown(actor: Actor) -> str:
    text = " ".join(actor.text.split())
    match actor:
        case Person():
            fields = [text, ", ".join(actor.names), actor.office or "", actor.country or ""]
        case Country():
            fields = ["Country", text, " ".join(actor.codes), "adjective" if actor.adjective else ""]
        case Organization():
            fields = ["Organization", text, actor.name, ""]
        case Place():
            fields = ["Place", text, actor.name, actor.country or ""]
        case Series():
            fields = ["Series", text, actor.name, str(actor.number or "")]
    return " | ".join(fields)


def _normal(line: str) -> str:
    return " | ".join(field.strip() for field in line.split("|"))


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: str(rule["id"]))
def test_rules_read_their_examples(rule: dict[str, Any]) -> None:
    for example in rule["examples"]:
        text, _, expected = example.partition(" => ")
        assert names(text, NOBODY) == expected.split(", "), example
    for example in rule["counter_examples"]:
        assert names(example, NOBODY) == [], example


@pytest.mark.parametrize("rule", load_words("en", "series")["rule"], ids=lambda rule: str(rule["id"]))
def test_series_read_their_examples(rule: dict[str, Any]) -> None:
    def series(text: str) -> list[str]:
        found = [a for line in actors(text, NOBODY) for a in line if isinstance(a, Series)]
        return [f"{a.name}, {a.number}" for a in found]

    for example in rule["examples"]:
        text, _, expected = example.partition(" => ")
        assert series(text) == [expected], example
    for example in rule["counter_examples"]:
        assert series(example) == [], example


@pytest.mark.parametrize("case", _CASES, ids=lambda case: str(case["id"]))
def test_cases(case: dict[str, Any]) -> None:
    known = load() if case.get("ours") else KNOWN
    found = [a for line in actors(case["text"], known, case.get("day")) for a in line]
    if "people" in case:
        assert [_shown(a) for a in found if isinstance(a, Person)] == [_normal(line) for line in case["people"]]
    if "things" in case:
        assert [_shown(a) for a in found if not isinstance(a, Person)] == [_normal(line) for line in case["things"]]


def test_a_place_has_its_coordinates() -> None:
    (line,) = actors("They met in Hanoi.", KNOWN)
    assert [(a.latitude, a.longitude) for a in line if isinstance(a, Place)] == [(21.0, 105.8)]


def test_names_in_sentences_that_are_not_wanted_still_count() -> None:
    text = "Chinese Premier Gao Liwen came. Gao left."
    sentences = [Sentence(a, b, 0, 0) for a, b in cut_sentences(text, 0, len(text))]
    found = find_actors(text, sentences, (Part(0, len(text)),), KNOWN, wanted={1})
    assert found[0] == ()
    assert [a.names for a in found[1] if isinstance(a, Person)] == [("Gao Liwen",)]


def test_names_in_decomposed_letters_are_the_same() -> None:
    text = unicodedata.normalize("NFD", "Chủ tịch? Nguyễn Phú Trọng arrived.")
    assert names(text, KNOWN) == ["Nguyen Phu Trong"]


def test_offices_count_on_the_day_that_a_sentence_tells_of() -> None:
    text = "The American president met the Chinese president that day."
    sentences = [Sentence(0, len(text), 0, 0)]
    parts = (Part(0, len(text), None, Anchor(edtf.parse("2026-06-01"), "published")),)

    def read(*days: str) -> list[tuple[str, ...]]:
        told = [TimeExpression(50, 58, "that day", "DATE", d, period=edtf.parse(d)) for d in days]
        (line,) = find_actors(text, sentences, parts, KNOWN, times=[told])
        return [a.names for a in line if isinstance(a, Person)]

    assert read() == [(), ()]
    assert read("2012-02-01") == [(), ()]
    assert read("2022-03-01") == [("Joe Biden",), ("Xi Jinping",)]


def test_the_text_knows_whom_its_title_names() -> None:
    text = "The premier met Mr Vongsa. The president slept."
    sentences = [Sentence(a, b, 0, 0) for a, b in cut_sentences(text, 0, len(text))]
    title = "Premier Gao Liwen\u2019s Meeting with Minister Keo Vongsa"
    found = find_actors(text, sentences, (Part(0, len(text)),), KNOWN, title=title)
    assert [a.names for a in found[0] if isinstance(a, Person)] == [("Gao Liwen",), ("Keo Vongsa",)]
    assert [a.names for a in found[1] if isinstance(a, Person)] == [()]


def test_a_title_with_capitals_everywhere_names_nobody_new() -> None:
    text = "The president signs papers. He is glad of the bill that he needs, and Gao Liwen is too."
    sentences = [Sentence(a, b, 0, 0) for a, b in cut_sentences(text, 0, len(text))]
    title = "President Signs Glad Bill, Premier Papers Needs"
    found = find_actors(text, sentences, (Part(0, len(text)),), KNOWN, title=title)
    assert [a.names for line in found for a in line if isinstance(a, Person)] == [()]


_WORDS = st.sampled_from(
    """President Xi Jinping met the Chinese premier , and Vietnam 's Minister Dang Van Hoa . He said to Hanoi of the
    two leaders they both their his counterpart counterpart, party's 20th Congress ( CPV ) - Jr. Mr Trong's His Highness
    harbour seminar Beijing, Minister, and""".split()  # noqa: SIM905
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_mentions_are_cut_from_the_text_in_order_and_apart(text: str) -> None:
    for line in actors(text, KNOWN, "2023-09-10"):
        end = 0
        for actor in line:
            assert text[actor.start : actor.end] == actor.text
            assert actor.start >= end
            end = actor.end


@pytest.mark.parametrize(
    "unit",
    [
        "they met ", "his visit and ", "Xi Jinping met Nguyen Phu Trong and ", "Minister, and ", "the two leaders ",
        "the harbour seminar of China and Vietnam ", "the party's 10th congress ", "his counterpart, ",
        "Hanoi and Beijing, ", "He told him that his ", "President of the Republic of ", "Foo Bar, ", "Mr. ", "'s ",
    ],
)  # fmt: skip
def test_the_time_for_one_endless_sentence_grows_with_its_length(unit: str) -> None:
    def calls(size: int) -> int:
        profile = cProfile.Profile()
        text = unit * (size // len(unit))
        profile.runcall(find_actors, text, [Sentence(0, len(text), 0, 0)], (Part(0, len(text)),), KNOWN)
        return sum(entry.callcount for entry in profile.getstats())

    calls(100)  # what is loaded once does not count
    assert calls(8000) < 6 * calls(2000)


def test_the_bundled_knowledge_sees_a_sentence_whole() -> None:
    found = actors("Chinese Foreign Minister Wang Yi met Vietnamese Foreign Minister Bui Thanh Son in Hanoi.", load())
    assert [_shown(a) for a in found[0]] == [
        "Chinese Foreign Minister Wang Yi | Wang Yi | Foreign Minister | CN",
        "Vietnamese Foreign Minister Bui Thanh Son | Bui Thanh Son | Foreign Minister | VN",
        "Place | Hanoi | Hanoi | VN",
    ]
