"""Who stands in which role: the slots of a clause or noun phrase against the roles of a rule."""

from collections.abc import Iterable
from typing import NamedTuple

from cnvn.find.frames import Argument, Scene, as_place
from cnvn.find.items import is_modifier, is_owner, is_paired
from cnvn.find.pairs import names_pair
from cnvn.find.rules import Rule
from cnvn.find.slots import Clause, Slot, is_attended, mentions
from cnvn.find.subjects import led_by
from cnvn.model import Country, Organization, Person, Place, Series

# How far before its place the preposition of a topic may stand, in items.
_TOPIC = 9
# How far before its infinitive "the last" may stand, in items.
_RANKING = 6
# How far before its relative clause what that leaves out may stand, in items.
_GAP = 8
# How far behind its verb the noun of a venue may stand, in items.
_VENUE = 6
# How far before "where" the place may stand that it means, in items.
_WHERE = 5


class Filling(NamedTuple):
    """What some slots hold: arguments, a place, unnamed groups (`others`), two countries named elsewhere (`pair`),
    the several sides of one country (`inner`)."""

    arguments: tuple[Argument, ...] = ()
    place: Place | None = None
    others: bool = False
    pair: bool = False
    inner: bool = False

    def __add__(self, other: "Filling") -> "Filling":  # type: ignore[override]  # not the longer tuple
        if not (other.arguments or other.place or other.others or other.pair or other.inner):
            return self
        return Filling(
            tuple(dict.fromkeys(self.arguments + other.arguments)),
            other.place if self.place is None or (self.place.shared and other.place) else self.place,
            self.others or other.others,
            self.pair or other.pair,
            self.inner or other.inner,
        )


NOTHING = Filling()


def fill(scene: Scene, filled: Iterable[tuple[Slot, str | None]], trigger: int = -1) -> Filling:
    """What the slots hold, each taken in its role (None: no role, but perhaps a place); they belong to the noun at item
    `trigger`, or to a clause."""
    result = NOTHING
    for slot, role in filled:
        result += _fill(scene, slot, role, trigger)
    return result


def _fill(scene: Scene, slot: Slot, role: str | None, trigger: int) -> Filling:
    inside = range(slot.first, slot.last)
    if role and slot.first > 1 and slot.first - 2 != trigger and scene.says((slot.first - 2,), "quarrels"):
        return NOTHING  # "broke off relations with Norway in a row with Chile"
    if role in ("destination", "visitor-or-destination"):
        people = mentions(scene.items, slot.first, slot.last, scene.grammar, ("person",))
        if people and role == "visitor-or-destination":
            return Filling(tuple(Argument("visitor", scene.actor(i)) for i in people))
        heads = mentions(scene.items, slot.first, slot.last, scene.grammar, ("place", "country"))
        return Filling(tuple(Argument("destination", scene.actor(i)) for i in heads))
    if role == "site":
        owners = (i for i in inside if _owns_next(scene, i))  # "the bombing of Norwegian ships in Oslo"
        return _site(scene, slot) + Filling(tuple(Argument("participant", scene.actor(i)) for i in owners))
    if role == "target":
        return _target(scene, slot)
    if role:
        heads = mentions(scene.items, slot.first, slot.last, scene.grammar)
        if role == "visitor" and not heads:
            heads = _holder(scene, slot)
        facing = slot.word in scene.grammar.lists["facing"]
        return Filling(
            tuple(
                Argument(role, scene.actor(i), facing) for i in (*heads, *_leaders(scene, slot), *_senders(scene, slot))
            ),
            others=scene.says(inside, "collective"),
            inner=_faces_factions(scene, slot),
            pair=names_pair(scene, slot.first, slot.last),
            place=_field(scene, slot) if not heads and slot.word in scene.grammar.lists["belonging"] else None,
        )
    located = slot.word in scene.grammar.lists["place_prepositions"]
    if located and slot.first > 1 and scene.says((slot.first - 2,), "resulting"):
        return NOTHING
    if located and not _is_of_topic(scene, slot, trigger):
        return _site(scene, slot)
    return NOTHING


