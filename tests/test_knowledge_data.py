"""What our knowledge holds: that it is whole, that it is right where it can be told, and where it has holes.

The holes are listed in `cases/knowledge_holes.toml`, so that whoever changes a term sees what opens or closes. After a
change that is meant: `python tests/test_knowledge_data.py > tests/cases/knowledge_holes.toml`.
"""

import csv
import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from cnvn import edtf
from cnvn.edtf import Period
from cnvn.knowledge import PlaceFact, load
from cnvn.text import fold

HOLES = Path(__file__).parent / "cases" / "knowledge_holes.toml"
REFERENCE = Path(__file__).parents[2] / "shared" / "facts" / "offices.csv"
# A term that was last seen this long before the newest thing we know is to be looked after.
STALE = timedelta(days=365)
KNOWN = load()


def day(text: str) -> Period:
    return edtf.parse(text)


# -------------------------------------------------------------------------------------------------------------- offices
@pytest.mark.parametrize(
    ("office", "when", "names"),
    [
        ("vn-cpv-general-secretary", "1999-11-01", ["Le Kha Phieu"]),
        ("vn-cpv-general-secretary", "1991-06", ["Nguyen Van Linh", "Do Muoi"]),
        ("vn-president", "2018-10-01", []),
        ("vn-acting-president", "2018-10-01", ["Dang Thi Ngoc Thinh"]),
        ("vn-president", "2024-06-01", ["To Lam"]),
        ("vn-president", "2025-01-01", ["Luong Cuong"]),
        ("cn-foreign-minister", "2020-05-05", ["Wang Yi"]),
        ("cn-foreign-minister", "2023-03-01", ["Qin Gang"]),
        ("cn-foreign-minister", "2023-12-01", ["Wang Yi"]),
        ("cn-president", "2013-03-14", ["Hu Jintao", "Xi Jinping"]),
        ("cn-defence-minister", "2023-11-15", []),
        ("us-president", "2018-01-01", ["Donald Trump"]),
        ("us-president", "2025-06-01", ["Donald Trump"]),
        ("cn-premier", "2099-01-01", []),
    ],
)
def test_who_held_an_office(office: str, when: str, names: list[str]) -> None:
    assert [p.name for p in KNOWN.holders(office, day(when))] == names


@pytest.mark.parametrize(
    ("name", "when", "offices"),
    [
        ("Xi Jinping", "2010-05-05", ["Vice President"]),
        ("习近平", "2020-05-05", ["General Secretary of the CPC", "President"]),
        ("Nguyễn Phú Trọng", "2019-02-01", ["General Secretary of the CPV", "President"]),
        ("Pham Gia Khiem", "2008-01-23", ["Deputy Prime Minister", "Foreign Minister"]),
        ("Nguyen Thi Kim Ngan", "2018-01-01", ["Chairwoman of the National Assembly"]),
        ("Xi Jinping", "2013-03", ["General Secretary of the CPC"]),
        ("Xi Jinping", "2099", []),
        ("Nobody At All", "2010", []),
    ],
)
def test_what_somebody_surely_held(name: str, when: str, offices: list[str]) -> None:
    assert [t.title for t in KNOWN.offices_on(name, day(when))] == offices


def test_ends_that_are_not_verified_are_marked() -> None:
    marked = {(p.name, t.office) for p in KNOWN.people for t in p.terms if t.last and not t.last_verified}
    assert ("Hong Xiaoyong", "cn-ambassador-to-vietnam") in marked
    assert ("Hu Jintao", "cn-president") not in marked


@pytest.mark.parametrize(
    ("title", "country", "office"),
    [
        ("party chief", "VN", "vn-cpv-general-secretary"),
        ("Prime Minister", "CN", "cn-premier"),
        ("defense minister", "CN", "cn-defence-minister"),
        ("foreign minister", "IN", "in-external-affairs-minister"),
        ("chancellor", "DE", "de-chancellor"),
    ],
)
def test_titles_name_offices(title: str, country: str, office: str) -> None:
    assert [o.id for o in KNOWN.offices_titled(title, country)] == [office]


# ------------------------------------------------------------------------------------------------------------- entries
def test_everything_has_a_source() -> None:
    assert [p.id for p in KNOWN.people if not p.source] == []
    assert [(p.id, t.office) for p in KNOWN.people for t in p.terms if not t.source.strip()] == []


