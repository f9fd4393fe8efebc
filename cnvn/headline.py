"""The news of a headline: what a text tells first, without a day, is what its title announces.

A report that names no day tells of the days before it. So much is said of it and no more: an approximate week that ends
with the day of writing, never that day itself.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from cnvn.edtf import Period, span
from cnvn.find.triggers import spot_triggers
from cnvn.model import Actor, Article, Part, Person, Place, Sentence, TimeExpression
from cnvn.text import fold

# The longest that a report of the news lies behind it.
_WEEK = timedelta(days=6)
_WORD = re.compile(r"[^\W\d_]{2,}")


def headline_news(
    article: Article,
    parts: Sequence[Part],
    kinds: Sequence[str],
    sentences: Sequence[Sentence],
    times: Sequence[Sequence[TimeExpression]],
    actors: Sequence[Sequence[Actor]],
) -> tuple[int, Period] | None:
    """The index of the sentence that tells what the title announces, and when that was; None where the title announces
    nothing, does not name two people of that sentence, or the sentence gives a time itself that is not of the week
    before."""
    anchor = parts[0].anchor if len(parts) == 1 and kinds[0] == "news" else None
    tells = (n for n, s in enumerate(sentences) if s.kind == "prose" and article.text[s.end - 1] != ":")
    first = next(tells, None)
    if not article.title or first is None or anchor is None or not anchor.period.is_day:
        return None
    recent = span(anchor.period.start - _WEEK, anchor.period.end)
    if any(t.type in ("DATE", "TIME") and not _is_near(t, recent) for t in times[first]):
        return None
    head = _date_and_place(sentences, times, actors, first)
    title = article.title
    if not spot_triggers(title, (Sentence(0, len(title), 0, 0),), article.language).told:
        return None
    words = frozenset(_WORD.findall(fold(title)))
    named = {name for a in actors[first] if isinstance(a, Person) for name in a.names}
    known = sum(not words.isdisjoint(_WORD.findall(fold(name))) for name in named)
    if head and known:
        return first, head
    if known < 2:
        return None
    return first, replace(recent, precision="part", approximate=True)


def _is_near(time: TimeExpression, recent: Period) -> bool:
    """Whether a time that dates something else does not say that the news is older: "ahead of Friday's vote"."""
    return time.period is not None and time.period.is_day and recent.contains(time.period)


def _date_and_place(
    sentences: Sequence[Sentence], times: Sequence[Sequence[TimeExpression]], actors: Sequence[Sequence[Actor]], n: int
) -> Period | None:
    """The day of a line with nothing but a day and a place right above sentence `n`: "May 3, 2011, The Castle, Oslo".
    So the readouts of a government say when and where it was."""
    if not n or sentences[n - 1].kind != "dateline":
        return None
    days = [t.period for t in times[n - 1] if t.period and t.period.is_day]
    placed = any(isinstance(a, Place) for a in actors[n - 1])
    return days[0] if placed and len(days) == 1 else None
