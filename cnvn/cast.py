"""Who takes part in an action and where, as a frame's arguments say, and whether that is enough for an event."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from cnvn.edtf import Period
from cnvn.find.frames import Frame
from cnvn.model import Country, Organization, Part, Participant, Person, Place, Role, Series, TimeExpression
from cnvn.resolve.story import SEVERAL
from cnvn.two_sides import Sides

_ROLES: dict[str, Role] = {
    "participant": "participant",
    "visitor": "visitor",
    "host": "host",
    "speaker": "speaker",
    "signatory": "signatory",
}


# Whom one meets or calls is told.
_MET = ("meeting", "call", "visit")
# What is told of a place without a name may be others' than the two that the text is about.
_BETWEEN = ("agreement", "conflict")
# What is told as still to come lies no longer before the writer's day than this, in days: what is signed, and what has
# a year that was guessed.
_PUBLIC = ("statement", "other")  # what private people say or what befalls them is no such event
_YEAR = 366
_STALE = 90
_SIGNED = ("agreement", "statement", "award")


class Cast(NamedTuple):
    """Who and where, as a frame's arguments say."""

    people: tuple[Participant, ...]
    countries: tuple[str, ...]
    organizations: tuple[str, ...]
    place: Place | None
    destination: bool
    parties: int
    unresolved: bool  # a person takes part of whom nobody knows the name
    at_home: bool  # all places of a visit lie in the visitors' own country
    concerned: bool  # a country besides those who act
    one_side: bool  # all stand behind one "with": they did not meet each other
    alone: bool  # nobody is named, and no two sides: a body and its own country are one


