"""Time expressions: readings, their resolution, and what must hold for any text."""

import time
import tomllib
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnvn import edtf, find_dates
from cnvn.find.dates import find_readings
from cnvn.model import Anchor, Part, Sentence
from cnvn.resolve.dates import kinds_of_text, resolve_dates
from cnvn.resolve.ranges import join_ranges
from cnvn.segment import segment

CASES = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text(encoding="utf-8"))


def resolved(*texts, anchor=None):
    """The expressions of a text given sentence by sentence, in one part with that anchor."""
    text = " ".join(texts)
    sentences, at = [], 0
    for t in texts:
        sentences.append(Sentence(at, at + len(t), 0, 0))
        at += len(t) + 1
    readings = [find_readings(text, s.start, s.end) for s in sentences]
    part = Part(0, len(text), None, Anchor(anchor, "published") if anchor else None)
    return text, [e for es in resolve_dates(text, sentences, readings, [part]) for e in es]


@pytest.mark.parametrize("case", CASES["case"], ids=lambda c: c["text"][0][:50])
def test_cases(case):
    anchor = edtf.parse(case["anchor"]) if "anchor" in case else None
    text, found = resolved(*case["text"], anchor=anchor)
    if case.get("joined"):
        found = join_ranges(text, found)
    assert [[e.text, e.edtf or e.value] for e in found] == case["want"]


@pytest.mark.parametrize("text", CASES["nothing"]["texts"])
def test_no_time_expression(text):
    assert [r.text for r in find_readings(text)] == []


def test_dates_that_do_not_exist_have_a_value_and_no_period():
    (found,) = find_dates("They met on 31 June 2021.")
    assert (found.value, found.period) == ("2021-06-31", None)


def test_without_an_anchor_nothing_relative_is_resolved():
    found = find_dates("They met yesterday, last week and on Dec. 7; on Friday they left.")
    assert [e.period for e in found] == [None] * 4
    assert [e.value for e in found] == ["XXXX-XX-XX", "XXXX-WXX", "XXXX-12-07", "XXXX-WXX-5"]


def test_how_a_date_was_come_by():
    found = find_dates("On Dec. 7, 2023 they met. The next day they left.", date(2023, 12, 20))
    assert [(e.how, e.context) for e in found] == [("explicit", ""), ("relative", "previous")]
    (month_day,) = find_dates("They met on Dec. 7.", date(2023, 12, 20))
    assert (month_day.how, month_day.context) == ("explicit", "anchor")


@given(st.text(alphabet="0123456789-–/.,: ' aAmM%$thMayDec.", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_characters_are_read_without_error(text):
    found = find_dates(text, date(2023, 12, 7))
    ends = [0, *(e.end for e in found)]
    assert all(e.start >= before for e, before in zip(found, ends, strict=False))
    for e in found:
        assert e.text == text[e.start : e.end]
        if e.period:
            again = edtf.parse(e.period.edtf)
            assert (again.start, again.end) == (e.period.start, e.period.end)


_WORDS = [
    "last", "next", "the", "same", "following", "previous", "day", "week", "month", "year", "Friday", "May",
    "March", "December", "7", "12", "31", "1979", "2023", "of", "to", "from", "-", "and", "early", "late", "end",
    "ago", "later", "two", "three", "a", "in", "on", ",", "quarter", "summer", "weekend", "century", "20th",
    "every", "since", "morning", "before", "after", "half", "anniversary", "3/4/2023", "(12/12)", "12/2023", "1990s",
    "10:30", "GMT", "today", "Easter", "when", "remember",
]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=14), st.dates(date(2, 1, 1), date(9998, 12, 31)))
@settings(max_examples=300, deadline=None)
def test_any_sequence_of_date_words_is_resolved_without_error(words, published):
    text = " ".join(words)
    expressions = find_dates(text, published)
    for e in join_ranges(text, expressions):
        assert e.period is None or e.period.start <= e.period.end


@pytest.mark.parametrize("digit", ["٣", "३", "３", "²", "Ⅻ", "①"])
def test_digits_of_other_scripts(digit):
    find_dates(f"on {digit} May {digit * 4}, {digit}:{digit}{digit} {digit}/{digit}/{digit * 4}", date(2023, 1, 1))


@pytest.mark.parametrize("dash", "-‐‑‒–—―−")
def test_dashes_of_all_kinds_make_ranges(dash):
    text = f"They stayed December 12{dash}13, 2023."
    (found,) = join_ranges(text, find_dates(text))
    assert found.edtf == "2023-12-12/2023-12-13"


