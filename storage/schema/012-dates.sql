-- What the dates of the law need to be told: when a report went where and by what proof, what a kept paper is, the
-- opinion of a consulted party and letters that came back, how long after its period a duty falls due, and which
-- period a release fulfils.

CREATE TABLE report_deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('submitted', 'published', 'archived')),
    "on" TEXT NOT NULL CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    proof TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX report_deliveries_year ON report_deliveries (year, kind) WHERE removed_at IS NULL;

ALTER TABLE attachments ADD COLUMN kind TEXT CHECK (kind IN ('application', 'identity', 'authorisation', 'standing',
    'receipt', 'correction', 'opinion', 'payment', 'process_letter', 'answer', 'delivery', 'reply', 'dispute_notice',
    'decision', 'release', 'other'));
ALTER TABLE duties ADD COLUMN due_workdays INTEGER;
ALTER TABLE releases ADD COLUMN fulfils_period TEXT
    CHECK (fulfils_period GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');

CREATE TABLE steps_with_returns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id INTEGER NOT NULL REFERENCES requests (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone_confirmed', 'correction_asked', 'correction_received',
        'correction_overdue', 'third_party_asked', 'third_party_served', 'third_party_answered', 'organ_asked',
        'organ_served', 'organ_answered', 'extended', 'reasons_asked', 'deferred', 'fee_notice', 'fee_paid',
        'fee_overdue', 'delivered', 'returned', 'withdrawn', 'transferred', 'amended', 'answered_again', 'reopened',
        'note')),
    "on" TEXT NOT NULL CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    party TEXT NOT NULL,
    opinion TEXT CHECK (opinion IN ('agrees', 'objects', 'silent')),
    days INTEGER,
    until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    amount INTEGER,
    letter_number TEXT NOT NULL,
    approver TEXT NOT NULL,
    delivery TEXT CHECK (delivery IN ('counter', 'post', 'email', 'platform', 'fax', 'other')),
    tracking_number TEXT NOT NULL,
    posted_on TEXT CHECK (posted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    signed_on TEXT CHECK (signed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    detail TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO sqlite_sequence (name, seq) SELECT 'steps_with_returns', seq FROM sqlite_sequence WHERE name = 'steps';
INSERT INTO steps_with_returns (id, request_id, kind, "on", party, days, until, amount, letter_number, approver,
    delivery, tracking_number, posted_on, signed_on, detail, removed_at, removed_reason)
    SELECT id, request_id, kind, "on", party, days, until, amount, letter_number, approver, delivery, tracking_number,
        posted_on, signed_on, detail, removed_at, removed_reason FROM steps;
DROP TABLE steps;
ALTER TABLE steps_with_returns RENAME TO steps;
CREATE INDEX steps_request ON steps (request_id, "on") WHERE removed_at IS NULL;
CREATE INDEX steps_fee_paid ON steps ("on", amount, request_id) WHERE kind = 'fee_paid' AND removed_at IS NULL;
