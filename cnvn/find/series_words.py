"""The words by which a language names numbered meetings: heads, ordinals, what may stand within a name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import Knowledge, SeriesFact
from cnvn.knowledge.words import load_words

_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True, eq=False)
class SeriesWords:
    """The words of `series.toml`: heads with what they are (session, congress, summit, meeting)."""

    heads: Mapping[str, str]
    ordinals: Mapping[str, int]
    tens: Mapping[str, int]
    ever: frozenset[str]
    inner: frozenset[str]
    not_series: frozenset[str]
    link: frozenset[str]
    belonging: frozenset[str]
    article: frozenset[str]
    conjunction: frozenset[str]
    party: frozenset[str]
    bodies: frozenset[str]
    chambers: tuple[str, ...]
    suffixes: Mapping[str, str]
    its: frozenset[str]
    owned: str


@cache
def series_words(language: str = "en") -> SeriesWords:
    """The words by which a language names numbered meetings."""
    words = load_words(language, "series")
    heads = {head: what for what, listed in words["heads"].items() for head in listed}
    inner = words["inner"]
    return SeriesWords(
        heads=heads,
        ordinals=words["ordinals"],
        tens=words["tens"],
        ever=frozenset(inner["ever"]),
        inner=frozenset(inner["words"]),
        not_series=frozenset(inner["not_series"]),
        link=frozenset(inner["link"]),
        belonging=frozenset(inner["belonging"]),
        article=frozenset(inner["article"]),
        conjunction=frozenset(inner["conjunction"]),
        party=frozenset(inner["party"]),
        bodies=frozenset(inner["bodies"]),
        chambers=tuple(inner["chambers"]),
        suffixes=words["suffixes"],
        its=frozenset(inner["its"]),
        owned=inner["owned"],
    )


def ordinal(key: str, words: SeriesWords) -> int | None:
    """The number that an ordinal in words or digits says.

    >>> ordinal("15th", series_words()), ordinal("sixth", series_words()), ordinal("six", series_words())
    (15, 6, None)
    """
    match = _DIGITS.fullmatch(key)
    return int(match[1]) if match else words.ordinals.get(key)


def in_digits(number: int, words: SeriesWords) -> str:
    """A number as an ordinal in digits.

    >>> [in_digits(number, series_words()) for number in (1, 12, 23)]
    ['1st', '12th', '23rd']
    """
    key = str(number % 10) if not 10 < number % 100 < 20 else ""
    return f"{number}{words.suffixes.get(key, words.suffixes['default'])}"


def ordinals(tokens: Tokens, words: SeriesWords, marked: Sequence[int]) -> list[int]:
    """Of the `marked` words of a text the numbers of those that may be ordinals."""
    return [i for i in marked if tokens.keys[i] in words.ordinals or tokens.keys[i][0].isdigit()]


@cache
def congresses(knowledge: Knowledge) -> Mapping[str, SeriesFact]:
    """By country its ruling party's congress, where the knowledge has one such series."""
    found: dict[str, list[SeriesFact]] = {}
    for fact in knowledge.series:
        if fact.type == "congress" and len(fact.countries) == 1 and "Congress of the" in fact.name:
            found.setdefault(fact.countries[0], []).append(fact)
    return {country: facts[0] for country, facts in found.items() if len(facts) == 1}
