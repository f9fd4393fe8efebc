"""What the parts of a page call today. All texts are made up."""

from datetime import date

import pytest

from cnvn.clean import clean
from cnvn.segment import segment

BODY = "The ministers spoke of rivers and of trade, and of what their fathers had built."


def anchors(text: str, published: date | None = None) -> list[tuple[str, str] | None]:
    return [(p.anchor.period.edtf, p.anchor.how) if p.anchor else None for p in segment(clean(text), published).parts]


def days(text: str, published: date | None = None) -> list[str | None]:
    return [found and found[0] for found in anchors(text, published)]


def archive(*articles: tuple[str, str]) -> str:
    """A page of articles, each with its title and text, and each closed by a line that repeats the title."""
    return "\n\n".join(f"{title}\n\n{text}\n\n{BODY}\n\nContinue reading {title}" for title, text in articles)


SINGLE = [
    # (text, anchor or None)
    (f"Rivers and trade\n\nBy Ann Lee\n\nMarch 3, 2011\n\n{BODY}", "2011-03-03"),
    (f"Rivers and trade\n\nPublished on 3 March 2011\n\n{BODY}", "2011-03-03"),
    (f"VIENTIANE, March 3, 2011 (Agency) — {BODY}", "2011-03-03"),
    (f"Agency, 3 March 2011\n\n{BODY}", "2011-03-03"),
    # A line right below a title or above it, with no empty one between them, in the forms that sites have for it.
    *((f"Two ministers speak of rivers and trade\n{line}\n\n{BODY}", "2011-03-03") for line in (
        "March 3, 2011", "3 March 2011 11:41", "Thursday, March 3, 2011 11:41 AM", "2011-03-03 11:41", "03/03/2011",
        "Last Updated: March 3, 2011, 11:41 IST", "By Ann Lee\nMarch 3, 2011", "Agency/Vientiane, March 3, 2011",
        "Thursday, March 3, 2011, updated at 11:41(GMT+7)",
        "Print edition : March 03, 2011", "Posted on Thu Mar 3 2011",
        "March 3, 2011, Page 00001 The Mekong Times Archives",
        "Press release 3 March 2011", "Vientiane, Laos\n3 March 2011", "3 Mar 11", "3-Mar-11",
        "Mar 3, 2011 · 3 min read",
        "Ann Lee, The Mekong Times, Vientiane | World | Thu, March 3 2011, 9:14 AM", "2011 March 3, 09:14 (Thursday)",
        "AGENCY NEWS - Mar 3, 2011 - 09:14 | All, World", "Submitted by admin on Thu, 03/03/2011 - 09:14",
        "Ann Lee | ann@example.org | March 3, 2011", "03.03.2011", "(Example.com.vn March 3, 2011)",
    )),
    (f"March 3, 2011\nTwo ministers speak of rivers and trade\n\n{BODY}", "2011-03-03"),
    # A report that its agency signs, with the line below it.
    (f"VIENTIANE (Agency) — {BODY}\n\nThey went home.-Agency\n\nAgency Sunday, March 6, 2011", "2011-03-06"),
    *((f"{BODY}{line}", "2011-03-03") for line in (
        " (Agency, March 3, 2011)", " (March 3, 2011)", "\n\nEditor: Ann Lee\n2011-03-03",
        "\n\n(Source: Agency)\n2011-03-03 15:32",
        "\n\nSource: Agency news agency, Vientiane, in English 0914 gmt 3 Mar 11",
    )),
    (f"{BODY}\n\nThey parted late.\n\nRelated talks of two ministers\n2011-03-03", None),
    (f"{BODY} (They had met on March 3, 2011)", None),
    # A dateline in brackets, behind brackets, with a colon, and without a blank behind its dash.
    (f"(Vientiane, 3 March 2011) {BODY}", "2011-03-03"),
    (f"[Vientiane, Agency, 3 Mar 2011] {BODY}", "2011-03-03"),
    (f"[Agency Transcribed Text] Vientiane, March 3, 2011 -- {BODY}", "2011-03-03"),
    (f"Vientiane, 3 March 2011: {BODY}", "2011-03-03"),
    (f"Vientiane, March 3, 2011 (Agency)--{BODY}", "2011-03-03"),
    # The days of a life are no dateline.
    (f"Ana Silva (3 March 1929 – 5 May 2010) was a minister. {BODY}", None),
    (f"Ana Silva (3 March 1929 - ) is a minister. {BODY}", None),
    # … but prose that was broken at a width goes on.
    ("The two ministers, who had not met for a year and a half, parted on\nThursday, March 3, 2011\nand left.", None),
    # A title that ends in a date, over a report that counts from it.
    (f"Rivers and trade: 3 March 2011\n\nThe ministers met today. {BODY}", "2011-03-03"),
    (f"Rivers and trade (March 3, 2011)\n\nThe ministers met on Monday. {BODY}", "2011-03-03"),
    (f"2011-03-03 Rivers and trade\n\nThe ministers met on Monday. {BODY}", "2011-03-03"),
    (f"03/03/2011 - Rivers and trade\n\nThe ministers met on Monday. {BODY}", "2011-03-03"),
    (f"March 3, 2011: Rivers and trade\n\nThe ministers met on Monday. {BODY}", "2011-03-03"),
    (f"March 3, 2011 treaty on rivers\n\nThe ministers met on Monday. {BODY}", None),
    (f"Rivers and trade: 3 March 2011\n\nThe ministers met. {BODY}", None),
    (f"The treaty of 3 March 2011\n\nThe ministers met today. {BODY}", None),
    (f"Rivers and trade: 3 March 2011\n\nThe ministers met on Monday. On 5 May 2012 they left. {BODY}", None),
    # A page that was changed later: the text's own dates say more.
    (f"Rivers and trade\n\nUpdated: June 3, 2012\n\n{BODY}", "2012-06-03"),
    (f"Updated: June 3, 2012\n\nThe two met on March 3, 2011. On March 4 they parted. {BODY}", "2011-03-04/2011-12-31"),
    # A date with its year lends it to the same days without it.
    (f"Two ministers, October 30, 2011. /Agency\n\nThey met from October 30 to November 1. {BODY}", "2011-11/2011-12"),
    (f"Two ministers, October 30, 2011. /Agency\n\nThey met on October 29 and 30. {BODY}", "2011-10-30/2011-12-31"),
    (f"Two ministers, October 30, 2011. /Agency\n\nThey met from October 30 to 31. {BODY}", "2011-10-31/2011-12-31"),
    ("On March 3, 2011, the committee met in Vientiane for the third time. It rained all day, and they parted late.",
     "2011-03-03/2011-12-31"),
    (f"This picture, taken by the agency on 10 September 2021, shows it. On September 12 they left. {BODY}",
     "2021-09-12/2021-12-31"),
    # The text calls a year its own.
    (f"2011 marks the 40th anniversary of the treaty, both ministers noted. {BODY}", "2011"),
    (f"This year marks the 40th anniversary of the treaty that was signed in 1971. {BODY}", "2011"),
    # Nothing, or nothing that tells one year.
    (BODY, None),
    (f"VIENTIANE, March 3 (Agency) — {BODY}", None),
    (f"Today the two met. On March 3 they had parted. {BODY}", None),
    (f"In May 2009 they met. {BODY}", None),
    (f"The paper, due on March 3, 2031, was signed. {BODY}", None),
    (f"By March 3, 2031, the dam will stand. On March 5 they met. {BODY}", None),
    # A history tells of many years and has no today.
    (" ".join(f"On March 3, {year}, war came. On March 5 it went." for year in (1939, 1944, 1950, 1961, 1975)), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SINGLE)
def test_a_single_article(text: str, expected: str | None) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), SINGLE)
def test_the_date_given_comes_first(text: str, expected: str | None) -> None:
    assert anchors(text, date(2012, 7, 7)) == [("2012-07-07", "published")]


