-- What was decided of case files whose 保管期限 had ended, and when it was carried out.

CREATE TABLE appraisals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner_register TEXT NOT NULL CHECK (owner_register IN ('requests', 'reviews', 'litigation')),
    owner_id INTEGER NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('keep', 'hand_over', 'destroy')),
    decided_on TEXT NOT NULL CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    keep_until TEXT CHECK (keep_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    reason TEXT NOT NULL,
    approver TEXT NOT NULL,
    done_on TEXT CHECK (done_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    witnesses TEXT NOT NULL,
    removed_at TEXT,
    removed_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX appraisals_owner ON appraisals (owner_register, owner_id) WHERE removed_at IS NULL;
