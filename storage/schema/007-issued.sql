-- Versions of reports as issued, and what was said to findings, one live record a finding.

CREATE TABLE issued (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    version INTEGER NOT NULL,
    version_code TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'checked', 'issued', 'corrected')),
    issued_on TEXT NOT NULL CHECK (issued_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reason TEXT NOT NULL,
    report TEXT NOT NULL,
    findings TEXT NOT NULL,
    files TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE finding_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    explanation TEXT NOT NULL,
    is_dismissed INTEGER NOT NULL CHECK (is_dismissed IN (0, 1)),
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX issued_version ON issued (year, version) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX finding_notes_subject ON finding_notes (year, rule, subject) WHERE removed_at IS NULL;
PRAGMA user_version = 7;
