"""Candidates as JSON, so that events can be merged anew whenever an article is added.

The keys are the field names of `cnvn.model`, so that a new field needs no change here unless it holds a new class.
"""

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

from cnvn.edtf import Period
from cnvn.model import Article, Candidate, Participant, Session, Source, Spot


def dump_candidate(candidate: Candidate) -> str:
    """One line of JSON; `load_candidate` gives back an equal candidate."""
    fields = candidate._asdict()
    for name in ("source", "place", "meeting"):
        fields[name] = fields[name] and fields[name]._asdict()
    return _dump({**fields, "people": [person._asdict() for person in candidate.people]})


def load_candidate(data: str) -> Candidate:
    """The candidate that `dump_candidate` wrote."""
    fields: dict[str, Any] = json.loads(data)
    period, source, place, meeting = fields["period"], fields["source"], fields["place"], fields["meeting"]
    fields["period"] = Period(
        date.fromisoformat(period["start"]),
        date.fromisoformat(period["end"]),
        period["precision"],
        period["approximate"],
    )
    if source["published"]:
        source["published"] = date.fromisoformat(source["published"])
    fields["source"] = Source(**source)
    fields["people"] = tuple(Participant(**person) for person in fields["people"])
    fields["place"] = place and Spot(**place)
    fields["meeting"] = meeting and Session(**meeting)
    for key, value in fields.items():
        if isinstance(value, list):
            fields[key] = tuple(value)
    return Candidate(**fields)


def dump_references(article: Article) -> str:
    """The references of a brief as a JSON array."""
    return _dump(article.references)


def fingerprint(article: Article, version: str) -> str:
    """A digest of all that decides what is found in an article: its text, what is known of it, and the program.

    Where the file lies is no part of it. Raises `UnicodeEncodeError` where the text holds half a surrogate pair.
    """
    return hashlib.sha256(_dump([version, replace(article, path=None)]).encode()).hexdigest()


def _dump(value: Any) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return {name: getattr(value, name) for name in value.__slots__}
