"""Articles, candidates and merged events in one SQLite file."""
