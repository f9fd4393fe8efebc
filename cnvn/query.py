"""A question to a store: one frozen `Filter`, which writes its own SQL, and the dates that users type."""

import re
from dataclasses import dataclass

from cnvn import edtf
from cnvn.errors import CnvnError

# The values of `cnvn.model`, spelled out so that a query need not import the model.
TYPES = (
    "visit", "meeting", "call", "summit", "congress", "agreement", "statement", "award", "office", "conflict",
    "launch", "anniversary", "other",
)  # fmt: skip
STATUSES = ("happened", "planned", "postponed", "cancelled")

FORMS = "write 2022, 2022-10, 2022-10-30, or a range as 2022-10..2023-02"

_DAY_OR_MONTH_FIRST = re.compile(r"\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s*")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are asked for; each field that is set narrows the answer.

    `first` and `last` are ISO days, and an event is found if its interval overlaps theirs. All of `people` (folded
    names) and all of `countries` take part. Of `places`, `types` and `statuses` any one fits. `texts` must all occur.
    `conflicts` asks for events on which sources differ.
    `limit` counts from the start of the answer, which with `reverse` is its latest event.
    """

    first: str | None = None
    last: str | None = None
    people: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    series: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    article: str | None = None
    origin: str | None = None
    conflicts: bool = False
    limit: int | None = None
    reverse: bool = False

    def sql(self) -> tuple[str, list[str | int]]:
        """A SELECT of the JSON rows asked for, in their order, and its parameters."""
        clauses: list[str] = []
        values: list[str | int] = []

        def narrow(clause: str, *parameters: str) -> None:
            clauses.append(clause)
            values.extend(parameters)

        if self.last:
            narrow("e.start <= ?", self.last)
        if self.first:
            narrow('e."end" >= ?', self.first)
        for key in self.people:
            narrow("e.position IN (SELECT position FROM event_people WHERE key = ?)", key)
        for code in self.countries:
            narrow("e.position IN (SELECT position FROM event_countries WHERE code = ?)", code)
        for column, wanted in (("place_key", self.places), ("type", self.types), ("status", self.statuses)):
            if wanted:
                narrow(f"e.{column} IN ({', '.join('?' * len(wanted))})", *wanted)
        if self.series:
            narrow("e.series_key = ?", self.series)
        if self.article:
            narrow("e.position IN (SELECT position FROM event_sources WHERE article = ?)", self.article)
        if self.origin:
            narrow("e.origin IN (?, 'both')", self.origin)
        for text in self.texts:
            narrow("instr(r.words, ?)", text)
        if self.conflicts:
            narrow("json_array_length(r.row, '$.conflicts')")
        where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
        order = f" ORDER BY e.position{' DESC' if self.reverse else ''}"
        limit = f" LIMIT {self.limit}" if self.limit is not None else ""
        return f"SELECT r.row FROM events e JOIN event_rows r USING (position){where}{order}{limit}", values


def parse_range(text: str) -> tuple[str | None, str | None]:
    """The first and last day, as ISO strings, of a period or a range of two; an end may be left open.

    Raises `CnvnError` with exit code 2.

    >>> parse_range("2022-10..2023-02")
    ('2022-10-01', '2023-02-28')
    >>> parse_range("2022..")
    ('2022-01-01', None)
    """
    first, dots, last = text.partition("..")
    if dots and (first.strip() or last.strip()):
        return ordered(
            first_day(first) if first.strip() else None,
            last_day(last) if last.strip() else None,
        )
    return first_day(text), last_day(text)


def first_day(text: str) -> str:
    """The first day of a period that a user typed, as an ISO string. Raises `CnvnError` with exit code 2.

    >>> first_day("2022-10")
    '2022-10-01'
    """
    return parse_period(text).start.isoformat()


def last_day(text: str) -> str:
    """The last day of a period that a user typed, as an ISO string. Raises `CnvnError` with exit code 2.

    >>> last_day("2022-10")
    '2022-10-31'
    """
    return parse_period(text).end.isoformat()


def ordered(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    """Both days as they are; raises `CnvnError` with exit code 2 where the last is before the first."""
    if first and last and last < first:
        raise CnvnError(f"a period from {first} to {last} ends before it starts", "swap the two", exit_code=2)
    return first, last


def parse_period(text: str) -> edtf.Period:
    """The period that a user typed. Raises `CnvnError` with exit code 2."""
    try:
        return edtf.parse(text)
    except ValueError as error:
        reason = str(error)
        if _DAY_OR_MONTH_FIRST.fullmatch(text):
            numbers = [int(number) for number in re.findall(r"\d+", text)[:2]]
            both = "is ambiguous: it may begin with the day or with the month"
            reason = f"the date {text!r} {both if max(numbers) <= 12 else 'does not begin with the year'}"
        raise CnvnError(reason, FORMS, exit_code=2) from None
