"""The words and rules of one language, compiled: which sign a word has, which rules match a run of signs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from cnvn.find.dates.pattern import Compiled, compile_pattern, literals
from cnvn.find.dates.tokens import DASH, MARKS, is_dash, shape, words_of
from cnvn.knowledge.words import load_words

PLAIN = "x"  # the sign of a word that no rule knows
CAPITAL = "C"  # the same with a capital letter
_FIRST_SIGN = 0x100
_REMEMBERED = 1 << 16
# What stands between dates also stands everywhere else: a run of such words alone is not looked at, and of those before
# the first telling word only so many.
_LONGEST_LEAD = 24
_LONGEST_REMEMBERED = 40
_LONGEST_KNOWN = 30
# How many words stand at most between a match and what goes on from it: ", and".
_LONGEST_JOINT = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `sets` are slots that it fills by itself, over those that its words fill; one with `after` goes on
    from what one of those rules has just matched."""

    id: str
    pattern: str
    type: str
    means: str
    compiled: Compiled
    sets: Mapping[str, Any]
    after: frozenset[str]


class Match(NamedTuple):
    """A rule that matched the words `start` to `end` of a run; `slots` holds (name, first word, end word)."""

    start: int
    end: int
    rule: Rule
    slots: tuple[tuple[str, int, int], ...]


_APOSTROPHE = "APOSTROPHE"


class Signs(dict[str, str]):
    """The signs of what stands between two blanks, one for each of its words: "7," has two.

    What was met once is remembered, for a text repeats itself.
    """

    def __init__(
        self,
        listed: Mapping[str, str],
        shapes: Mapping[frozenset[str], str],
        patterns: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]],
    ) -> None:
        super().__init__()
        self._listed, self._shapes, self._patterns = listed, shapes, patterns

    def __missing__(self, chunk: str) -> str:
        words = words_of(chunk)
        found = self._shapes[DASH] if is_dash(words) else "".join(map(self._sign, words))
        if len(words) > 1 and MARKS.get(words[-1]) == _APOSTROPHE:  # "the sides' 36 meetings": of no year
            found = found[:-1] + PLAIN
        if len(chunk) <= _LONGEST_KNOWN:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[chunk] = found
        return found

    def _sign(self, word: str) -> str:
        listed = self._listed.get(word)
        if listed:
            return listed
        classes = shape(word, *self._patterns)
        return self._shapes.get(classes, PLAIN) if classes else PLAIN


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What one language knows of time expressions.

    `values` has for each class what its words mean, `classes_of` for each slot the classes that fill it. `telling`
    finds the first sign of a word that tells of a date, and `runs` the stretches of signs that are worth a look.
    """

    signs: "Signs"
    values: Mapping[str, Mapping[str, Any]]
    classes_of: Mapping[str, tuple[str, ...]]
    rules: tuple[Rule, ...]
    by_sign: Mapping[str, tuple[Rule, ...]] = field(repr=False)
    telling: re.Pattern[str]
    runs: re.Pattern[str]

    def match(self, run: str) -> tuple[Match, ...]:
        """The rules that match within a run of signs: from left to right, the longest wins, then the first listed."""
        found: list[Match] = []
        at = 0
        while at < len(run):
            best: re.Match[str] | None = None
            best_rule: Rule | None = None
            before = found[-1].rule.id if found and at - found[-1].end <= _LONGEST_JOINT else ""
            for rule in self.by_sign.get(run[at], ()):
                if rule.after and before not in rule.after:
                    continue
                m = rule.compiled.regex.match(run, at)
                if m and m.end() > at and (best is None or m.end() > best.end()):
                    best, best_rule = m, rule
            if best is None or best_rule is None:
                at += 1
                continue
            if best_rule.means != "none":
                slots = tuple(
                    (name.rpartition("_")[0], *best.span(name)) for name, value in best.groupdict().items() if value
                )
                found.append(Match(at, best.end(), best_rule, slots))
            at = best.end()
        return tuple(found)


@cache
def grammar(language: str) -> Grammar:
    """The compiled grammar of a language.

    Raises `ValueError` for a rule that is malformed, `FileNotFoundError` for a language without one.
    """
    data, rule_data = load_words(language, "dates"), load_words(language, "dates_rules")["rule"]
    macros: dict[str, str] = data["macros"]
    slots: dict[str, str] = data["slots"]
    classes = _classes(data["words"])
    for word in literals([r["pattern"] for r in rule_data] + list(macros.values())):
        classes.setdefault(word, {})[word] = None

    members: dict[str, set[str]] = {}
    for name, words in classes.items():
        for word in words:
            for spelling in _spellings(word):
                members.setdefault(spelling, set()).add(name)
    signatures = sorted({frozenset(m) for m in members.values()}, key=sorted)
    shape_sets = sorted(_shape_sets(), key=sorted)
    signs_of = {s: chr(_FIRST_SIGN + i) for i, s in enumerate(dict.fromkeys([*signatures, *shape_sets]))}
    signs_of[frozenset({"CAPITAL"})] = CAPITAL
    signs_of[frozenset({"PLAINWORD"})] = PLAIN

    signs_by_class: dict[str, str] = {}
    for classes_of_sign, c in signs_of.items():
        for name in classes_of_sign:
            signs_by_class[name] = signs_by_class.get(name, "") + c

    def signs_in(name: str) -> str:
        return signs_by_class.get(name, "")

    rules = tuple(_rule(r, signs_in, slots, macros) for r in rule_data)
    by_sign: dict[str, list[Rule]] = {}
    for rule in rules:
        for c in sorted(rule.compiled.first):
            by_sign.setdefault(c, []).append(rule)
    common = set("".join(signs_in(name) for name in data["common"]["classes"]))
    common -= set("".join(signs_in(name) for name in data["common"]["telling"]))
    endings = data["endings"]
    patterns = (
        re.compile(rf"\d+(?:{endings['ordinal']})", re.I),
        re.compile(rf"\d{{1,3}}0(?:{endings['decade']})", re.I),
        re.compile(rf"\d{{1,2}}(?::\d\d)?(?:{endings['clock']})", re.I),
        re.compile(rf"(?:{endings['fiscal']})\d\d(?:\d\d)?"),
    )
    listed = {word: signs_of[frozenset(m)] for word, m in sorted(members.items())}
    return Grammar(
        signs=Signs(listed, {s: signs_of[s] for s in [*shape_sets, frozenset({"CAPITAL"})]}, patterns),
        values={name: dict(words) for name, words in classes.items()},
        classes_of={
            slot: tuple(c for c, s in slots.items() if s == slot and c in classes) for slot in set(slots.values())
        },
        rules=rules,
        by_sign={c: tuple(rs) for c, rs in by_sign.items()},
        telling=re.compile(f"[^{PLAIN}{CAPITAL}{re.escape(''.join(sorted(common - {PLAIN, CAPITAL})))}]"),
        runs=_runs(frozenset(common) - {PLAIN, CAPITAL}),
    )


def matches(run: str, language: str) -> tuple[Match, ...]:
    """The matches within a run of signs; short ones are remembered, for they come again and again."""
    if len(run) > _LONGEST_REMEMBERED:
        return grammar(language).match(run)
    return _matches(run, language)


@lru_cache(maxsize=_REMEMBERED)
def _matches(run: str, language: str) -> tuple[Match, ...]:
    return grammar(language).match(run)


def _runs(common: frozenset[str]) -> re.Pattern[str]:
    """Words that rules know, with the word that stands before them, wherever one of them tells of a date."""
    unknown, silent = CAPITAL + PLAIN, re.escape("".join(sorted(common)))
    return re.compile(f"[{unknown}]?[{silent}]{{0,{_LONGEST_LEAD}}}+[^{unknown}{silent}][^{unknown}]*+")


def _classes(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Class → word → value; a class given as a list of words has no values."""
    return {name: dict(words) if isinstance(words, dict) else dict.fromkeys(words) for name, words in data.items()}


