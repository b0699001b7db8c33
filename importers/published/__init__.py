"""Published annual reports read back: .json, .html, .docx, .pdf, .xlsx and plain text become an ``AnnualReport``."""

from collections.abc import Callable
from pathlib import Path

from disclosure.errors import SourceUnreadableError
from disclosure.report.model import AnnualReport
from importers.decoding import decode_damaged
from importers.published.document import Document
from importers.published.json_report import read_json
from importers.published.plain_text import read_plain_text

_MOST_BYTES = 60_000_000


def read_published(path: Path) -> AnnualReport:
    """Return the report a file holds: figures as printed, prose as far as it is there.

    A cell the source does not show is absent or None, a blank one is "". Raises SourceUnreadableError.
    """
    content = _content(path)
    suffix = path.suffix.lower()
    if suffix == ".json":
        return read_json(_text(content))
    read = _READERS.get(suffix)
    if read is None:
        kinds = "、".join([".json", *_READERS])
        raise SourceUnreadableError(f"不能读取“{path.name}”：只支持{kinds}文件。")
    from importers.published.understanding import understood  # noqa: PLC0415 - tables and prose load with the first paper

    return understood(read(content), path.stem)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise SourceUnreadableError(
                f"“{path.name}”超过{_MOST_BYTES // 1_000_000} MB，不像一份年度报告，请核对文件。"
            )
        content = path.read_bytes()
    except OSError as fault:
        raise SourceUnreadableError(f"打不开文件“{path.name}”，请核对路径和权限。") from fault
    if not content.strip():
        raise SourceUnreadableError(f"“{path.name}”是空文件，请核对文件。")
    return content


def _web_page(content: bytes) -> Document:
    from importers.published.web_page import read_web_page  # noqa: PLC0415 - lxml

    return read_web_page(content)


def _word_file(content: bytes) -> Document:
    from importers.published.word_file import read_word_file  # noqa: PLC0415 - lxml

    return read_word_file(content)


def _pdf_file(content: bytes) -> Document:
    from importers.published.pdf_file import read_pdf_file  # noqa: PLC0415 - pdfplumber

    return read_pdf_file(content)


def _workbook(content: bytes) -> Document:
    from importers.published.workbook import read_workbook  # noqa: PLC0415 - openpyxl

    return read_workbook(content)


def _plain_text(content: bytes) -> Document:
    return read_plain_text(_text(content))


def _text(content: bytes) -> str:
    text = decode_damaged(content)
    if text is None:
        raise SourceUnreadableError("这个文本文件是二进制内容，无法读取，请核对文件。")
    return text


_READERS: dict[str, Callable[[bytes], Document]] = {
    ".html": _web_page,
    ".htm": _web_page,
    ".docx": _word_file,
    ".pdf": _pdf_file,
    ".xlsx": _workbook,
    ".txt": _plain_text,
    ".md": _plain_text,
}
