"""How long a start takes, whole process, as a multiple of `python -c pass`; and one query on the default store.

    python tests/bench/startup.py [--runs 20]

Runs are interleaved, so that a busy moment of the machine falls on all of them; medians are printed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

CNVN = str(Path(sysconfig.get_path("scripts")) / "cnvn")
COMMANDS = {
    "python -c pass": ([sys.executable, "-c", "pass"], None),
    "python -c 'import click'": ([sys.executable, "-c", "import click"], None),
    "cnvn --help": ([CNVN, "--help"], 4.5),
    "cnvn timeline --from 2022-10 --json": ([CNVN, "timeline", "--from", "2022-10", "--json"], 8.0),
    "cnvn timeline --from 2022-10 --table": ([CNVN, "timeline", "--from", "2022-10", "--table"], None),
    "cnvn who 'Xi Jinping' --json": ([CNVN, "who", "Xi Jinping", "--json"], None),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as home:
        # Compiled modules are what an installed package has; here they are kept out of the checkout.
        environment = {k: v for k, v in os.environ.items() if k not in ("CNVN_DB", "PYTHONDONTWRITEBYTECODE")}
        environment |= {"XDG_DATA_HOME": home, "HOME": home, "PYTHONPYCACHEPREFIX": str(Path(home) / "compiled")}
        for command, _target in COMMANDS.values():
            _seconds(command, environment)
        (Path(home) / "cnvn" / "cnvn.sqlite3").unlink()
        first = _seconds([CNVN, "timeline", "--from", "2022-10", "--json"], environment)
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for _ in range(runs):
            for name, (command, _target) in COMMANDS.items():
                times[name].append(_seconds(command, environment))
    yardstick = statistics.median(times["python -c pass"])
    print(f"first query, builds the default store: {first:.2f} s")
    print(f"{'median of ' + str(runs):40} {'ms':>7} {'times':>7} {'at most':>8}")
    for name, (_command, target) in COMMANDS.items():
        median = statistics.median(times[name])
        print(f"{name:40} {median * 1000:7.1f} {median / yardstick:7.2f} {target or '':>8}")


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    before = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
