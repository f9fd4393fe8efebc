"""What statesmen said on a day, apart from what they did on it: a remark made at a meeting is part of the meeting."""

from collections.abc import Collection, Sequence

from cnvn.model import Candidate

# On what occasions remarks are made that are no events of their own.
_OCCASIONS = ("meeting", "call", "visit", "summit", "congress", "agreement", "award")


def made_aside(candidates: Sequence[Candidate], rules: Collection[str]) -> frozenset[int]:
    """Which candidates of an article, by their index, are statements by one of these rules that are no events of their
    own: of those who met somebody, or were on a visit, on the same day, or where the sentence tells what was said."""
    busy = [c for c in candidates if c.type in _OCCASIONS]
    made = [c for c in candidates if c.type == "statement" and c.source.rule not in rules]
    return frozenset(
        n
        for n, c in enumerate(candidates)
        if c.type == "statement"
        and c.source.rule in rules
        and (
            any(o.period.overlaps(c.period) and _shared(o, c) for o in busy)
            or any(o.period.overlaps(c.period) and _said_there(o, c) for o in made)
        )
    )


def _said_there(a: Candidate, b: Candidate) -> bool:
    """Whether one sentence tells both, of which one is what was said: "Norway urges restraint, Silva said"."""
    return a.type == b.type and a.source.start == b.source.start


def _shared(a: Candidate, b: Candidate) -> bool:
    """Whether a speaker of `b` takes part in `a`, or where nobody is named the same countries do."""
    names = {p.name for p in b.people}
    return bool(names & {p.name for p in a.people}) if names else set(b.countries) <= set(a.countries)