def _faces_factions(scene: Scene, slot: Slot) -> bool:
    """Whether sides of one country stand there: "between the four Norwegian parties", "with the rebels"."""
    inside = range(slot.first, slot.last)
    return slot.word in scene.grammar.lists["told_between"] and scene.says(inside, "factions")


def _owns_next(scene: Scene, i: int) -> bool:
    """Whether a country only says whose the next thing is: "U.S. embassies"."""
    value = scene.items[i].value
    if not isinstance(value, Country):
        return False
    after = scene.items[i + 1] if i + 1 < len(scene.items) else None
    plain = after is not None and after.kind == "word" and after.word.isalpha()
    return value.adjective or (plain and after is not None and not after.info.classes and not after.info.lemma)


def _site(scene: Scene, slot: Slot) -> Filling:
    """The place in a slot: "the bombing of Oslo"; but not whose embassy or border it was, nor who stands behind a time:
    "since they signed it in 1999, Norway and Chile, as friends, …"."""
    if [item.kind for item in scene.items[slot.first : slot.first + 2]] == ["time", "comma"]:
        return NOTHING
    spots = mentions(scene.items, slot.first, slot.last, scene.grammar, ("place", "country"))
    spots = tuple(i for i in spots if not _owns_next(scene, i))
    called = site_before(scene, slot.first, slot.last - 1)  # "the signing of the Geneva accords"
    return Filling(place=as_place(scene.actor(spots[0])) if spots else called)


def _holder(scene: Scene, slot: Slot) -> tuple[int, ...]:
    """The country whose office-holder without a name stands in a slot: "by an Indian prime minister"."""
    held = scene.says((slot.last - 1,), "offices") and not scene.says(range(slot.first, slot.last), "former")
    lands = tuple(i for i in range(slot.first, slot.last) if scene.items[i].kind == "country")
    return lands if held and len(lands) == 1 else ()


def _field(scene: Scene, slot: Slot) -> Place | None:
    """The place by which a fight is called: "the Battle of Oslo"."""
    value = next((item.value for item in scene.items[slot.first : slot.last] if not item.has("determiner")), None)
    return value if isinstance(value, Place) else None


def _target(scene: Scene, slot: Slot) -> Filling:
    """Who was attacked: the countries in a slot, and those whose places stand there."""
    heads = mentions(scene.items, slot.first, slot.last, scene.grammar, ("person", "country", "organization", "place"))
    actors = [scene.actor(i) for i in heads]
    spot = next((a for a in actors if isinstance(a, Place)), None)
    lands = (Country(a.start, a.end, a.text, (a.country,)) if isinstance(a, Place) and a.country else a for a in actors)
    told = tuple(Argument("participant", a) for a in lands if not isinstance(a, Place))
    lone = as_place(actors[0]) if len(actors) == 1 else None  # "invaded Norway": that is where it was
    if spot and spot.shared and not told:  # "annexed the peninsula that others claim": they are the other side
        return Filling(place=spot, others=True)
    return Filling(told, place=spot if spot and spot.country else None if spot else lone)


def _is_of_topic(scene: Scene, slot: Slot, trigger: int) -> bool:
    """Whether a place is that of what was talked about or is to come: "spoke about the situation in Norway", "spoke
    after recent events in Norway", "spoke ahead of the summit in Oslo". Behind "discussed fish" or "talks on fish" a
    city is where they were, but "in Norway" may be either, and "the unrest in Oslo" is what they talked about."""
    spot = next((item for item in scene.items[slot.first : slot.last] if item.kind in ("place", "country")), None)
    led = range(max(0, slot.first - _TOPIC), slot.first - 1)
    open_end = spot is not None and (spot.kind == "country" or scene.says(led, "topics"))
    for j in range(slot.first - 2, max(-1, slot.first - _TOPIC), -1):
        item = scene.items[j]
        if scene.says((j,), "topical"):
            return True
        if item.kind in ("series", "time") or (item.has("determiner") and not item.is_mention):
            continue  # "the NATO summit in Oslo": what stands before it says whether it was there
        if item.is_mention or item.kind != "word" or j in scene.verb_items:
            behind = trigger < j < slot.first - 2
            return open_end and behind and item.info.lemma in scene.grammar.lists["discussing"]
        if scene.says((j,), "on") and scene.items[j + 1].kind != "time":
            topic = range(j + 1, slot.first)
            apart = scene.says(topic, "not_topics") or scene.says(topic, "margins")
            return open_end and j > trigger and not apart
        if item.has("preposition"):
            return scene.says((j,), "aheads") and j > 0 and scene.says((j - 1,), "ahead")
    return False


