"""The rules of actions.toml as values, and what they are looked up by."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cnvn.knowledge.words import load_words
from cnvn.model import EventType


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of actions.toml; the file's head says what each field means."""

    id: str
    type: EventType
    cameo: str | None = None
    plover: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    support: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    particles: tuple[tuple[str, frozenset[str]], ...] = ()
    subject: str | None = None
    object: str | None = None
    object_kind: str | None = None
    subject_kind: str | None = None
    possessive: str | None = None
    complement: tuple[tuple[str, str], ...] = ()
    voice: str | None = None
    parties: int = 1
    people: int = 0
    destination: bool = False
    named: bool = False
    unsaid: bool = True
    finite: bool = False
    expletive: bool = False
    remote: bool = False
    placed: bool = False
    sited: bool = False
    guest: bool = False
    aimed: bool = False
    concerns: bool = False
    owned: bool = False
    alone: bool = False
    many: bool = False
    entry: bool = False
    near: int = 14
    plain_object: bool = False
    never_behind: frozenset[str] = frozenset()
    says: bool = False
    never: frozenset[str] = frozenset()
    governed: bool = False
    dated: bool = False
    listed: bool = False
    mutual: bool = False
    definite: bool = False
    either: bool = False
    abroad: bool = False
    daily: bool = False
    official: bool = False
    series: bool = False
    subject_of: frozenset[str] = frozenset()
    about: str | None = None
    reason: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()

    def role(self, preposition: str) -> str | None:
        return next((role for word, role in self.complement if word == preposition), None)


@dataclass(frozen=True, slots=True)
class Rules:
    by_verb: dict[str, tuple[Rule, ...]]
    by_noun: dict[str, tuple[Rule, ...]]  # one to three words, joined by blanks
    noun_starts: frozenset[str]  # the first words of those
    all: tuple[Rule, ...]
    of_guests: Rule | None  # the rule for those who are only called guests
    remarks: frozenset[str]  # the rules for what statesmen say on a day

    def for_series(self, kind: EventType) -> Rule:
        """The rule for a session of a known series, which is an event of the series' own type."""
        rules = sorted((rule for rule in self.all if rule.series), key=lambda rule: rule.type != kind)
        return replace(rules[0], type=kind)


@cache
def load_rules(language: str) -> Rules:
    """The action rules of a language. Raises `FileNotFoundError` where there are none."""
    rules = tuple(_rule(entry) for entry in load_words(language, "actions")["rule"])
    by_verb: dict[str, tuple[Rule, ...]] = {}  # the more a rule asks for, the earlier it stands
    by_noun: dict[str, tuple[Rule, ...]] = {}
    for rule in sorted(rules, key=lambda r: not (r.objects or r.particles or r.heads)):
        for verb in rule.verbs:
            by_verb[verb] = (*by_verb.get(verb, ()), rule)
        for noun in rule.nouns:
            by_noun[noun] = (*by_noun.get(noun, ()), rule)
    return Rules(
        by_verb,
        by_noun,
        frozenset(noun.split()[0] for noun in by_noun),
        rules,
        next((r for r in rules if r.called), None),
        frozenset(r.id for r in rules if r.official),
    )


def _rule(entry: dict[str, Any]) -> Rule:
    fields: dict[str, Any] = {k: v for k, v in entry.items() if k not in ("examples", "counter_examples")}
    for name in ("verbs", "nouns"):
        fields[name] = tuple(fields.get(name, ()))
    for name in ("support", "objects", "heads", "subject_of", "never_behind", "never", "reason", "hosts", "called"):
        fields[name] = frozenset(fields.get(name, ()))
    fields["complement"] = tuple(fields.get("complement", {}).items())
    fields["particles"] = tuple((verb, frozenset(words)) for verb, words in fields.get("particles", {}).items())
    return Rule(**fields)
