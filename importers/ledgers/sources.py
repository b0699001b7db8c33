"""The sheets of a ledger, whatever the format of its file."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any

from lxml import etree

from disclosure.errors import SourceUnreadableError
from disclosure.progress import Progress
from importers.containers import PAPERS, Kind, kind_of
from importers.containers.document import MOST_COLUMNS, Document, Grid, count_told
from importers.containers.document import Row as Places
from importers.containers.old_workbook import old_sheets
from importers.containers.open_document import ROWS_IN_DIGITS
from importers.containers.package import DAMAGED_PACKAGE
from importers.containers.rich_text import read_rich_text
from importers.decoding import decode_text
from importers.ledgers.rows import (
    LARGEST_FILE,
    MOST_ROWS,
    PROGRESS_EVERY,
    Row,
    Sheet,
    check_row_count,
    text_of,
    trimmed,
    with_merged,
)
from importers.ledgers.workbook import check_packing, read_workbook
from importers.told_of import outside_bytes

_NUMBERS = (int, float)
_TEXTS = (".csv", ".tsv", ".txt")
_GOES_ON = "\ue001"
"""Marks the cells of an .rtf that are merged with the one above."""


def content_of(path: Path) -> bytes:
    """Return the bytes of a ledger. Raises SourceUnreadableError for one that is missing, empty or too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise SourceUnreadableError(f"“{path.name}”超过 {LARGEST_FILE // 1024 // 1024} MB，要分成几个文件导入。")
        content = outside_bytes(path)
    except FileNotFoundError as reason:
        raise SourceUnreadableError(f"没有“{path}”这个文件，要核对文件名。") from reason
    except OSError as reason:
        if path.is_dir():
            raise SourceUnreadableError(f"“{path.name}”是文件夹，要选里面的文件。") from reason
        raise SourceUnreadableError(f"读不到“{path}”，要确认它是文件、没有被占用并且有权限读取。") from reason
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise SourceUnreadableError(f"“{path.name}”是空文件，没有可以导入的内容。")
    return content


def read_sheets(content: bytes, name: str, progress: Progress) -> tuple[Sheet, ...] | str:
    """Return the sheets of a file, or its text if the delimiter is still to be found out.

    Raises SourceUnreadableError for an unsupported, damaged or too large file; ``progress`` is told the rows of a
    workbook and may raise CancelledError.
    """
    kind, suffix = kind_of(content, name), PurePath(name).suffix.lower()
    if kind is Kind.PDF:
        raise SourceUnreadableError("这是 PDF，不是台账，要导入 Excel、WPS 表格、Word 表格、网页或 .csv 台账。")
    if kind is Kind.EXCEL:
        return read_workbook(content, progress)
    if kind is Kind.OLD_EXCEL:
        return tuple(_of_old_workbook(content, progress))
    if kind is Kind.OPEN_DOCUMENT:
        return tuple(_of_open_document(content, progress))
    if kind is Kind.RICH_TEXT:
        return (Sheet("", tuple(_of_rich_text(read_rich_text(content, _GOES_ON)))),)
    if kind is not Kind.TEXT:
        return tuple(_of_paper(PAPERS[kind](content)))
    text = decode_text(content)
    if text is None:
        if suffix and suffix not in _TEXTS:
            raise SourceUnreadableError(
                f"这个文件已损坏、有密码，或者不是它的名字所说的 {suffix} 文件；"
                "要用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。"
            )
        raise SourceUnreadableError(
            "文件不是可以读取的文字表格（支持 UTF-8、GBK、GB18030 编码的 .csv），要另存为 .xlsx 后再导入。"
        )
    return text


def _row(number: int, values: list[Any]) -> Row:
    return Row(
        number,
        trimmed([text_of(value) for value in values]),
        sum(1 << place for place, value in enumerate(values) if type(value) in _NUMBERS),
    )


# --- old workbooks ---


def _of_old_workbook(content: bytes, progress: Progress) -> Iterator[Sheet]:
    for sheet in old_sheets(content, MOST_ROWS, 2 * MOST_COLUMNS):
        rows = []
        for number, values in enumerate(sheet.rows, start=1):
            if any(value not in (None, "") for value in values):
                rows.append(_row(number, list(values)))
            if number % PROGRESS_EVERY == 0:
                progress(number, 0)
        with_merged(rows, ((top, bottom, left - 1) for left, top, _right, bottom in sheet.merged if top < bottom))
        yield Sheet(sheet.name, tuple(rows))


# --- OpenDocument ---

_OFFICE, _TABLE, _TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")
)
_LARGEST_PART, _MOST_CELLS = 300_000_000, 5_000_000