_HOSTILE = {
    "digits": "7",
    "day before": "the day before ",
    "days later": "two days later. ",
    "nested ranges": "from 12-",
    "days beside days": "the day after the day before May 3 ",
    "anniversaries": "the 3rd anniversary of ",
    "figures": "(12/12) 3/4/2023 ",
    "years ago": "in May, two years ago, in ",
    "infinitives": "asked to meet to sign on May 3 ",
    "ranges": "from May 3 to ",
    "initials": "a.a",
    "months": "May ",
    "years": "1999, ",
    "numbers": "two and ",
    "dates": "Dec. 7, 2023 ",
    "lines": "May 5\n",
    "paragraphs": "HANOI, May 5 (VNA) -- On May 6 they came.\n\n",
    "blanks": " ",
    "marks": "a\u0301\u0302",
}


def seconds(text):
    times = []
    for _ in range(3):
        begun = time.process_time()  # what others do meanwhile does not count
        join_ranges(text, find_dates(text, date(2023, 12, 7)))
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("piece", _HOSTILE.values(), ids=_HOSTILE)
def test_hostile_texts_take_linear_time(piece):
    short, long = piece * 500, piece * 4000
    seconds(short)
    # Eight times the text; a quadratic reader would take 64 times as long. Half of that leaves a busy machine its room.
    assert seconds(long) < 40 * seconds(short) + 0.05


def test_a_hundred_thousand_digits_and_fifty_thousand_days_before():
    assert find_readings("7" * 100_000) == ()
    assert all(e.period is None for e in find_dates("the day before " * 50_000, date(2023, 12, 7)))


def test_every_digit_and_dash_of_unicode_is_read_without_error():
    characters = [chr(c) for c in range(0x110000)]
    digits = [c for c in characters if unicodedata.category(c) in ("Nd", "Nl", "No")]
    dashes = [c for c in characters if unicodedata.category(c) == "Pd"]
    text = "".join(f"on {d} May {d * 4}{dashes[i % len(dashes)]}{d * 2}:{d * 2} " for i, d in enumerate(digits))
    assert all(e.period is None or e.period.start <= e.period.end for e in find_dates(text, date(2023, 12, 7)))


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)), st.integers(0, 40_000), st.booleans())
def test_what_was_printed_is_parsed_to_the_same_days(start, length, approximate):
    last = min(start.toordinal() + length, date.max.toordinal())
    whole = edtf.span(start, date.fromordinal(last))
    for period in (
        whole,
        edtf.month(start.year, start.month),
        edtf.year(start.year),
        edtf.decade(start.year // 10 * 10 or 10),
    ):
        again = edtf.parse(replace(period, approximate=approximate).edtf)
        assert (again.start, again.end, again.approximate) == (period.start, period.end, approximate)


_SENTENCES = [
    "They met on Dec. 7.", "The next day they left.", "He will come on Friday.", "In March 1999 a pact was signed.",
    "Two days later it was ratified.", "Trade grew last year.", "It took three months.", "They meet every year.",
    "On 5 May 2020 she spoke.", "On the same day he left.", "In the following month they came.", "Nothing was said.",
]  # fmt: skip


@given(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=8), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
@settings(deadline=None)
def test_tagging_a_text_is_tagging_its_sentences_with_the_same_context(texts, published):
    _, by_sentence = resolved(*texts, anchor=edtf.day(published))
    assert list(find_dates(" ".join(texts), published)) == by_sentence


def test_the_kind_of_a_text_is_told():
    history = "In May 1950 war began. In June 1951, in July 1952, in March 1953 and in 1954 it went on."
    looking_back = "She came to Oslo on 3 May 2004 and stayed until July 2004. In September she returned."
    for text, kind in (
        (history, "history"),
        (looking_back, "history"),
        ("They met yesterday and on Friday, as in 1999.", "news"),
        ("In September they met again, as they had in May 2004 and in June 2005.", "news"),
        ("On 3 September they met again, as they had in May 2004 and in June 2005.", "news"),
        ("In September 2023 they met again, as they had in May 2004 and in June 2005.", "news"),
    ):
        cut = segment(text, date(2023, 12, 7))
        assert kinds_of_text(cut.sentences, cut.readings, cut.parts) == (kind,)


def test_the_last_day_is_not_yesterday():
    (last,) = resolved("They signed on the last day.", anchor=edtf.day(date(2023, 12, 7)))[1]
    assert last.period is None


def test_a_bare_month_in_a_text_that_looks_back_goes_on_from_what_was_told():
    times = find_dates(
        "She came to Oslo on 3 May 2004 and left on 5 May 2004. In September she returned.", date(2023, 12, 7)
    )
    assert str(list(times)[-1].period) == "2004-09"
