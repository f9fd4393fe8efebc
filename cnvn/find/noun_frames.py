"""Frames told by a noun: on its own ("the visit of X to Y", "X's talks with Y"), as object of a supporting verb ("paid
a visit"), as what takes place ("the summit was held"), and sessions of known series."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from cnvn.find.foreign_times import comes_after
from cnvn.find.frames import Argument, Draft, Scene
from cnvn.find.framing import make_frame
from cnvn.find.gapping import behind_gap, first_of, gaps, like_before
from cnvn.find.items import is_owner
from cnvn.find.met import may_be_anothers, met_at, occasion_of, tells_two, they_agreed
from cnvn.find.noun_clauses import held_so, is_agreed_on, is_of_day, limit_of, of_agreeing
from cnvn.find.noun_doubts import (
    is_asked_for,
    is_joint,
    is_open,
    is_opened,
    is_past,
    is_to_come,
    spoken_of,
    spoken_to,
)
from cnvn.find.noun_phrases import (
    before_another,
    behind_bracket,
    by_its_name,
    by_its_time,
    called_after,
    governed_from,
    is_adverbial,
    is_apart,
    is_bound,
    is_further,
    is_of_object,
    is_round,
    is_undated,
    named_after,
    only_locates,
    only_modifies,
    parted,
    participles,
    rounds_start,
    series_of,
    sharing,
    shuns,
    takes_part,
    told_by,
    was_undone,
)
from cnvn.find.nouns import Noun
from cnvn.find.pairs import is_of_nobody, may_be_either, names_pair, other_party, pair_of_object, theirs
from cnvn.find.roles import (
    Filling,
    acts,
    fill,
    invites,
    modifiers,
    place_of,
    role_by_noun,
    site_before,
    venue_of,
)
from cnvn.find.slots import Clause, is_agent, is_attended, is_head, mentions, slots
from cnvn.find.status import undone_by
from cnvn.find.stays import day_of_stay, days_of_stay, direction, stay_aside
from cnvn.find.things import is_said
from cnvn.model import Country, Person, Status, TimeExpression

# How far a noun may stand behind its supporting verb and before its relative clause, in items.
_REACH, _GAP = 12, 4
_CALLED = ("meeting", "summit", "congress", "agreement", "conflict")  # by their places


def governs(scene: Scene, clause: Clause, noun: Noun) -> bool:
    """Whether the noun is the object of a supporting verb, or the subject of one by which it takes place."""
    verb, rule, at = clause.verb, noun.rule, noun.last
    undone = scene.grammar.verb_is(verb.lemma, "undo")
    towards = noun.series is not None and scene.says((scene.phrase_start(at) - 1,), "towards")
    lists = scene.grammar.lists  # "travelled to the forum", "the visit is scheduled for May"
    travels = (towards and verb.lemma in lists["beginning"]) or (verb.passive and verb.lemma in lists["planning"])
    there = verb.lemma == "be" and verb.first > 0 and scene.says((verb.first - 1,), "existing")  # "there was a clash"
    supported = verb.lemma in rule.support or undone or travels or there or _is_seen(scene, clause, noun)
    supported = supported or takes_part(scene, verb, rule.support)
    if verb.last <= at < clause.last:
        led = (scene.phrase_start(noun.first) - 1,)
        if scene.bounded(led[0] + 1) or (undone and is_apart(scene, verb, led[0])):
            return False  # "held a summit ahead of his talks with B", "suspended all aid following the coup"
        if led[0] > verb.last and scene.says(led, "after"):
            return False  # "will pay a visit to Norway following Berg's visit to Chile"
        if led[0] > 0 and scene.says((led[0] - 1,), "reacting"):
            return False  # "launched an offensive in response to Norway's invasion"
        if verb.lemma == "be" and scene.says(led, "belonging"):
            return False  # "was the last stop of the journey"
        if scene.says(led, "setting") and is_agreed_on(scene, clause, led[0]):
            return False  # "agreed to end the quarrel at talks in Oslo"
        commas = [i for i in range(verb.last, at) if scene.items[i].kind == "comma"]
        aside = len(commas) == 2 and _is_aside(scene, *commas)
        further = commas == [led[0] - 1] and scene.items[led[0]].has("conjunction")  # "held talks with X, and a call"
        active = not verb.passive or verb.lemma in lists["ditransitive"]
        return supported and active and (aside or further or not commas) and at - verb.last <= _REACH
    if lacks_object(scene, clause, at):
        return supported
    if clause.relative and scene.says((verb.first - 1,), "of_things"):  # "his visit to Norway, which began in May"
        ends = scene.phrase_end(at + 1, verb.first - 1)
        between = range(at + 1, verb.first - 1)  # nothing else that the clause could be about
        other = any(i in scene.verb_items or scene.items[i].kind == "series" for i in between)
        if at < verb.first and not other and ends >= verb.first - 1 - (scene.items[verb.first - 2].kind == "comma"):
            return supported if verb.passive else undone or verb.lemma in scene.grammar.lists["occurring"]
        return False
    if supported and rule.type == "meeting" and (main := held_so(scene, clause, at)) and governs(scene, main, noun):
        return True
    if (
        noun.series
        and at == verb.first - 2
        and verb.passive
        and not verb.finite
        and scene.items[at + 1].kind == "comma"
    ):
        return supported  # "during the 5th session of the council, held in May"
    behind = verb.first - (3 if scene.items[verb.first - 2].kind == "comma" else 2)  # "the talks, which began in May"
    if at == behind if clause.relative else clause.first <= at < verb.first:
        who = clause.subject[-1] if clause.subject else at
        if any(scene.items[i].has("relative") for i in range(who, at)):
            return False  # "Silva, who paid a visit, took office"
        if verb.lemma in rule.subject_of:
            return True
        if is_adverbial(scene, at, verb.first) or parted(scene, at, clause):
            return False
        if verb.lemma in scene.grammar.lists["comprising"] and not verb.passive:
            return True  # "participants in the talks included A"
        taking = verb.lemma in lists["taking"] and not any(
            i.word in lists["taken"] for i in scene.items[verb.last : verb.last + 1]
        )
        occurs = verb.lemma in lists["occurring"] and (verb.finite or not rule.entry) and not taking
        occurs = occurs or (noun.series is not None and verb.first == at + 1 and verb.lemma in lists["assembling"])
        # "the talks resumed in May"
        return supported or (occurs and not verb.finite) if verb.passive else undone or occurs
    return False


def _is_aside(scene: Scene, opens: int, ends: int) -> bool:
    """Whether what stands between two commas parts no verb from its object: "chaired, with X, the session", "arrived in
    Oslo, Norway, for a visit"."""
    whose = ends == opens + 2 and scene.items[opens + 1].kind in ("place", "country")
    return whose or scene.items[opens + 1].has("preposition")


