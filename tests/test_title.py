"""One plain line for each event: good English for every type, and nothing that the fields or the words don't say."""

from typing import get_args

import pytest
import reference

from cnvn import edtf
from cnvn.deed import deed, thing
from cnvn.find.rules import load_rules
from cnvn.knowledge import CountryFact, Knowledge, OrganizationFact, load
from cnvn.knowledge.words import load_words
from cnvn.merge import merge
from cnvn.model import Article, Candidate, EventType, Participant, Session, Source, Spot
from cnvn.pipeline import extract

NAMES = Knowledge(
    organizations=(
        OrganizationFact("un", "United Nations", (), ()),
        OrganizationFact("bank", "Bank of Portugal", (), ("PT",)),
    ),
    countries=tuple(
        CountryFact(code, name, (), (), (), None)
        for code, name in (("NO", "Norway"), ("PT", "Portugal"), ("NL", "Netherlands"), ("CL", "Chile"))
    ),
)
ANA, BERG = Participant("Ana Silva", country="PT"), Participant("Jonas Berg", country="NO")
WORDS = load_words("en", "event_titles")


def titled(
    kind: EventType,
    topic: str | None = None,
    rule: str = "rule",
    people: tuple[Participant, ...] = (),
    countries: tuple[str, ...] = (),
    organizations: tuple[str, ...] = (),
    place: Spot | None = None,
    meeting: Session | None = None,
) -> str:
    source = Source("a", 0, 4, "text", rule)
    day = edtf.parse("2011-05-03")
    told = Candidate(kind, day, "explicit", "happened", source, people, organizations, countries, place, meeting, topic)
    return merge([told], NAMES)[0].title


BOTH = (ANA, BERG)
PAIR = ("NO", "PT")
CASES = {
    "Jonas Berg visits the Netherlands": titled("visit", people=(BERG,), place=Spot("Netherlands", "NL")),
    "Visit from Norway to Chile": titled("visit", countries=("NO", "CL"), place=Spot("Chile", "CL")),
    "Ana Silva and Jonas Berg meet in Oslo": titled("meeting", people=BOTH, place=Spot("Oslo", "NO", 59.9, 10.7)),
    "Ana Silva holds talks with Norway": titled("meeting", people=(ANA,), countries=PAIR),
    "Ana Silva holds a call with NATO": titled("call", people=(ANA,), organizations=("NATO",)),
    "Norway and Portugal hold talks": titled("meeting", countries=PAIR),
    "Jonas Berg at the 3rd meeting of the Forum": titled("meeting", people=(BERG,), meeting=Session("Forum", 3)),
    "Ana Silva at a virtual summit": titled("summit", "a virtual summit", people=(ANA,)),
    "Ana Silva at the Oslo Summit": titled("summit", "Oslo Summit", people=(ANA,)),
    "Norway and Portugal sign thirteen documents": titled(
        "agreement", "Thirteen documents were signed", "sign", (), PAIR
    ),
    "Norway and Portugal sign the Border Treaty": titled("agreement", "Border Treaty was signed", "sign", (), PAIR),
    "Ana Silva signs an accord": titled("agreement", "signing the accord", "sign", (ANA,)),
    "Norway and Portugal reach an agreement": titled("agreement", "agreement", "agree", (), PAIR),
    "Norway and Portugal sign 14 documents": titled("agreement", "signed 14 documents", "sign", (), PAIR),
    "Norway and Portugal sign the Lakes Accords": titled("agreement", "Lakes Accords were signed", "sign", (), PAIR),
    "Norway and Portugal sign a fisheries agreement": titled(
        "agreement", "Fisheries agreement was signed", "sign", (), PAIR
    ),
    "Norway and Portugal sign the Lakes Treaty": titled(
        "agreement", "signing of the Lakes Treaty", "signing-of", (), PAIR
    ),
    "Norway and Portugal establish diplomatic relations": titled(
        "agreement", "establishment of diplomatic relations", "restoration-of", (), PAIR
    ),
    "Change in relations between Chile and Norway": titled(
        "agreement", "normalisation of relations", "restoration-of", (BERG,), ("CL", "NO")
    ),
    "Norway and Portugal reopen embassies": titled("launch", "reopened their embassies", "open", (), PAIR),
    "Norway and Portugal launch a centre in Lima": titled(
        "launch", "launched a centre in Lima", "open", (), PAIR, (), Spot("Oslo", "NO", 59.9, 10.7)
    ),
    "Recall of an ambassador involving Chile and Norway": titled("other", None, "recall-envoy", (), ("CL", "NO")),
    "Netherlands joins NATO": titled("agreement", None, "join", (), ("NL",), ("NATO",)),
    "Norway and Portugal restore diplomatic relations": titled(
        "agreement", "to restore diplomatic relations", "relations", (), PAIR
    ),
    "Change in relations between Norway and Portugal": titled(
        "agreement", "restored relations that they", "relations", (), PAIR
    ),
    "Jonas Berg makes an announcement": titled("statement", "announced that it will", "announce", (BERG,)),
    "Chile and the Netherlands issue a joint statement": titled(
        "statement", "issued a joint statement", "issue-statement", (), ("CL", "NL")
    ),
    "Norway condemns the attack on the ferry": titled(
        "statement", "condemned the attack on the ferry", "protest", (), ("NO",)
    ),
    "Statement by Norway": titled(
        "statement", "condemned his attack on the", "protest", (), ("NO",), (), Spot("Chile", "CL")
    ),
    "Ana Silva congratulates Jonas Berg": titled(
        "statement", "congratulations", "congratulate", (ANA._replace(role="speaker"), BERG)
    ),
    "Message from Ana Silva": titled("statement", None, "message", (ANA._replace(role="speaker"), BERG)),
    "Ana Silva and Jonas Berg at the award of the Order of Merit": titled(
        "award", "awarded his guest the Order of Merit", "award", BOTH
    ),
    "Ana Silva at an award": titled("award", None, "award", (ANA,)),
    "Ana Silva resigns": titled("office", "to resign", "leave-office", (ANA,)),
    "Ana Silva is elected": titled("office", "was elected", "take-office", (ANA,)),
    "Ana Silva becomes president": titled("office", "became president", "become", (ANA,)),
    "Change of office for Ana Silva": titled("office", "entered power games", "assume-office", (ANA,)),
    "Ana Silva abdicates": titled("office", "abdicates", "leave-office", (ANA,)),
    "Norway breaks off relations": titled("agreement", "broke off relations", "relations", (), ("NO",)),
    "Death of Ana Silva": titled("office", "the death", "death-of", (ANA,)),
    "Norway reaches an agreement": titled("agreement", "reached an agreement", "agree", (), ("NO",)),
    "Agreement involving Norway": titled("agreement", "signed on to the treaty", "sign", (), ("NO",)),
    "Appointment of an envoy involving Norway": titled("office", "appointed", "appoint-envoy", (), ("NO",)),
    "Independence of Norway": titled("other", None, "become-independent", (), ("NO",)),
    "United Nations and Norway hold talks": titled("meeting", None, "talks", (), ("NO",), ("United Nations",)),
    "Labour Party holds talks": titled("meeting", None, "talks", (), ("NO",), ("Labour Party",)),
    "Statement involving Norway and Portugal": titled("statement", None, "protest", (), PAIR),
    "War between Norway and Portugal": titled("conflict", "short border war", "clash", (), PAIR),
    "Fighting involving Norway and Portugal": titled("conflict", "fighting", "clash", (), PAIR),
    "Norway and Portugal launch a first train": titled("launch", "launched its first train", "open", (), PAIR),
    "Norway opens an embassy": titled("launch", "opened its embassy", "open", (), ("NO",)),
    "Norway and Portugal mark a 50th anniversary": titled(
        "anniversary", "marked their 50th anniversary", "mark", (), PAIR
    ),
    # Of a body it must be known whose it is for the others to be told.
    "Bank of Portugal and Norway sign a pact": titled(
        "agreement", "signed a pact", "sign", (), PAIR, ("Bank of Portugal",)
    ),
    "Lakes Ministry signs a pact": titled("agreement", "signed a pact", "sign", (), PAIR, ("Lakes Ministry",)),
    "Event involving Norway": titled("other", None, "rule", (), ("NO",)),
}


