"""Word 97–2003 files, .doc and .wps of WPS Writer: their text and tables without formatting ([MS-DOC])."""

import re
import struct
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from disclosure.errors import SourceUnreadableError
from importers.containers.document import Block, Document, Grid, Paragraph, SpanningGrid

_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
"""Flags: the file has a password, its tables are in the stream 1Table."""
_FLAGS = 0x0A
"""Offset of the flags in the file information block."""
_TEXT_LENGTH = 0x4C
"""Offset of ccpText, the length of the body."""
_PARAGRAPHS_AT = 0x102
"""Offset of fcPlcfBtePapx, where the properties of paragraphs are."""
_PIECES_AT = 0x1A2
"""Offset of fcClx, where the pieces of the text are."""
_PAGE = 512
_IN_TABLE = 0x2416
"""sprmPFInTable: the paragraph is in a table."""
_ENDS_A_ROW = 0x2417
"""sprmPFTtp: the paragraph is the mark at the end of a table row."""
_TABLE_DEFINED = 0xD608
"""sprmTDefTable, the definition of a table row, the only one with a length of two bytes."""
_ELSEWHERE = 0x6646
"""sprmPHugePapx: the properties of the paragraph are in the stream Data."""
_CELL_BYTES = 20
"""Bytes per cell in the definition of a table row; the first two hold the flags for vertical merging."""
_MERGED_DOWN = 0b1100000
"""The flags for vertical merging."""
_GOES_ON = 0b0100000
"""Their value if the cell continues the one above."""
_SAME_EDGE = 30
"""Edges so many twentieths of a point apart are the same."""
_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
"""How many bytes follow a sprm, by the three highest bits of its code; 0 if its first byte gives the number."""
_MOST_SIGNS = 4_000_000
_CELL, _PARAGRAPH, _ROW = "\x07", "\r", "\x00"
_ROW_ENDS = re.compile(r"\x00(\d+)\x00")
"""The end of a row in the text, with the index of its shape."""
_FIELD, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_SHOWN = {"\x0b": " ", "\x0c": "\r", "\x1e": "-", "\x1f": "", "\x01": "", "\x08": ""}
"""A line break, a page break, a non-breaking and an optional hyphen, the places of pictures."""


@dataclass(frozen=True)
class _Shape:
    """The edges of the cells in a row, and which of the cells continue the one above."""

    edges: tuple[int, ...] = ()
    goes_on: tuple[bool, ...] = ()


def read_old_word(streams: Mapping[str, bytes]) -> Document:
    """Return the paragraphs and grids of a Word 97–2003 file. Raises SourceUnreadableError for other files."""
    try:
        text, shapes = _text(streams)
    except (struct.error, LookupError, ValueError, OverflowError) as fault:
        raise SourceUnreadableError("这个 .doc 文件已损坏或太旧，要用 WPS 或 Word 另存为 .docx 后再试。") from fault
    blocks: list[Block] = []
    for piece in _without_fields(text).split(_PARAGRAPH):
        *rows, line = _ROW_ENDS.split(piece)
        cells = [[" ".join(cell.split()) for cell in row.split(_CELL)[:-1]] for row in rows[::2]]
        if cells:
            blocks.append(_grid(cells, [shapes[int(number)] for number in rows[1::2]]))
        if line.strip():
            blocks.append(Paragraph(" ".join(line.replace(_CELL, " ").split())))
    return tuple(blocks)


def _grid(rows: Sequence[Sequence[str]], shapes: Sequence[_Shape]) -> Grid:
    """Return a table with spans by the edges of its cells, or without any if the edges are not known for all rows."""
    grid = SpanningGrid()
    if not all(len(shape.edges) == len(row) + 1 for row, shape in zip(rows, shapes, strict=True)):
        for row in rows:
            grid.add_row([(text, 1, 1) for text in row])
        return grid.grid()
    known = sorted({edge for shape in shapes for edge in shape.edges})
    edges = [edge for place, edge in enumerate(known) if not place or edge - known[place - 1] > _SAME_EDGE]

    def column(edge: int) -> int:
        return bisect_left(edges, edge + 1) - 1

    begins = [{column(left): on for left, on in zip(shape.edges, shape.goes_on, strict=False)} for shape in shapes]
    for number, row in enumerate(rows):
        cells = []
        for text, (left, right) in zip(row, pairwise(shapes[number].edges), strict=True):
            place, below = column(left), number + 1
            if number and begins[number][place] and place in begins[number - 1]:
                continue
            while below < len(rows) and begins[below].get(place):
                below += 1
            cells.append((text, below - number, column(right) - place))
        grid.add_row(cells)
    return grid.grid()


