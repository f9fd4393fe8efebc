"""Years that stand over the dates of a chronology: on a line of their own, or at the head of an entry."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnvn.model import Reading, Sentence
from cnvn.resolve.ranges import makes_range

# What parts the year of an entry from its days: "1991, November 5-10", "1999 (February 25)", "1994 - May 3".
_BEHIND_YEAR = frozenset({",", "(", "-", "–", "—", ":", ".", "/", "|"})


@dataclass(slots=True)
class Headings:
    """The years that one part of a text has put over what follows."""

    year: int | None = None  # of the last line that is but a year …
    paragraph: int | None = None  # … and the last paragraph below it that opened with a day or month without one
    given: int | None = None  # what the reading before was given

    def over(self, text: str, s: Sentence, readings: Sequence[Reading], i: int) -> int | None:
        """The year that a heading gives to the i-th of a sentence's readings, or None. To be asked of each in turn."""
        r, before = readings[i], readings[i - 1] if i else None
        first = before is None and _blank(text, s.start, r.start)
        given = None
        if first and _is_bare_year(r) and s.kind != "prose" and _blank(text, r.end, s.end):
            self.year, self.paragraph = r.year, None
        elif first and self.year is not None and _lacks_year(r):
            self.paragraph = s.paragraph
        if _lacks_year(r):
            if before and self.given is not None and makes_range(text, before, r):
                given = self.given
            elif before and i == 1 and _is_bare_year(before) and _blank(text, s.start, before.start):
                given = before.year if text[before.end : r.start].strip() in _BEHIND_YEAR else None
            elif self.paragraph == s.paragraph:
                given = self.year
        self.given = given
        return given


def _is_bare_year(r: Reading) -> bool:
    rest = (r.month, r.day, r.weekday, r.division, r.era, r.shift)
    return r.means == "date" and r.year is not None and r.year > 100 and all(one is None for one in rest)


def _lacks_year(r: Reading) -> bool:
    """Whether a reading is of a month or a day whose year is open."""
    dated = r.month is not None or r.means in ("day-of-next", "day-of-previous")
    return dated and r.means in ("date", "day-of-next", "day-of-previous") and r.year is None and r.shift is None


def _blank(text: str, start: int, end: int) -> bool:
    """Whether nothing but blanks and marks, such as bullets, stands there."""
    return not any(c.isalnum() for c in text[start:end])
