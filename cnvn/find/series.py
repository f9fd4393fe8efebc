"""Numbered meetings: "the 15th meeting of the … Committee", "the 20th National Congress of the … Party"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from cnvn.find.gazetteer import Hit
from cnvn.find.series_words import SeriesWords, in_digits, ordinal
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import CountryFact, OrganizationFact, PersonFact, PlaceFact, SeriesFact
from cnvn.model import EventType, Person, Series

_TYPES: Mapping[str, EventType] = {
    "session": "meeting", "meeting": "meeting", "programme": "meeting", "congress": "congress", "summit": "summit"
}  # fmt: skip
_LONGEST = 14
_DESCRIBED = 3  # words between "round of" and "talks"
_WITHIN = (" (", ") ", ' "', " “", '" ', "” ")  # between the words of a name
_HYPHENS = ("-", "–")
_NEAR = 60  # words around a name in which the countries stand that it belongs to


@dataclass(frozen=True, slots=True)
class SeriesFinder:
    """Sees numbered meetings in the words of a text; `ordinals` are the numbers of those words that may be ordinals,
    `lands` the countries that the text names."""

    tokens: Tokens
    words: SeriesWords
    unnamed: frozenset[str]
    verbs: frozenset[str]
    congresses: Mapping[str, SeriesFact]
    ordinals: Sequence[int]
    lands: frozenset[str]

    def sentence(
        self, first: int, end: int, hits: Mapping[int, Hit], people: Sequence[Person] = ()
    ) -> Iterator[Series]:
        """The series named by the words `first` to `end` (exclusive), in order, without overlaps; `people` are those of
        the sentence, since a congress may be "his party's"."""
        known = {
            i: fact
            for i, hit in hits.items()
            if hit.first == i and (fact := _series(hit)) and self._fits(hit, fact, first, end, hits)
        }
        ordinals = self.ordinals[bisect_left(self.ordinals, first) : bisect_left(self.ordinals, end)]
        done = first
        for i in sorted({*known, *ordinals}):
            if i < done:
                continue
            found, number = None, ordinal(self.tokens.keys[i], self.words)
            tens = self._tens(i, first) if number else 0
            if number and not self._within(i, first):
                found = self._numbered(i, number + tens, first, end, hits, people)
                if found and tens:
                    found = self._from(i - 1, found[0]), found[1]
            if not found and i in known:
                last = hits[i].last
                found = (self._known(i, last, known[i], None), last)
            if found:
                yield found[0]
                done = found[1]

    def _tens(self, i: int, first: int) -> int:
        """What "twenty" adds to the ordinal `i`: "twenty-first"."""
        linked = i > first and self.tokens.gap(i - 1) in ("-", " ")
        return self.words.tens.get(self.tokens.keys[i - 1], 0) if linked else 0

    def _within(self, i: int, first: int) -> bool:
        """Whether the ordinal `i` numbers a body that meets, no meeting: "the fifth plenum of the 13th Committee"."""
        keys = self.tokens.keys
        after_article = i - 3 >= first and keys[i - 1] in self.words.article and keys[i - 2] in self.words.belonging
        return after_article and self.words.heads.get(keys[i - 3]) == "session"

    def _from(self, i: int, series: Series) -> Series:
        """The series with its words from word `i` on."""
        start = self.tokens.starts[i]
        return series._replace(start=start, text=self.tokens.text[start : series.end])

    def _numbered(
        self, i: int, number: int, start: int, end: int, hits: Mapping[int, Hit], people: Sequence[Person]
    ) -> tuple[Series, int] | None:
        """The series whose ordinal is word `i`, and the word after it."""
        tokens, keys = self.tokens, self.tokens.keys
        head = self._head(i, end)
        # "the fourth Vietnam-China border defence exchange"
        j = i + 2 if i + 1 < end and keys[i + 1] in self.words.ever else i + 1  # "the first-ever dialogue"
        after = hits.get(j) if j < end else None
        fact = _series(after) if after and after.first == j and self._runs(i) else None
        if after and fact and (head is None or after.last > head) and self._fits(after, fact, start, end, hits):
            return self._known(i, after.last, fact, number), after.last
        if head is None:
            return None
        what = self.words.heads[keys[head]]
        last, body = self._of(head + 1, end, hits)
        if body is not None and what == "session" and any(p.start == tokens.starts[body] for p in people):
            last, body = head + 1, None  # "the first meeting between Silva and Berg"
        known = [
            fact
            for k in range(i, last)
            if (hit := hits.get(k)) and (fact := _series(hit)) and self._fits(hit, fact, start, end, hits)
        ]
        # "the CPV's 13th National Congress": whose congress it is may stand before the ordinal.
        first, owner = i, None
        if what == "congress" and i > start and tokens.possessive(i - 1):
            first, owner = self._owner(i - 1, start, end, hits, people)
        elif what == "congress" and i > start and keys[i - 1] in self.words.its:
            owner = self._party_before(i, start, hits)
        elif what == "session" and not known and i > start and keys[i - 1] in self.words.its:
            known = self._named_before(start, i, end, hits)
        if known:
            return self._known(first, last, known[-1], number), last
        if what == "session":
            if body is None and not self._is_body(i + 1, head):
                if topic := self._topic(head + 1, end, hits):
                    name, codes = self._text(head + 2, topic), self._pair(start, end, hits)
                    return self._series(i, topic, name, number, codes, "meeting"), topic
                after_body = self._body(head + 1, end)
                if after_body:
                    return self._series(i, after_body, "", number, (), "meeting"), after_body
                return self._owned(i, head + 1, number, start)
            name = self._text(i + 1, head + tokens.cased(head)) if body is None else self._named(body, last, hits)
        else:
            if owner is None and not any(tokens.cased(k) for k in range(i + 1, head + 1)):
                return None
            name = self._text(i + 1, last)
            if what != "congress" and self._is_chamber(name):
                return None  # "the 13th Central Committee" is the body of a term
            if first < i:
                name = self.words.owned.format(series=name, body=self._text(first, i))
        codes = tuple(
            dict.fromkeys(
                code for k in range(first, last) if (hit := hits.get(k)) and hit.first == k for code in _codes(hit)
            )
        )
        if what == "congress":
            codes = codes or ((owner,) if owner else ())
            # One party's congress whatever it is called; without a party it may be anybody's.
            if len(codes) == 1 and codes[0] in self.congresses:
                return self._known(first, last, self.congresses[codes[0]], number), last
            if not codes:
                return self._series(first, last, "", number, (), "congress"), last
        kind: EventType = _TYPES[what]
        if what == "session" and self._is_chamber(name):
            # Their sessions are counted anew in each term.
            term = body is not None and ordinal(keys[body], self.words)
            return self._series(first, last, name, number if term else None, codes, "congress"), last
        if what == "session" and self.words.heads.get(keys[last - 1], "") in ("congress", "summit"):
            kind = _TYPES[self.words.heads[keys[last - 1]]]
        return self._series(first, last, name, number, codes, kind), last

    def _owned(self, i: int, last: int, number: int, start: int) -> tuple[Series, int] | None:
        """The session of a body that is named before, "the committee's fourth meeting", still without its name."""
        tokens, keys = self.tokens, self.tokens.keys
        owner = i > start + 1 and tokens.possessive(i - 1) and keys[i - 1] in self.words.bodies
        if owner and keys[i - 2] in self.words.article:
            return self._series(i - 1, last, "", number, (), "meeting"), last
        return None

    def _fits(self, hit: Hit, fact: SeriesFact, first: int, end: int, hits: Mapping[int, Hit]) -> bool:
        """Whether a series may be meant by a name that others have too: "the theory seminar" is that of two countries
        only where the sentence, or else the text, is about both."""
        if hit.first > first and self.tokens.gap(hit.first - 1) in _HYPHENS:
            return False  # "the Norway-ASEAN Summit" is no ASEAN Summit
        if not hit.named.generic:
            return True
        near = range(max(first, hit.first - _NEAR), min(end, hit.last + _NEAR))
        here = {code for k in near if (other := hits.get(k)) for code in countries_of(other)}
        return {*fact.countries} <= (here if len(here) > 1 else self.lands)

    def _named_before(self, start: int, i: int, end: int, hits: Mapping[int, Hit]) -> list[SeriesFact]:
        """The series whose session "its 17th meeting" is: the only one that the words before name."""
        before = [hit for k, hit in hits.items() if start <= k < i and hit.first == k]
        named = ((hit, fact) for hit in before if (fact := _series(hit)))
        found = {fact.name: fact for hit, fact in named if self._fits(hit, fact, start, end, hits)}
        return [*found.values()] if len(found) == 1 else []

    def _owner(
        self, i: int, start: int, end: int, hits: Mapping[int, Hit], people: Sequence[Person]
    ) -> tuple[int, str | None]:
        """Where the owner of a congress begins whose possessive ends with word `i`, and its country: "the CPV's",
        "the Vietnamese party's", "his party's", or "the party's" in a sentence on one country's."""
        tokens, hit = self.tokens, hits.get(i)
        if hit:
            return hit.first, None
        if tokens.keys[i] not in self.words.party or i == start:
            return i + 1, None
        if before := hits.get(i - 1):
            codes = _codes(before)
            return before.first, codes[0] if len(codes) == 1 else None
        owners = [p.country for p in people if p.start == tokens.starts[i - 1]]
        if owners:
            return i, owners[0]
        if tokens.keys[i - 1] not in self.words.article:
            return i, None
        near = range(max(start, i - _NEAR), min(end, i + _NEAR))
        named = {code for k in near if (other := hits.get(k)) for code in _codes(other)}
        named |= {p.country for p in people[:_NEAR] if p.country}
        parties = [code for code in sorted(named) if code in self.congresses]
        return i, parties[0] if len(parties) == 1 else None

    def _party_before(self, i: int, start: int, hits: Mapping[int, Hit]) -> str | None:
        """The country of the one ruling party that the sentence names before word `i`: "The CPV held its congress"."""
        near = range(max(start, i - _NEAR), i)
        named = {
            code
            for k in near
            if (hit := hits.get(k))
            for f in hit.named.facts
            if isinstance(f, OrganizationFact)
            for code in f.countries
        }
        parties = [code for code in named if code in self.congresses]
        return parties[0] if len(named) == len(parties) == 1 else None

    def _head(self, i: int, end: int) -> int | None:
        """The head of the name that follows the ordinal `i`: the last one that its run of words has."""
        tokens, keys, k, head = self.tokens, self.tokens.keys, i + 1, None
        while k < end and k < i + _LONGEST and self._runs(k - 1):
            key = keys[k]
            if key in self.words.not_series or ordinal(key, self.words):  # "First Summit and Second Conference"
                break
            if key in self.words.heads and (head is not None or self.words.heads[key] != "programme"):
                head, session = k, self.words.heads[key] == "session"
                plenary = session and k + 1 < end and self._runs(k) and self.words.heads.get(keys[k + 1]) == "session"
                if (session or not tokens.cased(k)) and not plenary:  # "plenary | session"
                    break
            elif not (tokens.cased(k) or key in self.words.inner):
                break
            k += 1
        return head

    def _is_body(self, first: int, head: int) -> bool:
        """Whether the words before a session's `head` name its body, "the 10th Harbour Committee meeting", or
        with it the meeting itself, "the 2nd Coral Ministers' Meeting"; not so "the second Oslo meeting"."""
        names = [k for k in range(first, head) if self.tokens.cased(k)]
        bodies = [k for k in names if self.words.heads.get(self.tokens.keys[k], "session") != "session"]
        short = any(w.isupper() and len(w) > 2 for w in (self.tokens.words[k] for k in names))  # "the 4th JFC Meeting"
        titled = len(names) > 1 or (short and not self.tokens.words[head].isupper())
        return bool(bodies) or (self.tokens.cased(head) and titled)

    def _runs(self, k: int) -> bool:
        gap = self.tokens.gap(k)
        return self.tokens.beside(k) or gap in _WITHIN or self.tokens.possessive(k)

    def _of(self, k: int, end: int, hits: Mapping[int, Hit]) -> tuple[int, int | None]:
        """Where "of the … Committee for …" ends that begins with word `k`, and where the body's name begins."""
        tokens, keys = self.tokens, self.tokens.keys
        last, body = k, None
        while last < end and keys[last] in self.words.link and tokens.gap(last - 1).isspace():
            j = last + 1
            if j < end and keys[j] in self.words.article:
                j += 1
            begin = j
            if j + 1 < end and keys[last] in self.words.belonging and ordinal(keys[j], self.words) and self._runs(j):
                j += j + 1 in hits or self._names(j + 1, end)  # "of the 13th Central Committee"
            while j < end and (j == begin or self._runs(j - 1)):
                hit = hits.get(j)
                if hit and hit.first == j:
                    j = hit.last
                elif (
                    (j > begin and tokens.gap(j - 1) == "-")
                    or self._names(j, end)
                    or (
                        keys[j] in self.words.conjunction
                        and j + 1 < end
                        and tokens.cased(j + 1)
                        and j > begin
                        and (body is None or j == begin + 1)  # "on Economic and Trade Cooperation"
                        and keys[last] not in self.words.belonging
                    )
                ):
                    j += 1
                else:
                    break
            lands = all(k in hits and hits[k].named.country for k in range(begin, j))
            if j > begin and (head := self._small_body(j, end, hits)):  # "Norway-Chile joint committee"
                j = head
            elif lands and not (j < end and keys[j] in self.words.heads):
                break
            if begin < j < end and self._runs(j - 1) and keys[j] in self.words.heads:  # "round of the Oslo talks"
                j += 1
            if j == begin:
                break
            if keys[last] in self.words.belonging or body is not None or last == k:
                body = begin if body is None else body
                last = j
            else:
                break
        return last, body

    def _small_body(self, k: int, end: int, hits: Mapping[int, Hit]) -> int | None:
        """Where "joint committee" ends that begins with word `k`, in small letters; None where no such body stands."""
        near = range(k, min(end, k + _DESCRIBED))
        plain = list(takewhile(lambda j: self.tokens.beside(j - 1) and self._plain(j, hits), near))
        return next((j + 1 for j in plain if self.tokens.keys[j] in (*self.words.bodies, *self.words.heads)), None)

    def _is_chamber(self, name: str) -> bool:
        """Whether a body is elected for a term."""
        return any(f" {chamber} " in f" {name.lower()} " for chamber in self.words.chambers)

    def _names(self, k: int, end: int) -> bool:
        """Whether a body's name may hold word `k`: it has a capital, and none of those that any word may have
        ("Central") unless the body's head follows."""
        if not self.tokens.cased(k):
            return False
        follows = k + 1 < end and self._runs(k) and self.tokens.cased(k + 1)
        head = self.tokens.keys[k + 1] if follows else ""
        return head in self.words.heads or head in self.words.bodies or self.tokens.keys[k] not in self.unnamed

    def _named(self, first: int, last: int, hits: Mapping[int, Hit]) -> str:
        """The name of the body that meets; a known body's own, behind its term's number: "13th Central Committee"."""
        number = ordinal(self.tokens.keys[first], self.words)
        if not number:
            return self._text(first, last)
        hit = hits.get(first + 1)
        bodies = (
            [f.name for f in hit.named.facts if isinstance(f, OrganizationFact)] if hit and hit.last == last else []
        )
        return f"{in_digits(number, self.words)} {bodies[0] if bodies else self._text(first + 1, last)}"

    def _topic(self, k: int, end: int, hits: Mapping[int, Hit]) -> int | None:
        """Where "of talks on the border" or "of border talks" ends that begins with word `k`; None for mere "talks"."""
        keys, words = self.tokens.keys, self.words
        if k >= end or keys[k] not in words.belonging or not self.tokens.gap(k - 1).isspace():
            return None
        head = k + 1
        while head < end and words.heads.get(keys[head]) != "meeting":
            if not self._plain(head, hits) or head > k + _DESCRIBED:
                return None
            head += 1
        last, said = head + 1, head > k + 1
        if last < end and keys[last] in words.link and keys[last] not in words.belonging and self._runs(last - 1):
            j = last + 1
            while j < end and j < last + _LONGEST and self.tokens.beside(j - 1):
                if self._plain(j, hits):
                    last, said = j + 1, True
                elif not (keys[j] in words.article or keys[j] in words.belonging or keys[j] in words.conjunction):
                    break
                j += 1
        return last if head < end and said else None

    def _plain(self, k: int, hits: Mapping[int, Hit]) -> bool:
        """Whether word `k` is a noun or adjective like any other: in lower case, no closed word and no verb."""
        key = self.tokens.keys[k]
        return not (self.tokens.cased(k) or k in hits or key in self.unnamed or key in self.verbs or key[0].isdigit())

    def _pair(self, start: int, end: int, hits: Mapping[int, Hit]) -> tuple[str, ...]:
        """The two countries that a sentence names, if it names two."""
        codes = {code: None for k in range(start, end) if (hit := hits.get(k)) for code in _codes(hit)}
        return tuple(codes) if len(codes) == 2 else ()

    def _body(self, k: int, end: int) -> int | None:
        """Where "of the committee" ends that begins with word `k`: a body that the text has named."""
        keys, words = self.tokens.keys, self.words
        says = (
            k + 2 < end and keys[k] in words.belonging and keys[k + 1] in words.article and keys[k + 2] in words.bodies
        )
        return k + 3 if says and self._runs(k - 1) and self._runs(k) and self._runs(k + 1) else None

    def _known(self, first: int, last: int, fact: SeriesFact, number: int | None) -> Series:
        counted = None if self._is_chamber(fact.name) else number  # anew in each term, and which one is not told
        return self._series(first, last, fact.name, counted, fact.countries, fact.type)

    def _series(
        self, first: int, last: int, name: str, number: int | None, codes: tuple[str, ...], kind: EventType
    ) -> Series:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        return Series(start, end, self.tokens.text[start:end], name, number, codes, kind)

    def _text(self, first: int, last: int) -> str:
        """The words of a name, without what stands in brackets."""
        text = self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]
        return " ".join(re.sub(r"\s*\([^)]*\)?", "", text).split())


def _series(hit: Hit) -> SeriesFact | None:
    return next((f for f in hit.named.facts if isinstance(f, SeriesFact)), None)


def countries_of(hit: Hit) -> tuple[str, ...]:
    """The countries that a known name speaks of: a place's, a person's, a body's or itself."""
    found: dict[str, None] = dict.fromkeys(_codes(hit))
    for fact in hit.named.facts:
        if isinstance(fact, SeriesFact):
            return ()
        if isinstance(fact, PersonFact | PlaceFact) and fact.country:
            found[fact.country] = None
    return tuple(found)


def _codes(hit: Hit) -> tuple[str, ...]:
    codes = tuple(f.code for f in hit.named.facts if isinstance(f, CountryFact))
    return codes or tuple(c for f in hit.named.facts if isinstance(f, OrganizationFact) for c in f.countries)
