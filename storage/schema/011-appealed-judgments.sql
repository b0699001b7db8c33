-- How the office counts a judgment of the year that was appealed against in the next; nothing said: as of the day.

ALTER TABLE profile ADD COLUMN appealed_judgments TEXT CHECK (appealed_judgments IN ('as_of_the_day', 'pending'));
