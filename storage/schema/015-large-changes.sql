-- From which change against last year on a figure of the report asks for a reason, in percent; nothing said: the default.

ALTER TABLE profile ADD COLUMN large_change INTEGER CHECK (large_change >= 0);