def _is_seen(scene: Scene, clause: Clause, noun: Noun) -> bool:
    """Whether the clause has a time see the noun: "1969 saw clashes", "… saw a treaty signed and the opening of …"."""
    verb = clause.verb
    if verb.lemma not in scene.grammar.lists["seeing"] or not verb.first or scene.items[verb.first - 1].kind != "time":
        return False
    first = scene.phrase_start(noun.first)
    return first == verb.last or scene.items[first - 1].has("conjunction")


def lacks_object(scene: Scene, clause: Clause, at: int) -> bool:
    """Whether the noun at `at` is what a relative clause leaves out: "the summit that Xi hosted"."""
    first = clause.subject[0] if clause.subject else 0
    if not (first - _GAP <= at < first - 1 and scene.items[first - 1].has("relative")):
        return False
    if scene.items[first - 2].has("preposition"):  # "talks in which they agreed"
        return False
    led = scene.phrase_start(at) - 1  # "said during a visit to Lima that he will travel to Oslo"
    return not (led > 0 and scene.items[led].has("preposition") and is_said(scene, first - 1))


def noun_frames(scene: Scene, noun: Noun, entry: bool = False) -> Iterator[Draft]:
    """The frames that a noun makes: one, or one for each of "his talks with A on Monday and with B on Tuesday", or none
    where the rule wants a name before it and there is none. `entry` tells that the sentence opens an entry."""
    opens = entry and noun.rule.entry and not any(_is_apart(scene, i) for i in range(noun.first))
    if opens and noun.rule.dated:
        noun = noun._replace(rule=replace(noun.rule, dated=False))  # the entry's date is its own
    alone = noun.rule.governed and not noun.rule.dated and not opens
    if alone and not any(governs(scene, c, noun) for c in scene.clauses):
        return
    whole = noun_frame(scene, noun)
    if whole is None:
        return
    starts = gaps(scene.items, noun.last + 1, whole.last)
    starts = [i for i in starts if all(governs(scene, c, noun) for c in participles(scene, noun.last, i))]
    heads = [first_of(scene.items, i, noun.last) for i in starts]
    edges = [*(behind_gap(scene.items, i) for i in heads), whole.last]
    own = noun_frame(scene, noun, range(noun.last + 1, edges[0])) if starts else None
    if own is None:
        yield whole
        return
    yield own._replace(last=edges[0])
    for start, end in pairwise(edges):
        further = noun_frame(scene, noun, range(start + 1, end))
        if further is not None:
            yield sharing(own, further)._replace(first=start, last=end, at=start + 1)


