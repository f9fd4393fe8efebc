"""One person under one name: which spellings of several articles are put together, and which are not."""

import pytest

from cnvn import edtf
from cnvn.knowledge import Knowledge
from cnvn.model import Candidate, Participant, Source
from cnvn.spellings import one_spelling
from cnvn.telling import tellings


def meeting(day: str, *people: Participant) -> Candidate:
    source = Source(day, 0, 4, "text", "rule")
    return Candidate("meeting", edtf.parse(day), "explicit", "happened", source, people=people)


@pytest.mark.parametrize(
    ("people", "names"),
    [
        # An initial, a family name in the same office, the family's name last.
        ([("Jonas Berg", "NO", "Premier"), ("J. Berg", "NO", "Minister")], {"Jonas Berg"}),
        ([("Jonas Berg", "NO", "Premier"), ("Berg", "NO", "premier")], {"Jonas Berg"}),
        ([("Dang Van Hoa", "VN", ""), ("Hoa Van Dang", "VN", ""), ("Van Hoa Dang", "VN", "")], {"Dang Van Hoa"}),
        ([("Gao Liwen", "CN", "Premier"), ("Gao", "CN", "Premier")], {"Gao Liwen"}),
        ([("Dang Van Hoa", "VN", "Premier"), ("Hoa", "VN", "Premier")], {"Dang Van Hoa"}),
        # Another country, another office, another initial, two who fit.
        ([("Jonas Berg", "NO", "Premier"), ("J. Berg", "SE", "Premier")], {"Jonas Berg", "J. Berg"}),
        ([("Jonas Berg", "NO", "Premier"), ("Berg", "NO", "Minister")], {"Jonas Berg", "Berg"}),
        ([("Jonas Berg", "NO", "Premier"), ("K. Berg", "NO", "Premier")], {"Jonas Berg", "K. Berg"}),
        ([("Jonas Berg", "NO", "X"), ("Jan Berg", "NO", "X"), ("Berg", "NO", "X")], {"Jonas Berg", "Jan Berg", "Berg"}),
        ([("Nguyen Van Anh", "VN", ""), ("Nguyen Anh Van", "VN", "")], {"Nguyen Van Anh", "Nguyen Anh Van"}),
    ],
)
def test_spellings_of_several_articles(people: list[tuple[str, str, str]], names: set[str]) -> None:
    told = tellings(
        meeting(f"2011-05-0{n}", Participant(name, None, office or None, country))
        for n, (name, country, office) in enumerate(people, 1)
    )
    for order in (told, told[::-1]):
        assert {p.name for t in one_spelling(order, Knowledge()) for p in t.says.people} == names
