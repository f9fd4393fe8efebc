"""What makes a noun tell of no event: that it was only wished for, feared, remembered or spoken of."""

from collections.abc import Iterator

from cnvn.find.frames import Scene
from cnvn.find.items import Item
from cnvn.find.noun_phrases import fills_days
from cnvn.find.rules import Rule
from cnvn.find.slots import Clause, Slot
from cnvn.model import Series, TimeExpression

# How far behind a noun a date that says when it was may stand, and how near the time of what is over, in items.
_DATED, _NEAR = 6, 4
# How far behind its verb a word may stand that leaves it open whether something comes, in items.
_SAID_OF = 4
# Verbs that only say that something is.
_AUXILIARIES = ("be", "have")


def is_asked_for(scene: Scene, first: int, rule: Rule) -> bool:
    """Whether the phrase that begins at `first` tells but a wish: "a plea for a visit", "proposed a summit", "with a
    view to signing", "an accord on the founding of a fund"."""
    if first < 1:
        return False
    if scene.items[first - 1].info.lemma in scene.grammar.lists["proposing"]:
        return True
    if rule.type == "agreement" and rule.objects and _is_aimed_at(scene, first):
        return True
    if first < 2:
        return False
    calls = scene.items[first - 2].info.lemma in scene.grammar.lists["pleading"]  # "calling for a truce"
    asked = scene.says((first - 1,), "purpose") and (calls or scene.says((first - 2,), "pleading"))
    asked = asked or (
        rule.type == "launch" and scene.says((first - 1,), "regarding") and scene.says((first - 2,), "accords")
    )
    return asked or (scene.says((first - 1,), "addressing") and scene.says((first - 2,), "aiming"))


def _is_aimed_at(scene: Scene, first: int) -> bool:
    """Whether what begins at `first` is only negotiated or planned: "negotiated the normalisation of ties", "presented
    a roadmap for the normalisation of ties"."""
    if scene.items[first - 1].info.lemma in scene.grammar.lists["mooting"] and first - 1 in scene.verb_items:
        return True
    led = scene.says((first - 1,), "purpose") or scene.says((first - 1,), "regarding")
    return led and first > 1 and scene.says((first - 2,), "planned_by")


def is_open(scene: Scene, first: int, at: int) -> bool:
    """Whether of a noun at `at`, whose phrase begins at `first`, it is open if it comes: "a visit in May is unlikely",
    "discussed a visit", "there is talk of a visit"."""
    if scene.says(range(first, at), "eventual"):
        return True  # "a possible visit in May"
    lists, vague = scene.grammar.lists, scene.says((first,), "single")
    mused = first > 1 and (scene.says((first - 2,), "mused") or scene.items[first - 2].info.lemma in lists["musing"])
    there = scene.says((first - 1,), "musing_at") and scene.items[first - 2].info.lemma in lists["uttering"]
    if vague and mused and not there and scene.says((first - 1,), "musing_on"):
        return True
    if vague and first > 1 and scene.items[first - 1].has("relative"):  # "sources suggest that an agreement is close"
        lemma = scene.items[first - 2].info.lemma
        if lemma in lists["mooting"] or lemma in lists["musing"]:
            return True
    if vague and first and scene.items[first - 1].info.lemma in lists["mooting"] and first - 1 in scene.verb_items:
        return True
    if first and scene.items[first - 1].has("preposition"):
        return False
    told = next((i for i in range(at + 1, len(scene.items)) if _leads_on(scene, i)), None)
    clause = next((c for c in scene.clauses if told is not None and c.verb.first <= told < c.verb.last), None)
    if told is None or not (clause or scene.items[told].info.lemma):
        return False
    if clause and (clause.verb.passive or clause.relative or not clause.verb.finite):
        return vague and clause.verb.finite and not clause.relative and clause.verb.lemma in lists["mooting"]
    lemma, after = (clause.verb.lemma, clause.verb.last) if clause else (scene.items[told].info.lemma, told + 1)
    if lemma in lists["hinging"]:
        return True
    behind = range(after, min(after + _SAID_OF, len(scene.items)))
    said = next(
        (i for i in behind if scene.items[i].is_mention or scene.items[i].kind == "comma" or scene.says((i,), "open")),
        None,
    )
    return lemma in lists["lying"] and said is not None and scene.says((said,), "open")


def _leads_on(scene: Scene, i: int) -> bool:
    """Whether a verb or another clause begins there."""
    item = scene.items[i]
    lists, lemma = scene.grammar.lists, item.info.lemma
    lies = lemma is not None and (lemma in lists["lying"] or lemma in lists["hinging"])
    return lies or i in scene.verb_items or item.kind == "stop" or item.has("subordinator")


def is_opened(scene: Scene, first: int) -> bool:
    """Whether a sentence goes on from a time with a noun told for the first time, whose phrase begins at `first`: "In
    May 2007, a visit by A was hailed"."""
    light = (item.kind in ("time", "comma") or item.has("preposition") for item in scene.items[:first])
    led = first > 1 and (scene.items[first - 1].kind in ("time", "comma") or scene.says((first - 1,), "occasion"))
    return led and scene.says((first,), "single") and all(light)


