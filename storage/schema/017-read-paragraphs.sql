-- Which paragraphs of the program's words somebody read, as they were printed; empty for a part that was read or written
-- as a whole, before paragraphs were told apart.

ALTER TABLE drafts ADD COLUMN read_words TEXT NOT NULL DEFAULT '';
