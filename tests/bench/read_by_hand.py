"""Events of general and business news that were read against their text: how many still come out, how many are right.

    cnvn extract NEWS.jsonl --per-article --jsonl | python tests/bench/read_by_hand.py [-]

`read_by_hand.jsonl` holds the verdicts: of the events of such a run the hundred whose ids have the lowest SHA-256, or
all where there are fewer. An event is the same as one that was read if its article, days, type, people and quote are.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

VERDICTS = Path(__file__).with_name("read_by_hand.jsonl")
MOST = 100
Row = dict[str, Any]


def row(event: Row) -> Row:
    """What is kept of an event: no text, as the articles are others' property."""
    source = event["sources"][0]
    return {
        "id": event["id"],
        "article": source["article"],
        "date": event["date"],
        "type": event["type"],
        "people": [person["name"] for person in event["people"]],
        "start": source["start"],
        "end": source["end"],
        "sha256": hashlib.sha256(source["quote"].encode()).hexdigest(),
    }


def key(read: Row) -> tuple[object, ...]:
    return (read["article"], read["date"], read["type"], *sorted(read["people"]), read["sha256"])


def chosen(events: list[Row]) -> list[Row]:
    """The events to read."""
    return sorted(map(row, events), key=lambda r: hashlib.sha256(r["id"].encode()).hexdigest())[:MOST]


def main() -> int:
    events = chosen([json.loads(line) for line in sys.stdin])
    verdicts = [json.loads(line) for line in VERDICTS.read_text(encoding="utf-8").splitlines()]
    now = {key(r) for r in events}
    judged = {key(v): v for v in verdicts}
    same = [v for k, v in judged.items() if k in now]
    right = sum(v["verdict"] == "right" for v in same)
    print(f"{len(verdicts)} were read; {len(same)} of them come out the same, of which {right} are right", end="")
    print(f" ({100 * right / len(same):.0f} %)" if same else "")
    for r in (r for r in events if key(r) not in judged):
        print("  not read:", r["article"], r["id"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
