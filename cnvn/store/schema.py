"""The tables of a store, as numbered migrations. A migration that was released is never changed; a new one is added.

`events` holds what queries ask for and is small, so that a scan of it is quick; `event_rows` holds what is printed.
`position` is an event's place in the chronology. All names in `key` columns are folded (`cnvn.text.fold`).
"""

# Written into the header of every store: tells a cnvn store from other SQLite files.
APPLICATION_ID = 0x636E766E  # "cnvn"

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        fingerprint TEXT NOT NULL,
        origin TEXT NOT NULL,
        title TEXT, publisher TEXT, published TEXT, url TEXT,
        language TEXT NOT NULL,
        path TEXT,
        parts INTEGER NOT NULL,
        issues TEXT NOT NULL,
        "references" TEXT NOT NULL,
        text TEXT NOT NULL
    );
    CREATE TABLE candidates (
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        data TEXT NOT NULL,
        PRIMARY KEY (article, number)
    ) WITHOUT ROWID;

    CREATE TABLE events (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        start TEXT NOT NULL,
        "end" TEXT NOT NULL,
        type TEXT NOT NULL,
        status TEXT NOT NULL,
        origin TEXT NOT NULL,
        place TEXT, place_key TEXT,
        series TEXT, series_key TEXT, number INTEGER
    );
    CREATE INDEX events_series ON events (series_key) WHERE series_key IS NOT NULL;
    CREATE TABLE event_rows (
        position INTEGER PRIMARY KEY REFERENCES events (position) ON DELETE CASCADE,
        row TEXT NOT NULL,
        words TEXT NOT NULL
    );
    CREATE TABLE event_people (
        position INTEGER NOT NULL REFERENCES events (position) ON DELETE CASCADE,
        key TEXT NOT NULL,
        name TEXT NOT NULL,
        country TEXT,
        PRIMARY KEY (key, position)
    ) WITHOUT ROWID;
    CREATE INDEX event_people_event ON event_people (position);
    CREATE TABLE event_countries (
        code TEXT NOT NULL,
        position INTEGER NOT NULL REFERENCES events (position) ON DELETE CASCADE,
        PRIMARY KEY (code, position)
    ) WITHOUT ROWID;
    CREATE INDEX event_countries_event ON event_countries (position);
    CREATE TABLE event_sources (
        article TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        rule TEXT NOT NULL,
        position INTEGER NOT NULL REFERENCES events (position) ON DELETE CASCADE,
        PRIMARY KEY (article, start, "end", rule, position)
    ) WITHOUT ROWID;
    CREATE INDEX event_sources_event ON event_sources (position);

    CREATE TABLE former_ids (id TEXT PRIMARY KEY, now TEXT NOT NULL) WITHOUT ROWID;
    """,
)
