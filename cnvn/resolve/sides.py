"""Whom "the host", "the guest" and "the leaders of China and Vietnam" mean: people by their countries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cnvn.find.complements import country_of, land_of
from cnvn.find.gazetteer import Hit
from cnvn.find.namings import Description
from cnvn.find.places import PlaceWords
from cnvn.resolve.candidates import Candidates
from cnvn.resolve.story import SEVERAL, Meaning, Mention, Story

_NEAR = 3  # sentences that "the host" looks back


@dataclass(frozen=True, slots=True)
class Sides:
    """Resolves the people who are told apart by their countries alone."""

    of: Candidates
    places: PlaceWords
    capitals: Mapping[str, str]

    def begins(self, i: int, start: int, end: int, hits: Mapping[int, Hit]) -> int | None:
        """Where "the Vietnamese host" begins whose noun is word `i`; None where it stands for nobody told of."""
        tokens, keys, references = self.of.tokens, self.of.tokens.keys, self.of.references
        beside = i + 1 < end and tokens.gap(i).isspace()
        if beside and not (keys[i + 1] in self.of.titles.verbs or tokens.possessive(i)):
            return None  # "the host country", "his guest Voss"
        if i + 2 < end and tokens.gap(i).strip() == "," and tokens.cased(i + 1):
            return None  # "his host, Voss, …"
        first = i
        if i > start and (hit := hits.get(i - 1)) and hit.named.adjective and country_of(hit):
            first = hit.first
        return first if first > start and keys[first - 1] in references["definite"] else None

    def meaning(
        self, i: int, first: int, story: Story, people: Sequence[Mention], hits: Mapping[int, Hit]
    ) -> Meaning | None:
        """Whom "the host" or "the guest" at word `i` means: of two people from two countries the one who is at home
        where the story is set, and the other one."""
        keys, country = self.of.tokens.keys, country_of(hits[first]) if first < i else None
        if i + 2 < len(keys) and keys[i + 1] in self.of.references["others"] and (hit := hits.get(i + 2)):
            country = country or land_of(hit)  # "the guest from Hanoi"
        for told in story.tellings(people, _NEAR):
            single = {m.names: m for m in told if len(m.names) == 1 and m.country}
            if country:
                fitting = [m for m in single.values() if m.country == country]
            elif len(single) == 2 and story.land and len({m.country for m in single.values()}) == 2:
                host = keys[i] in self.of.references["host"]
                at_home = [m for m in single.values() if m.country == story.land]
                fitting = [m for m in single.values() if (m in at_home) == host] if at_home else []
            else:
                continue
            if len(fitting) == 1:
                if country and keys[i] in self.of.references["host"]:
                    story.land = country
                return fitting[0]._replace(rule="description")
            if fitting:
                break
        return Meaning((), None, frozenset(), country, "description")

    def seat(self, start: int, end: int, hits: Mapping[int, Hit]) -> str | None:
        """The country in whose capital a sentence is set, or by its dateline written: there its ministries speak."""
        keys, words = self.of.tokens.keys, self.of.tokens.words
        names = (
            " ".join(keys[hit.first : hit.last])
            for i, hit in hits.items()
            if hit.first == i and (words[i].isupper() if i == start else keys[i - 1] in self.places.at)
        )
        lands = {self.capitals[name] for name in names if name in self.capitals}
        return lands.pop() if len(lands) == 1 else None

    def setting(self, start: int, end: int, hits: Mapping[int, Hit]) -> str | None:
        """The country in which a sentence says that it is set: "in Hanoi", "visited Laos"; None for none or several."""
        lands = {
            land
            for i, hit in hits.items()
            if hit.first == i > start and not hit.named.adjective and (land := land_of(hit))
            if self.of.tokens.keys[i - 1] in self.places.place_after or self.of.tokens.keys[i - 1] in self.places.at
        }
        return lands.pop() if len(lands) == 1 else None

    def listed(self, item: Description, end: int, hits: Mapping[int, Hit], story: Story) -> tuple[tuple[str, ...], int]:
        """The countries whose several office-holders a description names, "the leaders of China and Vietnam", "the
        general secretaries of the two parties" in a text on two countries, and the word after them."""
        keys, references = self.of.tokens.keys, self.of.references
        i = (
            next((k for k in range(item.title.core, min(item.last + 1, end)) if keys[k] in references["others"]), end)
            + 1
        )
        codes: list[str] = []
        last = i
        two = i + 2 < end and keys[i] in references["article"] and keys[i + 1] in references["pair"]
        if two and keys[i + 2] in references["sides_of"] and item.title.kind in self.of.titles.single:
            return (tuple(sorted(story.lands)), i + 3) if len(story.lands) == 2 else ((), item.last)
        while i < end:
            hit = hits.get(i)
            if hit and hit.first == i and not hit.named.adjective and (code := country_of(hit)):
                codes.append(code)
                i = last = hit.last
            elif keys[i] in references["conjunction"] or keys[i] in references["article"]:
                i += 1
            else:
                break
        return (tuple(codes), last) if len(codes) > 1 else ((), item.last)

    def several(self, item: Description, codes: Sequence[str], story: Story) -> Meaning | None:
        """One office-holder of each country; None unless there is exactly one for each."""
        title, references = item.title, self.of.references
        kinds = references["leaders"] if title.head in references["any_office"] else frozenset({title.kind} - {""})
        names: list[str] = []
        for code in codes:
            for pool in (self.of.registry.in_part(story.part), self.of.registry.entries):
                fitting = {e.name for e in pool if e.country == code and kinds & self.of.kinds(e, story)}
                if fitting:
                    break
            if not fitting and len(kinds) == 1:
                known = self.of.by_office(next(iter(kinds)), code, story, item.first, SEVERAL)
                fitting = {*known.names} if known else set()
            if len(fitting) != 1:
                return None
            names += fitting
        return Meaning(tuple(names), None, frozenset(), None, SEVERAL, countries=tuple(codes))
