"""How sure an event is."""

from cnvn.copies import independent
from cnvn.model import Event


def confidence(event: Event) -> float:
    """From what the rules know: how the date was found, whether the arguments are complete, how many sources agree."""
    best = {"explicit": 0.8, "dateline": 0.75, "relative": 0.75, "context": 0.6}[event.dated_by]
    complete = 0.05 if len(event.people) > 1 or (event.people and event.place) else 0.0
    return round(min(0.97, best + complete + 0.04 * (independent(event.sources) - 1)), 2)
