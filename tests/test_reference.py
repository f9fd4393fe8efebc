"""Laws that hold on real texts: every quote is in its article, and nothing but the texts decides what comes out."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import reference

from cnvn.knowledge import load
from cnvn.merge import merge
from cnvn.model import Article, Event
from cnvn.pipeline import extract, extract_all, trace

SCRIPT = """
import sys
from cnvn.cli import main
sys.exit(main())
"""


def cnvn(*arguments: str, seed: int) -> bytes:
    """What the command line prints, in a process whose hashes are seeded."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@reference.needed
def test_every_quote_is_its_articles_text_and_no_longer_than_two_sentences() -> None:
    knowledge = load()
    candidates = []
    checked = 0
    for article in reference.articles():
        seen = trace(article, knowledge)
        candidates += seen.candidates
        starts = {s.start: n for n, s in enumerate(seen.sentences)}
        ends = {s.end: n for n, s in enumerate(seen.sentences)}
        for c in seen.candidates:
            assert c.source.quote == article.text[c.source.start : c.source.end]
            assert 0 <= ends[c.source.end] - starts[c.source.start] <= 1
    texts = {a.id: a.text for a in reference.articles()}
    for event in merge(candidates, knowledge):
        for source in event.sources:
            assert source.quote == texts[source.article][source.start : source.end]
            checked += 1
    assert checked > 40


def apart_from_sources(events: Sequence[Event]) -> list[Event]:
    """The events without their sources, and without the articles that conflicts name."""
    return [replace(e, sources=(), conflicts=tuple(replace(c, values=()) for c in e.conflicts)) for e in events]


@reference.needed
def test_articles_given_twice_or_cut_in_two_tell_the_same_events() -> None:
    knowledge = load()
    every = [c for a in reference.articles() for c in extract(a, knowledge).candidates]
    twice = [c for a in reference.articles() for c in extract(replace(a, id=f"x-{a.id}"), knowledge).candidates]
    middle = {a.id: len(a.text) // 2 for a in reference.articles()}
    halves = [(c, f"{c.source.article}-{int(c.source.start > middle[c.source.article])}") for c in every]
    cut = [c._replace(source=c.source._replace(article=article)) for c, article in halves]
    events = apart_from_sources(merge(every, knowledge))
    assert apart_from_sources(merge([*every, *twice], knowledge)) == events
    assert apart_from_sources(merge(cut, knowledge)) == events


@reference.needed
def test_two_ingests_in_any_order_print_the_same_bytes(tmp_path: Path) -> None:
    files = sorted(str(p) for p in (reference.FOLDER / "articles").glob("*.txt"))
    printed = []
    for n, order in enumerate((files, files[::-1])):
        store = str(tmp_path / f"{n}.db")
        for path in order:
            cnvn("--db", store, "ingest", path, seed=n)
        printed.append(cnvn("--db", store, "timeline", "--json", seed=n + 7))
    assert printed[0] == printed[1]
    assert len(json.loads(printed[0])) > 20


def write_jsonl(path: Path, articles: Sequence[Article]) -> str:
    rows = (
        {"id": a.id, "title": a.title, "published": a.published and a.published.isoformat(), "text": a.text}
        for a in articles
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


@reference.needed
def test_all_texts_shuffled_with_one_worker_and_with_two_give_the_same_bytes(tmp_path: Path) -> None:
    texts = list(reference.texts())
    assert len(texts) == 714
    shuffled = list(texts)
    Random(7).shuffle(shuffled)
    one = cnvn("extract", write_jsonl(tmp_path / "a.jsonl", texts), "--json", "--jobs", "1", seed=1)
    two = cnvn("extract", write_jsonl(tmp_path / "b.jsonl", shuffled), "--json", "--jobs", "2", seed=2)
    assert one == two
    assert len(json.loads(one)) > 500


@reference.needed
def test_the_archive_page_has_about_a_dozen_articles() -> None:
    pages = [trace(a, load()) for a in reference.articles()]
    numbers = [{p.number for p in page.parts} for page in pages]
    assert sorted(len(n) for n in numbers)[:-1] == [1, 1, 1, 1]
    assert 9 <= len(max(numbers, key=len)) <= 14


def test_extraction_of_many_keeps_their_order_on_any_number_of_workers() -> None:
    many = [
        Article(f"a{n}", f"President Ana Silva met Prime Minister Jonas Berg on {n + 1} May 2011.") for n in range(70)
    ]
    one = [x.article.id for x in extract_all(many) if hasattr(x, "article")]
    two = [x.article.id for x in extract_all(many, workers=2) if hasattr(x, "article")]
    assert one == two == [a.id for a in many]


@reference.needed
def test_what_is_passed_by_makes_no_event() -> None:
    knowledge = load()
    for article in islice(reference.texts(), 0, None, 7):
        assert extract(article, knowledge).candidates == trace(article, knowledge).candidates
