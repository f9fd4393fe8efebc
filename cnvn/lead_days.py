"""The day of a report's first sentence, for what those behind it tell as done meanwhile: "Silva praised Norway on
Monday. Arriving in Oslo for talks, Silva said …"."""

from collections.abc import Collection, Mapping, Sequence

from cnvn.cast import Cast
from cnvn.edtf import Period
from cnvn.find.frames import Frame
from cnvn.find.grammar import Grammar
from cnvn.model import Actor, DatedBy, Part, Person, Sentence, TimeExpression
from cnvn.openings import Opening

# How far behind it the day of the first sentence holds, in paragraphs; how old news are, in days.
_PARAGRAPHS = 3
_FRESH = 2


def lead_days(
    text: str,
    sentences: Sequence[Sentence],
    parts: Sequence[Part],
    kinds: Sequence[str],
    times: Sequence[Sequence[TimeExpression]],
    actors: Sequence[Sequence[Actor]],
    leads: Collection[int],
    grammar: Grammar,
) -> Mapping[int, Opening]:
    """By their index, the sentences without a time of their own shortly behind one with which a report begins and which
    tells one fresh day: that day, and the name of whom it tells first."""
    found: dict[int, Opening] = {}
    for n in sorted(leads):
        first = sentences[n]
        anchor = parts[first.part].anchor
        time = _day(times[n], anchor.period) if anchor and kinds[first.part] == "news" else None
        names = next((a.names for a in actors[n] if isinstance(a, Person) and a.names), ())
        if time is None or len(names) != 1:
            continue
        for m in range(n + 1, len(sentences)):
            near = sentences[m].part == first.part and sentences[m].paragraph - first.paragraph <= _PARAGRAPHS
            if not near or any(t.period and t.period.is_day and t.period != time.period for t in times[m]):
                break
            if not any(t.period for t in times[m]) and _opens(text, sentences[m], grammar):
                found[m] = Opening(time, frozenset(names))
    return found


def _opens(text: str, sentence: Sentence, grammar: Grammar) -> bool:
    """Whether a sentence may open with what somebody did meanwhile: "Arriving in …", "At talks with …"."""
    first = text[sentence.start : sentence.end].lstrip('"“').split(None, 1)[:1]
    word = first[0].lower() if first else ""
    return word.endswith(grammar.participle_ending) or word in grammar.lists["occasion"]


def _day(times: Sequence[TimeExpression], today: Period) -> TimeExpression | None:
    """The only time of a sentence, if it is a day just past or the writer's own."""
    told = [t for t in times if t.period]
    if not told or len({t.period for t in told}) > 1 or not today.is_day:
        return None
    period = told[0].period
    fresh = period is not None and period.is_day and 0 <= (today.start - period.start).days <= _FRESH
    return told[0] if fresh else None


def by_lead(frame: Frame, cast: Cast, lead: Opening | None) -> tuple[Period, DatedBy, TimeExpression | None] | None:
    """The day that the report begins with, of what somebody who is named there did while he said something."""
    if lead is None or lead.time.period is None or not frame.prelude or frame.status != "happened":
        return None
    return (lead.time.period, "context", lead.time) if lead.names & {p.name for p in cast.people} else None
