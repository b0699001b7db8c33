"""Reading a workbook somebody else made, and filling figures into its cells without changing anything else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from disclosure.errors import ExportError, SourceUnreadableError
from disclosure.report.cells import Figure
from disclosure.statistics.layout import cell_place

LARGEST = 2_000_000
_MOST_ROWS, _MOST_COLUMNS = 300, 60
_MERGED = re.compile(rb'<mergeCell[^>]*ref="(?P<first>[A-Z]{1,3}\d{1,7}):(?P<last>[A-Z]{1,3}\d{1,7})"')
"""A merged range in the XML of a workbook: 「<mergeCell ref="A1:D1"/>」."""


@dataclass(frozen=True)
class Shown:
    """One sheet as displayed: its texts by (row, column) from 0, and merged cells as (row, column, rows, columns)."""

    name: str
    rows: int
    columns: int
    texts: Mapping[tuple[int, int], str]
    merged: tuple[tuple[int, int, int, int], ...]


def sheets_of(content: bytes) -> tuple[Shown, ...]:
    """Return the sheets of a workbook; raises SourceUnreadableError for other files and ones too large for a form."""
    if len(content) > LARGEST:
        raise SourceUnreadableError("这个工作簿超过 2 MB，不像一张报表；只留下要填的工作表再试。")
    return tuple(_shown(sheet) for sheet in _read(content).worksheets)


def _read(content: bytes) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only needed here

    try:
        _refuse_wide_merges(content)
        return load_workbook(BytesIO(content))
    except (BadZipFile, KeyError, ValueError, TypeError, OSError) as unreadable:
        raise SourceUnreadableError("读不出这个工作簿；在 WPS 或 Excel 里另存为 .xlsx 再试。") from unreadable


def _refuse_wide_merges(content: bytes) -> None:
    """Refuse merged ranges wider than any form: the library creates an object for each cell in them."""
    with ZipFile(BytesIO(content)) as package:
        for part in package.namelist():
            if part.startswith("xl/worksheets/"):
                for area in _MERGED.finditer(package.read(part)):
                    (top, left), (bottom, right) = (cell_place(area[side].decode()) for side in ("first", "last"))
                    if right - left >= _MOST_COLUMNS * 5 or bottom - top >= _MOST_ROWS * 5:
                        raise SourceUnreadableError("报表里有异常大的合并单元格；取消这个合并，另存为 .xlsx 再试。")


def _shown(sheet: Any) -> Shown:
    rows, columns = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    texts = {
        (cell.row - 1, cell.column - 1): str(cell.value)
        for line in sheet.iter_rows(max_row=rows, max_col=columns)
        for cell in line
        if cell.value is not None
    }
    merged = tuple(
        (area.min_row - 1, area.min_col - 1, area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    )
    return Shown(sheet.title, rows, columns, texts, merged)


def filled(content: bytes, sheet: str, figures: Mapping[str, Figure]) -> bytes:
    """Return the workbook with figures in the named cells (C5), read back and compared; other cells do not change.

    Raises ExportError if the sheet is missing or the figures do not read back.
    """
    workbook = _read(content)
    if sheet not in workbook.sheetnames:
        raise ExportError(f"报表里没有“{sheet}”这张工作表，要重新导入报表。")
    for cell, figure in figures.items():
        workbook[sheet][cell] = _number(figure)
    packed = BytesIO()
    workbook.save(packed)
    before, after = _values(_read(content)), _values(_read(packed.getvalue()))
    expected = before | {(sheet, cell): _number(figure) for cell, figure in figures.items()}
    if {place: value for place, value in expected.items() if value is not None} != after:
        raise ExportError("写出的报表与要填的数字不一致，没有保存，再试一次；仍不行就在 WPS 里另存为 .xlsx 再导入。")
    return packed.getvalue()


def _number(figure: Figure) -> int | float:
    return int(figure) if figure == int(figure) else float(figure)


def _values(workbook: Any) -> dict[tuple[str, str], Any]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in workbook.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }
