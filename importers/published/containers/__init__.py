"""The file formats of reports, converted to a ``Document`` as people read them."""

from collections.abc import Callable
from pathlib import PurePath

from disclosure.errors import SourceUnreadableError
from importers.containers import AS_WORD, PAPERS, Kind, kind_of
from importers.containers.document import Document
from importers.containers.rich_text import read_rich_text
from importers.containers.web_page import saved_parts
from importers.decoding import decode_damaged
from importers.published.containers.scripted_page import read_report_page
from importers.published.containers.shapes import REPORT, Shape

_OFFICE = {".docx": "Word", ".xlsx": "Excel"}


def read_container(  # noqa: PLR0911 - one line for each kind
    content: bytes, name: str, step: Callable[[], None] = lambda: None, shape: Shape = REPORT
) -> Document:
    """Return a file's content as a document; ``name`` only helps if the bytes do not tell.

    ``step`` is called after each page of a file with pages; ``shape`` says how to interpret tables and texts.
    Raises SourceUnreadableError for a file that is damaged, has a password or is of an unsupported kind.
    """
    kind = kind_of(content, name)
    if kind is Kind.PDF:
        from importers.published.containers.pdf_file import read_pdf_file  # noqa: PLC0415 - pdfplumber

        return read_pdf_file(content, step, shape)
    if kind is Kind.RICH_TEXT:
        return shape.text(read_rich_text(content))
    if kind is Kind.TEXT:
        suffix = PurePath(name).suffix.lower()
        if suffix in _OFFICE:
            raise SourceUnreadableError(
                f"这个 {_OFFICE[suffix]} 文件已损坏、有密码或不是 {suffix}，要另存为 {suffix} 后再试。"
            )
        text = decode_damaged(content)
        if text is None:
            raise SourceUnreadableError(
                f"认不出这是什么文件：能读取网页、Word、Excel、WPS、PDF、RTF、OpenDocument 和纯文本文件。{AS_WORD}"
            )
        return shape.text(text)
    if kind is Kind.PAGE and shape is REPORT:
        return shape.of(read_report_page(content))
    if kind is Kind.SAVED_PAGE and shape is REPORT:
        return shape.of(block for page in saved_parts(content) for block in read_report_page(*page))
    if kind in PAPERS:
        return shape.of(PAPERS[kind](content))
    from importers.published.containers.workbook import read_old_workbook, read_workbook  # noqa: PLC0415 - openpyxl

    return shape.of((read_workbook if kind is Kind.EXCEL else read_old_workbook)(content))
