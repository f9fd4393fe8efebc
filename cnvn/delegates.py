"""What a delegation does on the visit that was told of before: "the delegation also met Silva"."""

from collections.abc import Sequence

from cnvn.cast import Cast, groups
from cnvn.find.frames import Frame
from cnvn.model import Sentence
from cnvn.sequel import Told, visited

# The longest visit of which a delegation may still be told, in days.
_LONGEST = 31


def visit_of_group(frame: Frame, cast: Cast, told: Sequence[Told], sentence: Sentence) -> Told | None:
    """The visit told before on which a delegation met somebody of the country where it was, or None."""
    if not (frame.group and frame.narrated and frame.status == "happened" and cast.people):
        return None
    visit = next(iter(visited(told, sentence)), None)
    if visit is None or visit.edge or visit.candidate.status != "happened" or visit.candidate.period.days > _LONGEST:
        return None
    there, home = _sides(visit)
    own = groups(frame) - there
    met = all(p.country in there for p in cast.people)
    return visit if met and home and own <= home and home.isdisjoint(there) else None


def with_guests(cast: Cast, visit: Told) -> Cast:
    """Those who take part, with the guests of a visit."""
    guests = tuple(p for p in visit.candidate.people if p.role == "visitor" and p not in cast.people)
    home = _sides(visit)[1]
    return cast._replace(
        people=(*guests, *cast.people),
        countries=tuple({**dict.fromkeys(cast.countries), **dict.fromkeys(sorted(home))}),
        parties=cast.parties + max(1, len(guests)),
        one_side=False,
        alone=False,
    )


def _sides(visit: Told) -> tuple[set[str], set[str]]:
    """The countries where a visit was, and those from which it came."""
    candidate = visit.candidate
    home = {p.country for p in candidate.people if p.role == "visitor" and p.country}
    there = {candidate.place.country} if candidate.place and candidate.place.country else {*candidate.countries} - home
    return there, home or {*candidate.countries} - there
