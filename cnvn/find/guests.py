"""Guests whom a report only calls so: "visiting President Silva met Premier Berg in Oslo on Monday" is a visit, too."""

from collections.abc import Iterator

from cnvn.find.frames import Argument, Frame
from cnvn.find.grammar import Grammar
from cnvn.find.items import Item

# What tells by those who meet where a guest is.
_MET = ("meeting", "summit")


def with_visits(items: tuple[Item, ...], frames: tuple[Frame, ...], grammar: Grammar) -> tuple[Frame, ...]:
    """The frames of a sentence, and the visits of those who are called guests in it, on the day on which they met
    somebody and to where that was."""
    guests = {items[i].start for i in range(1, len(items)) if _is_guest(items, i, grammar)}
    if not guests or any(f.type == "visit" for f in frames):
        return frames
    return (*frames, *_visits(frames, guests))


def _is_guest(items: tuple[Item, ...], i: int, grammar: Grammar) -> bool:
    if items[i].kind != "person" or items[i - 1].word not in grammar.lists["guesting"]:
        return False
    # "after visiting President Silva" tells what somebody did.
    before = items[i - 2] if i > 1 else None
    joined = before is None or before.has("determiner") or before.word in grammar.lists["before_guests"]
    return joined or (before is not None and before.info.lemma is not None)  # "met visiting President Silva"


def _visits(frames: tuple[Frame, ...], guests: set[int]) -> Iterator[Frame]:
    for frame in frames:
        told = frame.type in _MET and not (frame.refused or frame.quoted) and frame.status == "happened"
        if not told or not (frame.place or frame.here):
            continue
        guest = next((a.actor for a in frame.arguments if a.actor.start in guests), None)
        if guest is not None:
            whither = (Argument("destination", frame.place),) if frame.place else ()
            yield frame._replace(
                type="visit", rule="guest", arguments=(Argument("visitor", guest), *whither), series=None, pair=False,
                others=False, cameo="042", plover="CONSULT", people=1, parties=1, destination=True, topic=None,
                about=None, abroad=not frame.place,
            )  # fmt: skip
            return
