"""Countries, bodies and places among the words that no person's mention has taken."""

from collections.abc import Iterator, Mapping, Sequence

from cnvn.find.gazetteer import Gazetteer, Hit
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import CountryFact, OrganizationFact, PlaceFact, SeriesFact
from cnvn.model import Actor, Country, Organization, Person, Place, Series


def things(
    tokens: Tokens, first: int, end: int, hits: Mapping[int, Hit], people: Sequence[Person], known: Gazetteer
) -> Iterator[Actor]:
    """The mentions of the words `first` to `end` (exclusive) that are no people's."""
    taken = [(p.start, p.end) for p in people]
    i = first
    while i < end:
        hit = hits.get(i)
        if hit is None:
            i += 1
            continue
        i = hit.last
        start, stop = tokens.starts[hit.first], tokens.ends[hit.last - 1]
        if any(a < stop and start < b for a, b in taken):
            continue
        yield from _thing(tokens, hit, start, stop)


def _thing(tokens: Tokens, hit: Hit, start: int, stop: int) -> Iterator[Actor]:
    text = tokens.text[start:stop]
    for fact in hit.facts:
        if isinstance(fact, CountryFact):
            yield Country(start, stop, text, (fact.code,), hit.adjective)
        elif isinstance(fact, OrganizationFact):
            yield Organization(start, stop, text, fact.name, fact.countries)
        elif isinstance(fact, PlaceFact):
            yield Place(start, stop, text, fact.name, fact.country, fact.latitude, fact.longitude)
        elif isinstance(fact, SeriesFact):
            yield Series(start, stop, text, fact.name, None, fact.countries, fact.type)
        else:
            continue
        return
