"""What each stage saw in an article, as a row for `explain`. Keys are only ever added."""

from typing import Any

from cnvn.model import Actor, Article, Country, Organization, Person, Place, Series
from cnvn.output.rows import candidate_row, time_row
from cnvn.pipeline import Trace

Row = dict[str, Any]


def trace_row(article: Article, trace: Trace) -> Row:
    """`{article, parts, sentences, events}` with everything that was found in each sentence.

    A sentence is `{start, end, part, kind, text, times, actors, actions, refused}`; parts have their anchor with the
    evidence for it, events are those of this article before any merging.
    """
    text = article.text
    return {
        "article": article.id,
        "parts": [
            {
                "number": part.number,
                "start": part.start,
                "end": part.end,
                "anchor": {"date": part.anchor.period.edtf, "how": part.anchor.how} if part.anchor else None,
            }
            for part in trace.parts
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
                        "times": [time.value for time in frame.times],
                        "refused": frame.refused or None,
                    }
                    for frame in trace.actions[n]
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


def _actor(actor: Actor, text: str) -> Row:
    row: Row = {"start": actor.start, "end": actor.end, "text": text[actor.start : actor.end]}
    match actor:
        case Person():
            return {**row, "kind": "person", "means": list(actor.names), "rule": actor.rule or None}
        case Country():
            return {**row, "kind": "country", "means": list(actor.codes), "rule": None}
        case Organization():
            return {**row, "kind": "organization", "means": [actor.name], "rule": None}
        case Place():
            return {**row, "kind": "place", "means": [actor.name], "rule": None}
        case Series():
            number = f" {actor.number}" if actor.number is not None else ""
            return {**row, "kind": "series", "means": [actor.name + number], "rule": None}
