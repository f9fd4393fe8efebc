"""Frames told by a verb: "X met Y", "the treaty was signed by X and Y"."""

from itertools import pairwise

from cnvn.find.frames import Argument, Draft, Frame, Scene
from cnvn.find.framing import make_frame
from cnvn.find.noun_doubts import is_none
from cnvn.find.pairs import are_unnamed, names_pair, of_pair
from cnvn.find.roles import NOTHING, Filling, addressed, fill, heir, modifiers, owners, place_of
from cnvn.find.rules import Rule
from cnvn.find.seats import holder, seat
from cnvn.find.slots import Clause, Slot, is_attended, mentions, slots
from cnvn.find.status import took_office
from cnvn.find.subjects import gap_at
from cnvn.find.taken_up import taken_up, those_of
from cnvn.find.things import is_elsewhere, is_of_many, is_visitor, own_end, things, times_from
from cnvn.find.verb_fits import fits, is_stranded
from cnvn.find.verbs import VerbGroup
from cnvn.model import Country, Organization, Person, Place

# How far before an object a word like "bilateral" may stand, in items; the longest words for what was said, in letters.
_NEAR = 4
_SAID = 70
# What tells by whom it is in its own name: "the Norwegian-Chilean war broke out".
_OWN = ("launch", "conflict")


