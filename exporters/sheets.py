"""Plain tables as .xlsx and .csv, without anything that a spreadsheet would execute."""

import codecs
import csv
import re
import string
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache, reduce
from io import BytesIO
from itertools import chain, islice, product, repeat, zip_longest
from pathlib import Path
from typing import Any, TypeAlias
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from disclosure.errors import ExportError
from disclosure.wording import as_text
from exporters.office_package import settle

SheetValue = str | int | Decimal | date | None
"""What a cell may hold; a date stays a date in .xlsx."""

_MOST_ROWS, _LONGEST_CELL = 1_048_576, 32_767
_PLAIN = "\uffff"
"""Characters beyond this one count as two in the length of a cell."""
_WIDEST, _NARROWEST = 40, 9
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_INVISIBLE = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff"
"""Invisible characters, after which a spreadsheet still recognises a formula."""
_QUOTED = re.compile(r"'+[\d\s-]+[Xx]?")
"""A number after apostrophes, the first of which an import would take for the mark of a text."""
_FIRST_COUNTED = date(1900, 3, 1)
"""Earlier days are written as text: spreadsheets have a 29 February 1900 that did not exist, and none before 1900."""
_DAY_0 = date(1899, 12, 30)
_NOT_FIRST = (*_FORMULA_STARTS, "'", " ")
_MOST_KNOWN = 20_000
_BORN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A fixed date of creation, so that workbooks with equal content are equal byte for byte."""


def write_sheet(
    path: Path,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[SheetValue]],
    *,
    row_by_row: bool = False,
) -> None:
    """Write one table with a header to a .xlsx or .csv file (UTF-8 with a byte order mark).

    A text too long for a cell of a workbook continues in the same column of the rows below; with ``row_by_row`` it is
    refused. Every cell is read back and compared. Raises ExportError where one differs, for any other suffix and for
    too many rows, OSError for a place that cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise ExportError(f"表格只能写成 .xlsx 或 .csv，不能写成“{path.suffix or '没有后缀'}”的文件，要改文件名。")
    meant = array("q")
    cells = _csv_cells if suffix == ".csv" else _xlsx_cells

    def noted(rows: Iterable[Sequence[SheetValue]]) -> Iterator[Sequence[SheetValue]]:
        """Pass the rows on to the writer and keep only a hash of each, because there may be a million."""
        for row in rows:
            meant.append(hash(cells(row)))
            yield row

    if suffix == ".csv":
        _write_csv(path, noted(chain((header,), rows)))
        shown = _read_csv(path)
    else:
        meant.append(hash(tuple(header)))
        _write_xlsx(path, title, header, noted(_rows_of(header, rows, row_by_row=row_by_row)))
        shown = _read_xlsx(path)
    pairs = zip_longest(meant, map(hash, shown), fillvalue=hash(()))
    wrong = next((number for number, (told, read) in enumerate(pairs, start=1) if told != read), 0)
    if wrong:
        raise ExportError(f"写出的“{path.suffix}”第 {wrong} 行与记录不符，没有保存，再试一次；仍不行就换一种格式导出。")


@lru_cache(maxsize=4_096)
def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; an import removes the apostrophe again."""
    return f"'{text}" if text.lstrip(_INVISIBLE + "'").startswith(_FORMULA_STARTS) or _QUOTED.fullmatch(text) else text


def _write_csv(path: Path, rows: Iterable[Sequence[SheetValue]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(map(_csv_cells, rows))


def _write_xlsx(path: Path, title: str, header: Sequence[str], rows: Iterable[Sequence[SheetValue]]) -> None:
    with (
        # the rows are personal data, so its scratch files are where the leftovers of a killed program are swept
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
                raise ExportError("记录超过一张工作表能容纳的行数，按年度导出，或导出为 .csv。")
            cells.write_row(number, row)


@contextmanager
def workbook_at(path: Path, options: dict[str, Any]) -> Iterator[Any]:
    """Yield a workbook to fill, and write it to ``path`` when all went well; raises OSError where there is no room.

    It is zipped in memory: a zip file that failed on a full disk tries again when it is deleted, and what it raises
    then cannot be caught.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy, and only needed here

    packed = BytesIO()
    workbook = xlsxwriter.Workbook(packed, options)
    try:
        yield workbook
        workbook.close()
    except xlsxwriter.exceptions.XlsxFileError as reason:
        refused = reason.args[0] if reason.args else ""  # a full disk has to be told as one
        raise refused if isinstance(refused, OSError) else OSError(str(reason)) from reason
    finally:
        for sheet in workbook.worksheets():
            if sheet.row_data_fh is not None:  # with constant_memory the rows are in a temporary file
                sheet.row_data_fh.close()
    settle(packed)
    path.write_bytes(packed.getvalue())  # not getbuffer(): a view left over after a full disk prevents closing it


