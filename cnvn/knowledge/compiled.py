"""Knowledge in a compiled form, so that a command need not parse TOML: kept in the cache folder of the platform.

The form is keyed by the content of the files it was made from, so it cannot grow stale. It is as Python's own `.pyc`
files are: private to this version of Python, and made anew when it is missing, damaged or cannot be written.
"""

import marshal
import os
import sys
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cnvn.edtf import Period
from cnvn.knowledge.files import File
from cnvn.knowledge.records import (
    CountryFact,
    Knowledge,
    OfficeFact,
    OrganizationFact,
    PersonFact,
    PlaceFact,
    SeriesFact,
    Term,
)

# Part of the key: to be raised whenever the records or the packing change.
FORM = 2
KEPT = 8
_DIGEST = 32


def key_of(files: Iterable[File]) -> str:
    """The name of the compiled form of these files: a digest of all that it depends on."""
    digest = blake2b(repr((FORM, marshal.version, sys.implementation.cache_tag)).encode(), digest_size=16)
    for file in files:
        digest.update(repr((file.kind, len(file.text))).encode())
        digest.update(file.text.encode())
    return digest.hexdigest()


def fetch(key: str, folder: Path) -> Knowledge | None:
    """The knowledge kept under `key`, or None."""
    try:
        data = (folder / f"{key}.knowledge").read_bytes()
    except OSError:
        return None
    if blake2b(data[_DIGEST:], digest_size=_DIGEST).digest() != data[:_DIGEST]:
        return None
    return _unpack(marshal.loads(data[_DIGEST:]))


def keep(key: str, knowledge: Knowledge, folder: Path) -> None:
    """Keeps the knowledge under `key`. Where nothing can be written, nothing is: the next run will parse again.

    The file appears whole or not at all, whoever else writes it at the same time.
    """
    payload = marshal.dumps(_pack(knowledge))
    temporary = folder / f"{key}.{os.getpid()}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(blake2b(payload, digest_size=_DIGEST).digest() + payload)
        temporary.replace(folder / f"{key}.knowledge")
        _forget_old(folder)
    except OSError:
        return


def _forget_old(folder: Path) -> None:
    """Leaves the forms that were made last; every edit of a user's own files makes one."""
    forms = sorted(folder.glob("*.knowledge"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    for path in forms[KEPT:]:
        path.unlink(missing_ok=True)


# ------------------------------------------------------------------------------------------------------------ packing
def _pack(knowledge: Knowledge) -> tuple[Any, ...]:
    return (
        tuple((p.id, p.name, p.zh, p.vi, p.aliases, p.country, tuple(map(_pack_term, p.terms)), p.source)
              for p in knowledge.people),
        tuple((o.id, o.name, o.country, o.titles, o.single) for o in knowledge.offices),
        tuple((c.code, c.name, c.aliases, c.adjectives, c.demonyms, c.capital) for c in knowledge.countries),
        tuple((o.id, o.name, o.aliases, o.countries, o.many) for o in knowledge.organizations),
        tuple((p.id, p.name, p.aliases, p.country, p.latitude, p.longitude, p.within, p.around, p.state)
              for p in knowledge.places),
        tuple((s.id, s.name, s.aliases, s.countries, s.type) for s in knowledge.series),
    )  # fmt: skip


def _unpack(packed: tuple[Any, ...]) -> Knowledge:
    people, offices, countries, organizations, places, series = packed
    return Knowledge(
        people=tuple(
            PersonFact(pid, name, zh, vi, aliases, country, tuple(map(_unpack_term, terms)), source)
            for pid, name, zh, vi, aliases, country, terms, source in people
        ),
        offices=tuple(OfficeFact(*o) for o in offices),
        countries=tuple(CountryFact(*c) for c in countries),
        organizations=tuple(OrganizationFact(*o) for o in organizations),
        places=tuple(PlaceFact(*p) for p in places),
        series=tuple(SeriesFact(*s) for s in series),
    )


def _pack_term(t: Term) -> tuple[Any, ...]:
    periods = tuple(map(_pack_period, (t.first, t.last, t.seen)))
    return (t.office, t.title, t.country, t.first_verified, t.last_verified, t.source, t.note, *periods)


def _unpack_term(packed: tuple[Any, ...]) -> Term:
    office, title, country, first_verified, last_verified, source, note, first, last, seen = packed
    return Term(
        office, title, country, _unpack_period(first), _unpack_period(last), first_verified, last_verified, source,
        _unpack_period(seen), note,
    )  # fmt: skip


def _pack_period(p: Period | None) -> tuple[Any, ...] | None:
    return (p.start.toordinal(), p.end.toordinal(), p.precision, p.approximate) if p else None


def _unpack_period(packed: tuple[Any, ...] | None) -> Period | None:
    if packed is None:
        return None
    start, end, precision, approximate = packed
    return Period(date.fromordinal(start), date.fromordinal(end), precision, approximate)
