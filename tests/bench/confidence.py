"""Whether an event's confidence is the share of events that are right.

    python tests/bench/confidence.py [--features]

Events are judged by the gold of the five saved pages (right: it matches a row), by the readouts (the talks on a
readout's day are right if they are between those whom its title names), and by verdicts of people who read the events
of other texts (`read_by_hand*.jsonl`: right, if it happened on that day between those). The texts stand beside the
checkout, in ../shared.

Prints, for each band of confidence, how many events it holds, their mean confidence and the share that is right.
`--features` prints the share for each thing that the score knows, which is what its points were set by.
"""

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cnvn.confidence import features
from cnvn.knowledge import load
from cnvn.merge import merge
from cnvn.model import Article, Event
from cnvn.pipeline import extract
from cnvn.read import read_paths

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
BANDS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
_TALKS = ("meeting", "call", "summit", "visit")
_DAYS = 4  # a readout's event took place so many days before its publication, at most


class Judged(NamedTuple):
    event: Event
    right: bool
    of: str


def main() -> None:
    missing = [p for p in (SHARED / "gold", SHARED / "corpora", SHARED / "timex") if not p.exists()]
    if missing:
        print(f"left out: no {missing[0]} beside the checkout")
        return
    judged = [*by_gold(), *by_readouts(), *by_hand()]
    if "--features" in sys.argv:
        table("feature", judged, lambda one: [".".join(feature) for feature in features(one.event)])
    table("source", judged, lambda one: [one.of])
    table("band", judged, lambda one: [band(one.event.confidence)])


def band(confidence: float) -> str:
    low = max(b for b in BANDS if b <= confidence)
    return f"{low:.2f} to {min(b for b in BANDS if b > confidence):.2f}"


def table(head: str, judged: list[Judged], keys: Callable[[Judged], list[str]]) -> None:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        for key in keys(one):
            groups[key].append(one)
    print(f"{head:24} {'events':>7} {'confidence':>11} {'right':>7}")
    for key, members in sorted(groups.items()):
        mean = sum(one.event.confidence for one in members) / len(members)
        right = sum(one.right for one in members) / len(members)
        print(f"{key:24} {len(members):>7} {mean:>11.2f} {right:>7.2f}")
    print()


# ------------------------------------------------------------------------------------------------------------ verdicts
def by_gold() -> Iterator[Judged]:
    """The events of the saved pages: right where they match a row of the gold, be it in part."""
    match = _tool("score_events")["match"]
    golds = [json.loads(line) for line in _lines(SHARED / "gold" / "seeds.jsonl")]
    articles = [a for a in read_paths((str(SHARED / "articles"),)) if isinstance(a, Article)]
    knowledge = load()
    events = merge((c for a in articles for c in extract(a, knowledge).candidates), knowledge)
    matched = {i for _, i, _ in match([_row(e) for e in events], golds)}
    for i, event in enumerate(events):
        yield Judged(event, i in matched, "saved pages")


def by_readouts() -> Iterator[Judged]:
    """Of each readout the talks on its day: right where the people whom its title names took part."""
    knowledge = load()
    expect, fold = _tool("score_readouts")["expect"], _tool("score_readouts")["fold"]
    for line in _lines(SHARED / "corpora" / "readouts.jsonl"):
        row = json.loads(line)
        expected = expect(row["title"])
        if not expected or not expected[1]:
            continue
        types, wanted = expected
        published = date.fromisoformat(row["published"])
        article = Article(row["id"], row["text"], row["title"], published=published)
        for event in merge(extract(article, knowledge).candidates, knowledge):
            days = (published - event.period.start).days
            if event.type not in _TALKS or not event.period.is_day or not 0 <= days <= _DAYS:
                continue
            have = set(" ".join(fold(p.name) for p in event.people).split())
            yield Judged(event, event.type in types and all(names & have for names in wanted), "readouts")


def by_hand() -> Iterator[Judged]:
    """The events that somebody read, as far as they are still found with the same day, type and people."""
    verdicts: dict[tuple[Any, ...], bool] = {}
    articles: set[str] = set()
    for path in sorted(HERE.glob("read_by_hand*.jsonl")):
        for line in _lines(path):
            row = json.loads(line)
            articles.add(row["article"])
            verdicts.setdefault(_key(row, sorted(row["people"]), row["sha256"]), row["verdict"] == "right")
    knowledge = load()
    for path in sorted((SHARED / "timex").glob("*.jsonl")):
        for line in _lines(path):
            row = json.loads(line)
            if row["id"] not in articles:
                continue
            article = Article(row["id"], row["text"], row.get("title"), published=date.fromisoformat(row["published"]))
            for event in merge(extract(article, knowledge).candidates, knowledge):
                told = {"article": row["id"], "date": event.period.edtf, "type": event.type}
                for source in event.sources:
                    digest = hashlib.sha256(source.quote.encode()).hexdigest()
                    verdict = verdicts.get(_key(told, sorted(p.name for p in event.people), digest))
                    if verdict is not None:
                        yield Judged(event, verdict, path.stem)
                        break


def _key(row: dict[str, Any], people: list[str], digest: str) -> tuple[Any, ...]:
    return row["article"], row["date"], row["type"], *people, digest


def _row(event: Event) -> dict[str, Any]:
    return {
        "date": event.period.edtf,
        "start": event.period.start.isoformat(),
        "end": event.period.end.isoformat(),
        "type": event.type,
        "status": event.status,
        "people": [{"name": p.name} for p in event.people],
        "countries": list(event.countries),
    }


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line]


@cache
def _tool(name: str) -> dict[str, Any]:
    """What one of the scoring tools defines above its command line."""
    path = SHARED / "tools" / f"{name}.py"
    code = path.read_text(encoding="utf-8").partition("\nap = ")[0]
    defined: dict[str, Any] = {"__file__": str(path), "__name__": name}
    exec(compile(code, str(path), "exec"), defined)
    return defined


if __name__ == "__main__":
    main()
