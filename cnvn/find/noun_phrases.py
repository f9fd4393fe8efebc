"""What the words around a noun say of it: what it is called after, what it belongs to, where its complements end."""

from collections.abc import Iterator
from itertools import takewhile

from cnvn.find.frames import Draft, Frame, Scene
from cnvn.find.rules import Rule
from cnvn.find.slots import Clause
from cnvn.find.verbs import VerbGroup
from cnvn.model import Country, Person, Series, TimeExpression

# How far behind an agreement the year may stand that a list of them gives it, in items.
_LISTED = 16
# How the value of a duration of days or hours ends.
_DAYS = ("D", "H")
# The days of the shortest time that a thing is called after: "the 1999 treaty".
_MONTH = 28


def means_told(scene: Scene, first: int, last: int) -> bool:
    """Whether a phrase means what was told before: "the talks", but not "the first talks"."""
    return scene.says((first,), "definite") and not scene.says(range(first, last), "unheard")


def governed_from(clause: Clause, first: int, at: int) -> int:
    """Where the times of a noun at `at` may begin, whose phrase begins at `first`: those of the clause that governs it,
    but not where it only is "a summit to be held in Oslo"."""
    to_be = clause.verb.mood == "infinitive" and clause.verb.first == at + 1
    return first if to_be else min(clause.first, first)


def is_adverbial(scene: Scene, at: int, verb: int) -> bool:
    """Whether the noun at `at` is in a phrase apart from the verb: "after the congress, they agreed"."""
    first = scene.phrase_start(at)
    led = first > 0 and (scene.items[first - 1].has("preposition") or scene.says((first - 1,), "bounding"))
    of = first > 0 and scene.says((first - 1,), "belonging")
    # "agreed at the summit to open"
    apart = scene.items[verb].has("infinitive") and scene.says((first - 1,), "setting")
    apart = apart or scene.items[verb - 1].has("conjunction")  # "after the attacks in May and resumed in June"
    return led and not of and (apart or any(item.kind == "comma" for item in scene.items[at:verb]))


def tells_time(scene: Scene, first: int) -> bool:
    """Whether what stands from `first` on up to the next comma says when it was."""
    told = takewhile(lambda item: item.word == "(" or item.kind not in ("comma", "stop"), scene.items[first:])
    return any(item.kind == "time" for item in told)


def is_bound(scene: Scene, first: int) -> bool:
    """Whether the phrase that begins at `first`, or the one that it belongs to, bounds something: "after the war",
    "since the end of the war"."""
    of = first > 1 and scene.says((first - 1,), "belonging")
    edge = scene.phrase_start(first - 2) if of else first
    while of and edge > 1 and scene.says((edge - 1,), "than"):
        edge -= 1  # "after more than a decade of war"
    return edge > 0 and scene.says((edge - 1,), "bounding")


def fills_days(scene: Scene, i: int) -> bool:
    """Whether the duration at `i` is one of days that a verb has as its object: "concluded two days of talks",
    "wrapped up two days of talks"."""
    value = scene.items[i].value
    before = i - 2 if scene.items[i - 1].has("determiner") else i - 1
    before -= scene.says((before,), "particles")
    return isinstance(value, TimeExpression) and value.value.endswith(_DAYS) and before in scene.verb_items


def called_after(scene: Scene, at: int, rule: Rule) -> tuple[int, ...]:
    """What the noun at `at` is called after: "the treaty of 1999", "the border conflict in 1979", "the war (1979)"."""
    if rule.listed:  # "the Agreement on Trade (1999)"
        behind = range(at + 1, min(at + _LISTED, len(scene.items) - 2))
        return tuple(k + 1 for k in behind if _brackets_time(scene, k))[:1]
    bracket = rule.type == "conflict" and at + 2 < len(scene.items) and scene.items[at + 1].word == "("
    led = bracket or (at + 2 < len(scene.items) and scene.says((at + 1,), "belonging"))
    led = led or (
        rule.type in ("conflict", "other") and at + 2 < len(scene.items) and scene.says((at + 1,), "occasion")
    )
    return (at + 2,) if led else ()


def _brackets_time(scene: Scene, k: int) -> bool:
    """Whether the item at `k` opens a bracket that holds a time alone."""
    return scene.items[k].word == "(" and scene.items[k + 1].kind == "time" and scene.items[k + 2].word == ")"


def shuns(scene: Scene, first: int, at: int, rule: Rule) -> bool:
    """Whether beside a noun at items `first` to `at` a word stands with which its rule does not count."""
    if first and scene.items[first - 1].word in rule.never_behind:
        return True
    of = rule.type == "conflict" and first > 1 and scene.says((first - 1,), "belonging")
    if of and scene.says((first - 2,), "no_wars"):  # "prisoners of war"
        return True
    led = scene.phrase_start(first) - 1 if rule.type == "statement" else 0
    if led > 0 and scene.says((led,), "belonging") and scene.says((led - 1,), "told_signings"):
        return True  # "the signing of the joint declaration" is told by its signing
    return bool(rule.never) and any(item.word in rule.never for item in scene.items[at + 1 : at + 1 + rule.near])


