"""What cnvn knows: people, offices, countries, places, series and the words of a language, as TOML files.

`load` gives it as one frozen value; `check` says what is wrong with a folder of one's own.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cnvn.errors import Issue
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
def load(folder: Path | None = None, language: str = "en") -> "Knowledge":
    """Our knowledge with the words of one language, and that of a user's folder: it adds, or overrides by id.

    The same arguments give the same object. Raises `CnvnError` with file, line and reason for the first thing that is
    wrong, for a folder that is not there and for a language that is not known.
    """
    from cnvn.knowledge import compiled
    from cnvn.knowledge.files import our_files, own_files

    files = (*our_files(language), *(own_files(folder) if folder else ()))
    key, cache_folder = compiled.key_of(files), _cache_folder()
    kept = compiled.fetch(key, cache_folder)
    if kept is not None:
        return kept
    from cnvn.errors import CnvnError
    from cnvn.knowledge.reader import read  # parsing is only for what was not compiled before

    knowledge, issues = read(files)
    if issues:
        more = f" ({len(issues) - 1} more)" if len(issues) > 1 else ""
        raise CnvnError(f"{issues[0].where}: {issues[0].reason}{more}", issues[0].hint)
    compiled.keep(key, knowledge, cache_folder)
    return knowledge


def check(folder: Path, language: str = "en") -> "tuple[Issue, ...]":
    """All that is wrong with a user's folder, on top of our knowledge. Raises `CnvnError` where there is no folder."""
    from cnvn.knowledge.files import our_files, own_files
    from cnvn.knowledge.reader import read

    return read((*our_files(language), *own_files(folder)))[1]


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("cnvn", appauthor=False) / "knowledge"


def __getattr__(name: str) -> Any:
    """The records are imported when they are first asked for: whoever needs only words does not wait for them."""
    if name in __all__:
        return getattr(import_module("cnvn.knowledge.records"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