def _of_open_document(content: bytes, progress: Progress) -> Iterator[Sheet]:
    """Yield the tables of an .ods or .odt, reading row by row without keeping the parsed elements."""
    try:
        check_packing(content)
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open("content.xml") as part:
            if package.getinfo("content.xml").file_size > _LARGEST_PART:
                raise SourceUnreadableError("这个 OpenDocument 文件展开后异常庞大，要分成几个文件后再导入。")
            sheet = _OpenSheet("", progress)
            of = {"tag": (f"{_TABLE}table", f"{_TABLE}table-row"), "resolve_entities": False}
            for event, element in etree.iterparse(part, events=("start", "end"), **of):
                if element.tag == f"{_TABLE}table" and event == "start":
                    sheet = _OpenSheet(element.get(f"{_TABLE}name", ""), progress, sheet.made)
                elif event == "end" and element.tag == f"{_TABLE}table":
                    yield sheet.whole()
                    element.clear()
                elif event == "end":
                    sheet.add(element)
                    parent = element.getparent()
                    element.clear()
                    while parent is not None and element.getprevious() is not None:
                        del parent[0]
    except DAMAGED_PACKAGE as fault:
        raise SourceUnreadableError("这个 OpenDocument 文件已损坏或有密码，要用 WPS 另存为 .xlsx 后再试。") from fault


class _OpenSheet:
    """A sheet that grows row by row."""

    def __init__(self, name: str, progress: Progress, made: int = 0) -> None:
        self.name, self.made = name, made
        self._progress, self._number, self._told = progress, 0, 0
        self._rows: list[Row] = []
        self._merged: list[tuple[int, int, int]] = []

    def whole(self) -> Sheet:
        """Return the finished sheet."""
        with_merged(self._rows, self._merged)
        return Sheet(self.name, tuple(self._rows))

    def add(self, row: Any) -> None:
        """Append a row, as often as it is repeated."""
        values: list[Any] = []
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            value, down = _value(cell), count_told(cell.get(f"{_TABLE}number-rows-spanned"), ROWS_IN_DIGITS)
            if down > 1:
                self._merged.append((self._number + 1, self._number + down, len(values)))
            repeated = count_told(cell.get(f"{_TABLE}number-columns-repeated"), ROWS_IN_DIGITS)
            values += [value] * min(repeated, 2 * MOST_COLUMNS - len(values))
        while values and values[-1] == "":  # the padding up to the sheet's right edge
            values.pop()
        times = count_told(row.get(f"{_TABLE}number-rows-repeated"), ROWS_IN_DIGITS)
        self.made += len(values) * times
        if self.made > _MOST_CELLS:
            raise SourceUnreadableError(f"表格超过 {_MOST_CELLS} 个单元格，要分成几个文件导入。")
        if values:
            first = _row(self._number + 1, values)
            self._rows += [Row(self._number + place, first.cells, first.numbers) for place in range(1, times + 1)]
            check_row_count(len(self._rows))
        self._number += times
        self._told += 1
        if self._told % PROGRESS_EVERY == 0:
            self._progress(self._number, 0)


def _value(cell: Any) -> Any:
    """Return a number, an ISO date, or the text of a cell."""
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "date":
        return (cell.get(f"{_OFFICE}date-value") or "").removesuffix("T00:00:00").replace("T", " ")
    if kind in ("float", "currency"):
        with suppress(ValueError):
            return float(cell.get(f"{_OFFICE}value") or "")
    return "\n".join("".join(_pieces(line)) for line in cell.iterchildren(f"{_TEXT}p"))


def _pieces(line: Any) -> Iterator[str]:
    yield line.text or ""
    for child in line.iterchildren():
        if child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            yield " "
        elif child.tag not in (f"{_TEXT}note", f"{_OFFICE}annotation"):
            yield from _pieces(child)
        yield child.tail or ""


# --- pages and documents ---


def _of_paper(document: Document) -> Iterator[Sheet]:
    """Yield the tables of a page or a document; consecutive ones of one width are one table cut by a page break."""
    tables: list[list[Row]] = []
    width = 0
    for block in document:
        if not isinstance(block, Grid):
            continue
        here = len(block.rows[0])
        if here != width or not tables:
            tables.append([])
            width = here
        number = tables[-1][-1].number if tables[-1] else 0
        tables[-1] += [Row(place, trimmed(_printed(row))) for place, row in enumerate(block.rows, start=number + 1)]
        check_row_count(len(tables[-1]))
    for place, rows in enumerate(tables, start=1):
        yield Sheet(f"表{place}" if len(tables) > 1 else "", tuple(rows))


def _of_rich_text(text: str) -> Iterator[Row]:
    """Yield the rows of a text in which every cell ends with a bar, and may have several lines."""
    row, number = "", 0
    above: list[str] = []
    for line in text.splitlines():
        row = f"{row}\n{line}" if row else line
        if "|" not in row or row.endswith("|"):
            number += 1
            check_row_count(number)
            cells = row.removesuffix("|").split("|")
            above = [
                above[place] if _GOES_ON in cell and place < len(above) else cell.replace(_GOES_ON, "")
                for place, cell in enumerate(cells)
            ]
            yield Row(number, trimmed(above))
            row = ""


def _printed(row: Places) -> list[str]:
    """Return the texts of a row; a cell over several columns fills only the first."""
    return ["" if cell is None or (place and row[place - 1] is cell) else cell.text for place, cell in enumerate(row)]