def told_by(scene: Scene, at: int, rule: Rule) -> tuple[int, int]:
    """The offsets of the noun at `at` with what it was done to: "signing of the Lakes treaty"."""
    first, last = scene.phrase(at)
    if rule.type != "agreement" or not scene.says(range(at + 1, min(at + 2, len(scene.items))), "belonging"):
        return first, last
    for item in scene.items[at + 2 :]:
        if item.kind in ("comma", "stop", "time") or item.has("preposition") or item.has("conjunction"):
            break
        last = item.end
    return first, last


def by_its_name(frame: Frame, first: int, at: int, last: int) -> Draft:
    """The draft of what only is called after its year, as a verb before it goes on: "signed a protocol to the 1974
    boundary agreement with Silva in Oslo in May" tells whom with, where and when of the protocol."""
    others = tuple(a for a in frame.arguments if not isinstance(a.actor, Person))
    return Draft(frame._replace(arguments=others, place=None, status="happened"), at, first, last)


def by_its_time(
    scene: Scene, frame: Frame, rule: Rule, first: int, at: int, called_by: tuple[int, ...]
) -> Draft | None:
    """What is told by a noun that the time in its name dates, whatever the sentence tells: "praised the 1999 treaty",
    "has the Agreement on Trade (1999)"; `called_by` is where the time behind it stands."""
    behind = called_by if rule.listed else ()
    dated = behind or any(scene.items[i].kind == "time" for i in range(first, at))
    told = any(c.verb.finite and c.verb.last <= first for c in scene.clauses) or (behind and not scene.clauses)
    return by_its_name(frame, first, at, max(at, *behind) + 1 if behind else at + 1) if dated and told else None


def was_undone(scene: Scene, at: int, rule: Rule, clause: Clause | None) -> bool:
    """Whether a clause tells what became later of the agreement at `at` that is called after its day: "the accord of 3
    May 1990 was suspended in 2003"."""
    undone = clause is not None and at < clause.verb.first and scene.grammar.verb_is(clause.verb.lemma, "undo")
    called = called_after(scene, at, rule) if undone and rule.type == "agreement" else ()
    return any(scene.items[i].kind == "time" for i in called)


def is_long(scene: Scene, i: int) -> bool:
    """Whether the item at `i` is a month, a year or the like, no "Good Friday"."""
    time = scene.items[i].value
    return isinstance(time, TimeExpression) and time.period is not None and time.period.days >= _MONTH


def named_after(scene: Scene, i: int, at: int, rule: Rule) -> bool:
    """Whether the item at `i` is a time after which the noun at `at` can be called: "the 1999 treaty", "the April 21
    accord", but not "the Good Friday agreement" nor "Monday's deal"."""
    time = scene.items[i].value
    day = isinstance(time, TimeExpression) and time.how == "explicit" and time.period is not None and i < at
    day = day and rule.type == "agreement" and any(c.isdigit() for c in scene.items[i].word)
    return day or is_long(scene, i)


def only_locates(scene: Scene, rule: Rule, first: int) -> bool:
    """Whether a summit is only where something else took place: "met at the summit in May"."""
    led = first > 0 and scene.items[first - 1].has("preposition")
    return led and rule.type == "summit" and bool(scene.clauses)


def only_modifies(scene: Scene, at: int) -> bool:
    """Whether a noun only modifies the one behind it: "the opening ceremony", "his war cabinet"."""
    if at + 1 >= len(scene.items) or at + 1 in scene.verb_items:
        return False
    after = scene.items[at + 1]
    known = after.info.classes or after.info.lemma or after.word.endswith(scene.grammar.verb_endings)
    plain = after.kind == "word" and after.word.isalpha() and not known
    return plain and not scene.says((at + 1,), "behind_nouns")


def is_of_object(scene: Scene, at: int, rule: Rule) -> bool:
    """Whether the noun is one of something that the rule counts with: "the normalisation of relations"."""
    behind = scene.items[at + 1 : at + 1 + rule.near]
    led = bool(behind) and behind[0].word in scene.grammar.lists["belonging"]
    return led and any(item.word in rule.objects for item in behind)


def of_journey(scene: Scene, i: int, draft: Draft) -> bool:
    """Whether the time at `i` is of the journey to what is attended: "left on 3 May to attend the summit"."""
    verb = draft.verb
    if verb is None or verb.mood != "infinitive" or i >= verb.first:
        return False
    mains = (c.verb.lemma for c in scene.clauses if c.verb.first < verb.first and c.first <= i)
    return not scene.grammar.lists["beginning"].isdisjoint(mains)


def behind_bracket(scene: Scene, i: int) -> int:
    """Where a bracket ends at `i` that holds a time: "the conference (3-9 May 1954) was", "(from 3 to 9 May)"."""
    if i + 2 >= len(scene.items) or scene.items[i].word != "(":
        return i
    time = i + 2 if scene.items[i + 1].has("preposition") else i + 1
    if scene.items[time].kind != "time":
        return i
    return time + 1 + (time + 1 < len(scene.items) and scene.items[time + 1].word == ")")


