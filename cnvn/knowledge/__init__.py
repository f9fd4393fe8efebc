"""What cnvn knows: people, offices, countries, places, series and the words of a language, as TOML files.

`load` gives it as one frozen value; `check` says what is wrong with a folder of one's own.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from cnvn.errors import CnvnError, Issue
from cnvn.knowledge.reader import KINDS, File, read
from cnvn.knowledge.records import (
    CountryFact,
    Knowledge,
    OfficeFact,
    OrganizationFact,
    PersonFact,
    PlaceFact,
    SeriesFact,
    Term,
)
from cnvn.knowledge.words import load_words

__all__ = [
    "CountryFact",
    "Knowledge",
    "OfficeFact",
    "OrganizationFact",
    "PersonFact",
    "PlaceFact",
    "SeriesFact",
    "Term",
    "check",
    "load",
]


@cache
def load(folder: Path | None = None, language: str = "en") -> Knowledge:
    """Our knowledge with the words of one language, and that of a user's folder: it adds, or overrides by id.

    The same arguments give the same object. Raises `CnvnError` with file, line and reason for the first thing that is
    wrong, and for a folder that is not there.
    """
    knowledge, issues = _read(folder, language)
    if issues:
        more = f"; {len(issues) - 1} more" if len(issues) > 1 else ""
        raise CnvnError(f"{issues[0].where}: {issues[0].reason}{more}", issues[0].hint)
    return knowledge


def check(folder: Path, language: str = "en") -> tuple[Issue, ...]:
    """All that is wrong with a user's folder, on top of our knowledge. Raises `CnvnError` where there is no folder."""
    return _read(folder, language)[1]


def _read(folder: Path | None, language: str) -> tuple[Knowledge, tuple[Issue, ...]]:
    own = list(_own_files(folder)) if folder else []
    return read([*_our_files(), *own], load_words(language, "demonyms"))


def _our_files() -> Iterator[File]:
    for kind in KINDS:
        resource = files("cnvn.knowledge") / f"{kind}.toml"
        yield File(f"{kind}.toml", kind, resource.read_text(encoding="utf-8"))


def _own_files(folder: Path) -> Iterator[File]:
    if not folder.is_dir():
        raise CnvnError(f"{folder}: no such folder", "a knowledge folder holds people.toml, places.toml and the like")
    for kind in KINDS:
        path = folder / f"{kind}.toml"
        if path.exists():
            try:
                yield File(str(path), kind, path.read_text(encoding="utf-8"))
            except UnicodeDecodeError as error:
                raise CnvnError(f"{path}: not UTF-8 at byte {error.start}") from error
