"""The score grows with what is known, and each of its points is of something that an event can have."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

from cnvn import confidence as scoring
from cnvn import edtf
from cnvn.confidence import confidence
from cnvn.model import Claim, Conflict, DatedBy, Event, EventType, Participant, Source, Spot, Status

POINTS = tomllib.loads((Path(scoring.__file__).parent / "knowledge" / "confidence.toml").read_text(encoding="utf-8"))
DAY = edtf.day(date(2011, 5, 3))
PEOPLE = (Participant("Ana Silva", "President"), Participant("Jonas Berg"))


def source(article: str, publisher: str | None, quote: str) -> Source:
    return Source(article, 0, len(quote), quote, "meet", publisher=publisher)


MET = Event(
    "id", DAY, "explicit", "happened", "meeting", "They meet", PEOPLE, place=Spot("Oslo", "NO"),
    sources=(source("a", "Post", "The two of them met in Oslo yesterday."),),
)  # fmt: skip


def test_what_is_known_adds_to_it_and_what_is_not_takes_from_it() -> None:
    other = source("b", "Times", "A meeting in Oslo brought both together on Tuesday.")
    rising = [
        replace(MET, people=(), dated_by="context", place=None),
        replace(MET, people=(), place=None),
        replace(MET, people=PEOPLE[1:], place=None),
        replace(MET, people=PEOPLE[1:]),
        replace(MET, people=PEOPLE[1:], sources=(*MET.sources, other)),
        MET,
    ]
    scores = [confidence(e) for e in rising]
    assert scores == sorted(scores) and len(set(scores)) == len(scores)
    assert all(POINTS["lowest"] <= score <= POINTS["highest"] for score in scores)


def test_copies_and_reports_of_one_publisher_add_nothing() -> None:
    quote = MET.sources[0].quote
    copy = source("b", "Times", f"{quote} It rained.")
    same = source("c", "Post", "Later in the day they were seen together again.")
    unknown = [source(a, None, q) for a, q in (("d", "Nobody knows who wrote this."), ("e", "Nor who wrote that one."))]
    assert confidence(replace(MET, sources=(*MET.sources, copy, same))) == confidence(MET)
    assert confidence(replace(MET, sources=tuple(unknown))) == confidence(MET)


def test_a_dispute_about_the_day_takes_from_it() -> None:
    disputed = Conflict("date", (Claim("2011-05-03", ("a",)), Claim("2011-05-04", ("b",))))
    assert confidence(replace(MET, conflicts=(disputed,))) < confidence(MET)


def test_every_point_is_of_something_there_is() -> None:
    assert set(POINTS["type"]) <= set(get_args(EventType))
    assert set(POINTS["dated_by"]) <= set(get_args(DatedBy))
    assert set(POINTS["status"]) <= set(get_args(Status))
    assert set(POINTS["precision"]) <= set(get_args(edtf.Precision))
    assert set(POINTS["conflicts"]) <= {"date", "place", "number", "office"}
