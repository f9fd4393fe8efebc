"""Countries, bodies and places among the words that no person's mention has taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cnvn.find.complements import state_behind, state_of
from cnvn.find.gazetteer import Hit
from cnvn.find.tokens import Tokens, within
from cnvn.knowledge.records import CountryFact, Knowledge, OrganizationFact, PlaceFact
from cnvn.knowledge.words import load_words
from cnvn.model import Actor, Country, Organization, Place
from cnvn.text import fold

_ASIDE = 9  # words between commas behind a subject
_COMPANY = 3  # words of a company's name behind its country's
_LONGEST_OWNER = 5  # words of a country's name before the body that it owns
_ACTS = ("be", "have", "future", "conditional", "do")


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """The words by which capitals, venues and bodies are told; `acts` are verbs that only a government can go with,
    `bases` those that go with two of them."""

    after: frozenset[str]
    place_after: frozenset[str]
    clause: frozenset[str]
    conjunction: frozenset[str]
    venues: frozenset[str]
    at: frozenset[str]
    institutions: frozenset[str]
    owners: frozenset[str]
    waters: frozenset[str]
    states: frozenset[str]
    states_of: str
    companies: frozenset[str]
    unnamed: frozenset[str]
    acts: frozenset[str]
    bases: frozenset[str]
    allied: frozenset[str]
    giving: frozenset[str]
    given: frozenset[str]
    officials: frozenset[str]
    houses: frozenset[str]
    seat: frozenset[str]
    together: frozenset[str]
    of: frozenset[str]
    closed: frozenset[str]
    adverbs: frozenset[str]


@cache
def place_words(language: str = "en") -> PlaceWords:
    """The words of `actors.toml` about places, and the finite verbs of a language."""
    words, classes = load_words(language, "actors"), load_words(language, "grammar")["classes"]
    verbs = [pair for kind in load_words(language, "verbs").values() for pair in kind.items()]
    acts = {form for _, line in verbs for form in line.split()[:2]} | {word for name in _ACTS for word in classes[name]}
    governments = {key: frozenset(listed) for key, listed in words["governments"].items()}
    return PlaceWords(
        **governments,
        venues=frozenset(words["venues"]["words"]),
        at=frozenset(words["venues"]["prepositions"]),
        institutions=frozenset(words["institutions"]["words"]),
        owners=frozenset(words["institutions"]["owners"]),
        waters=frozenset(words["waters"]["words"]),
        states=frozenset(words["states"]["words"]),
        states_of=words["states"]["country"],
        companies=frozenset(words["companies"]["words"]),
        unnamed=frozenset(words["unnamed"]["words"]),
        acts=frozenset(acts),
        closed=frozenset(word for listed in classes.values() for word in listed) | acts,
        bases=frozenset(acts | {base for base, _ in verbs}),
        adverbs=frozenset(classes["adverb"]),
    )


@cache
def capitals(knowledge: Knowledge) -> Mapping[str, str]:
    """The countries by the names of their capitals."""
    return {fold(c.capital): c.code for c in knowledge.countries if c.capital}


@cache
def seats(knowledge: Knowledge) -> Mapping[str, PlaceFact]:
    """The capitals by the codes of their countries, where the knowledge has them as places."""
    names = {(fold(c.capital), c.code): c.code for c in knowledge.countries if c.capital}
    return {code: p for p in knowledge.places if p.country and (code := names.get((fold(p.name), p.country)))}


@dataclass(frozen=True, slots=True)
class PlaceFinder:
    """Sees countries, bodies and places in the words of a text."""

    tokens: Tokens
    words: PlaceWords
    capitals: Mapping[str, str]
    seats: Mapping[str, PlaceFact]

    def sentence(
        self, first: int, end: int, hits: Mapping[int, Hit], taken: Sequence[tuple[int, int]]
    ) -> Iterator[Actor]:
        """The mentions among the words `first` to `end` (exclusive), in order, outside of the characters `taken`."""
        tokens, todo = self.tokens, first
        spans = iter(sorted(taken))
        span = next(spans, None)
        for i in within(tokens.capitals, first, end):
            if i < todo:
                continue
            while span and span[1] <= tokens.starts[i]:
                span = next(spans, None)
            if span and span[0] < tokens.ends[i]:
                continue
            body = self._body(i, end, hits) if i == first or not self._inside(i) else None
            hit = hits.get(i)
            if body and not (span and span[0] < tokens.ends[body - 1]) and not (hit and hit.last >= body):
                yield self._unknown(i, body, hits)
                todo = body
            elif hit and hit.first == i and not (span and span[0] < tokens.ends[hit.last - 1]):
                if company := self._company(hit, end):
                    yield self._unknown(i, company, {})
                    todo = company
                    continue
                pair = self._pair(hit, end, hits)
                if pair and not (span and span[0] < tokens.ends[pair.last - 1]):
                    yield self._country((hit, pair), True)
                    todo = pair.last
                    continue
                seat = self._seat(hit, end, hits)
                actor = seat or self._known(hit, first, end, hits)
                if actor:
                    yield actor
                todo = hit.last + 1 if seat else hit.last

    def _company(self, hit: Hit, end: int) -> int | None:
        """Where a company's name ends that begins with a country's: "U.S. Steel", "Vietnam Airlines"."""
        if not hit.named.country:
            return None
        tokens = self.tokens
        for k in range(hit.last, min(hit.last + _COMPANY, end)):
            if not (tokens.cased(k) and tokens.gap(k - 1).isspace()):
                return None
            if tokens.keys[k] in self.words.companies:
                return k + 1
        return None

    def _inside(self, i: int) -> bool:
        return (
            self.tokens.beside(i - 1) and self.tokens.cased(i - 1) and self.tokens.keys[i - 1] not in self.words.unnamed
        )

    def _pair(self, hit: Hit, end: int, hits: Mapping[int, Hit]) -> Hit | None:
        """The other country of "China-Vietnam"."""
        other = hits.get(hit.last) if hit.last < end and self.tokens.gap(hit.last - 1) in ("-", "–") else None
        if other and hit.named.country and other.named.country:
            return other
        return None

    def _country(self, found: Sequence[Hit], adjective: bool) -> Country:
        start, end = self.tokens.starts[found[0].first], self.tokens.ends[found[-1].last - 1]
        codes = tuple(dict.fromkeys(f.code for hit in found if (f := hit.named.country)))
        return Country(start, end, self.tokens.text[start:end], codes, adjective)

    def _seat(self, hit: Hit, end: int, hits: Mapping[int, Hit]) -> Place | None:
        """The capital that "the Vietnamese capital" or "Vietnam's capital" means, unless its name follows."""
        i = hit.last
        owned = i < end and self.tokens.gap(i - 1).strip() in ("'s", "’s")
        told = i < end and self.tokens.keys[i] in self.words.seat and (hit.named.adjective or owned)
        fact = hit.named.country if told else None
        if fact is None or not (owned or self.tokens.gap(i - 1).isspace()) or fact.code not in self.seats:
            return None
        named = i + 1 < end and (self.tokens.cased(i + 1) or self.tokens.keys[i + 1] in self.words.of)
        inner = i + 1 < end and self.tokens.gap(i).isspace() and self._is_noun(i + 1)
        if named or inner:
            return None
        place, start, stop = self.seats[fact.code], self.tokens.starts[hit.first], self.tokens.ends[i]
        text = self.tokens.text[start:stop]
        return Place(start, stop, text, place.name, place.country, place.latitude, place.longitude)

    def _is_noun(self, k: int) -> bool:
        """Whether a word makes the one before it an adjective, as far as can be seen: "the Chinese capital markets"."""
        return self.tokens.keys[k] not in self.words.closed and self.tokens.keys[k].isalpha()

    def _known(self, hit: Hit, first: int, end: int, hits: Mapping[int, Hit]) -> Actor | None:
        start, stop = self.tokens.starts[hit.first], self.tokens.ends[hit.last - 1]
        text = self.tokens.text[start:stop]
        if hit.named.country and self._names_sea(hit, end):
            return None
        state = state_behind(self.tokens, hit, end, hits, self.words.conjunction)
        if hit.named.country and not state:
            return self._country((hit,), hit.named.adjective)
        lands = tuple(f.code for f in hit.named.facts if isinstance(f, CountryFact))
        if len(lands) > 1 and not self.words.together.isdisjoint(self.tokens.keys[hit.first : hit.last]):
            return Country(start, stop, text, lands)
        places = [f for f in hit.named.facts if isinstance(f, PlaceFact)]
        bodies = [f for f in hit.named.facts if isinstance(f, OrganizationFact)]
        if bodies:
            return Organization(start, stop, text, bodies[0].name, bodies[0].countries, bodies[0].many)
        if self._in_state(hit, end):
            state, stop = self.words.states_of, self.tokens.ends[hit.last]
        if state and (places or hit.named.country):
            place = next((p for p in places if p.country == state), None)
            where = (place.latitude, place.longitude) if place else (None, None)
            return Place(start, stop, text, places[0].name if places else text, state, *where)
        if not places or self._part_of_name(hit, end, hits) or (places[0].around and self._closes_name(hit, first)):
            return None
        name = " ".join(self.tokens.keys[hit.first : hit.last])
        if name in self.words.houses and places[0].country and self._announces(hit, first, end):
            return Country(start, stop, text, (places[0].country,))
        code = self.capitals.get(name)
        if code and self._governs(hit, first, end, hits):
            return Country(start, stop, text, (code,))
        if code:
            places = [p for p in places if p.country == code] or places
        place = places[0]
        if len(places) > 1:
            near = {code for k in range(first, end) if (h := hits.get(k)) and h is not hit and (code := h.named.land)}
            here = [p for p in places if p.country in near or not near.isdisjoint(p.around)]
            if len(here) != 1:
                name = place.name if {p.name for p in places} == {place.name} else text
                return Place(start, stop, text, name, shared=bool(place.around))
            place = here[0]
        return Place(
            start, stop, text, place.name, place.country, place.latitude, place.longitude, shared=bool(place.around)
        )

    def _in_state(self, hit: Hit, end: int) -> bool:
        """Whether a short form of a state's name follows: "Birmingham, Ala.", "Washington, DC"."""
        k, tokens = hit.last, self.tokens
        if k >= end or tokens.gap(k - 1) != ", " or tokens.keys[k] not in self.words.states:
            return False
        short = tokens.keys[k].endswith(".") or tokens.gap(k).startswith(".") or tokens.words[k].isupper()
        return tokens.cased(k) and short

    def _names_sea(self, hit: Hit, end: int) -> bool:
        k, tokens = hit.last, self.tokens
        return k < end and tokens.keys[k] in self.words.waters and tokens.cased(k) and tokens.beside(k - 1)

    def _part_of_name(self, hit: Hit, end: int, hits: Mapping[int, Hit]) -> bool:
        """Whether a place's name is a part of some other capitalised name: "Jackson" in "Michael Jackson"."""
        tokens, keys = self.tokens, self.tokens.keys
        for k, beside in ((hit.first - 1, hit.first - 1), (hit.last, hit.last - 1)):
            name = 0 <= k < end and tokens.beside(beside) and tokens.cased(k) and k not in hits
            if name and k == hit.last and keys[k] not in self.words.unnamed and state_of(hit):  # "Kansas City"
                return True
            led = hit.first > 0 and keys[hit.first - 1] in self.words.at
            if name and led and k == hit.last and keys[k] in self.words.officials:
                continue  # "met in Oslo | President Silva"
            if name and not any(keys[k] in w for w in (self.words.unnamed, self.words.place_after, self.words.after)):
                return True
        return False

    def _closes_name(self, hit: Hit, first: int) -> bool:
        """Whether a place ends a longer name: "the Code of Conduct in the South China Sea"."""
        tokens, i = self.tokens, hit.first - 1
        while i > first and tokens.keys[i] in self.words.at and not tokens.cased(i):
            i -= 1
        return first < i < hit.first - 1 and tokens.cased(i) and tokens.keys[i] not in self.words.unnamed

    def _governs(self, hit: Hit, first: int, end: int, hits: Mapping[int, Hit]) -> bool:
        """Whether a capital stands for its country's government here."""
        tokens, keys, i, k = self.tokens, self.tokens.keys, hit.first, hit.last
        before = keys[i - 1] if i > first else ""
        follows = keys[k] if k < end else ""
        if before in self.words.place_after:
            given = before in self.words.giving and i - 2 >= first and keys[i - 2] in self.words.given
            return given or (i - 2 >= first and keys[i - 2] in self.words.allied)
        if before in self.words.after:
            return True
        # "Hanoi and Beijing", one of which is governed already by its place.
        if before in self.words.conjunction and i - 2 >= first and (other := hits.get(i - 2)) and self._capital(other):
            return self._governs(other, first, end, hits)
        if follows in self.words.conjunction and k + 1 < end and (other := hits.get(k + 1)) and self._capital(other):
            k = other.last
            if k >= end or self._acts(k, self.words.bases):
                return True
            aside = self._behind_aside(k, end) if self._opens(hit, first) else None
            return aside is not None and self._acts(aside, self.words.acts)  # "Hanoi and Beijing, as allies, have"
        if tokens.possessive(k - 1):
            return not tokens.cased(k) if k < end else False
        if not self._opens(hit, first) or k >= end:
            return False
        aside = self._behind_aside(k, end)
        if aside is not None:  # "Hanoi, long an ally of Beijing, said"
            return self._acts(aside, self.words.acts)
        return tokens.gap(k - 1).isspace() and self._acts(k, self.words.acts)

    def _opens(self, hit: Hit, first: int) -> bool:
        """Whether a clause may begin with a place."""
        tokens, i = self.tokens, hit.first
        before = tokens.keys[i - 1] if i > first else ""
        return (
            i == first
            or before in self.words.clause
            or before[0].isdigit()
            or (tokens.cased(i - 1) and before in self.words.unnamed)  # "On Monday Hanoi said"
            or tokens.gap(i - 1).strip() in (",", ":", ";", '"', ', "', "—", ")", "*", "•", "-")
        )

    def _behind_aside(self, k: int, end: int) -> int | None:
        """Where what two commas set apart ends, of which the first stands before word `k`; None where none does."""
        if k >= end or self.tokens.gap(k - 1).strip() != ",":
            return None
        return next((n + 1 for n in range(k, min(k + _ASIDE, end - 1)) if self.tokens.gap(n).strip() == ","), None)

    def _acts(self, k: int, verbs: frozenset[str]) -> bool:
        if self.tokens.keys[k] in self.words.adverbs and k + 1 < len(self.tokens.keys) and self.tokens.gap(k).isspace():
            k += 1  # "Oslo and Lima even fought"
        return self.tokens.keys[k] in verbs and not self.tokens.cased(k)

    def _announces(self, hit: Hit, first: int, end: int) -> bool:
        """Whether a seat of government stands for it, with a verb right behind."""
        i = hit.first - 2 if hit.first > first + 1 and not self.tokens.cased(hit.first - 1) else hit.first - 1
        led = any(k >= first and self.tokens.keys[k] in self.words.place_after for k in (i, hit.first - 1))
        return not led and hit.last < end and self._acts(hit.last, self.words.acts)

    def _capital(self, hit: Hit) -> bool:
        return " ".join(self.tokens.keys[hit.first : hit.last]) in self.capitals

    def _body(self, i: int, end: int, hits: Mapping[int, Hit]) -> int | None:
        """Where a body or venue ends whose capitalised name begins with word `i`, by the last word of its run."""
        tokens, keys, k, last = self.tokens, self.tokens.keys, i, None
        while k < end and tokens.cased(k) and (k == i or tokens.beside(k - 1) or self._owns(k - 1)):
            if keys[k] in self.words.unnamed and k == i and i not in hits:
                return None
            venue = keys[k] in self.words.venues and i > 0 and keys[i - 1] in self.words.at
            if venue or keys[k] in self.words.institutions:
                last = k + 1
            k += 1
        if last and keys[last - 1] not in self.words.venues:
            last = self._of_what(last, end, hits)
        return last if last and last > i + 1 else None

    def _of_what(self, last: int, end: int, hits: Mapping[int, Hit]) -> int:
        """Where a body's name ends that goes on behind word `last`: "the Chilean Ministry | of Labour and Trade"."""
        tokens, k = self.tokens, last + 1
        led = k < end and tokens.keys[last] in self.words.of and tokens.beside(last - 1) and tokens.beside(last)
        if not led or not tokens.cased(k) or k in hits:
            return last
        while k < end and tokens.beside(k - 1) and k not in hits:
            joins = tokens.keys[k] in self.words.conjunction and k + 1 < end and k + 1 not in hits
            if not (tokens.cased(k) or (joins and tokens.beside(k) and tokens.cased(k + 1))):
                break
            k += 1
        described = k < end and tokens.beside(k - 1) and k not in hits and tokens.keys[k] not in self.words.closed
        return last if described else k  # "the War Council of Allied | forces"

    def _owns(self, k: int) -> bool:
        """Whether word `k` says within a body's name whose it is: "the Norwegian Women's Union"."""
        return self.tokens.keys[k] in self.words.owners and self.tokens.possessive(k)

    def _unknown(self, first: int, last: int, hits: Mapping[int, Hit]) -> Actor:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        text = self.tokens.text[start:end]
        name = " ".join(text.split())
        near = [f for k in range(first, last) if (hit := hits.get(k)) and (f := hit.named.country)]
        codes = tuple(dict.fromkeys(f.code for f in near))
        if self.tokens.keys[last - 1] in self.words.venues:
            return Place(start, end, text, name, codes[0] if len(codes) == 1 else None)
        owner = next((hit for hit in self._owners(first, last, hits) if hit.named.country), None) if not codes else None
        if owner and owner.named.country:
            begin, stop = self.tokens.starts[min(first, owner.first)], self.tokens.ends[max(last, owner.last) - 1]
            name, codes = " ".join(self.tokens.text[begin:stop].split()), (owner.named.country.code,)
        return Organization(start, end, text, name, codes)

    def _owners(self, first: int, last: int, hits: Mapping[int, Hit]) -> Iterator[Hit]:
        """Whose a body is: "Norway's Foreign Ministry", "the Foreign Ministry of Norway"."""
        for k in range(max(0, first - _LONGEST_OWNER), first):
            if (hit := hits.get(k)) and hit.last == first and self.tokens.possessive(first - 1):
                yield hit
        if last + 1 < len(self.tokens.keys) and self.tokens.keys[last] in self.words.of and self.tokens.beside(last):
            behind = last + 1 if hits.get(last + 1) else last + 2  # "of the Netherlands"
            if hit := hits.get(behind):
                yield hit
