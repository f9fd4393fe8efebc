"""Whom a text means: short names, descriptions ("the Chinese president"), counterparts, "the two leaders", he and she.

Exactly one candidate or none: within the part, then the page, then, for an office, by the knowledge on the part's day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from cnvn.find.gazetteer import Gazetteer, Hit
from cnvn.find.names import NameWords, identity, press_form
from cnvn.find.people import Description, Naming
from cnvn.find.titles import Title, TitleWords
from cnvn.find.tokens import Tokens
from cnvn.knowledge.words import load_words
from cnvn.model import Person
from cnvn.resolve.offices import Offices
from cnvn.resolve.registry import Entry, Registry, full

_BACK = 40  # sentences that "the two leaders" looks back
_NEAR = 4  # and "the Vietnamese leader"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whom some words mean: canonical names, the office to show and the kinds of it, the country."""

    names: tuple[str, ...]
    office: str | None
    kinds: frozenset[str]
    country: str | None
    rule: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` to `last` (exclusive) and whom they mean."""

    first: int
    last: int
    meaning: Meaning


@dataclass(slots=True)
class Story:
    """What has been told so far in one part: the people of each sentence, in order, its subject, and which pronoun has
    stood for whom."""

    part: int
    told: list[tuple[Meaning, ...]] = field(default_factory=list)
    subjects: list[Meaning | None] = field(default_factory=list)
    pronouns: dict[tuple[str, ...], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolver:
    """What resolving one text needs."""

    tokens: Tokens
    registry: Registry
    offices: Offices
    known: Gazetteer
    titles: TitleWords
    names: NameWords
    references: Mapping[str, frozenset[str]]

    def sentence(
        self, story: Story, start: int, end: int, found: Sequence[Naming | Description], hits: Mapping[int, Hit]
    ) -> tuple[Person, ...]:
        """The people of the words `start` to `end` (exclusive); `story` goes on with them."""
        people: list[Mention] = []
        for first, last, item in self._items(start, end, found, hits):
            if isinstance(item, Naming):
                meaning = self._naming(item, story, people)
            elif isinstance(item, Description):
                meaning = self._description(item, story, people)
            elif item in self.references["pronouns"]:
                meaning = self._pronoun(item, story, people)
            else:
                meaning = self._short(item, first, story)
            if meaning:
                people.append(Mention(first, last, meaning))
        story.told.append(tuple(m.meaning for m in people if m.meaning.names))
        story.subjects.append(self._subject(start, people))
        return tuple(self._person(mention) for mention in people)

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
            if key in longest and tokens.cased(i) and (last := self._short_form(i, start, end, hits)):
                yield i, last, " ".join(keys[i:last])
                i = last
                continue
            if key in pronouns or (key in self.known.families and self._stands_alone(i, start, end, hits)):
                yield i, i + 1, key
            i += 1

    def _stands_alone(self, i: int, start: int, end: int, hits: Mapping[int, Hit]) -> bool:
        """Whether a capitalised word by itself does something or owns something: "Xi arrived", "Xi's visit"."""
        tokens, keys = self.tokens, self.tokens.keys
        if not tokens.cased(i) or i in hits or keys[i] in self.titles.unnamed or i + 1 >= end:
            return False
        if i > start and tokens.beside(i - 1) and tokens.cased(i - 1):
            return False
        acts = tokens.gap(i).isspace() and not tokens.cased(i + 1) and keys[i + 1] in self.titles.verbs
        return acts or tokens.possessive(i)

    def _short_form(self, i: int, start: int, end: int, hits: Mapping[int, Hit]) -> int | None:
        """Where a short form of a name ends that begins with word `i` and is no part of a longer name."""
        tokens, keys, titles = self.tokens, self.tokens.keys, self.titles
        # "May" may be a name within a sentence, but not before a day.
        dated = i + 1 < end and keys[i + 1][0].isdigit()
        if keys[i] in titles.unnamed and (i == start or dated or keys[i] not in self.names.alone):
            return None
        if i > start + 1 and tokens.beside(i - 1) and tokens.cased(i - 1) and i - 1 not in hits:
            return None
        for last in range(min(end, i + self.registry.longest[keys[i]]), i, -1):
            if " ".join(keys[i:last]) not in self.registry.by_short:
                continue
            if last < end and tokens.beside(last - 1):
                cased, key = tokens.cased(last), keys[last]
                if key in titles.after_name or tokens.gap(last - 1) == "-":
                    return None
                if cased and (key in titles.bodies or (key not in titles.unnamed and last not in hits)):
                    return None
            hit = hits.get(i)
            return last if not hit or hit.last <= last else None
        return None

    # ---------------------------------------------------------------------------------------------------- the names
    def _naming(self, item: Naming, story: Story, people: Sequence[Mention]) -> Meaning | None:
        spelling = press_form(item.text(self.tokens), self.names)
        key = identity(spelling, self.names)
        entry = self.registry.by_identity.get(key) if full(spelling) else None
        if entry is None and full(spelling):
            return None  # a name that nothing shows to be a person's
        if entry is None:
            called = self.registry.by_short.get(key, ())
            entry = self._one(called, story.part, item.kind, item.country)
            if entry is None:
                return Meaning((), item.office, frozenset({item.kind}), item.country, item.rule) if called else None
        office, kinds = item.office, frozenset({item.kind} - {""})
        if item.borrowed:
            whose = self._last(people)
            office, kinds = (whose.office, whose.kinds) if whose else (None, kinds)
        return self._meant(entry, story.part, item.rule, office, kinds)

    def _short(self, form: str, first: int, story: Story) -> Meaning | None:
        called = self.registry.by_short.get(form, ())
        if not called:
            return self._famous(form, first, story.part)
        entry = self._one(called, story.part, "", None)
        return self._meant(entry, story.part, "short") if entry else Meaning((), None, frozenset(), None, "short")

    def _famous(self, family: str, i: int, part: int) -> Meaning | None:
        """Whom a family name means that the text nowhere gives in full: the only one of that name who holds one of the
        first offices on the part's day."""
        fitting = [f for f in self.known.families[family] if self.offices.held(f, part) & self.titles.single]
        if len(fitting) != 1 or self.offices.elsewhen(self.tokens, i, part):
            return None
        kinds = self.offices.held(fitting[0], part)
        return Meaning((fitting[0].name,), None, kinds, fitting[0].country, "known")

    def _one(self, called: Sequence[Entry], part: int, kind: str, country: str | None) -> Entry | None:
        """The one entry that is meant: of those in the part, else on the page; office and country decide, if said."""
        for pool in ([e for e in called if part in e.parts], list(called)):
            for wanted in (kind, ""):
                fitting = [
                    e for e in pool
                    if (not wanted or wanted in self._kinds(e, part)) and (not country or e.country in (country, None))
                ]  # fmt: skip
                if len(fitting) == 1:
                    return fitting[0]
                if fitting:
                    break
            if pool:
                return None
        return None

    def _kinds(self, entry: Entry, part: int) -> frozenset[str]:
        return entry.kinds(part) | self.offices.held(entry.fact, part)

    def _meant(
        self, entry: Entry, part: int, rule: str, office: str | None = None, kinds: frozenset[str] = frozenset()
    ) -> Meaning:
        return Meaning(
            (entry.name,), office or entry.office(part), kinds | self._kinds(entry, part), entry.country, rule, entry
        )

    # --------------------------------------------------------------------------------------------- the descriptions
    def _description(self, item: Description, story: Story, people: Sequence[Mention]) -> Meaning | None:
        """Whom a title alone means: "the Chinese president", "his Vietnamese counterpart", "the two leaders"."""
        title = item.title
        before = self.tokens.keys[item.first - 1] if item.first else ""
        if title.head in self.titles.counterpart:
            own = before in self.references["possessive"] or title.country
            return self._counterpart(item, story, people) if own and not title.plural else None
        if title.plural:
            return self._several(item, story, people)
        definite = before in self.references["definite"]
        if title.past or not (definite or (title.country and title.first < title.core)):
            return None
        found = self._holder(title, story, item.first, people)
        if found or not definite or (title.head in self.references["any_office"] and not title.country):
            return found
        return Meaning((), self._words(title), frozenset({title.kind}), title.country, "description")

    def _holder(self, title: Title, story: Story, i: int, people: Sequence[Mention]) -> Meaning | None:
        """The one whom the text, or else the knowledge on the part's day, shows in an office."""
        part = story.part
        if title.country and (near := self._lately(title, story, people)):
            return near
        for pool in (self.registry.in_part(part), self.registry.entries):
            fitting = [e for e in pool if self._holds(e, title, part)]
            if len(fitting) > 1 and not title.country:
                fitting = [e for e in fitting if e.called(title.head)] or fitting
            if len(fitting) > 1 and not title.country:
                fitting = [e for e in fitting if e.bare(title.kind, part)]
            if len(fitting) == 1:
                return self._meant(fitting[0], part, "description")
            if fitting:
                return None
        return self._by_office(title.kind, title.country, part, i, "description")

    def _lately(self, title: Title, story: Story, people: Sequence[Mention]) -> Meaning | None:
        """The only one of a country's office-holders in the latest sentence that names any: "the Vietnamese leader"."""
        for told in self._tellings(story, people, _NEAR):
            fitting = {m.names: m for m in told if m.entry and self._holds(m.entry, title, story.part)}
            if fitting:
                m = next(iter(fitting.values()))
                return (
                    Meaning(m.names, m.office, m.kinds, m.country, "description", m.entry)
                    if len(fitting) == 1
                    else None
                )
        return None

    def _tellings(self, story: Story, people: Sequence[Mention], back: int) -> Iterable[tuple[Meaning, ...]]:
        """The people of this sentence so far, then of those before it, the latest first."""
        yield tuple(m.meaning for m in people if m.meaning.names)
        yield from reversed(story.told[-back:])

    def _holds(self, entry: Entry, title: Title, part: int) -> bool:
        if title.country and entry.country != title.country:
            return False
        kinds = self._kinds(entry, part)
        if title.head in self.references["any_office"] and title.kind not in self.titles.single:
            return bool(kinds & self.titles.single)
        alone = title.last == title.core + 1
        return title.kind in kinds or (alone and entry.called(title.head))

    def _by_office(self, kind: str, country: str | None, part: int, i: int, rule: str) -> Meaning | None:
        found = self.offices.holder(kind, country, part)
        if found is None or self.offices.elsewhen(self.tokens, i, part):
            return None
        person, office = found
        return Meaning((person.name,), office.name, frozenset({kind}), country, rule)

    def _counterpart(self, item: Description, story: Story, people: Sequence[Mention]) -> Meaning:
        """Who has the office in one country that the one just named has in another."""
        whose, country, part = self._last(people) or self._subject_after(item, story), item.title.country, story.part
        if whose is None:
            return Meaning((), None, frozenset(), country, "counterpart")
        for pool in (self.registry.in_part(part), self.registry.entries):
            if country:
                pool = tuple(e for e in pool if e.country == country and (e.name,) != whose.names)
                fitting = [e for e in pool if whose.kinds & self.titles.single & self._kinds(e, part)]
                if len(fitting) == 1:
                    return self._meant(fitting[0], part, "counterpart")
                if fitting:
                    break
        else:
            known = [self._by_office(k, country, part, item.first, "counterpart") for k in sorted(whose.kinds)]
            named = {m.names: m for m in known if m}
            if len(named) == 1:
                return next(iter(named.values()))
        return Meaning((), whose.office, whose.kinds, country, "counterpart")

    def _subject_after(self, item: Description, story: Story) -> Meaning | None:
        """Of "Meeting his Vietnamese counterpart, Li said …": the subject that follows, else the story's."""
        tokens, i = self.tokens, item.last
        if tokens.gap(i - 1)[:1] == ",":
            while tokens.keys[i] in self.titles.heads or tokens.keys[i] in self.titles.qualifiers:
                i += 1
            for form in (" ".join(tokens.keys[i : i + n]) for n in (4, 3, 2, 1)):
                entry = self.registry.by_identity.get(form)
                entry = entry or self._one(self.registry.by_short.get(form, ()), story.part, "", None)
                if entry:
                    return self._meant(entry, story.part, "short")
        return story.subjects[-1] if story.subjects else None

    def _several(self, item: Description, story: Story, people: Sequence[Mention]) -> Meaning | None:
        """Whom "the two leaders", "both presidents", "the leaders" mean: those who were last told of together."""
        title, keys = item.title, self.tokens.keys
        before = keys[max(0, item.first - 3) : item.first]
        number = 2 if {*before} & self.references["pair"] else 3 if {*before} & self.references["trio"] else 0
        general = title.head in self.references["any_office"]
        of = title.last < len(keys) and keys[title.last] in self.references["others"]
        if (
            title.country
            or not (general or title.kind)
            or (of and general)
            or not (number or (before[-1:] and before[-1] in self.references["article"]))
        ):
            return None
        for told in self._tellings(story, people, _BACK):
            fitting = {m.names: m for m in told if len(m.names) == 1 and self._among(m, title, general)}
            if general and any(m.kinds & self.references["leaders"] for m in fitting.values()):
                fitting = {names: m for names, m in fitting.items() if m.kinds & self.references["leaders"]}
            countries = [m.country for m in fitting.values() if m.country]
            distinct = len({*countries}) == len(countries)
            if len(fitting) > 1 and number in (0, len(fitting)) and (distinct or not number):
                return Meaning(tuple(n for names in fitting for n in names), None, frozenset(), None, "several")
        return Meaning((), None, frozenset(), None, "several") if not of else None

    def _among(self, meant: Meaning, title: Title, general: bool) -> bool:
        """Whether a person may be one of several whom a title names: any office-holder may be a leader."""
        if general:
            return bool(meant.kinds - self.references["minor"]) or (bool(meant.office) and not meant.kinds)
        return title.kind in meant.kinds

    # ------------------------------------------------------------------------------------------------- the pronouns
    def _pronoun(self, word: str, story: Story, people: Sequence[Mention]) -> Meaning | None:
        """Whom "he" means: the one person of the sentence so far, else of the last one, else that one's subject."""
        here = [m.meaning for m in people if len(m.meaning.names) < 2]
        if any(not m.names for m in here):
            return None
        told = here or [m for m in (story.told[-1] if story.told else ()) if len(m.names) == 1]
        fitting = {m.names: m for m in told if self._agrees(m, word, story)}
        subject = story.subjects[-1] if story.subjects and not here else None
        if len(fitting) == 1:
            meant = next(iter(fitting.values()))
            if len({m.names for m in told}) == 1:
                story.pronouns.setdefault(meant.names, word)
        elif subject and self._agrees(subject, word, story):
            meant = subject
        else:
            return None
        return Meaning(meant.names, meant.office, meant.kinds, meant.country, "pronoun", meant.entry)

    def _agrees(self, meant: Meaning, word: str, story: Story) -> bool:
        said = {w for w in self.references["pronouns"] if meant.entry and self.references[w] & {*meant.entry.heads}}
        if len(said) == 1:
            return said == {word}
        return story.pronouns.get(meant.names, word) == word

    def _last(self, people: Sequence[Mention]) -> Meaning | None:
        named = [m.meaning for m in people if len(m.meaning.names) == 1]
        return named[-1] if named else None

    def _subject(self, start: int, people: Sequence[Mention]) -> Meaning | None:
        """The first person of a sentence, unless a preposition or a verb stands before."""
        for mention in people:
            before = self.tokens.keys[mention.first - 1] if mention.first > start else ""
            plain = len(mention.meaning.names) == 1 and before not in self.references["oblique"]
            return mention.meaning if plain else None
        return None

    # --------------------------------------------------------------------------------------------------- the result
    def _words(self, title: Title) -> str:
        return " ".join(self.tokens.text[self.tokens.starts[title.core] : self.tokens.ends[title.last - 1]].split())

    def _person(self, mention: Mention) -> Person:
        start, end, text = self.tokens.starts[mention.first], self.tokens.ends[mention.last - 1], self.tokens.text
        # The point of "Jr." and the bracket after an acronym belong to the name.
        last = self.tokens.keys[mention.last - 1]
        if (text[end : end + 1] == ")" and "(" in text[start:end]) or (
            text[end : end + 1] == "." and last in self.names.suffixes
        ):
            end += 1
        m = mention.meaning
        return Person(start, end, text[start:end], m.names, m.office, m.country, m.rule)


@cache
def reference_words(language: str = "en") -> Mapping[str, frozenset[str]]:
    """The words of `actors.toml` that refer to people already named."""
    return {key: frozenset(value) for key, value in load_words(language, "actors")["references"].items()}
