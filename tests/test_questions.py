"""Questions to the default store that have one right answer: it was written down before the store was asked."""

import csv
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


def test_what_sources_dispute_is_told_with_who_says_what(chronology, run):
    """Each version of the facts of which sources have several is a value of the conflict of one event."""
    with (Path(__file__).parents[1] / "data" / "facts.csv").open(encoding="utf-8", newline="") as file:
        disputed = [row for row in csv.DictReader(file) if row["status"] == "disputed"]
    events = json.loads(run("timeline", "--conflicts", "--db", chronology, "--json").out)
    dates = [c for event in events for c in event["conflicts"] if c["field"] == "date"]
    told = {value["value"] for c in dates for value in c["values"] if value["publishers"]}
    assert len(disputed) >= 8
    for row in disputed:
        assert (f"{row['start']}/{row['end']}" if row["end"] else row["start"]) in told, row
