"""How sure an event is: the share of events that are right among those of which as much is known.

The points for what is known are in `knowledge/confidence.toml`; `tests/bench/confidence.py` prints how well they hold.
"""

import math
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from cnvn.copies import independent
from cnvn.model import Event


def confidence(event: Event) -> float:
    """From 0 to 1, two digits: by who is named, how the day is told, the place, the type, and who agrees or differs."""
    points = _points()
    total = points["base"] + sum(points.get(group, {}).get(key, 0.0) for group, key in features(event))
    share: float = min(points["highest"], max(points["lowest"], 1 / (1 + math.exp(-total))))
    return round(share, 2)


def features(event: Event) -> Iterator[tuple[str, str]]:
    """What is known of an event that bears on how sure it is, by the tables and keys of `confidence.toml`."""
    yield "people", str(min(len(event.people), 2))
    if any(p.office for p in event.people):
        yield "people", "office"
    yield "place", "known" if event.place else "unknown"
    yield "precision", event.period.precision
    yield "dated_by", event.dated_by
    yield "status", event.status
    yield "type", event.type
    yield "sources", str(min(independent(event.sources), 3))
    for field in dict.fromkeys(conflict.field for conflict in event.conflicts):
        yield "conflicts", field


@cache
def _points() -> dict[str, Any]:
    path = Path(__file__).parent / "knowledge" / "confidence.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
