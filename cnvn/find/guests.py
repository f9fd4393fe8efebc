"""Guests whom a report only calls so: "visiting President Silva met Premier Berg in Oslo on Monday" is a visit, too."""

from collections.abc import Iterator

from cnvn.find.frames import Argument, Frame
from cnvn.find.grammar import Grammar
from cnvn.find.items import Item
from cnvn.find.rules import Rule, Rules

# What tells by those who meet where a guest is.
_MET = ("meeting", "summit")


def with_visits(
    items: tuple[Item, ...], frames: tuple[Frame, ...], rules: Rules, grammar: Grammar
) -> tuple[Frame, ...]:
    """The frames of a sentence, and the visits of those who are called guests in it, on the day on which they met
    somebody and to where that was."""
    if rules.of_guests is None or any(f.type == "visit" for f in frames):
        return frames
    guests = {items[i].start for i in range(len(items)) if _is_guest(items, i, rules.of_guests, grammar)}
    return (*frames, *_visits(frames, guests, rules.of_guests)) if guests else frames


def _is_guest(items: tuple[Item, ...], i: int, rule: Rule, grammar: Grammar) -> bool:
    """Whether somebody is called a guest: "met visiting President Silva", but "after visiting President Silva" tells
    what somebody did."""
    if items[i].kind != "person":
        return False
    at = i if items[i].word.split(None, 1)[0] in rule.called else i - 1  # of a title without a country it is a part
    if at < i and (at < 0 or items[at].word not in rule.called):
        return False
    before = items[at - 1] if at else None
    joined = before is None or before.has("determiner") or before.word in grammar.lists["before_guests"]
    return joined or (before is not None and before.info.lemma is not None)


def _visits(frames: tuple[Frame, ...], guests: set[int], rule: Rule) -> Iterator[Frame]:
    for frame in frames:
        told = frame.type in _MET and not (frame.refused or frame.quoted) and frame.status == "happened"
        if not told or not (frame.place or frame.here):
            continue
        guest = next((a.actor for a in frame.arguments if a.actor.start in guests), None)
        if guest is not None:
            whither = (Argument("destination", frame.place),) if frame.place else ()
            yield frame._replace(
                type=rule.type, rule=rule.id, cameo=rule.cameo, plover=rule.plover, people=rule.people,
                parties=rule.parties, destination=rule.destination, abroad=not frame.place, series=None, pair=False,
                others=False, topic=None, about=None, arguments=(Argument(rule.subject or "visitor", guest), *whither),
            )  # fmt: skip
            return