def _spellings(word: str) -> tuple[str, ...]:
    """How a text may spell a word: one written with a capital has it always."""
    if word[0].isupper():
        return (word, word.upper())
    return (word, word[0].upper() + word[1:], word.upper())


def _shape_sets() -> set[frozenset[str]]:
    """Every combination of classes that the shape of a word can give."""
    nothing = re.compile(r"(?!)")
    numbers = ["0", "00", "1", "12", "13", "24", "25", "31", "32", "99", "100", "12345", "9999", "2200"]
    numbers += [f"{n:02}" for n in (1, 12, 13, 24, 25, 31, 32)]
    # Years old and new, of centuries whose hours or minutes could be of the clock, with decades among them.
    numbers += [str(c + n) for c in (1000, 1900, 2000, 2100) for n in (50, 55, 60, 66, 90, 99)]
    others = ["2000-01-01", "2000-01-01T00:00", "1/2/2000", "1.2.2000", "1:00", "1,000", "1.00", "1.5", "12/2000"]
    sets = {shape(w, nothing, nothing, nothing, nothing) for w in numbers + others}
    sets |= {
        frozenset({m}) for m in set(MARKS.values()) | {"DECADENUM", "DECADESHORT", "CLOCKHALF", "ORDNUM", "FISCALNUM"}
    }
    return sets | {frozenset({"ORDNUM", "DAYTH"})}


def _rule(data: Mapping[str, Any], signs: Any, slots: Mapping[str, str], macros: Mapping[str, str]) -> Rule:
    try:
        compiled = compile_pattern(data["pattern"], signs, slots, macros)
    except (ValueError, re.error) as problem:
        raise ValueError(f"rule {data['id']}: {problem}") from problem
    return Rule(
        id=data["id"],
        pattern=data["pattern"],
        type=data.get("type", "DATE"),
        means=data.get("means", "date"),
        compiled=compiled,
        sets=data.get("sets", {}),
        after=frozenset(data.get("after", ())),
    )
