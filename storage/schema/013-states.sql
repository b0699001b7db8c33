-- What happens to a report once it was issued: corrected, withdrawn, sent back to be put right, each with its day; to
-- whom it was sent; and requests merged into another, which is answered for them.

CREATE TABLE report_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('corrected', 'withdrawn', 'returned')),
    "on" TEXT NOT NULL CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    party TEXT NOT NULL,
    reason TEXT NOT NULL,
    until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    settled_on TEXT CHECK (settled_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    version INTEGER NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX report_events_year ON report_events (year, "on") WHERE removed_at IS NULL;

ALTER TABLE report_deliveries ADD COLUMN recipient TEXT NOT NULL DEFAULT '';
ALTER TABLE requests ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
CREATE INDEX requests_merged_into ON requests (merged_into) WHERE merged_into <> '';
ALTER TABLE profile ADD COLUMN merged_requests TEXT CHECK (merged_requests IN ('other', 'same'));