def _check_length(value: SheetValue, what: str) -> None:
    if isinstance(value, str) and len(_pieces(value)) > 1:
        raise ExportError(
            f"{what}有 {len(value)} 个字，Excel 的一格最多 {_LONGEST_CELL} 个字，没有导出；缩短，或导出为 .csv。"
        )


def _rows_of(
    header: Sequence[str], rows: Iterable[Sequence[SheetValue]], *, row_by_row: bool
) -> Iterator[Sequence[SheetValue]]:
    """Yield each row, and after it rows with what its cells cannot hold; with ``row_by_row`` refuse such a cell."""
    for number, row in enumerate(rows, start=1):
        if row_by_row:
            for name, value in zip(header, row, strict=True):
                if isinstance(value, str) and len(value) >= _LONGEST_CELL // 2:
                    _check_length(value, f"第 {number} 条的“{name}”")
            yield row
            continue
        pieces = [_pieces(value) if isinstance(value, str) else [value] for value in row]
        for place in range(max(map(len, pieces), default=0)):
            yield [texts[place] if place < len(texts) else None for texts in pieces]


def _pieces(text: str) -> list[str]:
    """Return a text in pieces that fit a cell, with room for an apostrophe."""
    if len(text) < _LONGEST_CELL // 2:
        return [text]
    longest = (_LONGEST_CELL if max(text) <= _PLAIN else _LONGEST_CELL // 2) - 1
    return [text[start : start + longest] for start in range(0, len(text), longest)]


_ODD = re.compile(r"[&<>]|_x")
"""Texts that have to be escaped, besides those with unprintable characters."""


class _Cells:
    """Writes values into a worksheet, texts always as texts.

    A row of only plain texts, numbers and dates is written directly, in the library's format and five times as fast as
    cell by cell. All other rows go through the library.
    """

    def __init__(self, workbook: Any, sheet: Any) -> None:
        self._sheet = sheet
        self.head = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F6"})
        self._date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._quoted = workbook.add_format({"quote_prefix": True})
        self._begins: list[str] = []
        self._known: dict[SheetValue, str] = {}

    def write_row(self, number: int, row: Sequence[SheetValue]) -> None:
        """Write the cells of a row."""
        sheet, known = self._sheet, self._known
        if len(self._begins) < len(row):
            letters = chain.from_iterable(product(string.ascii_uppercase, repeat=length) for length in (1, 2, 3))
            self._begins = [f'<c r="{"".join(name)}' for name in islice(letters, len(row))]
        sheet._write_single_row(number)  # flushes what the library holds of the row before
        cells: list[str] = []
        for begin, value in zip(self._begins, row, strict=False):
            if value is None or value == "":
                continue
            rest = known.get(value)
            if rest is None:
                rest = self.plain(value)
                if len(known) < _MOST_KNOWN:  # equal values look the same in a cell
                    known[value] = rest
            if not rest:
                for column, odd in enumerate(row):
                    self.write(number, column, odd)
                return
            cells.append(f'{begin}{number + 1}"{rest}')
        if cells:
            sheet._check_dimensions(number, max(place for place, one in enumerate(row) if one not in (None, "")))
            sheet.row_data_fh.write(f'<row r="{number + 1}">{"".join(cells)}</row>')

    def plain(self, value: SheetValue) -> str:
        """Return the XML of a cell after its position; empty for a value that the library has to write."""
        if isinstance(value, date):
            if value < _FIRST_COUNTED:
                return ""
            return f' s="{self._date._get_xf_index()}"><v>{(value - _DAY_0).days}</v></c>'
        if not isinstance(value, str):
            return f"><v>{float(value or 0):.16G}</v></c>"
        is_plain = value.isprintable() and value[0] not in _NOT_FIRST and value[-1] != " " and not _ODD.search(value)
        return f' t="inlineStr"><is><t>{value}</t></is></c>' if is_plain else ""

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
            text = neutral(value) if value.startswith("'") else value  # an import removes one apostrophe
            self._sheet.write_string(row, column, text, quoted)
        else:
            self._sheet.write_number(row, column, float(value))


# --- read back ---

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
"""Namespace of the elements of a sheet."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""An escaped control character, or an underscore that would look like the beginning of one."""

Cells: TypeAlias = tuple[str, ...]
"""What the cells of a row show, up to the last that is not empty (in a .csv: all)."""


def _csv_cells(row: Sequence[SheetValue]) -> Cells:
    return tuple(neutral(value) if isinstance(value, str) else as_text(value) for value in row)


def _read_csv(path: Path) -> Iterator[Cells]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from map(tuple, csv.reader(stream))


def _xlsx_cells(row: Sequence[SheetValue]) -> Cells:
    cells = [value if type(value) is str and value[:1] != "'" else _shown(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


@lru_cache(maxsize=4_096, typed=True)
def _shown(value: str | float | Decimal | date | None) -> str:
    """Return what a cell shows."""
    if value is None:
        return ""
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, date) and value < _FIRST_COUNTED:
        return value.isoformat()
    return f"{(value - _DAY_0).days if isinstance(value, date) else float(value):.15g}"


def _read_xlsx(path: Path) -> Iterator[Cells]:
    """Yield the rows of a written sheet; plain rows are read by a pattern, everything else by the XML parser."""
    with ZipFile(path) as package, package.open("xl/worksheets/sheet1.xml") as stream:
        reader, rest = _SheetReader(), ""
        decoder = codecs.getincrementaldecoder("utf-8")()
        while piece := stream.read(_PIECE):
            text, place = rest + decoder.decode(piece), 0
            for found in _PLAIN_ROW.finditer(text):
                reader.parse(text[place : found.start()])
                reader.take(int(found[1]), _PLAIN_CELL.findall(found[2]))
                place = found.end()
            end = max(place, text.rfind("<row"))  # the last row may be incomplete
            reader.parse(text[place:end])
            rest = text[end:]
            yield from reader.ready
            reader.ready.clear()
        reader.parse(rest, is_last=True)
        yield from reader.ready


_PIECE = 256 * 1024
_CELL = r'<c r="([A-Z]+)\d+"(?: s="\d+")?(?: t="(inlineStr)"><is><t>([^<>&]*)</t></is>|><v>([^<>&]*)</v>)</c>'
_PLAIN_CELL = re.compile(_CELL)
_PLAIN_ROW = re.compile(rf'<row r="(\d+)">((?:{_CELL.replace("([", "(?:[").replace("(inl", "(?:inl")})+)</row>')


class _SheetReader:
    """Reads a sheet from top to bottom; ``ready`` are the rows read so far, including blank ones."""

    def __init__(self) -> None:
        self.ready: list[Cells] = []
        self._expected, self._row = 1, 0
        self._cells: list[tuple[str, str, str, str]] = []
        self._place = self._kind = ""
        self._text: list[str] = []
        self._places: dict[str, int] = {}
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self.begin
        self._parser.EndElementHandler = self.end
        self._parser.CharacterDataHandler = self._text.append

    def parse(self, text: str, *, is_last: bool = False) -> None:
        """Parse the next piece; raises ExpatError for invalid XML."""
        if text or is_last:
            self._parser.Parse(text, is_last)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Called at the start of an element."""
        if name == "row":
            self._row = int(attributes.get("r", self._expected))
        elif name == "c":
            self._place, self._kind = attributes.get("r", "").rstrip("0123456789"), attributes.get("t", "")
            self._text.clear()

    def end(self, name: str) -> None:
        """Called at the end of an element."""
        if name == "c":
            text = "".join(self._text)
            self._cells.append((self._place, self._kind, *((text, "") if self._kind == "inlineStr" else ("", text))))
        elif name == "row":
            self.take(self._row, self._cells)
            self._cells.clear()

    def take(self, number: int, found: Sequence[tuple[str, str, str, str]]) -> None:
        """Add a row, given as (column letters, type, text, number) of each cell."""
        self.ready.extend(repeat((), number - self._expected))  # a workbook leaves out empty rows
        self._expected = number + 1
        cells: list[str] = []
        for letters, kind, text, value in found:
            if letters not in self._places:
                digits = (ord(letter) - ord("A") + 1 for letter in letters)
                self._places[letters] = reduce(lambda place, digit: 26 * place + digit, digits, 0) - 1
            place = self._places[letters]
            if place > len(cells):
                cells += [""] * (place - len(cells))
            if "_x" in text:
                text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)  # noqa: PLW2901 - the same text
            cells.append(text if kind else _shown(float(value or 0)))
        self.ready.append(tuple(cells))
