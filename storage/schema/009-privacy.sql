-- Who looked at personal values that the screen hides.

CREATE TABLE accesses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_register TEXT NOT NULL,
    owner_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('shown', 'edited', 'copied', 'exported')),
    fields TEXT NOT NULL,
    count INTEGER NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX accesses_owner ON accesses (owner_register, owner_id);
PRAGMA user_version = 9;
