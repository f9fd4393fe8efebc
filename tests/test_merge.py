"""One event, many sources: what is joined, what is kept apart, and that no order of the candidates matters."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnvn import edtf
from cnvn.knowledge import CountryFact, Knowledge, OfficeFact, PersonFact, PlaceFact, Term
from cnvn.merge import merge
from cnvn.model import Candidate, DatedBy, Event, EventType, Participant, Session, Source, Spot, Status

NOTHING = Knowledge()
COUNTRY = {"Ana Silva": "PT", "Ana Sílva": "PT", "Jonas Berg": "NO", "Mira Novak": "CZ", "Tomas Ruiz": "CL"}


def told(
    when: str,
    kind: EventType = "meeting",
    people: str = "",
    *,
    article: str = "a",
    start: int = 0,
    countries: str = "",
    place: Spot | None = None,
    session: Session | None = None,
    status: Status = "happened",
    topic: str | None = None,
    dated_by: DatedBy = "explicit",
    publisher: str | None = None,
    quote: str = "text",
    rule: str = "rule",
) -> Candidate:
    names = [n.strip() for n in people.split(",") if n.strip()]
    return Candidate(
        type=kind,
        period=edtf.parse(when),
        dated_by=dated_by,
        status=status,
        source=Source(article, start, start + len(quote), quote, rule, publisher=publisher),
        people=tuple(Participant(n, country=COUNTRY[n]) for n in names),
        countries=tuple(sorted({*countries.split(), *(COUNTRY[n] for n in names)})),
        place=place,
        meeting=session,
        topic=topic,
    )


def dates(*candidates: Candidate) -> list[str]:
    return [e.period.edtf for e in merge(candidates, NOTHING)]


OSLO = Spot("Oslo", "NO", 59.9, 10.7)
LIMA = Spot("Lima", "PE", -12.0, -77.0)


PAIR = "Ana Silva, Jonas Berg"
TALKS = told("2011-05-03", people=PAIR)
VISIT = told("2011-05-03", "visit", "Ana Silva", place=OSLO)
SESSION = told("2011-05-03", session=Session("Forum", 3))
B = "b"
CASES = {
    "the same in other words": (TALKS, told("2011-05-03", people="Jonas Berg, Ana Silva", article=B), 1),
    "a day within a month": (TALKS, told("2011-05", people=PAIR, article=B), 1),
    "another counterpart": (TALKS, told("2011-05-03", people="Ana Silva, Mira Novak", article=B), 2),
    "another day": (TALKS, told("2011-05-04", people=PAIR, article=B), 2),
    "a person left out": (TALKS, told("2011-05-03", people="Ana Silva", article=B), 1),
    "a day of a visit": (VISIT, told("2011-05-03/2011-05-05", "visit", "Ana Silva", place=OSLO, article=B), 1),
    "visits to two countries": (VISIT, told("2011-05-03", "visit", "Ana Silva", place=LIMA, article=B), 2),
    "a visit and a meeting": (VISIT, told("2011-05-03", "meeting", "Ana Silva", article=B), 2),
    "two sessions": (SESSION, told("2011-05-03", session=Session("Forum", 4), article=B), 2),
    "one session on two days": (SESSION, told("2011-05-04", session=Session("Forum", 3), article=B), 1),
    "a session and a meeting of those who held it": (
        told("2011-05-03", people=PAIR, session=Session("Forum", 3)),
        told("2011-05-03", people=PAIR, article=B),
        1,
    ),
    "a session and one of those who held it": (
        told("2011-05-03", people=PAIR, session=Session("Forum", 3)),
        told("2011-05-03", people="Ana Silva", article=B),
        1,
    ),
    "a session and a meeting with somebody else": (
        told("2011-05-03", people="Ana Silva", session=Session("Forum", 3)),
        told("2011-05-03", people=PAIR, article=B),
        2,
    ),
    "a session of nobody named and a meeting of that month": (
        told("2011-05", people="", session=Session("Forum", 3), countries="NO PE"),
        told("2011-05-03", people=PAIR, article=B),
        2,
    ),
    "two numbers on one day, with the same people": (
        told("2011-05-03", people="Ana Silva", session=Session("Forum", 3)),
        told("2011-05-03", people="Ana Silva", session=Session("Forum", 4), article=B),
        1,
    ),
    "a town of the country": (
        told("2011-05-03", people=PAIR, place=OSLO),
        told("2011-05", people=PAIR, place=Spot("Norway", "NO"), article=B),
        1,
    ),
    "another place in the same month": (
        told("2011-05-03", people=PAIR, place=OSLO),
        told("2011-05", people=PAIR, place=LIMA, article=B),
        2,
    ),
    "another place on the same day": (
        told("2011-05-03", people=PAIR, place=OSLO),
        told("2011-05-03", people=PAIR, place=LIMA, article=B),
        1,
    ),
    "a day late": (
        told("2011-05-03", people=PAIR, publisher="Post"),
        told("2011-05-04", people=PAIR, article=B, publisher="Times", dated_by="relative"),
        1,
    ),
    "a day late in one newspaper": (
        told("2011-05-03", people=PAIR, publisher="Post"),
        told("2011-05-04", people=PAIR, article=B, publisher="Post", dated_by="relative"),
        2,
    ),
    "a day early": (
        told("2011-05-03", people=PAIR, publisher="Post", dated_by="relative"),
        told("2011-05-04", people=PAIR, article=B, publisher="Times"),
        2,
    ),
    "elected and resigned": (
        told("2011", "office", "Ana Silva", topic="was elected", rule="become"),
        told("2011-05-03", "office", "Ana Silva", topic="resigned", rule="leave", article=B),
        2,
    ),
    "a battle within a war": (
        told("2011/2013", "conflict", countries="PT NO", topic="war"),
        told("2011-05-03", "conflict", countries="PT NO", topic="attack", article=B),
        2,
    ),
    "host and visitor change places": (
        told("2011", "visit", "Ana Silva", countries="PT NO"),
        told("2011-05-03", "visit", "Jonas Berg", countries="PT NO", article=B),
        2,
    ),
    "called off": (TALKS, told("2011-05-03", people=PAIR, article=B, status="cancelled"), 2),
}


@pytest.mark.parametrize(("first", "second", "events"), CASES.values(), ids=CASES)
def test_two_candidates(first: Candidate, second: Candidate, events: int) -> None:
    assert len(merge([first, second], NOTHING)) == events


def test_a_plan_that_a_second_source_reports_as_done_has_happened() -> None:
    plan = told("2011-05-03", "visit", "Ana Silva", place=OSLO, status="planned")
    (event,) = merge([plan, told("2011-05-03", "visit", "Ana Silva", place=OSLO, article="b")], NOTHING)
    assert event.status == "happened"
    assert [s.article for s in event.sources] == ["a", "b"]


def test_what_lasts_is_dated_by_the_longest_stated_span_and_what_does_not_by_the_most_exact_day() -> None:
    whole = told("2011-05-02/2011-05-04", "visit", "Ana Silva", place=OSLO, article=B)
    assert dates(VISIT, whole) == ["2011-05-02/2011-05-04"]
    assert dates(told("2011-05", people=PAIR, article=B), TALKS) == ["2011-05-03"]


def test_a_treaty_that_two_sources_date_a_day_apart_is_one_with_a_conflict() -> None:
    first = told("1999-12-30", "agreement", countries="PT NO")._replace(topic="signed the Border Treaty")
    second = told("1999-12-31", "agreement", countries="PT NO", article=B)._replace(topic="treaty was signed")
    (event,) = merge([first, second], NOTHING)
    assert [c.value for c in event.conflicts[0].values] == ["1999-12-30", "1999-12-31"]


def test_one_article_that_dates_two_signings_a_day_apart_has_two() -> None:
    first = told("2011-05-03", "agreement", countries="PT NO")._replace(topic="signed a fisheries treaty")
    second = told("2011-05-04", "agreement", countries="PT NO")._replace(topic="signed an extradition treaty")
    assert len(merge([first, second], NOTHING)) == 2


def test_who_dates_a_visit_otherwise_is_told() -> None:
    whole = told("2011-05-02/2011-05-05", "visit", "Ana Silva", place=OSLO, publisher="Radio")
    shorter = told("2011-05-02/2011-05-04", "visit", "Ana Silva", place=OSLO, article="b", publisher="Daily")
    (event,) = merge([whole, shorter, told("2011-05-03", "visit", "Ana Silva", place=OSLO)], NOTHING)
    assert event.period.edtf == "2011-05-02/2011-05-05"
    assert [(v.value, v.publishers) for c in event.conflicts for v in c.values if v.publishers] == [
        ("2011-05-02/2011-05-04", ("Daily",)),
        ("2011-05-02/2011-05-05", ("Radio",)),
    ]
    elsewhere = shorter._replace(place=Spot("Norway", "NO"))  # how long in the city, and how long in the country
    (event,) = merge([whole, elsewhere], NOTHING)
    assert event.conflicts == ()


def test_two_who_write_to_one_session_are_two_events_and_no_session() -> None:
    session = Session("Forum", 3)
    held = told("2011-05-03", people="Jonas Berg", session=session)
    letters = [told("2011-05-03", "statement", name, session=session) for name in ("Ana Silva", "Mira Novak")]
    assert [e.type for e in merge([held, *letters], NOTHING)] == ["meeting", "statement", "statement"]
    assert [e.title for e in merge(letters, NOTHING)] == ["Statement by Ana Silva", "Statement by Mira Novak"]


def test_who_met_somebody_of_another_country_was_at_another_meeting() -> None:
    talks = told("2011-05-03", people="Ana Silva, Jonas Berg")
    assert len(dates(talks, told("2011-05-03", people="Ana Silva", countries="CL PT"))) == 2
    assert len(dates(talks, told("2011-05-03", people="Ana Silva", countries="NO PT"))) == 1
    assert len(dates(talks, told("2011-05-03", people="Ana Silva", countries="PE PT", place=LIMA))) == 1


def test_another_version_joins_what_its_own_text_tells_and_further_sources_join_either() -> None:
    first = told("2011-05-03", people="Ana Silva, Jonas Berg")
    other = told("2011-05-09", people="Ana Silva, Jonas Berg", start=50)._replace(rival=True)
    later = told("2011-05-09", people="Ana Silva, Jonas Berg", article="b")
    assert dates(first, other) == ["2011-05-03"]
    assert dates(first, later) == ["2011-05-03", "2011-05-09"]
    assert dates(first, other, later._replace(period=first.period)) == ["2011-05-03"]
    assert len(dates(first, other, later)) == 1
    assert len(dates(first, other._replace(source=later.source))) == 2


def test_a_vague_candidate_that_fits_two_events_joins_neither() -> None:
    first, second = (told(day, people="Ana Silva, Jonas Berg") for day in ("2011-05-03", "2011-05-20"))
    vague = told("2011-05", people="Ana Silva, Jonas Berg", article="b")
    assert len(merge([first, second, vague], NOTHING)) == 3


def test_sessions_told_on_two_days_are_one_event_with_a_conflict() -> None:
    first = told("2011-05-03", session=Session("Forum", 3))
    (event,) = merge([first, told("2011-05-05", session=Session("Forum", 3), article="b")], NOTHING)
    (conflict,) = event.conflicts
    assert conflict.field == "date"
    assert [(c.value, c.articles) for c in conflict.values] == [("2011-05-03", ("a",)), ("2011-05-05", ("b",))]


def test_two_spellings_of_a_name_are_one_person() -> None:
    (event,) = merge([TALKS, told("2011-05-03", people="Ana Sílva, Jonas Berg", article=B)], NOTHING)
    assert [p.name for p in event.people] == ["Ana Silva", "Jonas Berg"]


def test_ids_are_readable_and_tell_clashing_events_apart() -> None:
    events = merge([TALKS, told("2011-05-03", people=PAIR, status="cancelled", article=B)], NOTHING)
    assert [e.id for e in events] == [
        "2011-05-03-meeting-ana-silva-jonas-berg",
        "2011-05-03-meeting-ana-silva-jonas-berg-2",
    ]


def test_a_meeting_belongs_to_the_visit_that_holds_it() -> None:
    visit = told("2011-05-02/2011-05-04", "visit", "Ana Silva", place=OSLO)
    inside = told("2011-05-03", people="Ana Silva, Jonas Berg", place=OSLO)
    outside = told("2011-05-09", people="Ana Silva, Jonas Berg")
    events = {e.id: e for e in merge([visit, inside, outside], NOTHING)}
    assert [e.part_of for e in events.values()] == [None, next(iter(events)), None]


DAYS = st.integers(0, 40).map(lambda n: (date(2011, 5, 1) + timedelta(days=n)).isoformat())
WHEN = st.one_of(DAYS, st.sampled_from(["2011-05", "2011", "2011-05-02/2011-05-06"]))
CANDIDATES = st.lists(
    st.builds(
        told,
        WHEN,
        st.sampled_from(["meeting", "visit", "call"]),
        st.lists(st.sampled_from(sorted(COUNTRY)), max_size=2, unique=True).map(", ".join),
        article=st.sampled_from("abc"),
        start=st.integers(0, 9),
        place=st.sampled_from([None, OSLO, LIMA]),
        session=st.sampled_from([None, None, Session("Forum", 3), Session("Forum", 4)]),
        dated_by=st.sampled_from(["explicit", "relative"]),
        publisher=st.sampled_from([None, "Post", "Times"]),
        quote=st.sampled_from(["they met", "both of them met on the day that was told before", "nothing else"]),
    ),
    max_size=14,
)


def apart_from_sources(events: Sequence[Event]) -> list[Event]:
    """The events without their sources, and without the articles that conflicts name."""
    return [
        replace(
            e,
            sources=(),
            conflicts=tuple(
                replace(c, values=tuple(replace(claim, articles=()) for claim in c.values)) for c in e.conflicts
            ),
        )
        for e in events
    ]


@settings(max_examples=60, deadline=None)
@given(CANDIDATES)
def test_articles_that_are_cut_in_two_or_given_twice_tell_the_same_events(candidates: list[Candidate]) -> None:
    events = merge(candidates, NOTHING)
    cut = [
        c._replace(source=c.source._replace(article=f"{c.source.article}-{c.source.start // 5}")) for c in candidates
    ]
    again = [c._replace(source=c.source._replace(article=f"1-{c.source.article}")) for c in candidates]
    assert apart_from_sources(merge(cut, NOTHING)) == apart_from_sources(events)
    assert apart_from_sources(merge([*again, *candidates], NOTHING)) == apart_from_sources(events)


@settings(max_examples=60, deadline=None)
@given(CANDIDATES, st.integers(0, 9), st.sets(st.integers(0, 13)))
def test_the_order_of_candidates_and_repeated_ones_change_nothing(
    candidates: list[Candidate], seed: int, rivals: set[int]
) -> None:
    candidates = [c._replace(rival=n in rivals) for n, c in enumerate(candidates)]
    shuffled = [*candidates, *candidates[:3]]
    Random(seed).shuffle(shuffled)
    events = merge(candidates, NOTHING)
    assert merge(shuffled, NOTHING) == events
    assert len({e.id for e in events}) == len(events)


def test_what_is_told_without_a_place_took_place_where_the_visit_went() -> None:
    visit = told("2011-05-02/2011-05-04", "visit", "Ana Silva", place=OSLO, countries="NO")
    events = merge([visit, told("2011-05-03", people=PAIR)], NOTHING)
    assert [e.place for e in events] == [OSLO, OSLO]


@pytest.mark.parametrize(
    ("place", "words"), [("Great Hall of the People", "at the Great Hall of the People"), ("Oslo", "in Oslo")]
)
def test_a_title_says_at_the_venue_and_in_the_town(place: str, words: str) -> None:
    (event,) = merge([told("2011-05-03", people=PAIR, place=Spot(place, "CN"))], NOTHING)
    assert event.title.endswith(f" meet {words}")


def test_on_a_tour_people_are_met_in_their_own_country() -> None:
    names = Knowledge(
        countries=(CountryFact("NO", "Norway", (), (), (), None), CountryFact("CL", "Chile", (), (), (), None))
    )
    tour = told("2011-05-02/2011-05-08", "visit", "Ana Silva", countries="NO CL")
    met = told("2011-05-03", people=PAIR)
    events = {e.type: e for e in merge([tour, met], names)}
    assert events["meeting"].place == Spot("Norway", "NO")
    assert events["visit"].place is None


def test_a_country_as_place_has_its_usual_name() -> None:
    names = Knowledge(countries=(CountryFact("NO", "Norway", ("Kingdom of Norway",), (), (), None),))
    visit = told("2011-05-03", "visit", "Ana Silva", place=Spot("Kingdom of\nNorway", "NO"))
    (event,) = merge([visit], names)
    assert (event.place, event.title) == (Spot("Norway", "NO"), "Ana Silva visits Norway")


def test_a_visit_of_which_only_the_country_is_known_went_to_that_country() -> None:
    names = Knowledge(countries=(CountryFact("NO", "Norway", (), (), (), None),))
    (event,) = merge([told("2011-05-03", "visit", "Ana Silva", countries="NO")], names)
    assert (event.place, event.title) == (Spot("Norway", "NO"), "Ana Silva visits Norway")


def test_each_source_of_several_says_why_it_is_there() -> None:
    month = told("2011-05", people=PAIR, article="b")
    one_sided = told("2011-05-03", people="Ana Silva", article="c")
    (event,) = merge([TALKS, month, one_sided], NOTHING)
    assert [s.joined for s in event.sources] == [
        "same people, same day",
        "same people, the day lies in the month",
        "some of the people, same day",
    ]
    (alone,) = merge([TALKS], NOTHING)
    assert [s.joined for s in alone.sources] == [None]


def said(when: str, article: str, publisher: str, quote: str) -> Candidate:
    session = Session("Forum", 3)
    return told(when, article=article, session=session, publisher=publisher, quote=quote)


WIRE = "The two ministers held the third session of their forum in the old town hall on Tuesday, officials said."


def test_copies_of_one_report_do_not_outvote_others() -> None:
    copies = [said("2011-05-04", f"copy{n}", f"Daily {n}", WIRE + " More soon." * (n % 2)) for n in range(4)]
    own = [
        said("2011-05-03", "x", "Post", "Both sides met for the third time."),
        said("2011-05-03", "y", "Times", "A third round of the forum ended without a word to the press."),
    ]
    (event,) = merge([*copies, *own], NOTHING)
    assert event.period.edtf == "2011-05-03"
    (conflict,) = event.conflicts
    assert [(c.value, c.articles) for c in conflict.values] == [
        ("2011-05-03", ("x", "y")),
        ("2011-05-04", ("copy0", "copy1", "copy2", "copy3")),
    ]


def test_more_independent_sources_decide_a_day() -> None:
    three = [said("2011-05-04", str(n), f"Daily {n}", f"Report number {n} in its own words {n}") for n in range(3)]
    (event,) = merge([said("2011-05-03", "x", "Post", WIRE), *three], NOTHING)
    assert event.period.edtf == "2011-05-04"


def test_sources_that_differ_on_the_place_or_number_are_a_conflict() -> None:
    first = told("2011-05-03", people=PAIR, place=OSLO, session=Session("Forum", 3))
    (event,) = merge([first, told("2011-05-03", people=PAIR, place=BERGEN, article=B)], GAZETTEER)
    assert [(c.field, [v.value for v in c.values]) for c in event.conflicts] == [("place", ["Bergen", "Oslo"])]
    other = told("2011-05-03", people=PAIR, session=Session("Forum", 4), article=B)
    (event,) = merge([first, other], GAZETTEER)
    assert [(c.field, [v.value for v in c.values]) for c in event.conflicts] == [("number", ["3", "4"])]
    hall = told("2011-05-03", people=PAIR, place=Spot("City Hall", "NO", 59.9, 10.7), article=B)
    (event,) = merge([first, hall], GAZETTEER)
    assert event.conflicts == ()


BERGEN = Spot("Bergen", "NO", 60.4, 5.3)
GAZETTEER = Knowledge(
    places=(
        PlaceFact("oslo", "Oslo", (), "NO", 59.9, 10.7, None),
        PlaceFact("bergen", "Bergen", (), "NO", 60.4, 5.3, None),
        PlaceFact("hall", "City Hall", (), "NO", 59.9, 10.7, "oslo"),
    )
)


def person(name: str, *terms: tuple[str, str, str]) -> PersonFact:
    known = (Term(t, t, "PT", edtf.parse(first), edtf.parse(last), True, True, "test") for t, first, last in terms)
    return PersonFact(name, name, None, None, (), "PT", tuple(known), "test")


def test_an_office_that_was_another_person_s_then_is_a_conflict() -> None:
    offices = tuple(OfficeFact(t, t, "PT", (), True) for t in ("President", "Speaker"))
    ana = person("Ana Silva", ("Speaker", "2009-01-01", "2012-12-31"), ("President", "2013-01-01", "2015-12-31"))
    rui = person("Rui Costa", ("President", "2009-01-01", "2012-12-31"))
    known = Knowledge(people=(ana, rui), offices=offices)
    says = "President Silva met her guest."
    title = Participant("Ana Silva", None, "President", "PT")
    (event,) = merge([told("2011-05-03", people=PAIR, quote=says)._replace(people=(title,))], known)
    (conflict,) = event.conflicts
    assert conflict.field == "office"
    assert [(c.value, c.articles) for c in conflict.values] == [
        ("Ana Silva, President", ("a",)),
        ("Ana Silva, Speaker", ()),
    ]
    later = told("2014-05-03", people=PAIR, quote=says)._replace(people=(title,))
    assert merge([later], known)[0].conflicts == ()
    (event,) = merge(
        [told("2011-05-03", people=PAIR, quote=says)._replace(people=(title,))], Knowledge((ana,), offices)
    )
    assert event.conflicts == ()  # nobody is known to have been president instead
    elsewhere = told("2011-05-03", people=PAIR, quote="Silva met the president of Chile.")._replace(people=(title,))
    assert merge([elsewhere], known)[0].conflicts == ()  # the title is from another sentence


EARLY = told("2011-05-01", "visit", "Ana Silva", place=OSLO)._replace(
    period=edtf.part(date(2011, 5, 1), date(2011, 5, 10))
)
MET = told("2011-05-03", people=PAIR, place=OSLO)


def test_a_visit_in_early_may_is_dated_by_the_days_on_which_the_visitor_was_there() -> None:
    next_day = MET._replace(place=None, period=edtf.parse("2011-05-04"))
    events = {e.type: e for e in merge([EARLY, MET, next_day], NOTHING)}
    assert (events["visit"].period.edtf, events["visit"].dated_by) == ("2011-05-03/2011-05-04~", "context")
    assert events["meeting"].part_of == events["visit"].id == "2011-05-03-visit-ana-silva"


@pytest.mark.parametrize(
    "others",
    [
        [MET._replace(place=LIMA)],
        [told("2011-05-03", people="Ana Silva, Mira Novak")],
        [MET._replace(status="planned")],
        [told("2011-05-03", people="Jonas Berg, Mira Novak", place=OSLO)],
        [MET, told("2011-05-07/2011-05-09", "visit", "Ana Silva", place=OSLO)],
    ],
    ids=["elsewhere", "who knows where", "not yet", "somebody else", "which of two visits"],
)
def test_a_visit_is_not_narrowed_by_guesses(others: list[Candidate]) -> None:
    assert not any(e.period.approximate for e in merge([EARLY, *others], NOTHING))


def test_a_tour_is_not_narrowed_by_its_days_in_one_country() -> None:
    tour = EARLY._replace(countries=("CL", "NO", "PT"))
    assert not any(e.period.approximate for e in merge([tour, MET], NOTHING))


def test_what_two_countries_sign_during_a_visit_is_part_of_it() -> None:
    visit = told("2011-05-02/2011-05-04", "visit", "Ana Silva", countries="NO", place=OSLO)
    signed = told("2011-05-03", "agreement", countries="PT NO")
    other = told("2011-05-03", "agreement", countries="PT CL")
    parents = {e.countries: e.part_of for e in merge([visit, signed, other], NOTHING) if e.type == "agreement"}
    assert parents == {("NO", "PT"): "2011-05-02-visit-ana-silva", ("CL", "PT"): None}


def test_news_of_a_further_event_leaves_the_ids_of_others_alone() -> None:
    first = told("2011-05-03", people=PAIR, article="z")
    first = first._replace(source=first.source._replace(published=date(2011, 5, 4)))
    later = told("2011-05-03", people=PAIR, article="a", status="cancelled")
    later = later._replace(source=later.source._replace(published=date(2011, 5, 9)))
    ids = {e.status: e.id for e in merge([first, later], NOTHING)}
    assert ids["happened"] == merge([first], NOTHING)[0].id
    assert ids["cancelled"] == f"{ids['happened']}-2"


def test_an_office_of_some_of_the_days_is_printed_if_the_text_names_it() -> None:
    offices = tuple(OfficeFact(t, t, "PT", (), True) for t in ("President", "Speaker", "Premier"))
    terms = (("Speaker", "2009-01-01", "2012-12-31"), ("President", "2011-05-03", "2015-12-31"))
    known = Knowledge((person("Ana Silva", *terms, ("Premier", "2011-05-20", "2011-12-31")),), offices)
    month = told("2011-05", "visit", "Ana Silva", place=OSLO)
    titled = month._replace(people=(Participant("Ana Silva", None, "President", "PT"),))
    assert [merge([c], known)[0].people[0].office for c in (month, titled)] == ["Speaker", "Speaker; President"]
