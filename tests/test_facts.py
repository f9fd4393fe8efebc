"""The table of facts, and the check that compares the chronology with it."""

import csv
import importlib.util
import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import reference

from cnvn import edtf
from cnvn.model import EventType

DATA = Path(__file__).resolve().parents[1] / "data"
SCORE = reference.FOLDER / "tools" / "score_facts.py"
_spec = importlib.util.spec_from_file_location("check", DATA / "check.py")
assert _spec and _spec.loader
check = importlib.util.module_from_spec(_spec)
sys.modules["check"] = check  # where dataclasses look their module up
_spec.loader.exec_module(check)


@pytest.fixture(scope="module")
def rows():
    with (DATA / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table(rows):
    assert len(rows) == len({row["id"] for row in rows}) > 350
    for row in rows:
        assert row["type"] in get_args(EventType) and row["status"] in {"happened", "planned", "disputed"}, row
        assert row["verified"] in {"yes", "partly", "no"} and row["source"], row
        assert re.fullmatch(r"[A-Z]{2}(;[A-Z]{2})*", row["countries"]), row
        assert row["start"] or row["note"], row
        if row["start"]:
            first, last = edtf.parse(row["start"]), edtf.parse(row["end"] or row["start"])
            assert date(1949, 1, 1) <= first.start <= last.end <= date(2026, 12, 31), row


def told(id="F1", days="2024-08-19", type="meeting", people=("To Lam", "Xi Jinping"), number="", counts=True):
    return check.Told(id, "a title", edtf.parse(days), type, frozenset(people), number, counts)


@pytest.mark.parametrize(
    ("event", "fact", "tells"),
    [
        (told(), told(), True),
        (told(days="2024-08-20"), told(), False),
        (told(days="2024-08-18/2024-08-20", type="visit"), told(), True),
        (told(days="2024"), told(), False),
        (told(days="2024"), told(days="2024-08/2025-08"), True),
        (told(type="call"), told(), True),
        (told(type="statement"), told(), False),
        (told(people=("To Lam",)), told(), True),
        (told(people=("Cai Qi",)), told(), False),
        (told(people=()), told(), False),
        (told(people=(), type="visit"), told(type="visit"), True),
        (told(), told(people=()), True),
        (told(number="16"), told(number="16"), True),
        (told(number="15"), told(number="16"), False),
        (told(), told(number="16"), False),
    ],
)
def test_an_event_tells_a_fact(event, fact, tells):
    assert check.tells(event, fact) is tells


def test_what_is_missing_extra_and_rough():
    facts = [told("F1"), told("F2", "2023"), told("F3", "2022", counts=False)]
    event = told("E1", people=("To Lam",))
    result = check.compare(facts, [event, told("E2", "2021")])
    assert [fact.id for fact in result.missing] == ["F2"]
    assert [extra.id for extra in result.extra] == ["E2"]
    assert result.rough == ((facts[0], event),)
    assert (result.facts, result.recall, result.extra_share, result.good) == (2, 0.5, 0.5, False)
    exact = check.compare(facts[:1], [told("E1")])
    assert (exact.missing, exact.extra, exact.rough, exact.good) == ((), (), (), True)


def test_the_event_that_comes_closest_is_compared():
    fact = told(people=("Cai Qi", "To Lam"))
    result = check.compare([fact], [told("E1"), told("E2", people=("Cai Qi", "To Lam")), told("E3", type="visit")])
    assert result.rough == ()


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    """The events of the briefs, as `extract --json` prints them."""
    file = tmp_path_factory.mktemp("facts") / "events.json"
    command = [sys.executable, "-m", "cnvn", "extract", str(DATA / "briefs"), "--json"]
    with file.open("w", encoding="utf-8") as out:
        subprocess.run(command, stdout=out, check=True)
    return file


def test_the_check_as_a_command(bundled):
    done = subprocess.run(
        [sys.executable, str(DATA / "check.py"), "--quiet"], capture_output=True, encoding="utf-8", check=False
    )
    events = check.read_events(json.loads(bundled.read_text("utf-8")))
    result = check.compare(check.read_facts(), events)
    assert done.stdout.splitlines() == [
        f"{result.facts} facts, {len(result.missing)} missing: recall {result.recall:.4f}",
        f"{result.events} events, {len(result.extra)} extra: share {result.extra_share:.4f}",
    ]
    assert (done.returncode, done.stderr) == (0 if result.good else 1, "")


def test_the_briefs_tell_the_facts_and_little_else(bundled):
    result = check.compare(check.read_facts(), check.read_events(json.loads(bundled.read_text("utf-8"))))
    assert result.recall >= check.RECALL, [str(fact) for fact in result.missing]
    assert result.extra_share <= check.EXTRA, [str(event) for event in result.extra]


@reference.needed
@pytest.mark.parametrize("left_out", [0, 7])
def test_it_agrees_with_the_reference(bundled, tmp_path, left_out):
    """Every seventh event is left out the second time, so that something is missing."""
    rows = [row for n, row in enumerate(json.loads(bundled.read_text("utf-8"))) if not left_out or n % left_out]
    file = tmp_path / "events.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    command = [sys.executable, str(SCORE), str(DATA / "facts.csv"), str(file), "--json"]
    figures = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    result = check.compare(check.read_facts(), check.read_events(rows))
    assert figures == {
        "facts": result.facts,
        "told": result.facts - len(result.missing),
        "recall": result.recall,
        "events": result.events,
        "extras": len(result.extra),
        "extra_share": result.extra_share,
    }


@reference.needed
def test_every_researched_fact_is_in_the_table(rows):
    with (reference.FOLDER / "facts" / "facts.csv").open(encoding="utf-8", newline="") as file:
        researched = {row["id"]: row for row in csv.DictReader(file)}
    ours = {row["id"]: row for row in rows if row["id"] in researched}
    assert set(researched) - set(ours) == {"F083", "F084", "F097"}  # most likely wrong
    for key, row in ours.items():
        assert {**row, "note": "", "source": ""} == {**researched[key], "note": "", "source": ""}


def test_names_are_compared_without_diacritics_and_order():
    assert check._names(["Đỗ Mười"]) == check._names(["Muoi Do", " "]) == {"do muoi"}


def test_the_readme_counts_the_facts_by_decade(rows):
    readme = (DATA / "README.md").read_text("utf-8")
    stated = {decade: int(count) for decade, count in re.findall(r"(?m)^\| (\d{4})s \| (\d+) \|", readme)}
    found = Counter(f"{row['start'][:3]}0" for row in rows if row["start"])
    assert stated == found