@pytest.mark.parametrize(("wanted", "got"), CASES.items(), ids=CASES)
def test_a_title(wanted: str, got: str) -> None:
    assert got == wanted


@pytest.mark.parametrize("kind", get_args(EventType))
def test_every_type_has_a_title_whoever_takes_part(kind: EventType) -> None:
    for people in ((), (ANA,), BOTH):
        for countries in ((), ("NO",), PAIR):
            line = titled(kind, None, "rule", people, countries, place=Spot("Oslo", "NO", 59.9, 10.7))
            assert line[0].isupper() and "{" not in line and "  " not in line
            lands = {*countries, *(p.country for p in people)}
            seen = kind == "agreement" and len(lands) > 1  # two countries signed; these people only saw it
            assert kind == "statement" or seen or all(p.name in line for p in people)


@pytest.mark.parametrize(
    "phrase",
    [
        "its treaty on them",
        "the treaty and the",
        "treaty (broken",
        "treaty of May 3",
        "walls",
        "",
        "treaty that",
        "treaty sent",
        "on to the treaty",
    ],
)
def test_words_that_can_t_stand_by_themselves_are_not_quoted(phrase: str) -> None:
    assert thing(phrase, "agreement") == ""
    assert deed(f"signed {phrase}", "agreement") is None


def test_the_titles_name_rules_that_there_are() -> None:
    rules = {rule.id for rule in load_rules("en").all}
    assert set(WORDS["rules"]) <= rules


@pytest.mark.skipif(not reference.FOLDER.is_dir(), reason="no reference data beside the checkout")
def test_no_title_has_a_pronoun() -> None:
    knowledge = load()
    pronouns = {*WORDS["phrases"]["owners"], "he", "she", "it", "they", "them", "him", "us", "we", "who", "which"}
    for article in list(reference.texts())[::4]:
        for event in merge(extract(article, knowledge).candidates, knowledge):
            assert pronouns.isdisjoint(event.title.lower().split()), event.title


def test_only_those_who_signed_it_are_said_to_have_signed_it() -> None:
    signed, saw = ANA._replace(role="signatory"), BERG._replace(role="participant")
    assert titled("agreement", "signed the border treaty", "sign", (signed, saw)) == "Ana Silva signs the border treaty"


def test_a_line_that_leads_somewhere_is_not_opened_there() -> None:
    text = "Norway and Chile launched a freight train to Santiago on 3 May 2011."
    told = extract(Article("a", text), load()).candidates
    assert [e.title for e in merge(told, load())] == ["Chile and Norway launch a freight train to Santiago"]
