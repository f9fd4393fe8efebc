"""The words of titles: their heads, what may stand around them, and which kinds of office they name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from cnvn.find.tokens import Tokens
from cnvn.knowledge.words import load_words

_AUXILIARY = ("be", "have", "future", "conditional", "do")


@dataclass(frozen=True, slots=True, eq=False)
class TitleWords:
    """The words of `titles.toml` and `actors.toml`. `heads` has each head phrase (folded) with its singular; `longest`
    the number of words of the longest head that begins with a key; `offices` the singular heads of offices; `apart` by
    kind of office the only countries that have it, and which one its words mean elsewhere."""

    heads: Mapping[str, str]
    longest: Mapping[str, int]
    offices: frozenset[str]
    honorifics: frozenset[str]
    several: frozenset[str]
    qualifiers: frozenset[str]
    ranks: frozenset[str]
    past: frozenset[str]
    leading: frozenset[str]
    determiners: frozenset[str]
    complement: frozenset[str]
    wider: frozenset[str]
    widened: frozenset[str]
    local: frozenset[str]
    kinds: tuple[tuple[str, str], ...]
    apart: Mapping[str, tuple[frozenset[str], str]]
    single: frozenset[str]
    bodies: frozenset[str]
    after_name: frozenset[str]
    unnamed: frozenset[str]
    descriptive: frozenset[str]
    portfolios: frozenset[str]
    conjunction: frozenset[str]
    article: frozenset[str]
    under: frozenset[str]
    whence: frozenset[str]
    its: frozenset[str]
    presiding: frozenset[str]
    who_is: frozenset[str]
    too: frozenset[str]
    belonging: frozenset[str]
    serving: frozenset[str]
    making: frozenset[str]
    making_as: frozenset[str]
    excellent: frozenset[str]
    newly: frozenset[str]
    chosen: frozenset[str]
    counterpart: frozenset[str]
    general: frozenset[str]
    referring: frozenset[str]
    adjectives: frozenset[str]
    verbs: frozenset[str]
    finite: frozenset[str]
    bases: frozenset[str]
    participle: str


@cache
def title_words(language: str = "en") -> TitleWords:
    """The words of titles of a language."""
    titles, actors = load_words(language, "titles"), load_words(language, "actors")
    grammar, verbs = load_words(language, "grammar"), load_words(language, "verbs")
    closed = {word for listed in grammar["classes"].values() for word in listed}
    descriptive = frozenset(actors["unnamed"]["descriptive"])
    finite = {form for group in verbs.values() for line in group.values() for form in line.split()[:2]}
    heads: dict[str, str] = {}
    for head in (*titles["heads"]["office"], *titles["heads"]["role"]):
        heads[_key(head)] = heads[_key(titles["plural"].get(head, head + "s"))] = head
    honorifics = frozenset(_key(h) for h in titles["honorifics"]["person"])
    longest: dict[str, int] = {}
    for phrase in (*heads, *honorifics):
        first, size = phrase.split(" ", 1)[0], phrase.count(" ") + 1
        longest[first] = max(longest.get(first, 0), size)
    qualifiers = titles["qualifiers"]
    kinds = [(f" {phrase} ", kind["id"]) for kind in titles["kind"] for phrase in kind["phrases"]]
    lists = {key: frozenset(words) for key, words in titles["words"].items()}
    references = actors["references"]
    return TitleWords(
        heads=heads,
        longest=longest,
        offices=frozenset(titles["heads"]["office"]),
        honorifics=honorifics,
        several=frozenset(titles["honorifics"]["several"]),
        qualifiers=frozenset((*qualifiers["rank"], *qualifiers["past"], *qualifiers["other"])),
        ranks=frozenset(qualifiers["rank"]),
        past=frozenset(qualifiers["past"]),
        leading=frozenset((*qualifiers["past"], *qualifiers["leading"])),
        **lists,
        kinds=tuple(sorted(kinds, key=lambda pair: (-len(pair[0]), pair))),
        apart={
            kind["id"]: (frozenset(kind["countries"]), kind["else"]) for kind in titles["kind"] if "countries" in kind
        },
        single=frozenset(kind["id"] for kind in titles["kind"] if kind["single"]),
        bodies=frozenset(actors["bodies"]["words"]),
        after_name=frozenset(actors["bodies"]["after_name"]),
        unnamed=frozenset((*actors["unnamed"]["words"], *descriptive, *(word for word in closed if word.isalpha()))),
        descriptive=descriptive,
        counterpart=frozenset(references["counterpart"]),
        general=frozenset(references["any_office"]),
        referring=frozenset((*references["counterpart"], *references["any_office"])),
        verbs=frozenset(finite | closed),
        finite=frozenset(finite | {word for name in _AUXILIARY for word in grammar["classes"][name]}),
        bases=frozenset(base for group in verbs.values() for base in group),
        participle=grammar["shapes"]["participle_ending"],
    )


def head_at(tokens: Tokens, i: int, end: int, words: TitleWords) -> int | None:
    """Where a head or honorific that begins with word `i` ends, the longest; None where none begins."""
    longest = words.longest.get(tokens.keys[i])
    if longest is None:
        return None
    keys = tokens.keys
    for last in range(min(end, i + longest), i, -1):
        phrase = keys[i] if last == i + 1 else " ".join(keys[i:last])
        if phrase in words.heads or phrase in words.honorifics:
            return last
    return None


@lru_cache(4096)
def kind_of(keys: tuple[str, ...], words: TitleWords) -> str:
    """Which kind of office a title's words name; a rank below it makes another kind."""
    title = f" {' '.join(keys)} "
    for phrase, kind in words.kinds:
        if phrase in title:
            rank = [k for k in title[: title.index(phrase) + 1].split() if k in words.ranks]
            return " ".join((*rank, kind))
    return ""


def kind_there(kind: str, country: str | None, words: TitleWords) -> str:
    """The kind of office that a title of this kind means in a country, if it is said which."""
    countries, otherwise = words.apart.get(kind, ((), kind))
    return kind if country is None or country in countries else otherwise


def _key(phrase: str) -> str:
    return phrase.replace("-", " ").rstrip(".") if not phrase.count(".") > 1 else phrase
