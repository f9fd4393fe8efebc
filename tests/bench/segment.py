"""How well pages are cut into articles, and how fast: prints boundary precision and recall on pages composed at random
from the readouts in ../shared, and which single articles were cut in pieces.

    python tests/bench/segment.py [--misses]
"""

import json
import random
import sys
import time
from pathlib import Path

from cnvn.clean import clean
from cnvn.layout import lay_out
from cnvn.parts import find_slices

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGES = 200


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def starts(text: str) -> list[int]:
    paragraphs = lay_out(text)
    return [paragraphs[s.first].start for s in find_slices(text, paragraphs) if s.first < s.last]


def compose(articles: list[dict[str, str]], titled: bool) -> tuple[str, list[int]]:
    page, at = "", []
    for article in articles:
        body = article["text"].strip()
        at.append(len(page))
        page += f"{article['title']}\n\n{body}\n\n" if titled else f"{body}\n\n"
    return page, at


def pages(readouts: list[dict[str, str]], titled: bool, low: int, high: int, misses: bool) -> str:
    rng = random.Random(7)
    right = found = wanted = whole = 0
    for _ in range(PAGES):
        page, at = compose(rng.sample(readouts, rng.randint(low, high)), titled)
        text = clean(page)
        got, true = set(starts(text)[1:]), set(at[1:])
        right, found, wanted, whole = (
            right + len(got & true),
            found + len(got),
            wanted + len(true),
            whole + (got == true),
        )
        if misses:
            for mark, places in (("missed", true - got), ("extra ", got - true)):
                for place in sorted(places):
                    print("   ", mark, " ".join(text[place : place + 150].split()))
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  pages all right {whole / PAGES:.2f}"


def main() -> None:
    misses = "--misses" in sys.argv
    readouts = rows(SHARED / "corpora" / "readouts.jsonl")
    if not readouts:
        print(f"no readouts in {SHARED}")
        return
    for low, high in ((2, 3), (4, 15)):
        for titled in (True, False):
            kind = "title+text" if titled else "text only"
            print(f"{kind:12}{low:2}-{high:<3}articles  {pages(readouts, titled, low, high, misses)}", flush=True)
    for name in ("corpora/readouts", "timex/timebank", "timex/aquaint", "timex/wikiwars"):
        articles = rows(SHARED / f"{name}.jsonl")
        began = time.perf_counter()
        cut = [a["id"] for a in articles if len(starts(clean(a["text"]))) > 1]
        taken, size = time.perf_counter() - began, sum(len(a["text"]) for a in articles)
        print(f"{name:20} {len(cut)} of {len(articles)} single articles cut, {size / taken / 1e6:.1f} MB/s: {cut}")
    for path in sorted((SHARED / "articles").glob("*.txt")):
        print(path.name, len(starts(clean(path.read_text(encoding="utf-8")))), "parts")


if __name__ == "__main__":
    main()
