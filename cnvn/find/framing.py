"""What a verb or a noun tells, as a frame: the arguments that were read, and what the rest of the sentence adds."""

from dataclasses import replace

from cnvn.find.frames import Frame, Scene
from cnvn.find.items import Item
from cnvn.find.many import gathers_many
from cnvn.find.occasions import sequel
from cnvn.find.pairs import names_pair
from cnvn.find.roles import Filling
from cnvn.find.rules import Rule
from cnvn.find.slots import Clause
from cnvn.find.status import UNSURE, status
from cnvn.find.stays import direction, ends_again
from cnvn.model import Country, Organization, Person, Place, Series, TimeExpression

# How far before a noun that no clause governs a word like "remote" may stand, in items.
_NEAR = 4
# What one country does towards another that is not always in its place: "protested after China's boats …".
_TOWARDS = ("statement", "conflict")
# What a delegation does on its visit.
_STEPS = ("meeting", "call")
# What may take place at sea. Those who meet there only talk about it.
_AT_SEA = ("conflict", "launch", "visit", "other")


def make_frame(
    scene: Scene, rule: Rule, first: int, last: int, told: Filling, series: Series | None, clause: Clause | None
) -> Frame:
    """A frame for the trigger at items `first` to `last`, exclusive; `clause` is the one that says whether it is so."""
    items = scene.items
    happened, refused = status(scene, clause)
    if rule.says and clause and clause.verb.lemma in scene.grammar.lists["threatening"] and refused == UNSURE:
        refused = ""  # what is said there is the threat
    if not refused and _is_made_up(scene, first):
        refused = "in a work of fiction"
    everywhere = range(len(items))
    quotes = sum(1 for i in range(first) if items[i].kind == "quote")
    if rule.remote:
        begin, end = (clause.verb.first, clause.last) if clause else (max(0, first - _NEAR), last)
        begin = min(begin, scene.phrase_start(first))
        if scene.says(range(min(begin, first), max(end, last)), "remote"):  # "met by video link"
            rule = replace(rule, type="call", cameo="041")
    if rule.placed and rule.type == "call" and (told.place or scene.says(everywhere, "here")):
        rule = replace(rule, type="meeting", cameo="040")  # "talked with him in Oslo"
    phase = direction(scene, clause) if rule.type == "visit" and clause is not None else 0
    return Frame(
        start=items[first].start,
        end=items[last - 1].end,
        rule=rule.id,
        type=rule.type,
        status=happened,
        arguments=told.arguments,
        place=None if told.place and told.place.shared and rule.type not in _AT_SEA else told.place,
        series=series,
        cameo=rule.cameo,
        plover=rule.plover,
        continuing=scene.says(everywhere, "continuing"),
        sequel=sequel(scene),
        narrated=clause is not None and clause.verb.finite and clause.verb.mood == "fact" and not clause.verb.perfect,
        quoted=quotes % 2 == 1 and scene.says(everywhere, "first_person"),
        pair=told.pair and not told.inner,  # "the government of Norway and the rebels held talks in Chile"
        pair_told=told.pair and clause is not None and names_pair(scene, clause.first, clause.verb.first),
        others=told.others or told.inner,
        group=rule.type in _STEPS and clause is not None and _by_group(scene, clause),
        inner=told.inner,
        concerned=_named_countries(scene, wholly=rule.expletive or rule.says, sites=rule.sited or not rule.concerns)
        if rule.sited or rule.concerns or rule.type in _TOWARDS
        else (),
        here=_is_here(scene, clause, near=rule.type == "conflict"),
        begun=rule.type == "visit" and clause is not None and _has_begun(scene, clause),
        phase=phase,
        whole=phase == 1 and clause is not None and ends_again(scene, clause),
        under_way=rule.type == "visit" and clause is not None and _is_under_way(scene, clause, first),
        about=rule.about,
        unsaid=rule.unsaid and not _counts_from(scene),
        parties=rule.parties,
        people=rule.people,
        destination=rule.destination,
        sited=rule.sited,
        many=gathers_many(scene, rule, last, clause),
        concerns=rule.concerns,
        says=rule.says,
        abroad=rule.abroad,
        daily=rule.daily,
        refused=refused,
    )


def _by_group(scene: Scene, clause: Clause) -> bool:
    """Whether a delegation does what a clause tells: "the delegation met", "the Norwegian delegation also met"."""
    i = clause.verb.first - 1
    while i > clause.first and scene.items[i].has("adverb"):
        i -= 1
    if i == 0 and scene.says((i,), "lifting"):
        return True  # "It also held talks with Silva."
    named = any(scene.items[k].kind == "person" for k in clause.subject)
    first = scene.phrase_start(i)
    return not named and scene.says((i,), "groups_led") and scene.says(range(first, i), "definite")


