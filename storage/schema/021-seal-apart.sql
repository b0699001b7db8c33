-- A third copy of the password's envelope, in a table of its own: the other two lie on one page and go with it. What is
-- written anew as a whole (VACUUM, at every change of the password) has this table at its end.

CREATE TABLE seal_apart (
    id INTEGER PRIMARY KEY CHECK (id = 3),
    envelope TEXT NOT NULL
) STRICT;
INSERT INTO seal_apart (id, envelope) SELECT 3, envelope FROM seal WHERE id = 1 AND envelope <> '';
