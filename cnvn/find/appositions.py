"""What stands behind a name and tells who its bearer is: a title after a comma, or
after "was elected"."""

from collections.abc import Mapping
from dataclasses import dataclass

from cnvn.find.gazetteer import Hit
from cnvn.find.namings import Naming
from cnvn.find.shape import NameReader
from cnvn.find.title_words import TitleWords, head_at
from cnvn.find.titles import Title, read_title
from cnvn.find.tokens import Tokens

_AUXILIARY = 4  # words from a name to the verb that says what its bearer came to be: "has since been elected"
_FAR = 6  # words from there to the title's head


@dataclass(frozen=True, slots=True)
class Appositions:
    """Reads what stands behind names."""

    tokens: Tokens
    titles: TitleWords
    shape: NameReader

    def after(self, naming: Naming, end: int, hits: Mapping[int, Hit]) -> Naming | None:
        """The naming with a title that stands after its comma; None where no title does."""
        tokens = self.tokens
        i = naming.last
        if i >= end or tokens.gap(i - 1) not in (", ", ",\n", " (", ", (", " - ", " — ", "., "):
            return None
        if " ".join(tokens.keys[i : min(i + 2, end)]) in self.titles.who_is:  # "Silva, who is also president of …"
            i += 2
            while i < end and tokens.keys[i] in self.titles.too:
                i += 1
        k, head = i, None
        while k < end and k < i + 9 and (k == i or self._inner(k - 1)):
            if tokens.keys[k] in self.titles.longest and (last := head_at(tokens, k, end, self.titles)):
                title = read_title(tokens, k, i, end, hits, self.titles)
                if title is None:
                    k += 1
                    continue
                if title.honorific:
                    return None
                head = title
                k = title.last
                continue
            if head and tokens.keys[k] not in self.titles.qualifiers:
                break
            k += 1
        if head is None or head.plural or (head.first > i and not self._only_determiners(i, head.first)):
            return None
        last, country = head.last, head.country
        # "…, and Chinese president", "… and Lao President"
        while last + 1 < end and (tokens.gap(last - 1).isspace() or tokens.gap(last - 1) in (", ", ",\n")):
            comma = not tokens.gap(last - 1).isspace()
            listed = tokens.keys[last] in self.titles.conjunction
            if not (comma or listed):
                break
            more = self._further(last + listed, end, hits)
            if more is None:
                break
            last, country = more.last, country or more.country
        # "President Kos of Slovenia, Premier von Brun": the title is the next one's.
        following = last < end and tokens.gap(last - 1).isspace()
        if following and (tokens.cased(last) or self.shape.read(last, end, hits, titled=True)):
            return None
        if head.first > i and self._of_next(last, end):
            return None
        office = None if head.head in self.titles.counterpart else words_of(tokens, head.core, head.last)
        return Naming(
            naming.first,
            last,
            naming.name,
            naming.name_end,
            naming.rule if naming.rule == "title" else "apposition",
            naming.office or office,
            naming.kind or head.kind,
            naming.country or country,
            (naming.country or country) is None,
            naming.past or head.past,
            naming.head or head.head,
            naming.vague or (not naming.office and head.head in self.titles.general),
            naming.borrowed,
        )

    def made(self, naming: Naming, end: int, hits: Mapping[int, Hit]) -> Naming | None:
        """The naming of a name behind which a verb says what its bearer came to be: "A was elected General Secretary",
        "A became premier"; None where none does."""
        tokens, i = self.tokens, naming.last
        made = next((k for k in range(i, min(end, i + _AUXILIARY)) if tokens.keys[k] in self.titles.making), None)
        if made is None or not all(tokens.gap(k - 1).isspace() for k in range(i, made + 1)):
            return None
        if any(tokens.keys[k] not in self.titles.verbs for k in range(i, made)):
            return None
        first = made + 1
        while first < end and tokens.keys[first] in self.titles.making_as and tokens.gap(first - 1).isspace():
            first += 1
        for k in range(first, min(end, first + _FAR)):
            if not tokens.gap(k - 1).isspace() and k not in hits:
                return None
            if tokens.keys[k] in self.titles.longest and (
                title := read_title(tokens, k, first, end, hits, self.titles)
            ):
                if title.honorific or title.plural or title.first != first or title.head not in self.titles.offices:
                    return None
                words = words_of(tokens, title.core, title.last)
                return naming._replace( rule="apposition", office=words, kind=title.kind, country=title.country,
                    bare=title.country is None, head=title.head,
                )  # fmt: skip
        return None

    def _further(self, i: int, end: int, hits: Mapping[int, Hit]) -> Title | None:
        for k in range(i, min(end, i + 5)):
            if self.tokens.keys[k] in self.titles.longest:
                title = read_title(self.tokens, k, i, end, hits, self.titles)
                if title and not title.honorific and title.first == i:
                    following = title.last
                    if following < end and self.tokens.cased(following) and self.tokens.beside(following - 1):
                        return None
                    return title
            if not self.tokens.beside(k):
                return None
        return None

    def _inner(self, k: int) -> bool:
        return self.tokens.beside(k) or self.tokens.possessive(k) or self.tokens.gap(k) in (" (", ") ")

    def _of_next(self, k: int, end: int) -> bool:
        """Whether behind a comma the name follows to which a title with its article belongs: "the premier of Norway,
        Mr. Silva, the premier of Chile, Mr. Berg"."""
        tokens = self.tokens
        led = k < end and tokens.gap(k - 1) in (", ", ",\n") and tokens.keys[k] in self.titles.honorifics
        return led and k + 1 < end and tokens.cased(k + 1)

    def _only_determiners(self, i: int, last: int) -> bool:
        return all(self.tokens.keys[k] in self.titles.determiners for k in range(i, last))


def words_of(tokens: Tokens, first: int, last: int) -> str:
    """The words `first` to `last` (exclusive) of a title as the text has them."""
    text = tokens.text
    end = tokens.ends[last - 1]
    # The bracket after an acronym and the point of "Lt. Gen." belong to the title.
    short = len(tokens.words[last - 1]) <= 3 and tokens.beside(last - 1)
    if text[end : end + 1] == ")" or (text[end : end + 1] == "." and short):
        end += 1
    return " ".join(text[tokens.starts[first] : end].split())
