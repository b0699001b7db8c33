"""Workbooks of Excel 97–2003 and .et of WPS: their sheets, record by record, without formatting ([MS-XLS]).

No library reads a damaged one safely: python-calamine allocates as much memory as the file says, and aborts the
program.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from disclosure.errors import SourceUnreadableError
from importers.containers.compound import streams_of
from importers.spreadsheet_days import FORMATS, day_of, shows_days

Span: TypeAlias = tuple[int, int, int, int]
"""A merged range: first column, first row, last column, last row, from 1."""

_MOST_BYTES, _MOST_CELLS = 40_000_000, 4_000_000
_BIFF8, _BIFF5 = 0x0600, 0x0500
"""The version in the records of Excel 97–2003, and of 5 and 95."""
_BOF, _EOF, _CONTINUE, _PASSWORD = 0x0809, 0x000A, 0x003C, 0x002F
_SHEET, _STRINGS, _FORMAT, _STYLE, _FROM_1904, _CODE_PAGE = 0x0085, 0x00FC, 0x041E, 0x00E0, 0x0022, 0x0042
_LABEL_SHARED, _LABEL, _LABEL_RICH, _NUMBER, _SHORT, _SHORTS = 0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E, 0x00BD
_FORMULA, _FORMULA_TEXT, _TRUTH, _MERGED = 0x0006, 0x0207, 0x0205, 0x00E5
_WIDE, _EXTENDED, _RICH = 1, 4, 8
_WHOLE = 10**15
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_CODE_PAGES = {936: "gb18030", 950: "cp950", 1252: "cp1252", 65001: "utf-8"}

_DAMAGE = (struct.error, LookupError, ValueError, OverflowError)


@dataclass(frozen=True)
class OldSheet:
    """A sheet: rows of values from row and column 1 (texts, numbers, booleans, dates), and its merged ranges."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)