def is_past(scene: Scene, first: int, at: int, rule: Rule) -> bool:
    """Whether of the phrase that begins at `first` with its noun at `at` only the length, the threat or the memory is
    told: "after years of talks", "the threat of war", "the anniversary of the signing"."""
    around = scene.items[first : at + _NEAR]
    led = first - 1 - (first > 0 and scene.items[first - 1].has("determiner"))  # "for the first meeting"
    towards = led > 0 and (scene.says((led,), "purpose") or scene.says((led,), "addressing"))
    if towards and scene.says((led - 1,), "preparing"):
        return rule.type == "conflict" or not tell_time(scene.items[first:])  # "to prepare for their first meeting"
    of = first > 1 and rule.type == "conflict" and scene.says((first - 1,), "belonging")
    if of and scene.says((first - 2,), "ended") and not tell_time(around):
        return True  # "to mark the end of the war"
    examined = first > 0 and scene.items[first - 1].info.lemma in scene.grammar.lists["examining"]
    if examined and first - 1 in scene.verb_items:  # "met to review their talks"
        return not tell_time(scene.items[first : at + 2])
    if first and rule.type == "conflict" and scene.says((first - 1,), "feared"):
        return True  # "many feared a war"
    if first > 1 and rule.type == "conflict" and scene.says((first - 2,), "reacting"):  # "in protest at the attack"
        return scene.items[first - 1].has("preposition") and not tell_time(scene.items[first : at + _DATED + 1])
    if first and rule.type == "conflict" and any(_quells(scene, scene.items[i]) for i in (first - 1, first)):
        return not any(_names_year(item) for item in scene.items[first:at])  # "the treaty of May 1972 ended the war"
    if first > 1 and scene.says((first - 1,), "towards") and scene.says((first - 2,), "instead"):
        return True  # "an alternative to war"
    beside = rule.type == "conflict" and first > 3 and scene.items[first - 1].has("conjunction")
    if beside and not scene.items[first].has("determiner"):
        first = scene.phrase_start(first - 2)  # "years of war and clashes"
    if first < 2 or not scene.says((first - 1,), "belonging"):
        return False
    if first > 2 and scene.says((first - 3,), "none"):
        return True  # "no reports of clashes", "no sign of talks"
    before = scene.items[first - 2].value
    lasting = isinstance(before, TimeExpression) and before.type == "DURATION" and not fills_days(scene, first - 2)
    if scene.says((first - 2,), "remembered") and rule.type != "conflict":
        return not tell_time(scene.items[first:at])
    if scene.says((first - 2,), "remembered"):  # in what year is not told: "the anniversary of the May 3 attack"
        return not any(_names_year(item) for item in scene.items[first : at + _DATED])
    return lasting or scene.says((first - 2,), "feared")


def _quells(scene: Scene, item: Item) -> bool:
    return not {item.info.lemma, item.word}.isdisjoint(scene.grammar.lists["quelling"])


def tell_time(items: tuple[Item, ...]) -> bool:
    return any(item.kind == "time" for item in items)


def _names_year(item: Item) -> bool:
    return item.kind == "time" and any(c.isdigit() for c in item.word[-4:-2])


def spoken_to(scene: Scene, clause: Clause) -> Iterator[Slot]:
    """To whom somebody speaks: "protested to B", "told B"."""
    speaks = scene.grammar.verb_is(clause.verb.lemma, "speech")
    return (s for s in clause.slots if scene.says((s.first - 1,), "addressing") or (not s.word and speaks))


def is_reported(scene: Scene, first: int) -> bool:
    """Whether what begins at `first` is what somebody is told of: "briefed A on his talks with B"."""
    telling = scene.grammar.lists["telling"]
    led = scene.says((first - 1,), "regarding")
    return led and any(c.verb.lemma in telling and c.verb.last <= first for c in scene.clauses)


def is_joint(scene: Scene, series: Series) -> bool:
    """Whether a series whose countries are not told is one of two sides: "the 5th session of the Joint Commission"."""
    mutual = scene.grammar.lists["mutual"]
    return not series.countries and not mutual.isdisjoint(series.name.lower().split())


def spoken_of(scene: Scene, first: int, at: int, last: int, governing: Clause | None) -> str:
    """Why a noun at `at`, whose phrase lies between `first` and `last`, tells nothing where only its coming is spoken
    of: "prepared the forthcoming summit", but not "the forthcoming summit in May" or "… will open"."""
    if is_none(scene, first, at):
        return "denied"
    if not scene.says(range(first, at + 1), "upcoming"):
        return ""
    if governing is not None and (governing.verb.mood != "fact" or governing.verb.lemma in _AUXILIARIES):
        return ""
    return "" if tell_time(scene.items[first:last]) else "yet to come"


def is_none(scene: Scene, first: int, at: int) -> bool:
    """Whether a noun at `at`, whose phrase begins at `first`, is told not to have been: "held no talks", "neither
    treaty", "few agreements were signed"; but not "no fewer than ten", "a few agreements"."""
    for i in range(max(0, first - 1), at):
        item = scene.items[i]
        counted = scene.says((i + 1,), "no_fewer") or (i > 0 and scene.items[i - 1].has("determiner"))
        if not item.is_mention and item.word in scene.grammar.lists["none_of"] and not counted:
            return True
    return False


def is_to_come(scene: Scene, at: int) -> bool:
    """Whether the noun at `at` is the subject of what is to come: "this week's talks are expected to cover fish"."""
    verb = next((c.verb for c in scene.clauses if c.verb.first == at + 1), None)
    return verb is not None and (verb.mood == "future" or scene.says(range(verb.first, verb.last), "prospective"))
