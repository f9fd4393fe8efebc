"""Who else took part in what was just told: "Also present were A and B", "She was accompanied by A", or a list of
people under "Participants:"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cnvn.assemble import Assembler
from cnvn.knowledge.words import load_words
from cnvn.model import (
    Actor,
    Article,
    Candidate,
    Country,
    EventType,
    Participant,
    Person,
    Place,
    Role,
    Sentence,
    Source,
    TimeExpression,
)
from cnvn.resolve.pronouns import POSSESSIVE
from cnvn.segment import Segmented
from cnvn.sequel import Told
from cnvn.sources import source_of

# Stands for a person in a sentence; what stands for other words in a pattern.
_SIGN = "¶"
_WORD = re.compile(r"\{([a-z]+)\}")
# What an item of a list begins with; the longest line that is taken for one without that, in characters.
_BULLET = re.compile(r"[-*•·–—▪●○]\s|\(?\d{1,2}[.)]\s")
_SHORT = 120
# How far behind what was told it may be said who else was there, in paragraphs; where it is called "the meeting" there,
# or a list.
_PARAGRAPHS = 1
_FAR = 8
# The longest that may be told of, in days: a visit.
_LONGEST = 21


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    pattern: re.Pattern[str]
    types: tuple[EventType, ...]
    led: bool
    own: bool
    lists: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is known of a language: the words without which nobody is told of, what meetings are called, the rules, and
    what stands at the head of a list's line before a name."""

    cues: tuple[str, ...]
    noun: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    another: re.Pattern[str]
    all: tuple[_Rule, ...]
    item: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Company:
    """People who come to what was told: a thing of one of the `types`, of those who are `beside` them, where any are
    named. `led` marks those who lead a delegation or belong to it, `own` that the same sentence tells what it was,
    `far` that it may have been told long before."""

    rule: str
    people: tuple[Person, ...]
    beside: frozenset[str]
    types: tuple[EventType, ...]
    led: bool
    own: bool
    far: bool


@cache
def _rules(language: str) -> _Rules:
    data = load_words(language, "company")

    def compiled(pattern: str) -> re.Pattern[str]:
        while _WORD.search(pattern):
            pattern = _WORD.sub(lambda m: str(data["words"][m[1]]), pattern)
        return re.compile(pattern, re.IGNORECASE)

    def words(listed: Sequence[str]) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)

    kinds = tuple((words(kind["words"]), frozenset(kind["types"])) for kind in data["occasion"])
    rules = (
        _Rule(
            f"company-{r['id']}",
            compiled(r["pattern"]),
            tuple(r["types"]),
            r.get("led", False),
            r.get("own", False),
            kind == "list",
        )
        for kind in ("rule", "list")
        for r in data[kind]
    )
    return _Rules(
        tuple(data["cues"]),
        compiled("{noun}|occasion"),
        kinds,
        words(data["another"]),
        tuple(rules),
        compiled("{item}"),
    )


def company_spotted(text: str, sentences: Sequence[Sentence], language: str) -> Mapping[int, range]:
    """The sentences that may say who else was there, by their index, and where those stand: there, or in the list of
    which that is the head."""
    lowered = text.lower().replace("\n", " ")
    places = [at for cue in _rules(language).cues for at in _places(lowered, cue)]
    starts = [s.start for s in sentences] if places else []
    spotted = sorted({bisect_right(starts, at) - 1 for at in places} - {-1})
    return {n: _list(text, sentences, n) if text[sentences[n].end - 1] == ":" else range(n, n + 1) for n in spotted}


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _list(text: str, sentences: Sequence[Sentence], n: int) -> range:
    """The sentences of the list behind the one at `n`, its head."""
    last = n + 1
    marked = last < len(sentences) and _BULLET.match(text, sentences[last].start) is not None
    for k in range(n + 1, len(sentences)):
        line, before = sentences[k], sentences[k - 1]
        if line.part != sentences[n].part or line.end - line.start > 2 * _SHORT:
            break
        item = _BULLET.match(text, line.start) is not None
        goes_on = text.count("\n", before.end, line.start) < 2  # a broken line, or one without a sign
        if marked and not item and not (goes_on and line.end - line.start <= _SHORT):
            break
        if not marked and (line.end - line.start > _SHORT or text[line.end - 1] == "."):
            break
        last = k + 1
    return range(n + 1, last)


def add_company(
    done: Assembler,
    article: Article,
    text: str,
    cut: Segmented,
    n: int,
    where: range,
    actors: Sequence[Sequence[Actor]],
    times: Sequence[Sequence[TimeExpression]],
    *,
    own: bool = False,
) -> None:
    """Adds to what is told before sentence `n`, or by it if it is its `own`, those who come to it by that sentence,
    unless they come to nothing that was told, or on another day. `where` they stand."""
    if done.told(n):
        for come in _come(text, cut.sentences, n, where, actors, article.language, own=own):
            to = _fitting(cut.sentences, n, come, done.told(n), times)
            if to is not None and not _is_elsewhere(to.candidate, actors[n]):
                source = source_of(
                    article,
                    cut.parts[cut.sentences[n].part],
                    cut.sentences[n]._replace(end=max(cut.sentences[n].end, cut.sentences[where.stop - 1].end)),
                    cut.sentences[to.sentence],
                    come.rule,
                    None,
                )
                done.join(to, _with(to.candidate, come, source))


