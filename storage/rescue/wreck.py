"""What a damaged file still holds, sorted into tables: a leaf belongs to the table that could hold its rows.

The file itself is never opened: only a copy of its bytes is read, with zeros for what the disk cannot read any more.
The current schema decides: a row that SQLite would refuse in a table was never in it.
"""

import contextlib
import mmap
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from disclosure.records import RECORD_TYPES
from storage.connection import JOURNAL, Row
from storage.rescue.carving import PAGE, Leaf, Pages
from storage.rows import REMOVAL, layout

_PIECE = 256 * PAGE
_TABLES = (*RECORD_TYPES, "journal", "journal_values", "blobs", "seal", "seal_apart", "journal_seal", "lookups")
_REFUSED = (sqlite3.IntegrityError, OverflowError, UnicodeError)
_CLASSES: Mapping[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "BLOB": (bytes,)}
_INDEX_BY_RECORD = 3
"""Values in the journal's index by record: register, id of the record, id of the journal entry."""


@dataclass(frozen=True)
class _Shape:
    """The stored columns of one table; old rows may lack the last ones."""

    table: str
    columns: tuple[str, ...]
    classes: tuple[tuple[type, ...], ...]
    missing: Row
    least: int
    has_rowid: bool

    def could_hold(self, row: Row) -> bool:
        """Whether a row has the table's number of values, each NULL or of the right type."""
        return self.least <= len(row) <= len(self.columns) and all(
            value is None or isinstance(value, allowed) for value, allowed in zip(row, self.classes, strict=False)
        )

    def completed(self, rowid: int, row: Row) -> Row:
        """Return a row with its id in place and defaults for columns added after it was written."""
        whole = (*row, *self.missing[len(row) :])
        return (rowid, *whole[1:]) if self.has_rowid and whole[0] is None else whole


class Wreck:
    """All rows of a damaged file by table and id; several of one id if older ones were not wiped.

    ``undecided`` are leaves that more than one table could hold; the journal has to tell them apart.

    If ``unfinished`` is given, the rollback journal beside the file is first applied to the copy, as opening the file
    would do.
    """

    def __init__(self, damaged: Path, blank: Path, folder: Path, unfinished: Path | None = None) -> None:
        self.rows: dict[str, dict[int, list[Row]]] = {table: {} for table in _TABLES}
        self.lookups: list[Row] = []
        self.undecided: list[dict[str, list[tuple[int, Row]]]] = []
        self._contents: dict[str, int] = {}
        self._indexes: list[list[Row]] = []
        self._judge = _Judge(blank)
        copy = folder / ("损坏.sqlite" if unfinished is None else "退回.sqlite")
        with damaged.open("rb", buffering=0) as source, copy.open("wb") as target:
            length = source.seek(0, 2)
            for start in range(0, length, _PIECE):
                target.write(b"".join(_read(source, start, min(_PIECE, length - start))))
        if unfinished is not None:
            shutil.copyfile(unfinished, copy.with_name(copy.name + JOURNAL))
            with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(copy)) as raw:
                raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # any read rolls back
        self._file = copy.open("rb")
        self._data = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) if self._file.seek(0, 2) else b""
        self._pages = Pages(self._data)
        self.is_cut = self._pages.is_cut
        for leaf in self._pages.leaves():
            tables = self._judge.tables_of(leaf)
            if len(tables) > 1:
                self.undecided.append(tables)
            elif "blobs" in tables:
                self._contents |= {str(row[0]): leaf.page for _, row in tables["blobs"]}
            elif "lookups" in tables:
                self.lookups += [row for _, row in tables["lookups"]]
            elif tables:
                self.decide(tables, *tables)
            elif not leaf.is_table and (rows := [row for _, row in leaf.rows if _is_indexed_entry(row)]):
                self._indexes.append(rows)

    def close(self) -> None:
        """Release the copy."""
        self._judge.close()
        if isinstance(self._data, mmap.mmap):
            self._data.close()
        self._file.close()

    def ordered(self, register: str, row: Row) -> Row:
        """Return a row of a register in the order of its record's fields, followed by the recycle bin's columns."""
        places = {name: place for place, name in enumerate(self._judge.columns[register])}
        return tuple(row[places[name]] for name in (*layout(RECORD_TYPES[register]).names, *REMOVAL))

    def content(self, sha256: str) -> bytes | None:
        """Return a stored content by its name; None if it is not whole anywhere."""
        leaf = self._pages.leaf(self._contents.get(sha256, 0))
        found = (row[1] for _, row in leaf.rows if row[0] == sha256) if leaf else ()
        return next((bytes(content) for content in found), None)

    def last_entry(self, entries: Mapping[int, Row], record: Callable[[Row], tuple[str, int]]) -> int:
        """Return the highest id of a journal entry found anywhere: in entries, values or the index by record.

        A leaf is taken for that index if it has a row of a known entry and its ``record``.
        """
        known = [*entries, *self.rows["journal_values"], 0]
        for rows in self._indexes:
            if any(entry in entries and record(entries[entry]) == (register, each) for register, each, entry in rows):
                known += [entry for *_, entry in rows]
        return max(known)

    def decide(self, choices: Mapping[str, list[tuple[int, Row]]], table: str) -> None:
        """Assign the rows of an undecided leaf to a table."""
        held = self.rows[table]
        for rowid, row in choices[table]:
            held.setdefault(rowid, []).append(row)