def sharing(own: Draft, further: Draft) -> Draft:
    """What goes on from a visit, with its destination where it has none of its own."""
    if any(a.role == "destination" for a in further.frame.arguments):
        return further
    whither = tuple(a for a in own.frame.arguments if a.role == "destination")
    return further._replace(frame=further.frame._replace(arguments=(*further.frame.arguments, *whither)))


def is_round(scene: Scene, at: int) -> bool:
    """Whether the noun at `at` only counts what stands behind it: "a round of talks"."""
    of = scene.says((at,), "rounds") and at + 2 < len(scene.items) and scene.says((at + 1,), "belonging")
    return of and scene.says(range(at + 2, min(at + 5, len(scene.items))), "conferring")


def rounds_start(scene: Scene, first: int) -> int:
    """Where the phrase begins that counts the rounds of what begins at `first`: "six rounds of talks"."""
    of = first > 1 and scene.says((first - 1,), "belonging") and scene.says((first - 2,), "rounds")
    return scene.phrase_start(first - 2) if of else first


def is_undated(scene: Scene, clause: Clause) -> bool:
    """Whether no time stands behind a clause's verb."""
    return not any(scene.items[i].kind == "time" for i in range(clause.verb.last, clause.last))


def series_of(scene: Scene, at: int) -> Series | None:
    """The series that a noun is a session of: "the third session of the Joint Committee"."""
    behind = scene.items[at + 1 : at + 4]
    if not behind or behind[0].word not in scene.grammar.lists["belonging"]:
        return None
    return next((item.value for item in behind if isinstance(item.value, Series)), None)


def participles(scene: Scene, first: int, last: int) -> Iterator[Clause]:
    """The passive participles between two items, perhaps of another thing: "was held in May on a pact signed by A"."""
    return (c for c in scene.clauses if first < c.verb.first < last and c.verb.passive and not c.verb.finite)


def takes_part(scene: Scene, verb: VerbGroup, support: frozenset[str]) -> bool:
    """Whether a verb says that somebody takes part: "took part in the talks", where one may attend those."""
    if verb.lemma not in scene.grammar.lists["taking"] or support.isdisjoint(scene.grammar.lists["joining"]):
        return False
    return verb.last < len(scene.items) and scene.says((verb.last,), "part")


def denies(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says that something was not done: "did not take part", "took no part"."""
    behind = scene.items[clause.verb.last : clause.verb.last + 1]
    return clause.verb.negated or any(item.word in scene.grammar.lists["none"] for item in behind)


def is_apart(scene: Scene, verb: VerbGroup, led: int) -> bool:
    """Whether a preposition at `led` parts a noun from the verb that undoes another: "suspended aid following the
    coup", "suspended its withdrawal from the treaty"."""
    return led >= verb.last and scene.items[led].has("preposition") and not scene.says((led,), "belonging")


def parted(scene: Scene, at: int, clause: Clause) -> bool:
    """Whether another clause begins between the noun at `at` and a verb: "talks in which they agreed to cancel it"."""
    verb = clause.verb
    undone = verb.mood == "infinitive" and scene.grammar.verb_is(verb.lemma, "undo")
    within = undone and any(scene.items[i].has("relative") for i in range(at + 1, verb.first - 1))
    # "the conference (3-9 May) was attended by A"
    return within or any(parts(scene, i) for i in range(behind_bracket(scene, at + 1), verb.first))


def parts(scene: Scene, i: int) -> bool:
    """Whether another clause begins at item `i`; "suspended since 2016" is none."""
    item = scene.items[i]
    joins = item.kind == "comma" and scene.items[i - 1].kind == "time" and scene.items[i + 1].has("conjunction")
    return item.kind == "stop" or joins or (item.has("subordinator") and scene.items[i + 1].kind != "time")


def is_further(scene: Scene, clause: Clause, governing: Clause | None) -> bool:
    """Whether a clause goes on, at a time of its own, from the one that governs a noun: "the talks opened in May and
    concluded in Oslo in June"."""
    behind = governing is not None and governing.verb.last <= clause.verb.first
    return behind and not any(is_undated(scene, c) for c in (clause, governing) if c)


def before_another(scene: Scene, rule: Rule, at: int, last: int) -> int:
    """Where the complements of the noun at `at` end at the latest: before another: "a visit by A and one by B"."""
    for i in range(at + 2, last):
        joins = scene.items[i].has("conjunction") and scene.items[i - 1].kind == "time" and i + 1 < last
        if joins and isinstance(pair := scene.items[i + 1].value, Country) and len(pair.codes) > 1:
            return i  # "the normalization of A-B ties in May and C-D ties in June"
        if rule.type == "visit" and scene.says((i,), "standing_for") and scene.says((i + 1,), "led_by"):
            return i  # "the visit by A in May follows one by B"
        if scene.items[i].word in rule.nouns and not scene.items[i].is_mention:
            first = scene.phrase_start(i)
            along = first == i == at + 2  # "the invasion and occupation of Norway"
            if scene.items[first - 1].has("conjunction") and first - 1 > at and not along:
                return first - 1
            if scene.bounded(first) and first - 2 > at:
                return first - 2  # "a summit ahead of one with B"
    return last
