"""A sentence as a row of items: each mention is one item, and so is each word and mark between the mentions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from cnvn.find.grammar import Grammar, WordInfo
from cnvn.model import Actor, Country, Organization, Person, Place, Series, TimeExpression
from cnvn.resolve.pronouns import POSSESSIVE

# What stands between words and marks, and these, by turns.
_TOKEN = re.compile(r"(['’]s\b|[^\W_][\w\u0300-\u036f]*(?:[-’'](?!s\b)[\w\u0300-\u036f]+)*|--|[^\w\s])")
_NOTHING = WordInfo()
_PEOPLE = WordInfo(frozenset({"people"}))
_KINDS: dict[type, str] = {
    Person: "person",
    Country: "country",
    Organization: "organization",
    Place: "place",
    Series: "series",
    TimeExpression: "time",
}
# The longest way to say where somebody stands in a picture, in items.
_POSITION = 6
# The longest bracket that only abbreviates or spells out, in items.
_BRACKET = 5
# The marks at which something may begin that only abbreviates or stands aside; a mention may begin a compound.
_ABBREVIATING = frozenset("().,")
DASHES = ("–", "—", "--")
# The kinds of mention that can be a subject or an object.
HEADS = ("person", "country", "organization", "series")
_MARKS = {",": "comma", "--": "stop"} | dict.fromkeys(";:()[]—–", "stop") | dict.fromkeys('"“”„«»', "quote")


class Item(NamedTuple):
    """A mention (`value` holds it), a word or a mark. Offsets are those of the article's text.

    `kind` is person, country, organization, place, series or time for a mention; comma, stop, quote or possessive for
    a mark; word for the rest, of which `info` tells more.
    """

    kind: str
    start: int
    end: int
    word: str
    info: WordInfo = _NOTHING
    value: Actor | TimeExpression | None = None

    def has(self, name: str) -> bool:
        return name in self.info.classes

    @property
    def is_mention(self) -> bool:
        return self.value is not None


def itemize(
    text: str, start: int, end: int, mentions: Iterable[Actor | TimeExpression], grammar: Grammar
) -> tuple[Item, ...]:
    """The items of `text[start:end]`, in order. Of mentions that overlap, the longest covers the rest."""
    chosen: list[Actor | TimeExpression] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not chosen or m.start >= chosen[-1].end:
            chosen.append(m)
        elif m.end - m.start > chosen[-1].end - chosen[-1].start:
            chosen[-1] = m
    items: list[Item] = []
    small = _in_small_letters(text[start:end])
    at = start
    for m in chosen:
        _words(small, start, at, m.start, grammar, items)
        word = small[m.start - start : m.end - start]
        people = isinstance(m, Country) and m.adjective and _opens_people(word, items, grammar)
        items.append(Item(_KINDS[type(m)], m.start, m.end, word, _PEOPLE if people else _NOTHING, m))
        at = m.end
    _words(small, start, at, end, grammar, items)
    for phrase in grammar.adding:
        if phrase in small:
            items = _as_one(items, phrase, grammar.words[phrase])
    return tuple(_without_abbreviations(_with_determiners(items, grammar), grammar.lists["opposing"]))


def _opens_people(word: str, items: list[Item], grammar: Grammar) -> bool:
    """Whether a word for several people of a country stands for it: "Chileans reject the plan", "the Chileans and the
    Norwegians"; "two Chileans" do not."""
    if not grammar.is_plural(word):
        return False
    before = items[-1] if items else None
    if before is None or before.kind in ("comma", "time", "stop") or before.word in grammar.lists["definite"]:
        return True
    return before.has("conjunction") or before.has("subordinator") or before.word in grammar.lists["told_between"]


def _as_one(items: list[Item], phrase: str, info: WordInfo) -> list[Item]:
    """The items, with the words of a phrase as one: "as well as" joins as "and" does."""
    words = phrase.split()
    found: list[Item] = []
    for item in items:
        found.append(item)
        last = found[-len(words) :]
        if [i.word for i in last] == words and not any(i.is_mention for i in last):
            found[-len(words) :] = [Item("word", last[0].start, item.end, phrase, info)]
    return found


def _with_determiners(items: list[Item], grammar: Grammar) -> list[Item]:
    """The items, of which "that" is only a determiner where it points to a day: "in Oslo that Monday, 3 May", "on that
    3 May", "that same Monday"."""
    for i, item in enumerate(items[:-1]):
        if not (item.has("relative") and item.has("determiner")):
            continue
        same = items[i + 1].word in grammar.lists["same"]
        at = i + 2 if same else i + 1
        if at >= len(items) or items[at].kind != "time":
            continue
        after = items[at + 1] if at + 1 < len(items) else None
        open_end = after is not None and (after.is_mention or after.has("determiner"))  # "the plan that today the …"
        if same or (i and items[i - 1].has("preposition")) or not open_end:
            items[i] = item._replace(info=replace(item.info, classes=item.info.classes - {"relative"}))
    return items