def _is_under_way(scene: Scene, clause: Clause, at: int) -> bool:
    """Whether a clause tells in the present that the visit at `at` goes on: "is visiting Oslo", "is on a visit"."""
    verb = clause.verb
    sure = verb.finite and verb.mood == "fact" and not (verb.perfect or verb.passive or verb.negated)
    if not sure or not scene.says((verb.first,), "present"):
        return False
    if verb.lemma != "be":
        return verb.lemma in scene.grammar.lists["visiting"] and "ing" in scene.items[verb.last - 1].info.forms
    return verb.last < at and scene.says((scene.phrase_start(at) - 1,), "staying_for")


def _has_begun(scene: Scene, clause: Clause) -> bool:
    """Whether a clause tells in the perfect that a visit has begun: "has arrived in Oslo", "has begun a visit"."""
    verb = clause.verb
    sure = verb.finite and verb.perfect and verb.mood == "fact" and not (verb.passive or verb.negated)
    return sure and verb.lemma in scene.grammar.lists["beginning"] and scene.says((verb.first,), "having")


def _is_here(scene: Scene, clause: Clause | None, *, near: bool) -> bool:
    """Whether it took place where the dateline says; "she will visit Oslo, he said here" tells where it was said. With
    `near`, no other verb may stand closer: "signed a treaty here, years after they had clashed"."""
    here = [i for i in range(len(scene.items)) if scene.says((i,), "here")]
    if near and clause is not None:
        here = [i for i in here if not any(abs(c.verb.first - i) < abs(clause.verb.first - i) for c in scene.clauses)]
    speech = [c.verb for c in scene.clauses if scene.grammar.verb_is(c.verb.lemma, "speech") and c is not clause]
    return any(not any(v.last <= i <= v.last + 1 for v in speech) for i in here)


def _counts_from(scene: Scene) -> bool:
    """Whether a sentence opens with how long after something it was: "A year after the summit, …", "Since then, …"."""
    if scene.says((0,), "limiting"):
        return True
    long = scene.items[0].value
    if not isinstance(long, TimeExpression) or long.type != "DURATION" or "T" in long.value:
        return False
    return len(scene.items) > 1 and scene.says((1,), "bounding")


def _is_made_up(scene: Scene, first: int) -> bool:
    """Whether what begins at `first` is told by a film or novel: "the film tells of a war", "in the novel a war …"."""
    works = (i for i in range(1, first) if scene.says((i,), "fiction") and scene.items[i - 1].has("determiner"))
    work = next(works, None)
    if work is None:
        return False
    if work < _NEAR and scene.says((0,), "place_prepositions"):
        return True
    retold = scene.grammar.lists["retelling"]
    told = (
        i for i in range(work + 1, first + 1) if scene.items[i].info.lemma in retold and not scene.items[i].is_mention
    )
    return any(not scene.items[i - 1].has("determiner") for i in told)


def _named_countries(scene: Scene, *, wholly: bool, sites: bool) -> tuple[str, ...]:
    """The countries that a sentence names, with those of its bodies and, where asked, of its people and places, and
    those that only tell where a place lies."""
    found: dict[str, None] = {}
    for i, value in enumerate(item.value for item in scene.items):
        if isinstance(value, Country) and not sites and _only_locates(scene, i, value):
            continue
        if isinstance(value, Country) and _only_mediates(scene, i):
            continue
        if isinstance(value, Country | Organization):
            found.update(dict.fromkeys(value.codes if isinstance(value, Country) else value.countries))
        elif wholly and isinstance(value, Place | Person) and value.country:
            found[value.country] = None
    return tuple(found)


def _only_mediates(scene: Scene, i: int) -> bool:
    """Whether a country is one of those by whom an accord was brought about: "brokered by Norway and Chile"."""
    k = i - 1
    while k > 1 and (scene.items[k].kind in ("country", "comma") or _joins(scene.items[k])):
        k -= 1
    return k > 0 and scene.says((k,), "led_by") and scene.says((k - 1,), "mediated")


def _joins(item: Item) -> bool:
    return not item.is_mention and (item.has("conjunction") or item.has("determiner"))


def _only_locates(scene: Scene, i: int, land: Country) -> bool:
    """Whether a country only tells where the place before it lies: "in Oslo, Norway"."""
    before = scene.items[i - 2].value if i > 1 and scene.items[i - 1].kind == "comma" else None
    return isinstance(before, Place) and before.country in land.codes
