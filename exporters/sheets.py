"""Plain tables as .xlsx and .csv, with nothing in them that a spreadsheet would run."""

import csv
import re
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import repeat, zip_longest
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile
from zlib import crc32

from disclosure.errors import ExportError
from disclosure.wording import as_text
from exporters.office_package import settle

SheetValue = str | int | Decimal | date | None
"""What a cell may hold; a date stays a date in .xlsx."""

_MOST_ROWS, _LONGEST_CELL = 1_048_576, 32_767
_PLAIN = "\uffff"
"""The last character that counts as one in a cell; a rarer one counts as two."""
_WIDEST, _NARROWEST = 40, 9
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_INVISIBLE = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff"
"""Signs that show nothing, behind which a spreadsheet still finds a formula."""
_QUOTED = re.compile(r"'[\d\s-]+[Xx]?")
"""A number behind an apostrophe, which importing takes for one kept a text."""
_FIRST_COUNTED = date(1900, 3, 1)
"""Spreadsheets count a 29 February 1900 that never was, and no day before 1900: earlier days are written as text."""
_BORN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Workbooks of equal content are equal byte for byte."""


def write_sheet(
    path: Path,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[SheetValue]],
    *,
    row_by_row: bool = False,
) -> None:
    """Write one table with a header to a .xlsx or .csv file (UTF-8 with mark).

    A text longer than a cell of a workbook can hold goes on in the same column of the rows below; where every row must
    stay one (``row_by_row``) it is refused. Every cell of every row is read again, and the file refused where it
    differs from what was given. Raises ExportError for that, any other suffix or too many rows, OSError for a place
    that cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise ExportError(f"表格只能写成 .xlsx 或 .csv，不能写成“{path.suffix or '没有后缀'}”的文件，请改文件名。")
    meant = _Meant(is_text=suffix == ".csv")
    if suffix == ".csv":
        _write_csv(path, header, meant.noting(header, rows))
        shown = _read_csv(path)
    else:
        split = _rows_of(header, rows, row_by_row=row_by_row)
        _write_xlsx(path, title, header, meant.noting(header, split))
        shown = _read_xlsx(path)
    meant.refuse_unless(shown, path.suffix)


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; importing takes the apostrophe off again."""
    return f"'{text}" if text.lstrip(_INVISIBLE + "'").startswith(_FORMULA_STARTS) or _QUOTED.fullmatch(text) else text


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[SheetValue]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([neutral(name) for name in header])
        for row in rows:
            writer.writerow([neutral(value) if isinstance(value, str) else as_text(value) for value in row])


def _write_xlsx(path: Path, title: str, header: Sequence[str], rows: Iterable[Sequence[SheetValue]]) -> None:
    with (
        # its rows are people's: beside what is written and under its name, where what a kill leaves is swept
        tempfile.TemporaryDirectory(prefix=f"{path.name}-", dir=path.parent, ignore_cleanup_errors=True) as scratch,
        workbook_at(path, {"constant_memory": True, "tmpdir": scratch}) as workbook,
    ):
        workbook.set_properties({"title": title, "created": _BORN})
        sheet = workbook.add_worksheet(title[:31])
        cells = _Cells(workbook, sheet)
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(header):
            sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, 2 * len(name) + 2)))
            _check_length(name, f"第 {column + 1} 列的栏目名称")
            sheet.write_string(0, column, name, cells.head)
        for number, row in enumerate(rows, start=1):
            if number >= _MOST_ROWS:
                raise ExportError("记录超过一张工作表能容纳的行数，请按年度导出，或导出为 .csv。")
            for column, value in enumerate(row):
                cells.write(number, column, value)


@contextmanager
def workbook_at(path: Path, options: dict[str, Any]) -> Iterator[Any]:
    """Give a workbook to fill, and write it to ``path`` when all went well; raises OSError where there is no room.

    It is packed in memory: a zip file that failed on a full disk tries to finish itself once more when it is thrown
    away, and what it raises then nobody can catch.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy, and only needed here

    packed = BytesIO()
    workbook = xlsxwriter.Workbook(packed, options)
    try:
        yield workbook
        workbook.close()
    except xlsxwriter.exceptions.XlsxFileError as reason:
        raise OSError(str(reason)) from reason
    finally:
        for sheet in workbook.worksheets():
            if sheet.row_data_fh is not None:  # rows of constant memory lie in a file of their own
                sheet.row_data_fh.close()
    settle(packed)
    path.write_bytes(packed.getvalue())  # no view of it: one that a full disk leaves behind keeps it from being closed


def _check_length(value: SheetValue, what: str) -> None:
    if isinstance(value, str) and len(_pieces(value)) > 1:
        raise ExportError(
            f"{what}有 {len(value)} 个字，Excel 的一格最多 {_LONGEST_CELL} 个字，没有导出；请缩短，或导出为 .csv。"
        )


