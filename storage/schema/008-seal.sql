-- The password: the key in its envelope, digests that find a sealed value, and when it was set or changed.

CREATE TABLE seal (
    id INTEGER PRIMARY KEY CHECK (id IN (1, 2)),
    envelope TEXT NOT NULL,
    is_swept INTEGER NOT NULL CHECK (is_swept IN (0, 1))
) STRICT;
CREATE TABLE lookups (
    register TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (register, record_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX lookups_digest ON lookups (digest, register, record_id);
CREATE TABLE password_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('set', 'changed', 'removed')),
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
PRAGMA user_version = 8;
