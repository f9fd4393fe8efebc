"""Who takes part.

    python tests/bench/people.py ../shared/gold/seeds.jsonl

tells which events of five saved pages, of those that match events noted by hand, have a person wrong or missing.

    python tests/bench/people.py --nobody ../shared/corpora/readouts.jsonl

prints the events of some texts, each read by itself with a knowledge that has no people at all, for the scorer that
reads those which are found with all of it.
"""

import importlib.util
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import reference

from cnvn.knowledge import Knowledge, load
from cnvn.merge import merge
from cnvn.model import Article, Event
from cnvn.output.rows import event_row
from cnvn.pipeline import extract


def main() -> None:
    if sys.argv[1] == "--nobody":
        nobody = replace(load(), people=())
        for article in reference.rows(Path(sys.argv[2])):
            for event in found([article], nobody):
                print(json.dumps(event_row(event), ensure_ascii=False))
        return
    scorer = scoring(reference.FOLDER / "tools" / "score_events.py")
    golds = scorer.load_gold(sys.argv[1])
    rows = [event_row(event) for event in found(reference.articles(), load())]
    pairs = scorer.match(rows, golds)
    wrong = 0
    for _, i, j in pairs:
        have, need, may = (scorer.names(p) for p in (rows[i]["people"], golds[j]["people"], golds[j]["people_ok"]))
        if not need <= have <= need | may:
            wrong += 1
            print(f"{rows[i]['date']} {rows[i]['title']}: missing {need - have or 'nobody'}, wrong {have - need - may}")
    print(f"{len(pairs)} events match, {wrong} of them with a person wrong or missing")


def found(articles: Iterable[Article], knowledge: Knowledge) -> tuple[Event, ...]:
    """The events of some articles together."""
    return tuple(merge([c for article in articles for c in extract(article, knowledge).candidates], knowledge))


def scoring(path: Path) -> ModuleType:
    """A scorer of the reference data as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
