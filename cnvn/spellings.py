"""One person under one name, though articles spell it in several ways."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cnvn.find.names import NameWords, bearers, identity, initialled, name_words
from cnvn.knowledge import Knowledge
from cnvn.model import Candidate, Participant
from cnvn.telling import Telling, tellings
from cnvn.text import fold


@dataclass(slots=True)
class _Named:
    """The names of one identity, with the countries and offices that articles give their bearer."""

    names: list[str] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)


def one_spelling(told: list[Telling], knowledge: Knowledge) -> list[Telling]:
    """The tellings with each person under one name: the knowledge's, else the one that most tellings have, else the
    first by the alphabet."""
    words = name_words()
    counts = Counter(p.name for t in told for p in t.says.people)
    groups = _groups(told, counts, words)
    into = {**_turned(groups, words), **_shortened(groups, words)}
    spellings: dict[str, list[str]] = defaultdict(list)
    for key in sorted(groups):
        spellings[into.get(key, key)] += groups[key].names
    chosen: dict[str, str] = {}
    for names in spellings.values():
        known = {name: fact.name for name in names if (fact := knowledge.person(name))}
        whole = [name for name in names if not _is_short(name)] or names
        best = next(iter(known.values()), None) or min(whole, key=lambda name: (-counts[name], name))
        several = len({*known.values()}) > 1  # namesakes: George H. W. Bush and George W. Bush
        chosen.update({name: known.get(name, name) if several else best for name in names})
    if all(name == best for name, best in chosen.items()):
        return told
    return tellings(_renamed(told, chosen))


def _groups(told: Iterable[Telling], counts: Mapping[str, int], words: NameWords) -> dict[str, _Named]:
    """The names by identity, the same with more names in the middle or at the end included."""
    identities = {name: identity(name, words) for name in sorted(counts)}
    shorter = bearers(identities.values(), words)
    keys = {name: shorter.get(key, key) for name, key in identities.items()}
    groups: dict[str, _Named] = defaultdict(_Named)
    for name, key in keys.items():
        groups[key].names.append(name)
    for p in (p for t in told for p in t.says.people):
        group = groups[keys[p.name]]
        if p.country:
            group.countries.add(p.country)
        if p.office_in_text:
            group.offices.add(fold(p.office_in_text))
    return groups


def _turned(groups: Mapping[str, _Named], words: NameWords) -> dict[str, str]:
    """Names whose family's part stands at their end, where another article has it in front: "Van Hoa Dang"."""
    found: dict[str, str] = {}
    for key, group in groups.items():
        *given, family = key.split()
        if not given or family not in words.family_names or not (group.countries & words.family_first):
            continue
        for other in (" ".join((family, *given)), " ".join((family, *reversed(given)))):
            if other != key and other in groups and groups[other].countries == group.countries:
                found[key] = other
                break
    return found


def _shortened(groups: Mapping[str, _Named], words: NameWords) -> dict[str, str]:
    """Names that only an initial or nothing at all stands before, "J. Berg", "Prime Minister Berg", with the only full
    name of the same country that they fit; nothing but a family name must be told of in the same office."""
    ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(groups):
        parts = key.split()
        if len(parts) < 2 or all(_is_short(name) for name in groups[key].names):
            continue
        for country in groups[key].countries:
            first = country in words.family_first
            for part in {parts[0] if first else parts[-1], *(parts[-1:] if country in words.given_alone else ())}:
                ends[part, country].append(key)
    found: dict[str, str] = {}
    for key, group in groups.items():
        if len(group.countries) != 1 or not all(_is_short(name) for name in group.names):
            continue
        initial, last = key[0] if " " in key else "", key.split()[-1]
        fitting = [
            full
            for full in ends.get((last, next(iter(group.countries))), ())
            if (full[0] == initial if initial else group.offices & groups[full].offices)
        ]
        if len(fitting) == 1:
            found[key] = fitting[0]
    return found


def _is_short(name: str) -> bool:
    """Whether a name has no more than an initial before the family's."""
    return " " not in name or initialled(name) is not None


def _renamed(told: Iterable[Telling], chosen: Mapping[str, str]) -> Iterator[Candidate]:
    for t in told:
        people: dict[str, Participant] = {}
        for p in t.says.people:
            people.setdefault(chosen[p.name], p._replace(name=chosen[p.name]))
        says = t.says._replace(people=tuple(people.values()))
        yield from (says._replace(source=source) for source in t.sources)
