"""People, series and articles for a terminal."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from cnvn.output.table import event_table, readable
from cnvn.output.terminal import Token, grid, put, words, wrap
from cnvn.text import printable

Row = dict[str, Any]

_NARROW = 80  # columns, below which a term's last day and when it was seen share one
_COUNTERPARTS = 12  # as many as are shown of one person


def people_table(console: Console, rows: Sequence[Row]) -> None:
    """Prints people, a line for each: name, country, last office, number of events, first and last day."""
    cells = []
    for row in rows:
        office = row["offices"][-1]["office"] if row["offices"] else ""
        cells.append(
            [
                words(row["name"], "bold"),
                [(row["country"] or "", "yellow")],
                words(office, "bright_black"),
                [(str(row["count"]), "")],
                [(row["first"] or "", "")],
                [(row["last"] or "", "")],
            ]
        )
    grid(console, ["Name", "", "Last office", "Events", "First", "Last"], cells, flexible=2)


def person_text(console: Console, row: Row) -> None:
    """Prints one person: names, offices with terms, counterparts, events."""
    head = Text(printable(row["name"]), "bold")
    if row["country"]:
        head.append(f" ({row['country']})", "yellow")
    put(console, head)
    _put_wrapped(console, [(name, "") for name in _spaced(row["names"][1:])])
    if row["offices"]:
        put(console)
        _offices(console, row["offices"])
    if row["counterparts"]:
        put(console)
        put(console, Text("Counterparts", "bold"))
        shown = row["counterparts"][:_COUNTERPARTS]
        names = [
            f"{c['name']} ({c['country']}) {c['count']}" if c["country"] else f"{c['name']} {c['count']}" for c in shown
        ]
        more = len(row["counterparts"]) - len(shown)
        _put_wrapped(console, [(name, "") for name in _spaced(names + ([f"{more} more"] if more else []))])
    put(console)
    if row["events"]:
        event_table(console, row["events"])
    else:
        put(console, Text("no events", "bright_black"))


def _offices(console: Console, offices: Sequence[Row]) -> None:
    cells = []
    for office in offices:
        first, last = (_end(office, end) for end in ("first", "last"))
        seen = f"seen {office['seen']}" if office["seen"] else ""
        cells.append([words(office["office"]), [(first, "")], [(last, "")], words(seen, "bright_black")])
    grid(console, ["Office", "From", "To", ""], cells, flexible=0)
    _explain_marks(console, offices)


def terms_table(console: Console, rows: Sequence[Row]) -> None:
    """Prints who held which office, a line for each term."""
    if not rows:
        return
    cells = []
    narrow = console.width < _NARROW
    for row in rows:
        first, last = (_end(row, end) for end in ("first", "last"))
        seen = words(f"seen {row['seen']}" if row["seen"] else "", "bright_black")
        ends: list[list[Token]] = (
            [[(first, "")], [(last, ""), *seen]] if narrow else [[(first, "")], [(last, "")], seen]
        )
        office, name = words(row["office"], "bright_black"), words(row["name"], "bold")
        cells.append([[(row["country"], "yellow")], office, name, *ends])
    grid(console, ["", "Office", "Name", "From", "To", *([] if narrow else [""])], cells, flexible=1)
    _explain_marks(console, rows)


def _explain_marks(console: Console, offices: Sequence[Row]) -> None:
    if any(office[end] and not office[f"{end}_verified"] for office in offices for end in ("first", "last")):
        put(console, Text("? not verified", "bright_black"))


def _end(office: Row, end: str) -> str:
    date = office[end]
    if not date:
        return "–"
    return " ".join(readable(date)) + ("" if office[f"{end}_verified"] else " ?")


def series_table(console: Console, rows: Sequence[Row]) -> None:
    """Prints series of meetings, a line for each, with the numbers that are missing."""
    cells = [
        [
            words(row["series"], "bold"),
            [(str(row["sessions"]), "")],
            [(row["first"], "")],
            [(row["last"], "")],
            words(", ".join(map(str, row["missing"])), "red"),
        ]
        for row in rows
    ]
    grid(console, ["Series", "Sessions", "First", "Last", "Missing"], cells, flexible=0)


def articles_table(console: Console, rows: Sequence[Row]) -> None:
    """Prints articles, a line for each, with what went wrong below."""
    cells: list[list[list[Token]]] = []
    for row in rows:
        about = [row["title"], row["publisher"]]
        below = [words(" · ".join(filter(None, about))), *(words(issue, "red") for issue in row["issues"])]
        first = [[(row["published"] or "", "")], [(row["id"], "bold")], [(row["origin"], "bright_black")]]
        cells.append([*first, [(str(row["events"]), "")]])
        cells += [[[], line, [], []] for line in below if line]
    grid(console, ["Published", "Article", "Origin", "Events"], cells, flexible=1)


def _put_wrapped(console: Console, tokens: Sequence[Token]) -> None:
    for line in wrap(tokens, console.width) if tokens else []:
        put(console, line)


def _spaced(names: Sequence[str]) -> list[str]:
    """Names that stay whole, with a dot after each but the last."""
    return [name + (" ·" if n < len(names) - 1 else "") for n, name in enumerate(names)]
