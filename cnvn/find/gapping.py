"""Where a sentence goes on without its verb: "(met) A in Oslo and B in Lima"."""

from cnvn.find.items import Item

WHERE = ("place", "country")
_GAPPED = ("person", *WHERE)


def gaps(items: tuple[Item, ...], first: int, last: int) -> list[int]:
    """Where, within items `first` to `last`, exclusive, someone or a place stands with a day or place of its own, as
    one before it does: "(met) A in Oslo and B in Lima", "(visits) to Oslo in May and to Lima in June"."""
    return [i for i in range(first + 1, last - 1) if items[i].kind in _GAPPED and _opens_gap(items, first, i, last)]


def behind_gap(items: tuple[Item, ...], i: int) -> int:
    """Where the conjunction or comma stands that parts the one at `i` from what was told before."""
    return i - 2 if is_led(items, i) else i - 1


def is_led(items: tuple[Item, ...], i: int) -> bool:
    return items[i - 1].has("preposition") or items[i - 1].has("infinitive")


def _opens_gap(items: tuple[Item, ...], first: int, i: int, last: int) -> bool:
    """Whether the one at `i` has a place or a day as one of its kind before it, behind the verb (`first`), has one."""
    before = items[i - 2] if is_led(items, i) else items[i - 1]
    if not (before.kind == "comma" or before.has("conjunction")):
        return False
    led = i + 2 < last and is_led(items, i + 2)
    if items[i].kind == "person" and led and items[i + 2].kind in (*WHERE, "time"):
        like = ("time",) if items[i + 2].kind == "time" else WHERE
        return any(items[k].kind in like for k in range(first, i - 1))
    if items[i].kind == "person" and items[i + 1].kind == "time":  # "with A 10 days ago and B last week"
        return any(items[k].kind == "time" for k in range(first, i - 1))
    if items[i].kind in WHERE and items[i + 2 if led else i + 1].kind == "time":
        return any(
            items[k].kind in WHERE and any(item.kind == "time" for item in items[k + 1 : min(k + 3, i - 1)])
            for k in range(first, i - 2)
        )
    return False
