"""Whom a text means: names in full and in short, and by way of `descriptions` and `pronouns` what refers to them.

Exactly one candidate or none: within the part, then the page, then, for an office, by the knowledge on the days that
the sentence tells of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cnvn.find.complements import country_of
from cnvn.find.gazetteer import Gazetteer, Hit
from cnvn.find.names import NameWords, identity, press_form
from cnvn.find.namings import Description, Naming
from cnvn.find.places import PlaceWords
from cnvn.find.tokens import within
from cnvn.knowledge.words import load_words
from cnvn.model import Person
from cnvn.resolve.candidates import Candidates
from cnvn.resolve.descriptions import Descriptions
from cnvn.resolve.objects import Objects
from cnvn.resolve.pronouns import Pronouns, together
from cnvn.resolve.quotes import Quotes
from cnvn.resolve.sides import Sides
from cnvn.resolve.story import SEVERAL, Meaning, Mention, Story, last_named
from cnvn.text import fold

_CLOSED = (
    *("preposition", "conjunction", "relative", "subordinator", "infinitive"),
    *("be", "have", "future", "conditional"),
)


_HEADED = 5  # words of "Press remarks by"
_LATE = 30  # mentions of a sentence so far that another one may refer to


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves the people of a text, sentence by sentence."""

    candidates: Candidates
    known: Gazetteer
    names: NameWords
    descriptions: Descriptions
    pronouns: Pronouns
    objects: Objects
    sides: Sides
    quotes: Quotes
    marked: Sequence[int]  # the words that may begin a mention

    def sentence(
        self, story: Story, start: int, end: int, found: Sequence[Naming | Description], hits: Mapping[int, Hit]
    ) -> tuple[Person, ...]:
        """The people of the words `start` to `end` (exclusive), in order; `story` goes on with them."""
        references = self.candidates.references
        people: list[Mention] = []
        owners: list[Mention] = []
        unknown: set[str] = set()  # pronouns whose first one in the sentence stays open
        quote = self.quotes.quote(start, end, story, found)
        story.land = self.sides.setting(start, end, hits) or story.land
        story.lands.update(code for hit in hits.values() if (code := country_of(hit)))
        for first, last, item in self._items(start, end, found, hits):
            meaning: Meaning | None
            late = people[-_LATE:]
            if isinstance(item, Naming):
                meaning = self._naming(item, story, late)
                if meaning and meaning.names and meaning.country is None and item.kind in references["seated"]:
                    meaning = meaning._replace(country=self.sides.seat(start, end, hits))
                if meaning and meaning.names and self._wrote(first, start):
                    story.author = meaning._replace(rule="pronoun")
            elif isinstance(item, Description):
                codes, after = self.sides.listed(item, end, hits, story) if item.title.plural else ((), last)
                meaning = self.sides.several(item, codes, story) if codes else None
                if meaning:
                    last = after
                else:
                    speaker = quote.speaker if first in quote.words else None
                    meaning = self.descriptions.meaning(item, story, late, speaker)
            elif item in references["sides"]:
                meaning = self.sides.meaning(last - 1, first, story, late, hits)
            elif item in references["first_person"]:
                meaning = (quote.speaker if first in quote.words else None) or story.author
            elif item in references["possessive"]:
                if owner := self.pronouns.owner(first, start, story, late, hits):
                    owners.append(Mention(first, last, owner))
                if owner or item not in references["her"]:
                    continue
                meaning = self.objects.single(first, start, story, late, "she")
            elif item in references["pronouns"]:
                besides = self._besides_antecedent(first, start, late)
                meaning = None if item in unknown else self.pronouns.single(item, story, besides)
                unknown |= set() if meaning else {item}
                if len(people) == 1 and self._left_out(first, people[0]):
                    meaning = self._told_alone(meaning, story)
            elif item in references["him"]:
                meaning = self._ahead(
                    first, start, story, people, found, self.objects.single(first, start, story, late)
                )
            elif item in references["them"]:
                meaning = self.objects.several(first, start, story, late, hits)
            elif item in references["group"]:
                meaning = self.pronouns.several(first, start, story, late, hits)
            else:
                meaning = self._short(item, first, story)
            if meaning:
                people.append(Mention(first, last, meaning))
        if len(people) > 2 and self._left_out(people[1].first, people[0]):
            people[1] = self._turned(people[1], people[2])
        owners = [
            self.pronouns.of_story(m, start, story) if not any(p.first < m.first for p in people) else m for m in owners
        ]
        if not people and not owners:
            story.tell((), None, ())
            story.open = False
            return ()
        subject = self._subject(start, people)
        if subject:
            owners = [self._awaited(m, start, people, subject) for m in owners]
        pair = together(people)
        pair = () if pair and self.pronouns.crowded(start, end, people) else pair
        told = self.pronouns.living(people)
        subject = subject if len(told) == len(people) else self._subject(start, told)
        story.tell(tuple(m.meaning for m in told if m.meaning.names), subject, pair)
        story.open = any(not m.meaning.names and m.meaning.rule != SEVERAL for m in people)
        mentions = sorted((*people, *owners), key=lambda m: m.first)
        return tuple(self._person(mention) for mention in mentions)

    def _wrote(self, first: int, start: int) -> bool:
        """Whether a sentence opens with whose words the text is: "Statement by | Silva on …"."""
        keys, references = self.candidates.tokens.keys, self.candidates.references
        opening = keys[start:first]
        by = 1 < len(opening) <= _HEADED and opening[-1] in references["author_by"]
        return by and not references["authored"].isdisjoint(opening)

    def _awaited(self, owner: Mention, start: int, people: Sequence[Mention], subject: Meaning) -> Mention:
        """A possessive with the subject that it waited for: "In his speech, Li …"."""
        if not self.pronouns.awaits(owner, start, people):
            return owner
        return Mention(owner.first, owner.last, subject._replace(rule=owner.meaning.rule))

    def _ahead(
        self,
        i: int,
        start: int,
        story: Story,
        people: Sequence[Mention],
        found: Sequence[Naming | Description],
        told: Meaning | None,
    ) -> Meaning | None:
        """Whom "him" at word `i` means in a clause before the main one: its subject who follows, "In Oslo, where Silva
        received him, Berg …", unless somebody else was `told` of whom it may mean as well: then that stays open."""
        tokens, keys = self.candidates.tokens, self.candidates.tokens.keys
        clause = self.objects.clause(i, start, people)
        after = next((f for f in found if f.first > i), None)
        opens = keys[start] in self.candidates.references["opening"] or (
            clause > start and keys[clause - 1] in self.candidates.references["opening"]
        )
        if not opens or not isinstance(after, Naming) or "," not in tokens.gap(after.first - 1):
            return told
        entry = self.candidates.named(after, story)
        if entry is None or any(m.first < clause or entry.name in m.meaning.names for m in people):
            return told
        meant = self.candidates.meant(entry, story, "pronoun")
        if told is None or told.names == meant.names:
            return meant
        return Meaning((), None, frozenset(), None, "pronoun")

    # ---------------------------------------------------------------------------------------------------- the words
    def _items(
        self, start: int, end: int, found: Sequence[Naming | Description], hits: Mapping[int, Hit]
    ) -> Iterator[tuple[int, int, Naming | Description | str]]:
        """What may mean people, in order: the namings and descriptions given, and the short words between them."""
        tokens, keys = self.candidates.tokens, self.candidates.tokens.keys
        spans = {f.first: f for f in found}
        longest, pronouns = self.candidates.registry.longest, self.candidates.references["third_person"]
        sides = self.candidates.references["sides"]
        todo = start
        for i in sorted({*within(self.marked, start, end), *spans}):
            if i < todo:
                continue
            item = spans.get(i)
            if item is not None:
                yield item.first, item.last, item
                todo = item.last
                continue
            key = keys[i]
            if key in longest and tokens.cased(i) and (last := self._short_form(i, start, end, hits)):
                yield i, last, " ".join(keys[i:last])
                todo = last
            elif key in sides:
                if (first := self.sides.begins(i, start, end, hits)) is not None and first >= todo:
                    yield first, i + 1, key
            elif key in pronouns or (key in self.known.called and self._stands_alone(i, start, end, hits)):
                yield i, i + 1, key

    def _stands_alone(self, i: int, start: int, end: int, hits: Mapping[int, Hit]) -> bool:
        """Whether a capitalised word by itself does something or owns something: "Xi arrived", "Xi's visit"."""
        tokens, keys = self.candidates.tokens, self.candidates.tokens.keys
        if not tokens.cased(i) or i in hits or keys[i] in self.candidates.titles.unnamed:
            return False
        if i > start and self._within_name(i - 1):
            return False
        if tokens.possessive(i):
            return True
        listed = i + 1 < end and tokens.gap(i) in (", ", ",\n") and keys[i + 1] in self.known.called
        related = i + 1 < end and tokens.gap(i)[:1] == "," and keys[i + 1] in self.candidates.references["related"]
        if related or (listed and tokens.cased(i + 1)):  # "Xi, who was ill, left", "Xi, Li and Wang met"
            return True
        if i + 1 >= end or not tokens.gap(i).isspace():
            return i > start and self._before_stop(i)
        if tokens.cased(i + 1):
            return False
        joining = self.candidates.references["conjunction"]
        joined = i > start + 1 and keys[i - 1] in joining and tokens.cased(i - 2)
        if joined and keys[i + 1] in self.candidates.titles.bases:  # "Xi and Trong hold talks"
            return True
        if keys[i + 1] in joining:
            return i + 2 < end and tokens.cased(i + 2) and keys[i + 2] in self.known.called
        return keys[i + 1] in self.candidates.titles.verbs

    def _before_stop(self, i: int) -> bool:
        """Whether word `i` is an object that a stop follows: "he met Xi."."""
        tokens = self.candidates.tokens
        before = tokens.keys[i - 1]
        return (
            tokens.gap(i)[:1] in (",", ".", ":", ";")
            and tokens.gap(i - 1).isspace()
            and (before in self.candidates.titles.finite or before in self.candidates.references["meeting"])
        )

    def _within_name(self, i: int) -> bool:
        """Whether a name may go on after word `i`: it is capitalised and right beside, and no "Wednesday"."""
        tokens = self.candidates.tokens
        return tokens.beside(i) and tokens.cased(i) and tokens.keys[i] not in self.candidates.titles.unnamed

    def _short_form(self, i: int, start: int, end: int, hits: Mapping[int, Hit]) -> int | None:
        """Where a short form of a name ends that begins with word `i` and is no part of a longer name."""
        tokens, keys, titles = self.candidates.tokens, self.candidates.tokens.keys, self.candidates.titles
        # "May" may be a name within a sentence, but not before a day.
        dated = i + 1 < end and keys[i + 1][0].isdigit()
        if keys[i] in titles.unnamed and (i == start or dated or keys[i] not in self.names.alone):
            return None
        if i > start and self._paired(i - 1):
            return i + 1
        if i > start + 1 and i - 1 not in hits and self._within_name(i - 1):
            return None
        if i + 1 < end and self._paired(i):
            return i + 1
        for last in range(min(end, i + self.candidates.registry.longest[keys[i]]), i, -1):
            if " ".join(keys[i:last]) not in self.candidates.registry.by_short:
                continue
            if last < end and tokens.beside(last - 1):
                cased, key = tokens.cased(last), keys[last]
                if key in titles.after_name or tokens.gap(last - 1) == "-":
                    return None
                if cased and (key in titles.bodies or (key not in titles.unnamed and last not in hits)):
                    return None
            hit = hits.get(i)
            return last if not hit or (hit.first == i and hit.last <= last) else None  # no "Minh" of "Viet Minh"
        return None

    def _paired(self, i: int) -> bool:
        """Whether a hyphen joins the short names of two people at word `i`: "the Silva-Berg talks"."""
        tokens, short = self.candidates.tokens, self.candidates.registry.by_short
        pair = tokens.gap(i) == "-" and tokens.cased(i) and tokens.cased(i + 1)
        both = (short.get(tokens.keys[i]), short.get(tokens.keys[i + 1])) if pair else (None, None)
        return all(both) and both[0] != both[1]

    def _besides_antecedent(self, i: int, start: int, people: Sequence[Mention]) -> Sequence[Mention]:
        """The people of a sentence whom a pronoun at word `i` can mean: in "Li, whom he met", "Li and he" and "Together
        with Li he met …" he is not Li."""
        keys, references = self.candidates.tokens.keys, self.candidates.references
        if not people or i == start:
            return people
        paired = keys[i - 1] in references["conjunction"] and self.pronouns.opens_clause(people[-1].first, start)
        joined = paired or keys[i - 1] in references["whom"]
        beside = people[-1].last == i - 1 if joined else people[-1].last == i and keys[start] in references["company"]
        return people[:-1] if beside else people

    def _left_out(self, i: int, named: Mention) -> bool:
        """Whether a pronoun at word `i` opens the clause that leaves somebody out: "Li, whom he met"."""
        return named.last == i - 1 and self.candidates.tokens.keys[i - 1] in self.candidates.references["whom"]

    def _told_alone(self, meaning: Meaning | None, story: Story) -> Meaning:
        """The meaning of a pronoun in "With Li, whom he met, …", if the sentence before told of nobody else."""
        told = {m.names for m in story.told[-1]} if story.told else set()
        return meaning if meaning and told == {meaning.names} else Meaning((), None, frozenset(), None, "pronoun")

    def _turned(self, pronoun: Mention, subject: Mention) -> Mention:
        """Such a pronoun as the subject that follows: "With Li, whom he met, Wang discussed …"."""
        opens = "," in self.candidates.tokens.gap(subject.first - 1) and len(subject.meaning.names) == 1
        return pronoun._replace(meaning=subject.meaning._replace(rule="pronoun")) if opens else pronoun

    # ---------------------------------------------------------------------------------------------------- the names
    def _naming(self, item: Naming, story: Story, people: Sequence[Mention]) -> Meaning | None:
        entry = self.candidates.named(item, story)
        if entry is None:
            # Either nothing shows these words to be a person's name, or it is that of several.
            key = identity(press_form(item.text(self.candidates.tokens), self.names), self.names)
            called = self.candidates.registry.by_short.get(key, ())
            among = tuple(e.name for e in called)
            kinds = frozenset({item.kind})
            return Meaning((), item.office, kinds, item.country, item.rule, among=among) if called else None
        office, kinds = item.office, frozenset({item.kind} - {""})
        if item.borrowed:
            whose = last_named(people)
            office, kinds = (self._shared(whose.office), whose.kinds) if whose else (None, kinds)
            if not entry.kinds(story.part):  # "his counterpart, Berg": the minister is Berg, too
                story.lent[entry.name] = kinds & self.candidates.titles.single
        return self.candidates.meant(entry, story, item.rule, office, kinds)

    def _shared(self, office: str | None) -> str | None:
        """An office that a counterpart has as well, if its words name one kind of office and no more: one who is "State
        Councilor and Foreign Minister" has a counterpart who is no councilor."""
        phrase = f" {' '.join(fold(office or '').replace('-', ' ').split())} "
        return office if any(phrase == known for known, _ in self.candidates.titles.kinds) else None

    def _short(self, form: str, first: int, story: Story) -> Meaning | None:
        called = self.candidates.registry.by_short.get(form, ())
        if not called:
            return self._famous(form, first, story)
        entry = self.candidates.one(called, story, "", None)
        if entry is None:
            return Meaning((), None, frozenset(), None, "short", among=tuple(e.name for e in called))
        return self.candidates.meant(entry, story, "short")

    def _famous(self, family: str, i: int, story: Story) -> Meaning | None:
        """Whom a family name means that the text nowhere gives in full: the only one of that name who holds one of the
        first offices on the story's days."""
        offices, single = self.candidates.offices, self.candidates.titles.single
        fitting = [f for f in self.known.called[family] if offices.held(f, story.days) & single]
        if len(fitting) != 1 or self.candidates.elsewhen(story, i):
            return None
        fact = fitting[0]
        return Meaning((fact.name,), None, offices.held(fact, story.days), fact.country, "known")

    def _subject(self, start: int, people: Sequence[Mention]) -> Meaning | None:
        """The first person of a sentence, unless a preposition or a verb stands before."""
        for mention in people:
            before = self.candidates.tokens.keys[mention.first - 1] if mention.first > start else ""
            plain = len(mention.meaning.names) == 1 and before not in self.candidates.references["oblique"]
            return mention.meaning if plain and not self._joined(mention, people) else None
        return None

    def _joined(self, mention: Mention, people: Sequence[Mention]) -> bool:
        """Whether another person is joined to one by a conjunction: neither is the subject alone."""
        keys, joining = self.candidates.tokens.keys, self.candidates.references["conjunction"]
        return any(p.first == mention.last + 1 and keys[mention.last] in joining for p in people)

    # --------------------------------------------------------------------------------------------------- the result
    def _person(self, mention: Mention) -> Person:
        tokens = self.candidates.tokens
        start, end, text = tokens.starts[mention.first], tokens.ends[mention.last - 1], tokens.text
        # The point of "Jr." and the bracket after an acronym belong to the name.
        last = tokens.keys[mention.last - 1]
        if (text[end : end + 1] == ")" and "(" in text[start:end]) or (
            text[end : end + 1] == "." and last in self.names.suffixes
        ):
            end += 1
        m = mention.meaning
        return Person(start, end, text[start:end], m.names, m.office, m.country, m.rule, m.among, m.countries)


