"""How the merge grows with the number of mentions: time for each, and the peak of memory, in a process of its own.

    python tests/bench/merging.py [NUMBER …]

The mentions are made up: events of thirty years between people of forty countries, each told by one to a dozen
articles, some with a person left out, some only by the month, some a day late, and some by the countries alone.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from cnvn import edtf
from cnvn.knowledge import Knowledge
from cnvn.merge import merge
from cnvn.model import Candidate, EventType, Participant, Source, Spot

NUMBERS = (10_000, 100_000, 1_000_000)
KINDS: tuple[EventType, ...] = ("meeting", "meeting", "meeting", "visit", "visit", "call", "agreement", "statement")
COUNTRIES = [a + b for a in "ABCDE" for b in "FGHIJKLM"]
PEOPLE = [
    Participant(f"{chr(65 + n // 26)}{chr(97 + n % 26)}ra {code.title()}son", country=code)
    for n in range(20)
    for code in COUNTRIES
]
DAYS = 30 * 365


def mentions(number: int) -> Iterator[Candidate]:
    """Made-up candidates, the same ones whenever it is asked."""
    rng = Random(1)
    made = 0
    while made < number:
        pair = rng.sample(PEOPLE, 2)
        kind = rng.choice(KINDS)
        day = date(1995, 1, 1) + timedelta(days=rng.randrange(DAYS))
        town = Spot(f"Town {pair[1].country}", pair[1].country, 1.0, 2.0)
        for _ in range(min(rng.choice((1, 1, 2, 3, 5, 12)), number - made)):
            made += 1
            yield _told(rng, made, kind, day, pair, town)


def _told(rng: Random, n: int, kind: EventType, day: date, pair: list[Participant], town: Spot) -> Candidate:
    way = rng.random()
    period = edtf.span(day, day + timedelta(days=2)) if kind == "visit" else edtf.day(day)
    if way < 0.1:
        period = edtf.month(day.year, day.month)
    late = 0.1 <= way < 0.15 and kind != "visit"
    people = () if way > 0.9 else (pair[0],) if way > 0.8 else tuple(pair)
    quote = f"report {n % 7919} tells that they met"
    source = Source(f"article{n // 3}", n, n + len(quote), quote, "meet", publisher=f"paper{n % 97}")
    return Candidate(
        type=kind,
        period=edtf.day(day + timedelta(days=1)) if late else period,
        dated_by="relative" if late else "explicit",
        status="happened",
        source=source,
        people=people,
        countries=tuple(sorted({p.country or "" for p in pair})),
        place=town if rng.random() < 0.5 else None,
    )


def measure(number: int) -> None:
    """Prints what merging so many mentions took, as JSON. The mentions are made as they are merged, and not kept."""
    begun = time.process_time()
    for _ in mentions(number):
        pass
    making = time.process_time() - begun
    begun = time.process_time()
    events = merge(mentions(number), Knowledge())
    seconds = time.process_time() - begun - making
    status = Path("/proc/self/status")  # of Linux
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    peak = next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)
    print(json.dumps({"events": len(events), "seconds": seconds, "peak": peak}))


def main(numbers: list[int]) -> None:
    print(f"{'mentions':>10} {'events':>9} {'seconds':>9} {'µs each':>9} {'peak MB':>9}")
    for number in numbers:
        command = [sys.executable, __file__, "--one", str(number)]
        done = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        each = done["seconds"] / number * 1e6
        print(f"{number:>10} {done['events']:>9} {done['seconds']:>9.1f} {each:>9.1f} {done['peak']:>9}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        main([int(n) for n in sys.argv[1:]] or list(NUMBERS))
