"""Reading a whole ledger: which file it is, which sheet and header, and its rows one after another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from disclosure.column_kinds import columns
from disclosure.errors import SourceUnreadableError
from disclosure.progress import Progress
from disclosure.records import Record
from importers.decoding import decode_text
from importers.ledgers.header import HEADER_ROWS, Header, best_header
from importers.ledgers.reading import Reading, is_blank, read_row
from importers.ledgers.rows import LARGEST_FILE, PROGRESS_EVERY, Row, Sheet
from importers.ledgers.text_file import DELIMITERS, read_text, sample_rows
from importers.ledgers.workbook import read_workbook
from importers.told_of import told_of

_ZIP, _OLD_OFFICE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


@dataclass(frozen=True)
class Ledger:
    """A ledger whose header is known.

    ``suffix`` is what kind of file it is (".csv" or ".xlsx"), ``rows`` what stands under the header with its sheet,
    ``left_out`` the names of other sheets that hold something but do not look like this ledger.
    """

    record_type: type[Record]
    suffix: str
    header: Header
    rows: tuple[tuple[str, Row], ...]
    left_out: tuple[str, ...] = ()

    @cached_property
    def filled(self) -> tuple[tuple[str, Row], ...]:
        """The rows that are not blank."""
        return tuple((sheet, row) for sheet, row in self.rows if not is_blank(row, self.header))

    def readings(self, progress: Progress) -> Iterator[Reading]:
        """Yield what comes of each row that is not blank, in order; ``progress`` may raise CancelledError."""
        filled = self.filled
        for done, (sheet, row) in enumerate(filled, start=1):
            yield read_row(row, self.header, self.record_type, sheet)
            if done % PROGRESS_EVERY == 0 or done == len(filled):
                progress(done, len(filled))


def read_ledger(path: Path, record_type: type[Record], mapping: Mapping[str, str], progress: Progress) -> Ledger:
    """Read a .xlsx or .csv ledger of one register; what the file is shows in its content, not in its name.

    Raises SourceUnreadableError in one sentence when it is missing, empty, binary, damaged, too large or has no header.
    """
    content = _content(path)
    with told_of(path):
        if content.startswith(_ZIP):
            return _from_sheets(".xlsx", read_workbook(content, progress), record_type, mapping)
        text = decode_text(content)
        if text is None:
            raise SourceUnreadableError(
                "文件不是可以读取的文字表格（支持 UTF-8、GBK、GB18030 编码的 .csv 和 .xlsx），请另存为 .xlsx 后再导入。"
            )
        samples = {mark: sample_rows(text, mark, HEADER_ROWS) for mark in DELIMITERS}
        delimiter = max(DELIMITERS, key=lambda mark: len(best_header(samples[mark], record_type, mapping).matched))
        return _from_sheets(".csv", (read_text(text, delimiter, progress),), record_type, mapping)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise SourceUnreadableError(f"“{path.name}”超过 {LARGEST_FILE // 1024 // 1024} MB，请分成几个文件导入。")
        content = path.read_bytes()
    except FileNotFoundError as reason:
        raise SourceUnreadableError(f"没有“{path}”这个文件，请核对文件名。") from reason
    except OSError as reason:
        raise SourceUnreadableError(f"读不到“{path}”，请确认它是文件、没有被占用并且有权限读取。") from reason
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise SourceUnreadableError(f"“{path.name}”是空文件，没有可以导入的内容。")
    if content.startswith(_OLD_OFFICE):
        raise SourceUnreadableError(f"“{path.name}”是旧版 .xls 或加了密码的工作簿，请取消密码并另存为 .xlsx 后再导入。")
    if content.startswith(_PDF):
        raise SourceUnreadableError(f"“{path.name}”是 PDF，不是台账，请导入 .xlsx 或 .csv 台账。")
    return content


def _from_sheets(
    suffix: str, sheets: tuple[Sheet, ...], record_type: type[Record], mapping: Mapping[str, str]
) -> Ledger:
    headers = [best_header(sheet.rows, record_type, mapping) for sheet in sheets]
    header = max(headers, key=lambda found: len(found.matched), default=Header(0, ()))
    if not header.is_usable_for(record_type):
        needed = "、".join(column.label for column in columns(record_type) if column.required)
        raise SourceUnreadableError(
            f"没有找到{record_type.title}台账的表头，请在开头 {HEADER_ROWS} 行内写上栏目名称（必填：{needed}）。"
        )
    rows: list[tuple[str, Row]] = []
    left_out: list[str] = []
    for sheet, own in zip(sheets, headers, strict=True):
        if own.names == header.names:  # the months of a year are often sheets of one shape
            rows += [(sheet.name, row) for row in sheet.rows if row.number > own.row_number]
        elif not sheet.is_blank:
            left_out.append(sheet.name)
    return Ledger(record_type, suffix, header, tuple(rows), tuple(left_out))