def _come(
    text: str,
    sentences: Sequence[Sentence],
    n: int,
    where: range,
    actors: Sequence[Sequence[Actor]],
    language: str,
    *,
    own: bool,
) -> Iterator[_Company]:
    """Who else took part, by sentence `n`; `where` they stand. `own` asks for those who come
    to what the sentence itself tells."""
    known, in_list = _rules(language), n not in where
    signed, people = _signed(text, sentences[n], actors[n])
    if not people and not in_list:
        return
    for rule in known.all:
        m = rule.pattern.search(signed) if (rule.lists, rule.own) == (in_list, own) else None
        if m is None or known.another.search(m[0]):
            continue
        one = people[signed.count(_SIGN, 0, m.start("one"))] if m.groupdict().get("one") else None
        if one is not None and not one.names:
            continue
        if in_list:
            marked = any(_BULLET.match(text, sentences[k].start) for k in where[:1])
            come = [p for k in where if (p := _first(text, sentences[k], actors[k], known.item, marked=marked))]
        else:
            spans = [m.span(name) for name in ("people", "more") if m.groupdict().get(name)]
            come = [p for a, b in spans for p in people[signed.count(_SIGN, 0, a) : signed.count(_SIGN, 0, b)]]
        come = [p for p in come if len(p.names) == 1]
        come = _of_sides(come, people, actors[n], sentences[n].start) if rule.led else come
        beside = frozenset(one.names if one else ())
        fitting = [kind for word, kind in known.kinds if word.search(m[0])]
        types = tuple(t for t in rule.types if all(t in kind for kind in fitting))
        far = in_list or known.noun.search(m[0]) is not None
        if come:
            yield _Company(rule.id, tuple(come), beside, types, rule.led, own, far)


def _of_sides(come: Sequence[Person], people: Sequence[Person], actors: Sequence[Actor], start: int) -> list[Person]:
    """Those who lead a delegation, with the country after which it is called: "the Chilean side was led by A"."""
    found: list[Person] = []
    for p in come:
        since = max((other.end for other in people if other.end <= p.start), default=start)
        named = [a for a in actors if isinstance(a, Country) and since <= a.start and a.end <= p.start][:1]
        codes = {c for a in named for c in a.codes}
        found.append(p._replace(country=codes.pop()) if len(codes) == 1 and p.country is None else p)
    return found


def _signed(text: str, sentence: Sentence, actors: Sequence[Actor]) -> tuple[str, list[Person]]:
    """A sentence with a sign for each person in it, and those people."""
    people = [a for a in actors if isinstance(a, Person) and a.rule != POSSESSIVE]
    signed, at = "", sentence.start
    for person in people:
        signed += text[at : person.start].replace(_SIGN, " ") + _SIGN
        at = person.end
    return " ".join((signed + text[at : sentence.end]).split()), people


def _first(text: str, line: Sentence, actors: Sequence[Actor], item: re.Pattern[str], *, marked: bool) -> Person | None:
    """Who stands at the head of a list's line, known or with an office before the name: guests of private bodies
    ("Ana Silva, President, Example Fund") are no matter of states."""
    signed, people = _signed(text, line, actors)
    bullet = _BULLET.match(signed)
    if not people or (marked and not bullet) or not item.match(signed, bullet.end() if bullet else 0):
        return None
    titled = people[0].office is not None and "," not in people[0].text
    return people[0] if titled or people[0].rule == "known" else None


def _fitting(
    sentences: Sequence[Sentence],
    n: int,
    come: _Company,
    told: Sequence[Told],
    times: Sequence[Sequence[TimeExpression]],
) -> Told | None:
    """What people come to who are told of in sentence `n`."""
    sentence = sentences[n]
    reach = _FAR if come.far else _PARAGRAPHS
    near = [t for t in told if sentence.paragraph - t.paragraph <= reach and t.candidate.period.days <= _LONGEST]
    near = [t for t in near if (t.sentence == n) == come.own]
    near = [t for t in near if come.beside <= _names(t)]
    near = [t for t in near if t.narrated] or near
    alike = [t for t in near if t.candidate.period == near[-1].candidate.period and t.candidate.type in come.types]
    if not alike:
        return None
    visits = [t for t in alike if t.candidate.type == "visit"] if come.beside and not come.far else []
    to, names = (visits or alike)[-1], {p.names[0] for p in come.people}
    since = times[n : n + 1] if come.far else times[to.sentence + 1 : n + 1]  # another day may have been told of since
    elsewhen = any(t.period and not t.period.overlaps(to.candidate.period) for found in since for t in found)
    if elsewhen or names <= _names(to) or (to.lacking and len(names | _names(to)) < 2):
        return None
    return to


def _is_elsewhere(told: Candidate, actors: Sequence[Actor]) -> bool:
    """Whether a sentence names places, but none of the country where that was which was told."""
    lands = {a.country for a in actors if isinstance(a, Place) and a.country}
    return bool(lands) and told.place is not None and told.place.country not in (None, *lands)


def _names(told: Told) -> set[str]:
    return {p.name for p in told.candidate.people}


def _with(before: Candidate, come: _Company, source: Source) -> Candidate:
    """What was told, with those who come to it."""
    role = _role(before, come)
    people = {p.name: p for p in before.people}
    where = before.place.country if before.place and role == "visitor" else None
    for p in come.people:
        own: Role = "host" if where and p.country == where else role  # who leads the hosts' side
        people.setdefault(p.names[0], Participant(p.names[0], None, p.office, p.country, own))
    countries = {*before.countries, *(p.country for p in people.values() if p.country)}
    return before._replace(
        people=tuple(people.values()),
        countries=tuple(sorted(countries)),
        dated_by="context",
        source=source,
    )


def _role(before: Candidate, come: _Company) -> Role:
    """The role of those who come to a visit: guests, if those are whom they belong to."""
    if before.type != "visit":
        return "participant"
    if come.led:
        return "visitor"
    return next((p.role for p in before.people if p.name in come.beside), "participant")