def _text(streams: Mapping[str, bytes]) -> tuple[str, list[_Shape]]:
    """Return the text of the body, with BEL after cells and CR after paragraphs outside tables, and the row shapes."""
    main = streams["WordDocument"]
    (flags,) = struct.unpack_from("<H", main, _FLAGS)
    if flags & _ENCRYPTED:
        raise SourceUnreadableError("这个 .doc 文件设了密码，要用 WPS 打开，去掉密码后另存，再选新存的文件。")
    table = streams["1Table" if flags & _TABLE_1 else "0Table"]
    (length,) = struct.unpack_from("<i", main, _TEXT_LENGTH)
    in_table = dict(_table_paragraphs(main, table, streams.get("Data", b"")))
    signs: list[str] = []
    shapes: list[_Shape] = []
    for first, last, offset, size in _pieces(main, table):
        count = min(last, length, _MOST_SIGNS) - first
        for place in range(offset + size, min(offset + count * size, len(main)) + 1, size):
            unit = main[place - size : place]
            sign = unit.decode("cp1252", errors="replace") if size == 1 else unit.decode("utf-16-le", "surrogatepass")
            if place in in_table and sign in (_PARAGRAPH, _CELL):
                shape = in_table[place]
                if shape is not None:
                    signs.append(f"{_ROW}{len(shapes)}")
                    shapes.append(shape)
                    sign = _ROW
                elif sign == _PARAGRAPH:
                    sign = " "
            elif sign == _ROW:
                continue
            signs.append(_SHOWN.get(sign, sign))
    return "".join(signs).encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace"), shapes


def _pieces(main: bytes, table: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield the pieces of the text: first and last character, offset in the main stream, bytes per character."""
    start, length = struct.unpack_from("<ii", main, _PIECES_AT)
    block = table[start : start + length]
    place = 0
    while block[place] == 1:  # formatting of the pieces, skipped
        place += 3 + struct.unpack_from("<H", block, place + 1)[0]
    (size,) = struct.unpack_from("<I", block, place + 1)
    place += 5
    count = (min(size, len(block) - place) - 4) // 12
    limits = struct.unpack_from(f"<{count + 1}i", block, place)
    for number, (first, last) in enumerate(pairwise(limits)):
        (offset,) = struct.unpack_from("<I", block, place + 4 * (count + 1) + 8 * number + 2)
        is_narrow = bool(offset & 0x40000000)
        offset &= 0x3FFFFFFF
        yield first, last, offset // 2 if is_narrow else offset, 1 if is_narrow else 2


def _table_paragraphs(main: bytes, table: bytes, data: bytes) -> Iterator[tuple[int, _Shape | None]]:
    """Yield where paragraphs in tables end in the main stream, and the shape of the row if one ends there."""
    start, length = struct.unpack_from("<ii", main, _PARAGRAPHS_AT)
    plex = table[start : start + length]
    count = (len(plex) - 4) // 8
    for number in range(count):
        (page,) = struct.unpack_from("<I", plex, 4 * (count + 1) + 4 * number)
        content = main[(page & 0x3FFFFF) * _PAGE :][:_PAGE]
        runs = content[-1] if len(content) == _PAGE else 0
        ends = struct.unpack_from(f"<{runs + 1}I", content, 0) if runs else ()
        for run in range(runs):
            at = content[4 * (runs + 1) + 13 * run] * 2
            told = _told(content, at, data) if at else {}
            in_table, ends_a_row = (told.get(code, b"\0")[0] for code in (_IN_TABLE, _ENDS_A_ROW))
            if in_table or ends_a_row:
                yield ends[run + 1], _shape(told.get(_TABLE_DEFINED, b"")) if ends_a_row else None


def _shape(defined: bytes) -> _Shape:
    """Return the shape of a row by its table definition, empty if that is too short."""
    count = defined[2] if len(defined) > 2 else 0  # noqa: PLR2004 - after its length
    at = 3 + 2 * (count + 1)
    if len(defined) < at or not count:
        return _Shape()
    told = [defined[at + _CELL_BYTES * place :][:2] for place in range(count)]
    goes_on = tuple(int.from_bytes(flags, "little") & _MERGED_DOWN == _GOES_ON for flags in told)
    return _Shape(struct.unpack_from(f"<{count + 1}h", defined, 3), goes_on)


def _told(page: bytes, at: int, data: bytes) -> dict[int, bytes]:
    """Return the properties of a paragraph by their codes, each with at least one byte."""
    words = page[at]
    first, length = (at + 1, 2 * words - 1) if words else (at + 2, 2 * page[at + 1])
    told = page[first + 2 : first + length]  # after the index of the style
    if told[:2] == struct.pack("<H", _ELSEWHERE):
        (place,) = struct.unpack_from("<I", told, 2)
        told = data[place + 2 :][: int.from_bytes(data[place : place + 2], "little")]
    properties: dict[int, bytes] = {}
    place = 0
    while place + 3 <= len(told):
        (code,) = struct.unpack_from("<H", told, place)
        size = _OPERANDS[code >> 13] or 1 + told[place + 2]
        if code == _TABLE_DEFINED:
            size = 1 + int.from_bytes(told[place + 2 : place + 4], "little")
        properties[code] = told[place + 2 : place + 2 + max(size, 1)]
        place += 2 + size
    return properties


def _without_fields(text: str) -> str:
    """Remove the codes of fields and keep their printed results."""
    kept: list[str] = []
    hidden = 0
    depth: list[bool] = []
    for sign in text:
        if sign == _FIELD:
            depth.append(True)
            hidden += 1
        elif sign == _FIELD_RESULT and depth and depth[-1]:
            depth[-1] = False
            hidden -= 1
        elif sign == _FIELD_END and depth:
            hidden -= depth.pop()
        elif not hidden:
            kept.append(sign)
    return "".join(kept)
