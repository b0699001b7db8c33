"""Plain tables as .xlsx and .csv: whole or not at all, and nothing in them that a spreadsheet would run."""

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from disclosure.errors import ExportError
from disclosure.wording import as_text

SheetValue = str | int | Decimal | date | None
"""What a cell may hold; a date stays a date in .xlsx."""

_MOST_ROWS, _LONGEST_CELL = 1_048_576, 32_767
_WIDEST, _NARROWEST = 40, 9
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BORN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Workbooks of equal content are equal byte for byte."""


def write_sheet(
    path: Path, title: str, header: Sequence[str], rows: Iterable[Sequence[SheetValue]], *, private: bool = False
) -> None:
    """Write one table with a header to a .xlsx or .csv file (UTF-8 with mark), replacing the file only when complete.

    A ``private`` one can be read by its owner alone. Raises ExportError for any other suffix, too many rows, or a
    place that cannot be written.
    """
    writers = {".xlsx": _write_xlsx, ".csv": _write_csv}
    if path.suffix.lower() not in writers:
        raise ExportError(f"表格只能写成 .xlsx 或 .csv，不能写成“{path.name}”，请改文件名。")
    with replaced(path, private=private) as unfinished:
        writers[path.suffix.lower()](unfinished, title, header, rows)


@contextmanager
def replaced(path: Path, *, private: bool = False) -> Iterator[Path]:
    """Give a new file beside ``path`` to write, and put it in place of ``path`` when all went well.

    A ``private`` file can be read by its owner alone; others by whoever may enter the folder.

    Raises ExportError when the folder or the file cannot be written; then nothing is left behind.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=".~", suffix=path.suffix, dir=path.parent)
        os.close(descriptor)
    except OSError as reason:
        raise ExportError(f"不能写入文件夹“{path.parent}”，请检查文件夹是否存在、是否有写入权限。") from reason
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.chmod(0o600 if private else 0o644)
        unfinished.replace(path)
    except OSError as reason:
        raise ExportError(f"“{path}”写不进去，请检查磁盘空间，并关闭正在打开它的程序。") from reason
    finally:
        unfinished.unlink(missing_ok=True)


def write_private(path: Path, content: bytes) -> None:
    """Write a paper about a person, readable by its owner alone; raises ExportError, then nothing is left behind."""
    with replaced(path, private=True) as unfinished:
        unfinished.write_bytes(content)


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; importing takes the apostrophe off again."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def _write_csv(path: Path, _title: str, header: Sequence[str], rows: Iterable[Sequence[SheetValue]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([neutral(name) for name in header])
        for row in rows:
            writer.writerow([neutral(value) if isinstance(value, str) else as_text(value) for value in row])


def _write_xlsx(path: Path, title: str, header: Sequence[str], rows: Iterable[Sequence[SheetValue]]) -> None:
    import xlsxwriter  # noqa: PLC0415 - heavy, and only needed here

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": scratch})
        workbook.set_properties({"title": title, "created": _BORN})
        sheet = workbook.add_worksheet(title[:31])
        with closing(sheet.row_data_fh):
            _fill(workbook, sheet, header, rows)
            try:
                workbook.close()
            except xlsxwriter.exceptions.XlsxFileError as reason:
                raise OSError(str(reason)) from reason


def _fill(workbook: Any, sheet: Any, header: Sequence[str], rows: Iterable[Sequence[SheetValue]]) -> None:
    cells = _Cells(workbook, sheet)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(header):
        sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, 2 * len(name) + 2)))
    for column, name in enumerate(header):
        sheet.write_string(0, column, name[:_LONGEST_CELL], cells.head)
    for number, row in enumerate(rows, start=1):
        if number >= _MOST_ROWS:
            raise ExportError("记录超过一张工作表能容纳的行数，请按年度导出，或导出为 .csv。")
        for column, value in enumerate(row):
            cells.write(number, column, value)


class _Cells:
    """Writes values into a worksheet, texts always as texts."""

    def __init__(self, workbook: Any, sheet: Any) -> None:
        self._sheet = sheet
        self.head = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F6"})
        self._date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._quoted = workbook.add_format({"quote_prefix": True})

    def write(self, row: int, column: int, value: SheetValue) -> None:
        """Write one cell; nothing for an empty one."""
        if value is None or value == "":
            return
        if isinstance(value, date):
            self._sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self._date)  # noqa: DTZ001 - a day, not an instant
        elif isinstance(value, str):
            quoted = self._quoted if value.startswith(_FORMULA_STARTS) else None
            text = neutral(value) if value.startswith("'") else value  # importing takes one apostrophe off
            self._sheet.write_string(row, column, text[:_LONGEST_CELL], quoted)
        else:
            self._sheet.write_number(row, column, float(value))
