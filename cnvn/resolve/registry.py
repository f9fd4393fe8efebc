"""Who a text introduces: one entry a person, whatever the spellings, with offices, countries and the short forms by
which the text may go on to call them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cnvn.find.gazetteer import Gazetteer
from cnvn.find.names import NameWords, identity, initialled, press_form, short_forms
from cnvn.find.namings import Naming
from cnvn.find.speech import Speakers
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import PersonFact
from cnvn.text import fold


class Office(NamedTuple):
    """What one place of the text says of a person's office: the words, their kind, and whether they name no country."""

    text: str
    kind: str
    bare: bool
    past: bool
    part: int
    vague: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One person of a text. `parts` are the parts of the page that name them in full."""

    name: str
    country: str | None
    offices: tuple[Office, ...]
    parts: frozenset[int]
    short: frozenset[str]
    fact: PersonFact | None
    heads: tuple[str, ...]

    def kinds(self, part: int) -> frozenset[str]:
        """The kinds of office that the part, or else the page, gives this person."""
        here = frozenset(o.kind for o in self.offices if o.part == part and o.kind)
        return here or frozenset(o.kind for o in self.offices if o.kind)

    def office(self, part: int) -> str | None:
        """The office by which the part, or else the page, introduces this person; a plain "leader" only for want of
        any other."""
        ordered = (*(o for o in self.offices if o.part == part), *self.offices)
        return next((o.text for o in (*(o for o in ordered if not o.vague), *ordered)), None)

    def called(self, head: str) -> bool:
        """Whether the text gives this person a title with that head."""
        return any(o.text.lower().endswith(head) for o in self.offices)

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
    namesakes: Mapping[int, str]  # by the first word of a name that several people have, the key of whom it means

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
    heads: list[str] = field(default_factory=list)

    def add(self, naming: Naming, spelling: str, part: int) -> None:
        self.spellings.append(spelling)
        self.parts.add(part)
        if naming.head:
            self.heads.append(naming.head)
        if naming.country:
            self.countries.append(naming.country)
        if office := _office(naming, part):
            self.offices.append(office)


def registry(
    tokens: Tokens,
    namings: Sequence[tuple[int, Naming]],
    gazetteer: Gazetteer,
    words: NameWords,
    heard: Speakers,
    introduced: Callable[[Naming, str], PersonFact | None],
    possible: Callable[[Naming, PersonFact | None], bool],
) -> Registry:
    """The people whom `namings` (each with the number of its part) name.

    A name that neither title nor apposition, knowledge or a verb of saying shows to be a person's is left out. One that
    the text gives under a title but nowhere in full is a person of its own; `introduced` says whom the knowledge
    has for it, `possible` whether somebody can be meant who is named in full elsewhere.
    """
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    brief: list[tuple[int, Naming, str]] = []
    namesakes: dict[int, str] = {}
    for part, naming in namings:
        spelling = press_form(naming.text(tokens), words)
        if not full(spelling):
            brief.append((part, naming, spelling))
            continue
        key = identity(spelling, words)
        named = gazetteer.people.get(key, ())
        fact = (_written(named, naming.text(tokens)) or introduced(naming, key)) if len(named) > 1 else None
        if fact:
            key = namesakes[naming.name] = f"{key} {fact.id}"
        draft = drafts[key]
        draft.fact = draft.fact or fact
        draft.add(naming, spelling, part)
        draft.seen = draft.seen or naming.rule != "bare" or _shows(naming, tokens, words) or _speaks(key, heard, words)
        if draft.fact is None:
            draft.fact = _fact(key, spelling, naming.text(tokens), naming, gazetteer)
    kept = {key: draft for key, draft in drafts.items() if draft.seen or draft.fact}
    by_identity: dict[str, Entry] = {}
    heard = heard._replace(lone=heard.lone | _standing_alone(tokens, kept, words))
    for keys, draft in _merged(kept):
        entry = _entry(draft, words, heard)
        by_identity.update(dict.fromkeys(keys, entry))
    known = _indexed(by_identity, namesakes)
    alone: dict[str, _Draft] = defaultdict(_Draft)
    more: dict[Entry, list[Office]] = defaultdict(list)
    for part, naming, spelling in brief:
        key = identity(spelling, words)
        called = [
            e for e in known.by_short.get(key, ()) if possible(naming, e.fact) and _may_mean(naming, key, e, words)
        ]
        if not called and naming.rule != "known":
            draft = alone[key]
            draft.add(naming, spelling, part)
            draft.fact = draft.fact or introduced(naming, key)
        elif len(called) == 1 and (office := _office(naming, part)):
            more[called[0]].append(office)
    for key, draft in alone.items():
        by_identity[key] = _entry(draft, words, heard)
    fuller = {entry: replace(entry, offices=(*entry.offices, *offices)) for entry, offices in more.items()}
    return _indexed({key: fuller.get(entry, entry) for key, entry in by_identity.items()}, namesakes)


def _indexed(by_identity: Mapping[str, Entry], namesakes: Mapping[int, str]) -> Registry:
    entries = tuple(dict.fromkeys(by_identity.values()))
    by_short: dict[str, list[Entry]] = defaultdict(list)
    longest: dict[str, int] = {}
    for entry in entries:
        for form in sorted(entry.short):
            by_short[form].append(entry)
            first, size = form.split(" ", 1)[0], form.count(" ") + 1
            longest[first] = max(longest.get(first, 0), size)
    return Registry(entries, by_identity, {k: tuple(v) for k, v in by_short.items()}, longest, namesakes)


def _fact(key: str, spelling: str, written: str, naming: Naming, gazetteer: Gazetteer) -> PersonFact | None:
    """The only one whom the knowledge has for a name; of namesakes, whoever is written with the same initials."""
    facts = gazetteer.people.get(key) or _turned(key, naming, gazetteer) or _initialled(spelling, naming, gazetteer)
    return facts[0] if len(facts) == 1 else _written(facts, written)


def _written(facts: Sequence[PersonFact], written: str) -> PersonFact | None:
    """Of namesakes the one who is written so, initials and all, or but for initials that nobody else has."""
    parts = fold(written).replace(".", " ").replace(",", " ").split()
    plain = [p for p in parts if len(p) > 1]
    for asked in (parts, plain):
        same = [f for f in facts if fold(f.name).replace(".", " ").split() == asked]
        if same:
            return same[0] if len(same) == 1 else None
    return None


def _turned(key: str, naming: Naming, gazetteer: Gazetteer) -> tuple[PersonFact, ...]:
    """Whom the knowledge has with the family name last, under a country's office: "Japanese Premier Kishida Fumio"."""
    family, _, given = key.partition(" ")
    found = gazetteer.people.get(f"{given} {family}", ()) if naming.office and naming.country else ()
    return tuple(f for f in found if f.country == naming.country)


