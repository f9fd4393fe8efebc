"""On which days a sentence asks who holds an office: those that it tells of, else the writer's."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from cnvn.model import Part, Sentence, TimeExpression
from cnvn.resolve.offices import Days

_MONTH = 31  # days of the longest time that counts as exact
_YEAR = 366
_MANY = 8  # times of a sentence of which none is the one that counts
_AHEAD = timedelta(days=100)  # how far ahead a text can know who will be in office


def days_told(
    sentences: Sequence[Sentence], parts: Sequence[Part], times: Sequence[Sequence[TimeExpression]] | None
) -> list[tuple[Days, bool]]:
    """For each sentence the days that count, and whether the text itself is sure to tell them.

    They are those of its own time expressions, the exact ones first; where it has none, the last ones of its paragraph
    and the writer's day, of which nobody knows which it goes on with. Without `times` there is only the writer's day.
    """
    written: list[Days] = [(p.anchor.period,) if p.anchor and p.anchor.period else () for p in parts]
    if times is None:
        return [(written[s.part], False) for s in sentences]
    found: list[tuple[Days, bool]] = []
    before: tuple[int, Days] = (-1, ())
    for sentence, expressions in zip(sentences, times, strict=True):
        writing = written[sentence.part]
        days = _told(expressions, writing) if expressions else ()
        if days:
            before = (sentence.paragraph, days)
        elif before[0] == sentence.paragraph:
            days = tuple(dict.fromkeys((*before[1], *writing)))
        found.append((days or writing, bool(days)))
    return found


def _told(expressions: Iterable[TimeExpression], writing: Days) -> Days:
    """The days of the most exact of a sentence's time expressions, plans for years to come left out."""
    periods = [t.period for t in expressions if t.period]
    if writing:
        latest = writing[0].end + _AHEAD
        periods = [p for p in periods if p.start <= latest]
    for longest in (_MONTH, _YEAR):
        exact = [p for p in periods if p.days <= longest]
        if exact:
            days = tuple(dict.fromkeys(exact))
            return days if len(days) <= _MANY else ()
    return ()
