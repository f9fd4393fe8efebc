"""A match of a rule → a reading: what the matched words say, slot by slot."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cnvn.find.dates.grammar import Grammar, Match
from cnvn.find.dates.numbers import compose, figure
from cnvn.model import Reading

Word = tuple[int, str]  # where it begins, and as it is written

_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"(?P<hour>\d\d):(?P<minute>\d\d)[\d:.]*(?P<zone>Z|[+-]\d\d.*)?")


_FINAL = -1


def reading(text: str, words: Sequence[Word], match: Match, grammar: Grammar) -> Reading | None:
    """What the matched words say, or None where they name no possible date (a 32nd month, a 25th hour)."""
    start, (last, word) = words[match.start][0], words[match.end - 1]
    end = last + len(word)
    slots: dict[str, Any] = {}
    for name, first, last in match.slots:
        fill = _FILL.get(name, _plain)
        fill(slots, name, [word for _, word in words[first:last]], grammar)
    if slots.pop("impossible", False):
        return None
    slots.update(match.rule.sets)
    type_ = match.rule.type
    return Reading(start, end, text[start:end], type_, match.rule.id, means=match.rule.means, **slots)  # type: ignore[arg-type]


def _value(word: str, grammar: Grammar, classes: Sequence[str]) -> Any:
    for name in classes:
        values = grammar.values.get(name)
        if values:
            for spelling in (word, word.lower(), word.capitalize()):
                if spelling in values:
                    return values[spelling]
    return None


def _plain(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    """A slot whose value a dictionary has, or that is a figure."""
    for word in words:
        value = _value(word, grammar, grammar.classes_of[name])
        if value is None and word[0].isdecimal():
            number = figure(word)
            value = int(number) if number is not None else None
        if value is not None:
            slots[name] = value
            return


def _number(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    """A slot filled by a number, in figures or words."""
    values: list[float] = []
    for word in words:
        value = figure(word)
        if value is None:
            value = _value(word, grammar, ("NUMWORD", "BIGWORD", "ONEWORD", "ORDWORD", "FINALWORD"))
        if value is not None and not (len(words) > 1 and word.lower() in grammar.values["ONEWORD"]):
            values.append(value)
    if len(values) > 2 and "/" in words:
        values[-2:] = [values[-2] / values[-1] if values[-1] else 0]
    if values:
        number = compose(values)
        slots[name] = number if name == "count" else int(number)


def _count(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    value = _value(words[0], grammar, ("FEWWORD", "TODAYWORD", "TONIGHTWORD")) if len(words) == 1 else None
    if value == "X":
        slots["count"] = None
    elif value is not None:
        slots["count"] = value
    else:
        _number(slots, name, words, grammar)


def _decade(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    value = _value(words[0], grammar, ("DECADEWORD",))
    slots["decade"] = value if value is not None else int(_DIGITS.match(words[0])[0])  # type: ignore[index]


def _numeric(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    """A date in figures, with or without its year, or a time stamp."""
    day, _, clock = words[0].partition("T")
    if clock:
        _stamp(slots, clock)
    numbers = [int(n) for n in _DIGITS.findall(day if len(words) == 1 else "".join(words))]
    if len(numbers) == 2 and max(numbers) > 31:
        slots["month"], slots["year"] = numbers  # 12/2023
        slots["impossible"] = len(words) > 1
        return
    if numbers[0] > 31:
        slots["year"], slots["month"], slots["day"] = numbers
    else:
        a, b, *years = numbers
        for year in years:
            slots["year"] = full_year(year)
        if "." not in day and max(a, b) <= 12 and a != b:
            slots["order"] = f"{a}/{b}"
            if not (a and b):
                slots["impossible"] = True
            return
        slots["order"] = "MD" if b > 12 else "DM" if "." in day or a > 12 else None
        slots["month"], slots["day"] = (a, b) if slots["order"] == "MD" else (b, a)
    if not (1 <= slots["month"] <= 12 and 1 <= slots["day"] <= 31):
        slots["impossible"] = True


def full_year(year: int) -> int:
    """The year of our time that two figures stand for: 79 is 1979, 24 is 2024. A full year is itself."""
    return year if year > 99 else 1900 + year if year > 30 else 2000 + year


def _stamp(slots: dict[str, Any], clock: str) -> None:
    """The hour and zone of a time stamp."""
    m = _CLOCK.match(clock)
    if m and int(m["hour"]) <= 24 and int(m["minute"]) < 60:
        slots["hour"], slots["minute"], slots["zone"] = int(m["hour"]), int(m["minute"]), m["zone"]
    else:
        slots["impossible"] = True


def _zone(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    """ "GMT", "GMT+7"."""
    if len(words) == 1:
        slots["zone"] = _value(words[0], grammar, ("ZONEWORD",))
    elif words[-1].isdecimal() and int(words[-1]) <= 14:
        slots["zone"] = f"{words[-2]}{int(words[-1]):02}"


def _fiscal(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    """ "FY2020", "FY20"."""
    slots["year"] = int(_DIGITS.findall(words[0])[0])


def _parthalf(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    slots["part"] = _value(words[0], grammar, ("PARTHALF",))


def _clock(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    numbers = [int(n) for n in _DIGITS.findall(words[0])]
    if len(numbers) == 1 and len(words[0]) == 4 and words[0].isdecimal():  # "0200"
        numbers = [*divmod(numbers[0], 100)]
    slots["hour"] = numbers[0]
    if len(numbers) > 1:
        slots["minute"] = numbers[1]
    ending = words[0].lstrip("0123456789:.").lower()
    if ending:
        _half(slots, name, [ending], grammar)


def _half(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    half = _value(words[0], grammar, ("HALFDAY",))
    hour = slots.get("hour")
    if hour is not None and hour <= 12 and half:
        slots["hour"] = hour % 12 + (12 if half == "pm" else 0)


def _quarter(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    number = _value(words[-1], grammar, ("QCODE", "FINALWORD")) or figure(words[-1])
    number = number or _value(words[-1], grammar, ("ORDWORD",))
    number = 4 if number == _FINAL else number
    slots["division"] = f"Q{int(number)}"
    slots["impossible"] = not 1 <= number <= 4


def _halfyear(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    number = _value(words[-1], grammar, ("HCODE", "ORDWORD")) or 2  # the last or latter one
    slots["division"] = f"H{number}"
    slots["impossible"] = number > 2


def _holiday(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    """A feast: on a day of a month ("12-25"), or on a weekday of one, counted ("11-thu-4": `ordinal` and `weekday`)."""
    feast = next(v for v in (_value(w, grammar, ("HOLIDAY", "HOLIDAYOF", "NATIONALDAYOF")) for w in words) if v)
    slots["month"] = feast["month"]
    slots.update({name: feast[name] for name in ("day", "weekday", "ordinal") if name in feast})


def _shortyear(slots: dict[str, Any], name: str, words: Sequence[str], grammar: Grammar) -> None:
    slots["year"] = int(words[0])  # of a century that the words leave open


_FILL: Mapping[str, Any] = {
    "count": _count, "ordinal": _number, "century": _number, "day": _number, "year": _number, "decade": _decade,
    "numeric": _numeric, "zone": _zone, "clock": _clock, "half": _half, "shortyear": _shortyear,
    "fiscal": _fiscal, "parthalf": _parthalf,
    "quarter": _quarter, "halfyear": _halfyear, "holiday": _holiday,
}  # fmt: skip
