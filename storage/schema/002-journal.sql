-- Who changed what, chained by hashes over salted digests; the values lie apart so that they can be erased.

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    label TEXT NOT NULL,
    batch INTEGER NOT NULL,
    operation TEXT NOT NULL CHECK (operation IN ('create', 'amend', 'remove', 'restore', 'discard')),
    register TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    undoes INTEGER REFERENCES journal (id),
    before BLOB,
    after BLOB,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_by_record ON journal (register, record_id);
CREATE INDEX journal_by_batch ON journal (batch);
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TABLE journal_values (
    entry INTEGER PRIMARY KEY REFERENCES journal (id),
    open_salt BLOB,
    open_values TEXT,
    open_digest BLOB NOT NULL,
    personal_salt BLOB,
    personal_values TEXT,
    personal_digest BLOB NOT NULL
) STRICT;
