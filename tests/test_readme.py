"""What the README shows is true: the transcript, the commands, the keys and the links.

`python tests/test_readme.py --write` runs the transcript's commands anew and writes what they print into the README.
"""

import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from pathlib import Path

from cnvn.cli.overview import COMMANDS

TOP = Path(__file__).resolve().parents[1]
README = TOP / "README.md"
TRANSCRIPT = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
STEP = re.compile(r"^\$ (?P<command>.*)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.M)
LEFT_OUT = "…"
COLUMNS = "100"
# What a slow machine prints in between; a quick one has nothing to tell.
PROGRESS = re.compile(r"^\d+ articles? read\n", re.M)


def fresh(text: str, home: Path) -> str:
    """The README's text with what its commands print now, in a new home.

    A line of `…` stands for what is left out: as many lines are shown before and after it as were shown. A command
    that pipes into a program which is not installed keeps what it shows.
    """

    def step(m: re.Match[str]) -> str:
        if not all(program == "cnvn" or shutil.which(program) for program in programs(m["command"])):
            return m[0]
        printed, shown = run(m["command"], home), m["shown"].splitlines()
        if LEFT_OUT in shown:
            before = shown.index(LEFT_OUT)
            after = len(shown) - before - 1
            if before + after < len(printed):
                printed = [*printed[:before], LEFT_OUT, *printed[len(printed) - after :]]
        return "".join(f"{line}\n" for line in (f"$ {m['command']}", *printed))

    return TRANSCRIPT.sub(lambda m: STEP.sub(step, m[0]), text)


def programs(command: str) -> list[str]:
    """The programs of a pipe.

    >>> programs("cnvn who --json | jq '.[] | .name'")
    ['cnvn', 'jq']
    """
    words = ["|", *shlex.split(command)]
    return [word for before, word in itertools.pairwise(words) if before == "|"]


def run(command: str, home: Path) -> list[str]:
    """The lines that a command prints on a terminal; `--table` stands for the terminal."""
    if len(programs(command)) == 1:
        command += " --table"
    environment = {name: value for name, value in os.environ.items() if name not in ("CNVN_DB", "FORCE_COLOR")}
    environment |= {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "COLUMNS": COLUMNS,
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "PATH": os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"])),
    }
    done = subprocess.run(
        command, shell=True, env=environment, cwd=home, text=True, encoding="utf-8", capture_output=True, check=True
    )
    return (PROGRESS.sub("", done.stderr) + done.stdout).replace(str(home), "~").splitlines()


def test_the_transcript_is_what_the_commands_print(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(STEP.findall(TRANSCRIPT.search(text)[0])) >= 3
    assert fresh(text, tmp_path).splitlines() == text.splitlines(), "python tests/test_readme.py --write"


def test_what_is_shown_is_compared(tmp_path: Path) -> None:
    page = "```console\n$ printf 'one\\ntwo\\nthree\\n' | cat\n{}```\n"
    whole, short = page.format("one\ntwo\nthree\n"), page.format("one\n…\n")
    assert fresh(whole, tmp_path) == fresh(page.format("four\n"), tmp_path) == whole
    assert fresh(short, tmp_path) == fresh(page.format("four\n…\n"), tmp_path) == short


def test_two_commands_install_and_run() -> None:
    lines = re.findall(r"^python3 -m venv .*$", README.read_text(encoding="utf-8"), re.M)
    assert len(lines) == 2
    assert lines[0].endswith("cnvn timeline --from 2022-10")
    assert lines[1].endswith("pytest")


def test_links_lead_to_files() -> None:
    for name in ("README.md", "data/README.md", "tests/bench/README.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", (TOP / name).read_text(encoding="utf-8")):
            assert target.startswith("https://") or ((TOP / name).parent / target).exists(), (name, target)


def table(heading: str) -> list[list[str]]:
    """The first cells of the first table under a heading, each as the names that it lists."""
    section = README.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = re.findall(r"^\| ([^|]*?) \|", section, re.M)
    return [re.findall(r"[\w-]+", cell) for cell in cells[1:]]


def test_every_command_is_listed() -> None:
    assert sorted(names[0] for names in table("Commands")) == sorted(COMMANDS)


def test_every_key_is_listed(tmp_path: Path) -> None:
    events = json.loads("\n".join(line for line in run("cnvn timeline --json | cat", tmp_path) if line[:5] != "cnvn:"))
    assert [key for names in table("JSON") for key in names] == list(events[0])


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [re.match(r"[\w-]+", requirement)[0] for requirement in project["dependencies"]]
    assert sorted(names[0] for names in table("Dependencies")) == sorted(asked)


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        text = fresh(README.read_text(encoding="utf-8"), Path(home))
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    main()