@dataclass
class _Book:
    """What all sheets share: their names and offsets, shared texts, and which styles show dates."""

    is_wide: bool
    encoding: str = "gb18030"
    is_1904: bool = False
    sheets: list[tuple[str, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)

    def shows_day(self, style: int) -> bool:
        """Whether cells of a style show their number as a date."""
        number = self.styles[style] if style < len(self.styles) else 0
        return shows_days(self.formats[number]) if number in self.formats else number in FORMATS

    def text(self, data: bytes, at: int, size: int) -> str:
        """Return the text at an offset of a record, whose length is stored in ``size`` bytes."""
        length = int.from_bytes(data[at : at + size], "little")
        at += size
        if not self.is_wide:
            return data[at : at + length].decode(self.encoding, errors="replace")
        is_wide = data[at] & _WIDE
        signs = data[at + 1 : at + 1 + length * (2 if is_wide else 1)]
        return signs.decode("utf-16-le" if is_wide else "latin-1", errors="replace")

    def take(self, code: int, data: bytes) -> None:
        """Store what a record says about the whole book; raises SourceUnreadableError for one with a password."""
        if code == _PASSWORD:
            raise SourceUnreadableError("这个表格设了密码，要用 WPS 打开，去掉密码后另存，再选新存的文件。")
        if code == _SHEET:
            at, state, kind = struct.unpack_from("<IBB", data)
            if state == kind == 0:
                self.sheets.append((self.text(data, 6, 1), at))
        elif code == _FORMAT:
            self.formats[struct.unpack_from("<H", data)[0]] = self.text(data, 2, 2 if self.is_wide else 1)
        elif code == _STYLE:
            self.styles.append(struct.unpack_from("<H", data, 2)[0])
        elif code == _FROM_1904:
            self.is_1904 = data[:1] == b"\1"
        elif code == _CODE_PAGE:
            self.encoding = _CODE_PAGES.get(struct.unpack_from("<H", data)[0], self.encoding)


def old_sheets(content: bytes, most_rows: int, most_columns: int) -> Iterator[OldSheet]:
    """Yield the visible sheets of an .xls or .et, with at most so many rows and columns each.

    Raises SourceUnreadableError for other files, for one with a password, and for one over the limits.
    """
    streams = streams_of(content)
    book = streams.get("Workbook") or streams.get("Book") or b""
    if len(book) > _MOST_BYTES:
        raise _too_large()
    try:
        known = _book(book)
        cells = 0
        for name, at in known.sheets:
            sheet = OldSheet(name)
            for row, column, value in _cells(book, at, known, sheet):
                cells += 1
                if cells > _MOST_CELLS:
                    raise _too_large()
                if row < most_rows and column < most_columns:
                    sheet.rows.extend([] for _ in range(row + 1 - len(sheet.rows)))
                    here = sheet.rows[row]
                    here += [None] * (column + 1 - len(here))
                    here[column] = value
            yield sheet
    except _DAMAGE as fault:
        raise SourceUnreadableError("这个旧格式的表格已损坏，要用 WPS 另存为 .xlsx 后再试。") from fault


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from an offset to the end of the substream there, without charts inside it."""
    depth = 0
    while at + 4 <= len(book):
        code, length = struct.unpack_from("<HH", book, at)
        if code == _BOF:
            depth += 1
        elif code == _EOF:
            depth -= 1
        if depth <= 1:
            yield code, book[at + 4 : at + 4 + length]
        if depth < 1:
            return
        at += 4 + length


def _book(book: bytes) -> _Book:
    begins, _length, version = struct.unpack_from("<HHH", book)
    if begins != _BOF or version not in (_BIFF8, _BIFF5):
        raise ValueError(version)
    known = _Book(is_wide=version == _BIFF8)
    pieces: list[bytes] = []
    before = 0
    for code, data in _records(book, 0):
        if code == _STRINGS or (code == _CONTINUE and before == _STRINGS):
            pieces.append(data)
            before = _STRINGS
        else:
            known.take(code, data)
            before = code
    if pieces:
        known.texts = list(_shared_texts(pieces))
    return known


def _shared_texts(pieces: Sequence[bytes]) -> Iterator[str]:
    """Yield the shared texts; a text split over records continues in the next after another byte for its width."""
    (count,) = struct.unpack_from("<I", pieces[0], 4)
    number, at = 0, 8
    for _ in range(count):
        if at >= len(pieces[number]):
            number, at = number + 1, 0
        if number >= len(pieces):
            return
        piece = pieces[number]
        left, flags = struct.unpack_from("<HB", piece, at)
        at += 3
        beside = 0  # the runs of its fonts and its phonetic hints follow it
        if flags & _RICH:
            beside += 4 * struct.unpack_from("<H", piece, at)[0]
            at += 2
        if flags & _EXTENDED:
            beside += struct.unpack_from("<I", piece, at)[0]
            at += 4
        signs: list[str] = []
        while True:
            size = 2 if flags & _WIDE else 1
            here = piece[at : at + left * size]
            signs.append(here.decode("utf-16-le" if size > 1 else "latin-1", errors="replace"))
            at += len(here)
            left -= len(here) // size
            if left <= 0 or number + 1 >= len(pieces):
                break
            number, at = number + 1, 1
            piece = pieces[number]
            flags = piece[0] if piece else 0
        while beside > len(pieces[number]) - at and number + 1 < len(pieces):
            beside -= len(pieces[number]) - at
            number, at = number + 1, 0
        at += beside
        yield "".join(signs)


def _cells(book: bytes, at: int, known: _Book, sheet: OldSheet) -> Iterator[tuple[int, int, Any]]:
    """Yield row, column and value of each cell with content; merged ranges are added to the sheet."""
    formula: tuple[int, int] | None = None
    for code, data in _records(book, at):
        if code == _MERGED:
            (count,) = struct.unpack_from("<H", data)
            spans = (struct.unpack_from("<HHHH", data, 2 + 8 * place) for place in range(count))
            sheet.merged.extend((left + 1, top + 1, right + 1, bottom + 1) for top, bottom, left, right in spans)
        elif code == _FORMULA_TEXT and formula is not None:
            yield *formula, known.text(data, 0, 2)
        elif code == _SHORTS:
            row, first = struct.unpack_from("<HH", data)
            for place in range((len(data) - 6) // 6):
                style, number = struct.unpack_from("<HI", data, 4 + 6 * place)
                yield row, first + place, _shown(_short(number), style, known)
        elif code in _ONE_CELL:
            row, column, style = struct.unpack_from("<HHH", data)
            if code == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 0:  # its text is the next record
                formula = (row, column)
            elif (value := _value(code, data, style, known)) is not None:
                yield row, column, value


_ONE_CELL = frozenset({_LABEL_SHARED, _LABEL, _LABEL_RICH, _NUMBER, _SHORT, _FORMULA, _TRUTH})


def _value(code: int, data: bytes, style: int, known: _Book) -> Any:
    if code == _LABEL_SHARED:
        return known.texts[struct.unpack_from("<I", data, 6)[0]]
    if code in (_LABEL, _LABEL_RICH):
        return known.text(data, 6, 2)
    if code == _SHORT:
        return _shown(_short(struct.unpack_from("<I", data, 6)[0]), style, known)
    if code == _TRUTH or (code == _FORMULA and data[12:14] == b"\xff\xff"):
        # a formula's result starts with its type: boolean, error or empty
        value, is_error = (data[6], data[7]) if code == _TRUTH else (data[8], data[6] == 2)  # noqa: PLR2004
        if code == _FORMULA and data[6] > 2:  # noqa: PLR2004
            return None
        return _ERRORS.get(value, "#N/A") if is_error else bool(value)
    return _shown(struct.unpack_from("<d", data, 6)[0], style, known)


def _short(number: int) -> float:
    """Return a number stored in 30 bits: an integer or the high half of a float, perhaps divided by 100."""
    if number & 2:
        value = float((number >> 2) - (1 << 30 if number >> 31 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))[0]
    return value / 100 if number & 1 else value


def _shown(number: float, style: int, known: _Book) -> Any:
    if known.shows_day(style):
        return day_of(number, is_1904=known.is_1904)
    return int(number) if number.is_integer() and abs(number) < _WHOLE else number


def _too_large() -> SourceUnreadableError:
    return SourceUnreadableError("这个旧格式的表格异常庞大，要只保留需要的工作表，另存为 .xlsx 再试。")
