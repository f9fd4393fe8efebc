"""Who "the two sides" are: two countries, or a country and a body of many, as the text around names them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cnvn.find.grammar import Grammar
from cnvn.model import Actor, Country, Organization, Person, Sentence, Series
from cnvn.segment import Segmented

# How many sentences back "the two countries" may have been named.
BACK = 5
# The longest section under a heading of its own, in sentences.
_SECTION = 40
# A side named so much more often than the other makes no pair with it.
_LOPSIDED = 4
# How far before a country the words may begin by which it only mediates, in characters.
_MEDIATED = 30
# So often at least a country is named that a text is about, and twice as often as any other.
_OFTEN = 4
# So many entries make a chronology whose title says what it is about.
CHRONOLOGY = 5


class Sides(NamedTuple):
    """Two countries, by their codes, or one country and one body, by its name; or nothing."""

    countries: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    leader: str | None = None  # the country that the text is about, where one clearly is
    topic: str | None = None  # the one country that the title of a chronology names …
    between: tuple[str, ...] = ()  # … or the two

    @property
    def pair(self) -> tuple[str, ...]:
        """The two countries, where both are."""
        return () if self.bodies else self.countries


_Side = tuple[str, str]  # what it is, "country" or "body", and its code or name


def two_sides(
    text: str,
    cut: Segmented,
    actors: Sequence[Sequence[Actor]],
    grammar: Grammar,
    bodies: frozenset[str],
    entries: int = 0,
) -> Callable[[int], Sides]:
    """Tells of a sentence, by its number, who "the two sides" are there: the two that make up most of what its part
    names; else the last two countries that were named side by side a few sentences ago; else nothing.

    `bodies` has the names of those that may be a side; `entries` is how many the text has as a chronology.
    """
    whole: list[Counter[_Side]] = [Counter() for _ in cut.parts]
    for sentence, found in zip(cut.sentences, actors, strict=True):
        _count(whole[sentence.part], found, bodies)
    lands: list[Counter[str]] = [Counter() for _ in cut.parts]
    for sentence, found in zip(cut.sentences, actors, strict=True):
        lands[sentence.part].update(code for actor in found if isinstance(actor, Country) for code in actor.codes)
    named = _topic(actors[0]) if entries >= CHRONOLOGY else ()
    topic, between = (named[0] if len(named) == 1 else None), (named if len(named) == 2 else ())
    leading = [
        _leading(c)._replace(leader=_leader(codes), topic=topic, between=between)
        for c, codes in zip(whole, lands, strict=True)
    ]

    @cache
    def sides(n: int) -> Sides:
        part = cut.sentences[n].part
        two = leading[part]
        if two.countries and (own := _own(text, cut.sentences[n], actors[n], grammar)):
            return two._replace(countries=own)
        if section := _section(text, cut.sentences, n, actors, grammar):
            return two._replace(countries=section)
        for m in range(n, max(n - BACK, -1), -1):
            if two.countries or cut.sentences[m].part != part:
                break
            two = two._replace(countries=_side_by_side(text, actors[m], grammar))
            if not two.countries and m < n and _names_two(actors[m]):
                break  # "Norway bought the island from Chile": the two may be those
        first = next(iter(actors[n]), None)
        opens = isinstance(first, Country) and first.start == cut.sentences[n].start
        if opens and isinstance(first, Country) and not set(first.codes) <= set(two.countries):
            return leading[part]  # "Chile opened an embassy in 1971": none of the two told of before
        return two

    return sides


def _topic(title: Sequence[Actor]) -> tuple[str, ...]:
    """The countries that a title names, by their codes."""
    return tuple(sorted({code for actor in title if isinstance(actor, Country) for code in actor.codes}))


def _section(
    text: str, sentences: Sequence[Sentence], n: int, actors: Sequence[Sequence[Actor]], grammar: Grammar
) -> tuple[str, ...]:
    """The two countries of whose treaty or ties the heading over a section tells, within a part that has another one
    before it."""
    part = sentences[n].part
    headings = (
        m
        for m in range(n - 1, max(n - _SECTION, -1), -1)
        if sentences[m].kind == "heading" or sentences[m].part != part
    )
    over = next(headings, None)
    if over is None or sentences[over].part != part or not over or sentences[over - 1].part != part:
        return ()
    codes = _topic(actors[over]) if actors[over] else ()
    words = text[sentences[over].start : sentences[over].end].lower().split()
    return codes if len(codes) == 2 and not grammar.lists["between"].isdisjoint(words) else ()


def _own(text: str, sentence: Sentence, actors: Sequence[Actor], grammar: Grammar) -> tuple[str, ...]:
    """The only two countries that a sentence names before it speaks of two, "Norway recognised Chile, and both nations
    signed a treaty", or with one name: "the two Koreas"."""
    lands = [actor for actor in actors if isinstance(actor, Country)]
    codes = {code for actor in lands for code in actor.codes}
    if len(codes) != 2:
        return ()
    if len(lands) == 1 and not lands[0].adjective:
        return tuple(sorted(codes))
    words = [word.strip(".,;:") for word in text[lands[-1].end : sentence.end].lower().split()]
    pair, nouns = grammar.lists["pair"], grammar.lists["pair_nouns"]
    return tuple(sorted(codes)) if any(a in pair and b in nouns for a, b in pairwise(words)) else ()


