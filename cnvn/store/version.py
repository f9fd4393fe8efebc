"""What a store was read with, by which is told what must be read anew."""

from pathlib import Path

from cnvn import __version__
from cnvn.briefs import checksum


def version(folder: Path | None) -> str:
    """The version of the program and, by its content, of the user's own knowledge.

    Raises `CnvnError` where that cannot be read.
    """
    if folder is None:
        return __version__
    from cnvn.knowledge.compiled import key_of
    from cnvn.knowledge.files import own_files

    return f"{__version__} {key_of(own_files(folder))}"


def version_of_briefs(folder: Path | None) -> str:
    """The same with the content of the bundled briefs: what a default store must have been made with."""
    return f"{version(folder)} {checksum()}"
