"""Who a text introduces: one entry a person, whatever the spellings, with offices, countries and the short forms by
which the text may go on to call them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cnvn.find.gazetteer import Gazetteer
from cnvn.find.names import NameWords, identity, press_form, short_forms
from cnvn.find.people import Naming
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import PersonFact

_ORDER = {"title": 0, "apposition": 1, "honorific": 2, "known": 3, "bare": 4}


@dataclass(frozen=True, slots=True)
class Office:
    """What one place of the text says of a person's office: the words, their kind, and whether they name no country."""

    text: str
    kind: str
    bare: bool
    past: bool
    part: int


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One person of a text. `parts` are the parts of the page that name them in full."""

    name: str
    country: str | None
    offices: tuple[Office, ...]
    parts: frozenset[int]
    short: frozenset[str]

    def kinds(self, part: int) -> frozenset[str]:
        """The kinds of office that the part, or else the page, gives this person."""
        here = frozenset(o.kind for o in self.offices if o.part == part and o.kind)
        return here or frozenset(o.kind for o in self.offices if o.kind)

    def office(self, part: int) -> str | None:
        """The office by which the part, or else the page, introduces this person."""
        for office in (*(o for o in self.offices if o.part == part), *self.offices):
            return office.text
        return None

    def bare(self, kind: str, part: int) -> bool:
        """Whether the part introduces this person in that kind of office without a word of whose it is."""
        return any(o.kind == kind and o.bare for o in self.offices if o.part == part)


@dataclass(frozen=True, slots=True)
class Registry:
    """The people of a text: `by_identity` by `names.identity`, `by_short` by each short form, longest word count."""

    entries: tuple[Entry, ...]
    by_identity: Mapping[str, Entry]
    by_short: Mapping[str, tuple[Entry, ...]]
    longest: Mapping[str, int]

    def in_part(self, part: int) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if part in e.parts)


@dataclass(slots=True)
class _Draft:
    """What the namings of one identity add up to."""

    spellings: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    parts: set[int] = field(default_factory=set)
    seen: bool = False
    fact: PersonFact | None = None


def registry(
    tokens: Tokens, namings: Sequence[tuple[int, Naming]], gazetteer: Gazetteer, words: NameWords
) -> Registry:
    """The people whom `namings` (each with the number of its part) name in full.

    A name that no title, apposition or knowledge shows to be a person's is left out.
    """
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    for part, naming in namings:
        spelling = press_form(naming.text(tokens), words)
        if not full(spelling, naming):
            continue
        key = identity(spelling, words)
        draft = drafts[key]
        draft.spellings.append(spelling)
        draft.parts.add(part)
        draft.seen = draft.seen or naming.rule != "bare"
        if draft.fact is None:
            facts = gazetteer.people.get(key, ())
            draft.fact = facts[0] if len(facts) == 1 else None
        if naming.country:
            draft.countries.append(naming.country)
        if naming.office:
            draft.offices.append(Office(naming.office, naming.kind, naming.bare, naming.past, part))
    kept = {key: draft for key, draft in drafts.items() if draft.seen or draft.fact}
    by_identity: dict[str, Entry] = {}
    for key, draft in _merged(kept, words):
        entry = _entry(draft, words)
        for k in key:
            by_identity[k] = entry
    entries = tuple(dict.fromkeys(by_identity.values()))
    by_short: dict[str, list[Entry]] = defaultdict(list)
    longest: dict[str, int] = {}
    for entry in entries:
        for form in sorted(entry.short):
            by_short[form].append(entry)
            first, size = form.split(" ", 1)[0], form.count(" ") + 1
            longest[first] = max(longest.get(first, 0), size)
    return Registry(entries, by_identity, {k: tuple(v) for k, v in by_short.items()}, longest)


def full(spelling: str, naming: Naming) -> bool:
    """Whether a name is enough to tell its bearer from others: two words of it, or a monarch's one."""
    return " " in spelling or "-" in spelling and naming.rule == "known"


def _merged(drafts: Mapping[str, _Draft], words: NameWords) -> Iterable[tuple[tuple[str, ...], _Draft]]:
    """Drafts with the identities that they answer to. A name that is the beginning or the end of exactly one longer
    name of the text is that person's ("Mohammed bin Salman")."""
    into: dict[str, str] = {}
    for key in drafts:
        longer = [k for k in drafts if k != key and (k.startswith(key + " ") or k.endswith(" " + key))] if " " in key else []
        if len(longer) == 1 and drafts[longer[0]].fact in (None, drafts[key].fact):
            into[key] = longer[0]
    groups: dict[str, list[str]] = defaultdict(list)
    for key in drafts:
        target = key
        while target in into:
            target = into[target]
        groups[target].append(key)
    for target, keys in groups.items():
        draft = drafts[target]
        for key in keys:
            if key != target:
                other = drafts[key]
                draft.countries += other.countries
                draft.offices += other.offices
                draft.parts |= other.parts
        yield tuple(keys), draft


def _entry(draft: _Draft, words: NameWords) -> Entry:
    # The short form of a given name is the one in use where the text has both.
    count = Counter(draft.spellings)
    name = draft.fact.name if draft.fact else min(count, key=lambda s: (len(s.split()), len(s), -count[s], s))
    country = draft.fact.country if draft.fact else (draft.countries[0] if draft.countries else None)
    forms = set(short_forms(name, country, words))
    for spelling in draft.spellings:
        forms |= short_forms(spelling, country, words)
    return Entry(name, country, tuple(draft.offices), frozenset(draft.parts), frozenset(forms))