def cast_of(frame: Frame, sides: Sides, here: Place | None = None) -> Cast:
    """The cast of a frame; `sides` are those that "the two sides" stands for there, `here` is what "here" means."""
    pair = sides.pair
    people: dict[str, Participant] = {}
    countries: dict[str, None] = {}
    organizations: dict[str, None] = {}
    stateless = set(sides.bodies)  # bodies of no one country
    destinations: list[Place] = []
    lands: dict[str, None] = {}
    for argument in frame.arguments:
        actor = argument.actor
        if argument.role == "destination":
            if isinstance(actor, Place):
                destinations.append(actor)
                if actor.country:
                    lands[actor.country] = None
            elif isinstance(actor, Country):
                if not actor.adjective:  # "entered Norwegian waters": no place is called "Norwegian"
                    destinations.append(Place(actor.start, actor.end, actor.text, actor.text, actor.codes[0]))
                lands.update(dict.fromkeys(actor.codes))
            continue
        role = _ROLES.get(argument.role, "participant")
        if isinstance(actor, Person):
            for name in actor.names:
                one = actor if len(actor.names) == 1 else actor._replace(office=None, country=None)
                people.setdefault(name, Participant(name, None, one.office, one.country, role))
            if actor.country and len(actor.names) <= 1:
                countries[actor.country] = None
            countries.update(dict.fromkeys(actor.countries))
        elif isinstance(actor, Country):
            countries.update(dict.fromkeys(actor.codes))
        elif isinstance(actor, Organization):
            organizations[actor.name] = None
            countries.update(dict.fromkeys(actor.countries))
            if not actor.countries:
                stateless.add(actor.name)
        elif isinstance(actor, Series) and role == "speaker":  # "the ministers' meeting issued a statement"
            organizations[actor.name] = None
            stateless.add(actor.name)
    if frame.abroad and not destinations:
        destinations, found = _abroad(frame, people, pair, here if frame.here else None)
        lands.update(dict.fromkeys(found))
    known = set(countries) <= set(sides.countries) and set(organizations) <= set(sides.bodies)
    elsewhere = frame.place is not None and not frame.place.shared and frame.type in _BETWEEN
    elsewhere = elsewhere and not (frame.arguments or sides.bodies or frame.pair_told)
    if elsewhere and frame.place and frame.place.country in sides.countries:  # "the war in Norway", "signed in Oslo"
        elsewhere = frame.type == "conflict" and frame.place.latitude is None
    filled = frame.pair and not people and len(countries) + len(organizations) < 2 and known and not elsewhere
    if frame.pair and _only_saw(frame, people) and countries.keys().isdisjoint(pair) and len(pair) > 1:
        countries = dict.fromkeys(pair)  # "the two signed a treaty in the presence of the King"
    unnamed = any(isinstance(a.actor, Person) and a.actor.rule == SEVERAL for a in frame.arguments)
    if frame.pair and people and unnamed and countries.keys().isdisjoint(pair) and len(pair) > 1:
        countries.update(dict.fromkeys(pair))  # "she telephoned both leaders"
    if filled:
        countries.update(dict.fromkeys(sides.countries))
        organizations.update(dict.fromkeys(sides.bodies))
    other = sides.leader if frame.type == "agreement" and frame.pair else None
    other = other or (sides.topic if frame.type in _BETWEEN else None)
    lone = all(a.facing for a in frame.arguments) and other is not None and other not in countries
    lone = lone and not filled and len(countries) == 1 and not (people or organizations)
    if lone and other:  # in a text about Chile: "ties with Norway were established in 1950"
        countries[other] = None
    countries.update(dict.fromkeys(_of_chronology(frame, sides, countries, people or organizations, destinations)))
    if frame.type == "conflict" and frame.sited and frame.place and frame.place.country and (people or countries):
        countries[frame.place.country] = None  # "Silva ordered the bombing of Oslo"
    concerned = False
    judged = frame.type == "other" and set(organizations) <= stateless  # "the court ruled that Norway's claim …"
    if frame.concerns and not (people or countries or (organizations and not judged)):
        site = (
            frame.place.country if frame.place and frame.type == "agreement" else None
        )  # "the accords on Chile were signed in Norway"
        countries.update(dict.fromkeys(code for code in frame.concerned if code != site))
    both = frame.type not in _MET and len(countries) == 1
    both = both and set(countries) < set(pair) <= {*countries, *frame.concerned}
    if both and next(c for c in frame.concerned if c not in countries) in pair:
        concerned = True
        countries.update(dict.fromkeys(pair))  # "Norway protested after a Chilean boat …": both are concerned
    others = set(frame.concerned) - set(countries)
    if frame.type == "statement" and not people and len(countries) == len(others) == 1:
        concerned = True
        countries.update(dict.fromkeys(others))  # "Norway voiced concern about the strife in Chile"
    if frame.series:
        countries.update(dict.fromkeys(frame.series.countries))
    home = {p.country for p in people.values() if p.country and p.role == "visitor"}
    if frame.type == "visit" and lands and home & set(lands) and home - set(lands):  # "during a visit to Oslo A and B"
        for name, guest in people.items():
            if guest.role == "visitor" and guest.country in lands:
                people[name] = guest._replace(role="host")
        home -= set(lands)
    hosts = {p.country for p in people.values() if p.role == "host"} if frame.type == "meeting" else set()
    for name, guest in people.items() if hosts else ():  # "Berg gave a dinner, attended by Silva"
        if guest.role == "participant" and guest.country and guest.country not in hosts:
            people[name] = guest._replace(role="visitor")
    of_people = {p.country for p in people.values() if p.country}
    bodies = {c for c in countries if c not in of_people}
    parties = len(people) + len(bodies) + sum(1 for name in organizations if name)
    place = next((p for p in destinations if p.latitude is not None), destinations[0] if destinations else None)
    if frame.sited and frame.here and frame.place is None:
        place = here  # "the annual summit opened here on Tuesday"
    if len({p.country for p in destinations} - {None}) > 1:
        place = None  # a tour of several countries
    taking_part = [a for a in frame.arguments if a.role != "destination"]
    return Cast(
        tuple(people.values()),
        tuple({**countries, **lands}),
        tuple(organizations),
        place,
        bool(destinations or lands),
        parties,
        unresolved=any(isinstance(a.actor, Person) and not a.actor.names for a in taking_part),
        at_home=bool(lands) and bool(home) and set(lands) <= home,
        concerned=concerned,
        # "a treaty signed in May with Chile": by the other of the two that the text is about
        one_side=bool(taking_part)
        and not lone
        and all(a.facing for a in taking_part)
        and not (filled and frame.type in _BETWEEN),
        alone=not people and len({**countries, **lands}) + len(stateless & organizations.keys()) < 2,
    )


def _of_chronology(
    frame: Frame,
    sides: Sides,
    countries: Collection[str],
    others: Collection[str],
    destinations: Collection[Place],
) -> tuple[str, ...]:
    """The countries that an entry leaves unsaid, since the title of its chronology names them; `others` are the people
    and bodies that it tells of."""
    if others:
        return ()
    if frame.pair and frame.type == "other" and len(countries) == 1 and sides.topic:
        return (sides.topic,)  # of Chile: "Norway lifts its embargo"
    if countries:
        return ()
    if frame.sited and not (frame.place or destinations) and sides.topic:
        return (sides.topic,)  # "the army seized power"
    if frame.type == "meeting" and not sides.bodies:  # of two: "first round of talks in Oslo"
        abroad = frame.place is not None and frame.place.country not in (None, *sides.between)
        return () if abroad else sides.between
    return ()


def _only_saw(frame: Frame, people: Mapping[str, Participant]) -> bool:
    """Whether of something signed only those are named who saw it."""
    return frame.type == "agreement" and bool(people) and all(p.role == "participant" for p in people.values())


