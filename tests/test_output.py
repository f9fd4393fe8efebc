"""Rows, lines and tables: the contract, and that nothing is ever cut."""

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from conftest import COMMITTEE, article_of, extract, merge
from rich.console import Console

from cnvn import edtf
from cnvn.knowledge import Knowledge, load
from cnvn.model import Claim, Conflict, Event, Participant
from cnvn.output import lines
from cnvn.output.event import event_text
from cnvn.output.marked import Mark, marked
from cnvn.output.paragraphs import paragraph
from cnvn.output.people import people_table, person_text, series_table, terms_table
from cnvn.output.profiles import (
    holder_rows,
    in_number_order,
    missing,
    people_rows,
    person_row,
    series_rows,
    sessions,
    term_rows,
)
from cnvn.output.rows import event_row
from cnvn.output.table import TYPE_STYLES, event_table, readable, session_table
from cnvn.output.terminal import styled, words, wrap
from cnvn.query import TYPES

Row = dict[str, Any]

OFFICE = "General Secretary of the Central Committee of the Party"


def events() -> tuple[Event, ...]:
    return merge(c for name in ("spring", "committee", "past") for c in extract(article_of(name)).candidates)


def rows() -> list[Row]:
    return [event_row(event) for event in events()]


def rich_row() -> Row:
    """One event with everything that a row can hold."""
    event = next(e for e in events() if len(e.people) == 2)
    people = (
        event.people[0]._replace(office=OFFICE),
        event.people[1]._replace(office_in_text="Chinese president"),
        Participant("Somebody Whose Name Is Longer Than Any Column Of A Narrow Table"),
    )
    conflict = Conflict("date", (Claim("2024-08-19", ("a",)), Claim("2024-08-20", ("b", "c"))))
    title = "To Lam and Xi Jinping sit down in Beijing with many words about railways and ports and fruit"
    return event_row(replace(event, people=people, conflicts=(conflict,), title=title, part_of="the-visit"))


def printed(write: Any, rows: Any, width: int, **options: Any) -> list[str]:
    out = io.StringIO()
    write(Console(file=out, width=width, highlight=False, **options), rows)
    return out.getvalue().splitlines()


# ----------------------------------------------------------------------------------------------------------- contract
EVENT_KEYS = [
    "id", "date", "start", "end", "precision", "dated_by", "status", "type", "cameo", "plover", "title", "people",
    "organizations", "countries", "place", "meeting", "part_of", "confidence", "conflicts", "sources", "origin",
]  # fmt: skip
SOURCE_KEYS = [
    "article", "part", "title", "publisher", "published", "url", "quote", "start", "end", "date_text", "rule",
    "joined",
]  # fmt: skip


def test_an_event_row_has_all_keys_always() -> None:
    for row in (*rows(), rich_row()):
        assert list(row) == EVENT_KEYS
        assert all(list(source) == SOURCE_KEYS for source in row["sources"])
        assert all(list(p) == ["name", "office", "office_in_text", "country", "role"] for p in row["people"])
        assert row["place"] is None or list(row["place"]) == ["name", "country", "latitude", "longitude"]
        assert row["meeting"] is None or list(row["meeting"]) == ["series", "number"]
        assert json.loads(json.dumps(row)) == row


def test_the_days_of_a_row_are_those_that_its_date_covers() -> None:
    dates = {row["date"]: (row["start"], row["end"], row["precision"]) for row in rows()}
    assert dates["198X"] == ("1980-01-01", "1989-12-31", "decade")
    assert dates["2024-08"] == ("2024-08-01", "2024-08-31", "month")
    assert dates["2024-08-18/2024-08-20"] == ("2024-08-18", "2024-08-20", "span")


def test_the_origin_of_an_event_is_that_of_its_sources() -> None:
    event = events()[0]
    bundled = event.sources[0]._replace(origin="bundled")
    assert event_row(event)["origin"] == "mine"
    assert event_row(replace(event, sources=(bundled,)))["origin"] == "bundled"
    assert event_row(replace(event, sources=(bundled, *event.sources)))["origin"] == "both"


# -------------------------------------------------------------------------------------------------------------- lines
def test_json_is_an_array_of_the_rows() -> None:
    assert json.loads("".join(lines.json_array(map(lines.dump, rows())))) == rows()
    assert "".join(lines.json_array([])) == "[]\n"
    assert [json.loads(line) for line in lines.json_lines(map(lines.dump, rows()))] == rows()


