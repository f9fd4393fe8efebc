"""Who is meant: offices on a day, the registry of a text, and the laws of names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnvn import edtf
from cnvn.find.names import bearers, identity, name_words, press_form, short_forms
from cnvn.find.title_words import kind_of, title_words
from cnvn.find.tokens import tokenize
from cnvn.knowledge.records import Knowledge, OfficeFact, PersonFact, Term
from cnvn.knowledge.words import load_words
from cnvn.model import Anchor, Part, Sentence, TimeExpression
from cnvn.resolve.days import days_told
from cnvn.resolve.offices import Offices, elsewhen

WORDS, TITLES = name_words(), title_words()


def _holder(name: str, first: str, last: str | None) -> PersonFact:
    end = edtf.parse(last) if last else None
    term = Term("xx-president", "President", "XX", edtf.parse(first), end, True, True, "test")
    return PersonFact(name.lower(), name, None, None, (), "XX", (term,), "test")


KNOWN = Knowledge(
    (_holder("Ana Kos", "2001-05-10", "2006-05-10"), _holder("Petr Novak", "2006-05-10", "2011-03")),
    (OfficeFact("xx-president", "President", "XX", (), True),),
)


OFFICES = Offices(KNOWN, TITLES)


def _day(text: str) -> tuple[edtf.Period, ...]:
    return (edtf.day(date.fromisoformat(text)),)


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (_day("2003-01-01"), "Ana Kos"),
        (_day("2008-01-01"), "Petr Novak"),
        (_day("2006-05-10"), None),  # the day of the handover has two
        (_day("2020-01-01"), None),
        (_day("2003-01-01") + _day("2004-01-01"), "Ana Kos"),
        (_day("2003-01-01") + _day("2008-01-01"), None),
    ],
)
def test_the_holder_of_an_office_is_one_or_none(days: tuple[edtf.Period, ...], name: str | None) -> None:
    found = OFFICES.holder("head of state", "XX", days)
    assert (found[0].name if found else None) == name


def test_no_holder_without_a_day_or_a_country() -> None:
    assert OFFICES.holder("head of state", "XX", ()) is None
    assert OFFICES.holder("head of state", None, _day("2003-01-01")) is None
    assert OFFICES.held(KNOWN.people[0], ()) == frozenset()
    assert OFFICES.held(KNOWN.people[0], _day("2003-01-01")) == {"head of state"}


@pytest.mark.parametrize(("day", "fits"), [("2012-01-01", True), ("2008-01-01", True), ("2016-01-01", False)])
def test_a_term_that_is_lacking_is_near_one_that_is_not(day: str, fits: bool) -> None:
    novak = KNOWN.people[1]
    alone = Offices(Knowledge((novak,), KNOWN.offices), TITLES)
    held = bool(alone.held(novak, _day(day)))
    assert (held or alone.may_hold(novak, "head of state", _day(day))) is fits


def test_nobody_takes_the_place_of_a_holder_who_is_known() -> None:
    assert not OFFICES.may_hold(KNOWN.people[1], "head of state", _day("2005-01-01"))


def test_another_year_near_by_makes_the_writers_day_no_guide() -> None:
    assert elsewhen(tokenize("In 1998 the president spoke"), 3, _day("2003-01-01"))
    assert not elsewhen(tokenize("In 2003 the president spoke of 1500 guests"), 3, _day("2003-01-01"))


def _told(*texts: str, anchor: str | None = "2020-05-05") -> list[tuple[tuple[str, ...], bool]]:
    """The days that count in sentences of one paragraph; each text has EDTF dates, divided by blanks."""
    part = Part(0, 1, None, Anchor(_day(anchor)[0], "published") if anchor else None)
    times = [[TimeExpression(0, 1, "", "DATE", x, period=edtf.parse(x)) for x in text.split()] for text in texts]
    sentences = [Sentence(0, 1, 0, 0) for _ in texts]
    return [(tuple(d.edtf for d in days), told) for days, told in days_told(sentences, [part], times)]


def test_days_are_those_of_the_sentence_else_of_its_paragraph_and_the_writing() -> None:
    assert _told("1999-12-30", "") == [(("1999-12-30",), True), (("1999-12-30", "2020-05-05"), True)]
    assert _told("", anchor=None) == [((), False)]
    assert _told("") == [(("2020-05-05",), False)]


def test_exact_days_go_before_years_and_plans_for_later_years_do_not_count() -> None:
    assert _told("1999-12-30 2001") == [(("1999-12-30",), True)]
    assert _told("2001") == [(("2001",), True)]
    assert _told("2035") == [(("2020-05-05",), False)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("deputy prime minister", "deputy head of government"),
        ("general secretary of the communist party of vietnam central committee", "party leader"),
        ("chairman of the standing committee of the national people's congress", "speaker of parliament"),
        ("vice foreign minister", "vice foreign minister"),
        ("minister of public security", "public security minister"),
        ("minister of the international department", "minister"),
        ("president elect", "president elect"),
        ("researcher", ""),
    ],
)
def test_kinds_of_office(title: str, kind: str) -> None:
    assert kind_of(tuple(title.split()), TITLES) == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joseph R. Biden, Jr.", "Joe Biden"),
        ("Nguyễn Phú Trọng", "NGUYEN Phu Trong"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Tô Lâm", "To Lam"),
        ('Robert "Bobby" Hill', "Bob Hill"),
        ("Sauli Niinistö", "Sauli Niinisto"),
    ],
)
def test_two_spellings_have_one_identity(one: str, other: str) -> None:
    assert identity(one, WORDS) == identity(other, WORDS)


@pytest.mark.parametrize(
    ("one", "other"), [("Li Qiang", "Li Keqiang"), ("Abdullah II", "Abdullah III"), ("Ana Kos", "Kos")]
)
def test_different_names_have_different_identities(one: str, other: str) -> None:
    assert identity(one, WORDS) != identity(other, WORDS)


@pytest.mark.parametrize(
    ("name", "country", "form", "fits"),
    [
        ("Xi Jinping", "CN", "xi", True),
        ("Xi Jinping", "CN", "jinping", False),
        ("Dang Van Hoa", "VN", "hoa", True),
        ("Dang Van Hoa", "VN", "dang", True),
        ("Olaf Scholz", "DE", "olaf", False),
        ("Thongloun Sisoulith", "LA", "thongloun", True),
        ("Talal II", "JO", "talal", True),
    ],
)
def test_short_forms_follow_the_custom_of_the_country(name: str, country: str, form: str, fits: bool) -> None:
    assert (form in short_forms(name, country, WORDS)) is fits


def test_a_longer_name_is_another_persons_where_two_could_be_meant() -> None:
    known = ["ana kos", "ana maria kos", "ana lisa kos", "li wen", "mohammed bin salman", "mohammed bin salman al saud"]
    assert bearers(known, WORDS) == {"mohammed bin salman al saud": "mohammed bin salman"}


_NAMES = st.lists(
    st.sampled_from(["Ana", "van", "Kos", "J.", "II", "Jr.", "Nguyễn", "bin", "LI", "Lee-Smith"]), min_size=1
)


@given(_NAMES.map(" ".join))
def test_the_press_form_of_a_press_form_is_itself(name: str) -> None:
    form = press_form(name, WORDS)
    assert press_form(form, WORDS) == form
    assert identity(form, WORDS) == identity(name, WORDS)


def test_every_phrase_of_a_kind_is_read_as_that_kind() -> None:
    heads = {word for head in TITLES.heads for word in head.split()}
    for kind in load_words("en", "titles")["kind"]:
        for phrase in kind["phrases"]:
            assert heads & set(phrase.split()), phrase
            assert kind_of(tuple(phrase.split()), TITLES) == kind["id"], phrase


def test_a_short_given_name_stands_for_one_long_one_or_names_its_own() -> None:
    pairs = load_words("en", "nicknames")["pairs"]
    assert not set(pairs) & {short for shorts in pairs.values() for short in shorts}
