"""Events as a table. A wide terminal has a column for each thing; a narrow one has two: the date with type and number
of sources below it, and the event with its people below it. Nothing is ever cut."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from cnvn.output.terminal import GAP, Token, columns, grid, heading, put, words, wrap

Row = dict[str, Any]

TYPE_STYLES = {
    "visit": "bright_cyan",
    "meeting": "bright_green",
    "call": "green",
    "summit": "bright_blue",
    "congress": "magenta",
    "agreement": "bright_yellow",
    "statement": "cyan",
    "award": "yellow",
    "office": "bright_magenta",
    "conflict": "bright_red",
    "launch": "blue",
    "anniversary": "white",
    "other": "bright_black",
}
# EDTF's codes for divisions of a year that it writes in the place of a month.
_DIVISIONS = {
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4",
    "37": "1st third", "38": "2nd third", "39": "3rd third", "40": "1st half", "41": "2nd half",
}  # fmt: skip

_TYPE = 11  # as wide as "anniversary"
_SOURCES = 7
_WIDE = 110  # from here on people have a column of their own
_ROOMY = 150  # from here on there is room for ids


def event_table(console: Console, rows: Sequence[Row]) -> None:
    """Prints events, one below the other, as wide as the console is."""
    if not rows:
        return
    wide = console.width >= _WIDE
    date = max(len(line) for row in rows for line in readable(row["date"]))
    if wide:
        rest = console.width - date - _TYPE - _SOURCES - 4 * len(GAP)
        title = rest * 9 // 20
        widths = [date, _TYPE, title, rest - title, _SOURCES]
        heads = ["Date", "Type", "Event", "People", "Sources"]  # the last is as wide as its head
    else:
        date = max(date, _TYPE)
        widths = [date, max(console.width - date - len(GAP), 20)]
        heads = ["Date", "Event"]
    heading(console, heads, widths)
    for row in rows:
        for line in columns(_wide(row, widths) if wide else _narrow(row, widths), widths):
            put(console, line)


def session_table(console: Console, rows: Sequence[Row]) -> None:
    """Prints the sessions of a series, a line for each; where the numbering skips, the gap is named in its place."""
    for name in dict.fromkeys(row["meeting"]["series"] for row in rows):
        for line in wrap(words(name, "bold"), console.width):
            put(console, line)
    put(console)
    cells: list[list[list[Token]]] = []
    before: int | None = None
    for row in rows:
        number = row["meeting"]["number"]
        if number is not None and before is not None and number > before + 1:
            gap = f"{before + 1}" if number == before + 2 else f"{before + 1}–{number - 1}"
            cells.append([[(gap, "red")], [], [("not in the store", "red")], []])
        before = number if number is not None else before
        date = [(line, "") for line in readable(row["date"])]
        status = [] if row["status"] == "happened" else [(row["status"], "italic yellow")]
        people = [[(person["name"], ""), *_code(person["country"])] for person in row["people"]]
        event = _dotted([*(people or [_title(row)]), status])
        cells.append([[(str(number or "–"), "bold")], date, event, _place(row)])
    grid(console, ["No.", "Date", "People", "Place"], cells, flexible=2)


def readable(date: str) -> list[str]:
    """An EDTF date for people, on one line or, where a range spans a year's end, on two.

    >>> readable("2022-10-30/2022-11-02"), readable("2022-12-30/2023-01-02")
    (['2022-10-30 → 11-02'], ['2022-12-30 →', '2023-01-02'])
    >>> readable("2022-10"), readable("198X~"), readable("2022-34")
    (['2022-10'], ['1980s ~'], ['2022 Q2'])
    """
    mark = " ~" if date.endswith("~") else ""
    first, _, last = date.rstrip("~").partition("/")
    if not last:
        return [_point(first) + mark]
    if len(first) == 10 and first[:4] == last[:4]:
        return [f"{first} → {last[5:]}{mark}"]
    if len(first) == 10:
        return [f"{first} →", last + mark]
    return [f"{first} → {last}{mark}"]


def _point(date: str) -> str:
    if date.endswith("X"):
        return f"{date[:3]}0s"
    year, _, code = date.partition("-")
    return f"{year} {_DIVISIONS[code]}" if code in _DIVISIONS else date


def _date(row: Row) -> list[Text]:
    return [Text(line, "bold" if row["precision"] in ("day", "span") else "") for line in readable(row["date"])]


def _type(row: Row) -> list[Text]:
    lines = [Text(row["type"], TYPE_STYLES.get(row["type"], ""))]
    if row["status"] != "happened":
        lines.append(Text(row["status"], "italic yellow"))
    return lines


def _wide(row: Row, widths: Sequence[int]) -> list[list[Text]]:
    event = wrap(_title(row), widths[2]) + _joined([_untold_place(row), _conflicts(row)], widths[2])
    if sum(widths) >= _ROOMY - len(GAP) * 4:
        event += wrap([(row["id"], "bright_black")], widths[2])
    people = [line for person in row["people"] for line in wrap(_person(person), widths[3], indent=2)]
    count = Text(str(len(row["sources"])).rjust(widths[4]))
    return [_date(row), _type(row), event, people or wrap(_others(row), widths[3]), [count]]


def _narrow(row: Row, widths: Sequence[int]) -> list[list[Text]]:
    event = wrap(_title(row), widths[1])
    for person in row["people"]:
        event += wrap(_person(person), widths[1], indent=2)
    others = [] if row["people"] else _others(row)
    event += _joined([others, _untold_place(row), _conflicts(row)], widths[1])
    count = len(row["sources"])
    sources = Text(f"{count} source{'s' * (count != 1)}", "bright_black")
    return [[*_date(row), *_type(row), sources], event]


def _joined(groups: Sequence[list[Token]], width: int) -> list[Text]:
    """Groups of tokens on as few lines as they need, with a dot between them."""
    tokens = _dotted(groups)
    return wrap(tokens, width) if tokens else []


def _dotted(groups: Sequence[list[Token]]) -> list[Token]:
    return [token for group in groups if group for token in [("·", "bright_black"), *group]][1:]


def _title(row: Row) -> list[Token]:
    names = [person["name"] for person in row["people"]]
    if row["place"]:
        names.append(row["place"]["name"])
    return words(row["title"], "bold", keep=names)


def _person(person: Row) -> list[Token]:
    office = words(person["office"] or person["office_in_text"] or "", "bright_black")
    return [(person["name"], ""), *_code(person["country"]), *office]


def _code(country: str | None) -> list[Token]:
    return [(f"({country})", "yellow")] if country else []


def _others(row: Row) -> list[Token]:
    return [(code, "yellow") for code in row["countries"]]


def _place(row: Row) -> list[Token]:
    place = row["place"]
    if not place:
        return []
    return [(place["name"], "cyan"), *_code(place["country"])]


def _untold_place(row: Row) -> list[Token]:
    """The place, unless the title names it."""
    return [] if row["place"] and row["place"]["name"] in row["title"] else _place(row)


def _conflicts(row: Row) -> list[Token]:
    """What sources differ on, each with the values that they give."""
    said = [f"{c['field']} {' or '.join(claim['value'] for claim in c['values'])}" for c in row["conflicts"]]
    return words(f"sources differ: {', '.join(said)}", "red") if said else []
