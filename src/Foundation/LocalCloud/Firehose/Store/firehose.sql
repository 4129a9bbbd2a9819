CREATE TABLE IF NOT EXISTS stream (
    name TEXT PRIMARY KEY,
    created INTEGER NOT NULL,          -- milliseconds since 1970, UTC, as all times here
    destination TEXT NOT NULL          -- JSON
) WITHOUT ROWID;

-- Tags and encryption, where a stream has any.
CREATE TABLE IF NOT EXISTS stream_settings (
    name TEXT PRIMARY KEY,
    settings TEXT NOT NULL             -- JSON
) WITHOUT ROWID;

-- The records of one call, concatenated.
CREATE TABLE IF NOT EXISTS chunk (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    stream TEXT NOT NULL,
    delivery INTEGER,                  -- NULL while the buffer is open
    arrived INTEGER NOT NULL,
    data BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS chunk_open ON chunk (stream) WHERE delivery IS NULL;
CREATE INDEX IF NOT EXISTS chunk_delivery ON chunk (delivery, id) WHERE delivery IS NOT NULL;

-- A closed buffer; its key is chosen once, so that a delivery that a crash interrupted is repeated and not doubled.
CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    stream TEXT NOT NULL,
    bucket TEXT NOT NULL,
    key TEXT NOT NULL,
    compression TEXT NOT NULL
);