def _leaders(scene: Scene, slot: Slot) -> tuple[int, ...]:
    """Who leads the group that a slot ends with: "with a delegation led by A", "with a delegation under A"."""
    lists, end = scene.grammar.lists, slot.last
    if not scene.says((end - 1,), "collective") or end >= len(scene.items):
        return ()
    if scene.items[end].word in lists["under"]:
        return tuple(i for i in range(end + 1, min(end + 2, len(scene.items))) if scene.items[i].kind == "person")
    return next((led_by(scene.items, c, scene.grammar) for c in scene.clauses if c.verb.first == end), ())


def _senders(scene: Scene, slot: Slot) -> tuple[int, ...]:
    """The countries and bodies of the group that a slot ends with: "with senior officials from Norway and Chile"."""
    at = slot.last + 1
    if slot.last >= len(scene.items) or not scene.says((slot.last - 1,), "collective"):
        return ()
    if not scene.says((slot.last,), "senders"):
        return ()
    found: list[int] = []
    while at < len(scene.items):
        if scene.items[at].kind in ("country", "organization") and not is_owner(scene.items[at]):
            found.append(at)
        elif not (
            scene.items[at].kind == "comma" or scene.items[at].has("conjunction") or scene.items[at].has("determiner")
        ):
            break
        at += 1
    return tuple(found)


def addressed(scene: Scene, clause: Clause, rule: Rule) -> Series | None:
    """The session that words are addressed to: "sent a message to the third Forum"."""
    if rule.type != "statement":
        return None
    slots = (s for s in clause.slots if s.word and rule.role(s.word) == "participant")
    found = (scene.items[i].value for s in slots for i in range(s.first, s.last))
    return next((value for value in found if isinstance(value, Series)), None)


def acts(argument: Argument) -> bool:
    """Whether somebody does what is told, of whom it is said who that is: no "two leaders"."""
    named = not isinstance(argument.actor, Person) or bool(argument.actor.names)
    return named and not argument.facing and argument.role not in ("destination", "host")


def owners(scene: Scene, clause: Clause, rule: Rule) -> Filling:
    """The countries that say whose the object is: "banned Chilean fish", "imports of Chilean fish"."""
    if not rule.owned:
        return NOTHING
    owning = scene.grammar.lists["belonging"] | scene.grammar.lists["amounting"]  # "expelled around 100 Chileans"
    told = (s for s in clause.slots if not s.word or s.word in owning or rule.role(s.word) == "participant")
    commas = (i for i in range(clause.verb.last, clause.last) if rule.objects and scene.items[i].kind == "comma")
    apart = next(commas, clause.last)
    objects = [range(s.first, min(s.last, apart)) for s in told]
    if clause.verb.passive:  # "Chilean fishermen were expelled"
        objects.append(range(clause.first, clause.verb.first))
    lands = (i for within in objects for i in within if scene.items[i].kind == "country")
    return Filling(tuple(Argument("participant", scene.actor(i)) for i in lands))


def invites(scene: Scene, slot: Slot) -> bool:
    """Whether who stands there invited: "at the invitation of A"."""
    return (
        slot.first > 1 and slot.word in scene.grammar.lists["belonging"] and scene.says((slot.first - 2,), "inviting")
    )