PAGE = (
    ("The dam is opened at last", "The dam was opened on November 20. This year marks the 40th anniversary of the "
     "treaty of 1971."),
    ("Ministers speak of fish and rice", "The two met on September 5. It was their third meeting."),
    ("Farmers of both countries meet", "June 4, 2011\n\nFarmers met on June 2.\n\nMinisters meet the farmers\n\n"
     "VIENTIANE, June 3, 2011 (Agency) — They met."),
    ("Rice at any price", "In late October the price rose again."),
    ("The river in flood", "The river rose on July 13.\n\nFlood in the north\n\nOn July 13, 2010, the river rose."),
)  # fmt: skip


def test_a_page_from_newest_to_oldest() -> None:
    assert days(archive(*PAGE)) == [
        "2011-11-20/2011-12-31",
        "2011-09-05/2011-12-31",
        "2011-06-04",
        "2011-06-03",
        "2010-10-21/2010-12-31",
        "2010-07-13/2010-12-31",
    ]


def test_a_page_from_oldest_to_newest() -> None:
    found = anchors(archive(*PAGE[::-1]))
    assert [a and a[0][:4] for a in found] == ["2010", "2010", "2011", "2011", "2011", "2011"]
    assert found[4] is not None and "order" in found[4][1]


def test_without_firm_dates_a_page_has_no_order() -> None:
    assert days(archive(PAGE[1], PAGE[3], PAGE[1])) == [None, None, None]


