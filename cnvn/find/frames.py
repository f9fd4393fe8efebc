"""Frames: an action with who stands in which role, as one clause tells it; and what its readers work on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from cnvn.find.grammar import Grammar
from cnvn.find.items import Item, is_modifier, is_owner, is_paired, joins_adjectives
from cnvn.find.slots import Clause
from cnvn.find.verbs import VerbGroup
from cnvn.model import Actor, Country, EventType, Place, Series, Status, TimeExpression

# How far before its end a quotation of a word or two may begin, in items.
_QUOTED = 5
# Why an action is none that only says when another was: "after meeting B, …".
BOUNDING = "only bounds another time"


class Argument(NamedTuple):
    """Who stands in which role (one of actions.toml's); `facing` is who is met: those behind "with"."""

    role: str
    actor: Actor
    facing: bool = False


class Frame(NamedTuple):
    """An action as one clause tells it. `start` and `end` are the trigger's offsets in the article's text.

    `refused` says why this is no event, or is empty. `definite` marks a noun that means what was told before ("the
    meeting"), `continuing` a sentence that goes on with a story ("he also met"), `quoted` a speaker's own words.
    """

    start: int
    end: int
    rule: str
    type: EventType
    status: Status = "happened"
    arguments: tuple[Argument, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    passed: tuple[tuple[TimeExpression, str], ...] = ()  # times of the sentence that are not its own, and why
    place: Place | None = None
    series: Series | None = None
    cameo: str | None = None
    plover: str | None = None
    definite: bool = False
    of_day: bool = False  # called by its day alone: "Friday's talks"
    continuing: bool = False
    sequel: tuple[EventType, ...] = ()  # the types of one told before on whose day it was: "After the talks, …"
    narrated: bool = False  # told as a step of a story: in the simple past, by a verb of its own
    quoted: bool = False
    prelude: bool = False  # what a sentence opens with: "Arriving in Oslo, Silva said …"
    pair: bool = False  # two countries take part that the story names elsewhere ("the two sides")
    pair_told: bool = False  # … and the clause speaks of two
    concerned: tuple[str, ...] = ()  # the countries that the sentence names
    joins: bool = False  # who is told of comes to those told of before: "Wang joined the talks"
    aside: bool = False  # told in passing, of somebody who is named: "Silva, who won the prize, met Berg"
    others: bool = False  # takes part besides: a group that is not named ("with regional leaders")
    group: bool = False  # a delegation that is told of before does it: "the delegation met Silva"
    inner: bool = False  # the sides may be those of one country: "talks between the four Norwegian parties"
    lasts: int = 0  # how many days, where the words say so …
    phase: int = 0  # … and which of them its date is: the first (1), the second (2) …, or the last (-1)
    whole: bool = False  # its first and its last day are told: "ended on Friday a visit that began on Monday"
    here: bool = False  # "here": where the dateline says
    under_way: bool = False  # a visit that goes on while it is told: "is visiting Oslo"
    theme: bool = False  # one that its sentence is about: "Berg's visit to Oslo was hailed"
    begun: bool = False  # one that has begun by then: "has arrived in Oslo"
    topic: tuple[int, int] | None = None  # offsets of the words for what it was about
    about: str | None = None  # what to say where no words are
    unsaid: bool = True
    parties: int = 1
    people: int = 0
    destination: bool = False
    sited: bool = False
    many: bool = False  # those of several states come together, who are not named: "ministers of ten nations"
    concerns: bool = False
    says: bool = False
    abroad: bool = False
    daily: bool = False
    refused: str = ""


class Draft(NamedTuple):
    """A frame whose time is not chosen yet: `at` is the trigger's item, `first` to `last` where its times may stand,
    `verb` the verb group that tells it."""

    frame: Frame
    at: int
    first: int
    last: int
    verb: VerbGroup | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence read as far as clauses.

    `verb_items` are the indexes of all items within verb groups, `words` what stands in it, of a name also the last
    word: what the sentence does not hold need not be looked for in each of its clauses.
    """

    items: tuple[Item, ...]
    clauses: tuple[Clause, ...]
    grammar: Grammar
    verb_items: frozenset[int] = field(init=False)
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        inside = frozenset(i for c in self.clauses for i in range(c.verb.first, c.verb.last))
        object.__setattr__(self, "verb_items", inside)
        words = [item.word for item in self.items]
        object.__setattr__(self, "words", frozenset([*words, *(w.rpartition(" ")[2] for w in words if " " in w)]))

    def says(self, indexes: Iterable[int], words: str) -> bool:
        """Whether a word of one of grammar.toml's lists stands at one of the indexes."""
        listed = self.grammar.lists[words]
        for i in indexes:
            item = self.items[i]
            if item.word in listed and item.value is None:
                return True
        return False

    def actor(self, i: int) -> Actor:
        """The mention at an index that holds one. Raises `ValueError` where none stands."""
        value = self.items[i].value
        if value is None or isinstance(value, TimeExpression):
            raise ValueError(f"no actor at item {i}")
        return value

    def clause_of(self, at: int) -> Clause | None:
        """The clause in which a noun stands."""
        inside = [c for c in self.clauses if c.first <= at < c.last]
        governed = [c for c in inside if c.verb.first <= at]
        return governed[-1] if governed else inside[0] if inside else None

    def reach(self, clause: Clause) -> int:
        """Where times of a clause may stand, exclusive: also behind what depends on it, as in "…, his first since
        taking office, on Monday"."""
        last = clause.last
        for c in self.clauses:
            if c.verb.first >= clause.verb.last:
                if c.verb.finite:
                    break
                last = max(last, c.last)
        if last < len(self.items) and self.items[last].word == "(":  # "for a week (May 3-9)"
            last = next((i for i in range(last, len(self.items)) if self.items[i].word == ")"), last)
        return last

    def reach_of(self, verb: VerbGroup) -> int:
        """The reach of the clause of a verb; with what goes on from it: "elevated ties and announced …"."""
        n = next((n for n, c in enumerate(self.clauses) if c.verb is verb), None)
        if n is None:
            return 0
        joined = [c for c in self.clauses[n:] if not c.relative and c.subject == self.clauses[n].subject]
        return max(map(self.reach, joined), default=self.reach(self.clauses[n]))

    def phrase_start(self, i: int) -> int:
        """Where the noun phrase whose head begins at `i` begins: its modifiers, possessor and determiner."""
        j = i - 1
        while j >= 0:
            item = self.items[j]
            if not item.is_mention:
                dated = item.kind == "comma" and j and self.items[j - 1].kind == "time"  # "their April 2, 2024, call"
                if item.kind == "quote" and (opened := self._quoted_word(j)):  # 'a "frank" exchange'
                    j = opened - 1
                    continue
                if item.kind in ("comma", "stop", "quote") and not dated:
                    break
                if item.has("preposition") or item.has("conjunction") or item.has("infinitive"):
                    break
                verbal = item.info.lemma and not item.info.forms & {"participle", "ing"} and not self._is_led(j)
                if j in self.verb_items or (verbal and not self._is_owned(j)):
                    break
                if (item.has("subordinator") and not joins_adjectives(self.items, j)) or (
                    item.has("relative") and not item.has("determiner")
                ):
                    break
                if item.has("determiner") and not self._is_owned(j):
                    return j - (j > 0 and self.says((j,), "ordinal") and self.says((j - 1,), "definite"))
            elif is_owner(item):
                return j
            elif item.kind == "person" and not is_modifier(self.items, j) and not is_paired(self.items, j):
                break
            j -= 1
        return j + 1

    def _is_owned(self, j: int) -> bool:
        """Whether an item stands right behind a possessor, where no verb can: "Silva's own visit", "Silva's May 3 state
        visit"."""
        i = j - 2 if j > 1 and self.items[j - 1].kind == "time" else j - 1
        return i >= 0 and (self.items[i].kind == "possessive" or is_owner(self.items[i]))

    def _quoted_word(self, j: int) -> int:
        """Where the quotation begins that ends with the mark at `j` and holds but a word or two behind an article; 0 if
        none does."""
        for k in range(j - 2, max(0, j - _QUOTED), -1):
            if self.items[k].kind == "quote":
                return k if self.items[k - 1].has("determiner") else 0
        return 0

    def _is_led(self, j: int) -> bool:
        """Whether an item stands right behind an article, where no verb can: "a state visit"."""
        i = j - 2 if j > 1 and self.items[j - 1].kind == "time" else j - 1  # "a three-day state visit"
        before = self.items[i] if i >= 0 else None
        return before is not None and before.has("determiner") and not before.has("relative")

    def bounded(self, first: int) -> bool:
        """Whether what begins at `first` only bounds another time: "ahead of …", "before …", "a week after …"."""
        if first < 1:
            return False
        led = (first - 1,)
        if self.says(led, "to_come") or (first > 1 and self.says(led, "aheads") and self.says((first - 2,), "ahead")):
            return True
        length = first > 1 and (self.items[first - 2].kind == "time" or self.says((first - 2,), "lapse"))
        return length and self.says(led, "after")

    def phrase_end(self, i: int, limit: int) -> int:
        """Where the complements of a noun that ends before `i` end, exclusive, at the latest at `limit`."""
        while i < limit:
            item = self.items[i]
            bounds = item.kind == "stop" or item.has("relative") or item.has("subordinator")
            if not item.is_mention and bounds and not joins_adjectives(self.items, i):
                return i
            if self.items[i - 1].kind == "time" and self._opens_clause(i + item.has("determiner")):
                return i  # "after the coup of May 1973 Norway froze its ties"
            if item.kind == "comma" and i + 1 < limit:
                after = self.items[i + 1]
                goes_on = ("preposition", "conjunction", "adverb")
                if after.has("determiner") and i + 2 < limit and self.items[i + 2].kind == "country":
                    after = self.items[i + 2]  # "Norway, the Netherlands and Chile"
                # "the visit of his host, Berg, to Oslo"
                whither = after.has("infinitive") and i + 1 not in self.verb_items
                if self._opens_clause(i + 1):
                    return i  # "following his talks with B, A said"
                if not (after.is_mention or whither or any(after.has(name) for name in goes_on)):
                    return i
            i += 1
        return limit

    def _opens_clause(self, i: int) -> bool:
        """Whether the one at `i` is the subject with which a finite clause begins."""
        return any(c.verb.finite and c.subject[:1] == (i,) and c.verb.first >= i for c in self.clauses)

    def phrase(self, at: int) -> tuple[int, int]:
        """The offsets of a noun with its modifiers, without its determiner or possessor."""
        first = self.phrase_start(at)
        while first < at:
            item = self.items[first]
            owner = item.is_mention and self.items[first + 1].kind == "possessive"
            if not (owner or item.has("determiner") or item.kind in ("possessive", "time") or is_owner(item)):
                break
            first += 1
        return self.items[first].start, self.items[at].end


def as_place(actor: Actor) -> Place | None:
    """A place, or a country taken as one."""
    if isinstance(actor, Place):
        return actor
    if isinstance(actor, Country) and len(actor.codes) == 1 and not actor.adjective:
        return Place(actor.start, actor.end, actor.text, actor.text, actor.codes[0])
    return None


def is_rival(draft: Draft) -> bool:
    """Whether a draft can be an event, so that it has a claim on a time."""
    frame = draft.frame
    named = bool(frame.arguments or frame.series) or (frame.pair and draft.verb is not None)
    named = named or (frame.type == "conflict" and frame.place is not None)  # "the attack in Oslo"
    return named and not frame.refused