def verb_frame(scene: Scene, clause: Clause, rule: Rule) -> Draft | None:
    """The frame that a clause makes by one of its verb's rules, or None where it does not fit the rule."""
    verb = clause.verb
    thing: int | None = next(iter(things(scene, clause, rule)), None)
    found = taken_up(scene, clause, rule) if thing is None and rule.objects else None
    thing, earlier = found or (thing, None)
    if not fits(scene, clause, rule) or (rule.objects and thing is None) or is_stranded(scene, clause):
        return None
    if rule.aimed and not any(s.word and rule.role(s.word) and _aims(scene, s) for s in clause.slots):
        return None
    subject, bare = rule.subject, rule.object
    if verb.passive and (bare or rule.objects or rule.destination):
        subject, bare = rule.object, rule.subject
    elif verb.passive and rule.says:  # "he was declared king": others said it
        subject = None
    before = range(clause.first, verb.first)
    unnamed = not clause.subject and rule.type in ("meeting", "call") and _unowned(scene, before)
    told = Filling(
        tuple(Argument(subject, scene.actor(i)) for i in clause.subject) if subject else (),
        pair=all(are_unnamed(scene, i, verb.first) for i in clause.subject)
        and (unnamed or names_pair(scene, clause.first, verb.first) or of_pair(scene, clause)),
    )
    if rule.type in ("meeting", "call") and (  # "the organisation's leaders met"
        scene.says(before, "collective") or scene.says(before, "factions")
    ):
        told += Filling(others=True, inner=scene.says(before, "factions"))
    if (
        thing is not None
        and thing < verb.first < verb.last
        and not clause.relative
        and (found is None or earlier is not None)  # "Norway opened an embassy in Santiago, and Chile one in Oslo"
    ):  # "ties with Norway were established"
        own_slots = slots(scene.items, thing + 1, own_end(scene, thing + 1, verb.first), scene.grammar)
        told += fill(scene, ((s, rule.role(s.word)) for s in own_slots if s.word and rule.role(s.word)))
    if thing is not None and earlier is not None:
        told += those_of(scene, thing, earlier, rule)
    doing = rule.type == "agreement" and not verb.passive and bool(clause.subject)
    roles = ((slot, _role(scene, rule, slot, verb.passive, bare)) for slot in clause.slots)
    others = fill(scene, ((s, None if is_visitor(scene, clause.verb.last, s, doing=doing) else r) for s, r in roles))
    told += others
    told += _lands_among(scene, clause, rule) if rule.type == "agreement" else NOTHING
    told += fill(scene, ((s, rule.role(s.word)) for s in _opening(scene, clause)))
    of_them = subject if verb.passive else bare
    told += Filling(tuple(Argument(of_them, scene.actor(i)) for i in _among(scene, clause)) if of_them else ())
    if bare and not verb.passive and not any(s.word == "" and _names(scene, s) for s in clause.slots):
        missing = _left_out(scene, clause) or _group_meant(scene, clause)
        told += Filling(tuple(Argument(bare, scene.actor(i)) for i in missing))
    if thing is not None and isinstance(spot := scene.items[thing].value, Place):  # "stormed the Long Reef"
        told += Filling(place=spot)
    own = () if thing is None else modifiers(scene, scene.phrase_start(thing), thing, rule)
    several = (rule.mutual or rule.type == "other") and len(_lands(own)) > 1
    if own and (several or rule.possessive):  # "the Norway-Chile treaty was signed", "recognised Norway's independence"
        told += Filling(own)
    told += owners(scene, clause, rule)
    foreign = thing is not None and is_elsewhere(scene, clause, rule, range(thing + 1, verb.first))
    told += Filling(
        place=place_of(scene, clause),
        pair=(
            rule.mutual
            and not foreign
            and not _somebody_else(scene, clause, rule, thing)
            and not _is_placed(scene, thing)
            and not (thing is not None and is_of_many(scene, thing))
        )
        or (thing is not None and scene.says(range(max(0, thing - _NEAR), thing), "mutual"))
        or (thing is not None and rule.type == "agreement" and _is_listed(scene, clause, thing)),
    )
    alone = rule.mutual and thing is not None and all(a.facing for a in told.arguments)
    if alone and (partners := _partners(scene, clause)):
        told += Filling(tuple(Argument(subject or "signatory", scene.actor(i)) for i in partners))
    if rule.mutual and subject and (causes := _brought_about(scene, clause)) and len(_lands(told.arguments)) < 2:
        told += Filling(tuple(Argument(subject, scene.actor(i)) for i in causes))
    other = _somebody_else(scene, clause, rule, thing)
    if thing is not None and rule.type in _OWN and not told.arguments and not other:  # "China's embassy reopened"
        told += Filling(own)
    if rule.says and subject and not told.arguments and (speaker := seat(scene, clause)):
        told += Filling((Argument(subject, speaker),))
    travels = rule.type == "visit" and not clause.subject and not verb.passive
    if travels and rule.subject and (who := holder(scene, clause)):
        told += Filling((Argument(rule.subject, who),))
    last = heir(scene, clause) if subject and not clause.subject else None
    if subject and last:
        told += Filling((Argument(subject, scene.actor(last[0])),))
    if rule.type == "office" and subject and not told.arguments and (one := took_office(scene, clause)) is not None:
        told += Filling((Argument(subject, scene.actor(one)),))
    if rule.destination and not rule.abroad and not any(a.role == "destination" for a in told.arguments):
        return None
    if rule.says:  # "condemned the attack in Oslo": the words were said elsewhere
        told = told._replace(place=None)
    frame = make_frame(scene, rule, verb.first, verb.last, told, addressed(scene, clause, rule), clause)
    if frame.status in ("postponed", "cancelled") and scene.grammar.verb_is(verb.lemma, "undo"):
        frame = frame._replace(status="happened")  # "suspended all aid": that was done
    if rule.subject == "host" and _at_home_abroad(scene, frame):
        frame = frame._replace(refused=frame.refused or "an envoy with a guest from his own country")
    if rule.official and not any(_speaks_for_state(scene, i, verb) for i in clause.subject):
        frame = frame._replace(refused=frame.refused or "nobody who speaks for a state")
    if (
        other and not told.pair and rule.type == "conflict" and rule.parties > 1
    ):  # "the storm killed five Chilean sailors"
        frame = frame._replace(refused=frame.refused or "somebody else did it")
    ahead = range(clause.first, verb.first)
    private = scene.says(ahead, "firms") and not scene.says(ahead, "state_owned")
    if rule.type == "agreement" and private and not frame.refused:
        frame = frame._replace(refused="a firm's own deal")
    if rule.type == "call" and not others.arguments:  # "they also spoke of trade" goes on with what is told already
        frame = frame._replace(unsaid=False)
    if thing is not None and is_none(scene, scene.phrase_start(thing), thing):
        frame = frame._replace(refused=frame.refused or "denied")
    if thing is not None:
        the = scene.says(range(scene.phrase_start(thing), thing), "definite")
        frame = frame._replace(definite=rule.definite or the)
    if earlier is not None:
        pass
    elif thing is not None and (verb.passive or thing < verb.first):
        frame = frame._replace(topic=(scene.phrase(thing)[0], scene.items[verb.last - 1].end))
    elif rule.says and not verb.passive:
        end = _said(scene, clause)
        frame = frame._replace(topic=(scene.items[verb.first].start, end) if end else None)
    elif thing is not None or (rule.type == "office" and (verb.passive or not rule.object)):
        told_to = verb.last - 1 if thing is None else _whither(scene, clause, rule, thing)
        frame = frame._replace(topic=(scene.items[verb.first].start, scene.items[told_to].end))
    passing = scene.says((verb.first - 1,), "whom") and not scene.says((verb.first - 1,), "of_things")
    if clause.relative and passing:
        frame = frame._replace(aside=True)
    end = max(_times_end(scene, clause, rule), last[1] if last else 0)
    first = times_from(scene, clause, thing)
    if first > clause.first:
        frame = frame._replace(unsaid=False)
    return Draft(frame, verb.last - 1, first, end, verb)


