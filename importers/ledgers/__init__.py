"""Ledgers: spreadsheets and comma-separated files of the office, read row by row as records."""
