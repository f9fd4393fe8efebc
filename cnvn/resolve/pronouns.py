"""Whom pronouns mean: "he", "they met", "both met", "his first visit", "their telephone call"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cnvn.find.complements import country_of
from cnvn.find.gazetteer import Hit
from cnvn.resolve.candidates import Candidates
from cnvn.resolve.story import Meaning, Mention, Story

POSSESSIVE = "possessive-pronoun"

_OPENING = 5  # words before a pronoun with which a sentence may open
_NAME = 4  # the longest name with which a sentence begins, in words
_AHEAD = 25  # words behind a pronoun within which the sentence's subject may begin
_BACK = 60  # words before a pronoun in which others may stand whom it means


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Resolves pronouns of the third person."""

    of: Candidates

    def single(self, word: str, story: Story, people: Sequence[Mention]) -> Meaning | None:
        """Whom "he" means: the one person of the sentence so far, else of the last one, else that one's subject."""
        here = [m.meaning for m in people if len(m.meaning.names) < 2 and not self.dies(m)]
        if any(not m.names for m in here) or (not here and story.open):
            return None
        told = here or [m for m in (story.told[-1] if story.told else ()) if len(m.names) == 1]
        fitting = {m.names: m for m in told if self.agrees(m, word, story)}
        sure = {names: m for names, m in fitting.items() if self._said(m) == {word}}
        also = any(story.pronouns.get(names) == word and not self._said(m) for names, m in fitting.items())
        subject = story.subjects[-1] if story.subjects and not here else None
        rival = subject and self.agrees(subject, word, story) and subject.names not in sure
        if len(sure) == 1 and rival and not also and word != "she":
            return None  # "Berg called on the king. He …": most of whom nothing is known are men, too
        fitting = sure if len(sure) == 1 and not also else fitting
        if len(fitting) == 1:
            meant = next(iter(fitting.values()))
            if not here and (self._another(meant, word, story) or self._led_by_another(story)):
                return None
            if len({m.names for m in told}) == 1:
                story.pronouns.setdefault(meant.names, word)
        elif subject and self.agrees(subject, word, story):
            meant = subject
        else:
            return None
        return meant._replace(rule="pronoun")

    def living(self, people: Sequence[Mention]) -> Sequence[Mention]:
        """With whom a story goes on: those who have not died, if any, "When Silva died, he …"."""
        return [m for m in people if not self.dies(m)] or people

    def dies(self, mention: Mention) -> bool:
        """Whether a sentence tells that somebody died, who is then not the one who goes on: "When Silva died, he …",
        "After Silva's death he …"."""
        return not self.of.references["dying"].isdisjoint(self.of.tokens.keys[mention.last : mention.last + 1])

    def _another(self, meant: Meaning, word: str, story: Story) -> bool:
        """Whether the one person of the sentence before stands aside in it ("since Voss in 2010 …"), while the one
        before that has a subject whom the pronoun may mean as well."""
        if len(story.subjects) < 2 or story.subjects[-1] is not None:
            return False
        before = story.subjects[-2]
        return before is not None and before.names != meant.names and self.agrees(before, word, story)

    def _led_by_another(self, story: Story) -> bool:
        """Whether the sentence before begins with the name of somebody unknown, who is its subject: "Thinley called on
        the king"; the name stood within a sentence before."""
        i, tokens, titles = story.at, self.of.tokens, self.of.titles
        if i is None or (story.subjects and story.subjects[-1] is not None) or not tokens.cased(i):
            return False
        last = i + 1
        while last < len(tokens.keys) and last < i + _NAME and tokens.cased(last) and tokens.beside(last - 1):
            last += 1
        if last == len(tokens.keys) or tokens.keys[last] not in titles.finite or not tokens.beside(last - 1):
            return False
        name = tokens.keys[last - 1]
        before = (k for k in range(1, i) if tokens.keys[k] == name)
        return name not in titles.unnamed and any(tokens.cased(k) and tokens.beside(k - 1) for k in before)

    def several(
        self, i: int, start: int, story: Story, people: Sequence[Mention], hits: Mapping[int, Hit]
    ) -> Meaning | None:
        """Whom "they" or "both", word `i`, means as the subject of a clause: the two or the group of the sentence so
        far, else of the sentence before, where nobody else is there whom it could mean."""
        tokens, keys, references = self.of.tokens, self.of.tokens.keys, self.of.references
        before = keys[i - 1] if i > start else ""
        opens = i - start <= _OPENING and not people and keys[start] in references["leading"]  # "On Monday they met"
        if i > start and tokens.gap(i - 1).isspace() and before not in references["clause"] and not opens:
            return None
        last = hits.get(i - 2) if before in references["since"] and tokens.gap(i - 2).isspace() else None
        if last and (first := hits.get(last.first - 2)) and not (first.named.person or last.named.person):
            return None  # "the first talks between Oslo and Lima since they broke off ties": those two
        if keys[i] in references["pair"] and not (i + 1 < len(keys) and keys[i + 1] in self.of.titles.finite):
            return None
        names = self.group(i, start, story, people, hits)
        if keys[i] in references["pair"] and len(names) != 2:
            return None
        return Meaning(names, None, frozenset(), None, "pronoun") if names else None

    def owner(
        self, i: int, start: int, story: Story, people: Sequence[Mention], hits: Mapping[int, Hit]
    ) -> Meaning | None:
        """Whose "his" or "their", word `i`, means before a noun; without names where that stays open, None where the
        word is no possessive."""
        tokens, keys, references = self.of.tokens, self.of.tokens.keys, self.of.references
        if i + 1 >= len(keys) or not tokens.gap(i).isspace() or keys[i + 1] in references["closed"]:
            return None
        if keys[i] in references["their"]:
            names = self.group(i, start, story, people, hits) if people else ()
            return Meaning(names, None, frozenset(), None, POSSESSIVE)
        word = "she" if keys[i] in references["her"] else "he"
        if not people and self._subject_to_come(i, start, hits):
            return Meaning((), None, frozenset(), None, POSSESSIVE)
        meant = self._possessor(i, start, word, story, people)
        if meant and len(meant.names) == 1:
            story.pronouns.setdefault(meant.names, word)
        return meant._replace(rule=POSSESSIVE) if meant else Meaning((), None, frozenset(), None, POSSESSIVE)

    def _subject_to_come(self, i: int, start: int, hits: Mapping[int, Hit]) -> bool:
        """Whether a sentence opens with "his" before its subject, whose it is most likely: "In his talks with Li, Voss
        said …"."""
        tokens, keys = self.of.tokens, self.of.tokens.keys
        if i - start > 1 or i == start or keys[start] not in self.of.references["leading"]:
            return False
        last = min(i + _AHEAD, len(keys) - 1)
        comma = next((k for k in range(i + 1, last) if tokens.gap(k).strip()), last)
        if comma == last or tokens.gap(comma).strip() != "," or not tokens.cased(comma + 1):
            return False
        hit = hits.get(comma + 1)
        return hit is None or hit.named.adjective

    def of_story(self, mention: Mention, start: int, story: Story) -> Mention:
        """ "Their" in a sentence from word `start` on that names nobody: that of the two or the group of the sentence
        before; but not what countries held."""
        keys, references = self.of.tokens.keys, self.of.references
        theirs = keys[mention.first] in references["their"] and not mention.meaning.names
        if not theirs or not story.pairs or not story.pairs[-1]:
            return mention
        if not references["states"].isdisjoint(keys[start : mention.first]):
            return mention
        return mention._replace(meaning=mention.meaning._replace(names=story.pairs[-1]))

    def awaits(self, mention: Mention, start: int, people: Sequence[Mention]) -> bool:
        """Whether a possessive before all people of its sentence may be its subject's: "In his speech, Li …"."""
        leads = self.of.tokens.keys[start] in self.of.references["closed"]
        opens = mention.first - start < 6 and (leads or not mention.meaning.names)
        return (
            opens
            and self.of.tokens.keys[mention.first] not in self.of.references["their"]
            and not any(m.first < mention.first for m in people)
        )

    # -------------------------------------------------------------------------------------------------------- steps
    def _possessor(self, i: int, start: int, word: str, story: Story, people: Sequence[Mention]) -> Meaning | None:
        """The one person of the sentence so far; of several, the subject of the clause, or its object where the verb
        turns to it ("congratulated Li on his election")."""
        if not people:
            told = {m.names: m for m in (story.told[-1] if story.told else ()) if len(m.names) == 1}
            subject = story.subjects[-1] if story.subjects else None
            meant = next(iter(told.values())) if len(told) == 1 else subject
            return meant if meant and self.agrees(meant, word, story) else None
        if any(not m.meaning.names for m in people):
            return None
        one = {m.meaning.names: m.meaning for m in people if len(m.meaning.names) == 1}
        fitting = [m for m in one.values() if self.agrees(m, word, story)]
        if len(fitting) == 1:
            return fitting[0]
        keys, references = self.of.tokens.keys, self.of.references
        opening = (n for n in range(len(people) - 1, -1, -1) if self.opens_clause(people[n].first, start))
        at = next((n for n in opening if not self._listed(people[n], start)), None)
        if people[-1].last == i - 1 and keys[i - 1] in references["conjunction"]:  # "Li and his wife"
            owner = people[-1]
        elif (
            at is None
            or i - people[at].last > _BACK
            or not references["boundary"].isdisjoint(keys[people[at].last : i])
        ):
            return None
        else:
            owner, behind = people[at], people[at + 1] if at + 1 < len(people) else None
            if behind and not references["turning"].isdisjoint(keys[owner.last : behind.first]):
                owner = behind
            elif keys[owner.last] in references["conjunction"]:
                return None
        return owner.meaning if owner.meaning.names in {m.names for m in fitting} else None

    def _listed(self, mention: Mention, start: int) -> bool:
        """Whether a conjunction joins a mention to one before it, and no verb follows: "met Li and Wang during …"."""
        keys, first = self.of.tokens.keys, mention.first
        while first > start and keys[first - 1] in self.of.references["article"]:
            first -= 1
        if first == start or keys[first - 1] not in self.of.references["conjunction"]:
            return False
        return mention.last >= len(keys) or keys[mention.last] not in self.of.titles.finite

    def opens_clause(self, first: int, start: int) -> bool:
        """Whether a mention that begins with word `first` may be the subject of a clause, by what stands before it."""
        while first > start and self.of.tokens.keys[first - 1] in self.of.references["article"]:
            first -= 1
        if first == start:
            return True
        gap = self.of.tokens.gap(first - 1).strip()
        return (bool(gap) and gap[-1] in ',;:"—-[(') or self.of.tokens.keys[first - 1] in self.of.references["clause"]

    def group(
        self, i: int, start: int, story: Story, people: Sequence[Mention], hits: Mapping[int, Hit]
    ) -> tuple[str, ...]:
        """The people who stand together before word `i`, if nobody else does; else those of the sentence before."""
        if self._crowd(max(people[-1].last if people else start, i - _BACK), i, hits):
            return ()
        if not people:
            return story.pairs[-1] if story.pairs else ()
        here = together(people)
        if here or len({m.meaning.names for m in people}) > 1 or not people[0].meaning.names:
            return here
        before = story.pairs[-1] if story.pairs else ()
        return before if {*people[0].meaning.names} <= {*before} else ()

    def _crowd(self, first: int, last: int, hits: Mapping[int, Hit]) -> bool:
        """Whether the words name others in the plural: officials, citizens, two countries."""
        if not self.of.references["crowd"].isdisjoint(self.of.tokens.keys[first:last]):
            return True
        nouns = [hit for k in range(first, last) if (hit := hits.get(k)) and not hit.named.adjective]
        return len({country_of(hit) for hit in nouns} - {None}) > 1

    def crowded(self, start: int, end: int, people: Sequence[Mention]) -> bool:
        """Whether a sentence names groups of people that are none of its mentions."""
        crowd, keys = self.of.references["crowd"], self.of.tokens.keys
        if crowd.isdisjoint(keys[start:end]):
            return False
        taken = {k for m in people for k in range(m.first, m.last)}
        return any(keys[k] in crowd and k not in taken for k in range(start, end))

    def agrees(self, meant: Meaning, word: str, story: Story) -> bool:
        """Whether a person may be meant by "he" or "she", by title, given name or what stood for them before."""
        said = self._said(meant)
        return said == {word} if len(said) == 1 else story.pronouns.get(meant.names, word) == word

    def _said(self, meant: Meaning) -> set[str]:
        """The pronouns that a person's titles, else the given name, tell."""
        references = self.of.references
        said = {w for w in references["pronouns"] if meant.entry and references[w] & {*meant.entry.heads}}
        given = meant.names[0].split(" ", 1)[0].lower() if meant.names else ""
        return said or {w for w in references["pronouns"] if given in references[f"{w}_names"]}


def together(people: Sequence[Mention]) -> tuple[str, ...]:
    """The names of the two people of a sentence, or of the one group in it; none where there are others besides."""
    if any(not m.meaning.names for m in people):
        return ()
    groups = [m.meaning.names for m in people if len(m.meaning.names) > 1]
    single = dict.fromkeys(m.meaning.names[0] for m in people if len(m.meaning.names) == 1)
    if groups:
        return groups[-1] if {*groups} == {groups[-1]} and {*single} <= {*groups[-1]} else ()
    return tuple(single) if len(single) == 2 else ()
