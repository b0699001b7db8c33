"""The SQL of each register, written once: the names come from the record's declaration, never from outside."""

import sqlite3
from dataclasses import dataclass, fields
from functools import cache

from disclosure.column_kinds import columns
from disclosure.records import RECORD_TYPES, Record
from storage.rows import REMOVAL
from storage.search import is_searchable


@dataclass(frozen=True)
class Statements:
    """The SQL statements of one register. A stored row is the record's values, removed_at and removed_reason."""

    select: str
    select_any: str
    insert: str
    delete: str
    find: str
    find_any: str
    index: str
    unindex: str
    last_id: str


@cache
def statements(register: str) -> Statements:
    """Return the statements of a register."""
    named, search = _named(register), f"{register}_search"
    return Statements(
        select=_select(register),
        select_any=f"SELECT {named} FROM {register} WHERE id IN ({{}})",
        insert=_insert(register),
        delete=f"DELETE FROM {register} WHERE id = ?",
        # without <> '' SQLite cannot use the unique index, which does not contain blank numbers
        find=f"SELECT {named} FROM {register} WHERE {reference_field(register)} = ?"
        f" AND {reference_field(register)} <> '' AND removed_at IS NULL LIMIT 1",
        find_any=f"SELECT {reference_field(register)} FROM {register} WHERE {reference_field(register)} IN ({{}})"
        f" AND {reference_field(register)} <> '' AND removed_at IS NULL",
        index=f"INSERT INTO {search} (rowid, text) VALUES (?, ?)" if is_searchable(register) else "",
        unindex=f"INSERT INTO {search} ({search}, rowid, text) VALUES ('delete', ?, ?)"
        if is_searchable(register)
        else "",
        last_id=f"SELECT seq FROM sqlite_sequence WHERE name = '{register}'",
    )


@cache
def _named(register: str) -> str:
    """Return the column names. Taken from the declaration, because ``layout`` would load all codecs."""
    return ", ".join(f'"{name}"' for name in (*(field.name for field in fields(RECORD_TYPES[register])), *REMOVAL))


def _select(register: str) -> str:
    return f"SELECT {_named(register)} FROM {register} WHERE id = ?"


def _insert(register: str) -> str:
    named = _named(register)
    return f"INSERT INTO {register} ({named}) VALUES ({', '.join('?' * (named.count(',') + 1))})"


def try_schema(raw: sqlite3.Connection) -> None:
    """Check that every table and column the program uses is there; raises sqlite3.Error where one is missing."""
    for register in RECORD_TYPES:
        raw.execute(_select(register), (0,))
        inserted = _insert(register)
        raw.execute(f"EXPLAIN {inserted}", (None,) * inserted.count("?"))  # checks and generated columns, too
        if is_searchable(register):
            raw.execute(f"SELECT rowid FROM {register}_search LIMIT 0")
    raw.execute("SELECT papers_search.rowid, sha256, paper_texts.text FROM papers_search, paper_texts LIMIT 0")


@cache
def update(register: str, changed: tuple[str, ...]) -> str:
    """Return the UPDATE of just some fields, so that indexes of the others are left alone."""
    assignments = ", ".join(f'"{name}" = ?' for name in changed)
    return f"UPDATE {register} SET {assignments} WHERE id = ?"


@cache
def reference_field(register: str) -> str:
    """Return the field by which other records refer to this kind: the number, the name of a duty, else the id."""
    return numbering_field(register) or ("name" if register == "duties" else "id")


@cache
def numbering_field(register: str) -> str:
    """Return the field that the program fills with a number, or an empty name."""
    return next((column.name for column in columns(RECORD_TYPES[register]) if column.is_numbering), "")


@cache
def referring(register: str) -> tuple[tuple[type[Record], str], ...]:
    """Return the fields, with their record types, that refer to records of a register."""
    return tuple(
        (record_type, column.name)
        for record_type in RECORD_TYPES.values()
        for column in columns(record_type)
        if column.refers_to == register
    )