def role_by_noun(scene: Scene, slot: Slot, rule: Rule, at: int) -> str | None:
    """The role of a complement of the noun at `at`. "of" belongs to the noun right before it: "the visit of X", but "at
    the invitation of X" names the host."""
    if not slot.word:
        return None
    head = slot.first - 2
    joined = head == at + 2 and scene.items[at + 1].has("conjunction")  # "the invasion and occupation of Chile"
    of_guest = rule.type == "visit" and scene.items[slot.first].kind == "person"
    apart = scene.items[head].kind in ("place", "country", "comma", "time") or scene.items[head].has("conjunction")
    if rule.type == "visit" and head == at and scene.says(range(slot.first, slot.last), "collective"):
        return "visitor" if slot.word in scene.grammar.lists["belonging"] else rule.role(slot.word)  # "of a delegation"
    if of_guest and apart:
        return rule.role(slot.word)  # "the visits to Chile of A in May, of B in June"
    if slot.word in scene.grammar.lists["belonging"] and head != at and not joined:
        if is_attended(scene.items, head, scene.grammar) or (head >= 0 and scene.says((head,), "honouring")):
            return rule.subject and "participant"
        # "the meeting of working groups of the delegations of Norway and Chile"
        chain = rule.type == "meeting" and head > at + 1 and scene.says((at + 1,), "belonging")
        if chain and (scene.says((head,), "collective") or scene.says((head,), "groups_led")):
            return rule.role(slot.word)
        return "host" if invites(scene, slot) else None
    return rule.role(slot.word)


def modifiers(scene: Scene, first: int, last: int, rule: Rule) -> tuple[Argument, ...]:
    """What stands before a noun: its possessor and the countries or bodies that it is between."""
    found: list[Argument] = []
    for i in range(first, last):
        actor = scene.items[i].value
        pronoun = is_owner(scene.items[i])
        owned = pronoun or (i + 1 < len(scene.items) and scene.items[i + 1].kind == "possessive")
        if pronoun and isinstance(actor, Person) and (not actor.names or _is_host(scene, actor, rule)):
            continue
        if owned and any(
            scene.items[k].kind == "possessive" and not scene.items[k - 1].is_mention for k in range(i + 2, last)
        ):
            continue  # "his father's death"
        told = isinstance(actor, Person) and (owned or is_paired(scene.items, i))
        if isinstance(actor, Person) and told and (role := rule.possessive or rule.subject):
            found.append(Argument(role, actor))
        elif isinstance(actor, Country) and rule.type == "visit":
            whither = len(actor.codes) == 1 and not actor.adjective and not owned  # "the China visit"
            found.append(Argument("destination" if whither else "visitor", actor))
        elif isinstance(actor, Place) and rule.type == "visit" and not owned:
            found.append(Argument("destination", actor))  # "her two-day Oslo visit"
        elif isinstance(actor, Country | Organization) and rule.type != "visit":
            found.append(Argument("participant", actor))
    return tuple(found)


def _is_host(scene: Scene, who: Person, rule: Rule) -> bool:
    """Whether the one whose visit a pronoun makes it received the guest: "A was welcomed by B on his visit"."""
    hosted = (c for c in scene.clauses if c.verb.passive and c.verb.lemma in scene.grammar.lists["hosting"])
    hosts = [scene.items[i].value for c in hosted for i in agents(scene, c)]
    return rule.type == "visit" and any(isinstance(p, Person) and not {*p.names}.isdisjoint(who.names) for p in hosts)


def place_of(scene: Scene, clause: Clause) -> Place | None:
    """The place that a clause belongs to: "to Laos in May, where he met …", "In Laos on 3 May, he met …"."""
    for i in range(clause.verb.first - 1, clause.first - 1, -1):
        if scene.items[i].has("locative"):
            spots = [j for j in range(max(0, i - _WHERE), i) if scene.items[j].kind in ("place", "country")]
            return as_place(scene.actor(spots[-1])) if spots else None
    return None if clause.relative else _fronted(scene, clause)


