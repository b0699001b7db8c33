"""Of what kind a file is, told by its bytes: the name helps only where they do not tell."""

import io
import zipfile

import pytest

from disclosure.errors import SourceUnreadableError
from importers.containers import Kind, kind_of

PAGE = "<p>一</p><br>"  # three signs of markup are a page, two may stand in any text
WEB_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx", ".php", ".HTML")
TELLING = [
    (b"%PDF-1.4", "a", Kind.PDF),
    (b"x" * 1019 + b"%PDF-", "a.txt", Kind.PDF),  # Acrobat looks for it in the first 1024 bytes
    (b"x" * 1020 + b"%PDF-", "a.txt", Kind.TEXT),
    (b"", "a.pdf", Kind.PDF),
    (b"{\\rtf1 a}", "a.doc", Kind.RICH_TEXT),
    (b" \r\n{\\rtf1 a}", "a", Kind.RICH_TEXT),
    (b"a{\\rtf1}", "a", Kind.TEXT),
    (PAGE.encode(), "a.xls", Kind.PAGE),
    (PAGE.encode(), "a", Kind.PAGE),
    (b"\xef\xbb\xbf \r\n" + PAGE.encode(), "a.csv", Kind.PAGE),
    (("甲," + PAGE).encode(), "a.csv", Kind.TEXT),
    (("甲," + PAGE).encode(), "a.tsv", Kind.TEXT),
    (("甲," + PAGE).encode(), "a.txt", Kind.PAGE),
    ("<p>一</p>".encode(), "a.txt", Kind.TEXT),
    (PAGE.encode("utf-16"), "a", Kind.PAGE),
    (b"\xfe\xff" + PAGE.encode("utf-16-be"), "a", Kind.PAGE),
    *(
        (b"", f"a{suffix}", Kind.PAGE)
        for suffix in [".html", ".htm", ".shtml", ".xhtml", ".jsp", ".asp", ".aspx", ".php", ".HTML"]
    ),
    (b"From: a\nMIME-Version: 1.0\n" + PAGE.encode(), "a.mht", Kind.SAVED_PAGE),
    (b"X: a\n" * 20 + b"MIME-Version: 1.0\n", "a", Kind.SAVED_PAGE),
    (b"X: a\n" * 21 + b"MIME-Version: 1.0\n", "a", Kind.TEXT),
    (b"", "a", Kind.TEXT),
    ("甲,乙".encode("gbk"), "a.xlsx", Kind.TEXT),
    (b"BM is no picture but a text", "a", Kind.TEXT),
    (b"II*\0"[:3] + b" is none either", "a", Kind.TEXT),
]


@pytest.mark.parametrize(("content", "name", "kind"), TELLING)
def test_the_bytes_of_a_file_tell_its_kind(content: bytes, name: str, kind: Kind) -> None:
    assert kind_of(content, name) is kind


def packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name in names:
            package.writestr(name, "")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (packed("mimetype", "word/document.xml"), "a.wps", Kind.WORD),
        (packed("xl/workbook.xml"), "a.doc", Kind.EXCEL),
        (packed("content.xml"), "a", Kind.OPEN_DOCUMENT),
        *((b"PK\x03\x04 cut", f"a{suffix}", Kind.WORD) for suffix in (".docx", ".doc", ".wps")),
        *((b"PK\x03\x04 cut", f"a{suffix}", Kind.EXCEL) for suffix in (".xlsx", ".xls", ".et")),
        *((b"PK\x03\x04 cut", f"a{suffix}", Kind.OPEN_DOCUMENT) for suffix in (".odt", ".ods")),
    ],
)
def test_a_package_is_what_it_holds_and_a_damaged_one_what_its_name_says(content: bytes, name: str, kind: Kind) -> None:
    assert kind_of(content, name) is kind


REFUSED = [
    (b"Rar!\x1a\x07\0", "a.docx", "压缩文件，请先解压"),
    (b"7z\xbc\xaf\x27\x1c", "a", "压缩文件，请先解压"),
    (packed("甲.docx", "乙.xlsx"), "a.zip", "压缩文件，请先解压"),
    (packed("OFD.xml"), "a.ofd", "输出为 PDF"),
    (b"PK\x03\x04 cut", "a.zip", "已损坏，请重新另存"),
    (b"L\0\0\0\x01\x14\x02\0", "a.lnk", "快捷方式"),
    (b"[InternetShortcut]\n", "a.url", "快捷方式"),
    *(
        (mark + b"\0" * 9, "a.xlsx", "这是图片")
        for mark in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
    ),
    (b"BM" + b"x" * 4093 + b"\0", "a", "这是图片"),
    (
        b'<?mso?><w xmlns="http://schemas.microsoft.com/office/word/2003/wordml">',
        "a.xml",
        "另存为”，文件类型选“Word 文件",
    ),
    (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "a.xml", "另存为”，文件类型选“Excel 文件"),
    (b"x" * 4040 + b"urn:schemas-microsoft-com:office:spreadsheet", "a", "另存为”，文件类型选“Excel 文件"),
    (b"<html xmlns:x=urn:schemas-microsoft-com:office:excel><frameset>", "a.htm", "旁边同名的文件夹里"),
]


@pytest.mark.parametrize(("content", "name", "said"), REFUSED)
def test_what_is_not_read_is_named_with_what_to_do(content: bytes, name: str, said: str) -> None:
    with pytest.raises(SourceUnreadableError, match=said):
        kind_of(content, name)


@pytest.mark.parametrize(
    "content",
    [
        b"BM" + b"x" * 4094 + b"\0",
        b"x" * 4096 + b"urn:schemas-microsoft-com:office:spreadsheet",
        b"x" * 200_000 + PAGE.encode(),
    ],
)
def test_a_sign_far_inside_a_file_says_nothing(content: bytes) -> None:
    assert kind_of(content, "a") is Kind.TEXT
    assert kind_of(content + b"x" * 300_000, "a") is Kind.TEXT


def test_a_word_file_with_a_spreadsheet_far_inside_is_one_of_word() -> None:
    of_word = b"schemas.microsoft.com/office/word/2003" + b" " * 4096 + b"spreadsheet"
    with pytest.raises(SourceUnreadableError, match="Word 文件"):
        kind_of(of_word, "a.xml")


def test_a_page_whose_signs_stand_at_the_end_of_what_is_looked_at_is_one() -> None:
    marks = PAGE.encode()
    assert kind_of(b"x" * (200_000 - len(marks)) + marks, "a") is Kind.PAGE