def _is_dated(scene: Scene, at: int) -> bool:
    """Whether a month or year stands right behind the noun at `at`: "the ninth summit in 2003"; on a day something else
    was done there."""
    behind = at + 2 if at + 1 < len(scene.items) and scene.items[at + 1].has("preposition") else at + 1
    time = scene.items[behind].value if behind < len(scene.items) else None
    return isinstance(time, TimeExpression) and time.period is not None and not time.period.is_day


def noun_frame(scene: Scene, noun: Noun, within: range | None = None) -> Draft | None:
    """The frame that a noun makes with its complements, or with those `within` some items only."""
    rule, at = noun.rule, noun.last
    around = [c for c in scene.clauses if governs(scene, c, noun)]  # "the talks, held in May, were chaired by …"
    plain = [rule.type == "visit" and not direction(scene, c) for c in around]  # "is on a visit that began on Monday"
    opening = [not c.verb.finite and c.verb.first for c in around]
    ranked = [*zip(plain, opening, ((lacks_object(scene, c, at), is_undated(scene, c)) for c in around), strict=True)]
    governing = around[ranked.index(min(ranked))] if around else None
    of_series = rule.type == "launch" and series_of(scene, at)  # "the opening of the congress"
    if shuns(scene, noun.first, at, rule) or (noun.series is None and of_series) or only_modifies(scene, at):
        return None
    if is_round(scene, at):
        return None
    first = scene.phrase_start(noun.first)
    if is_asked_for(scene, first, rule) or is_open(scene, first, at) or is_past(scene, first, noun.first, rule):
        return None
    if rule.objects and not is_of_object(scene, at, rule):
        return None
    phrase = range(first, noun.first)
    last = scene.phrase_end(at + 1, limit_of(scene, at, governing))
    last = before_another(scene, rule, noun.last, last)
    if last == at + 1 or rule.type == "visit":
        last = behind_bracket(scene, last)
    dated = any(scene.items[i].kind == "time" for i in phrase)  # "next week's talks"
    unled = rule.dated and not (rule.governed and governing)
    called_by = called_after(scene, at, rule) if unled else ()
    if unled and not any(
        named_after(scene, i, at, rule) for i in (called_by if rule.listed else (*phrase, *called_by))
    ):
        return None
    placed = any(scene.items[i].kind == "place" for i in phrase)  # "the Geneva agreement"
    # "met during a summit in Oslo": whose summit it was is not told.
    aside = rule.type == "summit" and governing is None and first > 0 and scene.items[first - 1].has("preposition")
    told = Filling(
        modifiers(scene, first, noun.first, rule),
        pair=(
            rule.mutual and not placed and not aside and (bool(around) or dated or rule.type not in ("meeting", "call"))
        )
        or scene.says(range(first, at + 1), "mutual")
        or (noun.series is not None and is_joint(scene, noun.series)),
    )
    for c in around:
        if not is_further(scene, c, governing):
            told += _by_verb(scene, c, noun) + Filling(place=None if comes_after(scene, c) else place_of(scene, c))
    within = within or range(at + 1, last)
    complements = like_before(scene.items, slots(scene.items, within.start, within.stop, scene.grammar), at)
    told += fill(scene, ((s, role_by_noun(scene, s, rule, at)) for s in complements), at)
    told += Filling(place=venue_of(scene, first))
    site = site_before(scene, first, noun.first) if rule.type in _CALLED else None
    told += Filling(place=site)
    if rule.type == "agreement" and not told.arguments:
        told += Filling(theirs(scene, at, phrase, rule) or pair_of_object(scene, at, rule))
    if unled and rule.type == "agreement":
        told += Filling(other_party(scene, at, first, rule, told.arguments))
    if rule.type == "visit" and (there := stay_aside(scene, first)) is not None:
        told += Filling((Argument("destination", there),))
    if rule.destination and not rule.abroad and not any(a.role == "destination" for a in told.arguments):
        return None
    if rule.subject_kind and any(isinstance(a.actor, Person) for a in told.arguments):  # "the accession of the king"
        return None
    day, led = day_of_stay(scene, first) if rule.type == "visit" else (0, rounds_start(scene, first))
    occasion = None if governing and not governing.relative else occasion_of(scene, noun, first, led)
    after = first > 0 and scene.says((first - 1,), "after")
    # "A met B on his first visit": whose is open.
    nobodys = rule.type == "visit" and any(is_of_nobody(scene, i) for i in phrase)
    whose = nobodys and occasion and may_be_anothers(scene, occasion, told.arguments)
    acting = any(map(acts, told.arguments))
    if occasion and rule.subject and not whose and (not acting or tells_two(scene, occasion, told.arguments)):
        told += Filling(met_at(scene, occasion, rule.subject, alone=any(a.facing for a in told.arguments)))
        if rule.type == "call":
            told += fill(scene, ((s, rule.subject) for s in spoken_to(scene, occasion)))
    named = noun.series is not None or any(scene.items[i].is_mention for i in phrase)
    if rule.named and not (named or told.arguments or told.place):
        return None
    possessed = any(scene.items[i].kind == "possessive" or is_owner(scene.items[i]) for i in phrase)
    called = rule.type == "conflict" and told.place and scene.says(range(at, len(scene.items))[1:2], "belonging")
    # "The Battle of Oslo" is none told of before.
    other = called or (site is not None and rule.type == "meeting")  # … nor are "the Oslo talks"
    definite = not other and scene.says(phrase, "definite") and not scene.says(phrase, "another_one")
    # "in view of X's visit": what a noun takes for granted is no matter of the verb around it.
    if (
        not scene.clauses
        and not any(isinstance(a.actor, Person) for a in told.arguments)
        and rule.type in ("meeting", "call")
        and rule.subject
    ):
        others = (*range(first), *range(at + 1, len(scene.items)))  # a note: "At their meeting in Oslo, A and B:"
        if first and scene.says((first - 1,), "occasion"):
            told += Filling(tuple(Argument(rule.subject, scene.actor(i)) for i in others if _is_person(scene, i)))
    clause = (
        governing or occasion or (None if possessed or definite else of_agreeing(scene, scene.clause_of(at), first))
    )
    series = noun.series or series_of(scene, at)
    if rule.type == "conflict" and may_be_either(scene, at, phrase):
        return None
    if unled and rule.type == "agreement":
        clause = None  # what is done with a treaty that has its year leaves it signed: "refused to end the 1959 pact"
    frame = make_frame(scene, rule, noun.first, at + 1, told, series, clause)
    to_come: Status = "planned" if clause is None and is_to_come(scene, at) else frame.status
    spoken = frame.refused or spoken_of(scene, first, at, last, governing)
    own_day = (
        noun.series and noun.series.number and _is_dated(scene, at)
    )  # "At the 9th ASEAN Summit in 2003, leaders …"
    if noun.series and not around and not own_day and only_locates(scene, rule, first):
        spoken = spoken or "only says where something else took place"
    to_come = "happened" if unled else undone_by(scene, around) or to_come  # "amend the 1929 pact"
    frame = frame._replace(status=to_come, refused=spoken)
    if rule.type == "visit":
        phase = day or (direction(scene, governing) if governing else -1 if occasion and after else 0)
        begun = day > 1 or day < 0  # what will be done on the second day is planned, the visit may have begun
        sure = "happened" if begun else frame.status
        theme = possessed and not any(c.verb.finite and c.verb.last <= first for c in scene.clauses)
        frame = frame._replace(lasts=days_of_stay(scene, first, last), phase=phase, status=sure, theme=theme)
        frame = frame._replace(whole=frame.whole or {1, -1} <= {direction(scene, c) for c in around})
    anew = at + 2 < len(scene.items) and scene.says((at + 1,), "belonging") and scene.says((at + 2,), "single")
    daily = is_of_day(scene, phrase)
    the = definite and not (possessed or anew) and noun.series is None
    frame = frame._replace(definite=daily or the, of_day=daily)
    if any(c.verb.lemma in scene.grammar.lists[which] for c in around for which in ("joining", "comprising")):
        frame = frame._replace(joins=True)
    if rule.type not in ("visit", "meeting", "call"):
        frame = frame._replace(topic=told_by(scene, at, rule))
    if unled and (own_time := by_its_time(scene, frame, rule, first, at, called_by)):
        return own_time
    if was_undone(scene, at, rule, governing):
        return by_its_name(frame, first, at, at + 3)
    if governing:
        return Draft(frame, at, governed_from(governing, first, at), max(scene.reach(governing), last), governing.verb)
    if occasion:
        own = after and rule.type != "visit"  # "agreed after a meeting on Monday"
        return Draft(frame, at, first if own else min(occasion.first, first), max(scene.reach(occasion), last))
    if first and (possessed or acting) and rule.type == "visit" and scene.says((first - 1,), "within"):
        around_it = scene.clause_of(at)  # "a statement issued in June during his visit"
        return Draft(frame, at, around_it.first if around_it else first, last)
    if is_bound(scene, first):  # "after the congress, on 3 May": the day is not the congress's
        last = next((i for i in range(at + 1, last) if scene.items[i].kind == "comma"), last)
    for c in scene.clauses:  # "the signing of a plan for sharing the river in May"
        if c.verb.first == last and not c.verb.finite and scene.items[last - 1].has("preposition"):
            last = c.last
    related = (c.last for c in scene.clauses if c.relative and c.first <= last < c.last)
    return Draft(frame, at, 0 if is_opened(scene, first) else first, max(last, *related, 0))


