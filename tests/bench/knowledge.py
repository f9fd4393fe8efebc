"""What knowing much costs. `python tests/bench/knowledge.py`

How long it takes to load all knowledge, from its compiled form and from TOML, and how much longer finding takes with
50,000 more names of people and places than without them. Medians; the times of finding are taken by turns.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import reference

from cnvn.knowledge import Knowledge, compiled, load
from cnvn.knowledge.files import our_files
from cnvn.knowledge.reader import read
from cnvn.knowledge.records import PersonFact, PlaceFact
from cnvn.model import Article
from cnvn.pipeline import extract
from cnvn.read.bundled import read_bundled

NAMES = 50_000
_SYLLABLES = (
    "ba",
    "cor",
    "den",
    "fal",
    "gim",
    "hos",
    "jun",
    "kel",
    "lor",
    "mas",
    "nev",
    "pol",
    "rak",
    "sil",
    "tor",
    "vun",
)


def main() -> None:
    knowledge = load()
    with tempfile.TemporaryDirectory() as folder:
        key = compiled.key_of(our_files("en"))
        compiled.keep(key, knowledge, Path(folder))
        form = timed(lambda: compiled.fetch(compiled.key_of(our_files("en")), Path(folder)), 15)
    print(f"loading, compiled form: {form * 1000:5.0f} ms")
    print(f"loading, from TOML:     {timed(lambda: read(tuple(our_files('en'))), 5) * 1000:5.0f} ms")

    texts = list(reference.texts())[5:300] if reference.FOLDER.is_dir() else []
    texts = texts or [a for a in read_bundled() if isinstance(a, Article)]
    more = widened(knowledge)
    sides: dict[str, list[float]] = {"as it is": [], "with more": []}
    for _ in range(5):
        for name, known in (("as it is", knowledge), ("with more", more)):
            sides[name].append(timed(lambda known=known: [extract(a, known) for a in texts], 1))  # type: ignore[misc]
    few, many = (median(spent[1:]) for spent in sides.values())  # the first pass makes the index
    print(f"finding with {NAMES} more names takes {many / few:.2f}× the time ({few:.2f} s, {many:.2f} s)")


def widened(knowledge: Knowledge) -> Knowledge:
    """The knowledge with synthetic names: half of them people of three words, half of them places of two."""
    words = ["".join(pair).capitalize() for pair in product(_SYLLABLES, repeat=2)]
    names = [
        f"{a} {b}" if n % 2 else f"{a} {b} {words[n % 251]}"
        for n, (a, b) in enumerate((a, b) for a in words for b in words)
    ][:NAMES]
    people = (
        PersonFact(f"synthetic-{n}", name, None, None, (), "VN", (), "") for n, name in enumerate(names) if n % 2 == 0
    )
    places = (PlaceFact(f"synthetic-{n}", name, (), "CN", 20.0, 105.0, None) for n, name in enumerate(names) if n % 2)
    return replace(knowledge, people=(*knowledge.people, *people), places=(*knowledge.places, *places))


def timed(work: Callable[[], object], runs: int) -> float:
    """The median of some runs, in seconds of this process's own time."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return median(spent)


if __name__ == "__main__":
    main()