def _rows_of(
    header: Sequence[str], rows: Iterable[Sequence[SheetValue]], *, row_by_row: bool
) -> Iterator[Sequence[SheetValue]]:
    """Yield each row, and below it what its cells cannot hold; ``row_by_row`` refuses such a cell."""
    for number, row in enumerate(rows, start=1):
        if row_by_row:
            for name, value in zip(header, row, strict=True):
                _check_length(value, f"第 {number} 条的“{name}”")
            yield row
            continue
        pieces = [_pieces(value) if isinstance(value, str) else [value] for value in row]
        for place in range(max(map(len, pieces), default=0)):
            yield [texts[place] if place < len(texts) else None for texts in pieces]


def _pieces(text: str) -> list[str]:
    """Return a text in pieces that a cell holds, with room for the apostrophe that makes one harmless."""
    if len(text) < _LONGEST_CELL // 2:
        return [text]
    longest = (_LONGEST_CELL if max(text) <= _PLAIN else _LONGEST_CELL // 2) - 1
    return [text[start : start + longest] for start in range(0, len(text), longest)]


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
        if isinstance(value, date) and value < _FIRST_COUNTED:
            self._sheet.write_string(row, column, value.isoformat())
        elif isinstance(value, date):
            self._sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self._date)  # noqa: DTZ001 - a day, not an instant
        elif isinstance(value, str):
            quoted = self._quoted if value.startswith(_FORMULA_STARTS) else None
            text = neutral(value) if value.startswith("'") else value  # importing takes one apostrophe off
            self._sheet.write_string(row, column, text, quoted)
        else:
            self._sheet.write_number(row, column, float(value))


# --- read back ---

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
"""Before the name of every element of a sheet."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a control character, and an underscore that would look like one."""
_DAY_0 = date(1899, 12, 30)

Cells = tuple[tuple[int, str], ...]
"""The cells of a row that hold something: their columns and what they show."""


class _Meant:
    """What a table must show, a sum a row: a ledger of a million rows is never kept twice."""

    def __init__(self, *, is_text: bool) -> None:
        """Prepare for a .csv (``is_text``), which keeps empty cells and guards every text, or a workbook."""
        self._cells, self._sums = (_csv_cells if is_text else _xlsx_cells), array("L")
        self._head: Callable[[Sequence[str]], Cells] = _csv_cells if is_text else lambda names: tuple(enumerate(names))

    def noting(self, header: Sequence[str], rows: Iterable[Sequence[SheetValue]]) -> Iterator[Sequence[SheetValue]]:
        """Yield the rows on their way to the writer and keep the sum of each, the header's first."""
        self._sums.append(_sum(self._head(header)))
        for row in rows:
            self._sums.append(_sum(self._cells(row)))
            yield row

    def refuse_unless(self, shown: Iterable[Cells], name: str) -> None:
        """Raise ExportError where the rows of the written file are not those."""
        pairs = zip_longest(self._sums, map(_sum, shown), fillvalue=_sum(()))
        wrong = next((number for number, (meant, read) in enumerate(pairs, start=1) if meant != read), 0)
        if wrong:
            raise ExportError(f"写出的“{name}”第 {wrong} 行与记录不符，没有保存，请重试；仍不行请换一种格式导出。")


def _sum(cells: Cells) -> int:
    return crc32(repr(cells).encode("utf-8", "surrogatepass"))


def _csv_cells(row: Sequence[SheetValue]) -> Cells:
    return tuple(
        (column, neutral(value) if isinstance(value, str) else as_text(value)) for column, value in enumerate(row)
    )


def _read_csv(path: Path) -> Iterator[Cells]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.reader(stream):
            yield tuple(enumerate(row))


def _xlsx_cells(row: Sequence[SheetValue]) -> Cells:
    cells = []
    for column, value in enumerate(row):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            shown = neutral(value) if value.startswith("'") else value
        elif isinstance(value, date):
            shown = value.isoformat() if value < _FIRST_COUNTED else _number_as_shown((value - _DAY_0).days)
        else:
            shown = _number_as_shown(float(value))
        cells.append((column, shown))
    return tuple(cells)


def _number_as_shown(number: float) -> str:
    return f"{number:.15g}"


def _read_xlsx(path: Path) -> Iterator[Cells]:
    with ZipFile(path) as package, package.open("xl/worksheets/sheet1.xml") as stream:
        data, expected = None, 1
        for event, element in ElementTree.iterparse(stream, ("start", "end")):
            if event == "start" and element.tag == f"{SPREADSHEET}sheetData":
                data = element
            elif event == "end" and element.tag == f"{SPREADSHEET}row":
                number = int(element.get("r", expected))
                yield from repeat((), number - expected)  # a workbook leaves out rows that hold nothing
                expected = number + 1
                cells = []
                for cell in element:
                    column, kept = 0, cell[0]
                    for letter in cell.get("r", "").rstrip("0123456789"):
                        column = 26 * column + ord(letter) - ord("A") + 1
                    if cell.get("t") == "inlineStr":
                        text = "".join(part.text or "" for part in kept)
                        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
                    else:
                        text = _number_as_shown(float(kept.text or 0))
                    cells.append((column - 1, text))
                yield tuple(cells)
                if data is not None:
                    data.clear()