def _is_apart(scene: Scene, i: int) -> bool:
    """Whether the item at `i` can be no part of the name of what an entry opens with: "Trade and Transit Treaty"."""
    item = scene.items[i]
    return item.has("preposition") or item.kind in ("comma", "stop") or i in scene.verb_items


def _is_person(scene: Scene, i: int) -> bool:
    return scene.items[i].kind == "person" and is_head(scene.items, i, scene.grammar)


def _by_verb(scene: Scene, clause: Clause, noun: Noun) -> Filling:
    """What the governing clause says of who takes part."""
    verb, rule = clause.verb, noun.rule
    doer = "host" if verb.lemma in rule.hosts else rule.subject
    if lacks_object(scene, clause, noun.last):
        told = tuple(Argument(doer, scene.actor(i)) for i in clause.subject) if doer else ()
        return Filling(told) + fill(scene, ((s, rule.role(s.word) if s.word else None) for s in clause.slots))
    if verb.last <= noun.last and verb.passive:  # "she was accorded a welcome by him"
        guest = rule.role("for") or rule.subject
        told = tuple(Argument(guest, scene.actor(i)) for i in clause.subject if guest)
        agents = ((s, rule.subject if is_agent(scene.items, s, scene.grammar) else None) for s in clause.slots)
        return Filling(told) + fill(scene, agents)
    if verb.last <= noun.last:
        led = scene.items[scene.phrase_start(noun.first) - 1].has("preposition")  # "hosted A at a summit"
        hosts = led and rule.type == "meeting" and verb.lemma in scene.grammar.lists["hosting"]  # "hosted A for talks"
        subject = tuple(Argument("host" if hosts else doer, scene.actor(i)) for i in clause.subject if doer)
        if verb.lemma == "be" and rule.type == "visit":  # "Norway is the third stop on a tour"
            subject = tuple(a for a in subject if not isinstance(a.actor, Country) or a.actor.adjective)
        if verb.lemma in scene.grammar.lists["celebrating"]:  # "Silva and Berg marked the establishment of ties"
            subject = tuple(a for a in subject if not isinstance(a.actor, Person))
        guests = "visitor" if hosts else "participant" if led and rule.type == "summit" else None
        lists = scene.grammar.lists
        leaves = rule.type == "visit" and verb.lemma in lists["departing"]
        whereto = lists["purpose"] if leaves else ()  # "left for Oslo on a visit"
        slotted = (s for s in clause.slots if s.last < noun.first)
        before = ((s, "destination" if s.word in whereto else rule.role(s.word) if s.word else guests) for s in slotted)
        whither = fill(scene, ((s, role) for s, role in before if role in ("destination", "participant", guests)))
        pair = not clause.subject and (names_pair(scene, clause.first, verb.first) or they_agreed(scene, clause))
        return whither + Filling(subject, pair=pair, inner=scene.says(range(clause.first, verb.first), "factions"))
    if verb.passive:
        by = "host" if verb.lemma in rule.hosts else rule.role("by") or rule.subject
        held = {s: "host" if invites(scene, s) else by if s.word == "by" else rule.role(s.word) for s in clause.slots}
        if rule.subject:  # "was held under the chairmanship of A"
            held |= {s: "participant" for s in clause.slots if is_attended(scene.items, s.first - 2, scene.grammar)}
        return fill(scene, held.items())
    if verb.lemma in scene.grammar.lists["comprising"]:
        bare = next((s for s in clause.slots if not s.word and _is_person(scene, s.first)), None)
        people = mentions(scene.items, bare.first, bare.last, scene.grammar, ("person",)) if bare else ()
        return Filling(tuple(Argument(rule.subject or "participant", scene.actor(i)) for i in people))
    # What follows "the talks took place" says where and with whom; whither only with "his first visit was".
    shown = {"participant", "signatory"} | ({"destination"} if verb.lemma == "be" else set())
    roles = ((s, role_by_noun(scene, s, rule, noun.last)) for s in clause.slots)
    return fill(scene, ((s, role if role in shown else None) for s, role in roles))
