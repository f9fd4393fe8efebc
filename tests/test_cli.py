"""The command line: what goes where, in which form, and with which exit code."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ARTICLES, COMMITTEE, Run

from cnvn import cli
from cnvn.cli import overview
from cnvn.cli.app import group
from cnvn.store.store import Store

CNVN = [sys.executable, "-m", "cnvn"]


# ----------------------------------------------------------------------------------------------------------- overview
def test_the_overview_names_every_command_and_option(run: Run) -> None:
    out = run("--help").out
    assert run("-h").out == out == overview.OVERVIEW
    assert re.findall(r"^  ([\w-]+)  +[A-Z]", out.partition("Options:")[0], re.M) == list(overview.COMMANDS)
    assert list(overview.COMMANDS) == [
        "timeline", "who", "meeting", "show", "articles", "ingest", "extract", "dates", "explain", "info",
        "check-knowledge",
    ]  # fmt: skip
    for parameter in group.params:
        assert all(name in out for name in parameter.opts), parameter
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("command", overview.COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: cnvn {command}")


def test_help_and_a_query_import_nothing_heavy(db: str) -> None:
    code = "import sys; from cnvn.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    light = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True).stderr.split()
    assert "click" not in light
    query = [sys.executable, "-c", code, "timeline", "--db", db, "--from", "2022-10", "--json"]
    modules = subprocess.run(query, capture_output=True, text=True).stderr.split()
    assert "click" in modules
    heavy = {"rich", "dateutil", "tomllib", "yaml", "rapidfuzz", "cnvn.model", "cnvn.pipeline", "cnvn.knowledge"}
    assert not heavy & {*modules}


def test_version(run: Run) -> None:
    assert re.fullmatch(r"cnvn \d+\.\d+\.\d+\S*\n", run("--version").out)


# ----------------------------------------------------------------------------------------------------------- bad usage
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["timlin"], "Did you mean 'timeline'?"),
        (["frobnicate"], "No such command 'frobnicate'."),
        (["timeline", "--form", "2022"], "--form"),
        (["timeline", "--from", "10/11/2022"], "ambiguous"),
        (["timeline", "31/06/2022"], "does not begin with the year"),
        (["timeline", "2022-10-2022-12"], "not a date"),
        (["who", "To Lam", "--on", "1999"], "not both"),
        (["who", "--on", "10/11/2022"], "ambiguous"),
        (["check-knowledge"], "DIR"),
        (["timeline", "--from", "2022-02-30"], "no such day"),
        (["timeline", "2022", "--from", "2022"], "not both"),
        (["timeline", "--from", "2023", "--to", "2022"], "ends before it starts"),
        (["timeline", "--type", "vist"], "Did you mean 'visit'?"),
        (["timeline", "--limit", "-1"], "--limit"),
        (["extract"], "PATH"),
        (["extract", "x", "--published", "2022"], "not one day"),
        (["ingest", "x", "--jobs", "0"], "--jobs"),
    ],
)
def test_bad_usage_is_told_and_exits_with_2(run: Run, db: str, arguments: list[str], reason: str) -> None:
    ran = run("--db", db, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert reason in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["timeline", "--who", "Xi Jinpang Wang"], "no person is called"),
        (["timeline", "--country", "Vietnm"], "did you mean Vietnam?"),
        (["timeline", "--country", "ZZ"], "no country is called"),
        (["timeline", "--place", "Bejing"], "Beijing"),
        (["timeline", "--article", "sprong"], "did you mean spring?"),
        (["timeline", "--who", ""], "no person is called ''"),
        (["who", ""], "no person is called ''"),
        (["who", "Nguyen"], "several people"),
        (["who", "--office", "foriegn minister"], "Foreign Minister"),
        (["who", "--office", ""], "no office is called"),
        (["meeting", "Steering Commitee"], "did you mean China-Vietnam Steering Committee for Bilateral Cooperation"),
        (["meeting", ""], "no series of meetings is called ''"),
        (["show", "2024-08-19-meeting-to-lam-xi-jinpang"], "2024-08-19-meeting-to-lam-xi-jinping"),
        (["show", "2024-08"], "several events"),
        (["show", "nothing"], "no event is called"),
    ],
)
def test_a_name_that_fits_nothing_or_several_exits_with_1(run: Run, db: str, arguments: list[str], reason: str) -> None:
    ran = run("--db", db, *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert reason in ran.err
    assert len(ran.err.splitlines()) == 1


# ---------------------------------------------------------------------------------------------------------- completion
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("cnvn tim", ["timeline"]),
        ("cnvn timeline --type me", ["meeting"]),
        ("cnvn timeline --type visit,c", ["visit,call", "visit,congress", "visit,conflict"]),
        ("cnvn timeline --status p", ["planned", "postponed"]),
        ("cnvn articles --origin b", ["bundled"]),
        ("cnvn timeline --article s", ["spring"]),
        ("cnvn show 2024-08-19", ["2024-08-19-meeting-to-lam-xi-jinping"]),
    ],
)
def test_a_shell_completes(
    db: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, completed: list[str]
) -> None:
    monkeypatch.setenv("_CNVN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - 1))
    monkeypatch.setenv("CNVN_DB", db)
    assert completions(capsys) == [f"plain,{word}" for word in completed]
    from_store = "--article" in typed or "show" in typed
    for other in (f"{db}.new", __file__):  # no store: nothing to complete, and nothing is told
        monkeypatch.setenv("CNVN_DB", other)
        assert completions(capsys) == ([] if from_store else [f"plain,{word}" for word in completed])


def completions(capsys: pytest.CaptureFixture[str]) -> list[str]:
    with pytest.raises(SystemExit) as end:
        cli.main([])
    assert end.value.code == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out.split()


# ------------------------------------------------------------------------------------------------------------ timeline
def dates(out: str) -> list[str]:
    return [row["date"] for row in json.loads(out)]


def test_the_same_question_in_several_ways(run: Run, db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = ["2024-08", "2024-08-18/2024-08-20", "2024-08-19"]
    for arguments in (
        ["timeline", "2024-08", "--json", "--db", db],
        ["--db", db, "timeline", "--from", "2024-08", "--to", "2024-08", "--json"],
        ["timeline", "2024-08-01..2024-08-31", "--json", "--db", db],
        ["--db", "/nowhere/x.db", "timeline", "2024-08", "--json", "--db", db],
    ):
        assert dates(run(*arguments).out) == expected
    monkeypatch.setenv("CNVN_DB", db)
    assert dates(run("timeline", "2024-08", "--json").out) == expected


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--who", "To Lam"], 3),
        (["--who", "tô lâm"], 3),
        (["--who", "Lam, To"], 3),
        (["--who", "Jinping"], 1),
        (["--who", "习近平"], 1),
        (["--who", "To Lam", "--with", "Xi Jinping"], 1),
        (["--who", "Le Kha Phieu"], 0),
        (["--country", "Laos"], 1),
        (["--country", "CN", "--country", "vn"], 8),
        (["--country", "CN", "--country", "LA"], 0),
        (["--place", "hà nội"], 1),
        (["--place", "Vietnam", "--place", "Hanoi"], 1),
        (["--meeting", "Steering Committee"], 4),
        (["--type", "visit,conflict"], 3),
        (["--type", "visit", "--type", "conflict"], 3),
        (["--status", "planned"], 1),
        (["--text", "RAILWAY accord"], 1),
        (["--text", "railway", "--text", "paper"], 1),
        (["--text", "railway", "--text", "Hanoi"], 0),
        (["--article", "past"], 2),
        (["--article", "pas"], 2),
        (["--origin", "bundled"], 0),
        (["--origin", "mine"], 9),
        (["--conflicts"], 0),
        (["--limit", "0"], 0),
        (["--limit", "3"], 3),
    ],
)
def test_options_of_the_timeline(run: Run, db: str, arguments: list[str], count: int) -> None:
    ran = run("timeline", "--db", db, "--json", *arguments)
    assert ran.code == 0, ran.err
    assert len(json.loads(ran.out)) == count


def test_forms(run: Run, db: str) -> None:
    rows = json.loads(run("timeline", "--db", db, "--json").out)
    assert [json.loads(line) for line in run("timeline", "--db", db, "--jsonl").lines] == rows
    for form, delimiter in (("--csv", ","), ("--tsv", "\t")):
        read = list(csv.DictReader(io.StringIO(run("timeline", "--db", db, form).out), delimiter=delimiter))
        assert [row["id"] for row in read] == [row["id"] for row in rows]
    plain = run("timeline", "--db", db)
    assert plain.err == ""
    assert [line.split("\t")[-1] for line in plain.lines] == [row["id"] for row in rows]
    assert {line.count("\t") for line in plain.lines} == {7}
    table = run("timeline", "--db", db, "--table")
    assert table.lines[0].split() == ["Date", "Event"]


def test_reverse_is_reverse(run: Run, db: str) -> None:
    forward = run("timeline", "--db", db).lines
    assert run("timeline", "--db", db, "--reverse").lines == forward[::-1]
    assert run("timeline", "--db", db, "--reverse", "--limit", "2").lines == forward[::-1][:2]


def test_no_events_is_an_answer(run: Run, db: str) -> None:
    for form, out in (("--json", "[]\n"), ("--jsonl", ""), ("--table", "")):
        ran = run("timeline", "1930", "--db", db, form)
        assert (ran.code, ran.out) == (0, out)
    ran = run("timeline", "1930", "--db", db)
    assert ran.err == "no events; the store holds 9, from 1980-01-01 to 2027-12-31\n"
    assert f"there is no store {db}.new yet" in run("timeline", "--db", f"{db}.new", "--json").err
    assert not Path(f"{db}.new").exists()


def test_colour_is_for_terminals_or_on_demand(run: Run, db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in run("timeline", "--db", db).out
    assert "\x1b" not in run("timeline", "--db", db, "--table").out
    assert "\x1b[" in run("timeline", "--db", db, "--table", "--color", "always").out
    assert "\x1b" not in run("--color", "always", "timeline", "--db", db, "--table", "--color", "never").out


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
def test_a_terminal_gets_a_coloured_table_of_its_width(db: str) -> None:
    import pty

    for width, no_color in ((80, False), (120, True)):
        master, slave = pty.openpty()
        environment = {**os.environ, "COLUMNS": str(width), "TERM": "xterm", **({"NO_COLOR": "1"} if no_color else {})}
        with subprocess.Popen([*CNVN, "timeline", "--db", db], stdout=slave, stderr=slave, env=environment):
            os.close(slave)
            out = b""
            while chunk := _read(master):
                out += chunk
        os.close(master)
        text = out.decode()
        assert ("\x1b[" in text) is not no_color
        lines = re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()
        assert lines[1] == "─" * width
        assert max(map(len, lines)) == width


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # Linux: the other end is closed
        return b""


# ----------------------------------------------------------------------------------------- who, meeting, show, articles
def test_who(run: Run, db: str) -> None:
    row = json.loads(run("who", "lam to", "--db", db, "--json").out)
    assert list(row) == ["name", "names", "country", "offices", "counterparts", "first", "last", "count", "events"]
    assert (row["name"], row["country"], row["count"]) == ("To Lam", "VN", 3)
    assert "Tô Lâm" in row["names"]
    assert [c["name"] for c in row["counterparts"]] == ["Xi Jinping"]
    assert len(run("who", "To Lam", "--db", db).lines) == 3
    assert json.loads(run("who", "To Lam", "--with", "Xi Jinping", "--db", db, "--json").out)["count"] == 1
    text = run("who", "To Lam", "--db", db, "--table").out
    assert text.startswith("To Lam (VN)\n") and "Counterparts" in text and "2024-08-18 → 08-20" in text


def test_who_of_somebody_known_without_events(run: Run, db: str) -> None:
    row = json.loads(run("who", "Le Kha Phieu", "--db", db, "--json").out)
    assert row["events"] == [] and row["offices"]


def test_everyone(run: Run, db: str) -> None:
    everyone = json.loads(run("who", "--db", db, "--json").out)
    assert [(row["name"], row["count"]) for row in everyone] == [("To Lam", 3), ("Wang Yi", 1), ("Xi Jinping", 1)]
    assert "events" not in everyone[0]
    assert [line.split("\t")[0] for line in run("who", "--country", "China", "--db", db).lines] == [
        "Wang Yi",
        "Xi Jinping",
    ]


def test_who_held_which_office_then(run: Run, db: str) -> None:
    held = run("who", "--office", "party chief", "--country", "Vietnam", "--on", "1999-12", "--db", db)
    assert [line.split("\t")[:3] for line in held.lines] == [["VN", "General Secretary of the CPV", "Le Kha Phieu"]]
    [row] = json.loads(
        run("who", "--office", "party chief", "--country", "VN", "--on", "1999", "--db", db, "--json").out
    )
    everyone = json.loads(run("who", "--db", db, "--json").out)
    assert set(row) == set(everyone[0]) and [o["office"] for o in row["offices"]] == ["General Secretary of the CPV"]
    both = run("who", "--office", "foreign minister", "--db", db, "--country", "CN", "--on", "1998-03-18", "--tsv")
    assert [row["name"] for row in csv.DictReader(io.StringIO(both.out), delimiter="\t")] == [
        "Qian Qichen",
        "Tang Jiaxuan",
    ]
    assert {line[:2] for line in run("who", "--on", "1999-12", "--db", db).lines} > {"CN", "VN", "LA"}
    nobody = run("who", "--on", "1700", "--db", db)
    assert (nobody.code, nobody.out, nobody.err) == (0, "", "nobody that is known\n")
    assert "Le Kha Phieu" in run("who", "--on", "1999-12", "--country", "VN", "--db", db, "--table").out


@pytest.mark.parametrize(
    "name", ["Nguyen Phu Trong", "Nguyễn Phú Trọng", "阮富仲", "phu trong nguyen", "Nguyen Phu Tromg"]
)
def test_a_name_in_three_scripts_in_any_order_or_mistyped(run: Run, db: str, name: str) -> None:
    ran = run("who", name, "--db", db, "--json")
    assert json.loads(ran.out)["name"] == "Nguyen Phu Trong"
    assert ran.err == ("cnvn: taking 'Nguyen Phu Tromg' for Nguyen Phu Trong\n" if "Tromg" in name else "")


def test_a_name_of_nobody_has_three_suggestions(run: Run, db: str) -> None:
    ran = run("who", "Xi Jinpang Wang", "--db", db)
    assert (ran.code, ran.out) == (1, "")
    assert len(re.split(", | or ", ran.err.partition("did you mean ")[2])) == 3


def test_a_surname_that_several_have(run: Run, db: str) -> None:
    ran = run("who", "Nguyen", "--db", db)
    assert (ran.code, ran.out) == (1, "")
    assert "several people" in ran.err and "Nguyen Phu Trong" in ran.err


def test_meeting(run: Run, db: str) -> None:
    [row] = json.loads(run("meeting", "--db", db, "--json").out)
    assert list(row) == ["series", "aliases", "sessions", "first", "last", "missing"]
    assert (row["series"], row["missing"]) == (COMMITTEE, [13])
    ran = run("meeting", "steering committee", "--db", db, "--json")
    assert [event["meeting"]["number"] for event in json.loads(ran.out)] == [11, 12, 14, None]
    assert ran.err == "missing between the first and the last number: 13\n"
    table = run("meeting", "steering committee", "--db", db, "--table")
    assert "not in the store" in table.out
    assert json.loads(run("meeting", "asean summit", "--db", db, "--json").out or "[]") == []


def test_show(run: Run, db: str) -> None:
    ran = run("show", "2024-08-19", "--db", db, "--json")
    row = json.loads(ran.out)
    [source] = row["sources"]
    inside = source["paragraph"]
    assert inside["text"] == "Before it. He sat down with Xi Jinping on the second day. And after it."
    assert inside["text"][source["start"] - inside["start"] : source["end"] - inside["start"]] == source["quote"]
    [line] = run("show", row["id"], "--db", db).lines
    assert source["quote"] in line
    text = run("show", row["id"], "--db", db, "--table", "--color", "always").out
    assert "\x1b[7mHe\x1b[0m" in text and "spring, characters" in text


def test_show_follows_a_former_id(run: Run, db: str) -> None:
    from dataclasses import replace

    from conftest import merge

    with Store(db) as store:
        store.merge(lambda candidates: tuple(replace(e, id=f"new-{e.id}") for e in merge(candidates)))
    ran = run("show", "2024-08-19-meeting-to-lam-xi-jinping", "--db", db, "--json")
    assert json.loads(ran.out)["id"] == "new-2024-08-19-meeting-to-lam-xi-jinping"
    assert "is now new-2024" in ran.err


def test_only_events_on_which_sources_differ(run: Run, db: str) -> None:
    from dataclasses import replace

    from conftest import merge

    from cnvn.model import Claim, Conflict

    conflict = Conflict("date", (Claim("2024-08-18", ("a",)), Claim("2024-08-19", ("b", "c"))))
    with Store(db) as store:
        store.merge(lambda cs: tuple(replace(e, conflicts=(conflict,)) if "xi" in e.id else e for e in merge(cs)))
    [row] = json.loads(run("timeline", "--conflicts", "--db", db, "--json").out)
    assert row["id"] == "2024-08-19-meeting-to-lam-xi-jinping"
    assert "sources differ: date" in run("timeline", "--conflicts", "--db", db, "--table").out
    shown = run("show", row["id"], "--db", db, "--table").out
    assert "sources differ on date: 2024-08-18 (a)\nsources differ on date: 2024-08-19 (b, c)\n" in shown


def test_articles(run: Run, db: str) -> None:
    rows = json.loads(run("articles", "--db", db, "--json").out)
    assert {row["id"]: row["events"] for row in rows} == {name: len(told) for name, told in ARTICLES.items()}
    assert run("articles", "--origin", "bundled", "--db", db).err == "no articles\n"
    assert "On past" in run("articles", "--db", db, "--table").out


def test_info_builds_nothing(run: Run, home: Path, db: str) -> None:
    row = json.loads(run("info", "--json").out)
    assert (row["store_exists"], row["events"]) == (False, 0)
    assert list(home.rglob("*.sqlite3")) == []
    assert json.loads(run("info", "--json", "--db", db).out)["events"] == 9
