"""Published annual reports read back: .json, .html, .docx, .pdf, .xlsx and plain text become an ``AnnualReport``."""

import re
from collections.abc import Callable
from pathlib import Path

from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import EDITION
from disclosure.report.model import AnnualReport
from importers.decoding import decode_damaged
from importers.published.document import Document

_MOST_BYTES = 60_000_000
_ATTACHED = re.compile(r"(?:报告|年报)[^\n]{0,12}\.(?:pdf|docx?|xlsx?|wps|ofd)|附件[：:1]", re.IGNORECASE)
_OLD_EDITION = "2019-60"


def read_published(path: Path) -> AnnualReport:
    """Return the report a file holds: figures as printed, prose as far as it is there.

    A cell the source does not show is absent or None, a blank one is "". Raises SourceUnreadableError.
    """
    content = _content(path)
    suffix = path.suffix.lower()
    if suffix == ".json":
        from importers.published.json_report import read_json  # noqa: PLC0415 - readers load when first used

        return read_json(_text(content))
    read = _READERS.get(suffix)
    if read is None:
        kinds = "、".join([".json", *_READERS])
        raise SourceUnreadableError(f"不能读取“{path.name}”：只支持{kinds}文件。")
    return understood(read(content), path.stem)


def understood(document: Document, name: str = "") -> AnnualReport:
    """Return the report a document holds. Raises SourceUnreadableError if it holds no table and no section of one."""
    from importers.published.document import text_of  # noqa: PLC0415
    from importers.published.grids import read_grids  # noqa: PLC0415
    from importers.published.prose import read_words  # noqa: PLC0415
    from importers.published.reflow import unglued  # noqa: PLC0415
    from importers.published.stream import read_stream  # noqa: PLC0415

    document = unglued(document)
    figures = read_grids(document)
    read_stream(text_of(document), figures)
    words = read_words(document, name)
    older = figures.older_tables
    if not figures.cells and not older and not words.sections:
        if _ATTACHED.search(text_of(document)):
            raise SourceUnreadableError("网页里只有附件，没有年度报告的正文和表格，请下载附件后再检查附件。")
        raise SourceUnreadableError("文件里没有找到年度报告的表格或章节，请核对是不是政府信息公开工作年度报告。")
    return AnnualReport(
        year=words.year,
        title=words.title,
        agency=words.agency,
        opening=words.opening,
        sections=words.sections,
        figures=figures.cells,
        signature=words.signature,
        dated_on=words.dated_on,
        edition=_OLD_EDITION if "table2_2019" in older else EDITION,
        older_tables=older,
        labels_read=figures.labels,
    )


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
    from importers.published.web_page import read_web_page  # noqa: PLC0415

    return read_web_page(content)


def _word_file(content: bytes) -> Document:
    from importers.published.word_file import read_word_file  # noqa: PLC0415

    return read_word_file(content)


def _pdf_file(content: bytes) -> Document:
    from importers.published.pdf_file import read_pdf_file  # noqa: PLC0415

    return read_pdf_file(content)


def _workbook(content: bytes) -> Document:
    from importers.published.workbook import read_workbook  # noqa: PLC0415

    return read_workbook(content)


def _plain_text(content: bytes) -> Document:
    from importers.published.plain_text import read_plain_text  # noqa: PLC0415

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