def test_csv_is_read_back_whole() -> None:
    row = {**rich_row(), "title": 'a, "b"\nc'}
    text = "".join(lines.csv_lines([row], lines.EVENT_COLUMNS))
    [read] = csv.DictReader(io.StringIO(text, newline=""))
    assert read["title"] == row["title"]
    assert read["people"].startswith("To Lam; Xi Jinping; Somebody")
    assert (read["place"], read["conflicts"], read["cameo"]) == ("Beijing", "date", "")


def test_a_tab_separated_value_holds_no_tab_or_line_break() -> None:
    row = {**rich_row(), "title": "a\tb\nc\x1b[31md"}
    [line] = lines.tsv_lines([row], lines.EVENT_LINE, header=False)
    cells = line.rstrip("\n").split("\t")
    assert len(cells) == len(lines.EVENT_LINE)
    assert cells[3] == "a b c [31md"
    assert OFFICE not in line and "Somebody Whose Name Is Longer Than Any Column Of A Narrow Table" in line


@pytest.mark.parametrize(
    ("path", "text"), [("people.name", "A; B"), ("people.#", "3"), ("none.x", ""), ("list", "1; 2")]
)
def test_cells(path: str, text: str) -> None:
    row = {"people": [{"name": "A"}, {"name": "B"}, {"name": "A"}], "none": None, "list": [1, 2]}
    assert lines.cell(row, path) == text


# ------------------------------------------------------------------------------------------------------------- tables
@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_a_table_cuts_no_name_and_is_no_wider_than_the_terminal(width: int) -> None:
    out = printed(event_table, [*rows(), rich_row()], width)
    assert all(len(line) <= max(width, 55) for line in out)
    text = "\n".join(out)
    for name in ("To Lam", "Xi Jinping", "Wang Yi", "Hanoi", "Beijing", "planned"):
        assert name in text
    # All words of what is folded are there, in their order.
    flat = " ".join(text.split())
    for phrase in ("sources differ: date",):
        assert phrase in flat
    for row in [*rows(), rich_row()]:
        assert all(word in text for word in row["title"].split())


def test_dates_stand_in_one_column() -> None:
    for width in (120, 200):
        out = printed(event_table, rows(), width)
        starts = [line for line in out[2:] if re.match(r"\d{4}", line)]
        types = {line.index(word) for line in starts for word in TYPES if f" {word} " in f"{line} "}
        assert len(types) == 1
    assert any(line.startswith("2024-08-18 → 08-20  visit") for line in out)
    assert any(line.startswith("2024-08             agreement") for line in out)


def test_a_narrow_table_has_type_and_sources_below_the_date() -> None:
    person = "Wang Yi (CN) Director of the Office of the Central Foreign Affairs Commission"
    row = rich_row()
    row["people"] = [{**row["people"][0], "name": "Wang Yi", "country": "CN", "office": person.partition(") ")[2]}]
    row["conflicts"], row["title"] = [], "Wang Yi sits down in Beijing"
    assert printed(event_table, [row], 80) == [
        "Date         Event",
        "─" * 80,
        "2024-08-19   Wang Yi sits down in Beijing",
        "meeting      Wang Yi (CN) Director of the Office of the Central Foreign Affairs",
        "1 source       Commission",
    ]
    planned = next(row for row in rows() if row["status"] == "planned")
    assert [line.split()[0] for line in printed(event_table, [planned], 80)[2:]] == ["2027", "meeting", "planned", "1"]


def test_a_wide_table_has_people_and_the_number_of_sources_beside_the_event() -> None:
    out = printed(event_table, [rich_row()], 120)
    assert out[0].split() == ["Date", "Type", "Event", "People", "Sources"]
    assert re.search(r"To Lam \(VN\) General Secretary.*  1$", out[2])


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2022-10-31", ["2022-10-31"]),
        ("2022-10-30/2022-10-31", ["2022-10-30 → 10-31"]),
        ("2021-12-30/2022-01-02", ["2021-12-30 →", "2022-01-02"]),
        ("2021-01/2021-04", ["2021-01 → 2021-04"]),
        ("1979/1991", ["1979 → 1991"]),
        ("2022-21~", ["2022 spring ~"]),
        ("2022-40", ["2022 1st half"]),
        ("198X", ["1980s"]),
    ],
)
def test_dates_for_people(date: str, shown: list[str]) -> None:
    assert readable(date) == shown


def test_every_type_has_a_colour_of_its_own() -> None:
    assert set(TYPE_STYLES) == set(TYPES)
    assert len(set(TYPE_STYLES.values())) == len(TYPES)


def test_what_an_article_says_is_neither_markup_nor_control() -> None:
    row = {**rich_row(), "title": "[bold]x[/bold] \x1b[31m\x9b31mred", "id": "a\x1b]0;b"}
    row["people"][0]["name"] = "Evil\x1b[2J Name"
    row["sources"][0]["paragraph"] = paragraph("In [red]colour[/red] \x1b[31m.", 0, 5)
    for write, what in ((event_table, [row]), (event_text, row)):
        text = "\n".join(printed(write, what, 160))
        assert "[bold]x[/bold]" in text
        assert "\x1b" not in text and "\x9b" not in text


