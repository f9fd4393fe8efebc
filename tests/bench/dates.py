"""How well and how fast time expressions are found, side by side with the libraries that are installed for it.

    pip install dateparser parsedatetime "emoji<2" recognizers-text-date-time
    python tests/bench/dates.py [--folds] [--rules] [--alone] [FOLDER]

FOLDER holds hand-annotated texts as JSON lines, `{id, published, text, timex: [{start, end, type, value}]}`; without it
`../shared/timex` beside the checkout. `--alone` leaves the peers out, which takes minutes off. `--folds` prints our
figures for each of five parts of every set, parted by a digest of the document's id: what was fitted to some documents
would show. `--rules` prints for each rule in how many documents it fired rightly (extent and value) and wrongly, and in
how many of the five parts of all documents it was right.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cnvn import find_dates
from cnvn.find.dates import find_readings

Span = tuple[int, int, str, str]  # start, end, value, rule
Tagger = Callable[[str, date], list[Span]]
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_ROUNDS = 7
_FOLDS = 5
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def ours(text: str, published: date) -> list[Span]:
    return [(e.start, e.end, e.value, e.rule) for e in find_dates(text, published)]


def peers() -> Iterator[tuple[str, Tagger]]:
    """The libraries that are installed; a line for each that is not."""
    for name, make in (("dateparser", _dateparser), ("parsedatetime", _parsedatetime), ("recognizers", _recognizers)):
        try:
            yield name, make()
        except ImportError as missing:
            print(f"{name} is left out: {missing}")


def _dateparser() -> Tagger:
    from dateparser.search import search_dates  # type: ignore[import-not-found]

    def tag(text: str, published: date) -> list[Span]:
        settings = {"RELATIVE_BASE": datetime(published.year, published.month, published.day)}
        found, at = [], 0
        for words, moment in search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append((start, at, moment.date().isoformat(), ""))
        return found

    return tag


def _parsedatetime() -> Tagger:
    import parsedatetime  # type: ignore[import-not-found]

    calendar = parsedatetime.Calendar()

    def tag(text: str, published: date) -> list[Span]:
        base = datetime(published.year, published.month, published.day)
        return [(s, e, d.date().isoformat(), "") for d, _, s, e, _ in calendar.nlp(text, base) or ()]

    return tag


def _recognizers() -> Tagger:
    from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found]

    def tag(text: str, published: date) -> list[Span]:
        base = datetime(published.year, published.month, published.day)
        found = []
        for paragraph in _PARAGRAPH.finditer(text):  # its time grows with the square of a text's length
            for r in recognize_datetime(paragraph[0], "en-us", reference=base):
                values = (r.resolution or {}).get("values") or [{}]
                # The date itself where there is one; their own TIMEX leaves the year open.
                value = next((v["value"] for v in values if v.get("type") == "date" and "value" in v), "")
                timex = values[0].get("timex", "")
                value = timex if _CALENDAR.fullmatch(timex) else value or timex
                found.append((paragraph.start() + r.start, paragraph.start() + r.end + 1, value, ""))
        return found

    return tag


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


def fold(document: str) -> int:
    return zlib.crc32(document.encode()) % _FOLDS


def folds(sets: dict[str, list[dict[str, Any]]]) -> None:
    """Our figures for each part of each set."""
    print(f"\nF1 by fold{'':4}" + "".join(f"{n:^24}" for n in range(1, _FOLDS + 1)))
    for name, docs in sets.items():
        row = f"{name:14}"
        for n in range(_FOLDS):
            figures, _, _ = accuracy([d for d in docs if fold(d["id"]) == n], ours)
            row += f"{' / '.join(f'{f:.1f}' for f in figures.values()):^24}"
        print(row)


def speed(docs: list[dict[str, Any]]) -> None:
    """MB of text a second, by its length, beside one word-splitting pass; medians. And the peak of memory."""
    text = "\n\n".join(d["text"] for d in docs)
    word = re.compile(r"\w+")
    published = date(2000, 1, 1)
    print(f"\n{'bytes':>10} {'find':>8} {'find_dates':>12} {'word pass':>10}   MB/s")
    for size in (2_000, 20_000, 200_000, 2_000_000):
        piece = (text * (size // len(text) + 1))[:size]
        # Short texts are taken from all over, so that every length reads alike.
        step = max(1, (len(text) - size) // 40)
        pieces = [text[at : at + size] for at in range(0, len(text) - size, step)] or [piece]
        timed = [
            _rate(find_readings, pieces),
            _rate(lambda t: find_dates(t, published), pieces),
            _rate(word.findall, pieces),
        ]
        print(f"{size:>10} {timed[0]:>8.2f} {timed[1]:>12.2f} {timed[2]:>10.2f}")
    million = (text * (1_000_000 // len(text) + 1))[:1_000_000]
    done = subprocess.run([sys.executable, "-c", _PEAK], input=million, text=True, capture_output=True, check=True)
    print(f"peak of memory of a whole process that reads 1 MB: {done.stdout.strip()}")


# The peak of the process itself: what `getrusage` tells counts its parent's from before the start.
_PEAK = """
import sys
from datetime import date
from cnvn import find_dates
find_dates(sys.stdin.read(), date(2000, 1, 1))
with open("/proc/self/status") as status:
    print(next(line.split(":")[1].strip() for line in status if line.startswith("VmHWM")))
