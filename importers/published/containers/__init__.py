"""What a report comes in: its first bytes say which kind of file it is, whatever it is called.

Every kind becomes a ``Document``; one that no reader takes is refused with the way out of it.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePath

from disclosure.errors import SourceUnreadableError
from importers.decoding import decode_damaged
from importers.published.containers.compound import streams_of
from importers.published.containers.old_word import read_old_word
from importers.published.containers.open_document import read_open_document
from importers.published.containers.rich_text import read_rich_text
from importers.published.containers.shapes import REPORT, Shape
from importers.published.containers.web_page import read_saved_page, read_web_page
from importers.published.containers.word_file import read_word_file
from importers.published.document import Document

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_HEAD = 4_096
_MOST_SNIFFED = 200_000
_WEB_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx", ".php"})
_TAG = re.compile(rb"</?(?:html|head|body|meta|div|span|p|br|table|tr|td|h[1-6])(?:\s[^<>]{0,400})?/?>", re.IGNORECASE)
_LEAST_TAGS = 3
_SAVED_PAGE = re.compile(rb"^(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){0,20}?MIME-Version:", re.IGNORECASE)
_OFFICE_XML = re.compile(rb"schemas\.microsoft\.com/office/word/2003|urn:schemas-microsoft-com:office:spreadsheet")

SAVE_AS = "请用 WPS 打开这个文件，点左上角“文件”→“另存为”，文件类型选“{0}”，保存后再选新存的文件。"
"""How an office makes a file we read out of one we do not."""
_AS_WORD, _AS_EXCEL = SAVE_AS.format("Word 文件（*.docx）"), SAVE_AS.format("Excel 文件（*.xlsx）")


def read_container(
    content: bytes, name: str, step: Callable[[], None] = lambda: None, shape: Shape = REPORT
) -> Document:
    """Return what a file holds as a document; ``name`` only helps where its bytes do not tell.

    ``step`` is called after each page of a file that has pages; ``shape`` says how tables and texts are taken.
    Raises SourceUnreadableError for what is damaged, has a password or is of a kind that is not read.
    """
    suffix = PurePath(name).suffix.lower()
    if content.startswith(_ZIP):
        return _package(content, suffix, shape)
    if content.startswith(_OLE):
        return _compound(content, shape)
    if b"%PDF-" in content[:1024] or suffix == ".pdf":
        from importers.published.containers.pdf_file import read_pdf_file  # noqa: PLC0415 - pdfplumber

        return read_pdf_file(content, step, shape)
    if content.lstrip().startswith(b"{\\rtf"):
        return read_rich_text(content, shape)
    if content.startswith(_PICTURES) and b"\0" in content[:_HEAD]:
        raise SourceUnreadableError(
            "这是图片，里面的数字不能可靠地读出。请找原来的 Word、PDF 或网页文件；只有图片的，数字要照着逐格录入。"
        )
    if _OFFICE_XML.search(content[:_HEAD]):
        raise SourceUnreadableError(f"这是旧版 Office 的 XML 文件。{_AS_WORD}")
    if suffix in (".docx", ".xlsx") and not _is_page(content):
        kind = "Word" if suffix == ".docx" else "Excel"
        raise SourceUnreadableError(f"这个 {kind} 文件已损坏、有密码或不是 {suffix}，请另存为 {suffix} 后再试。")
    return _text(content, suffix, shape)


def _package(content: bytes, suffix: str, shape: Shape) -> Document:
    """Read what is zipped: the files of Word, Excel and OpenDocument; WPS saves those too, whatever the suffix."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = frozenset(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = frozenset({"xl/workbook.xml"} if suffix in (".xlsx", ".xls", ".et") else {"word/document.xml"})
    if "OFD.xml" in names:
        raise SourceUnreadableError(
            "这是 OFD 版式文件，不能直接读取。请用 WPS 打开它，点“文件”→“输出为 PDF”，保存后再选这个 PDF 文件。"
        )
    for member, read in _PACKAGES.items():
        if member in names:
            return read(content, shape)
    raise SourceUnreadableError("这是压缩文件，请先解压，再选里面的文件。")


def _compound(content: bytes, shape: Shape) -> Document:
    """Read what older offices and WPS write: .doc and .wps, .xls and .et."""
    streams = streams_of(content)
    if "WordDocument" in streams:
        return read_old_word(streams, shape)
    if streams.keys() & {"Workbook", "Book"}:
        from importers.published.containers.workbook import read_old_workbook  # noqa: PLC0415 - python-calamine

        return read_old_workbook(content, shape)
    if "EncryptedPackage" in streams:
        raise SourceUnreadableError("这个文件设了密码，请用 WPS 打开，去掉密码后另存，再选新存的文件。")
    raise SourceUnreadableError(f"这个文件不是 Word、WPS 文字或表格文件，或已损坏。{_AS_WORD}")


def _text(content: bytes, suffix: str, shape: Shape) -> Document:
    if suffix in _WEB_SUFFIXES or _is_page(content):
        is_saved = _SAVED_PAGE.match(content[:_HEAD])
        return read_saved_page(content, shape) if is_saved else read_web_page(content, shape=shape)
    text = decode_damaged(content)
    if text is None:
        raise SourceUnreadableError(
            f"认不出这是什么文件：能读取网页、Word、Excel、WPS、PDF、RTF、OpenDocument 和纯文本文件。{_AS_WORD}"
        )
    return shape.text(text)


def _is_page(content: bytes) -> bool:
    return bool(_SAVED_PAGE.match(content[:_HEAD])) or len(_TAG.findall(content[:_MOST_SNIFFED])) >= _LEAST_TAGS


def _excel(content: bytes, shape: Shape) -> Document:
    from importers.published.containers.workbook import read_workbook  # noqa: PLC0415 - openpyxl

    return read_workbook(content, shape)


_PACKAGES: Mapping[str, Callable[[bytes, Shape], Document]] = {
    "word/document.xml": read_word_file,
    "xl/workbook.xml": _excel,
    "content.xml": read_open_document,
}
"""What is read of a zipped file, by the member that only such files have."""