def _without_abbreviations(items: list[Item], opposing: frozenset[str]) -> Iterator[Item]:
    """The items without what only abbreviates: "(CPV)" behind a name and the dot of "Jr." would part what belongs
    together; so would a bracket whose other half a mention holds. Without "anti-Chinese" too, which names nobody who
    takes part; `opposing` are such prefixes."""
    i, depth = 0, 0
    while i < len(items):
        item = items[i]
        if item.value is None and item.word not in _ABBREVIATING:
            if item.kind == "stop" and 0 < i < len(items) - 1 and _joins_lands(items, i):
                i += 1
                continue
            if item.word in opposing and _is_opposed(items, i):
                i += 3
                continue
            yield item
            i += 1
            continue
        if _opens_compound(items, i):
            i += 3
            continue
        if behind := _behind_position(items, i):
            i = behind
            continue
        if item.word == "(":
            close = next((j for j in range(i + 1, min(i + _BRACKET + 2, len(items))) if items[j].word == ")"), None)
            inside = items[i + 1 : close] if close else []
            if close and not any(item.kind == "time" or item.has("relative") for item in inside):
                i = close + 1
                continue
            depth += 1
        elif item.word == ")":
            depth -= 1
        dot = item.word == "." and i + 1 < len(items)
        if not (dot or (item.word == ")" and depth < 0)):
            yield item
        depth = max(depth, 0)
        i += 1


def _is_opposed(items: list[Item], i: int) -> bool:
    """Whether a hyphen joins the word at `i` to a country: "anti-Chinese"."""
    return i + 2 < len(items) and items[i + 1].word == "-" and items[i + 2].kind == "country"


def _joins_lands(items: list[Item], i: int) -> bool:
    """Whether a dash is but a wide hyphen: "the Chile – Norway committee"."""
    dash = items[i].word in DASHES and items[i + 1].kind == "country" and items[i + 1].start - items[i].end < 2
    return dash and items[i - 1].kind in ("country", "series") and items[i].start - items[i - 1].end < 2


def _opens_compound(items: list[Item], i: int) -> bool:
    """Whether "US-backed" begins here: a name that a hyphen joins to a participle takes no part itself."""
    if not items[i].is_mention or i + 2 >= len(items) or items[i + 1].word != "-":
        return False
    joined = items[i].end == items[i + 1].start and items[i + 1].end == items[i + 2].start
    return joined and not items[i + 2].is_mention and bool(items[i + 2].info.forms & {"past", "participle"})


def _behind_position(items: list[Item], i: int) -> int | None:
    """What follows ", left," or ", third from left," at `i`: where somebody stands in a picture; None where none is."""
    if items[i].kind != "comma" or not i or items[i - 1].kind != "person":
        return None
    k = i + 1
    while k < min(i + _POSITION, len(items)) and items[k].value is None and items[k].kind == "word":
        k += 1
    told = k < len(items) and items[k].kind == "comma" and items[k - 1].has("position")
    return k + 1 if told else None


