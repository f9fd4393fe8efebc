"""Files, folders and stdin → articles: the first stage. One module a format, told by content."""

from cnvn.read.batch import read_paths
from cnvn.read.bundled import bundled_paths, read_bundled

__all__ = ["bundled_paths", "read_bundled", "read_paths"]
