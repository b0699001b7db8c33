-- With a password: with which entry the journal ends, and an HMAC of that under a key that follows from the password's.
-- A file with a password that lacks it was sealed by an older program, whose values are bound to no row.

CREATE TABLE journal_seal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    entry INTEGER NOT NULL,
    tag BLOB NOT NULL
) STRICT;
