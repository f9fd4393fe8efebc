"""The JSON contract: what `--json` and `--jsonl` print of an event, and what a store keeps to print.

Keys are only ever added. Every key is always there; what is absent is `None` or `[]`.
"""

from typing import Any

from cnvn.model import Conflict, Event, Participant, Source, Spot

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
        "values": [{"value": claim.value, "articles": list(claim.articles)} for claim in conflict.values],
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
    }
