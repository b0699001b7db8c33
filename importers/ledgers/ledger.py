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
from importers.ledgers.guessing import guessed
from importers.ledgers.header import HEADER_ROWS, Header, best_header
from importers.ledgers.reading import Reading, Understanding, is_aside, is_blank
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
    def asides(self) -> tuple[tuple[str, Row], ...]:
        """The rows that are no records: sums, months, who made the table."""
        return tuple((sheet, row) for sheet, row in self.rows if is_aside(row, self.header))

    @cached_property
    def filled(self) -> tuple[tuple[str, Row], ...]:
        """The rows that should be records."""
        return tuple(
            (sheet, row)
            for sheet, row in self.rows
            if not is_blank(row, self.header) and not is_aside(row, self.header)
        )

    @property
    def blank(self) -> int:
        """How many rows hold nothing."""
        return len(self.rows) - len(self.filled) - len(self.asides)

    def readings(self, understanding: Understanding, progress: Progress) -> Iterator[Reading]:
        """Yield what comes of each row that should be a record, in order; ``progress`` may raise CancelledError."""
        filled = self.filled
        for done, (sheet, row) in enumerate(filled, start=1):
            yield from understanding.read(row, sheet)
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
        if text.lstrip("\ufeff \t\r\n").startswith("<"):
            raise SourceUnreadableError("这是网页，只是名字像表格，请在 Excel 或 WPS 中打开它，另存为 .xlsx 后再导入。")
        samples = {mark: sample_rows(text, mark, HEADER_ROWS) for mark in DELIMITERS}
        delimiter = max(DELIMITERS, key=lambda mark: best_header(samples[mark], record_type, mapping).weight)
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
    best = max(range(len(sheets)), key=lambda place: headers[place].weight, default=None)
    header = Header(0, ())
    if best is not None:
        below = [row for row in sheets[best].rows if row.number > headers[best].row_number]
        header = guessed(headers[best], below, record_type)
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
