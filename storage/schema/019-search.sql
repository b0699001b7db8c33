-- Full-text tables anew, with words as they are typed in letters; steps, letters, attachments and the texts of papers.

DROP TABLE releases_search;
DROP TABLE requests_search;
DROP TABLE reviews_search;
DROP TABLE litigation_search;
DROP TABLE tallies_search;
DROP TABLE activities_search;
DROP TABLE duties_search;
CREATE VIRTUAL TABLE releases_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE requests_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE reviews_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE litigation_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE tallies_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE activities_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE duties_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE steps_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE letters_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE attachments_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE papers_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");

-- What stands inside a kept paper (zlib of UTF-8, sealed with its content), empty where it cannot be read.
CREATE TABLE paper_texts (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE REFERENCES blobs (sha256),
    text BLOB NOT NULL
) STRICT;

-- In which form the words of this file are indexed; an index in another form is made anew when the file is opened.
CREATE TABLE search_form (id INTEGER PRIMARY KEY CHECK (id = 1), form INTEGER NOT NULL) STRICT;
INSERT INTO search_form VALUES (1, 0);