def test_folding() -> None:
    tokens = words("Mr. Nguyen Phu Trong, of Hanoi", keep=["Nguyen Phu Trong"])
    assert [line.plain for line in wrap(tokens, 17)] == ["Mr.", "Nguyen Phu Trong,", "of Hanoi"]
    # Narrower than the name: broken at its blanks, and a word only where there is no other way.
    assert [line.plain for line in wrap(tokens, 7, indent=1)] == ["Mr.", " Nguyen", " Phu", " Trong,", " of", " Hanoi"]
    assert [line.plain for line in wrap(words("abcdefgh"), 3)] == ["abc", "def", "gh"]
    assert [line.plain for line in wrap(words("习近平主席"), 4)] == ["习近", "平主", "席"]
    assert [line.plain for line in wrap([], 10)] == [""]


def test_what_no_blank_parts_stays_together() -> None:
    tokens = styled([("(", ""), ("To Lam", "x"), ("), he said.", "")])
    assert [line.plain for line in wrap(tokens, 30)] == ["(To Lam), he said."]
    assert [line.plain for line in wrap(tokens, 7)] == ["(To", "Lam),", "he", "said."]
    assert [line.plain for line in wrap(styled([("abc", ""), ("defgh", "x")]), 4)] == ["abc", "defg", "h"]


def test_quotes_of_one_paragraph_are_shown_in_it_together() -> None:
    text = "They met. Nobody spoke. They left, and that was all."
    row = rich_row()
    row["sources"] = [
        {**row["sources"][0], "start": start, "end": end, "paragraph": paragraph(text, start, end)}
        for start, end in ((0, 9), (5, 9), (24, 33))
    ]
    out = printed(event_text, row, 100, force_terminal=True, color_system="standard")
    assert sum("characters 0–9, 5–9, 24–33" in line for line in out) == 1
    shown = "  \x1b[7mThey met.\x1b[0m Nobody spoke. \x1b[7mThey left\x1b[0m, and that was all."
    assert shown in [line.replace("\x1b[0m\x1b[7m", "") for line in out]


def test_marks_keep_every_word() -> None:
    text = "one two three four"
    tokens = marked(text, 0, len(text), [Mark(4, 7, "x", "2"), Mark(4, 13, "y"), Mark(14, 18, "z")])
    assert tokens == [("one", ""), ("two", "x"), ("[2]", "bright_black"), ("three", ""), ("four", "z")]
    assert [line.plain for line in wrap(marked("On 5 May, he left.", 0, 18, [Mark(3, 8, "x")]), 40)] == [
        "On 5 May, he left."
    ]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("A b.\n\nC d. E f.\n\nG.", "E f.", "C d. E f."),
        ("A b.\r\n \r\nC d.\r\nE f.\r\n\r\nG.", "E f.", "C d.\r\nE f."),
        ("A b.", "A b.", "A b."),
        ("\n\n  A b.  \n", "A", "A b."),
        ("x " * 900 + "\nC d. E f.\n" + "y " * 900, "E f.", "C d. E f."),
    ],
)
def test_the_paragraph_of_a_quote(text: str, quote: str, expected: str) -> None:
    start = text.index(quote)
    found = paragraph(text, start, start + len(quote))
    assert found["text"] == expected == text[found["start"] : found["end"]]


# --------------------------------------------------------------------------------------------------- people and series
def test_a_person_is_summed_up() -> None:
    row = person_row("To Lam", [r for r in rows() if any(p["name"] == "To Lam" for p in r["people"])], Knowledge())
    assert list(row) == ["name", "names", "country", "offices", "counterparts", "first", "last", "count", "events"]
    assert (row["first"], row["last"], row["count"]) == ("2024-08-18", "2025-01-02", 3)
    assert row["counterparts"] == [{"name": "Xi Jinping", "country": "CN", "count": 1}]
    assert row["country"] == "VN"


def test_a_fellow_countryman_is_no_counterpart() -> None:
    [row] = [r for r in rows() if len(r["people"]) == 2]
    row["people"][1]["country"] = "VN"
    assert person_row("To Lam", [row], Knowledge())["counterparts"] == []
    row["people"][1]["country"] = None
    assert [c["name"] for c in person_row("To Lam", [row], Knowledge())["counterparts"]] == ["Xi Jinping"]


