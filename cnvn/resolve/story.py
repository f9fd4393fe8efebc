"""What has been told so far: whom mentions mean, and the people of the sentences before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cnvn.edtf import Period
from cnvn.resolve.registry import Entry

# How those are resolved who are told of by their offices alone: "the two leaders".
SEVERAL = "several"


class Meaning(NamedTuple):
    """Whom some words mean: canonical names, the office to show and the kinds of it, the country; `among` are those who
    may be meant where it stays open."""

    names: tuple[str, ...]
    office: str | None
    kinds: frozenset[str]
    country: str | None
    rule: str
    entry: Entry | None = None
    among: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # of several


class Mention(NamedTuple):
    """Words `first` to `last` (exclusive) and whom they mean."""

    first: int
    last: int
    meaning: Meaning


@dataclass(slots=True)
class Story:
    """What has been told so far in one part: the people of each sentence, in order, its subject, the two or the group
    that it is about, and which pronoun has stood for whom. `days` are those on which offices count in the sentence now
    read; `dated` tells that the text itself gives them, rather than the day of its writing. `land` is
    the country in which the story was last set, `open` tells that the last sentence spoke of
    somebody who stays unknown."""

    part: int
    days: tuple[Period, ...] = ()
    dated: bool = False
    land: str | None = None
    lands: set[str] = field(default_factory=set)  # the countries that the part has named so far
    open: bool = False
    lent: dict[str, frozenset[str]] = field(default_factory=dict)  # the kinds of office of counterparts, by name
    author: Meaning | None = None  # whose words the part is: "Statement by …"
    at: int | None = None  # the word with which the last sentence began
    told: list[tuple[Meaning, ...]] = field(default_factory=list)
    subjects: list[Meaning | None] = field(default_factory=list)
    pairs: list[tuple[str, ...]] = field(default_factory=list)
    pronouns: dict[tuple[str, ...], str] = field(default_factory=dict)

    def tell(self, people: tuple[Meaning, ...], subject: Meaning | None, pair: tuple[str, ...]) -> None:
        """The story goes on with the people of a sentence."""
        self.told.append(people)
        self.subjects.append(subject)
        self.pairs.append(pair)

    def tellings(self, people: Sequence[Mention], back: int) -> Iterable[tuple[Meaning, ...]]:
        """The people of the sentence so far (`people`), then of those before it, the latest first."""
        yield tuple(m.meaning for m in people if m.meaning.names)
        yield from reversed(self.told[-back:])


def last_named(people: Sequence[Mention]) -> Meaning | None:
    """The last of a sentence's people so far who is one person."""
    named = [m.meaning for m in people if len(m.meaning.names) == 1]
    return named[-1] if named else None
