-- Years of the work calendar as the office entered them, one live record a year.

CREATE TABLE calendar_years (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    text TEXT NOT NULL,
    moved TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX calendar_years_year ON calendar_years (year) WHERE removed_at IS NULL;
PRAGMA user_version = 6;