def test_an_order_that_two_articles_contradict_is_none() -> None:
    newest = ("What came after", "2013 marks the 40th anniversary of the talks.")
    page = archive(PAGE[0], newest, PAGE[2], PAGE[1], PAGE[4])
    assert days(page)[4] is None


def test_the_date_of_a_page_of_several_is_only_a_bound() -> None:
    assert days(archive(("Rice at any price", BODY), ("Fish at any price", BODY)), date(2011, 3, 3)) == [None, None]


def test_a_reprinted_report_takes_the_year_of_its_article() -> None:
    text = f"2011 marks the 40th anniversary of the treaty. {BODY}\n\nMinisters meet\n\nMANILA, May 5 (Agency) — {BODY}"
    page = archive(("Rice at any price", text), ("Fish at any price", BODY))
    assert days(page) == ["2011-05-05/2011-12-31", "2011-05-05", None]


def test_a_weekday_beside_a_day_leaves_few_years() -> None:
    # The 5th of May was a Thursday in 2011, not in 2010.
    page = archive(
        ("One thing", "Agency, 20 December 2011"),
        ("Another thing", "They met on Thursday, May 5."),
        ("A third thing", "Agency, 1 January 2010"),
        ("A fourth thing", "Agency, 1 December 2009"),
    )
    assert days(page)[1] == "2011-05-05/2011-12-20"


def test_news_of_last_week_was_written_soon_after() -> None:
    page = archive(
        ("One thing", "Agency, 20 December 2011"),
        ("Another thing", "They met on May 5. Last week it rained."),
        ("A third thing", "Agency, 1 January 2011"),
        ("A fourth thing", "Agency, 1 December 2010"),
    )
    assert days(page)[1] == "2011-05"


def test_a_day_that_does_not_exist_is_none() -> None:
    assert days(f"Published on February 30, 2011\n\n{BODY}") == [None]
    assert days(f"Published on 3 March 9999\n\n{BODY}") == [None]


SIGNED = """Neighbours close to a border deal

HANOI - The two countries reached an agreement during talks that ended last Thursday, officials said.

It is to be signed during the premier's visit on Dec. 25.

{first}

Premier begins visit

OSLO - Prime Minister Ana Silva arrived here on Monday for talks with her counterpart.

{second}
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Associated Press - December 18, 2000.", "Agence France Presse - March 6, 2006."),
        ("(Xinhua News Agency December 18, 2000)", "(China Daily 03/16/2006)"),
        ("Reuters, 18 Dec 2000", "VNA | 2006-03-06"),
    ],
)
def test_a_line_below_a_text_says_when_it_was_written(first: str, second: str) -> None:
    cut = segment(SIGNED.format(first=first, second=second))
    assert [part.number for part in cut.parts] == [1, 2]
    days = [part.anchor.period.edtf if part.anchor else None for part in cut.parts]
    assert days[0] == "2000-12-18" and days[1] in ("2006-03-06", "2006-03-16")
    alone = segment(SIGNED.format(first=first, second="").split("\n\nPremier")[0])
    assert [part.anchor and part.anchor.how for part in alone.parts] == ["closing line"]


@pytest.mark.parametrize(
    ("below", "day"), [("2013/04/24", "2013-04-24"), ("April 25, 2013", "2013-04-24"), ("April 2, 2013", None)]
)
def test_a_line_below_a_text_gives_its_dateline_the_year(below: str, day: str | None) -> None:
    cut = segment(f"OSLO, April 24 (NTB) -- The ministers met here on Wednesday.\n\nThey spoke of fish.\n\n{below}\n")
    assert [part.anchor.period.edtf if part.anchor else None for part in cut.parts] == [day]


def test_a_line_above_a_text_is_no_line_below_the_one_before() -> None:
    cut = segment(
        "Talks end\n\nReuters - May 3, 2001\n\nThe talks ended here on Monday, the ministry said in the evening.\n"
    )
    assert [part.anchor and part.anchor.how for part in cut.parts] == ["byline"]


def test_a_report_filed_right_before_its_page_was_published_has_its_year() -> None:
    page = f"VIENTIANE, March 3 (Agency) — {BODY}\n\nIt rained.\n\nMANILA, July 4 (Agency) — They met. {BODY}"
    assert days(page, date(2011, 3, 4)) == ["2011-03-03", None]
