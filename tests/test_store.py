"""The store: what goes in comes out, whole or not at all, in any order."""

import json
import random
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ARTICLES, article_of, extract, fill, merge

from cnvn import edtf
from cnvn.errors import CnvnError
from cnvn.model import Candidate, Participant, Session, Source, Spot
from cnvn.query import Filter
from cnvn.store.codec import dump_candidate, fingerprint, load_candidate
from cnvn.store.connect import connect
from cnvn.store.reader import Reader
from cnvn.store.schema import MIGRATIONS
from cnvn.store.store import Store


def rows(path: str) -> list[str]:
    with Reader(path) as reader:
        return list(reader.rows(Filter()))


def ids(path: str) -> list[str]:
    return [json.loads(row)["id"] for row in rows(path)]


# ------------------------------------------------------------------------------------------------------------- codec
FULL = Candidate(
    type="meeting",
    period=edtf.parse("2022-10-30/2022-11-02~"),
    dated_by="context",
    status="planned",
    source=Source(
        "a", 1, 9, "quoted “so”", "rule", part=3, title="t", publisher="p", published=edtf.parse("2022-11-03").start,
        url="u", date_text="then", origin="bundled",
    ),
    people=(Participant("Đỗ Mười", "office", "in text", "VN", "host"),),
    organizations=("body",),
    countries=("CN", "VN"),
    place=Spot("Hanoi", "VN", 21.0, 105.8),
    meeting=Session("series", 7),
    topic="topic",
    cameo="040",
    plover="CONSULT",
    rival=True,
)  # fmt: skip


def test_a_candidate_is_stored_whole() -> None:
    for name in Candidate._fields:
        assert getattr(FULL, name), f"the test must fill {name}"
    assert load_candidate(dump_candidate(FULL)) == FULL
    bare = Candidate(FULL.type, FULL.period, FULL.dated_by, FULL.status, FULL.source._replace(published=None))
    assert load_candidate(dump_candidate(bare)) == bare


def test_a_fingerprint_depends_on_what_is_read_and_not_on_where_it_lies() -> None:
    article = article_of("past")
    assert fingerprint(replace(article, path="/elsewhere"), "1") == fingerprint(article, "1")
    assert fingerprint(replace(article, publisher="x"), "1") != fingerprint(article, "1")
    assert fingerprint(article, "2") != fingerprint(article, "1")


# ---------------------------------------------------------------------------------------------------------- contents
def test_any_order_of_articles_gives_the_same_rows(tmp_path: Path) -> None:
    answers = set()
    for seed in range(6):
        names = list(ARTICLES)
        random.Random(seed).shuffle(names)
        path = str(tmp_path / f"{seed}.db")
        with Store(path) as store:
            for name in names:
                fill(store, article_of(name))
        answers.add("\n".join(rows(path)))
    assert len(answers) == 1
    assert "To Lam" in answers.pop()


def test_quotes_are_cut_from_the_stored_text(db: str) -> None:
    with Reader(db) as reader:
        sources = [source for row in reader.rows(Filter()) for source in json.loads(row)["sources"]]
        assert sources
        for source in sources:
            text = reader.text(source["article"])
            assert text is not None
            assert text[source["start"] : source["end"]] == source["quote"]


def test_an_article_with_a_new_text_replaces_the_old_one(db: str) -> None:
    before = ids(db)
    with Store(db) as store:
        fill(store, article_of("past", text="Nothing of it is left."))
    after = ids(db)
    assert [i for i in before if i not in after] == [i for i in before if i.startswith(("1980", "2024-12-30"))]
    with Reader(db) as reader:
        assert reader.text("past") == "Nothing of it is left."


def test_a_dropped_article_takes_its_events_with_it(db: str) -> None:
    with Store(db) as store:
        store.drop(["committee", "past"])
        assert store.merge(merge) == 3


def test_a_batch_that_fails_leaves_nothing_behind(db: str) -> None:
    before = rows(db)
    good, bad = article_of("past", text="New."), replace(article_of("spring"), title="\ud800")
    with Store(db) as store, pytest.raises(UnicodeEncodeError):
        store.put([("1", extract(good)), ("2", extract(bad))])
    with Reader(db) as reader:
        assert reader.text("past") != "New."
        assert not reader.unmerged()
    assert rows(db) == before


def test_a_merge_that_fails_leaves_the_events_as_they_were(db: str) -> None:
    before = rows(db)

    def broken(candidates: object) -> tuple[()]:
        raise ValueError("no merge today")

    with Store(db) as store, pytest.raises(ValueError, match="today"):
        store.merge(broken)
    assert rows(db) == before