class _Judge:
    """An empty database with the current schema and no indexes, to test whether a row could be in a table."""

    def __init__(self, blank: Path) -> None:
        with contextlib.closing(sqlite3.connect(blank)) as model:
            made = dict(model.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"))
            self._shapes = []
            for table in _TABLES:
                described = model.execute(f"PRAGMA table_xinfo({table})")
                stored = [row for row in described if not row[-1]]  # not what is generated
                columns = tuple(row[1] for row in stored)
                missing = tuple(model.execute(f"SELECT {row[4] or 'NULL'}").fetchone()[0] for row in stored)
                least = columns.index(REMOVAL[-1]) + 1 if REMOVAL[-1] in columns else len(columns)
                classes = tuple(_CLASSES[row[2]] for row in stored)
                has_rowid = "WITHOUT ROWID" not in made[table]
                self._shapes.append(_Shape(table, columns, classes, missing, least, has_rowid))
        self.columns = {shape.table: shape.columns for shape in self._shapes}
        self._raw = sqlite3.connect(":memory:", isolation_level=None)
        for table in _TABLES:
            self._raw.execute(made[table])

    def close(self) -> None:
        self._raw.close()

    def tables_of(self, leaf: Leaf) -> dict[str, list[tuple[int, Row]]]:
        """Return the tables that most rows of a leaf could belong to, each with those rows, ids in place.

        A row with a flipped bit is included if the others identify its leaf: the journal decides on it.
        """
        most, found = 0, defaultdict[str, list[tuple[int, Row]]](list)
        for shape in self._shapes:
            if shape.has_rowid is not leaf.is_table:
                continue
            rows = [(rowid, shape.completed(rowid, row)) for rowid, row in leaf.rows if shape.could_hold(row)]
            fitting = sum(self._is_let_in(shape, row) for _, row in rows)
            if fitting > most:
                most = fitting
                found.clear()
            if fitting and fitting == most:
                found[shape.table] = rows
        return dict(found)

    def _is_let_in(self, shape: _Shape, row: Row) -> bool:
        marks = ", ".join("?" * len(row))
        named = ", ".join(f'"{name}"' for name in shape.columns)
        self._raw.execute("BEGIN")
        try:
            self._raw.execute(f"INSERT INTO {shape.table} ({named}) VALUES ({marks})", row)
        except _REFUSED:
            return False
        finally:
            self._raw.execute("ROLLBACK")
        return True


def _is_indexed_entry(row: Row) -> bool:
    return (
        len(row) == _INDEX_BY_RECORD
        and isinstance(row[0], str)
        and row[0] in RECORD_TYPES
        and isinstance(row[1], int)
        and isinstance(row[2], int)
    )


def _read(source: Any, start: int, length: int) -> Iterator[bytes]:
    """Yield some bytes of a file; if they cannot be read at once, page by page, with zeros for unreadable pages."""
    content = b""
    with contextlib.suppress(OSError):
        source.seek(start)
        content = source.read(length)
    if len(content) == length or length <= PAGE:
        yield content.ljust(length, b"\0")
        return
    for first in range(start, start + length, PAGE):
        yield from _read(source, first, min(PAGE, start + length - first))
