"""What the loader makes of knowledge files, good and bad."""

from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from cnvn import edtf
from cnvn.edtf import Period
from cnvn.errors import CnvnError
from cnvn.knowledge import Knowledge, check, compiled, load
from cnvn.knowledge.files import File, our_files
from cnvn.knowledge.reader import read
from cnvn.knowledge.records import Term

OFFICES = """\
[[office]]
id = "xx-mayor"
name = "Mayor"
country = "VN"
titles = ["city chief"]

[[office]]
id = "xx-deputy"
name = "Deputy"
country = "VN"
single = false
"""
PEOPLE = """\
[sources]
gazette = "Official gazette, volume 7"

[[person]]
id = "an-binh"
name = "An Binh"
country = "VN"
source = "gazette"

[[person.term]]
office = "xx-mayor"
first = "1990-05-02"
last = "1995"
unverified = ["last"]
source = ["gazette", "https://example.org/an-binh"]

[[person]]
id = "cao-dung"
name = "Cao Dung"
country = "VN"
source = "gazette"

[[person.term]]
office = "xx-mayor"
first = "1995"
seen = "1999-03"
source = "gazette"
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compiled here stays here."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "offices.toml").write_text(OFFICES, encoding="utf-8")
    (tmp_path / "people.toml").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def term(first: str | None = None, last: str | None = None, seen: str | None = None) -> Term:
    periods = [edtf.parse(text) if text else None for text in (first, last, seen)]
    return Term("o", "O", "VN", periods[0], periods[1], True, True, "s", periods[2])


def day(text: str) -> Period:
    return edtf.day(date.fromisoformat(text))


# ----------------------------------------------------------------------------------------------------- what is certain
@pytest.mark.parametrize(
    ("given", "possible", "sure"),
    [
        (term("1990-05-02", "1995-01-03"), "1990-05-02/1995-01-03", "1990-05-02/1995-01-03"),
        (term("1990-05", "1995"), "1990-05-01/1995-12-31", "1990-05-31/1995-01-01"),
        (term("1990-05-02", seen="1999-03-04"), "1990-05-02/1999-03-04", "1990-05-02/1999-03-04"),
        (term(seen="1999-03-04", last="2001-02"), "1999-03-04/2001-02-28", "1999-03-04/2001-02-01"),
        (term(seen="1999-03/1999-07"), "1999-03/1999-07", "1999-03/1999-07"),
        (term(last="2001-02-05"), "2001-02-05", "2001-02-05"),
        (term("1999", "1999"), "1999", None),
    ],
)
def test_the_days_that_a_term_may_and_must_cover(given: Term, possible: str, sure: str | None) -> None:
    wanted = edtf.parse(possible)
    assert (given.possible.start, given.possible.end) == (wanted.start, wanted.end)
    if sure is None:
        assert given.sure is None
    else:
        wanted = edtf.parse(sure)
        assert given.sure is not None
        assert (given.sure.start, given.sure.end) == (wanted.start, wanted.end)


# ------------------------------------------------------------------------------------------------------ a user's folder
def test_a_folder_adds_to_ours(folder: Path) -> None:
    known = load(folder)
    assert len(known.people) == len(load().people) + 2
    person = known.person("an binh")
    assert person is not None
    assert person.source == "Official gazette, volume 7"
    held = person.terms[0]
    assert (held.title, held.country, held.first_verified, held.last_verified) == ("Mayor", "VN", True, False)
    assert held.source == "Official gazette, volume 7 ; https://example.org/an-binh"
    assert check(folder) == ()


def test_a_folder_overrides_by_id(tmp_path: Path) -> None:
    (tmp_path / "places.toml").write_text(
        '[[place]]\nid = "hanoi"\nname = "Hanoi"\ncountry = "VN"\nlatitude = 1\nlongitude = 2.5\n', encoding="utf-8"
    )
    known = load(tmp_path)
    hanoi = [p for p in known.places if p.id == "hanoi"]
    assert [(p.latitude, p.longitude) for p in hanoi] == [(1, 2.5)]
    assert len(known.places) == len(load().places)


def test_ends_that_are_not_exact(folder: Path) -> None:
    known = load(folder)
    assert [p.name for p in known.holders("xx-mayor", day("1992-01-01"))] == ["An Binh"]
    assert [p.name for p in known.holders("xx-mayor", day("1995-06-01"))] == ["An Binh", "Cao Dung"]
    assert [p.name for p in known.holders("xx-mayor", day("1999-03-31"))] == ["Cao Dung"]
    assert known.holders("xx-mayor", day("1999-04-01")) == ()
    assert known.offices_on("An Binh", day("1995-06-01")) == ()
    assert [t.office for t in known.offices_during("An Binh", day("1995-06-01"))] == ["xx-mayor"]
    assert [o.id for o in known.offices_titled("City Chief", "VN")] == ["xx-mayor"]


def test_one_object_for_the_same_arguments(folder: Path) -> None:
    assert load(folder) is load(folder)
    assert load() is not load(folder)


# ------------------------------------------------------------------------------------------------------------ bad input
BAD = [
    ("people", PEOPLE.replace('first = "1990-05-02"', 'frist = "1990-05-02"'), "people.toml:12: unknown key 'frist'"),
    ("people", PEOPLE.replace('last = "1995"', 'last = "1995-13-01"'), "people.toml:13: no such day: '1995-13-01'"),
    ("people", PEOPLE.replace('last = "1995"', 'last = "May 1995"'), "people.toml:13: not a date: 'May 1995'"),
    ("people", PEOPLE.replace('last = "1995"', 'last = "1989"'), "people.toml:13: 'last' (1989) is before 'first'"),
    ("people", PEOPLE.replace('"xx-mayor"', '"xx-major"', 1), "people.toml:11: unknown office 'xx-major'"),
    ("people", PEOPLE.replace('country = "VN"', 'country = "VT"', 1), "people.toml:7: unknown country code 'VT'"),
    ("people", PEOPLE.replace('first = "1995"', 'first = "1994-01-01"'), "people.toml:23: 'cao-dung' as xx-mayor over"),
    ("people", PEOPLE.replace('["last"]', '["end"]'), "people.toml:14: not an end of a term: 'end'"),
    ("people", PEOPLE.replace('name = "An Binh"\n', ""), "people.toml:4: 'name' is missing"),
    ("people", PEOPLE.replace('seen = "1999-03"\n', "").replace('first = "1995"\n', ""), "a term without any date"),
    ("people", PEOPLE.replace('name = "An Binh"', "name = 7"), "people.toml:6: 'name' has a value of the wrong type"),
    ("people", PEOPLE.replace('id = "cao-dung"', 'id = "an-binh"'), "people.toml:17: 'an-binh' is there twice"),
    ("people", PEOPLE.replace("[sources]", "[source]"), "people.toml:1: unknown key 'source'"),
    ("people", PEOPLE.replace("[[person]]", "[person]", 1), "people.toml: not TOML"),
    ("people", '[person]\nid = "an-binh"\n', "not in the form of a knowledge file"),
    ("offices", OFFICES.replace('["city chief"]', "[1]"), "offices.toml:5: 'titles' is a list of strings"),
    ("offices", OFFICES.replace('country = "VN"', 'country = "vn"', 1), "offices.toml:4: unknown country code 'vn'"),
    ("places", '[[place]]\nid = "a"\nname = "A"\ncountry = "VN"\nlatitude = 91.0\nlongitude = 1\n', "no such latitude"),
    ("places", '[[place]]\nid = "a"\nname = "A"\ncountry = "VN"\nlatitude = 9.0\n', "one coordinate without the other"),
    ("places", '[[place]]\nid = "a"\nname = "A"\ncountry = "VN"\nwithin = "b"\n', "places.toml:5: unknown place 'b'"),
    ("series", '[[series]]\nid = "a"\nname = "A"\ntype = "party"\n', "series.toml:4: unknown type of event 'party'"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "reason"), BAD, ids=[reason for _, _, reason in BAD])
def test_what_is_wrong_is_refused_with_file_line_and_reason(folder: Path, kind: str, text: str, reason: str) -> None:
    (folder / f"{kind}.toml").write_text(text, encoding="utf-8")
    issues = check(folder)
    assert [issue for issue in issues if reason in str(issue)]
    assert all(issue.where.startswith(str(folder)) for issue in issues)


def test_loading_stops_at_the_first_problem(folder: Path) -> None:
    (folder / "people.toml").write_text(PEOPLE.replace("first =", "frist =", 1), encoding="utf-8")
    with pytest.raises(CnvnError) as caught:
        load(folder)
    assert str(caught.value).startswith(f"{folder / 'people.toml'}:12: unknown key 'frist'; known are office")


def test_all_problems_are_told_at_once(folder: Path) -> None:
    bad = PEOPLE.replace('last = "1995"', 'last = "soon"').replace('country = "VN"', 'country = "VT"')
    (folder / "people.toml").write_text(bad, encoding="utf-8")
    (folder / "series.toml").write_text('[[series]]\nid = "a"\nname = "A"\ntype = "party"\n', encoding="utf-8")
    assert len(check(folder)) == 4
    with pytest.raises(CnvnError, match=r"\(3 more\)"):
        load(folder)


def test_an_entry_that_is_wrong_in_several_ways_and_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "offices.toml").write_text('[[office]]\nid = "xx-mayor"\nname = "Mayor"\nsingle = "yes"\n')
    (tmp_path / "people.toml").write_text(
        '[[person]]\nid = "an"\nname = "An"\ncountry = "QQ"\ncolour = "red"\nsource = "s"\n'
        '[[person.term]]\noffice = "xx-mayor"\nfirst = "1999-13"\nsource = "s"\n'
    )
    (tmp_path / "places.toml").write_bytes(b"\xff\xfe")
    reasons = [issue.reason for issue in check(tmp_path)]
    assert reasons == [
        "'single' has a value of the wrong type",
        "unknown country code 'QQ'",
        "unknown key 'colour'",
        "no such day: '1999-13'",
        "not UTF-8 at byte 0",
    ]


def test_an_overlap_with_ours_is_told_of_the_users_file(tmp_path: Path) -> None:
    people = (
        '[[person]]\nid = "x"\nname = "X"\ncountry = "CN"\nsource = "s"\n\n[[person.term]]\noffice = "cn-premier"\n'
    )
    (tmp_path / "people.toml").write_text(people + 'first = "1999"\nlast = "2001"\nsource = "s"\n', encoding="utf-8")
    (problem,) = check(tmp_path)
    assert problem.where == f"{tmp_path / 'people.toml'}:7"
    assert "zhu-rongji" in problem.reason


def test_both_may_hold_an_office_on_the_day_of_a_handover() -> None:
    handover = PEOPLE.replace('last = "1995"', 'last = "1995-06-01"').replace('"1995"', '"1995-06-01"')
    files = [*our_files("en"), File("o", "offices", OFFICES, 1), File("p", "people", handover, 1)]
    known, issues = read(files)
    assert issues == ()
    assert len(known.holders("xx-mayor", day("1995-06-01"))) == 2
    _, issues = read(
        [*files[:-1], File("p", "people", handover.replace('last = "1995-06-01', 'last = "1995-06-02'), 1)]
    )
    assert len(issues) == 1


def test_several_may_hold_an_office_of_several() -> None:
    people = PEOPLE.replace("xx-mayor", "xx-deputy").replace('first = "1995"', 'first = "1991"')
    _, issues = read([*our_files("en"), File("o", "offices", OFFICES, 1), File("p", "people", people, 1)])
    assert issues == ()


@pytest.mark.parametrize("what", ["missing", "empty", "latin"])
def test_a_folder_that_cannot_be_used(tmp_path: Path, what: str) -> None:
    if what == "latin":
        (tmp_path / "people.toml").write_bytes("name = 'Trọng'".encode("utf-16"))
    with pytest.raises(CnvnError) as caught:
        load(tmp_path / "none" if what == "missing" else tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert caught.value.hint


def test_a_language_that_is_not_known() -> None:
    with pytest.raises(CnvnError, match="language 'xx'"):
        load(language="xx")


# ---------------------------------------------------------------------------------------------------- the compiled form
def same(one: Knowledge, other: Knowledge) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in Knowledge.__slots__)


def test_what_was_kept_comes_back_whole(tmp_path: Path) -> None:
    known, _ = read(our_files("en"))
    compiled.keep("key", known, tmp_path)
    again = compiled.fetch("key", tmp_path)
    assert again is not None
    assert same(known, again)
    assert compiled.fetch("other", tmp_path) is None


def test_a_damaged_form_is_as_none(tmp_path: Path) -> None:
    compiled.keep("key", Knowledge(), tmp_path)
    path = tmp_path / "key.knowledge"
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole[:40] + b"?" + whole[41:], b"?" * 100):
        path.write_bytes(damaged)
        assert compiled.fetch("key", tmp_path) is None


def test_where_nothing_can_be_written_nothing_is(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    compiled.keep("key", Knowledge(), blocked)
    assert compiled.fetch("key", blocked) is None


def test_only_the_last_forms_are_left(tmp_path: Path) -> None:
    for n in range(compiled.KEPT + 3):
        compiled.keep(f"key{n}", Knowledge(), tmp_path)
    assert len(list(tmp_path.iterdir())) == compiled.KEPT
    assert compiled.fetch(f"key{compiled.KEPT + 2}", tmp_path) is not None


def keep_and_fetch(folder: Path) -> bool:
    known, _ = read(our_files("en"))
    compiled.keep("key", known, folder)
    again = compiled.fetch("key", folder)
    return again is not None and same(known, again)


def test_several_processes_may_keep_it_at_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        assert all(pool.map(keep_and_fetch, [tmp_path] * 6))
    assert [p.name for p in tmp_path.iterdir()] == ["key.knowledge"]


def test_the_key_is_of_the_content() -> None:
    one, other = File("a", "people", "x"), File("b", "people", "x")
    assert compiled.key_of([one]) == compiled.key_of([other])
    assert compiled.key_of([one]) != compiled.key_of([File("a", "people", "y")])
    assert compiled.key_of([one]) != compiled.key_of([File("a", "offices", "x")])
