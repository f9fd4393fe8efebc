"""Sentences that tell another version of what was told: which they are, and that what differs is a disagreement."""

import pytest

from cnvn.knowledge import load
from cnvn.knowledge.words import load_words
from cnvn.merge import merge
from cnvn.model import Article
from cnvn.pipeline import extract
from cnvn.versions import tells_rival

WORDS = load_words("en", "versions")


@pytest.mark.parametrize("sentence", WORDS["examples"])
def test_another_version(sentence: str) -> None:
    assert tells_rival("en")(sentence)


@pytest.mark.parametrize("sentence", WORDS["counters"])
def test_no_other_version(sentence: str) -> None:
    assert not tells_rival("en")(sentence)


FIRST = "President Ana Silva of Chile met President Jonas Berg of Norway in Oslo on 3 May 2011. "


@pytest.mark.parametrize(
    ("then", "days"),
    [
        ("By another account Silva met Berg on 9 May 2011.", [["2011-05-03", "2011-05-09"]]),
        ("A rival account says that Silva met Berg on 2 May 2011.", [["2011-05-02", "2011-05-03"]]),
        ("By another account Silva met Berg in Lima on 4 May 2011.", [[], []]),
        ("By another account Silva met Berg on 9 June 2011.", [[], []]),
        ("By another account Silva met Berg again on 9 May 2011.", [[], []]),
        ("Silva met Berg on 9 May 2011.", [[], []]),
        ("By another account Silva met Berg on 3 May 2011.", [[]]),
    ],
)
def test_what_another_version_dates_otherwise_is_one_event(then: str, days: list[list[str]]) -> None:
    events = merge(extract(Article("a", FIRST + then), load()).candidates, load())
    assert sorted([v.value for c in e.conflicts for v in c.values] for e in events) == sorted(days)
    if len(days) == 1:
        assert events[0].period.edtf == "2011-05-03"  # what was told first is printed
