"""Which day and which people belong to which action, in one sentence and along a story."""

from datetime import date

import pytest

from cnvn.knowledge import Knowledge, load
from cnvn.model import Article, Candidate, Reference
from cnvn.pipeline import Trace, extract, trace
from cnvn.read.bundled import read_bundled

SILVA, BERG, NOVAK = "President Ana Silva", "Prime Minister Jonas Berg", "Foreign Minister Mira Novak"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def read(text: str, knowledge: Knowledge, published: str | None = "2011-06-01") -> Trace:
    return trace(Article("a", text, published=date.fromisoformat(published) if published else None), knowledge)


def only(text: str, knowledge: Knowledge, published: str | None = "2011-06-01") -> Candidate:
    (candidate,) = read(text, knowledge, published).candidates
    return candidate


def told(text: str, knowledge: Knowledge) -> list[tuple[str, str, list[str]]]:
    return [(c.period.edtf, c.type, [p.name for p in c.people]) for c in read(text, knowledge).candidates]


def test_each_action_has_the_date_of_its_own_clause(knowledge: Knowledge) -> None:
    text = f"{SILVA} visited Norway in March 2010 and met {BERG} in Lisbon on 3 May 2011."
    assert told(text, knowledge) == [
        ("2010-03", "visit", ["Ana Silva"]),
        ("2011-05-03", "meeting", ["Ana Silva", "Jonas Berg"]),
    ]


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        (
            f"{SILVA} met {BERG} in Oslo on 3 May 2011 and {NOVAK} in Lima on 4 May 2011.",
            {("2011-05-03", "Jonas Berg"), ("2011-05-04", "Mira Novak")},
        ),
        (
            f"{SILVA} met with {BERG} on 3 May 2011 and with {NOVAK} on 4 May 2011.",
            {("2011-05-03", "Jonas Berg"), ("2011-05-04", "Mira Novak")},
        ),
        (
            f"{SILVA} held telephone talks with {BERG} on 3 May 2011 and with {NOVAK} on 4 May 2011.",
            {("2011-05-03", "Jonas Berg"), ("2011-05-04", "Mira Novak")},
        ),
        (
            f"{SILVA} met on 3 May 2011 with {BERG} and {NOVAK} in Oslo.",
            {("2011-05-03", "Jonas Berg"), ("2011-05-03", "Mira Novak")},
        ),
    ],
)
def test_what_one_verb_tells_of_several(text: str, meetings: set[tuple[str, str]], knowledge: Knowledge) -> None:
    rows = told(text, knowledge)
    assert {(day, name) for day, _, people in rows for name in people if name != "Ana Silva"} == meetings
    assert all("Ana Silva" in people for _, _, people in rows)


@pytest.mark.parametrize(
    "text",
    [
        f"{SILVA} visited Norway in May 2010 and Chile in June 2010.",
        f"{SILVA} came twice, to Oslo in May 2010 and to Lima in June 2010.",
        f"{SILVA}'s visits to Norway in May 2010 and to Chile in June 2010 were short.",
    ],
)
def test_each_place_has_its_own_time(text: str, knowledge: Knowledge) -> None:
    found = [
        (c.period.edtf, c.place.country if c.place else None, c.countries) for c in read(text, knowledge).candidates
    ]
    (first, at_first, who), (second, at_second, others) = found
    assert (first, at_first, second) == ("2010-05", "NO", "2010-06")
    assert at_second in ("CL", "PE") and at_second not in who and "NO" not in others


def test_a_participle_between_commas_does_not_hide_the_subject(knowledge: Knowledge) -> None:
    text = f"{SILVA}, joined by {NOVAK}, met with {BERG} on 3 May 2011."
    assert {"Ana Silva", "Jonas Berg"} <= {p.name for p in only(text, knowledge).people}


def test_what_an_adverbial_names_has_not_the_day_of_the_clause(knowledge: Knowledge) -> None:
    text = (
        f"{SILVA} met {BERG} after the 20th National Congress of the Communist Party of China, on 3 May 2011 in Oslo."
    )
    assert only(text, knowledge).type == "meeting"


