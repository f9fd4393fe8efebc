"""Whom a title alone means: "the Chinese president", "his Vietnamese counterpart", "the two leaders"."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnvn.find.namings import Description
from cnvn.find.title_words import kind_there
from cnvn.find.titles import Title
from cnvn.resolve.candidates import Candidates
from cnvn.resolve.registry import Entry
from cnvn.resolve.story import SEVERAL, Meaning, Mention, Story, last_named

_FEW = 4  # of a row of ten guests "the leaders" need not be all
_BACK = 40  # sentences that "the two leaders" looks back
_NEAR = 4  # and "the Vietnamese leader"
_LED = 8  # words between a counterpart and the comma behind which he stands whose counterpart he is
_TITLED = 12  # … and within as many words of it

_OPENING = (":", "-", "--")  # what stands before the words of an entry


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Resolves titles that stand without a name."""

    of: Candidates

    def meaning(
        self, item: Description, story: Story, people: Sequence[Mention], speaker: Meaning | None = None
    ) -> Meaning | None:
        """Whom a description means; `people` are those of its sentence so far, `speaker` is who says it. A meaning
        without names is a reference to somebody that stays open, None is no reference to anybody."""
        title, keys, titles, references = item.title, self.of.tokens.keys, self.of.titles, self.of.references
        start = item.first
        while start > 1 and keys[start - 1] in references["describing"]:  # "the | visiting | Chilean premier"
            start -= 1
        before = keys[start - 1] if start else ""
        if title.honorific:
            return self._honoured(title, story)
        if title.head in titles.counterpart:
            own = before in references["possessive"] or title.country
            return self._counterpart(item, story, people) if own and not title.plural else None
        if title.plural:
            return self._several(item, story, people)
        addressed = title.first < title.core and not title.country  # "Comrade President"
        owned = title.first < title.core and self.of.tokens.possessive(title.core - 1)  # "Chile's president"
        # "May 3: Chilean president visits Oslo"
        opens = item.first > 0 and self.of.tokens.gap(item.first - 1).strip() in _OPENING and title.first < title.core
        definite = addressed or before in references["definite"] or ((owned or opens) and title.country is not None)
        # "the first Chinese premier to come", "a Vietnamese minister" are one of many.
        if title.past or before in references["one_of_many"]:
            return None
        if not (definite or (title.country and title.first < title.core)):
            return None
        found = self._holder(title, story, item.first, people, speaker)
        if found or not definite or (title.head in references["any_office"] and not title.country):
            return found
        among = self._possible(title, story)
        return Meaning((), self._words(title), frozenset({title.kind}), title.country, "description", among=among)

    def _honoured(self, title: Title, story: Story) -> Meaning | None:
        """The only one whom the part calls by an honorific that stands alone: "His Highness"."""
        called = [e for e in self.of.registry.in_part(story.part) if title.head in e.heads]
        return self.of.meant(called[0], story, "description") if len(called) == 1 else None

    def _holder(
        self, title: Title, story: Story, i: int, people: Sequence[Mention], speaker: Meaning | None
    ) -> Meaning | None:
        """The one whom the text, or else the knowledge on the story's days, shows in an office; no speaker means
        himself."""
        himself = speaker.entry if speaker else None
        if title.country and (near := self._lately(title, story, people)):
            return near
        for pool in (self.of.registry.in_part(story.part), self.of.registry.entries):
            fitting = [e for e in pool if e is not himself and self._holds(e, title, story)]
            if len(fitting) > 1 and not title.country:  # somebody told of, rather than who is yet to be named
                fitting = [e for e in fitting if self._told(e, story, people)] or fitting
            if len(fitting) > 1 and self._is_guest(title):  # he is no one of the country where the story is set
                fitting = [e for e in fitting if e.country != story.land] or fitting
            if len(fitting) > 1 and not title.country:
                fitting = [e for e in fitting if e.called(title.head)] or fitting
            if len(fitting) > 1 and not title.country and all(title.kind in e.kinds(story.part) for e in fitting):
                fitting = [e for e in fitting if e.bare(title.kind, story.part)]
            if len(fitting) == 1:
                return self.of.meant(fitting[0], story, "description")
            if fitting:
                return None
        known = self.of.by_office(title.kind, title.country, story, i, "description")
        return known._replace(office=self._words(title)) if known else None

    def _is_guest(self, title: Title) -> bool:
        return not self.of.references["abroad"].isdisjoint(self.of.tokens.keys[title.first : title.last])

    def _told(self, entry: Entry, story: Story, people: Sequence[Mention]) -> bool:
        return any(m.entry is entry for told in story.tellings(people, _BACK) for m in told)

    def _lately(self, title: Title, story: Story, people: Sequence[Mention]) -> Meaning | None:
        """The only one of a country's office-holders in the latest sentence that names any: "the Vietnamese leader"."""
        for told in story.tellings(people, _NEAR):
            fitting = {m.names: m for m in told if m.entry and self._holds(m.entry, title, story)}
            if fitting:
                m = next(iter(fitting.values()))
                alone = len(fitting) == 1
                return Meaning(m.names, m.office, m.kinds, m.country, "description", m.entry) if alone else None
        return None

    def _possible(self, title: Title, story: Story) -> tuple[str, ...]:
        """Those of the text, else of the knowledge, who may have an office that stays open."""
        told = tuple(e.name for e in self.of.registry.entries if self._holds(e, title, story))
        general = title.head in self.of.references["any_office"] and title.kind not in self.of.titles.single
        kinds = sorted(self.of.references["leaders"]) if general else [title.kind]
        return told or self.of.offices.holders(kinds, title.country, story.days)

    def _holds(self, entry: Entry, title: Title, story: Story) -> bool:
        if title.country and entry.country != title.country:
            return False
        kinds = self.of.kinds(entry, story)
        if title.head in self.of.references["any_office"] and title.kind not in self.of.titles.single:
            return bool(kinds & self.of.titles.single)
        if title.head in self.of.references["own_name"] and not title.country:
            return entry.called(title.head)
        alone = title.last == title.core + 1
        broadly = any(self._is_broader(title.kind, kind) for kind in kinds)
        return broadly or title.kind in kinds or (alone and entry.called(title.head))

    def _is_broader(self, kind: str, held: str) -> bool:
        """Whether a kind of office says less of one that somebody holds: "deputy minister" of a deputy foreign one."""
        ranks, office, whole = *kind.rpartition(" ")[::2], held.split()
        own = " ".join(word for word in whole if word in self.of.titles.ranks)
        return office in self.of.references["broad"] and whole[-1:] == [office] and own == ranks

    # ----------------------------------------------------------------------------------------------- counterparts
    def _counterpart(self, item: Description, story: Story, people: Sequence[Mention]) -> Meaning:
        """Who has the office in one country that the one just named has in another."""
        whose = None if self._of(item) else last_named(people)
        whose, country = whose or self._other(item, story), item.title.country
        if whose is None:
            return Meaning((), None, frozenset(), country, "counterpart")
        for pool in (self.of.registry.in_part(story.part), self.of.registry.entries):
            if country:
                pool = tuple(e for e in pool if e.country == country and (e.name,) != whose.names)
                fitting = [e for e in pool if whose.kinds & self.of.titles.single & self.of.kinds(e, story)]
                if len(fitting) == 1:
                    return self.of.meant(fitting[0], story, "counterpart")
                if fitting:
                    break
        else:
            known = [self.of.by_office(k, country, story, item.first, "counterpart") for k in sorted(whose.kinds)]
            named = {m.names: m for m in known if m}
            if len(named) == 1:
                return next(iter(named.values()))
        among = self.of.offices.holders(sorted(whose.kinds), country, story.days)
        return Meaning((), whose.office, whose.kinds, country, "counterpart", among=among)

    def _of(self, item: Description) -> bool:
        keys = self.of.tokens.keys
        return item.last < len(keys) and keys[item.last] in self.of.references["others"]

    def _other(self, item: Description, story: Story) -> Meaning | None:
        """Whose counterpart it is: of "the counterpart of Premier Li" who follows; of "Meeting his counterpart, Li
        said" the subject that follows, else the story's."""
        tokens, titles, registry, of = self.of.tokens, self.of.titles, self.of.registry, self._of(item)
        i = item.last + of
        if of or tokens.gap(i - 1)[:1] == ",":
            while i < len(tokens.keys) and (tokens.keys[i] in titles.heads or tokens.keys[i] in titles.qualifiers):
                i += 1
            for form in (" ".join(tokens.keys[i : i + n]) for n in (4, 3, 2, 1)):
                entry = registry.by_identity.get(form)
                entry = entry or self.of.one(registry.by_short.get(form, ()), story, "", None)
                if entry:
                    return self.of.meant(entry, story, "short")
        last = story.subjects[-1] if story.subjects and not of else None
        country = item.title.country  # of which he is not whose counterpart it is
        ahead = country and not of and (last is None or last.country in (country, None))
        return (self._ahead(i, story) if ahead else None) or last

    def _ahead(self, i: int, story: Story) -> Meaning | None:
        """Who follows the phrase with which a sentence opens: "In talks with his Chilean counterpart on Monday,
        Norwegian Premier Berg said"."""
        tokens, registry = self.of.tokens, self.of.registry
        comma = next((k for k in range(i - 1, len(tokens.keys) - 1) if tokens.gap(k)[:1] == ","), None)
        if comma is None or comma - i > _LED:
            return None
        for k in range(comma + 1, min(comma + _TITLED, len(tokens.keys))):
            for form in (" ".join(tokens.keys[k : k + n]) for n in (4, 3, 2, 1)):
                entry = registry.by_identity.get(form) or self.of.one(registry.by_short.get(form, ()), story, "", None)
                if entry:
                    return self.of.meant(entry, story, "short")
            if tokens.gap(k)[:1] == ",":
                break
        return None

    # ---------------------------------------------------------------------------------------------------- several
    def _several(self, item: Description, story: Story, people: Sequence[Mention]) -> Meaning | None:
        """Whom "the two leaders", "both presidents", "the leaders" mean: those who were last told of together."""
        title, keys, references = item.title, self.of.tokens.keys, self.of.references
        before = keys[max(0, item.first - 3) : item.first]
        number = 2 if {*before} & references["pair"] else 3 if {*before} & references["trio"] else 0
        general = title.head in references["any_office"]
        of = title.last < len(keys) and keys[title.last] in references["others"]
        if (
            title.country
            or any(self.of.tokens.words[k].isupper() for k in range(title.first, title.last))  # "the NATO ministers"
            or self._of_others(title)
            or not (general or title.kind)
            or (of and general)
            or not (number or (before[-1:] and before[-1] in references["article"]))
        ):
            return None
        for told in story.tellings(people, _BACK):
            fitting = {m.names: m for m in told if len(m.names) == 1 and self._among(m, title, general)}
            if general and any(m.kinds & references["leaders"] for m in fitting.values()):
                fitting = {names: m for names, m in fitting.items() if m.kinds & references["leaders"]}
            if general and number == len(fitting) + 1 == 2:  # "Silva flew to Oslo, where the king received her"
                fitting |= {m.names: m for m in told if len(m.names) == 1 and not (m.kinds or m.office)}
            countries = [m.country for m in fitting.values() if m.country]
            distinct = len({*countries}) == len(countries)
            if number == 0 and len(fitting) > _FEW:
                break
            if len(fitting) > 1 and number in (0, len(fitting)) and (distinct or not number):
                return Meaning(tuple(n for names in fitting for n in names), None, frozenset(), None, SEVERAL)
        return Meaning((), None, frozenset(), None, SEVERAL) if not of else None

    def _of_others(self, title: Title) -> bool:
        """Whether a title says whose they are: "the presidents of Norway", but not "the presidents of the two"."""
        keys, references = self.of.tokens.keys, self.of.references
        words = keys[title.core : title.last]
        return not references["others"].isdisjoint(words) and references["pair"].isdisjoint(words)

    def _among(self, meant: Meaning, title: Title, general: bool) -> bool:
        """Whether a person may be one of several whom a title names: any office-holder may be a leader."""
        if general:
            return bool(meant.kinds - self.of.references["minor"]) or (bool(meant.office) and not meant.kinds)
        return not meant.kinds.isdisjoint((title.kind, kind_there(title.kind, meant.country or "", self.of.titles)))

    def _words(self, title: Title) -> str:
        tokens = self.of.tokens
        return " ".join(tokens.text[tokens.starts[title.core] : tokens.ends[title.last - 1]].split())
