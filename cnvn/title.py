"""One plain line for an event, built from its fields and always true to them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from cnvn.deed import Deed, deed, indefinite, thing
from cnvn.knowledge.words import load_words
from cnvn.model import Candidate, Event, EventType, Session
from cnvn.text import fold

_MANY = 4
# What lies between those who take part, and is told of all.
_ACROSS = ("agreement", "meeting", "call")


def title(
    event: Event,
    telling: Candidate,
    country_names: Mapping[str, str],
    homes: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    language: str = "en",
) -> str:
    """The title of an event from the patterns of `event_titles.toml`; `telling` says best what was done. `homes` are
    the countries of known bodies by their names, none for one that belongs to no one country."""
    words = load_words(language, "event_titles")
    actors = _actors(event, country_names, homes, words)
    done = deed(telling.topic, event.type, language)
    several = event.type == "statement" and not event.people and len(event.countries) > 1
    if several and done and set(words["words"]["joint"]).isdisjoint(fold(done.what).split()):
        done = None  # which of the countries spoke, and which is spoken of, the fields do not say
    patterns = _patterns(event, telling, done, words)
    number = len(event.countries if patterns.get("counted") == "countries" else actors)
    form = "none" if not number else "one" if number == 1 else "many"
    if not event.people and actors:
        form = next((f for f in ("unnamed", "bodies") if f in patterns and (f != "bodies" or len(actors) > 1)), form)
    if event.people and len(event.countries) > 1 and "between" in patterns:
        form = "between"
    noun = _noun(telling, event.type, words)
    if number == len(event.countries) == 2 and noun in patterns.get("mutual", ()):
        form = "two"
    facing = {"one": "with", "many": "many_with"}.get(form, "")
    others = _others(event, country_names, words) if facing in patterns else []
    place = _place(event, country_names, words)
    what = _what(event, telling, done, words, language)
    line: str = patterns[facing if others else form].format(
        who=_join(actors, words),
        what=what,
        a_what=_introduced(what, words),
        noun=noun,
        does=(done.one if len(actors) == 1 else done.many) if done else "",
        place=place,
        others=_join(others, words),
        countries=_join([_country(c, country_names, words) for c in event.countries], words),
        bodies=_join(event.organizations, words),
    )
    line = " ".join(line.split())
    placeless = words["rules"].get(telling.source.rule, {}).get("placeless", False)
    sited = words["words"]["at"].format(place="") in f" {what} "  # "opens a centre in Beijing"
    if place and event.type != "visit" and not placeless and place not in line and not sited:
        venue = not set(words["places"]["venues"]).isdisjoint(fold(place).split())
        line += words["words"]["at_venue" if venue else "at"].format(place=place)
    line = line.removeprefix(words["articles"]["the"])
    mark: str = words["status"].get(event.status, "")
    return line[:1].upper() + line[1:] + mark


def _patterns(event: Event, telling: Candidate, done: Deed | None, words: Mapping[str, Any]) -> Mapping[str, str]:
    kind: Mapping[str, Any] = words[event.type]
    if event.meeting and "session" in kind:
        return dict(kind["session"])
    named = event.people or event.type != "office"  # a country or a body that appoints is not appointed
    rule: Mapping[str, str] | None = words["rules"].get(telling.source.rule) if telling.type == event.type else None
    announced = rule is not None and "between" in rule and len(event.people) == 1 < len(event.countries)
    if done and named and "deed" in kind and telling.type == event.type and not announced:
        return dict(kind["deed"])
    if rule is None or (rule.get("counted") and not event.organizations):
        return kind
    return rule


def _what(event: Event, telling: Candidate, done: Deed | None, words: Mapping[str, Any], language: str) -> str:
    if event.meeting and event.type != "statement":
        return _session(event.meeting, event.type, words)
    if done:
        return done.what
    named = thing(telling.topic or "", event.type, language) if event.type in words["about"] else ""
    if named:
        articles = tuple(words["phrases"][a] for a in ("a", "an"))
        start = next((a for a in (words["articles"]["the"], *articles) if named.startswith(a)), "")
        return named.removeprefix(start)
    return str(words["about"].get(event.type, ""))


def _introduced(what: str, words: Mapping[str, Any]) -> str:
    """What somebody was at, with its article: the one that has a name, else one of several."""
    if any(c.isupper() for c in what):
        return str(words["articles"]["the"]) + what
    return indefinite(what, words["phrases"]) if what else ""


def _noun(telling: Candidate, kind: EventType, words: Mapping[str, Any]) -> str:
    """What the last of the text's words that says so calls a fight, or a change of office."""
    nouns: Mapping[str, str] = words[kind].get("nouns", {"default": ""})
    found = [nouns[word] for word in fold(telling.topic or "").split() if word in nouns]
    return found[-1] if found else nouns["default"]


