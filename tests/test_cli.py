"""The command line: what goes where, in which form, and with which exit code."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ARTICLES, COMMITTEE, Run, article_of, fill

from cnvn.cli import overview
from cnvn.cli.app import group
from cnvn.store.store import Store

CNVN = [sys.executable, "-m", "cnvn"]

# In our own words, and plain enough for any reader.
REPORT = """\
---
id: {id}
title: A visit
published: {published}
publisher: The Test Post
---
Vietnamese President To Lam met Chinese President Xi Jinping in Beijing on {day}.

The two sides signed fourteen agreements.
"""


def report(folder: Path, name: str, day: str = "August 19, 2024") -> Path:
    path = folder / f"{name}.md"
    path.write_text(REPORT.format(id=name, published="2024-08-20", day=day))
    return path


def process(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*CNVN, *arguments], capture_output=True, text=True, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


# ----------------------------------------------------------------------------------------------------------- overview
def test_the_overview_names_every_command_and_option(run: Run) -> None:
    out = run("--help").out
    assert run("-h").out == out == overview.OVERVIEW
    assert re.findall(r"^  (\w+)  +[A-Z]", out, re.M) == [
        "timeline", "who", "meeting", "show", "articles", "ingest", "extract", "dates", "explain", "info",
    ]  # fmt: skip
    assert set(re.findall(r"^  (\w+)  +[A-Z]", out, re.M)) == set(overview.COMMANDS)
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
        (["meeting", "Steering Commitee"], "no series of meetings is called"),
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
        (["--place", "hà nội"], 1),
        (["--meeting", "Steering Committee"], 4),
        (["--type", "visit,conflict"], 3),
        (["--type", "visit", "--type", "conflict"], 3),
        (["--status", "planned"], 1),
        (["--text", "RAILWAY accord"], 1),
        (["--article", "past"], 2),
        (["--origin", "bundled"], 0),
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
    assert table.lines[0].split()[:3] == ["Date", "Type", "Event"]


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


# -------------------------------------------------------------------------------------------------- reading, end to end
def test_ingest_is_idempotent_and_told(run: Run, tmp_path: Path) -> None:
    db, folder = str(tmp_path / "new.db"), tmp_path / "in"
    folder.mkdir()
    report(folder, "one")
    first = run("ingest", str(folder), "--db", db)
    assert (first.code, first.out) == (0, "")
    assert "1 article read: 1 new, 0 replaced, 0 unchanged; 0 refused" in first.err
    before = run("timeline", "--db", db, "--json").out
    assert "1 unchanged" in run("ingest", str(folder), "--db", db).err
    assert "1 replaced" in run("ingest", str(folder), "--db", db, "--again").err
    assert run("timeline", "--db", db, "--json").out == before
    report(folder, "one", day="August 20, 2024")
    assert "1 replaced" in run("ingest", str(folder), "--db", db).err
    assert "2024-08-19" not in run("timeline", "--db", db).out


def test_any_order_and_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    days = ["August 19, 2024", "August 19, 2024", "June 3, 2023", "May 4, 2019"]
    paths = [str(report(tmp_path, f"r{n}", day)) for n, day in enumerate(days)]
    answers = set()
    for seed, order, jobs in (("0", paths, "1"), ("1", paths[::-1], "2"), ("2", paths[2:] + paths[:2], "1")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "CNVN_DB": str(tmp_path / f"{seed}.db")}
        assert process("ingest", *order[:2], "--jobs", jobs, env=environment).returncode == 0
        assert process("ingest", *order[2:], "--jobs", jobs, env=environment).returncode == 0
        answers.add(process("timeline", "--json", env=environment).stdout)
    assert len(answers) == 1
    assert dates(answers.pop())


def test_extract_stores_nothing(run: Run, tmp_path: Path, home: Path) -> None:
    paths = [str(report(tmp_path, name)) for name in ("one", "two")]
    merged = json.loads(run("extract", *paths, "--json").out)
    [meeting] = [row for row in merged if len(row["people"]) == 2]
    assert {source["article"] for source in meeting["sources"]} == {"one", "two"}
    apart = [json.loads(line) for line in run("extract", *paths, "--per-article", "--jsonl").lines]
    assert len(apart) == 2 * len(merged)
    assert all(len({source["article"] for source in row["sources"]}) == 1 for row in apart)
    assert list(home.iterdir()) == []


def test_one_bad_file_stops_nothing(run: Run, tmp_path: Path) -> None:
    good, empty = report(tmp_path, "good"), tmp_path / "empty.txt"
    empty.touch()
    for command in (
        ["extract", "--jsonl"],
        ["ingest", "--db", str(tmp_path / "new.db")],
        ["dates"],
        ["explain", "--json"],
    ):
        ran = run(command[0], str(empty), str(good), str(tmp_path / "missing.txt"), *command[1:])
        assert ran.code == 1
        assert ran.err.count("empty.txt") == ran.err.count("missing.txt") == 1
        assert "Traceback" not in ran.err
    assert "2 refused" in run("ingest", str(empty), str(tmp_path / "missing.txt"), "--db", str(tmp_path / "b.db")).err


def test_dates(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("They met on 5 May 2019.\n\nThe day before, it had rained.\n")
    rows = json.loads(run("dates", str(path), "--published", "2019-05-06", "--json").out)
    assert list(rows[0]) == ["article", "start", "end", "text", "type", "value", "mod", "edtf", "rule"]
    assert (rows[0]["article"], rows[0]["value"], rows[0]["edtf"]) == ("text", "2019-05-05", "2019-05-05")
    text = path.read_text()
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)
    assert "5 May 2019 [2019-05-05]" in run("dates", str(path), "--table").out


def test_explain(run: Run, tmp_path: Path) -> None:
    path = report(tmp_path, "one")
    row = json.loads(run("explain", str(path), "--json").out)
    assert list(row) == ["article", "parts", "sentences", "events"]
    assert row["events"]
    said = [sentence for sentence in row["sentences"] if sentence["actions"]]
    assert said and all(list(s["times"][0]) for s in said if s["times"])
    text = run("explain", str(path)).out
    assert "To Lam" in text and "2024-08-19" in text
    both = run("explain", str(path), str(report(tmp_path, "two")), "--json").out
    assert [r["article"] for r in json.loads(both)] == ["one", "two"]
    assert json.loads(run("explain", str(tmp_path), "--article", "two", "--json").out)["article"] == "two"


# ---------------------------------------------------------------------------------------------------- the default store
@pytest.fixture
def briefs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from dataclasses import replace

    from cnvn.model import Article
    from cnvn.read import read_paths

    path = str(report(tmp_path, "brief"))

    def bundled():  # type: ignore[no-untyped-def]
        for item in read_paths([path]):
            yield replace(item, origin="bundled") if isinstance(item, Article) else item

    monkeypatch.setattr("cnvn.read.bundled.read_bundled", bundled)


@pytest.mark.usefixtures("briefs")
def test_the_first_query_builds_the_default_store_once(run: Run, home: Path, tmp_path: Path) -> None:
    first = run("timeline", "--json")
    assert len(first.err.splitlines()) == 1 and "1 bundled brief" in first.err
    assert {row["origin"] for row in json.loads(first.out)} == {"bundled"}
    second = run("timeline", "--json")
    assert (second.out, second.err) == (first.out, "")
    assert [path.name for path in home.rglob("*") if path.is_file()] == ["cnvn.sqlite3"]
    # What a user reads in is told from what was there, and never replaced by it.
    run("ingest", str(report(tmp_path, "own", day="June 3, 2023")))
    assert dates(run("timeline", "--origin", "mine", "--json").out) == ["2023-06-03"]


@pytest.mark.usefixtures("briefs")
def test_whoever_builds_second_uses_what_the_first_one_made(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cnvn.store import default

    build = default._build

    def slow(path: str) -> tuple[int, int]:
        built = build(path)
        file = Path(default.default_path())
        with Store(str(file)) as store:  # meanwhile, another process is done
            fill(store, article_of("past"))
        return built

    monkeypatch.setattr(default, "_build", slow)
    assert dates(run("timeline", "--json").out) == ["198X", "2024-12-30/2025-01-02"]
    assert [path.name for path in home.rglob("*") if path.is_file()] == ["cnvn.sqlite3"]


@pytest.mark.usefixtures("briefs")
def test_a_default_store_that_fails_leaves_nothing(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: str) -> tuple[int, int]:
        raise KeyboardInterrupt

    monkeypatch.setattr("cnvn.store.default._build", broken)
    ran = run("timeline")
    assert (ran.code, ran.err.strip()) == (130, "cnvn: interrupted")
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_data_folder_that_cannot_be_made_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file" / "below"))
    ran = run("timeline")
    assert ran.code == 1 and len(ran.err.splitlines()) == 1 and "--db" in ran.err


# ------------------------------------------------------------------------------------------------- no traceback, ever
def test_a_store_that_is_none_is_told_by_every_command(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    bad.write_text("not a store " * 100)
    path = str(report(tmp_path, "one"))
    for command in (["timeline"], ["who"], ["meeting"], ["show", "x"], ["articles"], ["info"], ["ingest", path]):
        ran = run(*command, "--db", str(bad))
        assert (ran.code, ran.out) == (1, "")
        assert len(ran.err.splitlines()) == 1 and "not a cnvn store" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="pipes of a shell")
def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    lines = [
        json.dumps({"id": f"a{n}", "published": "2024-08-20", "text": "They met on 5 May 2019. " * 40})
        for n in range(40)
    ]
    path.write_text("\n".join(lines))
    done = subprocess.run(
        f"{sys.executable} -m cnvn dates {path} | head -n 1", shell=True, capture_output=True, text=True, timeout=60
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupt_is_quiet(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*CNVN, "extract", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        time.sleep(1.5)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
    assert (child.returncode, out, err.strip()) == (130, "", "cnvn: interrupted")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk")
def test_a_full_disk_is_told(db: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*CNVN, "timeline", "--db", db], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "No space left" in done.stderr