def test_somebody_without_events_or_offices_has_a_row() -> None:
    row = person_row("Nobody Known", [], Knowledge())
    assert (row["names"], row["offices"], row["events"], row["first"], row["count"]) == (
        ["Nobody Known"],
        [],
        [],
        None,
        0,
    )
    assert "no events" in "\n".join(printed(person_text, row, 80))


def test_the_knowledge_gives_names_and_terms() -> None:
    fact = next(fact for fact in load().people if fact.terms and fact.zh)
    row = person_row(fact.name, [], load())
    assert fact.zh in row["names"]
    assert [office["office"] for office in row["offices"]] == [term.title for term in fact.terms]
    assert fact.terms[0].title in "\n".join(printed(person_text, row, 120))


def test_everyone_is_listed_by_number_of_events() -> None:
    everyone = people_rows(rows(), Knowledge())
    assert [(row["name"], row["count"]) for row in everyone] == [("To Lam", 3), ("Wang Yi", 1), ("Xi Jinping", 1)]
    assert "events" not in everyone[0]
    assert any(
        re.match(r"To Lam +VN +3 +2024-08-18 +2025-01-02$", line) for line in printed(people_table, everyone, 80)
    )


def holders(**asked: Any) -> list[tuple[str, str, str]]:
    """Office, name and first day of the terms asked for, of Vietnam."""
    return [(row["office"], row["name"], row["first"]) for row in term_rows(holder_rows([], load(), ("VN",), **asked))]


def test_who_held_which_office_then() -> None:
    [chief] = [fact.id for fact in load().offices_titled("general secretary", "VN")]
    year = edtf.parse("1999")
    assert [name for _, name, _ in holders(offices=(chief,), period=year)] == ["Le Kha Phieu"]
    everyone = holders(period=year)
    assert len({office for office, _, _ in everyone}) > 3 and everyone == sorted(everyone)
    handover = holders(offices=(chief,), period=edtf.parse("2001-04"))
    assert [name for _, name, _ in handover] == ["Le Kha Phieu", "Nong Duc Manh"]
    assert holders(offices=(chief,), period=edtf.parse("1700")) == []


def test_holders_are_people_with_only_the_terms_asked_for() -> None:
    [row] = holder_rows(rows(), load(), ("VN",), None, edtf.parse("2024-08-18"))[-1:]
    assert set(row) == set(people_rows(rows(), Knowledge())[0])
    everyone = {row["name"]: row for row in holder_rows(rows(), load(), ("VN",))}
    assert everyone["To Lam"]["count"] == 3 and everyone["Le Kha Phieu"]["count"] == 0
    [lam] = [row for row in holder_rows(rows(), load(), period=edtf.parse("2018")) if row["name"] == "To Lam"]
    assert len(lam["offices"]) < len(everyone["To Lam"]["offices"])


def test_a_term_that_was_not_verified_is_marked() -> None:
    terms = [
        row for row in term_rows(holder_rows([], load(), ("CN", "VN"))) if row["last"] and not row["last_verified"]
    ]
    out = printed(terms_table, terms[:1], 120)
    assert re.search(r"\d \?( |$)", out[2]) and out[-1] == "? not verified"
    assert printed(terms_table, [], 80) == []


def test_series_and_the_numbers_that_are_missing() -> None:
    [row] = series_rows(rows(), load())
    assert list(row) == ["series", "aliases", "sessions", "first", "last", "missing"]
    assert (row["series"], row["sessions"], row["missing"]) == (COMMITTEE, 4, [13])
    assert "Steering Committee for Bilateral Cooperation" in row["aliases"]
    assert any(line.endswith("13") for line in printed(series_table, [row], 120))


def test_a_letter_to_a_session_is_none() -> None:
    letter = {**rows()[0], "type": "statement", "meeting": {"series": COMMITTEE, "number": 13}}
    [row] = series_rows([*rows(), letter], load())
    assert (row["sessions"], row["missing"]) == (4, [13])
    assert sessions([letter]) == []


def test_sessions_are_in_the_order_of_their_numbers() -> None:
    ordered = in_number_order(row for row in rows() if row["meeting"])
    assert [row["meeting"]["number"] for row in ordered] == [11, 12, 14, None]
    assert missing(ordered) == [13]
    out = printed(session_table, ordered, 80)
    assert out[0] == COMMITTEE
    assert [line.split()[0] for line in out[4:] if line[0] != " "] == ["11", "12", "13", "14", "–"]
    assert "not in the store" in out[6]


def test_a_misread_number_is_no_long_gap() -> None:
    def session(number: int) -> Row:
        return {"meeting": {"series": "x", "number": number}, "start": "2000-01-01", "id": str(number)}

    assert missing([session(1), session(3), session(2000)]) == [2]
