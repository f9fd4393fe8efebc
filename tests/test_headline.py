"""What a title announces and the first sentence tells without a day: an approximate week, or nothing."""

from datetime import date

import pytest

from cnvn.knowledge import load
from cnvn.model import Article
from cnvn.pipeline import extract

DAY = date(2011, 5, 4)
LEAD = "President Ana Silva met with Prime Minister Jonas Berg in Lisbon."


def told(text: str, title: str | None, published: date | None = DAY) -> list[tuple[str, str]]:
    found = extract(Article("a", text, title=title, published=published), load()).candidates
    return [(c.period.edtf, c.dated_by) for c in found]


@pytest.mark.parametrize("title", ["Silva meets Berg", "Readout of President Silva's Meeting with Prime Minister Berg"])
def test_the_news_of_a_title_lies_in_the_week_before(title: str) -> None:
    assert told(LEAD, title) == [("2011-04-28/2011-05-04~", "dateline")]


@pytest.mark.parametrize(
    ("text", "title", "published"),
    [
        (LEAD, None, DAY),  # no title
        (LEAD, "Silva meets Berg", None),  # no day
        (LEAD, "A life of Ana Silva", DAY),  # names one of the two
        (LEAD, "Silva, Berg and the sea", DAY),  # announces nothing
        (f"The sea is wide. {LEAD}", "Silva meets Berg", DAY),  # not told first
        ("President Ana Silva will meet Prime Minister Jonas Berg.", "Silva meets Berg", DAY),  # still to come
    ],
)
def test_nothing_else_is_dated_so(text: str, title: str | None, published: date | None) -> None:
    assert told(text, title, published) == []


def test_a_day_that_is_told_is_the_day() -> None:
    assert told(LEAD.replace(" in", " on Monday in"), "Silva meets Berg") == [("2011-05-02", "relative")]


LINE = "Font size:\n\nMeeting with Prime Minister Berg\n\nMay 3, 2011, The Castle, Lisbon\n\n"


def test_a_line_of_a_day_and_a_place_above_a_readout_dates_it() -> None:
    lead = "President Ana Silva met with Prime Minister Jonas Berg, who is in Portugal on a visit."
    assert told(LINE + lead, "Meeting with Prime Minister Berg") == [("2011-05-03", "dateline")] * 2
    # Nothing else dates the meeting; the visit goes on while it is told.
    assert told(LINE + lead, "The sea and the law") == [("2011-05-04", "dateline")]
    placeless = LINE.replace(", The Castle, Lisbon", "")
    assert told(placeless + lead, "Meeting with Prime Minister Berg") == [("2011-05-04", "dateline")]
