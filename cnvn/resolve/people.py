"""Whom a text means: short names, descriptions ("the Chinese president"), counterparts, "the two leaders", he and she.

Exactly one candidate or none: within the part, then the page, then, for an office, by the knowledge on the part's day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from cnvn.edtf import Period
from cnvn.find.gazetteer import Gazetteer, Hit
from cnvn.find.names import NameWords, identity, press_form
from cnvn.find.people import Description, Naming
from cnvn.find.titles import Title, TitleWords, kind_of
from cnvn.find.tokens import Tokens
from cnvn.knowledge.records import Knowledge, OfficeFact
from cnvn.knowledge.words import load_words
from cnvn.model import Person
from cnvn.resolve.registry import Entry, Registry, full
from cnvn.text import fold

_BACK = 12  # sentences that "the two leaders" looks back


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whom some words mean: canonical names, the office to show and its kind, the country."""

    names: tuple[str, ...]
    office: str | None
    kind: str
    country: str | None
    rule: str


@dataclass(slots=True)
class Story:
    """What has been told so far in one part: the people of each sentence, in order, and its subject."""

    part: int
    told: list[tuple[Meaning, ...]] = field(default_factory=list)
    subjects: list[Meaning | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Resolver:
    """What resolving one text needs. `days` has the days that each part's "today" may be."""

    tokens: Tokens
    registry: Registry
    gazetteer: Gazetteer
    knowledge: Knowledge
    titles: TitleWords
    names: NameWords
    days: Sequence[Period | None]
    references: Mapping[str, frozenset[str]]

    def sentence(
        self, story: Story, start: int, end: int, found: Sequence[Naming | Description], hits: Mapping[int, Hit]
    ) -> tuple[Person, ...]:
        """The people of the words `start` to `end` (exclusive); `story` goes on with them."""
        people: list[tuple[int, int, Meaning]] = []
        later = [f for f in found if isinstance(f, Naming)]
        for first, last, item in self._items(start, end, found, hits):
            if isinstance(item, Naming):
                meaning = self._naming(item, story, people)
            elif isinstance(item, Description):
                meaning = self._description(item, story, people, later)
            else:
                meaning = self._reference(first, last, item, story, people)
            if meaning:
                people.append((first, last, meaning))
        told = [m for _, _, m in people if m.names]
        story.told.append(tuple(told))
        story.subjects.append(self._subject(start, people))
        return tuple(self._person(first, last, meaning) for first, last, meaning in people)

    # ---------------------------------------------------------------------------------------------------- the words
    def _items(
        self, start: int, end: int, found: Sequence[Naming | Description], hits: Mapping[int, Hit]
    ) -> Iterator[tuple[int, int, Naming | Description | str]]:
        """What may mean people, in order: the namings and descriptions given, and the short words between them."""
        tokens, keys = self.tokens, self.tokens.keys
        spans = {f.first: f for f in found}
        longest, pronouns = self.registry.longest, self.references["pronouns"]
        i = start
        while i < end:
            item = spans.get(i)
            if item is not None:
                yield item.first, item.last, item
                i = item.last
                continue
            key = keys[i]
            if key in longest and tokens.cased(i) and (last := self._short(i, start, end, hits)):
                yield i, last, " ".join(keys[i:last])
                i = last
                continue
            if key in pronouns:
                yield i, i + 1, key
            i += 1

    def _short(self, i: int, start: int, end: int, hits: Mapping[int, Hit]) -> int | None:
        """Where a short form of a name ends that begins with word `i` and is not a part of a longer name."""
        tokens, keys = self.tokens, self.tokens.keys
        if keys[i] in self.titles.unnamed and (i == start or keys[i] != "may"):
            return None
        if i > start and tokens.beside(i - 1) and tokens.cased(i - 1) and i - 1 > start and i - 1 not in hits:
            return None
        for last in range(min(end, i + self.registry.longest[keys[i]]), i, -1):
            if " ".join(keys[i:last]) not in self.registry.by_short:
                continue
            if last < end and tokens.beside(last - 1):
                if tokens.cased(last) and keys[last] not in self.titles.unnamed and last not in hits:
                    return None
                if keys[last] in self.titles.after_name or keys[last] in self.titles.bodies and tokens.cased(last):
                    return None
                if tokens.gap(last - 1) == "-":
                    return None
            hit = hits.get(i)
            return last if not hit or hit.last <= last else None
        return None

    # -------------------------------------------------------------------------------------------------- the meanings
    def _naming(self, item: Naming, story: Story, people: Sequence[tuple[int, int, Meaning]]) -> Meaning | None:
        spelling = press_form(item.text(self.tokens), self.names)
        kind, office, country = item.kind, item.office, item.country
        entry = self.registry.by_identity.get(identity(spelling, self.names)) if full(spelling, item) else None
        if entry is None and full(spelling, item):
            return None  # a name that nothing shows to be a person's
        if entry is None:
            entry = self._one(self._called(" ".join(identity(spelling, self.names).split())), story.part, kind, country)
            if entry is None:
                return self._unintroduced(item, spelling, story)
        return self._meaning(entry, story.part, item.rule, office, kind)

    def _called(self, form: str) -> tuple[Entry, ...]:
        return self.registry.by_short.get(form, ())

    def _one(self, called: Sequence[Entry], part: int, kind: str, country: str | None) -> Entry | None:
        """The one entry that is meant: of those in the part, else on the page; office and country decide, if said."""
        for pool in ([e for e in called if part in e.parts], list(called)):
            for wanted in (kind, ""):
                fitting = [
                    e for e in pool
                    if (not wanted or wanted in e.kinds(part)) and (not country or e.country in (country, None))
                ]  # fmt: skip
                if len(fitting) == 1:
                    return fitting[0]
                if fitting:
                    break
            if pool:
                return None
        return None

    def _unintroduced(self, item: Naming, spelling: str, story: Story) -> Meaning | None:
        """A short name under a title that the text nowhere gives in full: by the knowledge, else as it stands."""
        if item.rule not in ("title", "honorific", "apposition"):
            return None
        key = identity(spelling, self.names)
        facts = [f for f in self.gazetteer.short.get(key, ()) if not item.country or f.country == item.country]
        period = self.days[story.part]
        if item.kind and period:
            facts = [
                f for f in facts
                if any(t.possible.overlaps(period) and item.kind in _kinds(t.title, self.titles) for t in f.terms)
            ]  # fmt: skip
        if len(facts) == 1 and item.kind:
            return Meaning((facts[0].name,), item.office, item.kind, facts[0].country, item.rule)
        return Meaning((spelling,), item.office, item.kind, item.country, item.rule)

    def _meaning(self, entry: Entry, part: int, rule: str, office: str | None = None, kind: str = "") -> Meaning:
        kinds = sorted(entry.kinds(part))
        return Meaning(
            (entry.name,), office or entry.office(part), kind or (kinds[0] if kinds else ""), entry.country, rule
        )

    def _description(
        self, item: Description, story: Story, people: Sequence[tuple[int, int, Meaning]], later: Sequence[Naming]
    ) -> Meaning | None:
        """Whom a title alone means: "the Chinese president", "his Vietnamese counterpart", "the two leaders"."""
        title, keys = item.title, self.tokens.keys
        before = keys[item.first - 1] if item.first else ""
        if title.head in self.references["counterpart"]:
            return self._counterpart(item, story, people)
        if title.plural:
            return self._several(item, story, people)
        definite = before in self.references["definite"]
        if title.past or not (definite or title.country):
            return None
        found = self._holder(title, story, item.first)
        if found:
            return Meaning(found.names, found.office, found.kind, found.country, "description")
        if not definite:
            return None
        return Meaning((), self._words(title.core, title.last), title.kind, title.country, "description")

    def _holder(self, title: Title, story: Story, i: int) -> Meaning | None:
        """The one whom the text, or else the knowledge on the part's day, shows in an office."""
        for pool in (self.registry.in_part(story.part), self.registry.entries):
            fitting = [e for e in pool if self._holds(e, title, story.part)]
            if len(fitting) > 1 and not title.country:
                fitting = [e for e in fitting if e.bare(title.kind, story.part)]
            if len(fitting) == 1:
                return self._meaning(fitting[0], story.part, "description")
            if fitting:
                return None
        return self._by_office(title.kind, title.country, story.part, i)

    def _holds(self, entry: Entry, title: Title, part: int) -> bool:
        if title.country and entry.country != title.country:
            return False
        kinds = entry.kinds(part)
        if title.head in self.references["any_office"] and title.last == title.core + 1:
            return bool(kinds & self.titles.single)
        return bool(title.kind) and (
            title.kind in kinds
            or (title.last == title.core + 1 and any(o.text.lower().endswith(title.head) for o in entry.offices))
        )

    def _by_office(self, kind: str, country: str | None, part: int, i: int) -> Meaning | None:
        period = self.days[part]
        if not country or not period or kind not in self.titles.single or self._elsewhen(i, period):
            return None
        offices = _offices(self.knowledge, self.titles).get((country, kind), ())
        people = {p.id: p for o in offices for p in self.knowledge.holders(o.id, period)}
        if len(people) != 1:
            return None
        person = next(iter(people.values()))
        return Meaning((person.name,), offices[0].name, kind, country, "description")

    def _elsewhen(self, i: int, period: Period) -> bool:
        """Whether words near word `i` name another year than the writer's: then its office-holders don't count."""
        near = self.tokens.keys[max(0, i - 40) : i + 40]
        years = range(period.start.year, period.end.year + 1)
        return any(len(k) == 4 and k.isdigit() and 1800 < int(k) < 2100 and int(k) not in years for k in near)

    def _counterpart(
        self, item: Description, story: Story, people: Sequence[tuple[int, int, Meaning]]
    ) -> Meaning | None:
        whose = people[-1][2] if people else self._subject_after(item, story)
        country = item.title.country
        if item.title.plural:
            return None
        if whose is None:
            return Meaning((), None, "", country, "counterpart")
        for pool in (self.registry.in_part(story.part), self.registry.entries):
            fitting = [e for e in pool if e.country == country and whose.kind and whose.kind in e.kinds(story.part)]
            fitting = [e for e in fitting if (e.name,) != whose.names]
            if len(fitting) == 1:
                return self._meaning(fitting[0], story.part, "counterpart", kind=whose.kind)
            if fitting:
                break
        else:
            found = self._by_office(whose.kind, country, story.part, item.first)
            if found:
                return Meaning(found.names, found.office, found.kind, found.country, "counterpart")
        return Meaning((), None, whose.kind, country, "counterpart")

    def _subject_after(self, item: Description, story: Story) -> Meaning | None:
        """Of "Meeting his Vietnamese counterpart, Li said …": the subject that follows, else the story's."""
        tokens, i = self.tokens, item.last
        if self.tokens.gap(i - 1)[:1] == ",":
            for entry_form in (" ".join(tokens.keys[i : i + n]) for n in (4, 3, 2, 1)):
                entry = self.registry.by_identity.get(entry_form) or self._one(
                    self._called(entry_form), story.part, "", None
                )
                if entry:
                    return self._meaning(entry, story.part, "short")
        return story.subjects[-1] if story.subjects else None

    def _several(self, item: Description, story: Story, people: Sequence[tuple[int, int, Meaning]]) -> Meaning | None:
        """Whom "the two leaders", "both presidents", "the leaders" mean: those who were last told of together."""
        title, keys = item.title, self.tokens.keys
        before = [k for k in keys[max(0, item.first - 3) : item.first]]
        number = 2 if set(before) & self.references["pair"] else 3 if set(before) & self.references["trio"] else 0
        if title.last > item.first + 1 + (title.core != item.first) or title.country or (not number and before[-1:] != ["the"]):
            return None
        general = title.head in self.references["any_office"]
        tellings = [tuple(m for _, _, m in people), *reversed(story.told[-_BACK:])]
        for told in tellings:
            fitting = {
                m.names: m for m in told
                if len(m.names) == 1 and m.kind and m.kind not in self.references["minor"]
                and (general or m.kind == title.kind)
            }  # fmt: skip
            countries = [m.country for m in fitting.values() if m.country]
            if len(fitting) == (number or 2) and len(set(countries)) == len(countries):
                return Meaning(tuple(n for names in fitting for n in names), None, title.kind, None, "several")
        return Meaning((), None, title.kind, None, "several")

    def _words(self, first: int, last: int) -> str:
        return " ".join(self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]].split())

    def _reference(
        self, first: int, last: int, form: str, story: Story, people: Sequence[tuple[int, int, Meaning]]
    ) -> Meaning | None:
        if form in self.references["pronouns"]:
            meant = self._before(story, people)
            return Meaning(meant.names, meant.office, meant.kind, meant.country, "pronoun") if meant else None
        entry = self._one(self._called(form), story.part, "", None)
        if entry:
            return self._meaning(entry, story.part, "short")
        return Meaning((), None, "", None, "short") if self._called(form) else None

    def _before(self, story: Story, people: Sequence[tuple[int, int, Meaning]]) -> Meaning | None:
        """Whom "he" means: the one person of the sentence so far, else the last sentence's one person or subject."""
        here = {m.names for _, _, m in people if m.names}
        if here:
            return next((m for _, _, m in people if m.names), None) if len(here) == 1 else None
        if not story.told:
            return None
        if len({m.names for m in story.told[-1]}) == 1 and len(story.told[-1][0].names) == 1:
            return story.told[-1][0]
        return story.subjects[-1]

    def _subject(self, start: int, people: Sequence[tuple[int, int, Meaning]]) -> Meaning | None:
        for first, _, meaning in people:
            oblique = first > start and self.tokens.keys[first - 1] in self.references["oblique"]
            return meaning if len(meaning.names) == 1 and not oblique else None
        return None

    def _person(self, first: int, last: int, meaning: Meaning) -> Person:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        return Person(
            start, end, self.tokens.text[start:end], meaning.names, meaning.office, meaning.country, meaning.rule
        )


@cache
def _offices(knowledge: Knowledge, words: TitleWords) -> Mapping[tuple[str, str], tuple[OfficeFact, ...]]:
    """The offices with one holder at a time, by country and kind."""
    found: dict[tuple[str, str], tuple[OfficeFact, ...]] = {}
    for office in knowledge.offices:
        kind = kind_of(tuple(fold(office.name).replace("-", " ").split()), words)
        if office.single and office.country and kind:
            found[office.country, kind] = (*found.get((office.country, kind), ()), office)
    return found


@cache
def _kinds(title: str, words: TitleWords) -> frozenset[str]:
    keys = tuple(title.lower().replace("-", " ").split())
    return frozenset({kind_of(keys, words)})


@cache
def reference_words(language: str = "en") -> Mapping[str, frozenset[str]]:
    """The words of `actors.toml` that refer to people already named."""
    return {key: frozenset(value) for key, value in load_words(language, "actors")["references"].items()}
