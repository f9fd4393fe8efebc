"""How events stand to each other: their order, their readable ids, and which visit holds which meeting."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cnvn.model import Event, Spot
from cnvn.text import fold


def chronological(e: Event) -> tuple[object, ...]:
    """The key by which events are put in order of time, and a fixed order within a day."""
    return (e.period.start, e.period.end, e.type, tuple(sorted(p.name for p in e.people)), _first_source(e))


def _first_source(e: Event) -> tuple[object, ...]:
    return tuple((s.article, s.start) for s in e.sources)


# What is told without a place took place where the visit went.
_INHERITING = ("meeting", "agreement", "award")


def with_ids(events: Sequence[Event]) -> list[Event]:
    """Readable ids: first day, type, people, else the series, the place or the countries; -2, -3 … on a clash."""
    seen: Counter[str] = Counter()
    out = []
    for e in events:
        names = sorted(p.name for p in e.people)[:4]
        series = [e.meeting.series] if e.meeting else []
        tail = names or series or ([e.place.name] if e.place else []) or list(e.countries)
        stem = "-".join(filter(None, map(_slug, (e.period.start.isoformat(), e.type, *tail))))
        seen[stem] += 1
        out.append(replace(e, id=stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"))
    return out


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def with_parents(events: Sequence[Event], country_names: Mapping[str, str]) -> list[Event]:
    """Meetings, signings and statements belong to the one visit that holds them: its people, its days, its country."""
    visits: dict[date, list[Event]] = {}
    for e in events:
        if e.type == "visit" and e.period.precision in ("day", "span", "part") and e.period.days <= 31:
            for n in range(e.period.days):
                visits.setdefault(e.period.start + timedelta(days=n), []).append(e)
    return [_within(e, _parent(e, visits), country_names) for e in events]


def _within(e: Event, visit: Event | None, country_names: Mapping[str, str]) -> Event:
    """An event as part of a visit. What is told without a place took place where the visit went."""
    if visit is None:
        return e
    if e.place is not None or e.type not in _INHERITING:
        return replace(e, part_of=visit.id)
    travellers = {p.name for p in visit.people if p.role != "host"}
    lands = set(visit.countries) - {p.country for p in visit.people if p.role != "host"}
    place = visit.place
    if len(lands) > 1:  # on a tour, in the country of whom they met
        met = {p.country for p in e.people if p.name not in travellers} & lands
        code = next(iter(met)) if len(met) == 1 else None
        place = Spot(country_names[code], code) if code is not None and code in country_names else None
    return replace(e, part_of=visit.id, place=place)


def _parent(e: Event, visits: dict[date, list[Event]]) -> Event | None:
    if e.type in ("visit", "conflict", "office") or e.period.precision not in ("day", "span"):
        return None
    names = {p.name for p in e.people}
    holding = [
        v
        for v in visits.get(e.period.start, ())
        if v.period.contains(e.period)
        and (names & {p.name for p in v.people if p.role != "host"})
        and (not e.place or not v.place or e.place.country == v.place.country or e.place.country in v.countries)
    ]
    return holding[0] if len(holding) == 1 else None
