"""The two ends of a range, which TIMEX3 annotates as two expressions, as the one period that an event needs."""

from collections.abc import Sequence
from functools import cache

from cnvn import edtf
from cnvn.edtf import Period
from cnvn.find.dates.tokens import DASHES
from cnvn.knowledge.words import load_words
from cnvn.model import Reading, TimeExpression

_LONGEST_JOINT = 12
_ALIKE = str.maketrans(dict.fromkeys(DASHES, "-"))
_BEFORE = 10
_DAY_GRAINS = frozenset({"day", "span"})


@cache
def _joints(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that always make a range, and those that make one only of neighbouring days."""
    data = load_words(language, "dates")["ranges"]
    return frozenset(data["always"]), frozenset(data["neighbours"])


def join_ranges(text: str, expressions: Sequence[TimeExpression], language: str = "en") -> tuple[TimeExpression, ...]:
    """The expressions with the ends of each range folded into one: "from Dec. 12 to 13", "October 30–November 2",
    "August 9 and 10". Its period reaches from the start of the first to the end of the second.

    Expressions without a period, or that run backwards in time, stay as they are.

    >>> from datetime import date
    >>> ends = [TimeExpression(0, 6, "Dec. 9", "DATE", "2023-12-09", period=edtf.day(date(2023, 12, 9))),
    ...         TimeExpression(7, 9, "13", "DATE", "2023-12-13", period=edtf.day(date(2023, 12, 13)))]
    >>> [str(e.period) for e in join_ranges("Dec. 9-13", ends)]
    ['2023-12-09/2023-12-13']
    """
    joined: list[TimeExpression] = []
    for e in expressions:
        if joined:
            period = _range(text, joined[-1], e, language)
            if period and not _closes_list(text, joined, e):
                first = joined[-1]
                value = f"{first.value}/{e.value}"
                joined[-1] = first._replace(
                    end=e.end,
                    text=text[first.start : e.end],
                    value=value,
                    period=period,
                    mod=None,
                    how="relative" if "relative" in (first.how, e.how) else "explicit",
                    context=first.context or e.context,
                )  # fmt: skip
                continue
        joined.append(e)
    return tuple(joined)


def joint_between(text: str, start: int, end: int) -> str:
    """What stands between two expressions, in small letters, with one blank between words and every dash alike."""
    return " ".join(text[start:end].lower().translate(_ALIKE).split())


def makes_range(text: str, first: Reading, second: Reading, language: str = "en") -> bool:
    """Whether what stands between two readings makes them the ends of a range: "from May to July"."""
    near = 0 <= second.start - first.end <= _LONGEST_JOINT
    return near and joint_between(text, first.end, second.start) in _joints(language)[0]


def _closes_list(text: str, before: Sequence[TimeExpression], e: TimeExpression) -> bool:
    """Whether a month is the last of a list: "in January, April and May"."""
    if len(before) < 2 or any(t.period is None or t.period.precision != "month" for t in (*before[-2:], e)):
        return False
    return joint_between(text, before[-2].end, before[-1].start) == ","


def _range(text: str, first: TimeExpression, second: TimeExpression, language: str) -> Period | None:
    a, b = first.period, second.period
    if a is None or b is None or not 0 <= second.start - first.end <= _LONGEST_JOINT or b.start <= a.start:
        return None
    if a.contains(b):  # "1991 - 5 November": a year and one of its days
        return None
    joint = joint_between(text, first.end, second.start)
    always, neighbours = _joints(language)
    between = joint in neighbours and _opens_range(text, first, language)
    both_days = a.precision in _DAY_GRAINS and b.precision in _DAY_GRAINS
    alike = both_days or a.precision == b.precision == "month"
    # "came on 8 July, and the following day they signed it"
    apart = (first.how, second.how) == ("explicit", "relative")
    adjacent = joint in neighbours and alike and (b.start - a.end).days == 1 and not apart
    adjacent = adjacent and (both_days or joint != ",")  # "in May 1990, June 1990 and July 1992"
    if not (joint in always or between or adjacent):
        return None
    if both_days:
        return edtf.span(a.start, b.end)
    return Period(a.start, b.end, "span" if a.precision != b.precision else _grain(a, b))


def _grain(a: Period, b: Period) -> edtf.Precision:
    return a.precision if a == b else "span"


def _opens_range(text: str, first: TimeExpression, language: str) -> bool:
    """Whether the words before the first end say that a range follows: "between"."""
    before = text[max(0, first.start - _BEFORE) : first.start].lower().split()
    return bool(before) and before[-1] in load_words(language, "dates")["ranges"]["openers"]
