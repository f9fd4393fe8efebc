"""Who speaks within quotation marks: whom "I" means, and who cannot be the one spoken to ("Comrade President")."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnvn.find.namings import Description, Naming
from cnvn.resolve.candidates import Candidates
from cnvn.resolve.story import Meaning, Story


@dataclass(frozen=True, slots=True)
class Quote:
    """The speaker of a sentence's quoted words, which are the numbers in `words`."""

    words: frozenset[int]
    speaker: Meaning | None


NO_QUOTE = Quote(frozenset(), None)


@dataclass(frozen=True, slots=True)
class Quotes:
    """Finds the speakers of quoted words, by the verbs of saying (`speech`) beside their names."""

    of: Candidates
    speech: frozenset[str]

    def quote(self, start: int, end: int, story: Story, found: Sequence[Naming | Description]) -> Quote:
        """The quoted words among `start` to `end` (exclusive), and whose they are: exactly one speaker or none."""
        tokens = self.of.tokens
        opens = max(tokens.starts[start] - 1, 0) if start < end else 0
        if start >= end or tokens.text.find('"', opens, tokens.ends[end - 1]) < 0:
            return NO_QUOTE
        gaps, keys = tokens.gaps, tokens.keys
        inside = tokens.text[opens] == '"'
        words = set()
        for i in range(start, end):
            if inside:
                words.add(i)
            inside ^= gaps[i].count('"') % 2 == 1
        said = [i for i in range(start, end) if i not in words and keys[i] in self.speech]
        heard = {m.names: m for i in said if (m := self._beside(i, start, end, story, found))}
        speaker = next(iter(heard.values())) if len(heard) == 1 else None
        return Quote(frozenset(words), speaker._replace(rule="pronoun") if speaker else None)

    def _beside(
        self, i: int, start: int, end: int, story: Story, found: Sequence[Naming | Description]
    ) -> Meaning | None:
        """Who stands right before the verb of saying `i`, or else right after it."""
        spoken = {item.last: item for item in found} | {item.first - 1: item for item in found if not self._follows(i)}
        item = spoken.get(i)
        if item is not None:
            entry = self.of.named(item, story) if isinstance(item, Naming) else None
            return self.of.meant(entry, story, "pronoun") if entry else None
        for k in (i - 1,) if self._follows(i) else (i - 1, i + 1):
            key = self.of.tokens.keys[k] if start <= k < end else ""
            if key in self.of.references["pronouns"]:
                return story.subjects[-1] if story.subjects else None
            if key and self.of.tokens.cased(k) and (called := self.of.registry.by_short.get(key)):
                entry = self.of.one(called, story, "", None)
                return self.of.meant(entry, story, "pronoun") if entry else None
        return None

    def _follows(self, i: int) -> bool:
        """Whether the verb `i` has its subject before it: "Xi told Trong", but not "…", said Xi."""
        return i > 0 and self.of.tokens.cased(i - 1) and self.of.tokens.beside(i - 1)
