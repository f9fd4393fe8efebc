"""Which events a filter finds, and the dates that users type."""

import json
from dataclasses import replace
from typing import get_args

import pytest

from cnvn.errors import CnvnError
from cnvn.model import EventType, Status
from cnvn.query import STATUSES, TYPES, Filter, first_day, last_day, ordered, parse_range
from cnvn.store.reader import Reader


def found(db: str, wanted: Filter) -> list[str]:
    with Reader(db) as reader:
        return [f"{row['date']} {row['type']}" for row in map(json.loads, reader.rows(wanted))]


def between(text: str) -> Filter:
    return Filter(*parse_range(text))


def test_the_words_for_types_are_those_of_the_model() -> None:
    assert get_args(EventType) == TYPES
    assert get_args(Status) == STATUSES


@pytest.mark.parametrize(
    ("period", "dates"),
    [
        ("2024-08-20", ["2024-08", "2024-08-18/2024-08-20"]),  # a month around it, and the last day of a range
        ("2024-08-21", ["2024-08"]),
        ("1985", ["198X"]),
        ("1990..1999", []),
        ("2025", ["2024-12-30/2025-01-02"]),
        ("2022..2023", ["2022-07"]),
        ("..1989-12-31", ["198X"]),
        ("2026..", ["2027"]),
    ],
)
def test_an_event_is_found_if_it_overlaps(db: str, period: str, dates: list[str]) -> None:
    assert [line.split()[0] for line in found(db, between(period))] == dates


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(), 9),
        (Filter(people=("to lam",)), 3),
        (Filter(people=("to lam", "xi jinping")), 1),
        (Filter(people=("to lam", "wang yi")), 0),
        (Filter(countries=("VN",)), 9),
        (Filter(countries=("VN", "LA")), 1),
        (Filter(places=("hanoi", "beijing")), 4),
        (Filter(types=("visit", "conflict")), 3),
        (Filter(statuses=("planned",)), 1),
        (Filter(series="china-vietnam steering committee for bilateral cooperation"), 4),
        (Filter(article="past"), 2),
        (Filter(origin="mine"), 9),
        (Filter(origin="bundled"), 0),
        (Filter(texts=("border",)), 2),
        (Filter(texts=("border", "guns")), 1),
        (Filter(texts=("accord was put",)), 1),
        (Filter(limit=2), 2),
        (Filter(limit=0), 0),
    ],
)
def test_each_field_narrows(db: str, wanted: Filter, count: int) -> None:
    assert len(found(db, wanted)) == count


def test_order_and_limit(db: str) -> None:
    forward = found(db, Filter())
    assert forward[0] == "198X conflict"
    assert found(db, Filter(reverse=True)) == forward[::-1]
    assert found(db, Filter(reverse=True, limit=2)) == forward[::-1][:2]
    assert found(db, replace(between("2024"), limit=1)) == ["2024-08 agreement"]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2022", ("2022-01-01", "2022-12-31")),
        ("2022-10", ("2022-10-01", "2022-10-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2022-10-30", ("2022-10-30", "2022-10-30")),
        ("2022-10..2023-02", ("2022-10-01", "2023-02-28")),
        (" 2022 .. 2023 ", ("2022-01-01", "2023-12-31")),
        ("..2022", (None, "2022-12-31")),
        ("2022..", ("2022-01-01", None)),
    ],
)
def test_periods_that_users_type(text: str, bounds: tuple[str | None, str | None]) -> None:
    assert parse_range(text) == bounds


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("10/11/2022", "ambiguous"),
        ("10.11.2022", "ambiguous"),
        ("2022-02-30", "no such day"),
        ("2022-06-31", "no such day"),
        ("2022-13", "no such day"),
        ("0000", "no such day"),
        ("yesterday", "not a date"),
        ("", "not a date"),
        ("..", "not a date"),
        ("2023..2022", "before it starts"),
    ],
)
def test_dates_that_are_refused(text: str, reason: str) -> None:
    with pytest.raises(CnvnError, match=reason) as caught:
        parse_range(text)
    assert caught.value.exit_code == 2
    assert caught.value.hint


def test_bounds() -> None:
    assert (first_day("2022-10"), last_day("2022-10")) == ("2022-10-01", "2022-10-31")
    assert ordered(None, "2022-01-01") == (None, "2022-01-01")
    with pytest.raises(CnvnError):
        ordered("2022-01-02", "2022-01-01")
