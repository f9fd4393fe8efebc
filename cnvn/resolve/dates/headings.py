"""Years that stand over the dates of a chronology: on a line of their own, or at the head of an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from cnvn.knowledge.words import load_words
from cnvn.model import Reading, Sentence
from cnvn.resolve.ranges import makes_range

# What stands between the year of an entry and its days: "1991, November 5-10", "1999 (February 25)", "1964 14 May" …
_BEFORE_DAYS = frozenset({"", ",", "(", ".", "/"})
# … or between the year and what is told: "1950 - Ties are established on January 18".
_BEFORE_WORDS = ("-", "–", "—", ":", "|")

# What may stand before the year of such a line: bullets and blanks.
_MARGIN = " \t*•·-–—"
# So many lines that are but a year make a list.
_HEADINGS = 3


@dataclass(slots=True)
class Headings:
    """The years that one part of a text has put over what follows."""

    listed: bool = False  # whether the text is a list under such lines
    entries: Mapping[int, int | None] = field(default_factory=dict)  # years of entries, by where their sentence begins
    line: int | None = None  # of the last line that is but a year
    paragraph: int | None = None  # the last paragraph that belongs to a year …
    year: int | None = None  # … and which
    given: int | None = None  # what the reading before was given
    month: int = 1  # with which that entry begins: "March 1984 – He dies. In April, …"
    titled: int | None = None  # the year of the last title that begins with one: "1974: The island is divided"

    def over(self, text: str, s: Sentence, readings: Sequence[Reading], i: int) -> int | None:
        """The year that a heading gives to the i-th of a sentence's readings, or None. To be asked of each in turn."""
        r, before = readings[i], readings[i - 1] if i else None
        if before is None and (_blank(text, s.start, r.start) or is_year_line(text, s, r)):
            self._open(text, s, r)
            if s.start in self.entries:
                self.paragraph, self.year = s.paragraph, self.entries[s.start]
        elif before is None and self.titled is not None and _opens(text, s, r):
            if _lacks_year(r):  # "On 20 July, …"
                self.paragraph, self.year = s.paragraph, self.titled
            elif r.year:
                self.titled = None
        given = None
        if _lacks_year(r):
            behind = before is not None and i == 1 and is_bare_year(before) and _blank(text, s.start, before.start)
            if before and self.given is not None and makes_range(text, before, r):
                given = self.given
            elif before and behind and text[before.end : r.start].strip() in _BEFORE_DAYS:
                given = before.year
            elif before and is_bare_year(before) and r.day and text[before.end : r.start].strip() in _BEFORE_WORDS:
                given = before.year  # "1974 – July 15"
                self.paragraph, self.year = s.paragraph, given
            elif self.paragraph == s.paragraph:
                given = self.year if (r.month or self.month) >= self.month else None
            elif self.listed and self.line is not None:
                given = self.line
        self.given = given
        return given

    def _open(self, text: str, s: Sentence, r: Reading) -> None:
        """Takes note of the reading with which a sentence opens."""
        self.month = 1
        marked = text[r.end : s.end].lstrip().startswith(_BEFORE_WORDS)
        if is_bare_year(r):
            if is_year_line(text, s, r):
                self.line, self.paragraph, self.titled = r.year, None, None
            elif marked or text[r.end : s.end].lstrip()[:1].isupper():
                self.paragraph, self.year = s.paragraph, r.year
                self.titled = r.year if s.kind == "heading" or text[s.start : s.end].endswith(_BEFORE_WORDS) else None
        elif marked and r.means == "date" and r.year and r.year > 100 and r.month and r.era is None:
            self.paragraph, self.year, self.month = s.paragraph, r.year, r.month
        elif self.line is not None and _lacks_year(r):
            self.paragraph, self.year = s.paragraph, self.line


def is_listed(text: str, sentences: Sequence[Sentence], readings: Sequence[Sequence[Reading]]) -> bool:
    """Whether the text has so many lines that are but a year that these head what follows them."""
    lines = (
        s for s, found in zip(sentences, readings, strict=True) if len(found) == 1 and is_year_line(text, s, found[0])
    )
    return sum(1 for _ in islice(lines, _HEADINGS)) == _HEADINGS


def is_year_line(text: str, s: Sentence, r: Reading) -> bool:
    """Whether a sentence is a line of its own that tells but a year: "1999", "In 1999:"."""
    if not (is_bare_year(r) and _is_line(text, s) and _blank(text, r.end, s.end)):
        return False
    return _blank(text, s.start, r.start) or text[s.start : r.start].strip(_MARGIN).lower() in _openers()


def _opens(text: str, s: Sentence, r: Reading) -> bool:
    """Whether a sentence opens its line with a date and a word like "on"."""
    before = text[s.start : r.start].split()
    return len(before) == 1 and before[0].lower() in _openers() and text[: s.start].rstrip(" ").endswith("\n")


@cache
def _openers(language: str = "en") -> frozenset[str]:
    return frozenset(load_words(language, "dates")["story"]["openers"])


def _is_line(text: str, s: Sentence) -> bool:
    """Whether nothing else stands on the sentence's line."""
    end = text.find("\n", s.end)
    return _blank(text, text.rfind("\n", 0, s.start) + 1, s.start) and _blank(
        text, s.end, len(text) if end < 0 else end
    )


def is_bare_year(r: Reading) -> bool:
    rest = (r.month, r.day, r.weekday, r.division, r.era, r.shift)
    return r.means == "date" and r.year is not None and r.year > 100 and all(one is None for one in rest)


def _lacks_year(r: Reading) -> bool:
    """Whether a reading is of a month or a day whose year is open."""
    dated = r.month is not None or r.means in ("day-of-next", "day-of-previous")
    return dated and r.means in ("date", "day-of-next", "day-of-previous") and r.year is None and r.shift is None


def _blank(text: str, start: int, end: int) -> bool:
    """Whether nothing but blanks and marks, such as bullets, stands there."""
    return not any(c.isalnum() for c in text[start:end])
