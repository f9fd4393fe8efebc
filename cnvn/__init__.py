"""cnvn reads articles about China–Vietnam diplomacy into a chronology that can be trusted and queried."""

__version__ = "0.1.0"
