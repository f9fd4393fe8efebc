"""Visits that go on while the report is written: "is on a three-day visit to Oslo", "has arrived in Oslo"."""

from collections.abc import Sequence

from cnvn.edtf import Period
from cnvn.find.frames import Frame
from cnvn.find.grammar import Grammar
from cnvn.find.triggers import Spotted
from cnvn.model import DatedBy, Part, Sentence, TimeExpression

# How many days before the report the day may lie that its sentence tells besides, for the visit to be of that day.
_FRESH = 3


def may_be_under_way(
    sentences: Sequence[Sentence], parts: Sequence[Part], spotted: Spotted, grammar: Grammar
) -> frozenset[int]:
    """The sentences that may tell of such a visit, in parts whose writing has a day."""
    first, present = leads(sentences), grammar.lists["present"]
    either = present | grammar.lists["having"]
    dated = {n for n, part in enumerate(parts) if part.anchor and part.anchor.period.is_day}
    visits = (n for n in spotted.telling("visit") if sentences[n].part in dated)
    return frozenset(n for n in visits if not (either if n in first else present).isdisjoint(spotted.told[n]))


def leads(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The sentences with which the prose of each part begins."""
    first: dict[int, int] = {}
    for n, sentence in enumerate(sentences):
        if sentence.kind == "prose":
            first.setdefault(sentence.part, n)
    return frozenset(first.values())


def under_way(
    frame: Frame, part: Part, news: tuple[int, Period] | None, *, lead: bool
) -> tuple[Period, DatedBy, TimeExpression | None] | None:
    """A day of a visit that goes on: the only one that its sentence tells, where it is fresh, else that of the `news`
    that the title announces, else that of the writing. `lead` tells that the report opens with it."""
    if not (frame.under_way or (lead and frame.begun)) or part.anchor is None or not part.anchor.period.is_day:
        return None
    today = part.anchor.period
    days = {t.period for t, _ in frame.passed if t.period and t.period.is_day}
    fresh = [d for d in days if 0 <= (today.start - d.start).days <= _FRESH]
    told = fresh[0] if len(days) == len(fresh) == 1 else None
    return told or (news[1] if news and news[1].is_day else today), "dateline", None
