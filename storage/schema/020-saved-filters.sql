-- Filters of the lists that were saved with a name; what each lets through stands in it as JSON.

CREATE TABLE saved_filters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_register TEXT NOT NULL,
    name TEXT NOT NULL,
    choices TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
