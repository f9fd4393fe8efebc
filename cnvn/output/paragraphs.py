"""The paragraph around a quote."""

import re
from typing import Any

_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\r?\n")
_LONG = 1500  # characters; a longer stretch without a blank line is taken line by line


def paragraph(text: str, start: int, end: int) -> dict[str, Any]:
    """`{text, start, end}` of the paragraph that holds `text[start:end]`, without the blanks around it.

    >>> paragraph("One.\\n\\nTwo. Three.\\n\\nFour.", 11, 17)
    {'text': 'Two. Three.', 'start': 6, 'end': 17}
    """
    first = max((m.end() for m in _BLANK_LINE.finditer(text, 0, start)), default=0)
    found = _BLANK_LINE.search(text, end)
    last = found.start() if found else len(text)
    if last - first > _LONG:
        first = text.rfind("\n", first, start) + 1 or first
        found_line = text.find("\n", end, last)
        last = found_line if found_line >= 0 else last
    body = text[first:last]
    first += len(body) - len(body.lstrip())
    body = body.strip()
    return {"text": body, "start": first, "end": first + len(body)}
