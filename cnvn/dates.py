"""Time expressions of a text, as a library function."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnvn.model import TimeExpression


def find_dates(text: str, published: date | None = None) -> "tuple[TimeExpression, ...]":
    """The time expressions of a text, in order.

    `published` is the day that "yesterday" counts from; without it nothing relative is resolved, unless the text itself
    brings a date line. Each `TimeExpression` has its offsets into `text` (end exclusive), TIMEX3's `type`, `value` and
    `mod`, the `period` that it covers (None where the text leaves the days open) and the id of the `rule` that read it.

    >>> [(e.text, e.value) for e in find_dates("They met last Friday.", date(2023, 12, 7))]
    [('last Friday', '2023-12-01')]
    """
    # The stages are imported by the first call: who imports the function need not wait for them.
    from cnvn.clean import clean
    from cnvn.resolve.dates import resolve_dates
    from cnvn.segment import segment

    cleaned = clean(text)
    taken_apart = segment(cleaned, published)
    found = resolve_dates(cleaned, taken_apart.sentences, taken_apart.readings, taken_apart.parts)
    return tuple(e for sentence in found for e in sentence)
