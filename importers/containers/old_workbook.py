"""Workbooks of Excel 97–2003 and what WPS calls .et: their sheets, read by python-calamine.

The library keeps a sheet as one rectangle from its first cell to its last, so that two cells in opposite corners of a
small file can ask for gigabytes; the records of the file ([MS-XLS]) are looked through before.
"""

import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from disclosure.errors import SourceUnreadableError
from importers.containers.compound import streams_of

Span = tuple[int, int, int, int]
"""A merged range: first column, first row, last column, last row, from 1."""

_MOST_BYTES = 40_000_000
_MOST_PLACES = 4_000_000
"""Of all sheets: places in the rectangles of their cells. A full sheet of thirty columns has two million."""
_BEGINS = (0x0009, 0x0209, 0x0409, 0x0809)
_ONE_CELL = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00D6, 0x0002, 0x0003, 0x0004, 0x0005})
"""FORMULA, NUMBER, LABEL, BOOLERR, LABELSST, RK, RSTRING, and those of Excel 2: a row and a column at their head."""
_MANY_CELLS = frozenset({0x00BD, 0x00BE})
"""MULRK and MULBLANK: the last column stands at their end."""
_ROW_AND_COLUMN = struct.Struct("<HH")


@dataclass(frozen=True)
class OldSheet:
    """A sheet: rows of values as calamine gives them, the first at row and column 1, and its merged ranges."""

    name: str
    rows: Sequence[Sequence[Any]]
    merged: tuple[Span, ...]


def old_sheets(content: bytes, most_rows: int, most_columns: int) -> Iterator[OldSheet]:
    """Yield the visible sheets of an .xls or .et, no more than so many rows and columns of each.

    Raises SourceUnreadableError for anything else, one with a password, and one that holds beyond all measure.
    """
    try:
        _check(streams_of(content))
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible]
            for sheet in map(book.get_sheet_by_name, shown):
                start_row, start_column = sheet.start or (0, 0)
                before: list[Any] = [None] * start_column
                rows: list[list[Any]] = [
                    (before + row)[:most_columns] for _, row in zip(range(most_rows), sheet.iter_rows(), strict=False)
                ]
                merged = tuple(
                    (left + 1, top + 1, right + 1, bottom + 1)
                    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                )
                above: list[list[Any]] = [[] for _ in range(start_row)]
                yield OldSheet(sheet.name, above + rows, merged)
    except PasswordError as fault:
        raise SourceUnreadableError("这个表格设了密码，请用 WPS 打开，去掉密码后另存，再选新存的文件。") from fault
    except BaseException as fault:
        # what the library did not foresee is a panic of Rust, which is no Exception
        if not isinstance(fault, CalamineError | OSError | ValueError) and type(fault).__module__ != "pyo3_runtime":
            raise
        raise SourceUnreadableError("这个旧格式的表格已损坏，请用 WPS 另存为 .xlsx 后再试。") from fault


def _check(streams: Mapping[str, bytes]) -> None:
    places = 0
    for book in (streams.get("Workbook", b""), streams.get("Book", b"")):
        if len(book) > _MOST_BYTES:
            raise _too_large()
        first_row = first_column = 1 << 16
        last_row = last_column = at = whole = 0
        while at + 4 <= len(book):
            code, length = _ROW_AND_COLUMN.unpack_from(book, at)
            at += 4
            if code in _BEGINS:
                places, whole = places + whole, 0
                first_row = first_column = 1 << 16
                last_row = last_column = 0
            elif (code in _ONE_CELL or code in _MANY_CELLS) and length >= 4 and at + length <= len(book):  # noqa: PLR2004
                row, column = _ROW_AND_COLUMN.unpack_from(book, at)
                last = _ROW_AND_COLUMN.unpack_from(book, at + length - 4)[1] if code in _MANY_CELLS else column
                first_row, last_row = min(first_row, row), max(last_row, row)
                first_column, last_column = min(first_column, column), max(last_column, column, last)
                whole = (last_row - first_row + 1) * (last_column - first_column + 1)
                if places + whole > _MOST_PLACES:
                    raise _too_large()
            at += length
        places += whole


def _too_large() -> SourceUnreadableError:
    return SourceUnreadableError(
        "这个旧格式的表格异常庞大，为安全起见没有读取，请只保留需要的工作表后另存为 .xlsx 再试。"
    )
