"""Whether two tellings can be of one event: a missing field agrees with anything, a contradicting one does not.

Sources may err: where all else is the same, a day, a place or a number in which they differ is a conflict within one
event. Each such case is a function of its own here.
"""

from functools import cache

from cnvn.edtf import Period
from cnvn.knowledge import Knowledge
from cnvn.knowledge.words import load_words
from cnvn.model import Candidate, Event, EventType, Spot
from cnvn.telling import Telling, days_apart
from cnvn.text import fold

# Types that may be two names for one happening.
_FAMILY: dict[EventType, str] = {"call": "meeting", "congress": "summit"}
# Types whose place is where those who take part were, not what was spoken of.
_PLACED = ("meeting", "summit", "agreement", "award", "launch")
# What is done once by the same.
_ONCE = ("agreement", "award", "office", "launch")
# Kinds of deed that one person or country does several of: only the same deed is one event.
TOLD_APART = ("office", "conflict", "other")
# How many days a version may be apart that the text itself calls another one.
RIVAL = 15
# How many days a numbered session may be apart in two sources and still be the same one.
_SESSION_DAYS = 45
_WEEK = 7  # days
_LONG = 31  # days; a fight within a longer war is not the war


def family(kind: EventType) -> str:
    """The name that all types share which may be told of one happening."""
    return _FAMILY.get(kind, kind)


def agree(a: Telling, b: Telling, knowledge: Knowledge, *, disputed: bool = False, stay: bool = False) -> bool:
    """Whether nothing in status, session, dates, deed and place contradicts that two tellings are of one event.

    Who takes part is compared elsewhere, with all that a cluster of tellings has in common. `disputed` tells that a
    text itself has two versions of the event, which are some days apart; `stay` that both lie within one visit.
    """
    x, y = a.says, b.says
    if x.status != y.status and {x.status, y.status} & {"postponed", "cancelled"}:
        return False
    if x.meeting and y.meeting:
        if x.meeting.series != y.meeting.series:
            return False
        if x.meeting.number and y.meeting.number:
            if x.meeting.number == y.meeting.number:
                return days_apart(x.period, y.period) <= _SESSION_DAYS
            return _misnumbered(a, b)
    if not (stay or x.period.overlaps(y.period)):
        apart = disputed and days_apart(x.period, y.period) <= RIVAL
        apart = apart and (x.type not in TOLD_APART or _same_deed(a, b))
        return (apart or _once(a, b) or _day_late(a, b)) and places_agree(x.place, y.place, knowledge)
    if x.type in TOLD_APART and not _same_deed(a, b):
        return False
    sited_call = {x.type, y.type} == {"call", "meeting"} and (x.place or y.place)
    if sited_call and a.names and b.names and len(a.names & b.names) < 2:
        return False  # a guest was received, and another one telephoned that day
    if x.type == "visit":
        return _same_way(a, b)
    if x.type == y.type == "agreement" and a.countries != b.countries and not _same_accord(a, b):
        return False
    if family(x.type) not in _PLACED or places_agree(x.place, y.place, knowledge):
        return True
    return x.period.is_day and x.period == y.period and _same_parties(a, b)


def _misnumbered(a: Telling, b: Telling) -> bool:
    """Two numbers for one session: nobody holds two sessions of one series on one day."""
    same_day = a.says.period.is_day and a.says.period == b.says.period
    same_place = a.says.place is not None and a.says.place == b.says.place
    return same_day and (same_place or bool(a.names & b.names))


def _once(a: Telling, b: Telling) -> bool:
    """Whether two publications tell a day apart what is done once by the same: one signing, one award. Where one and
    the same has both days, they are two."""
    x, y = a.says, b.says
    done_once = x.type in _ONCE and x.type == y.type and x.period.is_day and y.period.is_day
    if not done_once or days_apart(x.period, y.period) != 1 or _together(a, b):
        return False
    same = bool(a.names & b.names) if x.type == "office" else bool(x.countries) and x.countries == y.countries
    return same and bool(words_of(x.topic) & words_of(y.topic))


def _day_late(a: Telling, b: Telling) -> bool:
    """Whether one of two publications has a meeting of the same people a day late: the later day is not stated but
    counted from its own "today", which may lie in another time zone. Where one and the same issue has both days, or
    nothing is known of who published what, they are two meetings."""
    first, last = (a, b) if a.says.period.start < b.says.period.start else (b, a)
    x, y = first.says, last.says
    if family(x.type) != "meeting" or family(y.type) != "meeting" or days_apart(x.period, y.period) != 1:
        return False
    if not (x.period.is_day and y.period.is_day) or y.dated_by not in ("relative", "dateline"):
        return False
    return _elsewhere(a, b) and first.names == last.names and len(first.names) > 1


def _elsewhere(a: Telling, b: Telling) -> bool:
    """Whether two tellings are known to be of two publications."""
    return bool(a.issues and b.issues) and not a.issues & b.issues


def _together(a: Telling, b: Telling) -> bool:
    """Whether one publication has both tellings."""
    if a.issues and b.issues:
        return bool(a.issues & b.issues)
    return not {article for article, _ in a.texts}.isdisjoint(article for article, _ in b.texts)