def _is_listed(scene: Scene, clause: Clause, thing: int) -> bool:
    """Whether a line only names what was signed: "Agreement on Trade, signed in Oslo on 3 May 1999"."""
    verb = clause.verb
    alone = verb.passive and not verb.finite and thing < verb.first and not any(c.verb.finite for c in scene.clauses)
    named = any(item.kind in ("country", "organization", "person") for item in scene.items)
    return alone and not named and not is_of_many(scene, thing)


def _lands(arguments: tuple[Argument, ...]) -> set[str]:
    return {code for a in arguments if isinstance(a.actor, Country) for code in a.actor.codes}


def _partners(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """The two between which was what a participle tells of: "Norway has a pact with Chile, signed in May"."""
    verb, at = clause.verb, clause.verb.first - 2
    if verb.finite or not verb.passive or at < 2 or scene.items[at + 1].kind != "comma":
        return ()
    led = scene.items[at].kind == "country" and scene.says((at - 1,), "facing")
    main = next((c for c in reversed(scene.clauses) if c.verb.finite and c.verb.last < at), None)
    own = tuple(i for i in main.subject if scene.items[i].kind == "country") if main and led else ()
    return (*own, at) if own else ()


def _brought_about(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """The country that brought another one to what a clause tells: "Norway recognised the isle, prompting Chile to
    sever ties" with it."""
    if clause.verb.governor not in scene.grammar.lists["causing"]:
        return ()
    main = next((c for c in reversed(scene.clauses) if c.verb.finite and c.verb.last < clause.verb.first), None)
    return tuple(i for i in main.subject if scene.items[i].kind == "country") if main else ()


def _at_home_abroad(scene: Scene, frame: Frame) -> bool:
    """Whether the only hosts are envoys of the guests' own country: "the ambassador greeted his minister"."""
    people = [(a.role, a.actor) for a in frame.arguments if isinstance(a.actor, Person)]
    hosts = [actor for role, actor in people if role == "host"]
    envoys = all({*(a.office or "").lower().split()} & scene.grammar.lists["envoys"] for a in hosts)
    lands = {actor.country for _, actor in people}
    return bool(hosts) and len(hosts) < len(people) == len(frame.arguments) and envoys and len(lands - {None}) == 1


def _whither(scene: Scene, clause: Clause, rule: Rule, thing: int) -> int:
    """Where what is begun ends with the place that it leads to: "a train to Oslo"."""
    led = (s for s in clause.slots if s.first == thing + 2 and rule.role(s.word) == "destination")
    slot = next(led, None) if rule.type == "launch" else None
    places = mentions(scene.items, slot.first, slot.last, scene.grammar, ("place",)) if slot else ()
    return places[0] if places else thing


def _times_end(scene: Scene, clause: Clause, rule: Rule) -> int:
    """Where the times of a clause end, exclusive: before the reason of it all, which may have a time of its own."""
    reasons = (s for s in clause.slots if s.word in rule.reason and scene.items[s.first].kind != "time")
    return next((s.first for s in reasons), scene.reach(clause))


def _speaks_for_state(scene: Scene, i: int, verb: VerbGroup) -> bool:
    """Whether it is a state that speaks by the one at `i`, a ministry of it, or who holds an office of it: no police,
    no analyst. A ministry behind what it says only vouches for it: "Silva has left, the ministry said"."""
    actor, bodies = scene.items[i].value, scene.grammar.lists["state_bodies"]
    if not isinstance(actor, Person) and any(c.verb.finite and c.verb.first < i for c in scene.clauses):
        return False
    if isinstance(actor, Organization):
        return len(actor.countries) == 1 and not actor.many and actor.name.lower().rpartition(" ")[2] in bodies
    if isinstance(actor, Person):
        offices = scene.grammar.lists["state_offices"]
        return bool(actor.names) and not offices.isdisjoint((actor.office or "").lower().split())
    between = [item for item in scene.items[i + 1 : verb.first] if item.kind == "word" and not item.info.classes]
    owned = isinstance(actor, Country) and (actor.adjective or scene.items[i + 1].kind == "possessive")
    return bool(between or not owned) and all(item.word in bodies for item in between)


def _unowned(scene: Scene, within: range) -> bool:
    """Whether a group stands there of which nothing says whose it is, as "the council's members" does, nor that it is
    one of a whole region."""
    groups = [i for i in within if scene.says((i,), "collective")]
    owned = (
        (i + 1 < within.stop and scene.says((i + 1,), "belonging"))
        or any(scene.items[k].kind == "possessive" for k in range(max(within.start, i - _NEAR), i))
        for i in groups
    )
    return bool(groups) and not any(owned) and not scene.says(within, "regional")


def _opening(scene: Scene, clause: Clause) -> tuple[Slot, ...]:
    """Whom a clause opens with: "With A he conferred in May"."""
    first, items = clause.first, scene.items
    opens = first + 1 < clause.verb.first and scene.says((first,), "facing") and items[first + 1].kind == "person"
    opens = opens and not items[first + 2].has("conjunction")  # but "With A and B at his side, …"
    return (Slot(items[first].word, first + 1, first + 2),) if opens and (first + 1) not in clause.subject else ()


def _among(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Who is named as one of the object: "met the leaders of the region, A among them", "leaders including A"."""
    found: tuple[int, ...] = ()
    for slot in clause.slots:
        if scene.says((slot.first - 1,), "including"):
            found += mentions(scene.items, slot.first, slot.last, scene.grammar, ("person",))
        elif scene.says((slot.first - 1,), "among") and _is_them(scene, slot.first):
            before = slot.first - 2
            found += (before,) if scene.items[before].kind == "person" else ()
    return found


def _lands_among(scene: Scene, clause: Clause, rule: Rule) -> Filling:
    """Which countries are named as some of those with whom something was agreed: "established relations with several
    states, including Togo", "signed pacts with its neighbours, among them Togo"."""
    told = NOTHING
    for group, slot in pairwise(clause.slots):
        role = rule.role(group.word) if group.word else None
        among = scene.says((slot.first - 1,), "among") and _is_them(scene, slot.first)
        among = among or scene.says((slot.first - 1,), "including")
        if among and scene.says(range(group.first, group.last), "several_lands") and not _names(scene, group):
            told += fill(scene, ((slot, role),))
    return told


def _is_them(scene: Scene, i: int) -> bool:
    value = scene.items[i].value
    word = scene.items[i].word if value is None else value.text
    return word in scene.grammar.lists["them"]


def _aims(scene: Scene, slot: Slot) -> bool:
    """Whether somebody stands there, or what stands for a thing: "at a Norwegian boat", "at it"."""
    return _names(scene, slot) or scene.says(range(slot.first, slot.last), "standing")


def _names(scene: Scene, slot: Slot) -> bool:
    return bool(mentions(scene.items, slot.first, slot.last, scene.grammar))


def _left_out(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Whom a relative clause leaves out as its object: "A, whom they met in May"."""
    at = gap_at(scene.items, clause)
    if at is None or not scene.says((at,), "whom"):
        return ()
    name = at - 2 if scene.items[at - 1].kind == "comma" else at - 1
    return (name,) if name >= 0 and scene.items[name].kind == "person" else ()


def _group_meant(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """Whom "them" right behind a verb means: those whom the clause before tells of, "A and B came, and C met them"."""
    if clause.verb.last >= len(scene.items) or not _is_them(scene, clause.verb.last):
        return ()
    told = [c for c in scene.clauses if c.verb.finite and c.verb.first < clause.verb.first]
    group = told[-1].subject if told else ()
    return group if len(group) > 1 and set(group).isdisjoint(clause.subject) else ()


def _somebody_else(scene: Scene, clause: Clause, rule: Rule, thing: int | None) -> bool:
    """Whether a noun that stands for nobody we know is the subject: "a joint venture opened a plant"."""
    verb = clause.verb
    if (
        not rule.subject
        or clause.subject
        or verb.passive
        or not verb.finite
        or (thing is not None and thing < verb.first)
    ):
        return False
    i = verb.first - 1
    while i >= clause.first and (scene.items[i].has("adverb") or scene.items[i].kind == "time"):
        i -= 1
    if i < clause.first or scene.items[i].kind != "word" or scene.items[i].info.classes or scene.says((i,), "standing"):
        return False
    known = scene.items[i].word in rule.heads  # "relations rose to …"
    return not known and not any(scene.items[k].is_mention for k in range(max(clause.first, i - _NEAR), i))


def _said(scene: Scene, clause: Clause) -> int | None:
    """Where the words for what was announced or condemned end, whole words that a title can hold; None if none do."""
    start = scene.items[clause.verb.first].start
    told = scene.items[clause.verb.last : clause.last]
    when = next((i for i, item in enumerate(told) if item.kind == "time"), 0)  # "condemned the attack | on Monday"
    told = told[: when - told[when - 1].has("preposition")] if when > 1 else told
    ends = [i.end for i in told if i.end - start <= _SAID and i.kind not in ("stop", "quote") and i.word != "."]
    said = any(i.kind == "word" and i.word.isalpha() and not i.info.classes for i in told)  # not just "on Thursday"
    return ends[-1] if ends and said else None


def _is_placed(scene: Scene, thing: int | None) -> bool:
    """Whether a thing is called after a place: "the Geneva agreement" is nobody's in particular."""
    return thing is not None and any(i.kind == "place" for i in scene.items[scene.phrase_start(thing) : thing])


def _role(scene: Scene, rule: Rule, slot: Slot, passive: bool, bare: str | None) -> str | None:
    of = slot.word in scene.grammar.lists["belonging"]
    attended = of and is_attended(scene.items, slot.first - 2, scene.grammar)
    if attended or (slot.word == "with" and scene.says(range(slot.first, slot.last), "attending")):
        return "participant" if rule.subject == "signatory" else rule.subject  # who saw it signed did not sign it
    if not slot.word:
        return None if passive else bare
    if of and rule.type == "visit" and scene.says((slot.first - 2,), "tracts"):
        return "destination"  # "visited parts of Norway"
    if of and any(scene.items[i].kind == "possessive" for i in range(scene.phrase_start(slot.first - 2), slot.first)):
        return None  # "launched an offensive in response to Chile's invasion of Norway"
    if slot.word == "between" and rule.objects and slot.first > 1 and scene.says((slot.first - 2,), "conferring"):
        return None  # "signed in May after talks between A and B"
    met = slot.first - 2 not in scene.verb_items and scene.says((slot.first - 2,), "told_meetings")
    if slot.word == "with" and rule.type == "call" and met:
        return None  # "spoke to reporters after a meeting with A"
    if slot.word == "by" and slot.first > 1 and any(scene.says((slot.first - 2,), n) for n in ("moving", "mediated")):
        return None  # "ratified on a motion by A", "signed, brokered by A"
    if passive and slot.word == "by":
        return rule.subject or rule.role("by")
    return rule.role(slot.word)
