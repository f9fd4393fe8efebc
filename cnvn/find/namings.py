"""What the reader of people sees: names with what the words beside them say, and titles without a name."""

from typing import NamedTuple

from cnvn.find.titles import Title
from cnvn.find.tokens import Tokens


class Naming(NamedTuple):
    """A person's name in a text: words `first` to `last` (exclusive) with title and apposition, `name` to `name_end`
    the name alone. `office`, `kind`, `country` are what the words here say; `rule` says how the name was seen."""

    first: int
    last: int
    name: int
    name_end: int
    rule: str
    office: str | None = None
    kind: str = ""
    country: str | None = None
    bare: bool = True
    past: bool = False
    head: str = ""
    vague: bool = False  # a "leader" of whatever office
    borrowed: bool = False  # the office is another person's: "his Vietnamese counterpart"

    def text(self, tokens: Tokens) -> str:
        """The name as the text has it."""
        return " ".join(tokens.text[tokens.starts[self.name] : tokens.ends[self.name_end - 1]].split())


class Description(NamedTuple):
    """A title without a name beside it: "the Chinese president"."""

    first: int
    last: int
    title: Title
