"""Workbooks: every sheet a grid, merged ranges once; lines of one cell are running text."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from disclosure.errors import SourceUnreadableError
from disclosure.wording import as_text
from importers.published.bands import broken_up
from importers.published.document import MOST_COLUMNS, MOST_ROWS, Cell, Document, Row
from importers.published.values import UNREAD

_MOST_BYTES = 80_000_000


def read_workbook(content: bytes) -> Document:
    """Return the sheets of an .xlsx as grids. Raises SourceUnreadableError for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > _MOST_BYTES:
                raise SourceUnreadableError("这个 Excel 文件太大，不像一份年度报告，请核对文件。")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content)) if _has_formulas(content) else None
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        EOFError,
        RuntimeError,
        zlib.error,
        SyntaxError,
    ) as fault:
        raise SourceUnreadableError("这个 Excel 文件已损坏、有密码或不是 .xlsx，请另存为 .xlsx 后再试。") from fault
    for sheet in formulas.worksheets if formulas else ():
        _mark_unread(book[sheet.title], sheet)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return tuple(block for sheet in shown for block in broken_up(tuple(_rows(sheet))))


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f" in package.read(name) for name in sheets)


def _mark_unread(values: Any, formulas: Any) -> None:
    """Mark every formula whose value its program did not keep: it prints something, but nobody can say what."""
    last_row, last_column = min(formulas.max_row, MOST_ROWS), min(formulas.max_column, MOST_COLUMNS)
    for row in formulas.iter_rows(max_row=last_row, max_col=last_column):  # asked for more it makes up empty cells
        for cell in row:
            if cell.data_type == "f" and values[cell.coordinate].value is None:
                values[cell.coordinate].value = UNREAD


def _rows(sheet: Any) -> Iterator[Row]:
    merged: dict[tuple[int, int], Cell] = {}
    for number, span in enumerate(list(sheet.merged_cells.ranges)[:MOST_ROWS], start=1):
        cell = Cell(as_text(sheet.cell(span.min_row, span.min_col).value).strip(), -number)
        for row in range(span.min_row, min(span.max_row, MOST_ROWS) + 1):
            for column in range(span.min_col, min(span.max_col, MOST_COLUMNS) + 1):
                merged[row, column] = cell
    width = min(sheet.max_column or 1, MOST_COLUMNS)
    for row in range(1, min(sheet.max_row or 1, MOST_ROWS) + 1):
        yield tuple(
            merged.get((row, column)) or Cell(as_text(sheet.cell(row, column).value).strip(), column)
            for column in range(1, width + 1)
        )
