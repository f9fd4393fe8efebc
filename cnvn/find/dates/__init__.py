"""Finding time expressions: what their words say by themselves, before any anchor is consulted.

The words of a sentence become signs, runs of signs are matched against the rules of the language
(`knowledge/<language>/dates_rules.toml`), and each match becomes a `Reading`. The place in time is found afterwards, by
`cnvn.resolve.dates`.
"""

import re

from cnvn.find.dates.grammar import grammar, matches
from cnvn.find.dates.read import reading
from cnvn.find.dates.tokens import TOKEN
from cnvn.model import Reading

__all__ = ["find_readings"]

_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"\w+")


def find_readings(text: str, start: int = 0, end: int | None = None, language: str = "en") -> tuple[Reading, ...]:
    """The time expressions of a sentence, or of any stretch of a text, in order and without overlap.

    Offsets count characters of the whole text. Nothing outside of the words is consulted.
    """
    end = len(text) if end is None else end
    known = grammar(language)
    if not _FIGURE.search(text, start, end) and known.telling.isdisjoint(_WORD.findall(text, start, end)):
        return ()
    signs = "".join(map(known.signs.__getitem__, TOKEN.findall(text, start, end)))
    words: list[re.Match[str]] = []
    found: list[Reading] = []
    for run in known.runs.finditer(signs):
        found_here = matches(run.group(), language)
        if found_here:
            words = words or list(TOKEN.finditer(text, start, end))
            here = words[run.start() : run.end()]
        for match in found_here:
            read = reading(text, here, match, known)
            if read:
                found.append(read)
    return tuple(found)
