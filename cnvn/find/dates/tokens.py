"""A sentence as words, and each word as one sign: the alphabet on which the rules of time expressions work."""

import re

# What counts as one word. Figures keep together what belongs together: 10,000 and 2.5, 10:30, 2022-10-31, 31.10.2022,
# 5th, 1990s. A hyphen is a word of its own.
TOKEN = re.compile(
    r"""
    [^\W\d_]{2,}+(?:[\u0300-\u036f]+[^\W\d_]*+)*+(?!\d)     # most words by far
  | (?:[^\W\d_]\.){1,4}[^\W\d_]?(?![^\W\d_])            # a.m., B.C.
  | [^\W\d_]++\d\w*+                                        # Q3, FY2020, MH370
  | [^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*
  | \d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?(?![\d-])
  | \d{1,4}(?:/\d{1,2}/|\.\d{1,2}\.|-\d{1,2}-)\d{2,4}(?![\d/-])
  | \d{4}(?:/\d{1,2}/|-\d{1,2}-)\d(?![\d/-])
  | \d{1,2}/\d{4}(?![\d/])
  | \d{1,2}:\d\d(?::\d\d)?(?!\d)(?:[^\W\d_]\w{0,2})?
  | \d{1,9}(?:,\d{3})+(?:\.\d+)?(?!\d)
  | \d{1,9}\.\d{1,6}(?!\d)
  | (?:1[5-9]|20)\d\d(?=[A-Z][a-z])                         # "January 27, 1973Talks end", a blank being lost
  | \d+(?:[^\W\d_]\w*+)?
  | ['’`]s(?!\w)
  | \S
    """,
    re.VERBOSE,
)

# A dash, where it stands between blanks; tight, it is a hyphen.
DASH = frozenset({"DASH"})
_DASH = re.compile(r"[-–—‒―−]+")


def words_of(chunk: str) -> list[str]:
    """The words of what stands between two blanks.

    >>> words_of("12-13,"), words_of("--")
    (['12', '-', '13', ','], ['--'])
    """
    return [chunk] if _DASH.fullmatch(chunk) else TOKEN.findall(chunk)


def is_dash(words: list[str]) -> bool:
    """Whether the words of a chunk are nothing but a dash."""
    return len(words) == 1 and _DASH.fullmatch(words[0]) is not None


# Marks that patterns may name.
MARKS = {
    ",": "COMMA", ".": "DOT", "-": "HYPHEN", "\u2010": "HYPHEN", "\u2011": "HYPHEN",
    "–": "DASH", "—": "DASH", "‒": "DASH", "−": "DASH", "―": "DASH", ":": "COLON",
    "/": "SLASH", "(": "LEFT", ")": "RIGHT", "[": "LEFT", "]": "RIGHT", "'": "APOSTROPHE", "’": "APOSTROPHE",
    "‘": "APOSTROPHE", "`": "APOSTROPHE", '"': "QUOTE", "“": "QUOTE", "”": "QUOTE", "$": "CURRENCY", "€": "CURRENCY",
    "£": "CURRENCY", "¥": "CURRENCY", "#": "BEFORENUMBER", "%": "AFTERNUMBER", "°": "AFTERNUMBER", ";": "SEMICOLON",
    "+": "PLUS", "&": "AMPERSAND",
}  # fmt: skip

# Every mark that can stand between the two ends of a range.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"

_SHAPES = (
    ("ISODATE", re.compile(r"\d{4}-\d\d-\d\d")),
    ("TIMESTAMP", re.compile(r"\d{4}-\d\d-\d\dT[\d:.Z+-]+")),
    ("NUMERICDATE", re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}[./-]\d{1,2}[./-]\d{1,2}")),
    ("NUMERICMONTH", re.compile(r"(?:0?[1-9]|1[0-2])/(?:19|20)\d\d")),
    ("CLOCK", re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")),
    ("CLOCKDOT", re.compile(r"(?:1?\d|2[0-4])\.[0-5]\d")),
    ("QUANTITY", re.compile(r"\d{1,9}(?:,\d{3})+(?:\.\d+)?|\d{1,9}\.\d{1,6}")),
)


def shape(
    word: str, ordinals: re.Pattern[str], decades: re.Pattern[str], clock: re.Pattern[str], fiscal: re.Pattern[str]
) -> frozenset[str]:
    """The classes of a word that no dictionary lists, by its form.

    The patterns are the language's endings of numbers, and a fiscal year with the letters that it has.

    >>> none = re.compile("(?!)")
    >>> sorted(shape("12", none, none, none, none))
    ['DAYNUM', 'HOURNUM', 'MONTHNUM', 'NUM', 'TWO']
    """
    if not word[0].isdecimal():
        if fiscal.fullmatch(word):
            return frozenset({"FISCALNUM"})
        mark = MARKS.get(word)
        return frozenset([mark] if mark else ["CAPITAL"] if word[0].isupper() else [])
    if word.isdecimal():
        return _number(word)
    if ordinals.fullmatch(word):
        n = int(re.match(r"\d+", word)[0]) if len(word) < 6 else 0  # type: ignore[index]
        return frozenset({"ORDNUM"} | ({"DAYTH"} if 1 <= n <= 31 else set()))
    if decades.fullmatch(word):
        return frozenset({"DECADENUM" if len(word) > _LONGEST_SHORT_DECADE else "DECADESHORT"})
    if clock.fullmatch(word):
        return frozenset({"CLOCKHALF"})
    classes = {name for name, regex in _SHAPES if regex.fullmatch(word)}
    return frozenset(classes)


def _number(word: str) -> frozenset[str]:
    if len(word) > 9:
        return frozenset()
    n, classes = int(word), {"NUM"}
    if len(word) <= 2:
        classes |= {name for name, low, high in _SMALL if low <= n <= high}
        if len(word) == 2:
            classes.add("TWO")
    elif len(word) == 3:
        classes.add("THREE")
    elif len(word) == 4:
        if 1000 <= n <= 2199:
            classes.add("YEARNUM")
        if n % 10 == 0 and 1000 <= n <= 2099:
            classes.add("DECADEYEAR")
        if 1700 <= n <= 2050:
            classes.add("YEARMODERN")
        if n <= 2400 and n % 100 < 60:
            classes.add("CLOCKFOUR")
    return frozenset(classes)


_LONGEST_SHORT_DECADE = 3  # "60s"
_SMALL = (("DAYNUM", 1, 31), ("MONTHNUM", 1, 12), ("HOURNUM", 0, 24))
