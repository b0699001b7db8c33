"""Workbooks of any age: every sheet as a grid, each merged range once, lines of one cell as running text."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, TypeAlias

import openpyxl
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import WorkSheetParser

from disclosure.errors import SourceUnreadableError
from disclosure.wording import as_text
from importers.containers.document import MOST_COLUMNS, UNREAD, Block, Cell, Document, Grid, Row
from importers.containers.old_workbook import Span, old_sheets
from importers.strict_ooxml import known_package
from importers.workbook_size import Limits, check_size

_LIMITS = Limits(unpacked=80_000_000, cells=600_000, strings=1_000_000, merged=3_000)
"""Enough for a report followed by a year's registers; its own tables have some four hundred cells."""
_MOST_ROWS, _MOST_PLACES = 3_000, 2_000_000
"""Rows of a sheet; places in it covered by merged ranges, counted once per range."""

_Values: TypeAlias = Sequence[Sequence[Any]]


def read_workbook(content: bytes) -> Document:
    """Return the sheets of an .xlsx as grids. Raises SourceUnreadableError for other files."""
    try:
        check_size(content, _LIMITS)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations that do not matter here
            return tuple(_blocks(known_package(content)))
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
        raise SourceUnreadableError("这个 Excel 文件已损坏、有密码或不是 .xlsx，要另存为 .xlsx 后再试。") from fault


def _blocks(content: bytes) -> Iterator[Block]:
    """Yield the blocks of the visible sheets, read as a stream in which merged ranges create no cells."""
    with closing(openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as book:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        read = {sheet.title: _values(sheet) for sheet in sheets}
        merged = {sheet.title: _merged(sheet) for sheet in sheets}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        has_formulas = any(b"<f" in package.read(name) for name in parts)
    if has_formulas:  # a formula stored without its value prints something nobody can know
        with closing(openpyxl.load_workbook(io.BytesIO(content), read_only=True)) as book:
            for sheet in book.worksheets:
                for kept, row in zip(read.get(sheet.title, []), _cells(sheet), strict=False):
                    for column, cell in enumerate(row):
                        if cell.data_type == "f" and kept[column] is None:
                            kept[column] = UNREAD
    for title, values in read.items():
        if rows := tuple(_rows(values, merged[title])):
            yield Grid(rows)


def read_old_workbook(content: bytes) -> Document:
    """Return the sheets of an .xls or .et as grids. Raises SourceUnreadableError for other files."""
    sheets = old_sheets(content, _MOST_ROWS, MOST_COLUMNS)
    return tuple(Grid(rows) for sheet in sheets if (rows := tuple(_rows(sheet.rows, sheet.merged))))


def _cells(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # a file's own statement of its size is not reliable
    return (row[:MOST_COLUMNS] for row in sheet.iter_rows(max_row=_MOST_ROWS))


def _values(sheet: Any) -> list[list[Any]]:
    """Return the values of a sheet, row by row, without empty places at the end."""
    rows = [[None if cell is EMPTY_CELL else cell.value for cell in row] for row in _cells(sheet)]
    while rows and not rows[-1]:
        rows.pop()
    return rows


class _MergedOnly(WorkSheetParser):
    """Reads only the merged ranges of a sheet."""

    def parse_row(self, row: Any) -> tuple[int, list[Any]]:  # noqa: ARG002 - the parser's name
        """Skip a row."""
        return self.row_counter, []


def _merged(sheet: Any) -> list[Span]:
    """Return the merged ranges of a sheet."""
    with sheet._get_source() as source:
        parser = _MergedOnly(source, [])
        for _row in parser.parse():
            pass
    return [span.bounds for span in parser.merged_cells.mergeCell] if parser.merged_cells else []


def _rows(values: _Values, merged: Sequence[Span]) -> Iterator[Row]:
    """Yield the rows as printed; a merged range is one cell, within the filled part of the sheet."""
    height, width = len(values), max(map(len, values), default=0)
    placed: dict[tuple[int, int], Cell] = {}
    left = _MOST_PLACES
    for number, (first_column, first_row, last_column, last_row) in enumerate(merged, start=1):
        rows = range(first_row, min(last_row, height) + 1)
        columns = range(first_column, min(last_column, width) + 1)
        left -= len(rows) * len(columns)
        if left < 0:
            raise SourceUnreadableError("这个 Excel 文件的合并单元格互相重叠得太多，超过了能读的限度，要核对文件。")
        if rows and columns:
            cell = Cell(_text(values, first_row, first_column), -number)
            placed.update(((row, column), cell) for row in rows for column in columns)
    for row in range(1, height + 1):
        yield tuple(
            placed.get((row, column)) or Cell(_text(values, row, column), column) for column in range(1, width + 1)
        )


def _text(values: _Values, row: int, column: int) -> str:
    here = values[row - 1]
    return as_text(here[column - 1]).strip() if column <= len(here) else ""
