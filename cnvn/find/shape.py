"""Where a person's name begins and ends in running words, by shape alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from cnvn.find.gazetteer import Hit
from cnvn.find.names import NameWords
from cnvn.find.title_words import TitleWords, head_at
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import CountryFact

_LONGEST_NAME = 9


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads names in the words of a text; `common` are the words that the text has in lower case."""

    tokens: Tokens
    titles: TitleWords
    names: NameWords
    common: frozenset[str]

    def opens(self, i: int) -> bool:
        """Whether a sentence's first word may belong to a name: no participle, and no word that the text has in lower
        case elsewhere."""
        key = self.tokens.keys[i]
        return key not in self.common and not (key.endswith(self.titles.participle) and len(key) > 5)

    def read(self, i: int, end: int, hits: Mapping[int, Hit], titled: bool = False) -> int | None:
        """Where a name that begins with word `i` ends; None where these words are no person's name.

        After a title (`titled`) a word that is a place's too, or of a closed class, may be a name: "Secretary Austin".
        """
        tokens, keys, titles = self.tokens, self.tokens.keys, self.titles
        k = i
        if (hit := hits.get(i)) and hit.first == i and hit.named.person:
            k = hit.last
        while k < end and k - i < _LONGEST_NAME:
            key = keys[k]
            if k > i and not tokens.beside(k - 1):
                if tokens.gap(k - 1) in (", ", ",\n") and key in self.names.suffixes:
                    k += 1
                elif self.quoted(k, end):
                    k += 2
                    continue
                break
            if not tokens.cased(k):
                inner = k > i and tokens.gap(k - 1) == "-" and key[0].isalpha()
                if inner or (key in self.names.particles and self._particle(k, end)):
                    k += 1
                    continue
                break
            initial = (k > i or titled) and len(key) == 1 and tokens.gaps[k].startswith(".")
            if key[0].isdigit() or (
                key in titles.unnamed
                and not initial
                and not ((titled or k > i or key in self.names.opening) and self._name_after_all(k, i, end))
            ):
                break
            if key in titles.longest and self._titular(k, i, end):
                return None
            hit = hits.get(k)
            apart = hit and not (k > i and hit.first < k) and not self._given(hit, k, i, end)
            if hit and apart and self._cuts(hit, i, end, hits, titled):
                break
            if key in titles.bodies and k > i:
                return None
            k += 1
        if k == i or self.part_of_other(k, end, hits):
            return None
        lone = keys[i]
        if k == i + 1 and (
            len(lone) < 2 or lone in titles.bodies or lone in titles.qualifiers or lone in titles.unnamed
            or lone in titles.longest or lone in self.names.suffixes
        ):  # fmt: skip
            return None
        return k if any(tokens.cased(j) for j in range(i, k)) else None

    def quoted(self, k: int, end: int) -> bool:
        """Whether word `k` is a nickname in quotes within a name: Robert "Bobby" Hill."""
        quotes = self.tokens.gap(k - 1) in (' "', " '") and self.tokens.gap(k) in ('" ', "' ")
        return quotes and k + 1 < end and self.tokens.cased(k) and self.tokens.cased(k + 1)

    def _name_after_all(self, k: int, i: int, end: int) -> bool:
        """Whether a word of the closed classes is a name here: "Theresa May", "To Lam"."""
        words, keys = self.tokens.words, self.tokens.keys
        if keys[k] not in self.names.ambiguous or not words[k].istitle():
            return False
        after = k + 1 < end and self.tokens.beside(k)
        if k > i:
            return not (after and keys[k + 1][0].isdigit())
        return (
            after
            and self.tokens.cased(k + 1)
            and (k > 0 or keys[k] in self.names.opening)
            and keys[k + 1] not in self.titles.unnamed
        )

    def _given(self, hit: Hit, k: int, i: int, end: int) -> bool:
        """Whether word `k`, a country's too, is the given name at the end of one begun with a family name at word `i`:
        "Tran Quoc Viet"."""
        keys = self.tokens.keys
        named = keys[k] in self.names.ambiguous and keys[i] in self.names.family_names
        return named and k > i and hit.last == k + 1 and not self._more(k, end)

    def _titular(self, k: int, i: int, end: int) -> bool:
        """Whether a title begins with word `k`, which is no family name at the end of the name begun with word `i`."""
        if head_at(self.tokens, k, end, self.titles) is None:
            return False
        return self._more(k, end) or (k > i and self.tokens.keys[k] not in self.names.titular)

    def _more(self, k: int, end: int) -> bool:
        """Whether a run of capitalised words goes on after word `k`."""
        return k + 1 < end and self.tokens.beside(k) and self.tokens.cased(k + 1)

    def _particle(self, k: int, end: int) -> bool:
        while k < end and self.tokens.keys[k] in self.names.particles and self.tokens.beside(k):
            k += 1
        return k < end and self.tokens.cased(k) and self.tokens.keys[k] not in self.titles.unnamed

    def _cuts(self, hit: Hit, i: int, end: int, hits: Mapping[int, Hit], titled: bool) -> bool:
        """Whether a known name ends the person's name read from word `i`, being no part of it."""
        if hit.named.person:  # "Tran Hong Ha" is no Hong Ha
            family = hit.first == i + 1 and self.tokens.beside(i) and self.tokens.keys[i] in self.names.family_names
            return hit.first != i and not family
        if hit.named.body or any(isinstance(f, CountryFact) for f in hit.named.facts):
            after = hit.last
            follows = (
                after < end and self.tokens.beside(after - 1) and self.tokens.cased(after)
                and after not in hits and self.tokens.keys[after] not in self.titles.unnamed
                and self.tokens.keys[after] not in self.titles.bodies
            )  # fmt: skip
            return hit.first != i or hit.named.adjective or not follows
        alone = hit.last >= end or not self.tokens.beside(hit.last - 1) or not self.tokens.cased(hit.last)
        return hit.first == i and alone and not (titled and hit.last == hit.first + 1)

    def part_of_other(self, k: int, end: int, hits: Mapping[int, Hit]) -> bool:
        """Whether the name that ends before word `k` is only a part of another name: "Trump administration"."""
        tokens = self.tokens
        if k >= end or not tokens.beside(k - 1):
            return False
        if tokens.keys[k] in self.titles.after_name:
            return True
        while k < end and tokens.cased(k) and tokens.beside(k - 1):
            key = tokens.keys[k]
            if key in self.titles.bodies:
                return True
            if key in self.titles.longest or (key in self.titles.unnamed and key not in self.titles.qualifiers):
                return False
            k += 1
        return False