def _same_deed(a: Telling, b: Telling) -> bool:
    """Whether two tellings that overlap in time are of one deed: appointed and named, but not elected and dead."""
    x, y = a.says, b.says
    shared = bool(words_of(x.topic) & words_of(y.topic))
    if x.type == "office" and _tells_death(x.topic) and _tells_death(y.topic):
        return True  # "Silva died in 1969", "after Silva's death in 1969"
    if x.type == "conflict" and x.period != y.period and max(x.period.days, y.period.days) > _LONG:
        return shared
    other = x.rival or y.rival  # another version of it may call it by another word
    return shared or x.source.rule == y.source.rule or (x.type == "conflict" and (other or x.period == y.period))


def _tells_death(topic: str | None) -> bool:
    return not _deaths().isdisjoint((topic or "").lower().split())


@cache
def _deaths(language: str = "en") -> frozenset[str]:
    return frozenset(load_words(language, "event_titles")["phrases"]["deaths"])


def _same_accord(a: Telling, b: Telling) -> bool:
    """Whether two agreements of a month, say, may be one, though not all who take part are the same: "restored ties
    with Chile" and "joined the union" are two."""
    x, y = a.says, b.says
    if not (x.topic and y.topic):
        return True
    if bool(x.organizations) != bool(y.organizations) and len(a.countries) != len(b.countries):
        return False  # "restored full relations with Chile" and "became a full member of the union"
    if max(x.period.days, y.period.days) <= _WEEK:
        return True
    return x.source.rule == y.source.rule or bool(words_of(x.topic) & words_of(y.topic))


def _same_way(a: Telling, b: Telling) -> bool:
    """Whether two visits led to one country; or to two, where both tell a tour of them."""
    x, y = a.says.place, b.says.place
    if x is None or y is None or not x.country or not y.country:
        # "visits to Cuba, Peru and Chile" led to none else; where two are told, one is perhaps the visitor's own
        return not any(
            p and p.country and not q and len(t.countries) > 2 and p.country not in t.countries
            for p, q, t in ((x, y, b), (y, x, a))
        )
    return x.country == y.country or {x.country, y.country} <= a.countries & b.countries


def _same_parties(a: Telling, b: Telling) -> bool:
    if a.names or b.names:
        return a.names == b.names and len(a.names) > 1
    return a.countries == b.countries and len(a.countries) > 1


def words_of(topic: str | None) -> set[str]:
    """The longer words of what an event was about."""
    return {word for word in fold(topic or "").split() if len(word) > 3}


# -------------------------------------------------------------------------------------------------------------- places
def places_agree(a: Spot | None, b: Spot | None, knowledge: Knowledge) -> bool:
    """Whether two places may be one: the same, one within the other, or one of them not known more exactly."""
    if a is None or b is None or a == b:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    known = _containing(knowledge)
    first, second = known.get((fold(a.name), a.country)), known.get((fold(b.name), b.country))
    return first is None or second is None or first[0] in second or second[0] in first


@cache
def _containing(knowledge: Knowledge) -> dict[tuple[str, str | None], tuple[str, ...]]:
    """For each place of the gazetteer by name and country its id and those of the places that it lies in."""
    within = {p.id: p.within for p in knowledge.places}
    found: dict[tuple[str, str | None], tuple[str, ...]] = {}
    for p in knowledge.places:
        chain = [p.id]
        while (holder := within.get(chain[-1])) and holder not in chain:
            chain.append(holder)
        for name in (p.name, *p.aliases):
            found.setdefault((fold(name), p.country), tuple(chain))
    return found


# ------------------------------------------------------------------------------------------------------------- reasons
_WHOLE = {"part": "part of a month or year"}


def why(c: Candidate, event: Event) -> str:
    """In a few words why a telling is of this event: who takes part, and how its date goes with the printed one."""
    return f"{_who(c, event)}, {_when(c.period, event.period)}"


def _who(c: Candidate, event: Event) -> str:
    names, known = {p.name for p in c.people}, {p.name for p in event.people}
    if c.meeting and event.meeting and c.meeting.series == event.meeting.series:
        numbered = c.meeting.number and c.meeting.number == event.meeting.number
        return "same session" if numbered else "same series"
    if names:
        return "same people" if names == known else "some of the people"
    if c.countries:
        return "same countries" if set(c.countries) == set(event.countries) else "some of the countries"
    return "same bodies"


def _when(told: Period, printed: Period) -> str:
    if told == printed:
        return "same day" if told.is_day else "same days" if told.precision == "span" else f"same {told.precision}"
    if told.contains(printed):
        which = "the day lies" if printed.is_day else "the days lie"
        return f"{which} in the {_WHOLE.get(told.precision, told.precision)}"
    if printed.contains(told):
        return "a day of it" if told.is_day else "days of it"
    if told.overlaps(printed):
        return "the days overlap"
    n = days_apart(told, printed)
    return f"{n} day{'s' * (n != 1)} {'later' if told.start > printed.start else 'earlier'}"