def _abroad(
    frame: Frame, people: Mapping[str, Participant], pair: tuple[str, ...], here: Place | None
) -> tuple[list[Place], tuple[str, ...]]:
    """Where a visit went of which only the visitor is told: where the clause is set, or "here", else to the other of
    the two countries that the text is about."""
    home = {p.country for p in people.values() if p.country and p.role != "host"}
    if people and all(p.role == "host" for p in people.values()):
        return [], ()  # "the trip is at the invitation of A"
    for place in (frame.place, here):
        if place and place.country and place.country not in home:
            return [place], (place.country,)
    return [], tuple(code for code in pair if home and code not in home) if home & set(pair) else ()


def between_whom(frames: Sequence[Frame]) -> tuple[str, ...]:
    """The two countries between which a sentence tells of a visit: what else it tells of two sides is between those, as
    in "the accord was signed during the visit to Norway of the Chilean premier". Empty where there are not just two."""
    for frame in frames:
        if frame.type != "visit" or frame.refused:
            continue
        guests = {a.actor.country for a in frame.arguments if isinstance(a.actor, Person) and a.role == "visitor"}
        lands = {
            code
            for a in frame.arguments
            if a.role == "destination" and isinstance(a.actor, Place | Country)
            for code in ((a.actor.country,) if isinstance(a.actor, Place) else a.actor.codes)
        }
        if len(guests) == len(lands) == 1 and guests != lands and None not in guests | lands:
            return tuple(sorted(code for code in guests | lands if code))
    return ()


def groups(frame: Frame) -> set[str]:
    """The countries of which a group takes part, whom nobody leads by name."""
    actors = [a.actor for a in frame.arguments if a.role != "destination" and not a.facing]
    lands = [
        a.codes if isinstance(a, Country) else a.countries for a in actors if isinstance(a, Country | Organization)
    ]
    return {code for codes in lands for code in codes}


def lacking(frame: Frame, cast: Cast) -> str:
    """What an event of this kind needs and the clause does not tell, or nothing."""
    needed = 0 if frame.series and frame.series.number else frame.parties
    if frame.type == "agreement" and needed == 1 and frame.place and not frame.arguments:
        return ""  # "the treaty was signed in Paris": by whom is left unsaid
    where = cast.place or frame.place
    if frame.many and (where or (cast.organizations and frame.status == "happened")):
        return ""
    if frame.sited and not cast.parties and (where is None or not (frame.here or where.country in frame.concerned)):
        return "neither who nor in which country"
    if frame.type == "statement" and not (cast.people or cast.countries or cast.organizations):
        return "nobody named who speaks"
    private = frame.type in _PUBLIC and cast.people and not (cast.countries or cast.organizations)
    if private and all(p.office_in_text is None for p in cast.people):
        return "nobody of whom it is told what they are"
    if cast.parties + (cast.parties > 0 and (frame.others or cast.unresolved)) < needed:
        return "too few who take part"
    if frame.type in ("meeting", "call") and needed and cast.alone and not frame.inner:
        return "only one side is told"
    if needed and not cast.unresolved and cast.one_side and frame.type != "award":  # "the prize was awarded to Silva"
        return "only one side is told"
    unnamed = frame.type == "visit" and cast.unresolved and bool(cast.countries)  # "the Chilean premier arrived"
    if len(cast.people) + (unnamed or (frame.others and bool(cast.people))) < frame.people:
        return "nobody named who takes part"
    if frame.destination and not cast.destination:
        return "no destination"
    if frame.destination and cast.at_home:
        return "a trip within the visitor's own country"
    whither = {cast.place.country} if cast.place else set()
    for a in frame.arguments if frame.type == "visit" else ():  # "an observer visits Norway, Chile and Peru"
        if a.role == "destination":
            whither |= {*a.actor.codes} if isinstance(a.actor, Country) else {getattr(a.actor, "country", None)}
    others = {*cast.countries} - whither - {p.country for p in cast.people}  # a country may pay a visit to another
    guests = any(p.role != "host" for p in cast.people) or len(others) > (0 if whither or cast.people else 1)
    guests = guests or any(
        isinstance(a.actor, Organization) and a.actor.many and a.role == "visitor" for a in frame.arguments
    )
    if frame.type == "visit" and frame.destination and not guests:
        return "nobody named who visits"
    return ""


def is_stale(frame: Frame, period: Period, part: Part, words: TimeExpression | None) -> bool:
    """Whether what is to come cannot be meant: a day whose year was guessed lies months before the writer's, or what is
    signed is to change what was: "will sign a protocol to their 1929 treaty"."""
    days = (part.anchor.period.start - period.end).days if part.anchor else 0
    return days > _YEAR if frame.type in _SIGNED else days > _STALE and words is not None and words.context == "anchor"
