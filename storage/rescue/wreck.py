"""A damaged file, read as far as it reads: by ranges of ids, halved wherever something breaks.

The file itself is never opened: a copy of its bytes is, with the fixed parts of the header put right.
"""

import contextlib
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path

from storage.connection import Row
from storage.schema import APPLICATION_ID

_PAGE = 4096
_HEADER_LENGTH, _INTERIOR = 100, 5
_LONGEST_END_MISSING = 16
"""How many times longer than its rest a file is believed to have been."""
_MOST_FAILURES = 1_000
"""Reads that may fail in one table before the rest of it is given up."""

_SMALLEST_ROW = 16
"""Bytes; a file holds no more rows than its size allows, whatever a damaged number says."""

_PROBES = 40
_STEPS_AT_A_TIME, _TIMES = 1_000_000, 300
"""Work SQLite may do in all: damaged pages may point at each other in circles."""

_STRUCTURE = (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError)


class Wreck:
    """The readable rest of a damaged file, of which ``copy`` is a copy that may be changed."""

    def __init__(self, copy: Path, blank: Path) -> None:
        self.failures = 0
        self._most_rows, self._times_left = copy.stat().st_size // _SMALLEST_ROW, _TIMES
        _mend_header(copy, blank, whole_page=False)
        self._raw = _opened(copy)
        if not self._has_schema():
            self._raw.close()
            _mend_header(copy, blank, whole_page=True)
            self._raw = _opened(copy)
        self._raw.set_progress_handler(self._is_enough, _STEPS_AT_A_TIME)

    def close(self) -> None:
        """Let the copy go."""
        self._raw.close()

    def highest(self, table: str, column: str = "id") -> int:
        """Return an id above which a table holds nothing, as far as anything tells."""
        known = [0]
        for sql in (f"SELECT max({column}) FROM {table}", f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'"):
            with contextlib.suppress(*_STRUCTURE):
                found = self._raw.execute(sql).fetchone()
                if found and isinstance(found[0], int):
                    known.append(found[0])
        highest = max(known)
        return highest if 0 < highest <= self._most_rows else self._most_rows

    def rows(self, sql: str, last: int) -> Iterator[Row]:
        """Yield the rows of ``sql``, which asks for ids from ``?`` to ``?``, that can be read at all."""
        waiting, failures = [(1, last)], 0
        if not self._reads_anywhere(sql, last):
            self.failures += 1
            return
        while waiting and failures < _MOST_FAILURES and self._times_left >= 0:
            first, end = waiting.pop()
            try:
                found = self._raw.execute(sql, (first, end)).fetchall()
            except _STRUCTURE:
                failures += 1
                self.failures += 1
                if first < end:
                    middle = (first + end) // 2
                    waiting += [(middle + 1, end), (first, middle)]
                continue
            yield from found

    def _reads_anywhere(self, sql: str, last: int) -> bool:
        """Whether any of some ids all over a table can be looked for: where its root is gone, none can."""
        for place in range(_PROBES):
            number = 1 + place * last // _PROBES
            with contextlib.suppress(*_STRUCTURE):
                self._raw.execute(sql, (number, number)).fetchall()
                return True
        return False

    def content(self, sha256: str) -> bytes | None:
        """Return a kept content, by its name or wherever it lies; None where it cannot be read."""
        with contextlib.suppress(*_STRUCTURE):
            found = self._raw.execute("SELECT content FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
            return None if found is None else bytes(found[0])
        return None

    def _is_enough(self) -> bool:
        self._times_left -= 1
        return self._times_left < 0

    def _has_schema(self) -> bool:
        try:
            self._raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            self._raw.execute("SELECT id FROM journal LIMIT 0").fetchone()
        except _STRUCTURE:
            return False
        return True


def _opened(copy: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(copy, isolation_level=None)
    raw.text_factory = lambda data: data.decode("utf-8", "replace")
    with contextlib.suppress(*_STRUCTURE):
        raw.execute("PRAGMA cell_size_check = ON")
    return raw


def _mend_header(copy: Path, blank: Path, *, whole_page: bool) -> None:
    """Write what is the same in every file of ours into the first page; where that is not enough, the whole schema.

    Where the end is missing, empty pages stand for it: SQLite gives up a file in which a table has no first page.
    """
    content, model = bytearray(copy.read_bytes()), blank.read_bytes()
    told = struct.unpack(">I", content[28:32].ljust(4, b"\0"))[0] * _PAGE
    longest = max(len(content), len(model), told if told < _LONGEST_END_MISSING * len(content) else 0)
    content.extend(bytes(longest + -longest % _PAGE - len(content)))
    head = bytearray(model[:_HEADER_LENGTH])
    head[28:32] = struct.pack(">I", len(content) // _PAGE)
    head[32:40] = bytes(8)  # no free pages: they would only be read for writing
    head[68:72] = APPLICATION_ID.to_bytes(4, "big")
    if whole_page:
        pages = [0]
        if model[_HEADER_LENGTH] == _INTERIOR:  # the pages on which its tree of tables goes on, the same in all files
            (cells,) = struct.unpack_from(">H", model, _HEADER_LENGTH + 3)
            places = struct.unpack_from(f">{cells}H", model, _HEADER_LENGTH + 12)
            pages += [struct.unpack_from(">I", model, place)[0] - 1 for place in (*places, _HEADER_LENGTH + 8)]
        for page in pages:
            content[page * _PAGE : (page + 1) * _PAGE] = model[page * _PAGE : (page + 1) * _PAGE]
    content[: len(head)] = head
    copy.write_bytes(content)
