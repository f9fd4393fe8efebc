"""Lengths of time as TIMEX3 writes them."""

CLOCK_UNITS = {"TH": "H", "TM": "M", "TS": "S"}


def duration_value(count: float | None, unit: str, plural: bool = False) -> str:
    """A length as TIMEX3 writes it.

    >>> duration_value(2.5, "Y"), duration_value(None, "D"), duration_value(3, "Q"), duration_value(2, "TH")
    ('P2Y6M', 'PXD', 'P9M', 'PT2H')
    >>> duration_value(0.5, "TH"), duration_value(1.5, "TM"), duration_value(0.25, "C")
    ('PT30M', 'PT1M30S', 'P25Y')
    """
    if unit in CLOCK_UNITS:
        head, unit = "PT", CLOCK_UNITS[unit]
    else:
        head = "P"
    if count is None:
        letter = {"Q": "M", "E": "E", "C": "C", "L": "L", "F": "W", "WE": "D"}.get(unit, unit)
        return f"{head}X{letter}"
    factor, letter = {"Q": (3, "M"), "E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "F": (2, "W"),
                      "WE": (2, "D")}.get(unit, (1, unit))  # fmt: skip
    count = count * factor
    whole, rest = int(count), count - int(count)
    half = {"Y": "6M", "H": "30M", "M": "30S" if head == "PT" else ""}.get(letter)
    if rest == 0.5 and half:
        return head + (f"{whole}{letter}" if whole else "") + half
    return f"{head}{count:g}{letter}" if count < 1e6 else f"{head}{whole}{letter}"
