"""Excel and WPS workbooks (.xlsx), read without ever running or resolving anything in them."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from disclosure.errors import SourceUnreadableError
from disclosure.progress import Progress
from disclosure.wording import as_text, plain_number
from importers.ledgers.rows import PROGRESS_EVERY, Row, Sheet, check_row_count, trimmed

MOST_UNPACKED = 1024 * 1024 * 1024
"""Bytes a workbook may unpack to."""
MOST_TIMES_PACKED = 400
"""How many times larger than packed one large part may be: real sheets stay under 100."""
_LARGE_PART = 16 * 1024 * 1024
_LAST_ROW = 1_048_576

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
    damaged one, and for one that unpacks beyond all measure.
    """
    with _one_sentence_for_damage(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations that do not matter here
        _check_unpacking(content)
        with closing(_opened(content)) as workbook:
            return tuple(_sheet(sheet, progress) for sheet in workbook.worksheets)


def _opened(content: bytes) -> Any:
    import openpyxl  # noqa: PLC0415 - heavy, and only needed here

    workbook: Any = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for index, style in enumerate(workbook._cell_styles):
        if style.numFmtId in _CHINESE_DATE_FORMATS:
            workbook._date_formats.add(index)
    return workbook


def _sheet(sheet: Any, progress: Progress) -> Sheet:
    rows: list[Row] = []
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        _check_last_row(number)
        if any(cell is not None for cell in cells):
            rows.append(Row(number, trimmed([text_of(cell) for cell in cells])))
            check_row_count(len(rows))
        if number % PROGRESS_EVERY == 0:
            progress(number, 0)
    return Sheet(sheet.title, tuple(rows))


def _check_last_row(number: int) -> None:
    if number > _LAST_ROW:
        raise SourceUnreadableError("工作簿中的行号超出了 Excel 的范围，文件已损坏，请重新另存后再导入。")


def text_of(value: object) -> str:
    """Return what a person sees in a cell: ISO date, number without 「.0」, 是 or 否, or the text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else value.isoformat(" ", "seconds")
    if isinstance(value, float):
        return plain_number(Decimal(f"{value:.15g}"))
    if isinstance(value, (bool, int, date)):
        return as_text(value)
    return str(value)


def _check_unpacking(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    too_dense = any(
        part.file_size > _LARGE_PART and part.file_size > MOST_TIMES_PACKED * max(part.compress_size, 1)
        for part in parts
    )
    if too_dense or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise SourceUnreadableError("工作簿展开后异常庞大，为安全起见没有读取，请只保留需要导入的工作表后另存再导入。")


@contextmanager
def _one_sentence_for_damage() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as reason:
        raise SourceUnreadableError(
            "工作簿已损坏或不是 .xlsx 格式，请在 Excel 或 WPS 中打开后另存为 .xlsx 再导入。"
        ) from reason
