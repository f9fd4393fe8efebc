"""Text for a terminal: the console, folding that never cuts a name, and rows of columns.

Everything that comes from an article goes in as `Text`, never as markup, and without control characters.
"""

import shutil
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from cnvn.text import printable

Token = tuple[str, str]  # words that belong together, and their style


class Glued(NamedTuple):
    """A token without a blank before it, such as the comma behind a name that is highlighted."""

    text: str
    style: str


GAP = "  "
_PIPE_WIDTH = 100


def make_console(*, colored: bool, terminal: bool) -> Console:
    """A console on stdout. It is told whether there is a terminal and colour, since rich would ask `FORCE_COLOR`.

    Its 16 colours are those of the user's own palette.
    """
    return Console(
        width=shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns,
        force_terminal=colored or terminal,
        color_system="standard" if colored else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


def put(console: Console, line: Text | str = "") -> None:
    """Prints a line as it is: neither folded nor cropped."""
    console.print(line, soft_wrap=True, overflow="ignore", crop=False)


def words(text: str, style: str = "", keep: Iterable[str] = ()) -> list[Token]:
    """The words of a text as tokens; the names in `keep` stay whole."""
    flat = " ".join(printable(text).split())
    for name in sorted(keep, key=len, reverse=True):
        flat = flat.replace(name, name.replace(" ", "\N{NO-BREAK SPACE}"))
    return [(word.replace("\N{NO-BREAK SPACE}", " "), style) for word in flat.split(" ") if word]


def styled(stretches: Iterable[Token]) -> list[Token]:
    """The words of stretches of one text, each in its style; what no blank parts in the text stays together.

    >>> styled([("See ", ""), ("Hue", "bold"), (", please", "")])
    [('See', ''), ('Hue', 'bold'), Glued(text=',', style=''), ('please', '')]
    """
    tokens: list[Token] = []
    within_word = False
    for text, style in stretches:
        found = words(text, style)
        if found and within_word and not text[0].isspace():
            found[0] = Glued(*found[0])
        tokens += found
        if text:
            within_word = not text[-1].isspace()
    return tokens


def wrap(tokens: Iterable[Token], width: int, indent: int = 0) -> list[Text]:
    """Tokens on lines of at most `width` cells, those after the first indented; broken only between tokens.

    A token that is wider than a line is broken between its words, and a word that is, where the line ends.
    """
    width = max(width, indent + 1)
    lines: list[Text] = [Text()]
    before = ""
    pieces = [piece for token in tokens for piece in _pieces(token, width - indent)]
    for n, piece in enumerate(pieces):
        text, style = piece
        line = lines[-1]
        if line.plain.strip():
            gap = "" if isinstance(piece, Glued) else " "
            if line.cell_len + len(gap) + _unbroken(pieces, n) > width:
                line = Text(" " * indent)
                lines.append(line)
            else:
                line.append(gap, style if style == before else "")  # no gaps in a stretch that is highlighted
        line.append(text, style)
        before = style
    return lines


def _unbroken(pieces: Sequence[Token], n: int) -> int:
    """The cells of a piece and of all that are glued to it."""
    width = cell_len(pieces[n][0])
    while n + 1 < len(pieces) and isinstance(pieces[n + 1], Glued):
        n += 1
        width += cell_len(pieces[n][0])
    return width


def _pieces(token: Token, width: int) -> list[Token]:
    text, style = token
    first, *rest = _broken(printable(text), width) or [""]
    return [Glued(first, style) if isinstance(token, Glued) else (first, style), *((piece, style) for piece in rest)]


def _broken(token: str, width: int) -> list[str]:
    if cell_len(token) <= width:
        return [token]
    pieces: list[str] = []
    for word in token.split(" "):
        while cell_len(word) > width:
            # As many letters as fit; at least one, or a wide letter in a narrow column would never end.
            fits = max(1, len(set_cell_size(word, width).rstrip()))
            pieces.append(word[:fits])
            word = word[fits:]
        pieces.append(word)
    return [piece for piece in pieces if piece]


def columns(cells: Sequence[list[Text]], widths: Sequence[int]) -> list[Text]:
    """Cells side by side, each a list of lines, as lines of text; blanks at the end of a line are left out."""
    height = max(map(len, cells))
    lines = []
    for n in range(height):
        line = Text()
        for cell, width in zip(cells, widths, strict=True):
            part = cell[n] if n < len(cell) else Text()
            line.append_text(part)
            line.append(" " * (width - part.cell_len) + GAP)
        line.rstrip()
        lines.append(line)
    return lines


_WORD = 12  # the longest word that a narrow column keeps whole


def heading(console: Console, heads: Sequence[str], widths: Sequence[int]) -> None:
    """Prints the heads of columns, and a line under them."""
    cells = [wrap(words(head, "bold"), width) for head, width in zip(heads, widths, strict=True)]
    for line in columns(cells, widths):
        put(console, line)
    put(console, Text("─" * (sum(widths) + len(GAP) * (len(widths) - 1)), "bright_black"))


def grid(console: Console, heads: Sequence[str], rows: Sequence[Sequence[list[Token]]], flexible: int) -> None:
    """Prints rows of cells. A column is as wide as its widest cell, up to a third of the console; the flexible one
    takes what is left, and folds. Where that is too wide, the others fold too, but only very long words are cut."""
    most = console.width // 3
    widths = [
        min(most, max(len(head), *(_natural(row[n]) for row in rows))) if rows else len(head)
        for n, head in enumerate(heads)
    ]
    used = sum(widths) - widths[flexible] + len(GAP) * (len(widths) - 1)
    longest = max([len(heads[flexible]), *(_natural(row[flexible]) for row in rows)])
    widths[flexible] = max(10, min(longest, console.width - used))
    least = [
        min(
            _WORD,
            max([cell_len(word) for row in rows for word, _ in row[n]] + [cell_len(w) for w in head.split()] + [0]),
        )
        for n, head in enumerate(heads)
    ]
    for _ in range(sum(widths) + len(GAP) * (len(widths) - 1) - console.width):
        widest = max(range(len(widths)), key=lambda n: (widths[n] - least[n], widths[n]))
        widths[widest] -= widths[widest] > least[widest]
    heading(console, heads, widths)
    for row in rows:
        for line in columns([wrap(cell, width) for cell, width in zip(row, widths, strict=True)], widths):
            put(console, line)


def _natural(cell: list[Token]) -> int:
    return sum(cell_len(token) for token, _ in cell) + max(0, len(cell) - 1)
