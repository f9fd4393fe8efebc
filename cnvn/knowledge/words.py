"""The words of a language, as TOML files in a folder named by its code: `knowledge/en/dates.toml` and the like."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def load_words(language: str, name: str) -> dict[str, Any]:
    """The parsed file `knowledge/<language>/<name>.toml`. Callers share it and must not change it.

    Raises `FileNotFoundError` where the language has no such file.
    """
    return tomllib.loads((Path(__file__).parent / language / f"{name}.toml").read_text(encoding="utf-8"))
