"""Which series a session or congress is of whose own words don't say it: "the 20th Congress", "the ninth meeting of the
committee"."""

import re
from collections.abc import Sequence

from cnvn.model import Series

# Who owns what follows, at the beginning of a name.
_OWNER = re.compile(r"^\w+(?=['’])")


def named_alike(found: Sequence[Sequence[Series]]) -> tuple[tuple[Series, ...], ...]:
    """The series of each sentence, in which a congress without its party ("the 20th Congress") is the only one that the
    text names with that number, "the ninth meeting of the committee" or "the committee's ninth meeting" that of the
    only committee it names, "the Harbour Committee" the Laos-Thailand one; one that stays nobody's is left out."""
    bodies = {(s.name, s.countries): set(s.name.lower().split()) for line in found for s in line if s.name}
    named: dict[int, set[tuple[str, tuple[str, ...]]]] = {}
    for series in (s for line in found for s in line):
        # A plenum of "the 13th Central Committee" is no congress of that number.
        if series.name and series.type == "congress" and series.number and not series.name[0].isdigit():
            named.setdefault(series.number, set()).add((series.name, series.countries))
    result = []
    for line in found:
        kept = []
        for series in line:
            alike = named.get(series.number or 0, set())
            if series.type != "congress":
                body = _OWNER.findall(series.text.lower()) or series.text.lower().split()[-1:]
                alike = {one for one, words in bodies.items() if words.issuperset(body)}
            if series.name:
                longer = [one for one in bodies if one[0].endswith(f" {series.name}")] if not series.countries else []
                name, countries = longer[0] if len(longer) == 1 else (series.name, series.countries)
                kept.append(series._replace(name=name, countries=countries))
            elif len(alike) == 1:
                name, countries = next(iter(alike))
                kept.append(series._replace(name=name, countries=countries))
        result.append(tuple(kept))
    return tuple(result)