def test_names_are_in_the_form_of_the_press() -> None:
    assert [p.name for p in KNOWN.people if not p.name.isascii()] == []
    assert [n for n, count in Counter(p.name for p in KNOWN.people).items() if count > 1] == []
    assert [p.name for p in KNOWN.people if p.vi and p.country == "VN" and fold(p.vi) != fold(p.name)] == []
    assert [p.name for p in KNOWN.people if p.zh and not re.fullmatch(r"[\u4e00-\u9fff·-]+", p.zh)] == []


def test_offices_that_nobody_held_are_not_kept() -> None:
    held = {t.office for p in KNOWN.people for t in p.terms}
    assert [o.id for o in KNOWN.offices if o.id not in held] == []


def test_every_country_of_the_world_has_an_adjective_or_a_name_for_its_people() -> None:
    spoken_of = {p.country for p in KNOWN.people} | {p.country for p in KNOWN.places if p.within is None}
    independent = {"CN", "VN", "LA", "KH", "TH", "US", "GB", "FR", "TL", "SB", "NZ", "KR", "KP", "EU", "NR", "ST"}
    assert independent <= spoken_of | {"EU"}
    assert [c.code for c in KNOWN.countries if c.code in independent and not c.adjectives] == []
    assert sum(bool(c.adjectives) for c in KNOWN.countries) >= 215


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("Chinese", {"CN"}), ("Vietnamese", {"VN"}), ("Lao", {"LA"}), ("Laotian", {"LA"}), ("Cambodian", {"KH"}),
        ("U.S.", {"US"}), ("American", {"US"}), ("Viet Nam", {"VN"}), ("East Germany", {"DE"}),
        ("Soviet Union", {"RU"}),        ("Burma", {"MM"}),
        ("Britain", {"GB"}), ("Holland", {"NL"}), ("Congolese", {"CD", "CG"}), ("Turkey", {"TR"}),
        ("DPRK", {"KP"}), ("Republic of Korea", {"KR"}), ("Filipinos", {"PH"}), ("European Union", {"EU"}),
    ],
)  # fmt: skip
def test_words_for_countries(word: str, codes: set[str]) -> None:
    named = {c.code for c in KNOWN.countries if word in (c.name, *c.aliases, *c.adjectives, *c.demonyms)}
    assert named == codes


def test_words_of_several_countries_are_few_and_known() -> None:
    words = Counter(w for c in KNOWN.countries for w in {c.name, *c.aliases, *c.adjectives, *c.demonyms})
    assert {w for w, count in words.items() if count > 1} == {
        "Central American",
        "Central Americans",
        "Congo",
        "Congolese",
        "Dominican",
        "Dominicans",
        "Korean nations",
        "Korean states",
        "Koreas",
        "Latin American",
        "Latin Americans",
        "Native American",
        "Native Americans",
        "North American",
        "North Americans",
        "North and South Korea",
        "North and South Korean",
        "South American",
        "South Americans",
        "South and North Korea",
        "South and North Korean",
        "Virgin Islands",
        "West Indian",
        "West Indians",
    }


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Hanoi", "VN", 21.0, 105.8),
        ("Beijing", "CN", 39.9, 116.4),
        ("Nanning", "CN", 22.8, 108.3),
        ("Pingxiang", "CN", 22.1, 106.8),
        ("Dongxing", "CN", 21.5, 108.0),
        ("Hekou", "CN", 22.5, 104.0),
        ("Lang Son", "VN", 21.9, 106.8),
        ("Mong Cai", "VN", 21.5, 107.9),
        ("Guangxi", "CN", 22.8, 108.3),
        ("Great Hall of the People", "CN", 39.9, 116.4),
        ("Friendship Pass", "CN", 22.1, 106.8),
        ("Geneva", "CH", 46.2, 6.1),
        ("Vientiane", "LA", 18.0, 102.6),
        ("Mar-a-Lago", "US", 26.7, -80.0),
    ],
)
def test_where_a_place_is(name: str, country: str, latitude: float, longitude: float) -> None:
    (place,) = [p for p in KNOWN.places if p.name == name]
    assert place.country == country
    assert place.latitude == pytest.approx(latitude, abs=0.1)
    assert place.longitude == pytest.approx(longitude, abs=0.1)


def test_names_of_places_are_not_words_and_not_countries() -> None:
    names = {n for p in KNOWN.places for n in (p.name, *p.aliases)}
    assert names & {"Of", "Nice Try", "Reading", "Mobile", "Split", "Georgia", "Jordan", "Chad", "Most"} == set()
    # City states are places and countries both, and so are the two that bear the name of their capital.
    both = names & {c.name for c in KNOWN.countries}
    assert both == {
        "Djibouti",
        "Gibraltar",
        "Hong Kong",
        "Luxembourg",
        "Macao",
        "Monaco",
        "San Marino",
        "Singapore",
        "Vatican City",
    }


