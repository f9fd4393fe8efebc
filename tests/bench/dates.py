"""How well and how fast time expressions are found, beside other libraries where these are installed.

    python tests/bench/dates.py [--rules] [--peers] [FOLDER]

FOLDER holds hand-annotated texts as JSON lines, `{id, published, text, timex: [{start, end, type, value}]}`; without it
`../shared/timex` beside the checkout. `--rules` prints for each rule in how many documents it fired rightly (extent and
value) and wrongly. Peers: dateparser's `search_dates`, parsedatetime and Microsoft's recognisers.
"""

import argparse
import json
import re
import sys
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cnvn.clean import clean
from cnvn.find.dates import find_readings
from cnvn.resolve.dates import resolve_dates
from cnvn.segment import segment

Span = tuple[int, int, str, str]  # start, end, value, rule
Tagger = Callable[[str, date], list[Span]]
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def ours(text: str, published: date) -> list[Span]:
    cleaned = clean(text)
    parts = segment(cleaned, published)
    found = resolve_dates(cleaned, parts.sentences, parts.readings, parts.parts)
    return [(e.start, e.end, e.value, e.rule) for sentence in found for e in sentence]


def peers() -> Iterator[tuple[str, Tagger]]:
    """The libraries that are installed."""
    try:
        from dateparser.search import search_dates  # type: ignore[import-not-found]

        def dateparser(text: str, published: date) -> list[Span]:
            settings = {"RELATIVE_BASE": datetime(published.year, published.month, published.day)}
            found, at = [], 0
            for words, moment in search_dates(text, languages=["en"], settings=settings) or ():
                start = text.find(words, at)
                if start >= 0:
                    at = start + len(words)
                    found.append((start, at, moment.date().isoformat(), ""))
            return found

        yield "dateparser", dateparser
    except ImportError:
        pass
    try:
        import parsedatetime  # type: ignore[import-not-found]

        calendar = parsedatetime.Calendar()

        def pdt(text: str, published: date) -> list[Span]:
            base = datetime(published.year, published.month, published.day)
            return [(s, e, d.date().isoformat(), "") for d, _, s, e, _ in calendar.nlp(text, base) or ()]

        yield "parsedatetime", pdt
    except ImportError:
        pass
    try:
        from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]

        def recognisers(text: str, published: date) -> list[Span]:
            base = datetime(published.year, published.month, published.day)
            found = []
            for r in recognize_datetime(text, "en-us", reference=base):
                values = (r.resolution or {}).get("values") or [{}]
                found.append((r.start, r.end + 1, values[0].get("timex", ""), ""))
            return found

        yield "recognizers", recognisers
    except ImportError:
        pass


def _norm(value: str | None) -> str:
    v = re.sub(r"-W(\d)(?!\d)", r"-W0\1", str(value or "").strip().upper())
    return "" if v == "NULL" else v + "X" if re.fullmatch(r"\d{3}", v) else v