def resolver(
    candidates: Candidates,
    known: Gazetteer,
    places: PlaceWords,
    capitals: Mapping[str, str],
    speech: frozenset[str],
    marked: Sequence[int],
) -> Resolver:
    """The resolver of one text; `marked` are the numbers of the words that may begin a mention, `speech` the verbs of
    saying."""
    pronouns = Pronouns(candidates)
    return Resolver(
        candidates,
        known,
        candidates.names,
        Descriptions(candidates),
        pronouns,
        Objects(pronouns),
        Sides(candidates, places, capitals),
        Quotes(candidates, speech),
        marked,
    )


@cache
def reference_words(language: str = "en") -> Mapping[str, frozenset[str]]:
    """The words of `actors.toml` that refer to people already named; `third_person` are all pronouns that may stand for
    people, `closed` the words of the closed classes that no noun group begins with."""
    actors, grammar = load_words(language, "actors"), load_words(language, "grammar")
    found = {key: frozenset(value) for key, value in actors["references"].items()}
    found["clause"] = frozenset(actors["governments"]["clause"])
    found["sides"] = found["host"] | found["guest"]
    third = ("pronouns", "him", "them", "group", "possessive", "first_person")
    found["third_person"] = frozenset[str]().union(*(found[key] for key in third))
    found["closed"] = frozenset(word for name in _CLOSED for word in grammar["classes"][name])
    return found
