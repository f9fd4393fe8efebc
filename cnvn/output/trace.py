"""What each stage saw in an article, as a row for `explain`. Keys are only ever added."""

from collections import deque
from itertools import count
from typing import Any

from cnvn.find.frames import Frame
from cnvn.model import Actor, Article, Country, Organization, Person, Place, Series
from cnvn.output.rows import candidate_row, time_row
from cnvn.pipeline import Trace

Row = dict[str, Any]

# What the rules begin with by which a sentence adds company to an event told before.
_COMPANY = "company-"
# Why what somebody said is no event of its own.
_REMARK = "a remark on a day of which more is told"


def trace_row(article: Article, trace: Trace) -> Row:
    """`{article, parts, sentences, events}` with everything that was found in each sentence.

    A sentence is `{start, end, part, kind, text, times, actors, actions, refused}`; parts have their anchor with the
    evidence for it and their kind ("news", whose bare dates count from the anchor, or "history", whose dates go on from
    the last one told), events are those of this article before any merging. An action has its times, and those
    of the sentence that were passed over (`passed`, `{time, reason}`); it has either the index of the event
    that came of it or the reason why none did (`refused`).
    """
    text, outcomes = article.text, _outcomes(trace)
    return {
        "article": article.id,
        "parts": [
            {
                "number": part.number,
                "start": part.start,
                "end": part.end,
                "anchor": {"date": part.anchor.period.edtf, "how": part.anchor.how} if part.anchor else None,
                "kind": kind,
            }
            for part, kind in zip(trace.parts, trace.kinds, strict=True)
        ],
        "sentences": [
            {
                "start": s.start,
                "end": s.end,
                "part": trace.parts[s.part].number,
                "kind": s.kind,
                "text": text[s.start : s.end],
                "times": [time_row(found, article.id) for found in trace.times[n]],
                "actors": [_actor(actor, text) for actor in trace.actors[n]],
                "actions": [
                    {
                        "start": frame.start,
                        "end": frame.end,
                        "text": text[frame.start : frame.end],
                        "type": frame.type,
                        "status": frame.status,
                        "rule": frame.rule,
                        "arguments": [
                            {"role": argument.role, "text": argument.actor.text} for argument in frame.arguments
                        ],
                        "place": frame.place.name if frame.place else None,
                        "series": _session(frame.series) if frame.series else None,
                        "times": [time.value for time in frame.times],
                        "passed": [{"time": time.text, "reason": reason} for time, reason in frame.passed],
                        "event": outcome if isinstance(outcome, int) else None,
                        "refused": outcome if isinstance(outcome, str) else None,
                    }
                    for frame, outcome in zip(trace.actions[n], outcomes[n], strict=True)
                ],
                "refused": [
                    {"rule": refusal.rule, "start": refusal.start, "end": refusal.end, "reason": refusal.reason}
                    for refusal in trace.refused
                    if refusal.sentence == n
                ],
            }
            for n, s in enumerate(trace.sentences)
        ],
        "events": [candidate_row(candidate) for candidate in trace.candidates],
    }


def _outcomes(trace: Trace) -> list[list[int | str]]:
    """For each action of each sentence the index of its event, or why it has none.

    Both the events and the refusals of a trace come in the order of the actions; between them stand the events to which
    a sentence only adds who else was there.
    """
    refusals, told, events = deque(trace.refused), count(), count()

    def outcome(sentence: int, frame: Frame) -> int | str:
        head = refusals[0] if refusals else None
        if head and (head.sentence, head.start, head.rule) == (sentence, frame.start, frame.rule):
            return refusals.popleft().reason
        for at in told:
            if at in trace.aside:
                return _REMARK
            event = next(events)
            if not trace.candidates[event].source.rule.startswith(_COMPANY):
                return event
        raise AssertionError(f"{frame.rule} has neither an event nor a reason")

    return [[outcome(n, frame) for frame in frames] for n, frames in enumerate(trace.actions)]


def _session(series: Series) -> str:
    return series.name + (f" {series.number}" if series.number is not None else "")


def _actor(actor: Actor, text: str) -> Row:
    row: Row = {"start": actor.start, "end": actor.end, "text": text[actor.start : actor.end]}
    match actor:
        case Person():
            row |= {"kind": "person", "means": list(actor.names), "candidates": list(actor.candidates)}
            return {**row, "rule": actor.rule or None}
        case Country():
            return {**row, "kind": "country", "means": list(actor.codes), "rule": None}
        case Organization():
            return {**row, "kind": "organization", "means": [actor.name], "rule": None}
        case Place():
            return {**row, "kind": "place", "means": [actor.name], "rule": None}
        case Series():
            return {**row, "kind": "series", "means": [_session(actor)], "rule": None}
