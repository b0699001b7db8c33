"""What kind of file something is, by its first bytes and not its name; used for reports and for ledgers.

Text files, web pages, tables and documents of Word and WPS, workbooks of any age and OpenDocument are read; other files
are refused with a way to convert them.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from enum import CONTINUOUS, Enum, auto, verify
from pathlib import PurePath

from disclosure.errors import SourceUnreadableError
from importers.containers.compound import streams_of
from importers.containers.document import Document
from importers.containers.old_word import read_old_word
from importers.containers.open_document import read_open_document
from importers.containers.web_page import read_saved_page, read_web_page
from importers.containers.word_file import read_word_file

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4_096
_MOST_SNIFFED = 200_000
_WEB_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx", ".php"})
_TAG = re.compile(rb"</?(?:html|head|body|meta|div|span|p|br|table|tr|td|h[1-6])(?:\s[^<>]{0,400})?/?>", re.IGNORECASE)
_LEAST_TAGS = 3
_FRAMES = re.compile(rb"schemas-microsoft-com:office:excel.*<frameset", re.IGNORECASE | re.DOTALL)
_PACKED = "这是压缩文件，要先解压，再选里面的文件。"
SHORTCUTS = (b"L\0\0\0\x01\x14\x02\0", b"[InternetShortcut]")
"""The first bytes of .lnk and .url files."""
NOT_ITSELF = "这是快捷方式，不是文件本身。在快捷方式上点右键，选“打开文件所在的位置”，再选那里的文件。"
_NEVER_READ = {
    **dict.fromkeys((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"), _PACKED),
    **dict.fromkeys(SHORTCUTS, NOT_ITSELF),
}
"""The first bytes of files that are not read, with what to do instead."""
_SAVED_PAGE = re.compile(rb"^(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){0,20}?MIME-Version:", re.IGNORECASE)
_OFFICE_XML = re.compile(rb"schemas\.microsoft\.com/office/word/2003|urn:schemas-microsoft-com:office:spreadsheet")

SAVE_AS = "要用 WPS 打开这个文件，点左上角“文件”→“另存为”，文件类型选“{0}”，保存后再选新存的文件。"
"""How to convert a file into a kind that is read."""
AS_WORD, AS_EXCEL = SAVE_AS.format("Word 文件（*.docx）"), SAVE_AS.format("Excel 文件（*.xlsx）")


@verify(CONTINUOUS)
class Kind(Enum):
    """The kinds of files that are read."""

    WORD = auto()
    EXCEL = auto()
    OPEN_DOCUMENT = auto()
    OLD_WORD = auto()
    OLD_EXCEL = auto()
    PDF = auto()
    RICH_TEXT = auto()
    PAGE = auto()
    SAVED_PAGE = auto()
    TEXT = auto()


def kind_of(content: bytes, name: str) -> Kind:
    """Return the kind of a file; ``name`` only helps if the bytes do not tell.

    Raises SourceUnreadableError for a file that is damaged, has a password or is of an unsupported kind.
    """
    suffix = PurePath(name).suffix.lower()
    for mark, said in _NEVER_READ.items():
        if content.startswith(mark):
            raise SourceUnreadableError(said)
    if content.startswith(_ZIP):
        return _package(content, suffix)
    if content.startswith(_OLE):
        return _compound(content)
    if b"%PDF-" in content[:1024] or suffix == ".pdf":
        return Kind.PDF
    if content.lstrip().startswith(b"{\\rtf"):
        return Kind.RICH_TEXT
    if content.startswith(_PICTURES) and b"\0" in content[:_HEAD]:
        raise SourceUnreadableError(
            "这是图片，里面的内容不能可靠地读出。找原来的 Word、Excel、PDF 或网页文件；只有图片的，要照着逐格录入。"
        )
    if _OFFICE_XML.search(content[:_HEAD]):
        raise SourceUnreadableError(
            f"这是旧版 Office 的 XML 文件。{AS_EXCEL if b'spreadsheet' in content[:_HEAD] else AS_WORD}"
        )
    return _markup_or_text(content, suffix)


def _markup_or_text(content: bytes, suffix: str) -> Kind:
    if _SAVED_PAGE.match(content):
        return Kind.SAVED_PAGE
    head = content[:_MOST_SNIFFED]
    if head.startswith(_WIDE):
        head = head.decode("utf-16", "ignore").encode()
    may_be_page = suffix not in (".csv", ".tsv") or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if _FRAMES.search(head) and b"<body" not in head.lower():
        raise SourceUnreadableError(f"这是 Excel 存成的网页，内容在旁边同名的文件夹里，不在这个文件里。{AS_EXCEL}")
    if suffix in _WEB_SUFFIXES or (may_be_page and len(_TAG.findall(head)) >= _LEAST_TAGS):
        return Kind.PAGE
    return Kind.TEXT


def _package(content: bytes, suffix: str) -> Kind:
    """Return the kind of a zipped file: of Word, Excel or OpenDocument, whatever suffix WPS gave it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = frozenset(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        if suffix not in _ZIPPED:
            raise SourceUnreadableError("这个文件像是 Word、Excel 或 WPS 文件，但已损坏，要重新另存后再试。") from None
        return _ZIPPED[suffix]  # its reader reports that it is damaged
    if "OFD.xml" in names:
        raise SourceUnreadableError(
            "这是 OFD 版式文件，不能直接读取。用 WPS 打开它，点“文件”→“输出为 PDF”，保存后再选这个 PDF 文件。"
        )
    for part, kind in _PACKAGES.items():
        if any(name.startswith(part) for name in names):
            return kind
    raise SourceUnreadableError(_PACKED)


_PACKAGES: Mapping[str, Kind] = {
    "word/": Kind.WORD,
    "xl/": Kind.EXCEL,
    "content.xml": Kind.OPEN_DOCUMENT,
}
"""The kind of a zipped file, by a member that only such files have."""
_ZIPPED = {
    **dict.fromkeys((".docx", ".doc", ".wps"), Kind.WORD),
    **dict.fromkeys((".xlsx", ".xls", ".et"), Kind.EXCEL),
    **dict.fromkeys((".odt", ".ods"), Kind.OPEN_DOCUMENT),
}


def _compound(content: bytes) -> Kind:
    """Return the kind of a file of older offices and WPS: .doc and .wps, .xls and .et."""
    streams = streams_of(content)
    if "WordDocument" in streams:
        return Kind.OLD_WORD
    if streams.keys() & {"Workbook", "Book"}:
        return Kind.OLD_EXCEL
    if "EncryptedPackage" in streams:
        raise SourceUnreadableError("这个文件设了密码，要用 WPS 打开，去掉密码后另存，再选新存的文件。")
    raise SourceUnreadableError(f"这个文件不是 Word、WPS 文字或表格文件，或已损坏。{AS_WORD}")


PAPERS: Mapping[Kind, Callable[[bytes], Document]] = {
    Kind.WORD: read_word_file,
    Kind.OLD_WORD: lambda content: read_old_word(streams_of(content)),
    Kind.OPEN_DOCUMENT: read_open_document,
    Kind.PAGE: read_web_page,
    Kind.SAVED_PAGE: read_saved_page,
}
"""The kinds read as running text and tables, for any purpose."""
