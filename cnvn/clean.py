"""Raw text → text of the same length in which only what a reader came for is left.

Offsets stay what they were, so that a quote found in the cleaned text is cut from the raw one.
"""

# Typographic variants → the plain form that every later stage looks for, one character for one.
_PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "ʼ": "'", "＇": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "-", "−": "-", "－": "-", "―": "—", "﹣": "-",
        "\u00a0": " ", "\u1680": " ", "\u202f": " ", "\u205f": " ", "\u3000": " ",
        "\u200b": " ", "\u200c": " ", "\u200d": " ", "\u2060": " ", "\ufeff": " ", "\u00ad": " ",
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        "\r": " ", "\t": " ", "\v": " ", "\f": " ", "\u0085": " ", "\u2028": "\n", "\u2029": "\n",
    }
)  # fmt: skip


def clean(text: str) -> str:
    """`text` with plain quotes, dashes and blanks, and with page furniture turned into blanks. Same length."""
    return text.translate(_PLAIN)
