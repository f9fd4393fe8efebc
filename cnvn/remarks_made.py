"""What statesmen said on a day, apart from what they did on it: a remark made at a meeting is part of the meeting."""

from collections.abc import Collection, Sequence

from cnvn.model import Candidate

# On what occasions remarks are made that are no events of their own.
_OCCASIONS = ("meeting", "call", "visit", "summit", "congress", "agreement", "award")


def without_remarks(candidates: Sequence[Candidate], rules: Collection[str]) -> tuple[Candidate, ...]:
    """The candidates of an article without the statements by one of these rules of those who met somebody, or were on a
    visit, on the same day; and without what the same speaker said again that day in other words."""
    busy = [c for c in candidates if c.type in _OCCASIONS]
    made = [c for c in candidates if c.type == "statement" and c.source.rule not in rules]
    kept: list[Candidate] = []
    for c in candidates:
        if c.type == "statement" and c.source.rule in rules:
            rivals = [*busy, *made, *(k for k in kept if k.type == "statement")]
            if any(k.period.overlaps(c.period) and (_shared(k, c) or _said_there(k, c)) for k in rivals):
                continue
        kept.append(c)
    return tuple(kept)


def _said_there(a: Candidate, b: Candidate) -> bool:
    """Whether one sentence tells both, of which one is what was said: "Norway urges restraint, Silva said"."""
    return a.type == b.type and a.source.start == b.source.start


def _shared(a: Candidate, b: Candidate) -> bool:
    """Whether a speaker of `b` takes part in `a`, or where nobody is named the same countries do."""
    names = {p.name for p in b.people}
    return bool(names & {p.name for p in a.people}) if names else set(b.countries) <= set(a.countries)
