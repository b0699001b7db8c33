"""Excel and WPS workbooks (.xlsx), read without ever running or resolving anything in them."""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from functools import reduce
from typing import Any

from disclosure.errors import SourceUnreadableError
from disclosure.progress import Progress
from importers.ledgers.rows import (
    MOST_COLUMNS,
    PROGRESS_EVERY,
    Row,
    Sheet,
    check_row_count,
    text_of,
    trimmed,
    with_merged,
)
from importers.strict_ooxml import known_package
from importers.workbook_size import Limits, WatchedBytes, check_size

_LIMITS = Limits(unpacked=768 * 1024 * 1024, cells=5_000_000, strings=4_000_000, merged=500_000)
"""Two hundred thousand rows of twenty-five columns, a million texts of their own."""
_MOST_PLACES, _MOST_NUMBERED, _MOST_CHARACTERS = 20_000_000, 4_000_000, 100_000_000
"""Of all sheets: places of rows, empty ones included; rows, missing ones included; characters kept."""
MOST_TIMES_PACKED = 400
"""How many times larger than packed one large part may be: real sheets stay under 100."""
_LARGE_PART = 16 * 1024 * 1024
_LAST_ROW = 1_048_576
_PIECE, _LONGEST_RANGE = 1024 * 1024, 64
_MERGED = re.compile(rb'mergeCell ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})"')
_NUMBERS = (int, float)
_CHINESE_DATE_FORMATS = frozenset({*range(27, 37), *range(50, 59)})
"""Number formats built into Chinese Excel (yyyy年m月d日 and the like) that a file names without defining."""

_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    SyntaxError,
    RuntimeError,
    AssertionError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
)
"""What reading a damaged or hostile workbook is known to raise."""


def read_workbook(content: bytes, progress: Progress) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook, hidden rows included, as texts.

    Dates become ISO dates, whole numbers lose their 「.0」. Raises SourceUnreadableError for what is no workbook, for a
    damaged one, and for one that holds or unpacks to more than can be taken in; ``progress`` may raise CancelledError
    at any time.
    """
    reader = _Reader(progress)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations that do not matter here
            check_packing(content)
            check_size(content, _LIMITS, reader.went_on)
            with closing(_opened(WatchedBytes(known_package(content), reader.went_on))) as workbook:
                if not workbook.worksheets:
                    raise SourceUnreadableError("工作簿里读不到工作表，请在 Excel 或 WPS 中另存为 .xlsx 后再导入。")
                return tuple(reader.sheet(sheet) for sheet in workbook.worksheets)
    except _DAMAGE as reason:
        raise SourceUnreadableError(
            "工作簿已损坏或不是 .xlsx 格式，请在 Excel 或 WPS 中打开后另存为 .xlsx 再导入。"
        ) from reason


def _opened(content: WatchedBytes) -> Any:
    import openpyxl  # noqa: PLC0415 - heavy, and only needed here

    workbook: Any = openpyxl.load_workbook(content, read_only=True, data_only=True, keep_links=False)
    for index, style in enumerate(workbook._cell_styles):
        if style.numFmtId in _CHINESE_DATE_FORMATS:
            workbook._date_formats.add(index)
    return workbook


class _Reader:
    """Reads sheet after sheet; what they hold together has its measure, for one part may stand for many sheets."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._row = self._places = self._numbered = self._characters = self._filled = 0

    def went_on(self) -> None:
        """Tell that the work goes on, though no row is done; raises CancelledError."""
        self._progress(self._row, 0)

    def sheet(self, sheet: Any) -> Sheet:
        """Return a sheet."""
        rows: list[Row] = []
        sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > _LAST_ROW:
                raise SourceUnreadableError("工作簿中的行号超出了 Excel 的范围，文件已损坏，请重新另存后再导入。")
            texts = self._texts(cells)
            if texts:
                numbers = sum(1 << place for place, cell in enumerate(cells) if type(cell) in _NUMBERS)
                rows.append(Row(number, texts, numbers))
                check_row_count(len(rows))
            if len(cells) > MOST_COLUMNS or number % PROGRESS_EVERY == 0:
                self._row = number
                self.went_on()
        self._filled = with_merged(rows, self._merged_down(sheet), self._filled)
        return Sheet(sheet.title, tuple(rows))

    def _merged_down(self, sheet: Any) -> Iterator[tuple[int, int, int]]:
        """Yield the first and last row and the column of every merged range of more than one row."""
        rest = b""
        with sheet.parent._archive.open(sheet._worksheet_path) as stream:
            while piece := stream.read(_PIECE):
                self.went_on()
                found = rest + piece
                end = max(0, len(found) - _LONGEST_RANGE)
                for match in _MERGED.finditer(found):
                    end = max(end, match.end())
                    if int(match[2]) < int(match[3]):
                        place = reduce(lambda place, letter: 26 * place + letter - ord("A") + 1, match[1], 0)
                        yield int(match[2]), int(match[3]), place - 1
                rest = found[end:]

    def _texts(self, cells: tuple[Any, ...]) -> tuple[str, ...]:
        """Return the texts of a row, none for one without any cell that holds something."""
        self._numbered += 1
        self._places += len(cells)
        texts = trimmed([text_of(cell) for cell in cells]) if any(cell is not None for cell in cells) else ()
        self._characters += sum(map(len, texts))
        if self._places > _MOST_PLACES or self._numbered > _MOST_NUMBERED or self._characters > _MOST_CHARACTERS:
            raise SourceUnreadableError("工作簿里的内容异常多，为安全起见没有读取，请分成几个文件后再导入。")
        return texts


def check_packing(content: bytes) -> None:
    """Refuse a zipped file a large part of which is packed denser than any real one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    too_dense = any(
        part.file_size > _LARGE_PART and part.file_size > MOST_TIMES_PACKED * max(part.compress_size, 1)
        for part in parts
    )
    if too_dense:
        raise SourceUnreadableError("工作簿展开后异常庞大，为安全起见没有读取，请只保留需要导入的工作表后另存再导入。")
