"""Names of people where a text introduces them or uses them in full: by title, by apposition, by knowledge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import not_

from cnvn.find.appositions import Appositions, words_of
from cnvn.find.complements import complement, country_of, land_of
from cnvn.find.gazetteer import Hit
from cnvn.find.names import NameWords
from cnvn.find.namings import Description, Naming
from cnvn.find.shape import NameReader
from cnvn.find.title_words import TitleWords, head_at
from cnvn.find.titles import Title, read_title
from cnvn.find.tokens import Tokens, within

_TITLES = 6  # that one person may have in a row


def people_reader(tokens: Tokens, titles: TitleWords, names: NameWords, marked: Sequence[int]) -> "Reader":
    """The reader of one text's people; `marked` are the numbers of the words that may begin a title or a name."""
    common = frozenset(compress(tokens.keys, map(not_, tokens.capital)))
    shape = NameReader(tokens, titles, names, common)
    return Reader(tokens, titles, shape, Appositions(tokens, titles, shape), marked)


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to see people in words; `marked` are the numbers of the words that may begin a title or a name."""

    tokens: Tokens
    titles: TitleWords
    shape: NameReader
    behind: Appositions
    marked: Sequence[int]

    def sentence(self, start: int, end: int, hits: Mapping[int, Hit]) -> Iterator[Naming | Description]:
        """The namings and descriptions among the words `start` to `end` (exclusive), in order, without overlaps."""
        todo, done = start, start
        longest, keys, cased = self.titles.longest, self.tokens.keys, self.tokens.capital
        for i in within(self.marked, start, end):
            if i < todo:
                continue
            found: tuple[Naming | Description, ...] = ()
            if keys[i] in longest:
                found = self._titled(i, done, end, hits)
            if not found and (hit := hits.get(i)) and hit.first == i:
                named = self._known(hit, end, hits) if hit.named.person else None
                found = (named,) if named else ()
                if not found:
                    todo = hit.last
                    continue
            if not found and cased[i] and i not in hits:
                named = self._apposed(i, start, end, hits)
                found = (named,) if named else ()
            if found:
                yield from found
                todo = done = found[-1].last

    # ------------------------------------------------------------------------------------------- title, then name
    def _titled(self, i: int, start: int, end: int, hits: Mapping[int, Hit]) -> tuple[Naming | Description, ...]:
        tokens = self.tokens
        title = read_title(tokens, i, start, end, hits, self.titles)
        if title is None:
            return ()
        j = title.last
        for _ in range(_TITLES):
            further = self._next_title(title, j, end, hits)
            if further is None:
                break
            title = Title(
                title.first, further.core if title.honorific else title.core, further.last, further.head,
                title.kind or further.kind, title.country or further.country, further.plural, past=title.past,
            ) if not further.honorific else title  # fmt: skip
            j = further.last
        if chained := self._chained(title, end, hits):
            title, j = chained, chained.last
        if title.plural and title.country and (several := self._of_lands(title, end, hits)):
            return several
        j += self._abbreviated(j, end)
        adjoining = j < end and (tokens.gap(j - 1) in (" ", "\n", ". ", ".\n", ") ") and (self._linked(j - 1)))
        name_end = self.shape.read(j, end, hits, titled=True) if adjoining else None
        if name_end and (name_end > j + 1 or title.honorific or self._names_alone(title, i)):
            return self._named(title, j, name_end, end, hits)
        if (
            j < end
            and tokens.gap(j - 1) in (", ", ",\n")
            and (
                title.country
                or title.first < title.core
                or title.core < i
                or title.head in self.titles.counterpart
                or (i > start and tokens.possessive(i - 1))  # "Silva's husband, Jonas Berg, …"
                or title.plural  # "the premiers, Jonas Berg and Ana Silva, …"
                or title.last > i + len(title.head.split())  # "the head of the bureau, Jonas Berg, …"
            )
            and not title.honorific
            and (name := self._polite(j, end, hits)) < end
            and (name_end := self.shape.read(name, end, hits, titled=True))
            and name_end > j + 1
            and (title.plural or tokens.gap(name_end - 1)[:1] in (",", ".", ";") or self._met_for(title, name_end, end))
        ):
            return self._named(title, name, name_end, end, hits)
        if title.honorific and title.head.split(" ", 1)[0] in self.titles.determiners:  # "His Highness agreed"
            return (Description(title.first, title.last, title),)
        if title.honorific or not (title.kind or title.head in self.titles.referring):
            return ()
        if title.last < end and tokens.cased(title.last) and tokens.beside(title.last - 1):
            return ()
        if tokens.gap(title.last - 1) == "-" or (title.first and tokens.gap(title.first - 1) == "-"):
            return ()
        if title.head in self.titles.adjectives and (self._before_noun(title.last, end) or self._of_chair(i)):
            return ()
        following = self._after_possessive(title.last, end)
        if following and (tokens.cased(following) or title.plural) and tokens.keys[following] in self.titles.bodies:
            return ()
        return (Description(title.first, title.last, title),)

    def _of_lands(self, title: Title, end: int, hits: Mapping[int, Hit]) -> tuple[Naming, ...]:
        """Those who hold an office in several countries, one each: "the premiers of Norway and Chile, A and B, …"."""
        tokens, lands, k = self.tokens, [title.country], title.last
        while k < end and (tokens.keys[k] in self.titles.conjunction or tokens.gap(k - 1) in (", ", ",\n")):
            at = k + (tokens.keys[k] in self.titles.conjunction)
            hit = hits.get(at)
            if hit is None or hit.first != at or hit.named.adjective or country_of(hit) is None:
                break
            lands.append(country_of(hit))
            k = hit.last
        found: list[Naming] = []
        for land in lands if len(lands) > 1 else ():
            if k < end and found and tokens.keys[k] in self.titles.conjunction:
                k += 1
            elif k >= end or tokens.gap(k - 1) not in (", ", ",\n", *(() if found else (" ", "\n"))):
                return ()
            last = self.shape.read(k, end, hits, titled=True)
            if not last or last < k + 2:
                return ()
            first = k if found else title.first
            found.append(self._complete(title._replace(country=land), first, k, last, end, hits))
            k = found[-1].last
        return tuple(found)

    def _before_noun(self, i: int, end: int) -> bool:
        """Whether word `i` goes on with a noun group: it is in lower case, right after, and no verb or closed word."""
        if i >= end or not self.tokens.gap(i - 1).isspace() or self.tokens.cased(i):
            return False
        return self.tokens.keys[i] not in self.titles.verbs

    def _met_for(self, title: Title, k: int, end: int) -> bool:
        """Whether behind a counterpart's name where or what for follows: "his counterpart, Berg | to discuss"."""
        return title.head in self.titles.counterpart and k < end and self.tokens.keys[k] in self.titles.wider

    def _of_chair(self, i: int) -> bool:
        """Whether word `i` is what somebody has, and nobody: "under the chair of Silva"."""
        return i > 1 and self.tokens.keys[i - 2] in self.titles.under and self.tokens.keys[i - 1] in self.titles.article

    def _after_possessive(self, i: int, end: int) -> int | None:
        """The word after a possessive that ends before word `i`."""
        if not self.tokens.possessive(i - 1):
            return None
        return i if i < end else None

    def _names_alone(self, title: Title, i: int) -> bool:
        """Whether one word after the title is a name: "President Xi", but not "a major Allied victory"."""
        if title.head in self.titles.counterpart:
            return self.tokens.keys[i] not in self.titles.unnamed
        if title.head not in self.titles.offices:
            return False
        plain = " ".join(self.tokens.keys[i : title.last]) in self.titles.heads
        return plain and (title.head not in self.titles.adjectives or self.tokens.cased(i))

    def _next_title(self, title: Title, j: int, end: int, hits: Mapping[int, Hit]) -> Title | None:
        """The title that goes on at word `j`: "His Majesty | King", "Crown Prince | and Prime Minister"."""
        tokens = self.tokens
        if j < end and self._presents(title, j, end):  # "the President of Norway, H.E. Mr. Jonas Berg"
            return read_title(tokens, j, j, end, hits, self.titles)
        if j >= end or not self._linked(j - 1):
            return None
        k = j
        if tokens.keys[j] in self.titles.conjunction and not title.honorific:
            # "the President and Prime Minister Kishida" are two people.
            if title.first and tokens.keys[title.first - 1] in self.titles.article and not title.country:
                return None
            k = j + 1
            land = hits.get(k)
            if land and land.first == k and land.named.adjective:  # "General Secretary of X and Chilean President"
                k = land.last
            while k < end and tokens.keys[k] in self.titles.qualifiers and tokens.beside(k):
                k += 1
        if k >= end or tokens.keys[k] not in self.titles.longest:
            return None
        if not (title.honorific or tokens.cased(k) == tokens.cased(j - 1)):
            return None
        further = read_title(tokens, k, k, end, hits, self.titles)
        if further is None or (k > j and not self._name_follows(further, end, hits)):
            return None
        return further

    def _polite(self, j: int, end: int, hits: Mapping[int, Hit]) -> int:
        """Where the name begins behind the form of address at word `j`: "her adviser, | Dr. Kos"; `j` without one."""
        if self.tokens.keys[j] not in self.titles.longest:
            return j
        polite = read_title(self.tokens, j, j, end, hits, self.titles)
        return polite.last if polite and polite.honorific and self._linked(polite.last - 1) else j

    def _abbreviated(self, j: int, end: int) -> bool:
        """Whether word `j` is a bracket that abbreviates the title before it: "Prime Minister (PM) Berg"."""
        bracket = j + 1 < end and self.tokens.gap(j - 1) == " (" and self.tokens.gap(j) == ") "
        return bracket and self.tokens.words[j].isupper()

    def _presents(self, title: Title, j: int, end: int) -> bool:
        """Whether behind the comma at word `j` an excellency has the office of the title."""
        if title.honorific or not title.country or self.tokens.gap(j - 1) not in (", ", ",\n"):
            return False
        last = head_at(self.tokens, j, end, self.titles)
        return last is not None and " ".join(self.tokens.keys[j:last]) in self.titles.excellent

    def _chained(self, title: Title, end: int, hits: Mapping[int, Hit]) -> Title | None:
        """The title that a list of titles makes up for the one name at its end: "Party Member, Director of the Office,
        and Minister | Li Wen", "President, Party Leader | Li Wen". After an article the first of them is another
        person's."""
        tokens, k = self.tokens, title.last
        if title.honorific or (title.first and tokens.keys[title.first - 1] in self.titles.article):
            return None
        for _ in range(_TITLES):
            if k >= end:
                return None
            comma, last = tokens.gap(k - 1) in (", ", ",\n"), tokens.keys[k] in self.titles.conjunction
            if not (comma or (last and k > title.last)):
                return None
            k += last
            head = k
            while head < end and tokens.keys[head] in self.titles.qualifiers and tokens.beside(head):
                head += 1
            if head >= end or tokens.keys[head] not in self.titles.longest or not tokens.cased(k):
                return None
            further = read_title(tokens, head, k, end, hits, self.titles)
            if further is None or further.honorific or further.plural or further.first != k:
                return None
            if further.country and title.country and further.country != title.country:
                return None
            if (last or tokens.cased(title.core)) and self._name_follows(further, end, hits):
                country = title.country or further.country
                return further._replace(first=title.first, core=title.core, country=country, past=title.past)
            if last:
                return None
            k = further.last
        return None

    def _name_follows(self, title: Title, end: int, hits: Mapping[int, Hit]) -> bool:
        j = title.last
        return j < end and self._linked(j - 1) and self.shape.read(j, end, hits, titled=True) is not None

    def _linked(self, i: int) -> bool:
        return self.tokens.beside(i) or self.tokens.gap(i).startswith((".", ") "))

    def _named(self, title: Title, j: int, name_end: int, end: int, hits: Mapping[int, Hit]) -> tuple[Naming, ...]:
        found = [self._complete(title, title.first, j, name_end, end, hits)]
        # "Presidents A of X and B of Y": one title for all of them.
        while title.plural:
            k = found[-1].last
            hit = hits.get(k) if k < end and self.tokens.gap(k - 1) == " (" else None
            if hit is not None and self.tokens.gap(hit.last - 1).startswith(")"):  # "Presidents A (Norway), B (Chile)"
                found[-1] = found[-1]._replace(country=found[-1].country or land_of(hit))
                k = hit.last
            gap = self.tokens.gap(k - 1).removeprefix(")") if k < end else ""
            comma = gap in (", ", ",\n")
            if (comma or gap.isspace()) and self.tokens.keys[k] in self.titles.conjunction:
                k += 1
            elif not comma:
                break
            if k >= end or not (last := self.shape.read(k, end, hits, titled=True)):
                break
            found.append(self._complete(title, k, k, last, end, hits))
        return tuple(found)

    def _complete(self, title: Title, first: int, j: int, name_end: int, end: int, hits: Mapping[int, Hit]) -> Naming:
        """The naming with what follows the name: "of New Zealand", "of the International Department …"."""
        tokens = self.tokens
        office = None if title.honorific else self._office(title)
        country, last = title.country, name_end
        if name_end < end and tokens.keys[name_end] in self.titles.belonging and self._linked(name_end - 1):
            after, land = complement(tokens, name_end, end, hits, self.titles)
            if title.head in self.titles.local and after == name_end:  # "Mayor Kos of Tampa"
                while after + 1 < end and self._word(after + 1, hits) and tokens.beside(after):
                    after += 1
                last = after + 1 if after > name_end else last
            elif after > name_end:
                last, country = after, country or land
                if office and title.last == title.core + 1 and not self._only_country(name_end, after, hits):
                    office = f"{office} {words_of(self.tokens, name_end, after)}"
        rule = "honorific" if title.honorific else "title"
        naming = Naming(
            first,
            last,
            j,
            name_end,
            rule,
            office,
            title.kind,
            country,
            country is None,
            title.past,
            title.head,
            title.head in self.titles.general and title.kind not in self.titles.single,
            title.head in self.titles.counterpart,
        )
        return self.behind.after(naming, end, hits) or naming

    def _word(self, k: int, hits: Mapping[int, Hit]) -> bool:
        """Whether word `k` has a capital and is no known name, no title and no word of the closed classes."""
        key, titles = self.tokens.keys[k], self.titles
        return self.tokens.cased(k) and k not in hits and key not in titles.unnamed and key not in titles.longest

    def _office(self, title: Title) -> str:
        """The words of a title, for one of those whom it names: "President" of "Presidents A and B"."""
        words = words_of(self.tokens, title.core, title.last)
        if not title.plural:
            return words
        at = words.lower().rfind(title.head)
        return words[: at + len(title.head)] if at >= 0 else title.head

    def _only_country(self, i: int, last: int, hits: Mapping[int, Hit]) -> bool:
        hit = hits.get(last - 1)
        return bool(hit and country_of(hit) and hit.first <= i + 2)

    # -------------------------------------------------------------------------------------------------- bare names
    def _known(self, hit: Hit, end: int, hits: Mapping[int, Hit]) -> Naming | None:
        if self.shape.part_of_other(hit.last, end, hits):
            return None
        naming = Naming(hit.first, hit.last, hit.first, hit.last, "known")
        return self.behind.after(naming, end, hits) or naming

    def _goes_on(self, i: int, end: int) -> bool:
        """Whether a name that begins with word `i` may have another word: most capitalised words stand alone."""
        if i + 1 >= end:
            return False
        if self.tokens.gaps[i] in (" ", "\n"):
            return self.tokens.capital[i + 1] or self.tokens.keys[i + 1] in self.shape.names.particles
        return self.tokens.beside(i) or self.shape.quoted(i + 1, end)

    def _apposed(self, i: int, start: int, end: int, hits: Mapping[int, Hit]) -> Naming | None:
        """A name of several words that nothing but the title after its comma tells to be one."""
        if not self._goes_on(i, end):
            return None
        if self.tokens.keys[i] in self.titles.qualifiers or self.tokens.keys[i] in self.titles.bodies:
            return None
        before = (
            self.tokens.keys[i - 1] if i > start and self.tokens.beside(i - 1) and self.tokens.cased(i - 1) else None
        )
        if before and before not in self.titles.unnamed:
            return None
        if i == start and not self.shape.opens(i):
            return None
        last = self.shape.read(i, end, hits)
        if not last or all(self.tokens.gap(k) == "-" for k in range(i, last - 1)):
            return None
        naming = Naming(i, last, i, last, "bare")
        return self.behind.after(naming, end, hits) or self.behind.made(naming, end, hits) or naming
