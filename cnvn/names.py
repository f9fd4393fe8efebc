"""Whom a user means by a name: any script, with or without diacritics, in any order, a part of it, or mistyped.

Forms are tried from the strict to the loose, and the first that fits anybody decides; several people are never
narrowed down to one by a guess.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from cnvn.text import fold

# A mistyped name is taken for the right one only if it is this long: short names are too close to one another.
LONG_ENOUGH = 8
SUGGESTIONS = 3

_GAP = re.compile(r"[^\w]+|_+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A person by canonical name, and all other written forms of it."""

    name: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What came of a query: `name` if it is one person; else `candidates` if several fit, in alphabetical order; else
    `suggestions`, the nearest first. `corrected` tells that the one person was found behind a typing error."""

    name: str | None = None
    candidates: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """One written form of a name, prepared: folded, its words, and all its letters in one."""

    folded: str
    words: tuple[str, ...]
    letters: str


def match_person(query: str, people: Iterable[NameRecord]) -> Match:
    """The person of `people` whom `query` names. Records of one name are one person.

    >>> everyone = [NameRecord("Nguyen Phu Trong", ("Nguyễn Phú Trọng", "阮富仲")), NameRecord("To Lam")]
    >>> [match_person(q, everyone).name for q in ("阮富仲", "trong, nguyen phu", "lam", "Nguyen Phu Tromg")]
    ['Nguyen Phu Trong', 'Nguyen Phu Trong', 'To Lam', 'Nguyen Phu Trong']
    """
    asked = _form(query)
    if not asked.letters:
        return Match()
    forms: dict[str, list[_Form]] = {}
    for record in people:
        forms.setdefault(record.name, []).extend(_forms(record))
    for fits in _TESTS:
        found = sorted(name for name, known in forms.items() if any(fits(asked, form) for form in known))
        if len(found) == 1:
            return Match(name=found[0])
        if found:
            return Match(candidates=tuple(found))
    return _nearest(asked, forms)


@lru_cache(maxsize=1 << 16)
def _forms(record: NameRecord) -> tuple[_Form, ...]:
    return tuple(dict.fromkeys(_form(written) for written in (record.name, *record.variants)))


def _form(name: str) -> _Form:
    folded = fold(name)
    bare = re.sub(r"['’ʻ`´]", "", folded)
    words = tuple(word for word in _GAP.split(bare) if word)
    return _Form(folded, words, "".join(words))


# -------------------------------------------------------------------------------------------------------------- exact
def _same(asked: _Form, form: _Form) -> bool:
    return asked.folded == form.folded or asked.letters == form.letters


def _same_in_other_order(asked: _Form, form: _Form) -> bool:
    if len(asked.letters) != len(form.letters):
        return False
    return sorted(asked.words) == sorted(form.words) or asked.letters in _turned(form.words)


def _outer_word(asked: _Form, form: _Form) -> bool:
    """One word, which is the family name or the given name: these stand at the two ends of a name."""
    return len(asked.words) == 1 and len(form.words) > 1 and asked.letters in (form.words[0], form.words[-1])


def _family_name_in_han(asked: _Form, form: _Form) -> bool:
    return bool(_HAN.fullmatch(asked.letters)) and form.letters.startswith(asked.letters)


def _some_words(asked: _Form, form: _Form) -> bool:
    """All words asked for are words of the name, each of its own; a single letter stands for a word it begins.

    A name's own initial ("Joseph R. Biden") is met in the same way.
    """
    left = list(form.words)
    for word in sorted(asked.words, key=len, reverse=True):
        fitting = [w for w in left if w == word or (min(len(w), len(word)) == 1 and w[0] == word[0])]
        if not fitting:
            return False
        left.remove(word if word in fitting else fitting[0])
    return any(len(word) > 1 and word in form.words for word in asked.words)


_TESTS: tuple[Callable[[_Form, _Form], bool], ...] = (
    _same,
    _same_in_other_order,
    _outer_word,
    _family_name_in_han,
    _some_words,
)


def _turned(words: tuple[str, ...]) -> Iterator[str]:
    """The letters of a name with its words moved around from one end to the other, as given names and family names
    change places: Nguyen Phu Trong, Phu Trong Nguyen, Trong Nguyen Phu."""
    for n in range(len(words)):
        yield "".join(words[n:] + words[:n])


# --------------------------------------------------------------------------------------------------------- mistyped
def _nearest(asked: _Form, forms: dict[str, list[_Form]]) -> Match:
    from rapidfuzz import fuzz  # costs more than everything above, and is seldom needed
    from rapidfuzz.distance import OSA

    def one_error(form: _Form) -> bool:
        if len(form.letters) < LONG_ENOUGH or abs(len(form.letters) - len(asked.letters)) > 1:
            return False
        return any(OSA.distance(asked.letters, turned, score_cutoff=1) <= 1 for turned in _turned(form.words))

    def likeness(form: _Form) -> float:
        whole = max(fuzz.ratio(asked.letters, turned) for turned in _turned(form.words))
        words = [fuzz.ratio(asked.letters, word) for word in form.words] if len(asked.words) == 1 else []
        return float(max([whole, *words]))

    close = sorted(name for name, known in forms.items() if any(one_error(form) for form in known))
    if len(close) == 1:
        return Match(name=close[0], corrected=True)
    if close:
        return Match(candidates=tuple(close))
    score = {name: max(likeness(form) for form in known if form.words) for name, known in forms.items()}
    ranked = sorted(score, key=lambda name: (-score[name], name))
    return Match(suggestions=tuple(ranked[:SUGGESTIONS]))
