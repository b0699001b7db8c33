-- Letters that went out, whose numbers are never used twice, and the office's own letter templates.

CREATE TABLE letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_register TEXT NOT NULL,
    owner_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    addressee TEXT NOT NULL,
    issued_on TEXT NOT NULL CHECK (issued_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    sha256 TEXT NOT NULL,
    is_voided INTEGER NOT NULL CHECK (is_voided IN (0, 1)),
    void_reason TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX letters_number ON letters (number) WHERE number <> '';
CREATE INDEX letters_owner ON letters (owner_register, owner_id) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX templates_code ON templates (code) WHERE removed_at IS NULL;
PRAGMA user_version = 5;