def _actors(
    event: Event, country_names: Mapping[str, str], homes: Mapping[str, tuple[str, ...]], words: Mapping[str, Any]
) -> list[str]:
    """Who did it: people, but no host of a visit; else the bodies, and the countries beside a union; else the
    countries."""
    people = [p.name for p in event.people if p.role != "host" or event.type == "meeting"]
    if event.type == "statement":  # who only heard it did not make it
        heard = {p.country for p in event.people}
        lands = [_country(c, country_names, words) for c in event.countries if c not in heard]
        people = [p.name for p in event.people if p.role == "speaker"]
        people = people or (event.people and (list(event.organizations) or lands)) or [p.name for p in event.people]
    if event.type == "agreement":  # … and who only saw it signed did not sign it
        people = [p.name for p in event.people if p.role == "signatory"]
        people = people or ([] if len(event.countries) > 1 else [p.name for p in event.people])
    if people or (event.people and event.type != "agreement"):
        return people or [p.name for p in event.people]
    if event.type == "visit":
        away = [c for c in event.countries if not (event.place and event.place.country == c)]
        return [_country(c, country_names, words) for c in away] or list(event.organizations)
    if event.meeting and event.type != "statement":
        return []
    if any(homes.get(body, event.countries) for body in event.organizations):
        # Of a body that nobody knows it cannot be told which country is its own.
        own = {code for body in event.organizations for code in homes.get(body, event.countries)}
        across = [c for c in event.countries if c not in own] if event.type in _ACROSS else []
        return [*event.organizations, *(_country(c, country_names, words) for c in across)]
    meets = event.type in ("summit", "congress", "meeting") and len(event.countries) == 1  # "held in Norway"
    where = event.place.country if (event.organizations or meets) and event.place else None
    return [*event.organizations, *(_country(c, country_names, words) for c in event.countries if c != where)]


def _others(event: Event, country_names: Mapping[str, str], words: Mapping[str, Any]) -> list[str]:
    """Who heard a statement; else the bodies, else the countries, that take part beside one person, of whom it must be
    known where that person is from, or beside several from one country."""
    if event.type == "statement":
        return [p.name for p in event.people if p.role != "speaker"]
    own = {p.country for p in event.people}
    if len(own) != 1 or None in own:
        return []
    bodies = list(event.organizations) if len(event.people) == 1 else []
    return bodies or [_country(c, country_names, words) for c in event.countries if c not in own]


def _place(event: Event, country_names: Mapping[str, str], words: Mapping[str, Any]) -> str:
    place = event.place.name if event.place else ""
    if event.place and event.place.country and place == country_names.get(event.place.country):
        place = _country(event.place.country, country_names, words)
    if event.type == "visit":
        own = {p.country for p in event.people}
        away = [_country(c, country_names, words) for c in event.countries if c not in own]
        place = place or _join(away, words)
    the: str = words["articles"]["the"]
    called = not set(words["places"]["the"]).isdisjoint(fold(place).split()) and not place.startswith(the)
    return the + place if called else place


def _country(code: str, country_names: Mapping[str, str], words: Mapping[str, Any]) -> str:
    name = country_names.get(code, code)
    article: str = words["articles"]["the"] if code in words["articles"]["countries"] and code in country_names else ""
    return article + name


def _session(session: Session, kind: EventType, words: Mapping[str, Any]) -> str:
    if session.number is None:
        return session.series
    pattern = words["sessions"].get("term" if session.series[0].isdigit() else kind, words["sessions"]["default"])
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