def _initialled(spelling: str, naming: Naming, gazetteer: Gazetteer) -> tuple[PersonFact, ...]:
    """Whom the knowledge has for an initial and a last name under an office: "Foreign Minister S. Jaishankar"."""
    first, _, last = (initialled(spelling) or "").partition(" ")
    found = gazetteer.short.get(last, ()) if naming.kind else ()
    return tuple(f for f in found if fold(f.name[:1]) == first and naming.country in (None, f.country))


def _standing_alone(tokens: Tokens, drafts: Mapping[str, _Draft], words: NameWords) -> frozenset[str]:
    """The given names of people of no known country that stand by themselves, more than once: "Abiy flew to Asmara"."""
    first = {key.split(" ", 1)[0] for key, draft in drafts.items() if not (draft.countries or draft.fact)}
    first &= words.given
    if not first:
        return frozenset()
    count = Counter(
        tokens.keys[i]
        for i in tokens.capitals
        if tokens.keys[i] in first
        and not (i and tokens.capital[i - 1] and tokens.beside(i - 1))
        and not (i + 1 < len(tokens.keys) and tokens.capital[i + 1] and tokens.beside(i))
    )
    return frozenset(name for name, number in count.items() if number > 1)


def _may_mean(naming: Naming, key: str, entry: Entry, words: NameWords) -> bool:
    """Whether a short name under its title may be somebody's of whom no title is told: "King Hussein" is no Saddam
    Hussein."""
    titled = naming.head not in words.crowned or entry.fact is not None or bool(entry.heads)
    return titled or identity(entry.name, words).startswith(f"{key} ")


