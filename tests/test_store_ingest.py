"""Ingest: what is read anew and what is passed over, and that a broken one goes on where it stopped."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLES, article_of, merge
from conftest import extract as extract_one

from cnvn.errors import Issue
from cnvn.model import Article
from cnvn.query import Filter
from cnvn.store import ingest as module
from cnvn.store.ingest import Summary, ingest
from cnvn.store.reader import Reader
from cnvn.store.store import Store


def extract(items: Iterable[Article | Issue]) -> Iterator[Any]:
    for item in items:
        yield item if isinstance(item, Issue) else extract_one(item)


def run(path: Path, items: Iterable[Article | Issue], **options: Any) -> Summary:
    with Store(str(path)) as store:
        return ingest(store, items, extract=extract, merge=merge, **options)


def rows(path: Path) -> list[str]:
    with Reader(str(path)) as reader:
        return list(reader.rows(Filter()))


def everything() -> list[Article]:
    return [article_of(name) for name in ARTICLES]


def test_one_that_replaces_the_article_of_another_file_is_told(tmp_path: Path) -> None:
    path, told = tmp_path / "a.db", list[Issue]()
    first = replace(everything()[0], path="a/x.txt")
    run(path, [first], report=told.append)
    run(path, [replace(first, text=first.text + " ")], report=told.append)
    assert told == []
    summary = run(path, [replace(first, path="b/x.txt", text=first.text + "  ")], report=told.append)
    assert (summary.replaced, summary.refused) == (1, 0)
    assert [(issue.where, "a/x.txt" in issue.reason, issue.refused) for issue in told] == [("b/x.txt", True, False)]


def test_the_second_time_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert run(path, everything()) == Summary(added=3, events=9)
    before, bytes_before = rows(path), path.read_bytes()
    assert run(path, everything()) == Summary(unchanged=3, events=9)
    assert (rows(path), path.read_bytes()) == (before, bytes_before)
    assert run(path, everything(), again=True) == Summary(replaced=3, events=9)
    assert rows(path) == before


def test_a_changed_article_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    run(path, everything())
    changed = replace(article_of("past"), text="Nothing.")
    assert run(path, [article_of("spring"), changed]) == Summary(replaced=1, unchanged=1, events=7)


def test_issues_are_reported_and_counted_if_they_refuse(tmp_path: Path) -> None:
    told: list[Issue] = []
    warning = Issue("b", "is odd", refused=False)
    summary = run(tmp_path / "a.db", [Issue("a", "is empty"), warning, *everything()], report=told.append)
    assert summary == Summary(added=3, refused=1, events=9)
    assert [issue.where for issue in told] == ["a", "b"]


def test_one_id_for_two_texts_is_refused_in_one_run(tmp_path: Path) -> None:
    told: list[Issue] = []
    twice = [article_of("past"), article_of("past"), replace(article_of("past"), text="Another.")]
    assert run(tmp_path / "a.db", twice, report=told.append) == Summary(added=1, unchanged=1, refused=1, events=2)
    assert "the id 'past'" in str(told[0])


@pytest.mark.parametrize("broken", [{"text": "a \ud800 b"}, {"title": "\udfff"}])
def test_half_a_letter_is_refused_and_the_rest_goes_in(tmp_path: Path, broken: dict[str, str]) -> None:
    told: list[Issue] = []
    items = [replace(article_of("past"), id="broken", **broken), article_of("past")]  # type: ignore[arg-type]
    assert run(tmp_path / "a.db", items, report=told.append) == Summary(added=1, refused=1, events=2)
    assert "half of a letter" in str(told[0])


def test_a_brief_never_replaces_what_the_user_read_in(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    run(path, everything())
    brief = replace(article_of("past"), text="A brief of the same id.", origin="bundled")
    assert run(path, [brief]) == Summary(unchanged=1, events=9)
    # The other way round it is the user's article that counts.
    other = tmp_path / "b.db"
    run(other, [brief])
    assert run(other, [article_of("past")]) == Summary(replaced=1, events=2)
    assert {json.loads(row)["origin"] for row in rows(other)} == {"mine"}


def test_a_broken_ingest_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 1)
    path = tmp_path / "a.db"
    run(path, [article_of("spring")])
    before = rows(path)

    def until_the_plug_is_pulled() -> Iterator[Article]:
        yield article_of("committee")
        yield article_of("past")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(path, until_the_plug_is_pulled())
    assert rows(path) == before  # the events are those of before, all of them and no others
    with Reader(str(path)) as reader:
        assert reader.unmerged()
        assert reader.article_ids() == ["committee", "past", "spring"]
    assert run(path, everything()) == Summary(unchanged=3, events=9)
    straight = tmp_path / "b.db"
    run(straight, everything())
    assert rows(path) == rows(straight)


def test_progress_is_told_after_every_article(tmp_path: Path) -> None:
    seen: list[int] = []
    run(tmp_path / "a.db", everything(), progress=lambda summary: seen.append(summary.read))
    assert seen == [1, 2, 3]
