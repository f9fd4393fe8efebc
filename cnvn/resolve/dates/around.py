"""What is told of a reading's surroundings, and what it comes to mean in them."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from cnvn.model import Reading
from cnvn.resolve.dates.moment import Moment


class Meaning(NamedTuple):
    """Either a moment, or a bare TIMEX3 value. `context` tells what was needed: "anchor", "previous" or nothing."""

    moment: Moment | None = None
    value: str | None = None
    relative: bool = False
    context: str = ""
    vague: bool = False  # a length of time rather than certain days: "the past year"


class Joined(NamedTuple):
    """Month and year of what a reading is joined to: "from March to May 2014", "12 and 13 May"; `range` where they are
    the two ends of one stretch of time."""

    month: int | None = None
    year: int | None = None
    era: str | None = None
    range: bool = False


class Around(NamedTuple):
    """What stands around a reading: which way its clause looks, what the reading is joined to, the day on which a
    range begins that it ends, whether its clause is about the expression before it ("in 1989, when …"), whether it
    tells what somebody remembers, the reading to which a word like "of" ties it ("the anniversary of …"), and whether
    it opens its sentence."""

    direction: Callable[[], int]
    joined: Joined
    since: date | None = None
    attached: bool = False
    recalled: Callable[[], bool] = lambda: False
    following: Reading | None = None
    opens: bool = False