def test_an_ingest_that_broke_off_is_known(tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")
    with Store(path) as store:
        store.put([("1", extract(article_of("spring")))])
        with Reader(path) as reader:
            assert reader.unmerged()
        store.merge(merge)
        with Reader(path) as reader:
            assert not reader.unmerged()


def test_an_id_that_was_leads_to_the_event_that_took_its_place(tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")

    def renamed(number: int):  # type: ignore[no-untyped-def]
        return lambda candidates: tuple(replace(e, id=f"{e.id}-v{number}") for e in merge(candidates))

    with Store(path) as store:
        fill(store, article_of("spring"))
        first = ids(path)[0]
        for number in (1, 2):
            store.merge(renamed(number))
        with Reader(path) as reader:
            # Over two steps, and to an event that lives.
            assert reader.now(first) == f"{first}-v2"
            assert reader.now(f"{first}-v1") == f"{first}-v2"
            assert reader.event(f"{first}-v2") is not None
        store.merge(merge)  # an id that lives again leads nowhere else
        with Reader(path) as reader:
            assert reader.now(first) is None
            assert reader.now(f"{first}-v2") == first
        store.drop(["spring"])
        store.merge(merge)
        with Reader(path) as reader:
            assert reader.now(first) is None


def test_people_and_counts(db: str) -> None:
    with Reader(db) as reader:
        assert [(p.name, p.country, p.events, p.first, p.last) for p in reader.people()] == [
            ("To Lam", "VN", 3, "2024-08-18", "2025-01-02"),
            ("Wang Yi", "CN", 1, "2018-04-01", "2018-04-01"),
            ("Xi Jinping", "CN", 1, "2024-08-19", "2024-08-19"),
        ]
        counts = reader.counts()
        assert (counts.articles, counts.bundled, counts.events, counts.people) == (3, 0, 9, 3)
        assert (counts.first, counts.last) == ("1980-01-01", "2027-12-31")
        assert {a["id"]: a["events"] for a in reader.articles()} == {"spring": 3, "committee": 4, "past": 2}


# ------------------------------------------------------------------------------------------------------ what is wrong
def refusal(path: Path, *, write: bool = False) -> str:
    with pytest.raises(CnvnError) as caught:
        connect(str(path), write=write)
    assert caught.value.exit_code == 1
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("write", [True, False])
def test_what_is_no_store_is_refused(tmp_path: Path, write: bool) -> None:
    text = tmp_path / "text.db"
    text.write_text("this is not a data base, and long enough to be taken for one " * 20)
    assert "not a cnvn store" in refusal(text, write=write)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()
    assert "not a cnvn store" in refusal(other, write=write)
    assert "does not exist" in refusal(tmp_path / "missing" / "x.db", write=write)
    assert "is a folder" in refusal(tmp_path, write=write)


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_store_is_refused(db: str, write: bool) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("INSERT INTO migrations VALUES (?)", (len(MIGRATIONS) + 1,))
    connection.close()
    assert "newer cnvn" in refusal(Path(db), write=write)


def test_a_locked_store_is_refused_after_a_while(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cnvn.store.connect._WAIT", 0.05)
    other = sqlite3.connect(db, isolation_level=None)
    with Store(db) as store:
        other.execute("BEGIN EXCLUSIVE")
        try:
            assert "in use" in refusal(Path(db))
            with pytest.raises(CnvnError, match="in use"):
                store.note("key", "value")
        finally:
            other.close()
        store.note("key", "value")  # and when the other one is done, it goes on
        assert store.meta("key") == "value"


def test_a_store_that_cannot_be_written_can_be_read(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(uri: str) -> sqlite3.Connection:
        return sqlite3.connect(uri.replace("mode=rwc", "mode=ro"), isolation_level=None, uri=True)

    monkeypatch.setattr("cnvn.store.connect._open", read_only)
    assert len(rows(db)) == 9
    with Store(db) as store, pytest.raises(CnvnError, match="read but not written"):
        store.note("key", "value")


def test_a_damaged_store_is_refused(db: str) -> None:
    content = bytearray(Path(db).read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    Path(db).write_bytes(content)
    with pytest.raises(CnvnError, match="damaged"):
        rows(db)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    assert rows(str(tmp_path / "not-there.db")) == []
    assert list(tmp_path.iterdir()) == []
    empty = tmp_path / "empty.db"
    empty.touch()
    assert rows(str(empty)) == []
    assert empty.stat().st_size == 0


def test_odd_names_of_files(tmp_path: Path) -> None:
    path = str(tmp_path / "what? 100% #1 é.db")
    with Store(path) as store:
        fill(store, article_of("past"))
    assert len(rows(path)) == 2


def test_two_processes_may_make_one_store_at_once(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    code = f"from cnvn.store.store import Store; Store({str(path)!r}).note('a', 'b')"
    both = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(4)]
    errors = [process.communicate()[1].decode() for process in both]
    assert [process.returncode for process in both] == [0] * 4, errors
    with Store(str(path)) as store:
        assert store.meta("a") == "b"
