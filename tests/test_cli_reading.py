"""The command line end to end: files in, answers out, and no traceback whatever is wrong."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run, article_of, fill, merge

from cnvn.model import Event
from cnvn.store.reader import Reader
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

The two sides are neighbours.
"""


def report(folder: Path, name: str, day: str = "August 19, 2024") -> Path:
    path = folder / f"{name}.md"
    path.write_text(REPORT.format(id=name, published="2024-08-20", day=day))
    return path


def process(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*CNVN, *arguments], capture_output=True, text=True, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def dates(out: str) -> list[str]:
    return [row["date"] for row in json.loads(out)]


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
    assert [path.name for path in home.iterdir() if path.name != ".cache"] == []  # knowledge may be kept there


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


def flat(text: str) -> str:
    return " ".join(text.split())


def test_explain_says_what_was_refused_and_why(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("To Lam met Xi Jinping in Beijing.\n\nTo Lam did not meet Li Qiang on 5 May 2019.\n")
    row = json.loads(run("explain", str(path), "--json").out)
    refused = [action["refused"] for sentence in row["sentences"] for action in sentence["actions"]]
    assert row["events"] == [] and len(refused) == 2 and all(refused)
    text = flat(run("explain", str(path)).out)
    assert '"today" is not known' in text
    assert all(f"no event: {reason}" in text for reason in refused) and text.endswith("0 events")


def test_explain_shows_who_may_be_meant(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "President Dang Van Hoa and Premier Dang Van Tam came. Dang spoke. The Chinese leader met Premier Dang Van Tam."
    )
    row = json.loads(run("explain", str(path), "--json", "--published", "2015-05-06").out)
    open_ones = [a["candidates"] for s in row["sentences"] for a in s["actors"] if not a["means"]]
    assert open_ones == [["Dang Van Hoa", "Dang Van Tam"], ["Li Keqiang", "Xi Jinping"]]
    assert "Dang = one of Dang Van Hoa or Dang Van Tam" in flat(run("explain", str(path)).out)


def test_explain_says_whether_a_text_is_news_or_history(run: Run, tmp_path: Path) -> None:
    told = tmp_path / "history.txt"
    years = " ".join(f"In May {year} the council met again." for year in range(1931, 1939))
    told.write_text(f"{years} In June it was dissolved.", encoding="utf-8")
    assert [part["kind"] for part in json.loads(run("explain", str(told), "--json").out)["parts"]] == ["history"]
    assert "bare dates go on from the last one told" in flat(run("explain", str(told)).out)
    assert [
        part["kind"] for part in json.loads(run("explain", str(report(tmp_path, "one")), "--json").out)["parts"]
    ] == ["news"]


def test_explain(run: Run, tmp_path: Path) -> None:
    path = report(tmp_path, "one")
    row = json.loads(run("explain", str(path), "--json").out)
    assert list(row) == ["article", "parts", "sentences", "events"]
    assert row["events"]
    said = [sentence for sentence in row["sentences"] if sentence["actions"]]
    assert said and all(list(s["times"][0]) for s in said if s["times"])
    text = run("explain", str(path)).out
    assert "To Lam" in text and "2024-08-19" in text
    for sentence in row["sentences"]:
        for action in sentence["actions"]:
            event = row["events"][action["event"]] if action["event"] is not None else None
            assert (event is None) is (action["refused"] is not None)
            assert event is None or (event["type"], event["source"]["end"]) == (action["type"], sentence["end"])
    assert "event: 2024-08-19 meeting happened, dated by explicit (August 19, 2024): To Lam, Xi Jinping" in flat(text)
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
    assert [path.name for path in home.rglob("*.sqlite3*")] == ["cnvn.sqlite3"]
    # What a user reads in is told from what was there, and never replaced by it.
    run("ingest", str(report(tmp_path, "own", day="June 3, 2023")))
    assert dates(run("timeline", "--origin", "mine", "--json").out) == ["2023-06-03"]


@pytest.mark.usefixtures("briefs")
def test_another_version_reads_only_the_briefs_anew(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", str(report(tmp_path, "own", day="June 3, 2023")))
    before = json.loads(run("timeline", "--json").out)
    monkeypatch.setattr("cnvn.store.version.__version__", "9.9.9")
    report(tmp_path, "brief", day="August 20, 2024")
    report(tmp_path, "own", day="May 4, 2019")  # what the user has read in is not read again
    updated = run("timeline", "--json")
    assert len(updated.err.splitlines()) == 1 and "up to date with 1 bundled brief, " in updated.err
    assert dates(updated.out) == ["2023-06-03", "2024-08-20"]
    assert json.loads(updated.out)[0] == before[0]
    assert run("timeline", "--json").err == ""


@pytest.mark.usefixtures("briefs")
def test_a_brief_that_is_gone_leaves_the_store(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("timeline")
    (tmp_path / "brief.md").rename(tmp_path / "old.md")
    report(tmp_path, "brief").write_text(REPORT.format(id="new", published="2024-08-20", day="June 3, 2023"))
    assert run("articles").lines[0].startswith("brief")  # nobody has told that the briefs changed
    monkeypatch.setattr("cnvn.store.version.checksum", lambda: "changed")
    assert [line.split("\t")[0] for line in run("articles").lines] == ["new"]
    assert dates(run("timeline", "--json").out) == ["2023-06-03"]


def test_a_changed_brief_changes_the_checksum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cnvn import briefs

    paths = [tmp_path / "a.md", tmp_path / "b.md"]
    for path in paths:
        path.write_text(path.name)
    monkeypatch.setattr(briefs, "brief_paths", lambda: tuple(paths))
    before = briefs.checksum()
    assert before == briefs.checksum()
    paths[1].write_text("c")
    assert before != briefs.checksum()


@pytest.mark.usefixtures("briefs")
def test_whoever_builds_second_uses_what_the_first_one_made(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cnvn.store import default

    build = default._fill

    def slow(path: str, folder: Path | None, version: str, *rest: object) -> tuple[int, int]:
        built = build(path, folder, version, *rest)  # type: ignore[arg-type]
        file = Path(default.default_path())
        with Store(str(file)) as store:  # meanwhile, another process is done
            fill(store, article_of("past"))
            store.note("bundled", version)
        return built

    monkeypatch.setattr(default, "_fill", slow)
    assert dates(run("timeline", "--json").out) == ["198X", "2024-12-30/2025-01-02"]
    assert [path.name for path in home.rglob("*.sqlite3*")] == ["cnvn.sqlite3"]


@pytest.mark.usefixtures("briefs")
def test_a_default_store_that_fails_leaves_nothing(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> tuple[int, int]:
        raise KeyboardInterrupt

    monkeypatch.setattr("cnvn.store.default._fill", broken)
    ran = run("timeline")
    assert (ran.code, ran.err.strip()) == (130, "cnvn: interrupted")
    assert [path for path in home.rglob("*") if path.is_file()] == []


def test_a_data_folder_that_cannot_be_made_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file" / "below"))
    ran = run("timeline")
    assert ran.code == 1 and len(ran.err.splitlines()) == 1 and "--db" in ran.err


# -------------------------------------------------------------------------------------------------- one's own knowledge
OWN_PEOPLE = """\
[[person]]
id = "ana-silva"
name = "Ana Silva"
country = "BR"
source = "https://example.org/ana-silva"

[[person.term]]
office = "br-envoy"
first = "2010-03-01"
last = "2012-04-30"
source = "https://example.org/ana-silva"
"""
OWN_OFFICES = """\
[[office]]
id = "br-envoy"
name = "Special Envoy"
country = "BR"
titles = ["special envoy"]
source = "https://example.org/envoys"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "people.toml").write_text(OWN_PEOPLE)
    (folder / "offices.toml").write_text(OWN_OFFICES)
    return folder


def test_own_knowledge_is_used_everywhere(run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, db = tmp_path / "met.txt", str(tmp_path / "own.db")
    path.write_text("President Ana Silva met President To Lam in Hanoi on 5 May 2011.\n")

    def office(out: str) -> str | None:
        [row] = json.loads(out)
        return next(person["office"] for person in row["people"] if person["name"] == "Ana Silva")

    given = ("--knowledge", str(own))
    assert office(run("extract", str(path), "--json").out) is None
    for arguments in (
        ["extract", str(path), "--json", *given],
        [*given, "extract", str(path), "--json", "--jobs", "2"],
    ):
        assert office(run(*arguments).out) == "Special Envoy"
    run("ingest", str(path), "--db", db)
    assert office(run("timeline", "--db", db, "--json").out) is None
    assert "1 replaced" in run("ingest", str(path), "--db", db, *given).err
    monkeypatch.setenv("CNVN_KNOWLEDGE", str(own))
    assert "1 unchanged" in run("ingest", str(path), "--db", db).err
    assert office(run("timeline", "--db", db, "--json").out) == "Special Envoy"
    assert json.loads(run("who", "ana", "--db", db, "--json").out)["offices"][0]["office"] == "Special Envoy"
    assert run("who", "--office", "special envoy", "--on", "2011", "--db", db).lines == [
        "BR\tSpecial Envoy\tAna Silva\t2010-03-01\t2012-04-30\t"
    ]
    assert json.loads(run("info", "--json", "--db", db).out)["knowledge"] == str(own)
    assert "Special Envoy" not in run("who", "--on", "2011", "--country", "VN", "--db", db).out


@pytest.mark.usefixtures("briefs")
def test_the_briefs_are_read_with_own_knowledge(run: Run, own: Path) -> None:
    assert "built" in run("timeline").err
    assert "up to date" in run("timeline", "--knowledge", str(own)).err
    assert run("timeline", "--knowledge", str(own)).err == ""


def test_check_knowledge_tells_all_problems_at_once(run: Run, own: Path) -> None:
    fine = run("check-knowledge", str(own))
    assert (fine.code, fine.out, fine.err) == (0, "", f"cnvn: nothing wrong in {own}\n")
    (own / "people.toml").write_text(OWN_PEOPLE.replace('"2010-03-01"', '"2010-02-30"'))
    (own / "series.toml").write_text('[[series]]\nid = "x"\nnickname = "y"\n')
    (own / "offices.toml").write_text(OWN_OFFICES.replace('"BR"', '"XX"'))
    wrong = run("check-knowledge", str(own))
    assert wrong.code == 1 and len(wrong.lines) >= 3
    assert all(line.startswith(f"{own}/") and ".toml:" in line for line in wrong.lines)
    assert wrong.err == f"cnvn: {len(wrong.lines)} problems in {own}\n"
    used = run("extract", "-", "--knowledge", str(own))
    assert (used.code, used.out) == (1, "") and len(used.err.splitlines()) == 1 and ".toml:" in used.err
    missing = run("check-knowledge", str(own / "nowhere"))
    assert missing.code == 1 and "no such folder" in missing.err


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


@pytest.mark.skipif(os.name != "posix", reason="pipes of a shell")
@pytest.mark.parametrize("form", ["", "--json", "--csv", "--table"])
def test_a_reader_of_a_store_that_has_enough_is_no_error(tmp_path: Path, form: str) -> None:
    """More events than a pipe holds, so that the writer is stopped in the middle of its question to the store."""
    db = str(tmp_path / "large.db")
    sentence = "To Lam came to Beijing for three days."
    text = f"{'Before it. ' * 100}\n\n{sentence}"
    with Store(db) as store:
        fill(store, article_of("spring", text=text))
        event_sources = tuple(_many(store))
        store.merge(lambda _: event_sources)
    done = subprocess.run(
        f"{sys.executable} -m cnvn timeline --db {db} {form} | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def _many(store: Store) -> Iterator[Event]:
    [event] = merge(store._candidates())
    for n in range(3000):
        yield replace(event, id=f"{event.id}-{n}")


@pytest.mark.skipif(os.name != "posix", reason="permissions")
def test_a_folder_that_may_not_be_read_is_told(run: Run, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        folder = base / "closed"
        folder.mkdir(mode=0)
        root = os.geteuid() == 0  # who may read everything
        if root:
            os.seteuid(65534)
        try:
            ran = run("extract", str(folder))
        finally:
            if root:
                os.seteuid(0)
    assert (ran.code, ran.out) == (1, "")
    assert "closed: " in ran.err and "Traceback" not in ran.err


def interruptible() -> None:
    """What runs in a child first: a shell's background jobs, which a test run may be, are born deaf to an interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def unmerged(db: str) -> bool:
    with Reader(db) as reader:
        return reader.unmerged()


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_ingest_that_is_interrupted_is_quiet_and_goes_on_later(tmp_path: Path, jobs: str) -> None:
    db, path = str(tmp_path / "new.db"), tmp_path / "many.jsonl"
    text = "President To Lam met President Xi Jinping in Beijing on August 19, 2024. " * 20
    path.write_text("\n".join(json.dumps({"id": f"a{n}", "text": text}) for n in range(3000)))
    arguments = [*CNVN, "ingest", str(path), "--db", db, "--jobs", jobs]
    with subprocess.Popen(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=interruptible,
    ) as child:
        while not (Path(db).exists() and unmerged(db)):
            time.sleep(0.02)
        os.killpg(child.pid, signal.SIGINT)  # as a terminal does
        out, err = child.communicate(timeout=30)
    assert (child.returncode, out) == (130, "")
    assert "Traceback" not in err and err.rstrip().endswith("cnvn: interrupted")
    said = process("timeline", "--db", db)
    assert said.returncode == 0 and "run the same `cnvn ingest` again" in said.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupt_is_quiet(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*CNVN, "extract", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=interruptible,
    ) as child:
        assert child.stdin
        child.stdin.write("word " * 40_000)  # more than a pipe holds: it is through when the child reads
        child.stdin.flush()
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