def _names_two(actors: Sequence[Actor]) -> bool:
    """Whether a sentence tells what one country, named first, did with another one, and names no more."""
    led = bool(actors) and isinstance(actors[0], Country)
    return led and len({code for actor in actors if isinstance(actor, Country) for code in actor.codes}) == 2


def _side_by_side(text: str, actors: Sequence[Actor], grammar: Grammar) -> tuple[str, ...]:
    """The last two countries of a sentence that only a conjunction parts, and that end no longer list, or one mention
    that names two."""
    pair: tuple[str, ...] = ()
    before: Country | None = None
    listed, end = False, 0  # whether the one before stands in a list: "Chile, Peru and Norway"
    for actor in actors:
        if isinstance(actor, Person | Series) and len(actor.countries) == 2:
            pair = tuple(sorted(actor.countries))
        between = text[end : actor.start].strip()
        in_list = between.startswith(",") and all("determiner" in grammar.classes(w) for w in between[1:].split())
        end = actor.end
        if not isinstance(actor, Country):
            before, listed = None, in_list
            continue
        if _only_mediates(text, actor.start, grammar):
            before, listed = None, True  # "the accord brokered by Chile and Peru": those two are no sides of it
            continue
        codes = set(actor.codes)
        if before and not listed and "conjunction" in grammar.classes(between):
            codes |= set(before.codes)
        pair = tuple(sorted(codes)) if len(codes) == 2 else pair
        before, listed = actor, in_list
    return pair


def _only_mediates(text: str, start: int, grammar: Grammar) -> bool:
    """Whether a country opens those by whom an accord between others was brought about."""
    words = text[max(0, start - _MEDIATED) : start].lower().split()[-3:]
    led = not grammar.lists["led_by"].isdisjoint(words)
    return led and not grammar.lists["mediated"].isdisjoint(words)


def _count(count: Counter[_Side], actors: Iterable[Actor], bodies: frozenset[str]) -> None:
    """Adds what a sentence names."""
    for actor in actors:
        if isinstance(actor, Country):
            for code in actor.codes:
                count["country", code] += 1
        elif isinstance(actor, Person):
            for code in (actor.country,) if actor.country else actor.countries:
                count["country", code] += 1
        elif isinstance(actor, Organization) and actor.name in bodies:
            count["body", actor.name] += 1


def _leading(count: Counter[_Side]) -> Sides:
    """The two sides of a text: a body is one where it is named more often than all other countries but one."""
    ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    lands = [item for item in ranked if item[0][0] == "country"]
    top = ranked[:2] if _is_clear(ranked) else []
    with_body = [side for side, _ in top if side[0] == "body"]
    if len(with_body) == 1:
        return Sides(tuple(code for (kind, code), _ in top if kind == "country"), (with_body[0][1],))
    return Sides(tuple(sorted(code for (_, code), _ in lands[:2]))) if _is_clear(lands) else Sides()


def _leader(count: Counter[str]) -> str | None:
    """The country that is named far more often than any other, apart from whose people are."""
    lands = sorted((-number, code) for code, number in count.items())
    if not lands or -lands[0][0] < _OFTEN or (len(lands) > 1 and lands[0][0] > 2 * lands[1][0]):
        return None
    return lands[0][1]


def _is_clear(ranked: Sequence[tuple[_Side, int]]) -> bool:
    if len(ranked) < 2 or ranked[1][1] <= sum(number for _, number in ranked[2:]):
        return False
    return _LOPSIDED * ranked[1][1] >= ranked[0][1]
