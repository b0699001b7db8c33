"""Excel and WPS workbooks (.xlsx), including strict ones, read row by row without running or resolving anything."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

from lxml import etree

from disclosure.errors import SourceUnreadableError
from disclosure.progress import Progress
from importers.ledgers.rows import PROGRESS_EVERY, Row, Sheet, check_row_count, with_merged
from importers.ledgers.workbook_parts import Rows, Texts, place_of
from importers.spreadsheet_days import FORMATS, shows_days
from importers.workbook_size import Limits, WatchedBytes, check_size

_LIMITS = Limits(unpacked=768 * 1024 * 1024, cells=5_000_000, strings=4_000_000, merged=500_000)
"""Enough for two hundred thousand rows of twenty-five columns with a million distinct texts."""
_MOST_CHARACTERS = 100_000_000
"""Of all sheets together, repeated texts counted each time."""
MOST_TIMES_PACKED = 400
"""How many times its packed size a large part may unpack to: real sheets stay under 100."""
_LARGE_PART = 16 * 1024 * 1024
_PIECE, _LONGEST_RANGE = 1024 * 1024, 64
_MERGED = re.compile(rb'mergeCell ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})"')
_BOOK, _TEXTS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    etree.LxmlError,
    expat.ExpatError,
    zlib.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
)
"""Exceptions known from reading damaged or hostile workbooks."""


def read_workbook(content: bytes, progress: Progress) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook as texts, including hidden sheets and rows.

    Dates become ISO dates, whole numbers lose their 「.0」. Raises SourceUnreadableError for a file that is not a
    workbook, is damaged, or holds or unpacks to more than the limits; ``progress`` may raise CancelledError at any
    time.
    """
    reader = _Reader(progress)
    try:
        check_packing(content)
        check_size(content, _LIMITS, reader.went_on)
        with zipfile.ZipFile(WatchedBytes(content, reader.went_on)) as package:
            sheets = tuple(reader.sheets(package))
    except _DAMAGE as reason:
        raise SourceUnreadableError(
            "工作簿已损坏或不是 .xlsx 格式，要在 Excel 或 WPS 中打开后另存为 .xlsx 再导入。"
        ) from reason
    if not sheets:
        raise SourceUnreadableError("工作簿里读不到工作表，要在 Excel 或 WPS 中另存为 .xlsx 后再导入。")
    return sheets


class _Reader:
    """Reads sheet after sheet; the limits are for all together, as several sheets may share one part."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._row = self._characters = self._filled = 0
        self._texts: list[str] = []
        self._dates: frozenset[str] = frozenset()
        self._is_1904 = False

    def went_on(self) -> None:
        """Report that the work continues, though no row is finished; raises CancelledError."""
        self._progress(self._row, 0)

    def sheets(self, package: zipfile.ZipFile) -> Iterator[Sheet]:
        """Yield the sheets in order."""
        book = _tree(package, _BOOK)
        parts = {
            relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
            for relation in _tree(package, "xl/_rels/workbook.xml.rels")
            if relation.get("Type", "").endswith("/worksheet")
        }
        there = frozenset(package.namelist())
        if _STYLES in there:
            self._dates = _date_styles(_tree(package, _STYLES))
        if any(one.get("date1904") in ("1", "true") for one in book.iter("{*}workbookPr")):
            self._is_1904 = True
        if _TEXTS in there:
            with package.open(_TEXTS) as stream:
                texts = Texts()
                while piece := stream.read(_PIECE):
                    texts.feed(piece)
                texts.feed(b"", is_last=True)
                self._texts = texts.ready
        for sheet in book.iter("{*}sheet"):
            part = parts.get(next((value for name, value in sheet.items() if name.endswith("}id")), ""))
            if part in there:
                with package.open(part) as stream:
                    rows = list(self._rows(stream))
                with package.open(part) as stream:
                    self._filled = with_merged(rows, self._merged_down(stream), self._filled)
                yield Sheet(sheet.get("name", ""), tuple(rows))

    def _rows(self, stream: IO[bytes]) -> Iterator[Row]:
        """Yield the rows with content."""
        parser = Rows(self._texts, self._dates, is_1904=self._is_1904)
        made = told = 0
        is_last = False
        while not is_last:
            piece = stream.read(_PIECE)
            is_last = not piece
            parser.feed(piece, is_last=is_last)
            self._row = parser.number
            made += len(parser.ready)
            check_row_count(made)
            if self._characters + parser.characters > _MOST_CHARACTERS:
                raise SourceUnreadableError("工作簿里的内容异常多，为安全起见没有读取，要分成几个文件后再导入。")
            yield from parser.ready
            parser.ready.clear()
            if made // PROGRESS_EVERY > told:
                told = made // PROGRESS_EVERY
                self.went_on()
        self._characters += parser.characters

    def _merged_down(self, stream: IO[bytes]) -> Iterator[tuple[int, int, int]]:
        """Yield the first and last row and the column of every merged range of more than one row."""
        rest = b""
        while piece := stream.read(_PIECE):
            self.went_on()
            found = rest + piece
            end = max(0, len(found) - _LONGEST_RANGE)
            for match in _MERGED.finditer(found):
                end = max(end, match.end())
                if int(match[2]) < int(match[3]):
                    yield int(match[2]), int(match[3]), place_of(match[1].decode())
            rest = found[end:]


def _tree(package: zipfile.ZipFile, part: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False)
    return etree.fromstring(package.read(part), parser)


def _date_styles(styles: Any) -> frozenset[str]:
    """Return the numbers of the cell styles that show a number as a date or a time."""
    own = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter("{*}numFmt")}
    dates = {name for name, code in own.items() if shows_days(code)}
    dates |= {str(number) for number in FORMATS} - own.keys()
    cells = (style for table in styles.iter("{*}cellXfs") for style in table)
    return frozenset(str(place) for place, style in enumerate(cells) if style.get("numFmtId") in dates)


def check_packing(content: bytes) -> None:
    """Refuse a zipped file with a large part that is compressed more than any real one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    too_dense = any(
        part.file_size > _LARGE_PART and part.file_size > MOST_TIMES_PACKED * max(part.compress_size, 1)
        for part in parts
    )
    if too_dense:
        raise SourceUnreadableError("工作簿展开后异常庞大，为安全起见没有读取，要只保留需要导入的工作表后另存再导入。")
