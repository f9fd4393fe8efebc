"""Every figure of the project with one command; each is printed under the command line that gives it alone.

    python tests/bench [events|readouts|news|times|taggers|segment|confidence|merge|startup|speed …]

The reference data that is scored stands beside the checkout, in ../shared; without it those figures are left out.
"""

import os
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SHARED = Path("../shared")

FIGURES = {
    "events": [
        "cnvn extract ../shared/articles --json | python ../shared/tools/score_events.py ../shared/gold/seeds.jsonl -"
    ],
    "readouts": [
        "cnvn extract ../shared/corpora/readouts.jsonl --per-article --jsonl"
        " | python ../shared/tools/score_readouts.py ../shared/corpora/readouts.jsonl -",
        "python tests/bench/people.py --nobody ../shared/corpora/readouts.jsonl"
        " | python ../shared/tools/score_readouts.py ../shared/corpora/readouts.jsonl -",
    ],
    "people": ["python tests/bench/people.py ../shared/gold/seeds.jsonl"],
    "knowledge": ["python tests/bench/knowledge.py"],
    "news": [
        "cnvn extract ../shared/timex/timebank.jsonl ../shared/timex/aquaint.jsonl --per-article --jsonl"
        " | python tests/bench/read_by_hand.py -"
    ],
    "times": [
        f"cnvn dates ../shared/timex/{name}.jsonl --jsonl"
        f" | python ../shared/tools/score_timex.py ../shared/timex/{name}.jsonl -"
        for name in ("timebank", "aquaint", "wikiwars")
    ],
    "taggers": ["python tests/bench/dates.py ../shared/timex"],
    "segment": ["python tests/bench/segment.py"],
    "confidence": ["python tests/bench/confidence.py"],
    "merge": ["python tests/bench/merging.py"],
    "startup": ["python tests/bench/startup.py"],
    "speed": ["python tests/bench/speed.py"],
}


def main(chosen: list[str]) -> int:
    unknown = [name for name in chosen if name not in FIGURES]
    if unknown:
        print(f"no figures called {', '.join(unknown)}; there are {', '.join(FIGURES)}", file=sys.stderr)
        return 2
    # The commands are run as one would paste them in this environment, with its own python and cnvn.
    programs = os.pathsep.join((str(Path(sys.executable).parent), sysconfig.get_path("scripts"), os.environ["PATH"]))
    failed = False
    for name in chosen or FIGURES:
        for command in FIGURES[name]:
            print(f"\n== {name}: {command}", flush=True)
            missing = [word for word in shlex.split(command) if _is_missing(word)]
            if missing:
                print(f"left out: no {missing[0]} beside the checkout")
                continue
            done = subprocess.run(command, shell=True, cwd=TOP, env={**os.environ, "PATH": programs}, check=False)
            failed |= done.returncode != 0
    return int(failed)


def _is_missing(word: str) -> bool:
    return Path(word).is_relative_to(SHARED) and not (TOP / word).exists()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
