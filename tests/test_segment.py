"""Sentences, paragraphs and their kinds, and the articles of a page. All texts are made up."""

import re
from datetime import date

import pytest

from cnvn.clean import clean
from cnvn.knowledge.words import load_words
from cnvn.layout import forms, lay_out
from cnvn.segment import Segmented, segment, split_sentences
from cnvn.sentences import split_blocks, words


def pieces(text: str) -> list[str]:
    return [" ".join(text[s.start : s.end].split()) for s in split_sentences(text)]


def numbers(segmented: Segmented) -> list[int | None]:
    return [part.number for part in segmented.parts]


def openings(text: str) -> list[str]:
    """The first line of each part."""
    return [text[part.start : part.end].strip().split("\n")[0] for part in segment(text).parts]


# "|" marks where a sentence ends.
SENTENCES = [
    "On Dec. 7 Mr. Lee met Gen. J. R. Park in the U.S.| He left at 9 a.m. on Friday.",
    "Joseph R. Hall, Jr. spoke first.| Then came Prof. An Binh.",
    "The firm, Delta Inc., paid in Sept. 1999.| It was late.",
    "The port lies in the U.K.| The dam does not.",
    "“We agree.”| Both sides smiled.",
    "“Is it done?” she asked.| “Yes!” he said.",
    "It took long… but it was done.| It lasted…| Then rain came.",
    "Nguyễn Văn Trọng.| Đỗ Lâm đã đến.| Phạm thị Hà.",
    "The ruling in Roe v. Wade stood.| No. 5 was next.| The vote was No.| They left.",
    "It rose 3.5 percent.| In 2010 it fell.",
    "He went to Hanoi in Dec.| She stayed.",
    "They signed the paper.The minister left.",
    "King Lem I. Varo ruled.| World War I. The end.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_where_they_should(marked: str) -> None:
    marked = clean(marked).replace("paper.The", "paper.|The").replace("War I. The", "War I.| The")
    text = marked.replace("|", "")
    assert pieces(text) == [piece.strip() for piece in marked.split("|")]


def test_decomposed_letters_do_not_end_words() -> None:
    assert pieces("Ông Tro\u0323ng đến. Bà Hà đi.") == ["Ông Tro\u0323ng đến.", "Bà Hà đi."]


def test_lines_broken_at_a_width_are_joined_and_short_lines_part_paragraphs() -> None:
    text = (
        "The two ministers of trade spoke by telephone on Monday about rice and\n"
        "the price of coal, which had risen all over the region since the\n"
        "October floods.\n"
        "They agreed to speak again before the summer, and to bring along all\n"
        "of their deputies."
    )
    assert [p.kind for p in lay_out(text)] == ["prose", "prose"]
    assert len(pieces(text)) == 2
    assert pieces(text)[1].startswith("They agreed")


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "The committee met for the third time in as many years, " * 4 + "and parted."
    assert len(lay_out(f"{line}\n{line.upper()}")) == 2


def kinds(text: str) -> list[str]:
    return [p.kind for p in lay_out(clean(text))]


def test_kinds_of_lines() -> None:
    assert kinds("Two ministers meet in Vientiane") == ["heading"]
    assert kinds("Talks with Joseph Hall, Jr.") == ["heading"]
    assert kinds("Those present were:") == ["prose"]
    assert kinds("They met by the sea.") == ["prose"]
    assert kinds("Published on March 3, 2011") == ["dateline"]
    assert kinds("By Ann Lee, 3 March 2011") == ["dateline"]
    assert kinds("Hanoi in May, 2011: a year of floods and of talks") == ["heading"]
    assert kinds("HAVANA, March 3 (Agency) --") == ["dateline"]


@pytest.mark.parametrize("line", load_words("en", "segment")["line"]["entry_examples"])
def test_entries_begin_lines_of_their_own(line: str) -> None:
    assert (
        len(
            split_blocks(
                f"Silva spoke of the treaty at length and of all that it had brought\nand would bring them.\n{line}"
            )
        )
        == 2
    )


@pytest.mark.parametrize("line", load_words("en", "segment")["line"]["entry_counter_examples"])
def test_what_opens_no_entry(line: str) -> None:
    assert not words().entry.match(line)


@pytest.mark.parametrize("kind", ["guests_examples", "guests_counter_examples"])
def test_titles_over_lists_of_guests(kind: str) -> None:
    line = load_words("en", "segment")["line"]
    assert {re.match(line["guests"], title) is not None for title in line[kind]} == {kind == "guests_examples"}


@pytest.mark.parametrize("line", load_words("en", "segment")["line"]["session_examples"])
def test_titles_of_sessions(line: str) -> None:
    assert forms().session.match(line)


@pytest.mark.parametrize("line", load_words("en", "segment")["line"]["session_counter_examples"])
def test_what_is_no_title_of_a_session(line: str) -> None:
    assert not forms().session.match(line)


@pytest.mark.parametrize("line", load_words("en", "segment")["caption"]["examples"])
def test_captions(line: str) -> None:
    assert kinds(line) == ["caption"]


@pytest.mark.parametrize("line", load_words("en", "segment")["caption"]["counter_examples"])
def test_what_is_no_caption(line: str) -> None:
    assert kinds(line) == ["prose"]


@pytest.mark.parametrize(
    "line",
    [
        "VIENTIANE, March 3 (Agency) — Two ministers met.",
        "Luang Prabang, March 3rd— Two ministers met.",
        "DAR ES SALAAM, Tanzania (AP) _ Two ministers met.",
        "Vientiane, 3 March 2011 /Agency/ -- Two ministers met.",
        "VIENTIANE (AG): Two ministers met.",
        "VIENTIANE, March 3: Two ministers met.",
    ],
)
def test_datelines(line: str) -> None:
    head = lay_out(clean(line))[0].dateline
    assert head is not None and line[head.end :] == "Two ministers met."


@pytest.mark.parametrize(
    "line",
    [
        "On March 3, 1950, Laos - then a kingdom - joined.",
        "The minister - a friend of the arts - left on March 3.",
        "Xland — the largest of them — had left.",
        "MINISTER BERG: Two ministers met.",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert lay_out(clean(line))[0].dateline is None


# ------------------------------------------------------------------------------------------------------------- parts
BODY = "The ministers spoke of rivers and of trade. They will meet again, their hosts said, before the rains."


def archive(*titles: str) -> str:
    return "\n\n".join(f"{title}\n\n{BODY}\n\n{BODY}\n\nContinue reading {title}" for title in titles)


def test_lines_that_repeat_a_title_close_articles() -> None:
    titles = ["Xland and Yland agree on the river", "A dam for two countries", "Rice at any price"]
    page = archive(*titles) + "\n\nThe last of the rains\n\n" + BODY
    assert openings(page) == [*titles, "The last of the rains"]
    assert numbers(segment(page)) == [1, 2, 3, 4]
    assert "Continue" not in "".join(page[s.start : s.end] for s in segment(page).sentences)


def test_a_closing_line_says_where_its_article_began() -> None:
    page = f"One thing and another\n\n{BODY}\n\n{BODY}\n\n" + archive("A dam for two countries", "Rice at any price")
    assert openings(page) == ["One thing and another", "A dam for two countries", "Rice at any price"]


def test_a_reprinted_report_is_a_part_with_the_number_of_its_article() -> None:
    inner = f"Ministers meet by the river\n\nVIENTIANE, March 3 (Agency) — {BODY}"
    page = archive("A dam for two countries") + f"\n\nRice at any price\n\n{BODY}\n\n{inner}"
    assert openings(page) == ["A dam for two countries", "Rice at any price", "Ministers meet by the river"]
    assert numbers(segment(page)) == [1, 2, 2]


def test_sub_headings_make_no_parts() -> None:
    text = "\n\n".join(f"Chapter of the rivers and dams\n\nIn {year}, {BODY}" for year in range(1960, 1975))
    assert numbers(segment(text)) == [None]
    assert segment(text).parts[0].end == len(text)


def test_wire_reports_below_each_other() -> None:
    page = f"VIENTIANE, March 3 (Agency) — {BODY}\n\nIt rained.\n\nMANILA, March 4 (Agency) — {BODY}"
    assert numbers(segment(page)) == [1, 2]


READOUTS = [
    "Prime Minister Ann Maria Lee spoke today with President Bo Karl Varo of Yland. They spoke of rivers.",
    "Prime Minister Ann Maria Lee met today with Foreign Minister Cy Dan Moll of Zland. They spoke of trade.",
    "Today, Deputy Prime Minister Eva Fay Gall held a call with leaders of farms from all over the country.",
]


def test_first_sentences_that_introduce_the_same_people_anew_open_articles() -> None:
    follow_up = (
        "The Prime Minister also thanked President Varo for his help, and both spoke of their next talks in May."
    )
    page = f"{READOUTS[0]}\n\n{follow_up}\n\n{READOUTS[1]}\n\n{READOUTS[2]}"
    assert openings(page) == READOUTS
    assert numbers(segment(f"{READOUTS[0]}\n\n{follow_up}")) == [None]


def test_titles_go_with_their_texts() -> None:
    titles = ["Call of Prime Minister Lee with President Varo", "Meeting of Prime Minister Lee with Minister Moll"]
    page = "\n\n".join(f"{title}\n\n{text}" for title, text in zip(titles, READOUTS, strict=False))
    assert openings(page) == titles


def test_readings_and_sentences_are_aligned() -> None:
    page = archive("A dam for two countries", "Rice at any price") + "\n\nThey met on May 3, 2011. It rained."
    found = segment(page)
    assert len(found.readings) == len(found.sentences)
    for sentence, readings in zip(found.sentences, found.readings, strict=True):
        part = found.parts[sentence.part]
        assert part.start <= sentence.start < sentence.end <= part.end
        assert all(sentence.start <= r.start < r.end <= sentence.end for r in readings)
    assert sum(map(len, found.readings)) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", ".", "A", "—", "()"])
def test_next_to_nothing(text: str) -> None:
    found = segment(clean(text), date(2011, 3, 3))
    assert len(found.parts) == 1
    assert found.parts[0].anchor is not None


def test_a_report_that_the_page_announces_in_its_own_words_is_no_part_of_its_own() -> None:
    teaser = f"Ministers meet by the river\n{BODY}\nThe ministers. (Photo: Agency)"
    page = f"{teaser}\nVientiane (Agency) - {BODY} It rained."
    assert numbers(segment(page)) == [None]


def test_a_page_around_one_text_is_one_article() -> None:
    page = f"View settings\n\nFont size:\n\nWord and deed\n\nMarch 3, 2011, The Castle, Vientiane\n\n{BODY}\n\n{BODY}"
    assert numbers(segment(page)) == [None]
