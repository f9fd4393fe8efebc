"""cnvn reads articles about China–Vietnam diplomacy into a chronology that can be trusted and queried."""

__version__ = "0.1.0"
__all__ = ["__version__", "find_dates"]

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cnvn.dates import find_dates as find_dates

_PUBLIC = {"find_dates": "cnvn.dates"}


def __getattr__(name: str) -> Any:
    """Public functions are imported when they are first asked for, so that `import cnvn` costs nothing."""
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
