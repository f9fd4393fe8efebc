"""Chronologies in the forms in which people write them: what date each entry gives to what it tells."""

from datetime import date

import pytest

from cnvn.knowledge import load
from cnvn.model import Article
from cnvn.pipeline import extract, trace

UNDER_YEARS = """Two neighbours: a chronology

1950
January 18: China recognises the Democratic Republic of Vietnam.
1979
February 17 - China invades Vietnam along the whole land border, and the fighting goes on for weeks.
1991
Nov. 5-10: Do Muoi visits Beijing.
- Dec 30: Premier Li Peng meets Foreign Minister Nguyen Manh Cam in Hanoi.
2000
25 December: President Tran Duc Luong visits China.
"""
YEAR_FIRST = """Visits

1991, November 5-10 - General Secretary Do Muoi visits China.
1994, November 19-22 - President Jiang Zemin visits Vietnam.
1999 (February 25-March 2): General Secretary Le Kha Phieu visits China.
2008-05-30: Party chief Nong Duc Manh visits China.
* 2011 (11-15 October): Party chief Nguyen Phu Trong visits China.
"""
ROWS = """Day | Event
5 November 2015 | Xi Jinping visits Hanoi
12 September 2016 | Prime Minister Nguyen Xuan Phuc meets Premier Li Keqiang in Beijing
12-15 January 2017 | Nguyen Phu Trong visits China
"""
YEAR_OVER_SENTENCE = """1950 – China and Vietnam establish diplomatic ties on January 18.
1955 – Ho Chi Minh makes an official visit to China in June and July.
2005 – Chinese President Hu Jintao visits Vietnam (October 31–November 2).
2006 – 15–17 November: President Hu Jintao pays a state visit to Vietnam.
2013: Premier Li Keqiang visits Hanoi.
"""
MARKDOWN = """## 2013

**June 19–21.** President Truong Tan Sang paid a state visit to China.

**October 13–15.** Premier Li Keqiang visited Vietnam.

## 2014

**June 18.** State Councilor Yang Jiechi met with Pham Binh Minh in Hanoi.
"""
UNMARKED = """Chronology
November 1953 Independence regained
July 1954 Signing of the Geneva accords
1963 Rejection of aid
May 1, 1970 Norwegian incursion into Chile
1988 Withdrawal of Norwegian forces from Chile
1990-1993 A time of peace
"""


def told(text: str) -> list[tuple[str, str]]:
    found = extract(Article("a", text, published=date(2020, 5, 5)), load()).candidates
    return sorted({(c.period.edtf, c.type) for c in found})


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            UNDER_YEARS,
            [
                ("1950-01-18", "agreement"),
                ("1979-02-17", "conflict"),
                ("1991-11-05/1991-11-10", "visit"),
                ("1991-12-30", "meeting"),
                ("2000-12-25", "visit"),
            ],
        ),
        (
            YEAR_FIRST,
            [
                ("1991-11-05/1991-11-10", "visit"),
                ("1994-11-19/1994-11-22", "visit"),
                ("1999-02-25/1999-03-02", "visit"),
                ("2008-05-30", "visit"),
                ("2011-10-11/2011-10-15", "visit"),
            ],
        ),
        (ROWS, [("2015-11-05", "visit"), ("2016-09-12", "meeting"), ("2017-01-12/2017-01-15", "visit")]),
        (
            YEAR_OVER_SENTENCE,
            [
                ("1950-01-18", "agreement"),
                ("1955-06/1955-07", "visit"),
                ("2005-10-31/2005-11-02", "visit"),
                ("2006-11-15/2006-11-17", "visit"),
                ("2013", "visit"),
            ],
        ),
        (
            MARKDOWN,
            [("2013-06-19/2013-06-21", "visit"), ("2013-10-13/2013-10-15", "visit"), ("2014-06-18", "meeting")],
        ),
        (UNMARKED, [("1954-07", "agreement"), ("1970-05-01", "conflict"), ("1988", "conflict")]),
    ],
    ids=["under years", "year first", "rows", "year over a sentence", "markdown", "unmarked"],
)
def test_entries(text: str, want: list[tuple[str, str]]) -> None:
    assert told(text) == want


def test_a_year_on_a_line_of_its_own_gives_prose_no_year() -> None:
    text = "2019\n\nTalks were held on Tuesday.\n\nBefore that, on March 3, President Ana Silva visited Oslo.\n"
    assert told(text) == [("2020-03-03", "visit")]


def test_lines_that_are_dates_make_no_articles_of_their_entries() -> None:
    text = """Key dates of Norway and Chile

17 February 1979
Norway and Chile fight over fish.

16 March 1979
Norway announces that the quarrel is over.

3-4 September 1990
Prime Minister Jonas Berg of Norway visits Chile.

30 December 1999
Fisheries treaty signed in Oslo

5-6 November 2015
Prime Minister Jonas Berg of Norway visits Chile

12-13 December 2023
Prime Minister Eva Dahl of Norway visits Chile
"""
    found = trace(Article("a", text), load())
    assert len(found.parts) == 1 and found.parts[0].anchor is None
    told = {(c.period.edtf, c.type, c.status) for c in found.candidates}
    assert {("2015-11-05/2015-11-06", "visit", "happened"), ("2023-12-12/2023-12-13", "visit", "happened")} <= told
    assert ("1999-12-30", "agreement", "happened") in told
