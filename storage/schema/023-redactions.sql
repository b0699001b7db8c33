-- Of a paper made public in part: what it was made of, and every place that was covered with its ground, as JSON.

ALTER TABLE attachments ADD COLUMN redaction TEXT NOT NULL DEFAULT '';
