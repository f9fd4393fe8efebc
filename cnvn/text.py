"""Small text tools that every stage shares. All of them keep offsets: a result has the length of what went in,
unless its docstring says otherwise."""

import unicodedata

# Letters that Unicode does not decompose, yet readers type without their stroke.
_STROKES = str.maketrans({"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"})


def fold(text: str) -> str:
    """Text for comparing: no case, no diacritics (đ too), one blank between words. The length may change.

    >>> fold("Nguyễn  Phú Trọng"), fold("Đỗ Mười")
    ('nguyen phu trong', 'do muoi')
    """
    if text.isascii():
        return " ".join(text.lower().split())
    flat = unicodedata.normalize("NFD", text.translate(_STROKES))
    return " ".join("".join(c for c in flat if not unicodedata.combining(c)).casefold().split())


def printable(text: str) -> str:
    """Text that is safe on a terminal: control characters become blanks, line breaks and tabs stay.

    >>> printable("a\\x1b[31mb\\n")
    'a [31mb\\n'
    """
    if text.isprintable():
        return text
    return "".join(c if c in "\n\t" or not unicodedata.category(c).startswith("C") else " " for c in text)


def blank(text: str, start: int, end: int) -> str:
    """`text` with the characters of `start` to `end` (exclusive) turned into blanks; line breaks stay.

    >>> blank("abc\\ndef", 1, 5)
    'a  \\n ef'
    """
    middle = "".join(c if c in "\r\n" else " " for c in text[start:end])
    return text[:start] + middle + text[end:]
