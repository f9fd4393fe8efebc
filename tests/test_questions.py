"""Questions to the default store that have one right answer: it was written down before the store was asked."""

import json
import shlex
import tomllib
from pathlib import Path

import pytest

QUESTIONS = tomllib.loads((Path(__file__).parent / "cases" / "questions.toml").read_text("utf-8"))["question"]


@pytest.fixture(scope="module")
def chronology(tmp_path_factory):
    """A store that is built from the bundled briefs."""
    from cnvn.store.default import ready

    path = str(tmp_path_factory.mktemp("chronology") / "cnvn.sqlite3")
    ready(path, lambda line: None)
    return path


def fits(expected, event):
    what, _, who = expected.partition(":")
    date, types = what.split()
    people = {name.strip() for name in who.split(",") if name.strip()}
    return (
        event["date"] == date
        and event["type"] in types.split("|")
        and people <= {person["name"] for person in event["people"]}
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["ask"])
def test_the_answer_is_right(question, chronology, run):
    ran = run(*shlex.split(question["ask"]), "--db", chronology, "--json")
    assert ran.code == 0, ran.err
    answer = json.loads(ran.out)
    events = answer["events"] if isinstance(answer, dict) else answer
    missing = [told for told in question["must"] if not any(fits(told, event) for event in events)]
    known = [*question["must"], *question["may"]]
    wrong = [f"{e['date']} {e['type']}: {e['title']}" for e in events if not any(fits(told, e) for told in known)]
    numbers = [event["meeting"]["number"] for event in events] if "numbers" in question else None
    assert (missing, wrong, numbers) == ([], [], question.get("numbers"))