def test_what_they_also_spoke_about_is_no_second_call(knowledge: Knowledge) -> None:
    text = f"{SILVA} and {BERG} met in Oslo on 3 May 2011. They also spoke about trade."
    assert only(text, knowledge).type == "meeting"


def test_a_story_goes_on_with_the_same_people_on_the_same_day(knowledge: Knowledge) -> None:
    text = f"{SILVA} met {BERG} in Oslo on 3 May 2011. They were content. Silva also met {NOVAK}."
    first, second = read(text, knowledge).candidates
    assert (second.period, second.dated_by) == (first.period, "context")
    assert [p.name for p in second.people] == ["Ana Silva", "Mira Novak"]


def test_a_story_about_others_gives_no_date(knowledge: Knowledge) -> None:
    text = f"{SILVA} met {BERG} in Oslo on 3 May 2011. {NOVAK} met Ambassador Tomas Ruiz."
    seen = read(text, knowledge)
    assert len(seen.candidates) == 1
    assert "no date" in {r.reason for r in seen.refused}


def test_the_meeting_is_the_one_told_of(knowledge: Knowledge) -> None:
    text = f"{SILVA} met {BERG} in Oslo on 3 May 2011. The meeting was attended by {NOVAK} and {BERG}."
    again = read(text, knowledge).candidates[-1]
    assert (again.period.edtf, again.dated_by) == ("2011-05-03", "context")
    assert {p.name for p in again.people} == {"Ana Silva", "Jonas Berg", "Mira Novak"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{SILVA} will visit Norway on 3 July 2011.", "planned"),
        (f"{SILVA} is scheduled to visit Norway on 3 July 2011.", "planned"),
        (f"{SILVA} postponed a visit to Norway on 3 May 2011.", "postponed"),
        (f"{SILVA} cancelled a visit to Norway on 3 May 2011.", "cancelled"),
        (f"{SILVA} visited Norway on 3 May 2011.", "happened"),
        (f"{SILVA}'s visit to Norway on 3 July 2011 is awaited.", "planned"),
    ],
)
def test_what_happened_and_what_did_not(text: str, status: str, knowledge: Knowledge) -> None:
    assert only(text, knowledge).status == status


@pytest.mark.parametrize(
    "text",
    [
        f"{SILVA} did not visit Norway on 3 May 2011.",
        f"If {SILVA} visited Norway on 3 May 2011, nobody saw it.",
        f"{SILVA} hoped to visit Norway on 3 May 2011.",
        f"{SILVA} could have met {BERG} on 3 May 2011.",
        f"Will {SILVA} visit Norway on 3 July 2011?",
        f"{SILVA} met {BERG}.",
        f"Since {SILVA} visited Norway, trade has grown to $3 billion in 2010.",
    ],
)
def test_what_is_no_event(text: str, knowledge: Knowledge) -> None:
    assert read(text, knowledge).candidates == ()


def test_the_publication_date_is_never_an_events_date(knowledge: Knowledge) -> None:
    assert read(f"{SILVA} received {BERG} in Lisbon. They spoke of trade.", knowledge).candidates == ()


def test_a_month_stays_a_month(knowledge: Knowledge) -> None:
    assert only(f"{SILVA} visited Norway in October 2010.", knowledge).period.precision == "month"


def test_a_host_by_invitation_is_no_visitor(knowledge: Knowledge) -> None:
    visit = only(f"At the invitation of {BERG}, {SILVA} paid a visit to Norway on 3 May 2011.", knowledge)
    assert {p.name: p.role for p in visit.people if p.role == "visitor"} == {"Ana Silva": "visitor"}


def test_a_tour_of_several_countries_has_no_one_place(knowledge: Knowledge) -> None:
    tour = only("Foreign Minister Ana Silva visited Norway, Chile and Kenya from 3 to 9 May 2011.", knowledge)
    assert tour.place is None and set(tour.countries) >= {"CL", "KE", "NO"}


