CREATE TABLE IF NOT EXISTS bucket (
    name TEXT PRIMARY KEY,
    created INTEGER NOT NULL,          -- milliseconds since 1970, UTC, as all times here
    versioning TEXT,                   -- NULL (never set), Enabled or Suspended
    notification TEXT                  -- rules as JSON
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS bucket_tags (
    bucket TEXT PRIMARY KEY,
    tags TEXT NOT NULL                 -- an object's name and value pairs as JSON
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS object (
    seq INTEGER PRIMARY KEY,           -- order of all changes; an event's sequencer
    bucket TEXT NOT NULL,
    key BLOB NOT NULL,                 -- UTF-8, so that rows sort as S3 lists keys
    version TEXT NOT NULL,             -- 'null' for what was put without versioning
    latest INTEGER NOT NULL,
    marker INTEGER NOT NULL,           -- 1 for a delete marker
    size INTEGER NOT NULL,
    etag TEXT NOT NULL,
    modified INTEGER NOT NULL,
    headers TEXT NOT NULL,             -- JSON
    segments TEXT NOT NULL             -- blobs with their lengths, in order
);
CREATE UNIQUE INDEX IF NOT EXISTS object_current ON object (bucket, key) WHERE latest = 1;
CREATE UNIQUE INDEX IF NOT EXISTS object_version ON object (bucket, key, version);
CREATE INDEX IF NOT EXISTS object_history ON object (bucket, key, seq DESC);

CREATE TABLE IF NOT EXISTS upload (
    id TEXT PRIMARY KEY,
    bucket TEXT NOT NULL,
    key BLOB NOT NULL,
    created INTEGER NOT NULL,
    headers TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS upload_key ON upload (bucket, key, id);

CREATE TABLE IF NOT EXISTS part (
    upload TEXT NOT NULL,
    number INTEGER NOT NULL,
    size INTEGER NOT NULL,
    etag TEXT NOT NULL,
    modified INTEGER NOT NULL,
    checksum TEXT,                     -- ALGORITHM:base64
    segments TEXT NOT NULL,
    PRIMARY KEY (upload, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS blob (
    boot INTEGER NOT NULL,             -- the server start that wrote it
    number INTEGER NOT NULL,
    garbage INTEGER NOT NULL,          -- 1 when nothing refers to it any more
    PRIMARY KEY (boot, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS pending_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT OR IGNORE INTO counter (name, value) VALUES ('seq', 0), ('boot', 0), ('swept', 0);