def _shows(naming: Naming, tokens: Tokens, words: NameWords) -> bool:
    """Whether a name without a title is a person's by its given name, or by what stands right behind it: a verb or a
    possession that only people have, "Ana Silva flew", "Ana Silva's May 2011 trip"."""
    i, keys = naming.name_end, tokens.keys
    if keys[naming.name] in words.given:
        return True
    two = i == naming.name + 3 and tokens.gap(i - 2) == "-" and tokens.gap(naming.name).isspace()
    if two and keys[naming.name] in words.hyphened:  # "Chiang Kai-shek"
        return True
    if i >= len(keys) or tokens.gap(i - 1) == "-":
        return False
    if tokens.possessive(i - 1):
        return not words.deeds.isdisjoint(keys[i : i + 3])
    return tokens.beside(i - 1) and keys[i] in words.acting


def _speaks(key: str, heard: Speakers, words: NameWords) -> bool:
    """Whether a name is heard to speak: by its family name alone, or in full and with a given name that is known."""
    first, *_, last = key.split()
    if last in heard.lone or (first in words.family_names and first in heard.lone):
        return True
    return last in heard.full and (first in words.formal.values() or first in words.family_names)


def _office(naming: Naming, part: int) -> Office | None:
    if not naming.office or naming.borrowed:
        return None
    return Office(naming.office, naming.kind, naming.bare, naming.past, part, naming.vague)


def full(spelling: str) -> bool:
    """Whether a name is enough to tell its bearer from others: two words of it."""
    return " " in spelling


def _merged(drafts: Mapping[str, _Draft]) -> Iterable[tuple[tuple[str, ...], _Draft]]:
    """Drafts with the identities that they answer to. A name that is the beginning or the end of exactly one longer
    name of the text is that person's ("Mohammed bin Salman"), and so is an initial with the same last name; two names
    that the knowledge has for one person are one."""
    into: dict[str, str] = {}
    ends: dict[str, list[str]] = defaultdict(list)
    known: dict[str, str] = {}
    for key, draft in drafts.items():
        parts = key.split()
        for n in range(2, len(parts)):
            ends[" ".join(parts[:n])].append(key)
            ends[" ".join(parts[-n:])].append(key)
        ends[f"{key[0]}. {parts[-1]}"].append(key)
        if draft.fact and (named := known.setdefault(draft.fact.id, key)) != key:
            into[key] = named
    for key, draft in drafts.items():
        initial, _, last = (initialled(draft.spellings[0]) or "").partition(" ")
        longer = [k for k in ends.get(f"{initial}. {last}" if initial else key, ()) if k != key]
        if key not in into and len(longer) == 1 and drafts[longer[0]].fact in (None, drafts[key].fact):
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


def _entry(draft: _Draft, words: NameWords, heard: Speakers) -> Entry:
    # The short form of a given name is the one in use where the text has both.
    count = Counter(draft.spellings)
    name = draft.fact.name if draft.fact else min(count, key=lambda s: (len(s.split()), len(s), -count[s], s))
    country = draft.fact.country if draft.fact else (draft.countries[0] if draft.countries else None)
    forms: set[str] = set()
    for spelling in (name, *count):
        forms |= short_forms(spelling, country, words) if full(spelling) else {identity(spelling, words)}
        if not country and (given := identity(spelling, words).split(" ", 1)[0]) in heard.lone:
            forms.add(given)
    return Entry(
        name, country, tuple(draft.offices), frozenset(draft.parts), frozenset(forms), draft.fact, tuple(draft.heads)
    )
