"""The knowledge files as text: which there are, and where they lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cnvn.errors import CnvnError

# The file of each kind of entry, and the table that an entry is.
KINDS = {
    "countries": "country",
    "offices": "office",
    "people": "person",
    "organizations": "organization",
    "places": "place",
    "series": "series",
}
OURS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class File:
    """One knowledge file as it was read: its path (for messages), what it is of (`people` …), its text, whether it is
    ours or comes on top of that (`order`), and why it could not be read, if so."""

    path: str
    kind: str
    text: str
    order: int = 0
    unreadable: str = ""


def our_files(language: str) -> Iterator[File]:
    """Our knowledge, and with the kind `demonyms` the words of one language for countries and their people.

    Raises `CnvnError` for a language that has none.
    """
    for kind in KINDS:
        yield File(f"{kind}.toml", kind, (OURS / f"{kind}.toml").read_text(encoding="utf-8"))
    words = OURS / language / "demonyms.toml"
    if not words.is_file():
        raise CnvnError(f"no knowledge of the language {language!r}", "its folder has no demonyms.toml")
    yield File(f"{language}/demonyms.toml", "demonyms", words.read_text(encoding="utf-8"))


def own_files(folder: Path) -> Iterator[File]:
    """The knowledge files of a user's folder: any of ours. Raises `CnvnError` where there is no such folder and where
    none of the files is there."""
    if not folder.is_dir():
        raise CnvnError(f"{folder}: no such folder", "a knowledge folder holds people.toml, places.toml and the like")
    there = [(kind, folder / f"{kind}.toml") for kind in KINDS if (folder / f"{kind}.toml").is_file()]
    if not there:
        names = ", ".join(f"{kind}.toml" for kind in KINDS)
        raise CnvnError(f"{folder}: no knowledge files", f"they are named {names}")
    for kind, path in there:
        try:
            yield File(str(path), kind, path.read_text(encoding="utf-8"), order=1)
        except UnicodeDecodeError as error:
            yield File(str(path), kind, "", order=1, unreadable=f"not UTF-8 at byte {error.start}")
        except OSError as error:
            yield File(str(path), kind, "", order=1, unreadable=str(error.strerror or error))
