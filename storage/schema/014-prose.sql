-- What the report says of the office, and which of its texts somebody wrote or read.

ALTER TABLE drafts ADD COLUMN state TEXT CHECK (state IN ('untouched', 'read', 'written'));
ALTER TABLE profile ADD COLUMN title_name TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN lead_department TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN head TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN deputy TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN staff INTEGER;
ALTER TABLE profile ADD COLUMN advice_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE profile ADD COLUMN accounts TEXT NOT NULL DEFAULT '';
