"""Numbers as texts write them: figures, and words composed of the values of their parts. Language-neutral."""

import re
from collections.abc import Sequence

_FRACTION = re.compile(r"(\d+)/(\d+)")


def figure(word: str) -> float | None:
    """The value of a number in figures ("12", "10,000", "2.5", "5th", "1990s"), else None.

    >>> figure("10,000"), figure("5th"), figure("x")
    (10000.0, 5.0, None)
    """
    m = re.match(r"\d{1,9}(?:,\d{3})*(?:\.\d{1,4})?", word)
    if not m:
        return None
    whole, _, decimals = m[0].replace(",", "").partition(".")
    if len(whole) > 12:
        return None
    return int(whole) + (int(decimals) / 10 ** len(decimals) if decimals else 0.0)


def compose(values: Sequence[float]) -> float:
    """The number that number words name together, from the values of each.

    >>> compose([2, 1000]), compose([20, 6]), compose([1, 100, 30]), compose([19, 96])
    (2000, 26, 130, 1996)
    >>> compose([2, 0.5])
    2.5
    """
    total: float = 0
    current: float = 0
    for v in values:
        if v in (1000, 1000000):
            total, current = total + (current or 1) * v, 0
        elif v == 100:
            current = (current or 1) * 100
        elif 10 <= v < 100 and 10 <= current < 100:  # "nineteen ninety-six"
            current = current * 100 + v
        else:
            current += v
    return total + current
