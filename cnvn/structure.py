"""How events stand to each other: their order, their readable ids, and which visit holds which meeting."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cnvn.edtf import Period
from cnvn.model import Event, Spot
from cnvn.text import fold

# What is told without a place took place where the visit went.
_INHERITING = ("meeting", "agreement", "award")
# What two countries do while one's leader visits the other is part of the visit, whoever did it.
_OF_COUNTRIES = ("meeting", "agreement", "statement", "award")
_LONGEST = 31  # days of a visit that holds others
_STAY = 7  # days


def chronological(e: Event) -> tuple[object, ...]:
    """The key by which events are put in order of time, and within a day by what they are, not by who tells of them."""
    return (
        e.period.start,
        e.period.end,
        e.type,
        tuple(sorted(p.name for p in e.people)),
        e.countries,
        e.place.name if e.place else "",
        (e.meeting.series, e.meeting.number or 0) if e.meeting else ("", 0),
        e.status,
        sorted(s.quote for s in e.sources),
        [(s.article, s.start) for s in e.sources],
    )


# ----------------------------------------------------------------------------------------------------------------- ids
def with_ids(events: Sequence[Event]) -> list[Event]:
    """Readable ids: first day, type, people, else the series, the place or the countries; -2, -3 … on a clash.

    Events that clash are numbered as they were first reported, so that news of a further one leaves their ids alone.
    """
    clashing: dict[str, list[int]] = {}
    for n, e in enumerate(events):
        clashing.setdefault(_stem(e), []).append(n)
    ids: dict[int, str] = {}
    for stem, numbers in clashing.items():
        free = (i for i in _numbered(stem) if i == stem or i not in clashing)
        for n in sorted(numbers, key=lambda n: (_first_reported(events[n]), n)):
            ids[n] = next(free)
    return [replace(e, id=ids[n]) for n, e in enumerate(events)]


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    n = 2
    while True:
        yield f"{stem}-{n}"
        n += 1


def _stem(e: Event) -> str:
    names = sorted(p.name for p in e.people)[:4]
    series = [e.meeting.series] if e.meeting else []
    tail = names or series or ([e.place.name] if e.place else []) or list(e.countries)
    return "-".join(filter(None, map(_slug, (e.period.start.isoformat(), e.type, *tail))))


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _first_reported(e: Event) -> date:
    return min((s.published for s in e.sources if s.published), default=date.max)


# ---------------------------------------------------------------------------------------------------------- narrowing
def narrowed(events: Sequence[Event]) -> list[Event]:
    """Visits of which only a part of a month is told, such as its first days, dated by what the visitor did there: by
    the days of meetings in that country or, where no place is told, with somebody of that country.

    The visit may have lasted longer, so its date is approximate (`~`). Nothing is narrowed where the same visitor may
    have been there twice: where another visit lies in that time, or where the days are more than a stay apart; nor a
    tour of several countries, nor where a single day is known.
    """
    visits: dict[tuple[str, str], list[int]] = {}
    days: dict[tuple[str, str], set[date]] = {}
    for n, e in enumerate(events):
        if e.type == "visit" and e.place and e.place.country:
            for name in _travellers(e):
                visits.setdefault((name, e.place.country), []).append(n)
        elif e.type in _INHERITING and e.status == "happened" and e.period.precision == "day":
            for p in e.people:
                lands = [e.place.country] if e.place else [other.country for other in e.people if other is not p]
                for land in filter(None, lands):
                    days.setdefault((p.name, land), set()).add(e.period.start)
    found = list(events)
    for key, numbers in visits.items():
        for n in numbers:
            visit = events[n]
            alone = all(m == n or not events[m].period.overlaps(visit.period) for m in numbers)
            within = [d for d in sorted(days.get(key, ())) if visit.period.start <= d <= visit.period.end]
            vague = visit.period.precision == "part" and visit.period.days <= _LONGEST and visit.status == "happened"
            if vague and alone and len(_lands(visit)) < 2 and within and 0 < (within[-1] - within[0]).days < _STAY:
                found[n] = replace(visit, period=Period(within[0], within[-1], "part", True), dated_by="context")
    return found


# --------------------------------------------------------------------------------------------------------------- parts
def with_parents(events: Sequence[Event], country_names: Mapping[str, str], capitals: Mapping[str, str]) -> list[Event]:
    """Meetings, signings and statements belong to the one visit that holds them: its people, its days, its country.

    `country_names` and `capitals` are the names of countries and their capitals by their codes.
    """
    visits: dict[date, list[Event]] = {}
    for e in events:
        if e.type == "visit" and e.period.precision in ("day", "span", "part") and e.period.days <= _LONGEST:
            for n in range(e.period.days):
                visits.setdefault(e.period.start + timedelta(days=n), []).append(e)
    return [_within(e, _parent(e, visits), country_names, capitals) for e in events]


def _within(e: Event, visit: Event | None, country_names: Mapping[str, str], capitals: Mapping[str, str]) -> Event:
    """An event as part of a visit. What is told without a place took place where the visit went: in its town, where it
    is the capital or the visit lasted a day, else somewhere in the country."""
    if visit is None:
        return e
    if e.place is not None or e.type not in _INHERITING or not e.people:
        return replace(e, part_of=visit.id)
    lands = _lands(visit)
    place = visit.place
    if len(lands) > 1:  # on a tour, in the country of whom they met
        met = {p.country for p in e.people if p.name not in _travellers(visit)} & lands
        code = next(iter(met)) if len(met) == 1 else None
        place = Spot(country_names[code], code) if code is not None and code in country_names else None
    elif place and place.country and visit.period.days > 1 and place.name != capitals.get(place.country):
        place = Spot(country_names[place.country], place.country) if place.country in country_names else place
    return replace(e, part_of=visit.id, place=place)


def _parent(e: Event, visits: dict[date, list[Event]]) -> Event | None:
    if e.type in ("visit", "conflict", "office") or e.period.precision not in ("day", "span"):
        return None
    holding = [v for v in visits.get(e.period.start, ()) if v.period.contains(e.period) and _takes_part(e, v)]
    holding = [
        v
        for v in holding
        if not e.place or not v.place or e.place.country == v.place.country or e.place.country in v.countries
    ]
    return holding[0] if len(holding) == 1 else None


def _takes_part(e: Event, visit: Event) -> bool:
    """Whether the visitors take part in an event, or it is between their country and the one they visit."""
    if e.people:
        return not _travellers(visit).isdisjoint(p.name for p in e.people)
    home = {p.country for p in visit.people if p.role != "host" and p.country}
    return e.type in _OF_COUNTRIES and len(home) == 1 and set(e.countries) == home | _lands(visit) != home


def _travellers(visit: Event) -> set[str]:
    return {p.name for p in visit.people if p.role != "host"}


def _lands(visit: Event) -> set[str]:
    return set(visit.countries) - {p.country for p in visit.people if p.role != "host"}
