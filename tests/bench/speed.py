"""How fast the whole pipeline reads, in KB of text per second after start-up. `python tests/bench/speed.py`

Reads the public readouts and time-expression texts beside the checkout, if present, else the bundled briefs. Prints the
median of five passes for extraction and merge together, and the share of each stage.
"""

import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import reference

from cnvn.clean import clean
from cnvn.find.actors import find_actors
from cnvn.find.triggers import spot_triggers
from cnvn.knowledge import load
from cnvn.merge import merge
from cnvn.model import Article
from cnvn.pipeline import extract, extract_all
from cnvn.read.bundled import read_bundled
from cnvn.resolve.dates import resolve_dates
from cnvn.segment import segment


def main() -> None:
    texts = (
        list(reference.texts())[5:]
        if reference.FOLDER.is_dir()
        else [a for a in read_bundled() if isinstance(a, Article)]
    )
    size = sum(len(a.text.encode()) for a in texts) / 1000
    knowledge = load()
    for article in texts[:20]:
        extract(article, knowledge)

    def whole() -> None:
        candidates = [c for a in texts for c in extract(a, knowledge).candidates]
        merge(candidates, knowledge)

    print(f"{len(texts)} texts, {size:.0f} KB")
    print(f"whole pipeline, one process: {size / timed(whole):.0f} KB/s")
    together, apart = [], []
    for _ in range(5):  # by turns, so that a busy machine slows both
        together.append(timed(lambda: list(extract_all(texts, workers=2)), 1, time.perf_counter))
        apart.append(timed(lambda: two_processes(texts), 1, time.perf_counter))
    print(f"two workers:                 {size / median(together):.0f} KB/s (wall)")
    ratio = median(a / t for a, t in zip(apart, together, strict=True))
    print(
        f"two independent processes:   {size / median(apart):.0f} KB/s (wall), of which the workers reach {ratio:.2f}"
    )
    cleaned = [clean(a.text) for a in texts]
    cut = [segment(t, a.published) for t, a in zip(cleaned, texts, strict=True)]
    wanted = [spot_triggers(t, c.sentences, "en").told for t, c in zip(cleaned, cut, strict=True)]
    stages: dict[str, Callable[[], object]] = {
        "clean": lambda: [clean(a.text) for a in texts],
        "segment, with readings": lambda: [segment(t, a.published) for t, a in zip(cleaned, texts, strict=True)],
        "resolve dates": lambda: [
            resolve_dates(t, c.sentences, c.readings, c.parts) for t, c in zip(cleaned, cut, strict=True)
        ],
        "triggers": lambda: [spot_triggers(t, c.sentences, "en") for t, c in zip(cleaned, cut, strict=True)],
        "actors": lambda: [
            find_actors(t, c.sentences, c.parts, knowledge, w) for t, c, w in zip(cleaned, cut, wanted, strict=True)
        ],
    }
    for name, stage in stages.items():
        print(f"  {name:24} {timed(stage, 3):6.2f} s")


def two_processes(texts: list[Article]) -> None:
    """Half of the texts in each of two processes that share nothing and report nothing."""
    # Every other batch, as the workers would get them.
    batches = [texts[at : at + 32] for at in range(0, len(texts), 32)]
    halves = [[a for batch in batches[n::2] for a in batch] for n in (0, 1)]
    processes = [multiprocessing.Process(target=read, args=(half,)) for half in halves]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


def read(texts: list[Article]) -> None:
    for _ in extract_all(texts):
        pass


def timed(work: Callable[[], object], runs: int = 5, clock: Callable[[], float] = time.process_time) -> float:
    """The median of some runs, in seconds: of this process's own time, which other work on the machine leaves alone."""
    spent = []
    for _ in range(runs):
        start = clock()
        work()
        spent.append(clock() - start)
    return median(spent)


if __name__ == "__main__":
    main()
