"""What a person's name looks like, how the press writes it, and what makes two spellings one name."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from cnvn.knowledge.words import load_words
from cnvn.text import fold

_QUOTED = re.compile(r"""\s["'][^"']*["']\s""")
_PARTS = re.compile(r"[^\W_](?:[\w'\u0300-\u036f])*\.?")


@dataclass(frozen=True, slots=True, eq=False)
class NameWords:
    """The words of a language that names are made of; `given` maps a given name to those it may be short for or long
    for, `short` has the short ones."""

    particles: frozenset[str]
    patronymic: frozenset[str]
    suffixes: frozenset[str]
    numerals: frozenset[str]
    family_first: frozenset[str]
    given_alone: frozenset[str]
    family_names: frozenset[str]
    hyphened: frozenset[str]
    ambiguous: frozenset[str]
    titular: frozenset[str]
    opening: frozenset[str]
    alone: frozenset[str]
    formal: dict[str, str]
    given: frozenset[str]
    acting: frozenset[str]
    deeds: frozenset[str]
    crowned: frozenset[str]
    syllable: re.Pattern[str]


@cache
def name_words(language: str = "en") -> NameWords:
    """The words of `names.toml`, `nicknames.toml` and `given_names.toml`."""
    words = load_words(language, "names")
    formal = {short: name for name, shorts in load_words(language, "nicknames")["pairs"].items() for short in shorts}
    sets = {key: frozenset(value) for key, value in words.items() if key != "syllable"}
    given = frozenset(name for line in load_words(language, "given_names")["names"].values() for name in line.split())
    return NameWords(**sets, formal=formal, given=given, syllable=re.compile(words["syllable"]))


@lru_cache(4096)
def press_form(name: str, words: NameWords) -> str:
    """The name without initials in the middle and suffixes, as long as two parts remain.

    >>> press_form("Joseph R. Biden, Jr.", name_words()), press_form("Abdullah II", name_words())
    ('Joseph Biden', 'Abdullah II')
    >>> press_form("LI Qiang", name_words()), press_form("JD Vance", name_words())
    ('Li Qiang', 'JD Vance')
    """
    parts = unicodedata.normalize("NFC", _QUOTED.sub(" ", name)).replace(",", " ").split()
    full = [p for p in parts if fold(p).rstrip(".") not in words.suffixes]
    if len(full) > 2 and not all(map(_initial, full[:-1])):  # but "P. W. Botha"
        middle = [p for p in full[1:-1] if not _initial(p)]
        full = [full[0], *middle, full[-1]]
    while len(full) > 2 and fold(full[-1]) in words.numerals:
        full = full[:-1]
    while len(full) > 2 and _initial(full[0]) and not all(map(_initial, full[:-1])):
        full = full[1:]
    shouted = all(p.isupper() for p in full)
    return " ".join(_capital(p) if _shouts(p, shouted, words) else p for p in full)


@lru_cache(4096)
def identity(name: str, words: NameWords) -> str:
    """What two spellings of one person's name have in common: case, diacritics, hyphens, initials, suffixes and the
    usual short forms of given names make no difference.

    >>> identity("Joe Biden", name_words()), identity("Joseph R. Biden, Jr.", name_words())
    ('joseph biden', 'joseph biden')
    """
    parts = name.lower().split()
    if not _is_plain(name, parts, words):
        parts = [fold(p) for p in _PARTS.findall(press_form(name, words).replace("-", " ").replace(".", ""))]
    if len(parts) > 1:
        parts[0] = words.formal.get(parts[0], parts[0])
    return " ".join(parts)


def initialled(spelling: str) -> str | None:
    """The first letter and the last name of a name that begins with an initial, else None.

    >>> initialled("S. Jaishankar"), initialled("V.V. Kiet"), initialled("Li Qiang")
    ('s jaishankar', 'v kiet', None)
    """
    first, _, rest = spelling.partition(" ")
    return fold(f"{first[0]} {rest.split()[-1]}") if rest and (len(first) == 1 or "." in first) else None


def apart(name: str, words: NameWords) -> list[str]:
    """A name of three syllables with the last two written apart, in every way in which they can be parted.

    >>> apart("Ling Jihua", name_words()), apart("Ling Ji", name_words())
    (['Ling Ji Hua'], [])
    """
    family, _, given = name.partition(" ")
    parted = ((given[:i], given[i:]) for i in range(1, len(given)))
    whole = words.syllable.fullmatch
    return [f"{family} {a} {b.capitalize()}" for a, b in parted if whole(a.lower()) and whole(b)]


def bearers(identities: Iterable[str], words: NameWords) -> dict[str, str]:
    """Of many identities those that another one, shorter, stands for: a name with more names in its middle or at its
    end is the same person's where only one is that long ("jair messias bolsonaro", "mohammed bin salman al saud").
    Names whose family's part comes first are left alone: there each part counts.

    >>> bearers(["jair bolsonaro", "jair messias bolsonaro", "nguyen trong", "nguyen phu trong"], name_words())
    {'jair messias bolsonaro': 'jair bolsonaro'}
    """
    known = sorted({*identities})
    longer: dict[str, list[str]] = {}
    for key in known:
        parts = key.split()
        if len(parts) > 2 and parts[0] not in words.family_names and parts[-1] not in words.numerals:
            shorter = {f"{parts[0]} {parts[-1]}", *(" ".join(parts[:n]) for n in range(2, len(parts)))}
            for short in shorter.intersection(known):
                longer.setdefault(short, []).append(key)
    return {long[0]: short for short, long in longer.items() if len(long) == 1}


def _is_plain(name: str, parts: list[str], words: NameWords) -> bool:
    """Whether a name has nothing to be left out or folded: the usual case, told cheaply."""
    return (
        bool(parts)
        and name.isascii()
        and all(len(part) > 1 and part.isalpha() for part in parts)
        and not (parts[-1] in words.suffixes or parts[-1] in words.numerals)
    )


_HYPHENED = 3  # parts of "Chiang Kai-shek"


def short_forms(name: str, country: str | None, words: NameWords) -> frozenset[str]:
    """The folded forms by which a text may go on to call the bearer of a full name: the family name, with its particles
    or double, and the given name where that is the custom or where the country is not known.

    >>> sorted(short_forms("Nguyen Phu Trong", "VN", name_words()))
    ['nguyen', 'phu trong', 'trong']
    >>> sorted(short_forms("Ursula von der Leyen", "DE", name_words()))
    ['der leyen', 'leyen', 'von der leyen']
    """
    parts = fold(name.replace("-", " ")).split()
    if len(parts) > 1 and parts[-1] in words.numerals:
        return frozenset({" ".join(parts), " ".join(parts[:-1])})
    tails = {" ".join(parts[i:]) for i in range(1, len(parts))}
    heads = {" ".join(parts[:i]) for i in range(1, len(parts))}
    first = country in words.family_first if country else parts[0] in words.family_names
    first = first or (not country and parts[0] in words.hyphened and name.count("-") == 1 and len(parts) == _HYPHENED)
    given = country in words.given_alone if country else first
    if first:
        turned = parts[0] in words.given  # "Vivian Balakrishnan", of a country where most have it the other way
        return frozenset({parts[0]} | (tails if given or turned or len(parts) > 2 else set())) - {""}
    return frozenset(tails | (heads if given or (len(parts) > 1 and parts[1] in words.patronymic) else set()))


def _initial(part: str) -> bool:
    return len(part.rstrip(".")) == 1 or (part.endswith(".") and part.count(".") > 1)


def _shouts(part: str, shouted: bool, words: NameWords) -> bool:
    """Whether a part of a name is in capitals for show: MOTEGI Toshimitsu, LI Qiang, but not JD Vance."""
    if not part.isupper() or "." in part or (fold(part) in words.numerals and not shouted):
        return False
    return len(part) > 2 or shouted or fold(part) in words.family_names


def _capital(part: str) -> str:
    return "-".join(p.capitalize() for p in part.split("-"))