"""


def _rate(work: Callable[[str], object], pieces: list[str]) -> float:
    """MB a second, the median of some rounds over all pieces, after one that warms up."""
    size = sum(len(p.encode()) for p in pieces)
    times = []
    for piece in pieces:
        work(piece)
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        for piece in pieces:
            work(piece)
        times.append(time.perf_counter() - begun)
    return size / 1e6 / statistics.median(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[3] / "shared" / "timex")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--alone", action="store_true")
    arguments = parser.parse_args()
    files = sorted(arguments.folder.glob("*.jsonl")) if arguments.folder.is_dir() else []
    if not files:
        print(f"no annotated texts in {arguments.folder}", file=sys.stderr)
        return 1
    sets = {f.stem: [json.loads(line) for line in f.read_text(encoding="utf-8").splitlines() if line] for f in files}
    taggers = [("cnvn", ours), *(() if arguments.alone else peers())]
    ours("They met yesterday.", date(2000, 1, 1))
    rules: dict[str, list[set[str]]] = defaultdict(lambda: [set(), set()])
    print("F1: strict (extent) / value / calendar value\n")
    print(f"{'':14}" + "".join(f"{name:^24}" for name in sets) + f"{'KB/s':>8}")
    for tagger, tag in taggers:
        row, size, seconds = f"{tagger:14}", 0, 0.0
        for docs in sets.values():
            figures, fired, taken = accuracy(docs, tag)
            seconds += taken
            size += sum(len(d["text"].encode()) for d in docs)
            row += f"{' / '.join(f'{f:.1f}' for f in figures.values()):^24}"
            for rule, (right, wrong) in fired.items() if tagger == "cnvn" else ():
                rules[rule][0] |= right
                rules[rule][1] |= wrong
        print(f"{row}{size / 1e3 / seconds:8.0f}", flush=True)
    splitting = _rate(re.compile(r"\w+").findall, [d["text"] for docs in sets.values() for d in docs]) * 1e3
    print(f"{'word pass':14}{'':{24 * len(sets)}}{splitting:8.0f}")
    if arguments.folds:
        folds(sets)
    if arguments.rules:
        print(f"\n{'rule':28} {'right in':>8} {'wrong in':>8} documents, right in folds")
        for rule, (right, wrong) in sorted(rules.items()):
            print(f"{rule:28} {len(right):8} {len(wrong):8} {len(set(map(fold, right))):10}")
    speed([d for docs in sets.values() for d in docs])
    return 0


if __name__ == "__main__":
    sys.exit(main())
