"""One plain line for an event, built from its fields and always true to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from cnvn.knowledge.words import load_words
from cnvn.model import Event, EventType, Session
from cnvn.text import fold

_MANY = 4


def title(event: Event, topic: str | None, country_names: Mapping[str, str], language: str = "en") -> str:
    """The title of an event from the patterns of `event_titles.toml`; `topic` is what a source calls the thing done."""
    words = load_words(language, "event_titles")
    patterns = words[event.type]
    actors = _actors(event, country_names)
    what = topic or words["about"].get(event.type, "")
    if event.meeting:
        what = _session(event.meeting, event.type, words)
        patterns = patterns.get("session", patterns)
    form = "none" if not actors else "one" if len(actors) == 1 else "many"
    if not event.people and actors:
        form = "unnamed" if "unnamed" in patterns else form
    place = event.place.name if event.place else ""
    if event.type == "visit":
        own = {p.country for p in event.people}
        away = [country_names.get(c, c) for c in event.countries if c not in own]
        place = _join(away, words) if not place or (len(away) > 1 and own - {None}) else place
    line: str = patterns[form].format(who=_join(actors, words), what=what, place=place)
    if place and event.type != "visit" and place not in line:
        venue = not set(words["places"]["venues"]).isdisjoint(fold(place).split())
        line += words["words"]["at_venue" if venue else "at"].format(place=place)
    mark: str = words["status"].get(event.status, "")
    return line[:1].upper() + line[1:] + mark


def _actors(event: Event, country_names: Mapping[str, str]) -> list[str]:
    """Who did it: people, a host after the others; else the countries, else the bodies."""
    people = [p.name for p in event.people if p.role != "host" or event.type == "meeting"]
    if people or event.people:
        return people or [p.name for p in event.people]
    if event.type == "visit":
        away = [c for c in event.countries if not (event.place and event.place.country == c)]
        return [country_names.get(c, c) for c in away] or list(event.organizations)
    if event.meeting:
        return []
    return list(event.organizations) or [country_names.get(c, c) for c in event.countries]


def _session(session: Session, kind: EventType, words: Mapping[str, Any]) -> str:
    if session.number is None:
        return session.series
    pattern = words["sessions"].get(kind, words["sessions"]["default"])
    return str(pattern.format(ordinal=_ordinal(session.number, words), series=session.series))


def _ordinal(number: int, words: Mapping[str, Any]) -> str:
    suffixes = words["ordinals"]
    suffix = suffixes.get(str(number % 100)) or suffixes.get(str(number % 10)) or suffixes["default"]
    return f"{number}{suffix}"


def _join(names: Sequence[str], words: Mapping[str, Any]) -> str:
    w = words["words"]
    if len(names) > _MANY:
        return str(w["others"].format(first=", ".join(names[: _MANY - 1]), count=len(names) - _MANY + 1))
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + w["and"] + names[-1] if names else ""
