-- What was said of the headings and words of old ledgers, by the shape of the sheet, so that the next one of its shape
-- asks nothing again, on whatever machine.

CREATE TABLE ledger_words (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shape TEXT NOT NULL,
    said TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
