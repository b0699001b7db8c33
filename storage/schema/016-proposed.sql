-- Which columns of a record an import filled as proposed and nobody has confirmed yet.

ALTER TABLE releases ADD COLUMN proposed TEXT NOT NULL DEFAULT '';
ALTER TABLE requests ADD COLUMN proposed TEXT NOT NULL DEFAULT '';
ALTER TABLE reviews ADD COLUMN proposed TEXT NOT NULL DEFAULT '';
ALTER TABLE litigation ADD COLUMN proposed TEXT NOT NULL DEFAULT '';
ALTER TABLE tallies ADD COLUMN proposed TEXT NOT NULL DEFAULT '';
ALTER TABLE activities ADD COLUMN proposed TEXT NOT NULL DEFAULT '';
ALTER TABLE duties ADD COLUMN proposed TEXT NOT NULL DEFAULT '';
