"""Word 97–2003 files, .doc and what WPS Writer calls .wps: their text and tables ([MS-DOC], the text and no look)."""

import struct
from collections.abc import Iterator, Mapping
from itertools import pairwise

from disclosure.errors import SourceUnreadableError
from importers.containers.document import Block, Document, Paragraph, grid_of_texts

_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_FLAGS, _TEXT_LENGTH, _PARAGRAPHS_AT, _PIECES_AT = 0x0A, 0x4C, 0x102, 0x1A2
"""Offsets in the file information block: its flags, ccpText, fcPlcfBtePapx, fcClx."""
_PAGE = 512
_IN_TABLE, _ENDS_A_ROW = 0x2416, 0x2417
"""sprmPFInTable and sprmPFTtp: the paragraph stands in a table, is the mark that ends a row of one."""
_TABLE_DEFINED, _ELSEWHERE = 0xD608, 0x6646
"""sprmTDefTable, whose length has two bytes, and sprmPHugePapx: what a paragraph is told to be stands in Data."""
_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
"""How many bytes follow a sprm, by the three highest bits of its code; 0 tells that its first byte says it."""
_MOST_SIGNS = 4_000_000
_CELL, _PARAGRAPH, _ROW = "\x07", "\r", "\x00"
_FIELD, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_SHOWN = {"\x0b": " ", "\x0c": "\r", "\x1e": "-", "\x1f": "", "\x01": "", "\x08": ""}
"""A line break, a page break, hyphens that may not and that may break, the places of pictures."""


def read_old_word(streams: Mapping[str, bytes]) -> Document:
    """Return the paragraphs and grids of a Word 97–2003 file. Raises SourceUnreadableError for what is none."""
    try:
        text = _text(streams)
    except (struct.error, LookupError, ValueError, OverflowError) as fault:
        raise SourceUnreadableError("这个 .doc 文件已损坏或太旧，请用 WPS 或 Word 另存为 .docx 后再试。") from fault
    blocks: list[Block] = []
    for piece in _without_fields(text).split(_PARAGRAPH):
        *rows, line = piece.split(_ROW)
        cells = [[" ".join(cell.split()) for cell in row.split(_CELL)[:-1]] for row in rows]
        if cells:
            blocks.append(grid_of_texts(cells))
        if line.strip():
            blocks.append(Paragraph(" ".join(line.replace(_CELL, " ").split())))
    return tuple(blocks)


def _text(streams: Mapping[str, bytes]) -> str:
    """Return the text of the body: a cell ends with BEL, a row with NUL, and CR ends paragraphs outside of tables."""
    main = streams["WordDocument"]
    (flags,) = struct.unpack_from("<H", main, _FLAGS)
    if flags & _ENCRYPTED:
        raise SourceUnreadableError("这个 .doc 文件设了密码，请用 WPS 打开，去掉密码后另存，再选新存的文件。")
    table = streams["1Table" if flags & _TABLE_1 else "0Table"]
    (length,) = struct.unpack_from("<i", main, _TEXT_LENGTH)
    in_table = dict(_table_paragraphs(main, table, streams.get("Data", b"")))
    signs: list[str] = []
    for first, last, offset, size in _pieces(main, table):
        count = min(last, length, _MOST_SIGNS) - first
        for place in range(offset + size, min(offset + count * size, len(main)) + 1, size):
            unit = main[place - size : place]
            sign = unit.decode("cp1252", errors="replace") if size == 1 else unit.decode("utf-16-le", "surrogatepass")
            if place in in_table and sign in (_PARAGRAPH, _CELL):
                sign = _ROW if in_table[place] else _CELL if sign == _CELL else " "
            signs.append(_SHOWN.get(sign, sign))
    return "".join(signs).encode("utf-16-le", "surrogatepass").decode("utf-16-le", errors="replace")


def _pieces(main: bytes, table: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield where the text stands: its first and last sign, the offset in the main stream, the bytes of a sign."""
    start, length = struct.unpack_from("<ii", main, _PIECES_AT)
    block = table[start : start + length]
    place = 0
    while block[place] == 1:  # what formats the pieces, skipped
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


def _table_paragraphs(main: bytes, table: bytes, data: bytes) -> Iterator[tuple[int, bool]]:
    """Yield where paragraphs that stand in tables end in the main stream, and whether each is the end of a row."""
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
            properties = _told(content, at, data) if at else {}
            if any(properties.get(code) for code in (_IN_TABLE, _ENDS_A_ROW)):
                yield ends[run + 1], bool(properties.get(_ENDS_A_ROW))


def _told(page: bytes, at: int, data: bytes) -> dict[int, int]:
    """Return what a paragraph is told to be: the first byte of each property by its code."""
    words = page[at]
    first, length = (at + 1, 2 * words - 1) if words else (at + 2, 2 * page[at + 1])
    told = page[first + 2 : first + length]  # after the number of the style
    if told[:2] == struct.pack("<H", _ELSEWHERE):
        (place,) = struct.unpack_from("<I", told, 2)
        told = data[place + 2 :][: int.from_bytes(data[place : place + 2], "little")]
    properties: dict[int, int] = {}
    place = 0
    while place + 3 <= len(told):
        (code,) = struct.unpack_from("<H", told, place)
        properties[code] = told[place + 2]
        size = _OPERANDS[code >> 13] or 1 + told[place + 2]
        if code == _TABLE_DEFINED:
            size = 1 + int.from_bytes(told[place + 2 : place + 4], "little")
        place += 2 + size
    return properties


def _without_fields(text: str) -> str:
    """Leave out the codes of fields and keep what they print."""
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
