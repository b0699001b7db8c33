"""Reading SQLite pages without SQLite: every row that is whole in some page, wherever in the file that page is.

The schema in the first page is not consulted, so a file whose first page is lost or overwritten reads like any other.
Layout of pages, cells and records: https://www.sqlite.org/fileformat2.html
"""

import mmap
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from storage.connection import Row

PAGE = 4096
"""Bytes of a page in every file of this program."""

_MAGIC = b"SQLite format 3\0"
_FILE_HEADER = 100
_INDEX_INTERIOR, _TABLE_INTERIOR, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_HEADER_LENGTHS = {_INDEX_INTERIOR: 12, _TABLE_INTERIOR: 12, _INDEX_LEAF: 8, _TABLE_LEAF: 8}
_MOST_IN_TABLE_CELL = PAGE - 35
_MOST_IN_INDEX_CELL = (PAGE - 12) * 64 // 255 - 23
_LEAST_IN_CELL = (PAGE - 12) * 32 // 255 - 23
_MOST_CELLS = (PAGE - 8) // 4
_LONGEST_VARINT = 9
_LONGEST_COLUMNS = 200
_LENGTHS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
_REAL, _ZERO, _ONE, _FIRST_CONTENT = 7, 8, 9, 12


class _NotARowError(ValueError):
    """These bytes are not a row, or not a whole one."""


@dataclass(frozen=True)
class Leaf:
    """The rows of one leaf: of a table as (rowid, values), of an index or a table without rowids with rowid 0."""

    page: int
    is_table: bool
    rows: tuple[tuple[int, Row], ...]


class Pages:
    """The pages of a damaged file, given as its bytes or a memory map."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        self.count = -(-len(data) // PAGE)
        """Including an incomplete last one."""
        told = struct.unpack_from(">I", data, 28)[0] if len(data) >= _FILE_HEADER and data[:16] == _MAGIC else 0
        self.is_cut = self.count < told or len(data) % PAGE > 0
        self._free = set[int]()
        """Pages on SQLite's freelist: what they hold was deleted or replaced."""
        trunk = struct.unpack_from(">I", data, 32)[0] if told else 0
        while 1 < trunk < self.count and trunk not in self._free:
            following, count = struct.unpack_from(">II", self._page(trunk))
            if count > PAGE // 4 - 2:
                break
            self._free |= {trunk, *struct.unpack_from(f">{count}I", self._page(trunk), 8)}
            trunk = following
        if told and len(self._free) != struct.unpack_from(">I", data, 36)[0]:
            self._free = set()  # a damaged list may name pages that are in use

    def leaves(self) -> Iterator[Leaf]:
        """Yield every leaf, except on pages known to be free."""
        for number in range(1, self.count + 1):
            if number not in self._free:
                leaf = self.leaf(number)
                if leaf is not None and leaf.rows:
                    yield leaf

    def _page(self, number: int) -> bytes:
        return self._data[(number - 1) * PAGE : number * PAGE] if number > 0 else b""

    def leaf(self, number: int) -> Leaf | None:
        """Return the rows of a page that may be a leaf; an index has rows on its interior pages, too."""
        page, start = self._page(number), _FILE_HEADER if number == 1 else 0
        if len(page) < PAGE or page[start] not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
            return None
        length = _HEADER_LENGTHS[page[start]]
        (cells,) = struct.unpack_from(">H", page, start + 3)
        if cells > _MOST_CELLS:
            return None
        rows = []
        for place in struct.unpack_from(f">{cells}H", page, start + length):
            with suppress(_NotARowError, LookupError, struct.error, OverflowError):
                rows.append(self._cell(page, place, page[start]))
        return Leaf(number, page[start] == _TABLE_LEAF, tuple(rows))

    def _cell(self, page: bytes, place: int, kind: int) -> tuple[int, Row]:
        rowid = 0
        if kind == _INDEX_INTERIOR:
            place += 4  # skip the number of the left child
        length, place = _varint(page, place)
        if kind == _TABLE_LEAF:
            rowid, place = _varint(page, place)
        most = _MOST_IN_TABLE_CELL if kind == _TABLE_LEAF else _MOST_IN_INDEX_CELL
        if length <= most:
            payload = page[place : place + length]
        else:
            local = _LEAST_IN_CELL + (length - _LEAST_IN_CELL) % (PAGE - 4)
            local = local if local <= most else _LEAST_IN_CELL
            (following,) = struct.unpack_from(">I", page, place + local)
            payload = page[place : place + local] + self._overflow(following, length - local)
        if len(payload) != length:
            raise _NotARowError
        return rowid, _record(payload)

    def _overflow(self, number: int, length: int) -> bytes:
        """Return the part of a row that lies on overflow pages, each of which names the next."""
        if length > len(self._data):
            raise _NotARowError
        parts = []
        while length > 0:
            page = self._page(number) if 1 < number <= self.count else b""
            if len(page) < PAGE:
                raise _NotARowError
            parts.append(page[4 : 4 + length])
            length -= len(parts[-1])
            (number,) = struct.unpack_from(">I", page)
        if number:  # 0 on the last one
            raise _NotARowError
        return b"".join(parts)


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """Return the variable-length integer at a place, and the place after it."""
    value = 0
    for step in range(_LONGEST_VARINT - 1):
        byte = data[place + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says that more follows
            return value, place + step + 1
    value = value << 8 | data[place + _LONGEST_VARINT - 1]
    return value - (1 << 64) if value >> 63 else value, place + _LONGEST_VARINT


def _record(payload: bytes) -> Row:
    """Return the values of a record; its header gives the type and length of each."""
    head, place = _varint(payload, 0)
    if not 0 < head <= len(payload):
        raise _NotARowError
    kinds = []
    while place < head:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    if place != head or len(kinds) > _LONGEST_COLUMNS:
        raise _NotARowError
    values: list[int | float | str | bytes | None] = []
    for kind in kinds:
        length = _LENGTHS[kind] if kind < _FIRST_CONTENT else (kind - _FIRST_CONTENT) // 2
        content, place = payload[place : place + length], place + length
        if kind == 0 or kind in (_ZERO, _ONE):
            values.append(None if kind == 0 else kind - _ZERO)
        elif kind == _REAL:
            values.append(struct.unpack(">d", content)[0])
        elif kind < _FIRST_CONTENT:
            values.append(int.from_bytes(content, signed=True))
        else:
            values.append(content.decode("utf-8", "replace") if kind % 2 else content)
    if place != len(payload):
        raise _NotARowError
    return tuple(values)
