"""What sources tell of one event: candidates that say the same put together, and the order in which they are compared.

A candidate's article, offsets and quote are no part of what it says. So an article that is given twice, or cut in two,
tells the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cnvn.edtf import Period
from cnvn.model import Candidate, Source

# What lasts: a longer stated span says more than a day within it.
LASTING = ("visit", "summit", "congress", "conflict")
EXACTNESS = {"day": 0, "span": 0, "part": 1, "month": 2, "season": 3, "quarter": 3, "year": 4, "decade": 5}
_MONTH = 31


@dataclass(frozen=True, eq=False)
class Telling:
    """One thing that is said of an event (`says`, whose source holds the rule alone), and by which sources."""

    says: Candidate
    sources: tuple[Source, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(p.name for p in self.says.people)

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset(self.says.countries)

    @cached_property
    def texts(self) -> frozenset[tuple[str, int | None]]:
        """Which parts of which articles say so."""
        return frozenset((s.article, s.part) for s in self.sources)

    @cached_property
    def issues(self) -> frozenset[tuple[object, object]]:
        """Which issues of which publications say so, as far as that is known."""
        return frozenset((s.publisher, s.published) for s in self.sources if s.publisher or s.published)


def tellings(candidates: Iterable[Candidate]) -> list[Telling]:
    """The candidates by what they say, the most exact and most complete first, so that vaguer ones find them."""
    found: dict[Candidate, dict[Source, None]] = {}
    for c in candidates:
        s = c.source
        found.setdefault(c._replace(source=Source("", 0, 0, "", s.rule)), {})[s] = None
    told = (Telling(says, tuple(sorted(sources, key=place_of))) for says, sources in found.items())
    return sorted(told, key=lambda t: order(t.says))


def phase(c: Candidate) -> tuple[int, bool]:
    """When a telling is compared: days and spans before months, those before longer times; in each, people first."""
    exact = EXACTNESS[c.period.precision] == 0
    return (2 if c.period.days > _MONTH else 0 if exact else 1), not c.people


def place_of(s: Source) -> tuple[object, ...]:
    """Where a source stands: the key by which sources are put in order."""
    about = (s.quote, s.url or "", s.date_text or "", s.title or "", s.publisher or "", s.published or date.max)
    return s.article, s.start, s.end, s.rule, s.part or 0, s.origin, *about


def order(c: Candidate) -> tuple[object, ...]:
    """The key by which tellings are put in order, from what they say alone."""
    place, meeting = c.place, c.meeting
    return (
        phase(c),
        EXACTNESS[c.period.precision],
        c.period.days if c.type not in LASTING else -c.period.days,
        c.status != "happened",
        c.dated_by != "explicit",
        -len(c.people),
        c.period.start,
        c.period.end,
        c.type,
        tuple((p.name, p.role, p.office_in_text or "", p.country or "") for p in c.people),
        c.countries,
        c.organizations,
        (meeting.series, meeting.number or 0) if meeting else (),
        (place.name, place.country or "", place.latitude or 0.0, place.longitude or 0.0) if place else (),
        c.topic is None,
        c.topic or "",
        c.dated_by,
        c.status,
        c.rival,
        c.source.rule,
        (c.cameo or "", c.plover or "", c.period.approximate),
    )


def days_apart(a: Period, b: Period) -> int:
    """How many days lie between two periods; 0 where they overlap."""
    return 0 if a.overlaps(b) else max((a.start - b.end).days, (b.start - a.end).days)
