-- Full-text tables, one token per character, so that a word of any length is found as a substring.

CREATE VIRTUAL TABLE releases_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE requests_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE reviews_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE litigation_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE tallies_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE activities_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE duties_search USING fts5 (text, content = '', tokenize = "unicode61 remove_diacritics 0");
PRAGMA user_version = 4;
