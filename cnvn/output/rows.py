"""The JSON contract: what `--json` and `--jsonl` print of an event, and what a store keeps to print.

Keys are only ever added. Every key is always there; what is absent is `None` or `[]`.
"""

from typing import Any

from cnvn.model import Candidate, Conflict, Event, Participant, Source, Spot, TimeExpression

Row = dict[str, Any]


def event_row(event: Event) -> Row:
    """The event as a row of plain values, ready for `json.dumps`."""
    period = event.period
    return {
        "id": event.id,
        "date": period.edtf,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "precision": period.precision,
        "dated_by": event.dated_by,
        "status": event.status,
        "type": event.type,
        "cameo": event.cameo,
        "plover": event.plover,
        "title": event.title,
        "people": [_person(p) for p in event.people],
        "organizations": list(event.organizations),
        "countries": list(event.countries),
        "place": _place(event.place) if event.place else None,
        "meeting": {"series": event.meeting.series, "number": event.meeting.number} if event.meeting else None,
        "part_of": event.part_of,
        "confidence": event.confidence,
        "conflicts": [_conflict(c) for c in event.conflicts],
        "sources": [_source(s) for s in event.sources],
        "origin": event.origin,
    }


def candidate_row(candidate: Candidate) -> Row:
    """One event as one sentence of one article tells it, before any merging; keys as in `event_row`."""
    period, meeting = candidate.period, candidate.meeting
    return {
        "date": period.edtf,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "precision": period.precision,
        "dated_by": candidate.dated_by,
        "status": candidate.status,
        "type": candidate.type,
        "people": [_person(p) for p in candidate.people],
        "organizations": list(candidate.organizations),
        "countries": list(candidate.countries),
        "place": _place(candidate.place) if candidate.place else None,
        "meeting": {"series": meeting.series, "number": meeting.number} if meeting else None,
        "source": _source(candidate.source),
    }


def time_row(found: TimeExpression, article: str) -> Row:
    """A time expression as `dates` prints it."""
    return {
        "article": article,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "type": found.type,
        "value": found.value,
        "mod": found.mod,
        "edtf": found.edtf,
        "rule": found.rule,
    }


def _person(person: Participant) -> Row:
    return {
        "name": person.name,
        "office": person.office,
        "office_in_text": person.office_in_text,
        "country": person.country,
        "role": person.role,
    }


def _place(spot: Spot) -> Row:
    return {
        "name": spot.name,
        "country": spot.country,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
    }


def _conflict(conflict: Conflict) -> Row:
    return {
        "field": conflict.field,
        "values": [
            {"value": claim.value, "articles": list(claim.articles), "publishers": list(claim.publishers)}
            for claim in conflict.values
        ],
    }


def _source(source: Source) -> Row:
    return {
        "article": source.article,
        "part": source.part,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "url": source.url,
        "quote": source.quote,
        "start": source.start,
        "end": source.end,
        "date_text": source.date_text,
        "rule": source.rule,
        "joined": source.joined,
    }