def _pairs(gold: list[Any], found: list[Any]) -> list[tuple[int, int]]:
    """Overlapping expressions one to one: equal extents first, then the largest overlap."""
    candidates = sorted(
        (g[:2] != f[:2], -overlap, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (overlap := min(g[1], f[1]) - max(g[0], f[0])) > 0
    )
    taken_gold, taken_found, pairs = set(), set(), []
    for _, _, i, j in candidates:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs


def _f1(right: int, found: int, gold: int) -> float:
    return 200 * right / (found + gold) if found + gold else 0.0


def accuracy(docs: list[dict[str, Any]], tag: Tagger) -> tuple[dict[str, float], dict[str, list[set[str]]], float]:
    """F1 of extent, value and calendar value; for each rule the documents in which it was right and wrong; seconds."""
    n: Counter[str] = Counter()
    rules: dict[str, list[set[str]]] = defaultdict(lambda: [set(), set()])
    seconds = 0.0
    for d in docs:
        gold = sorted((t["start"], t["end"], _norm(t["value"]), t["type"]) for t in d["timex"])
        begun = time.perf_counter()
        raw = tag(d["text"], date.fromisoformat(d["published"]))
        seconds += time.perf_counter() - begun
        found = sorted((s, e, _norm(v), rule) for s, e, v, rule in raw)
        pairs = _pairs(gold, found)
        right = {j for i, j in pairs if gold[i][2] in ("", found[j][2])}
        n["gold"] += len(gold)
        n["found"] += len(found)
        n["strict"] += sum(gold[i][:2] == found[j][:2] for i, j in pairs)
        n["gold valued"] += sum(g[2] != "" for g in gold)
        n["found valued"] += len(found) - sum(gold[i][2] == "" for i, _ in pairs)
        n["value"] += sum(gold[i][2] == found[j][2] != "" for i, j in pairs)
        days = [g for g in gold if g[3] == "DATE" and _CALENDAR.fullmatch(g[2])]
        found_days = [f for f in found if _CALENDAR.fullmatch(f[2])]
        n["days"] += len(days)
        n["found days"] += len(found_days)
        n["right days"] += sum(days[i][2] == found_days[j][2] for i, j in _pairs(days, found_days))
        for j, f in enumerate(found):
            rules[f[3]][j not in right].add(d["id"])
    figures = {
        "strict": _f1(n["strict"], n["found"], n["gold"]),
        "value": _f1(n["value"], n["found valued"], n["gold valued"]),
        "calendar": _f1(n["right days"], n["found days"], n["days"]),
    }
    return figures, rules, seconds


def speed(docs: list[dict[str, Any]]) -> None:
    """Bytes a second of both stages and of one word-splitting pass, by length of text, and the peak of memory."""
    text = "\n\n".join(d["text"] for d in docs)
    cleaned = clean(text)
    word = re.compile(r"\w+")
    find_readings(cleaned, 0, 200)
    print(f"\n{'bytes':>10} {'find MB/s':>10} {'words MB/s':>10}")
    for size in (2_000, 20_000, 200_000, 2_000_000):
        piece = (cleaned * (size // len(cleaned) + 1))[:size]
        lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", piece)]
        times, yardstick = [], []
        for _ in range(5):
            begun = time.perf_counter()
            for start, end in lines:
                find_readings(piece, start, end)
            times.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            word.findall(piece)
            yardstick.append(time.perf_counter() - begun)
        print(f"{size:>10} {size / 1e6 / sorted(times)[2]:>10.2f} {size / 1e6 / sorted(yardstick)[2]:>10.2f}")
    tracemalloc.start()
    ours(text[:1_000_000], date(2000, 1, 1))
    print(f"peak memory for 1 MB: {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")
    tracemalloc.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[3] / "shared" / "timex")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--peers", action="store_true")
    arguments = parser.parse_args()
    files = sorted(arguments.folder.glob("*.jsonl")) if arguments.folder.is_dir() else []
    if not files:
        print(f"no annotated texts in {arguments.folder}", file=sys.stderr)
        return 1
    sets = {f.stem: [json.loads(line) for line in f.read_text(encoding="utf-8").splitlines() if line] for f in files}
    taggers = [("cnvn", ours), *(peers() if arguments.peers else ())]
    rules: dict[str, list[set[str]]] = defaultdict(lambda: [set(), set()])
    print(f"{'set':10} {'tagger':14} {'strict':>7} {'value':>7} {'calendar':>8} {'KB/s':>8}")
    for name, docs in sets.items():
        size = sum(len(d["text"].encode()) for d in docs)
        for tagger, tag in taggers:
            figures, fired, seconds = accuracy(docs, tag)
            print(f"{name:10} {tagger:14} {figures['strict']:7.1f} {figures['value']:7.1f} {figures['calendar']:8.1f}"
                  f" {size / 1e3 / seconds:8.0f}")  # fmt: skip
            if tagger == "cnvn":
                for rule, (right, wrong) in fired.items():
                    rules[rule][0] |= right
                    rules[rule][1] |= wrong
    if arguments.rules:
        print(f"\n{'rule':28} {'right in':>8} {'wrong in':>8} documents")
        for rule, (right, wrong) in sorted(rules.items()):
            print(f"{rule:28} {len(right):8} {len(wrong):8}")
    speed([d for docs in sets.values() for d in docs])
    return 0


if __name__ == "__main__":
    sys.exit(main())
