"""Whom "him" and "them" mean: somebody told of before, and nobody of the pronoun's own clause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cnvn.find.gazetteer import Hit
from cnvn.resolve.pronouns import Pronouns
from cnvn.resolve.story import Meaning, Mention, Story


@dataclass(frozen=True, slots=True)
class Objects:
    """Resolves pronouns that are no subject."""

    pronouns: Pronouns

    def single(self, i: int, start: int, story: Story, people: Sequence[Mention], word: str = "he") -> Meaning | None:
        """Whom "him", word `i`, means: the one person of the clauses before its own, else of the sentence before;
        `word` is "she" for "her"."""
        if any(not m.meaning.names for m in people):
            return None
        keys, him = self.pronouns.of.tokens.keys, self.pronouns.of.references["him"]
        people = [m for m in people if keys[m.first] not in him]
        clause = self.clause(i, start, people)
        own = {name for m in people if m.first >= clause for name in m.meaning.names}
        before = [m.meaning for m in people if m.first < clause]
        if not before and len(own) > 1:
            return None  # one of them may be of another clause
        if not before:
            before = [] if not story.told else [*story.told[-1]]
        told = {m.names: m for m in before if len(m.names) == 1 and m.names[0] not in own}
        fitting = [m for m in told.values() if self.pronouns.agrees(m, word, story)]
        return fitting[0]._replace(rule="pronoun") if len(fitting) == 1 else None

    def several(
        self, i: int, start: int, story: Story, people: Sequence[Mention], hits: Mapping[int, Hit]
    ) -> Meaning | None:
        """Whom "them" means: the two or the group of the sentence before, if nobody else is there whom it could."""
        here = {name for m in people for name in m.meaning.names}
        names = self.pronouns.group(i, start, story, (), hits)
        if not names or here & {*names} or any(not m.meaning.names for m in people):
            return None
        return Meaning(names, None, frozenset(), None, "pronoun")

    def clause(self, i: int, start: int, people: Sequence[Mention]) -> int:
        """Where the clause of word `i` begins: behind the last word like "when" or ", and" that a subject follows."""
        tokens, references = self.pronouns.of.tokens, self.pronouns.of.references
        subordinate = tokens.keys[start] in references["opening"]  # "When A came, B met him"
        opened = [
            m.first
            for m in people
            if m.first > start
            and (
                (subordinate and "," in tokens.gap(m.first - 1))
                or tokens.keys[m.first - 1] in references["opening"]
                or (
                    tokens.keys[m.first - 1] in references["conjunction"]
                    and m.first - 1 > start
                    and tokens.gap(m.first - 2).strip() == ","
                )
            )
        ]
        return max(opened, default=start)