def _in_small_letters(text: str) -> str:
    """The text in small letters with plain apostrophes; of the same length, though a few capitals would grow."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.replace("’", "'")


def _words(small: str, offset: int, start: int, end: int, grammar: Grammar, items: list[Item]) -> None:
    """Adds the words and marks of the text from `start` to `end`; `small` are its small letters from `offset` on."""
    words, kinds, possessive = grammar.words.get, _MARKS.get, grammar.possessive
    pieces = _TOKEN.split(small[start - offset : end - offset])
    at = start
    for gap, word in zip(pieces[::2], pieces[1::2], strict=False):
        first = at + len(gap)
        at = first + len(word)
        kind = kinds(word, "word")
        if word in possessive and kind == "word" and items and items[-1].end == first:
            kind = "possessive"
        item = Item(kind, first, at, word, words(word, _NOTHING))
        if kind == "quote" and items and items[-1].kind == "comma" and items[-1].end == first:
            items.insert(-1, item)  # 'on the pretext of "peace," they came': the comma is none of what is quoted
        else:
            items.append(item)


def joins_adjectives(items: tuple[Item, ...], i: int) -> bool:
    """Whether a word like "but" stands between two that describe one thing: "a brief but bloody war"."""
    if not items[i].has("subordinator") or not 1 < i < len(items) - 1:
        return False
    around = (items[i - 1], items[i + 1])
    plain = all(item.kind == "word" and not item.info.classes and not item.info.lemma for item in around)
    before = items[i - 2]
    led = before.has("determiner") or before.has("adverb") or before.kind == "possessive" or is_owner(before)
    return plain and led


def is_owner(item: Item) -> bool:
    """Whether the item is "his" or "their", whoever that is."""
    return isinstance(item.value, Person) and item.value.rule == POSSESSIVE


def is_modifier(items: tuple[Item, ...], i: int) -> bool:
    """Whether the mention only modifies what follows: "Chinese goods", "Xi's article"."""
    item = items[i]
    if getattr(item.value, "adjective", False):
        return not _means_people(items, i)
    if is_owner(item):
        return True
    return i + 1 < len(items) and items[i + 1].kind == "possessive"


def _means_people(items: tuple[Item, ...], i: int) -> bool:
    """Whether an adjective stands for those whom it describes: "the French attacked Hanoi", "against the French in"."""
    if items[i].has("people"):
        return True
    if i < 1 or i + 2 >= len(items) or not items[i - 1].has("determiner") or items[i - 1].has("relative"):
        return False
    after, then = items[i + 1], items[i + 2]
    if after.is_mention or after.kind != "word":
        return False
    if after.has("preposition"):
        return i > 1 and items[i - 2].has("preposition")
    return "past" in after.info.forms and (then.is_mention or then.has("determiner"))


def has_people(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """Whether the person at `i` only says whose people others are: "the wife of Ana Silva", "aides of Ana Silva"."""
    led = i > 1 and items[i].kind == "person" and items[i - 1].word in grammar.lists["belonging"]
    return led and items[i - 2].word in grammar.lists["people_of"]


def is_plain_noun(items: tuple[Item, ...], first: int, last: int) -> bool:
    """Whether nothing but an article and words of a noun's stand there: "the visit"."""
    led = first < last and items[first].kind == "word" and items[first].has("determiner")
    inner = items[first:last] if led else ()
    return led and not any(
        i.kind != "word" or not i.word.isalpha() or i.has("preposition") or i.has("infinitive") for i in inner
    )


def is_paired(items: tuple[Item, ...], i: int) -> bool:
    """Whether a hyphen joins the person at `i` to another: "the Silva-Berg talks"."""
    beside = (k for k in (i - 1, i + 1) if 0 < k < len(items) - 1 and items[k].word == "-")
    return any(items[k - 1].kind == items[k + 1].kind == "person" for k in beside)


def before_words(items: tuple[Item, ...], head: int, floor: int, aside: bool) -> int:
    """What stands before a name and its article, or in an aside before all words that belong to it: "of" in "Berg, a
    member of the ruling party's elite Politburo, met"."""
    i = head - 1
    if aside and items[head].kind == "organization":
        while i > floor and items[i].kind in ("word", "possessive") and not items[i].has("preposition"):
            i -= 1
        if items[i].has("preposition"):
            return i
    return head - 2 if items[head - 1].has("determiner") and head - 2 >= floor else head - 1


def serves(items: tuple[Item, ...], of: int, grammar: Grammar) -> bool:
    """Whether the "of" at an index ties somebody else to the person behind it: "the envoy of Berg", "a brother of the
    President, Jonas Berg"."""
    return any(i.kind == "person" for i in items[of + 1 : of + 3]) and items[of - 1].word in grammar.lists["serving"]


def adds_own(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    """Whether behind the comma at `i` those follow who belong to the one before it: "Silva, her husband and …", "Berg,
    and Madam"."""
    if i == 0 or items[i - 1].kind != "person":
        return False
    k = i + 1
    while k < len(items) and (items[k].has("conjunction") or items[k].has("determiner")):
        k += 1
    return k < len(items) and (is_owner(items[k]) or items[k].word in grammar.lists["companions"])


def lists_when(items: tuple[Item, ...], i: int) -> bool:
    """Whether a colon at `i` leads on to when or where: "met four times: in Lima in May 1990, in Oslo in June 1994"."""
    listed = items[i].word == ":" and i + 2 < len(items) and items[i + 1].has("preposition")
    return listed and items[i + 2].kind in ("place", "time")


def behind_time(items: tuple[Item, ...], i: int) -> int | None:
    """Where a time ends that parts an auxiliary from its verb, with its preposition at `i` or between commas: "will, on
    Friday, again visit"; None where none does."""
    aside = items[i].kind == "comma"
    k = i + aside
    k += k < len(items) and items[k].value is None and items[k].has("preposition")
    if k == i or k >= len(items) or items[k].kind != "time":
        return None
    k += 1
    if aside:
        if k >= len(items) or items[k].kind != "comma":
            return None
        k += 1
    head = next((item for item in items[k : k + 3] if not (item.has("adverb") or item.info.auxiliary)), None)
    return k if head is not None and head.value is None and head.info.lemma else None