def test_a_name_stands_for_one_place() -> None:
    """One, or those that lie between other countries each: the East Sea of Vietnam and that of Korea."""
    named: dict[str, list[PlaceFact]] = {}
    for place in KNOWN.places:
        for name in {place.name, *place.aliases}:
            named.setdefault(name, []).append(place)
    shared = {name: [code for p in found for code in p.around] for name, found in named.items() if len(found) > 1}
    assert list(shared) == ["East Sea"]
    assert all(len(set(codes)) == len(codes) and all(p.around for p in named[n]) for n, codes in shared.items())


def test_a_place_lies_in_a_country_or_between_several() -> None:
    assert all(bool(p.country) != bool(p.around) for p in KNOWN.places)
    assert all(len(p.around) > 1 for p in KNOWN.places if p.around)


def test_series_and_organizations_have_names_of_their_own() -> None:
    for entries in (KNOWN.series, KNOWN.organizations):
        names = Counter(n for e in entries for n in {e.name, *e.aliases})
        assert [n for n, count in names.items() if count > 1] == []
        assert [n for n in names if n.lower().startswith("the ")] == []


# --------------------------------------------------------------------------------------------------------------- holes
def holes() -> dict[str, list[str]]:
    """The days between two terms of an office with one holder at a time on which nobody is known to have held it."""
    found: dict[str, list[str]] = {}
    for office in KNOWN.offices:
        terms = sorted(
            (t.possible for p in KNOWN.people for t in p.terms if t.office == office.id), key=lambda p: p.start
        )
        covered: date | None = None
        for period in terms if office.single else ():
            if covered and period.start > covered + timedelta(days=1):
                gap = edtf.span(covered + timedelta(days=1), period.start - timedelta(days=1))
                found.setdefault(office.id, []).append(str(gap))
            covered = max(covered or period.end, period.end)
    return found


def stale() -> dict[str, str]:
    """Terms without an end that were last seen long before the newest thing that we know, and when that was."""
    newest = max(t.possible.end for p in KNOWN.people for t in p.terms)
    return {
        f"{p.id} {t.office}": t.possible.end.isoformat()
        for p in KNOWN.people
        for t in p.terms
        if t.last is None and t.possible.end < newest - STALE
    }


def test_holes_are_those_that_we_know_of() -> None:
    listed = tomllib.loads(HOLES.read_text(encoding="utf-8"))
    assert holes() == listed["holes"]
    assert stale() == listed["stale"]


# ----------------------------------------------------------------------------------------------------------- reference
@pytest.mark.skipif(not REFERENCE.exists(), reason="the table of reference is not beside the checkout")
def test_the_terms_of_the_reference_are_there() -> None:
    with REFERENCE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    missed = []
    for row in rows:
        person = KNOWN.person(row["person"])
        assert person is not None, row["person"]
        if "no" in (row["from_verified"], row["to_verified"]) or "co-chair" in row["office"]:
            continue
        ends = {(str(t.first or ""), str(t.last or "")) for t in person.terms}
        if (row["from"], row["to"]) not in ends:
            missed.append((row["person"], row["office"], row["from"], row["to"]))
    # The two handed over on days of which the source has both ends, each for its own list.
    assert [m for m in missed if m[1] != "Prime Minister" or m[0] not in ("François Fillon", "Jean-Marc Ayrault")] == []


@pytest.mark.skipif(not REFERENCE.exists(), reason="the table of reference is not beside the checkout")
def test_nothing_comes_from_memory() -> None:
    with REFERENCE.open(encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines) if r["source"] == "memory" and "External Relations" in r["office"]]
    assert rows
    head = "vn-cpv-external-relations-head"
    for row in rows:
        person = KNOWN.person(row["person"])
        assert person is not None
        assert [t for t in person.terms if t.office == head] == []
    assert [t.source for p in KNOWN.people for t in p.terms if re.search(r"\bmemory\b", t.source + t.note)] == []


if __name__ == "__main__":
    print("# Offices of one holder: the days between two terms on which nobody is known to have held them.\n[holes]")
    for office_id, gaps in holes().items():
        print(f"{office_id} = {gaps}".replace("'", '"'))
    print("\n# Terms without an end: when the person was last seen in office.\n[stale]")
    for key, seen in stale().items():
        print(f'"{key}" = "{seen}"')