def _fronted(scene: Scene, clause: Clause) -> Place | None:
    """The place with which a clause opens, before its subject."""
    items = scene.items
    of_thing = clause.verb.passive and not clause.verb.finite  # "met in May in Oslo on the accord signed by A"
    for i in range(clause.first + 1, clause.subject[0] if clause.subject else clause.verb.first):
        if of_thing and i in scene.verb_items:
            return None
        if items[i].kind not in ("place", "country") or is_modifier(items, i) or _owns_next(scene, i):
            continue
        led = i - 1 - items[i - 1].has("determiner")  # "on 3 May, at the Long Hall, he met …"
        opens = led <= clause.first or items[led - 1].kind in ("comma", "time")
        if opens and items[led].word in scene.grammar.lists["place_prepositions"]:
            return as_place(scene.actor(i))
    return None


def site_before(scene: Scene, first: int, last: int) -> Place | None:
    """The place by which a meeting or an accord is called: "the Geneva summit", "their Lima talks"."""
    for i in range(first, last):
        actor, item = scene.items[i].value, scene.items[i + 1]
        if isinstance(actor, Place) and item.kind != "possessive" and item.word != "-":
            return actor
    return None


def venue_of(scene: Scene, first: int) -> Place | None:
    """The place that is called the scene of it: "Oslo was the scene of their talks"; `first` begins its phrase."""
    verb = next((c.verb for c in reversed(scene.clauses) if c.verb.last < first), None)
    if verb is None or first - verb.last > _VENUE or not scene.says((first - 2,), "venue"):
        return None
    if not (scene.says((first - 1,), "belonging") and verb.lemma in scene.grammar.lists["being"]):
        return None
    spot = next((i for i in range(verb.first - 1, -1, -1) if scene.items[i].kind in ("place", "country")), None)
    return as_place(scene.actor(spot)) if spot is not None else None


def antecedent(scene: Scene, clause: Clause) -> range:
    """The items of what a relative clause leaves out as its object; none where it leaves out nothing."""
    first = clause.subject[0] if clause.subject else clause.verb.first
    for i in range(first - 1, max(first - 4, -1), -1):
        if scene.items[i].has("relative") and not scene.items[i].has("locative") and i + 1 < clause.verb.first:
            return range(max(0, i - _GAP), i)
        if scene.items[i].is_mention:
            break
    return range(0)


def is_bare_relative(scene: Scene, clause: Clause) -> bool:
    """Whether a clause stands right behind a noun that is its object: "Norway paid the sum Chile demanded"."""
    i = clause.subject[0] - 1 if clause.subject else -1
    plain = i > 0 and scene.items[i].kind == "word" and not scene.items[i].info.classes
    after = scene.items[clause.verb.last] if clause.verb.last < len(scene.items) else None
    alone = after is None or after.kind in ("time", "comma", "stop") or after.word == "."
    bare = alone or (after is not None and (after.has("preposition") or after.has("infinitive")))
    told = any(c.verb.finite and c.verb.last < i for c in scene.clauses)
    return plain and scene.says((i - 1,), "definite") and told and bare


def heir(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """Who it was that did what an infinitive tells, and where that clause ends: "the last minister to visit Oslo was
    Berg in 2010"."""
    verb = clause.verb
    if verb.mood != "infinitive" or not scene.says(range(max(0, verb.first - _RANKING), verb.first), "ranking"):
        return None
    said = next((c for c in scene.clauses if c.verb.first >= verb.last), None)
    if said is None or said.verb.lemma not in scene.grammar.lists["being"] or not said.verb.finite or said.verb.negated:
        return None
    first = said.verb.last
    named = first < len(scene.items) and scene.items[first].kind == "person"
    return (first, said.last) if named and isinstance(scene.actor(first), Person) else None


def agents(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Who did what a passive tells: "was proposed by A during a visit to Oslo"."""
    by = (s for s in clause.slots if clause.verb.passive and s.word in scene.grammar.lists["led_by"])
    slot = next(by, None)
    return mentions(scene.items, slot.first, slot.last, scene.grammar, ("person",)) if slot else ()
