"""Lists of guests under a title that says whither they went: "Visits from Norway to Chile", then "Premier Jonas Berg,
3 May 1991"."""

import re
from collections.abc import Sequence
from functools import cache

from cnvn.find.grammar import Grammar
from cnvn.find.items import Item
from cnvn.knowledge.words import load_words
from cnvn.model import Actor, Country, Sentence, TimeExpression

# A title and a line of such a list are no longer than this.
_LONGEST = 120
# So many lines make a list.
_LINES = 2


def guest_lists(text: str, sentences: Sequence[Sentence], times: Sequence[Sequence[TimeExpression]]) -> dict[int, int]:
    """The lines of such lists, by their index, each with that of its title."""
    found: dict[int, int] = {}
    title, lines = -1, list[int]()
    for n, s in enumerate(sentences):
        short = s.end - s.start <= _LONGEST
        named = short and _title().match(text, s.start, s.end)
        dated = title >= 0 and short and s.part == sentences[title].part and any(t.period for t in times[n])
        if not named and dated:
            lines.append(n)
        elif named or lines:  # what has no date right below the title heads its columns
            found |= dict.fromkeys(lines if len(lines) >= _LINES else (), title)
            title, lines = n if named else -1, []
    return found | dict.fromkeys(lines if len(lines) >= _LINES else (), title)


def whither(text: str, title: Sentence, actors: Sequence[Actor]) -> Country | None:
    """The country to which the visits went that stand below a title."""
    m = _title().match(text, title.start, title.end)
    lands = (a for a in actors if isinstance(a, Country) and m and a.start >= m.start("whither"))
    return next((a for a in lands if len(a.codes) == 1), None)


def gone_to(items: tuple[Item, ...], land: Country, grammar: Grammar) -> tuple[Item, ...]:
    """The items of a line with where the guest went: "Premier Jonas Berg, 3 May 1991 | in Chile"."""
    last = items[-1].end if items else 0
    lead = next((i for i, item in enumerate(items) if item.kind != "time"), len(items))
    items = (*items[lead:], *items[:lead])  # "1985 Premier Jonas Berg"
    stay = Item("word", last, last, grammar.stay, grammar.words[grammar.stay])
    return (*(i for i in items if i.word != "."), stay, Item("country", last, last, land.text.lower(), value=land))


@cache
def _title(language: str = "en") -> re.Pattern[str]:
    return re.compile(load_words(language, "segment")["line"]["guests"])
