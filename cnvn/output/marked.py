"""A text with some of its stretches marked, for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from rich.console import Console
from rich.text import Text

from cnvn.output.terminal import Token, put, styled, words, wrap

Row = dict[str, Any]

TIME_STYLE = "bright_cyan"
ACTION_STYLE = "bold bright_yellow"
ACTOR_STYLES = {
    "person": "bright_green",
    "country": "yellow",
    "organization": "bright_magenta",
    "place": "bright_blue",
    "series": "magenta",
}
_REFUSED = "red"
_BOUND = "bold"
_DIM = "bright_black"


class Mark(NamedTuple):
    """A stretch of a text, end exclusive, its style, and a note that is put behind it."""

    start: int
    end: int
    style: str
    note: str = ""


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Token]:
    """The words of `text[start:end]` in the styles of the marks; of marks that overlap the first counts."""
    stretches: list[Token] = []
    at = start
    for mark in sorted(marks):
        if at <= mark.start and mark.end <= end:
            stretches += [(text[at : mark.start], ""), (text[mark.start : mark.end], mark.style)]
            if mark.note:
                stretches.append((f" [{mark.note}]", _DIM))
            at = mark.end
    return styled([*stretches, (text[at:end], "")])


def dates_text(console: Console, text: str, times: Iterable[Row]) -> None:
    """Prints a text with its time expressions coloured and their values behind them."""
    marks = [Mark(row["start"], row["end"], TIME_STYLE, _value(row)) for row in times]
    at = 0
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        inside = [mark for mark in marks if at <= mark.start < end]
        # An expression may be folded over two lines of the text; the rest of it is left uncoloured.
        for out in wrap(marked(text, at, end, [m._replace(end=min(m.end, end)) for m in inside]), console.width):
            put(console, out)
        at = end


def _value(row: Row) -> str:
    return f"{row['value'] or '?'} {row['mod']}" if row["mod"] else row["value"] or "?"


def trace_text(console: Console, text: str, row: Row) -> None:
    """Prints what each stage saw: the parts with their anchors, and the sentences in which anything was found."""
    put(console, Text(row["article"], "bold"))
    part: object = ()
    for sentence in row["sentences"]:
        if sentence["part"] != part:
            part = sentence["part"]
            _part(console, next(p for p in row["parts"] if p["number"] == part))
        found = (*sentence["times"], *sentence["actors"], *sentence["actions"])
        if found:
            put(console)
            for line in wrap(marked(text, sentence["start"], sentence["end"], _marks(sentence)), console.width):
                put(console, line)
            for line in _notes(sentence, row["events"], console.width):
                put(console, line)
    put(console)
    count = len(row["events"])
    put(console, Text(f"{count} event{'s' * (count != 1)}", "bold"))
    for event in row["events"]:
        for line in wrap([*words(_fact(event)), ("·", _DIM), (event["source"]["rule"], _DIM)], console.width, indent=2):
            put(console, line)


def _fact(event: Row) -> str:
    date_text = event["source"]["date_text"]
    dated = event["dated_by"] + (f" ({date_text})" if date_text else "")
    people = ", ".join(person["name"] for person in event["people"]) or " ".join(event["countries"])
    place = f" in {event['place']['name']}" if event["place"] else ""
    return f"{event['date']} {event['type']} {event['status']}, dated by {dated}: {people}{place}"


def _part(console: Console, part: Row) -> None:
    anchor = part["anchor"]
    today = f'"today" is {anchor["date"]} ({anchor["how"]})' if anchor else '"today" is not known'
    if part["kind"] == "history":
        today += ", but bare dates go on from the last one told"
    number = f"part {part['number']}: " if part["number"] else ""
    put(console)
    put(console, Text(number + today, "underline"))


def _marks(sentence: Row) -> list[Mark]:
    marks = [Mark(row["start"], row["end"], TIME_STYLE) for row in sentence["times"]]
    marks += [Mark(row["start"], row["end"], ACTOR_STYLES[row["kind"]]) for row in sentence["actors"]]
    return marks + [Mark(row["start"], row["end"], ACTION_STYLE) for row in sentence["actions"]]


def _notes(sentence: Row, events: Sequence[Row], width: int) -> Iterator[Text]:
    for time in sentence["times"]:
        yield from _note("time", TIME_STYLE, time["text"], _value(time), time["rule"], width)
    for actor in sentence["actors"]:
        among = " or ".join(actor.get("candidates", ()))
        meaning = ", ".join(actor["means"]) or (f"one of {among}" if among else "nobody that is known")
        yield from _note(actor["kind"], ACTOR_STYLES[actor["kind"]], actor["text"], meaning, actor["rule"], width)
    for action in sentence["actions"]:
        roles = ", ".join(f"{a['role']}: {a['text']}" for a in action["arguments"])
        place = f"place: {action['place']}" if action["place"] else None
        bound = [action["type"], action["status"], roles, place, action["series"], *action["times"]]
        yield from _note("action", ACTION_STYLE, action["text"], " · ".join(filter(None, bound)), action["rule"], width)
        for passed in action["passed"]:
            yield from wrap([("    not its time:", _DIM), *words(f"{passed['time']}, {passed['reason']}")], width, 6)
        if action["event"] is None:
            yield from wrap([("    no event:", _REFUSED), *words(action["refused"])], width, 6)
        else:
            yield from wrap([("    event:", _BOUND), *words(_fact(events[action["event"]]))], width, 6)


def _note(kind: str, style: str, text: str, meaning: str, rule: str | None, width: int) -> list[Text]:
    tail = [("·", _DIM), (rule, _DIM)] if rule else []
    return wrap([(f"  {kind}", style), *words(text), ("=", _DIM), *words(meaning), *tail], width, indent=4)