def test_here_is_where_the_dateline_says(knowledge: Knowledge) -> None:
    met = only(f"OSLO, May 3, 2011 (Agency) -- {SILVA} met {BERG} here on Tuesday.", knowledge, None)
    assert met.place is not None
    assert (met.place.name, met.period.edtf) == ("Oslo", "2011-05-03")


def test_a_meeting_by_video_is_a_call(knowledge: Knowledge) -> None:
    assert only(f"{SILVA} met {BERG} by video link on 3 May 2011.", knowledge).type == "call"


def test_a_visit_of_five_days_ends_on_the_fifth(knowledge: Knowledge) -> None:
    visit = only(f"{SILVA} arrived in Oslo on 3 May 2011 for a five-day visit.", knowledge)
    assert visit.period.edtf == "2011-05-03/2011-05-07"


def test_the_following_day_counts_from_what_was_told_of_the_same_people(knowledge: Knowledge) -> None:
    text = (
        f"{SILVA} met {BERG} in Oslo on 3 May 2011. {NOVAK} visited Chile on 20 May 2011.\n\n"
        f"The following day, Silva met {NOVAK}."
    )
    assert told(text, knowledge)[-1] == ("2011-05-21", "meeting", ["Ana Silva", "Mira Novak"])
    text = text.replace(f"Silva met {NOVAK}.", "Silva met Ambassador Tomas Ruiz.")
    assert told(text, knowledge)[-1] == ("2011-05-04", "meeting", ["Ana Silva", "Tomas Ruiz"])


def test_a_chronologys_entry_dates_what_it_tells(knowledge: Knowledge) -> None:
    text = f"• 3 May 2011: {SILVA} and {BERG} meet in Oslo.\n• 7-9 June 2010: {SILVA} in Santiago.\n"
    assert told(text, knowledge) == [
        ("2011-05-03", "meeting", ["Ana Silva", "Jonas Berg"]),
        ("2010-06-07/2010-06-09", "visit", ["Ana Silva"]),
    ]


def test_lines_that_are_dates_head_what_follows(knowledge: Knowledge) -> None:
    days = ((3, BERG), (4, NOVAK), (6, "Ambassador Tomas Ruiz"))
    text = "\n\n".join(f"{day} May 2011\n\n{SILVA} met {other}." for day, other in days)
    assert [when for when, _, _ in told(text, knowledge)] == ["2011-05-03", "2011-05-04", "2011-05-06"]


def test_a_brief_cites_the_source_of_its_label(knowledge: Knowledge) -> None:
    references = (Reference("one", url="https://example.org/1"), Reference("two", "Two", url="https://example.org/2"))
    article = Article("a", f"{SILVA} met {BERG} on 3 May 2011 [two].", "Brief", references=references)
    (candidate,) = trace(article, knowledge).candidates
    assert (candidate.source.url, candidate.source.title) == ("https://example.org/2", "Two")
    assert candidate.source.quote == article.text


def test_two_sides_are_the_countries_named_before(knowledge: Knowledge) -> None:
    text = "Norway and Chile quarrelled for years. On 3 May 2011 the two countries signed a treaty."
    assert only(text, knowledge).countries == ("CL", "NO")


@pytest.mark.parametrize("seen", ["with {novak} present", "in the presence of {novak}"])
def test_who_saw_it_signed_did_not_sign_it(seen: str, knowledge: Knowledge) -> None:
    candidate = only(f"{SILVA} and {BERG} signed a treaty on 3 May 2011, {seen.format(novak=NOVAK)}.", knowledge)
    assert {p.name: p.role for p in candidate.people} == {
        "Ana Silva": "signatory",
        "Jonas Berg": "signatory",
        "Mira Novak": "participant",
    }


def test_the_sentences_that_are_passed_by_would_make_no_event(knowledge: Knowledge) -> None:
    for article in read_bundled():
        assert isinstance(article, Article)
        assert extract(article, knowledge).candidates == trace(article, knowledge).candidates


def test_a_broken_sentence_is_read_as_far_as_it_goes(knowledge: Knowledge) -> None:
    assert told("which met and ( the visit", knowledge) == []
