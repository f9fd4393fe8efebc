"""The little language in which the rules of time expressions are written, and its compiler to `re`.

A pattern speaks of words by their class, not by their letters. Each word of a sentence becomes one character, its
`sign`: words that belong to the same classes share a sign. So a sentence is a short string, a class is a set of signs,
and a rule is an ordinary regular expression over them, which CPython matches fast.

    THE? PART? MONTH DAY (COMMA YEAR)?      classes in capitals; `?`, `*`, `+`, `{0,3}`, `|` and `( )` as in `re`
    the day before                          a word in small letters stands for itself
    (?<! CURRENCY) NUM                      looking around, as in `re`
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

_ITEM = re.compile(r"\s*(\(\?(?:<?[=!]|:)|[()|]|[?*+]|\{\d*,?\d*\}|[A-Z][A-Z0-9]*|[^\W\d_]+(?:'[^\W\d_]+)?)")


@dataclass(frozen=True)
class Compiled:
    """A pattern as `re` takes it, and the signs with which a match can begin."""

    source: str
    first: frozenset[str]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern itself: of many rules a text needs few."""
        return re.compile(self.source)


def literals(patterns: Iterable[str]) -> set[str]:
    """The words that the patterns name by themselves.

    >>> sorted(literals(["THE? day before", "MONTH"]))
    ['before', 'day']
    """
    return {m[1] for p in patterns for m in _ITEM.finditer(p) if m[1][0].islower()}


def compile_pattern(
    pattern: str, signs: Callable[[str], str], slots: Mapping[str, str], macros: Mapping[str, str]
) -> Compiled:
    """Compiles one pattern. `signs` gives the signs of a class or word, `slots` the slot that a class or macro fills.

    A slot becomes a group named by it and a running number. Raises `ValueError` for a pattern that is malformed.
    """
    parser = _Parser(pattern, signs, slots, macros)
    regex, first, _ = parser.alternatives()
    if parser.at < len(parser.items):
        raise ValueError(f"unbalanced pattern: {pattern!r}")
    return Compiled(regex, frozenset(first))


class _Parser:
    """Recursive descent over one pattern; every method gives (regex, signs it can begin with, can it be empty)."""

    def __init__(
        self, pattern: str, signs: Callable[[str], str], slots: Mapping[str, str], macros: Mapping[str, str]
    ) -> None:
        self.signs, self.slots, self.macros = signs, slots, macros
        self.items = self.split(pattern)
        self.at = 0
        self.groups = 0
        self.looking = 0  # within how many lookarounds: what is only looked at fills no slot

    def split(self, pattern: str) -> list[str]:
        """The items of a pattern, with macros written out; `[slot` and `]` enclose what fills a slot."""
        items: list[str] = []
        at = 0
        while at < len(pattern.rstrip()):
            m = _ITEM.match(pattern, at)
            if not m:
                raise ValueError(f"malformed pattern at {pattern[at:]!r}")
            item, at = m[1], m.end()
            if item in self.macros:
                slot = self.slots.get(item)
                items += [f"[{slot}" if slot else "(", *self.split(self.macros[item]), ")"]
            else:
                items.append(item)
        return items

    def alternatives(self) -> tuple[str, set[str], bool]:
        regex, first, empty = self.sequence()
        while self.at < len(self.items) and self.items[self.at] == "|":
            self.at += 1
            more, more_first, more_empty = self.sequence()
            regex, first, empty = f"{regex}|{more}", first | more_first, empty or more_empty
        return regex, first, empty

    def sequence(self) -> tuple[str, set[str], bool]:
        regex, first, empty = "", set[str](), True
        while self.at < len(self.items) and self.items[self.at] not in ("|", ")"):
            part, part_first, part_empty = self.item()
            regex += part
            if empty:
                first |= part_first
            empty = empty and part_empty
        return regex, first, empty

    def item(self) -> tuple[str, set[str], bool]:
        name = self.items[self.at]
        self.at += 1
        if name.startswith("(?") and name != "(?:":
            self.looking += 1
            regex, _, _ = self.alternatives()
            self.looking -= 1
            self.close()
            return f"{name}{regex})", set(), True
        if name.startswith(("(", "[")):
            regex, first, empty = self.alternatives()
            self.close()
            regex = f"(?P<{self.group(name[1:])}>{regex})" if name[0] == "[" and not self.looking else f"(?:{regex})"
        else:
            signs = self.signs(name)
            if not signs:
                raise ValueError(f"no such class or word: {name!r}")
            regex, first, empty = f"[{re.escape(signs)}]", set(signs), False
            if name in self.slots and not self.looking:
                regex = f"(?P<{self.group(self.slots[name])}>{regex})"
        if self.at < len(self.items) and self.items[self.at][0] in "?*+{":
            suffix = self.items[self.at]
            self.at += 1
            regex, empty = regex + suffix, empty or suffix[0] in "?*" or suffix.startswith("{0")
        return regex, first, empty

    def group(self, slot: str) -> str:
        self.groups += 1
        return f"{slot}_{self.groups}"

    def close(self) -> None:
        if self.at >= len(self.items) or self.items[self.at] != ")":
            raise ValueError("a bracket is not closed")
        self.at += 1
