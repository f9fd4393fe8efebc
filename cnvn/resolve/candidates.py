"""Who may be meant: the people of the text and of the knowledge by short name and office. Exactly one or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cnvn.find.names import NameWords, identity, press_form
from cnvn.find.namings import Naming
from cnvn.find.title_words import TitleWords
from cnvn.find.tokens import Tokens
from cnvn.resolve.offices import Offices, elsewhen
from cnvn.resolve.registry import Entry, Registry, full
from cnvn.resolve.story import Meaning, Story

_RECENT = 3  # sentences


@dataclass(frozen=True, slots=True)
class Candidates:
    """What resolving one text needs: its words and people, the offices of the knowledge, the words that refer back."""

    tokens: Tokens
    registry: Registry
    offices: Offices
    titles: TitleWords
    references: Mapping[str, frozenset[str]]
    names: NameWords

    def one(self, called: Sequence[Entry], story: Story, kind: str, country: str | None) -> Entry | None:
        """The one entry that is meant: of those in the part, else on the page; office and country decide, if said.
        Nobody is meant by a short name who cannot have lived on the days told."""
        called = [e for e in called if not story.dated or self.offices.alive(e.fact, story.days)]
        if len(called) > 1 and (gone := [e for e in called if self.offices.gone(e.fact, story.days)]):
            told = [m.entry for meanings in story.told[-_RECENT:] for m in meanings]
            rest = [e for e in called if e not in gone]  # "Pham Binh Minh … Minh" in a text that names Ho Chi Minh too
            called = rest if any(e in told for e in rest) and not any(e in told for e in gone) else called
        for pool in ([e for e in called if story.part in e.parts], list(called)):
            for wanted in (kind, ""):
                fitting = [
                    e for e in pool
                    if (not wanted or wanted in self.kinds(e, story)) and (not country or e.country in (country, None))
                ]  # fmt: skip
                if len(fitting) == 1:
                    return fitting[0]
                if fitting:
                    break
            if pool:
                return None
        return None

    def named(self, item: Naming, story: Story) -> Entry | None:
        """The entry that a naming stands for: by its name in full, else the only one so called in such an office."""
        spelling = press_form(item.text(self.tokens), self.names)
        key = self.registry.namesakes.get(item.name) or identity(spelling, self.names)
        if full(spelling) and (known := self.registry.by_identity.get(key)):
            return known
        called = self.registry.by_short.get(key, ())
        if len(called) > 1:
            called = tuple(e for e in called if not self._contradicts(e, item.head))
        if len(called) > 1:
            called = tuple(e for e in called if not self.offices.gone(e.fact, story.days))
        return self.one(called, story, item.kind, item.country)

    def _contradicts(self, entry: Entry, head: str) -> bool:
        """Whether a title tells that he is a man and those of the text that she is a woman, or the other way round:
        "Mr Silva" is not First Lady Ana Silva."""
        said = {word for word in self.references["pronouns"] if head in self.references[word]}
        known = {word for word in self.references["pronouns"] if self.references[word] & {*entry.heads}}
        return bool(said and known) and not said & known

    def kinds(self, entry: Entry, story: Story) -> frozenset[str]:
        """The kinds of office that the text or, for the story's days, the knowledge gives a person."""
        known = entry.kinds(story.part) | self.offices.held(entry.fact, story.days)
        return known | story.lent.get(entry.name, frozenset())

    def meant(
        self, entry: Entry, story: Story, rule: str, office: str | None = None, kinds: frozenset[str] = frozenset()
    ) -> Meaning:
        """The meaning of words that stand for an entry."""
        kinds |= self.kinds(entry, story)
        return Meaning((entry.name,), office or entry.office(story.part), kinds, entry.country, rule, entry)

    def by_office(self, kind: str, country: str | None, story: Story, i: int, rule: str) -> Meaning | None:
        """Whom the knowledge has in a country's office on the story's days; word `i` is where the text asks."""
        found = self.offices.holder(kind, country, story.days)
        if found is None or self.elsewhen(story, i):
            return None
        person, office = found
        return Meaning((person.name,), office.name, frozenset({kind}), country, rule)

    def elsewhen(self, story: Story, i: int) -> bool:
        """Whether the story's days are no guide to word `i`: they are the writer's, and another year stands near by."""
        return not story.dated and elsewhen(self.tokens, i, story.days)
