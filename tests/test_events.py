"""Text of our own, as reporters, ministries, chroniclers and analysts write, and the events that must come of it.

The cases stand in `cases/events/`, a file for each kind of text or of question. A case's `events` are all that its text
tells, no fewer and no more, each as "DATE [STATUS] TYPE: people, or, where nobody is named, countries and bodies
[@ place]", people in the order of their names; a place that is not given is not asked about, and "nowhere" is none.
`day` is the writer's day. A case with `known_failure = true` is one that is not read yet; when it is, the test asks for
the mark to go.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cnvn.knowledge import Knowledge, load
from cnvn.merge import merge
from cnvn.model import Article, Event
from cnvn.output.trace import trace_row
from cnvn.pipeline import extract, trace
from cnvn.read.bundled import read_bundled

_FILES = sorted((Path(__file__).parent / "cases" / "events").glob("*.toml"))
_CASES = [case for file in _FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def _line(event: Event) -> str:
    status = "" if event.status == "happened" else f"{event.status} "
    bodies = [" ".join(event.countries)] * bool(event.countries) + sorted(event.organizations)
    who = sorted(p.name for p in event.people) or bodies
    return f"{event.period.edtf} {status}{event.type}: {', '.join(who)}"


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["text"][:60])
def test_a_text_tells_its_events_and_no_others(case: dict[str, Any], knowledge: Knowledge) -> None:
    events = merge(extract(Article("case", case["text"], published=case.get("day")), knowledge).candidates, knowledge)
    places = {_line(e): e.place.name if e.place else None for e in events}
    wanted = [line.partition(" @ ") for line in case["events"]]
    found = sorted(map(_line, events)) == sorted(line for line, _, _ in wanted)
    found = found and all((places[line] or "nowhere") == place for line, _, place in wanted if place)
    if case.get("known_failure"):
        assert not found, "this case is read now: take its mark away"
        pytest.xfail("not read yet")
    assert found, sorted(places.items())


def test_the_sentences_passed_by_hold_no_event(knowledge: Knowledge) -> None:
    texts = [Article("case", case["text"], published=case.get("day")) for case in _CASES]
    briefs = [a for a in read_bundled() if isinstance(a, Article)]
    assert briefs
    for article in (*texts, *briefs):
        whole = trace(article, knowledge).candidates
        assert extract(article, knowledge).candidates == whole, article.text[:200]


def test_what_explains_an_action_is_its_own_event(knowledge: Knowledge) -> None:
    for case in _CASES:
        article = Article("case", case["text"], published=case.get("day"))
        seen = trace(article, knowledge)
        actions = [action for sentence in trace_row(article, seen)["sentences"] for action in sentence["actions"]]
        told = [action for action in actions if action["event"] is not None]
        assert all(seen.candidates[a["event"]].source.rule == a["rule"] for a in told), case["text"][:200]
