"""How much is read of what others made, to the byte and the page; and whatever a library raises is one sentence."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers import expat

import openpyxl
import pytest
from lxml import etree
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import PdfminerException
from reportlab.pdfgen import canvas

from disclosure.errors import SourceUnreadableError
from disclosure.progress import silent
from importers.containers import compound, old_word, old_workbook, open_document, rich_text, web_page, word_file
from importers.ledgers import workbook as ledger_book
from importers.ledgers.rows import check_row_count
from importers.published import containers, read_published
from importers.published.containers import pdf_file, plain_text, workbook
from importers.workbook_size import Limits, check_size


def pdf(*texts: str) -> bytes:
    made = io.BytesIO()
    paper = canvas.Canvas(made)
    for text in texts:
        paper.drawString(72, 720, text)
        paper.showPage()
    paper.save()
    return made.getvalue()


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return made.getvalue()


def book(rows: list[list[Any]], *, merged: str = "") -> bytes:
    made, filled = io.BytesIO(), openpyxl.Workbook()
    sheet = filled.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    filled.save(made)
    return made.getvalue()


DOCX = zipped(**{"word/document.xml": b"<a/>"})
ODT = zipped(**{"content.xml": b"<a/>"})
TWENTY = "x" * 20
OLD_BOOK = (Path(__file__).parents[1] / "data" / "incoming" / "ledgers" / "containers" / "book.xls").read_bytes()

_C, _P, _L = "importers.containers", "importers.published.containers", "importers.ledgers"


class Limit(NamedTuple):
    """A limit, made as small as its test needs; who reads, what just fits, one more, and what is said of that."""

    name: str
    most: int
    read: Callable[[bytes], object]
    fits: bytes
    too_much: bytes
    said: str


class Damage(NamedTuple):
    """What of a library breaks, who reads what with it, what it may raise, and what is said."""

    broken: str
    read: Callable[[bytes], object]
    content: bytes
    faults: tuple[type[BaseException], ...]
    said: str


def ledger(content: bytes) -> object:
    return ledger_book.read_workbook(content, silent)


LIMITS = [
    Limit(f"{_P}.pdf_file._MOST_PAGES", 1, pdf_file.read_pdf_file, pdf(TWENTY), pdf(TWENTY, "y"), "超过1页"),
    Limit(f"{_P}.pdf_file._LEAST_CHARACTERS", 20, pdf_file.read_pdf_file, pdf(TWENTY), pdf("x" * 19), "扫描件"),
    Limit(f"{_C}.rich_text._MOST_BYTES", 8, rich_text.read_rich_text, b"{\\rtf a}", b"{\\rtf ab}", "太大"),
    Limit(
        f"{_C}.word_file._MOST_BYTES",
        4,
        word_file.read_word_file,
        DOCX,
        zipped(**{"word/document.xml": b"<ab/>"}),
        "太大",
    ),
    Limit(
        f"{_C}.open_document._MOST_BYTES",
        4,
        open_document.read_open_document,
        ODT,
        zipped(**{"content.xml": b"<ab/>"}),
        "太大",
    ),
    Limit(
        f"{_C}.web_page.MOST_BLOCKS",
        1,
        web_page.read_web_page,
        "<p>一、总体情况</p>".encode(),
        "<p>一、总体情况</p><p>好</p>".encode(),
        "太大",
    ),
    Limit(
        f"{_P}.workbook._MOST_PLACES",
        4,
        workbook.read_workbook,
        book([[1, 2, 9]] * 2, merged="A1:B2"),
        book([[1, 2, 9]] * 3, merged="A1:B3"),
        "重叠得太多",
    ),
    Limit(f"{_L}.workbook_parts._LAST_ROW", 2, ledger, book([[1], [2]]), book([[1], [2], [3]]), "超出了 Excel 的范围"),
    Limit(
        f"{_L}.workbook._MOST_CHARACTERS",
        4,
        ledger,
        book([["ab"], ["cd"]]),
        book([["ab"], ["cde"]]),
        "内容异常多",
    ),
    Limit(f"{_L}.rows.MOST_ROWS", 2, lambda content: check_row_count(len(content)), b"12", b"123", "超过 2 行"),
]


@pytest.mark.parametrize("limit", LIMITS, ids=[limit.name for limit in LIMITS])
def test_what_just_fits_is_read_and_one_more_is_refused(limit: Limit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit.name, limit.most)
    limit.read(limit.fits)
    with pytest.raises(SourceUnreadableError, match=limit.said):
        limit.read(limit.too_much)


def test_a_file_is_read_up_to_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("一、总体情况\n好。\n", encoding="utf-8")
    size = (tmp_path / "a.txt").stat().st_size
    monkeypatch.setattr("importers.published._MOST_BYTES", size)
    assert [section.heading for section in read_published(tmp_path / "a.txt").sections] == ["一、总体情况"]
    monkeypatch.setattr("importers.published._MOST_BYTES", size - 1)
    with pytest.raises(SourceUnreadableError, match=r"“a.txt”超过0 MB"):
        read_published(tmp_path / "a.txt")


MOST = Limits(unpacked=10_000_000, cells=4, strings=1_000, merged=1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (book([[1, 2], [3, 4]], merged="A1:B1"), ""),
        (book([[1, 2], [3, 4], [5]]), "超过 4 个单元格"),
        (zipped(**{"xl/worksheets/sheet1.xml": b"<mergeCell /><mergeCell />"}), "合并单元格超过 1 处"),
        (zipped(**{"xl/worksheets/sheet1.xml": b"<mergeCell />"}), ""),
        (zipped(**{"xl/sharedStrings.xml": b"<" * 1_000}), ""),
        (zipped(**{"xl/sharedStrings.xml": b"<" * 1_001}), "文字异常多"),
        (zipped(**{"xl/styles.xml": b"<" * 80_000}), ""),
        (zipped(**{"xl/styles.xml": b"<" * 80_001}), "样式异常多"),
        (zipped(**{"xl/worksheets/_rels/sheet1.xml.rels": b"<" * 80_001}), "样式异常多"),
        (zipped(**{"xl/worksheets/sheet1.xml": b"<" * 80_001}), ""),
        (zipped(**{"xl/theme/theme1.xml": b"<" * 80_001}), ""),
        (zipped(**{"picture.bin": b"x" * 10_000_000}), ""),
        (zipped(**{"picture.bin": b"x" * 10_000_001}), "展开后异常庞大"),
    ],
)
def test_how_much_a_workbook_may_hold(content: bytes, said: str) -> None:
    if not said:
        check_size(content, MOST)
        return
    with pytest.raises(SourceUnreadableError, match=said):
        check_size(content, MOST)


def test_a_dense_part_is_refused_only_where_it_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", b" " * 100_000)
    ledger_book.check_packing(made.getvalue())
    monkeypatch.setattr(ledger_book, "_LARGE_PART", 100_000)
    ledger_book.check_packing(made.getvalue())
    monkeypatch.setattr(ledger_book, "_LARGE_PART", 99_999)
    with pytest.raises(SourceUnreadableError, match="展开后异常庞大"):
        ledger_book.check_packing(made.getvalue())
    monkeypatch.setattr(ledger_book, "MOST_TIMES_PACKED", 100_000)
    ledger_book.check_packing(made.getvalue())


_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    etree.LxmlError,
    KeyError,
    RuntimeError,
    NotImplementedError,
    OSError,
    ValueError,
    EOFError,
)
_ODD = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)
_BOOK_FAULTS = (zipfile.BadZipFile, *_ODD, OSError, EOFError, RuntimeError, zlib.error, SyntaxError)
DAMAGE = [
    Damage(
        f"{_C}.compound.olefile.OleFileIO", compound.streams_of, b"", (*_ODD, OSError, OverflowError), "旧格式的文件"
    ),
    Damage(f"{_C}.rich_text.rtf_to_text", rich_text.read_rich_text, b"", (*_ODD, OverflowError), "RTF 文件已损坏"),
    Damage(
        f"{_P}.pdf_file.pdfplumber.open",
        pdf_file.read_pdf_file,
        b"",
        (PDFSyntaxError, PSException, PdfminerException, *_ODD, AssertionError, OSError, OverflowError),
        "PDF 文件已损坏",
    ),
    Damage(
        f"{_C}.open_document.zipfile.ZipFile",
        open_document.read_open_document,
        b"",
        _ZIP_FAULTS,
        "OpenDocument 文件已损坏",
    ),
    Damage(f"{_C}.word_file.zipfile.ZipFile", word_file.read_word_file, b"", _ZIP_FAULTS, "Word 文件已损坏"),
    Damage(
        f"{_P}.workbook.openpyxl.load_workbook", workbook.read_workbook, book([[1]]), _BOOK_FAULTS, "Excel 文件已损坏"
    ),
    Damage(
        f"{_C}.old_workbook._book",
        workbook.read_old_workbook,
        OLD_BOOK,
        (struct.error, KeyError, IndexError, ValueError, OverflowError),
        "旧格式的表格已损坏",
    ),
    Damage(
        f"{_C}.web_page.message_from_bytes",
        web_page.read_saved_page,
        b"",
        (ValueError, KeyError, TypeError, AttributeError, RecursionError),
        "网页文件已损坏",
    ),
    Damage(
        f"{_C}.web_page.document_fromstring",
        web_page.read_web_page,
        b"<p>",
        (etree.LxmlError, ValueError, AssertionError),
        "网页文件是空的",
    ),
    Damage(
        f"{_L}.workbook._tree",
        ledger,
        book([[1]]),
        (*_ZIP_FAULTS, *_ODD, ArithmeticError, expat.ExpatError),
        "工作簿已损坏",
    ),
    Damage(
        f"{_C}.old_word._text",
        lambda _content: old_word.read_old_word({}),
        b"",
        (struct.error, KeyError, IndexError, ValueError, OverflowError),
        "太旧",
    ),
]


@pytest.mark.parametrize(
    ("damage", "fault"),
    [(damage, fault) for damage in DAMAGE for fault in damage.faults],
    ids=lambda value: value.__name__ if isinstance(value, type) else value.broken,
)
def test_whatever_a_library_raises_over_a_file_is_one_sentence(
    damage: Damage, fault: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_given: object, **_named: object) -> None:
        raise fault("x")

    monkeypatch.setattr(damage.broken, breaks)
    with pytest.raises(SourceUnreadableError, match=damage.said):
        damage.read(damage.content)


def test_what_is_no_fault_of_the_file_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(old_workbook, "_book", stopped)
    with pytest.raises(KeyboardInterrupt):
        workbook.read_old_workbook(OLD_BOOK)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"words", "a.docx", "这个 Word 文件已损坏"),
        (b"words", "a.xlsx", "这个 Excel 文件已损坏"),
        (b"PK\x03\x04broken", "a.docx", "Word 文件已损坏"),
        (b"PK\x03\x04broken", "a.et", "Excel 文件已损坏"),
        (b"PK\x03\x04broken", "a.xls", "Excel 文件已损坏"),
        (b"BM\0\0", "a", "这是图片"),
        (b"RIFF\0", "a", "这是图片"),
        (b"GIF8\0", "a", "这是图片"),
        (b"II*\0", "a", "这是图片"),
        (b"MM\0*", "a", "这是图片"),
        (b"urn:schemas-microsoft-com:office:spreadsheet", "a", "旧版 Office"),
        (b"x", "a.pdf", "PDF 文件已损坏"),
        (b"\0\1\2" * 99, "a.txt", "认不出"),
    ],
)
def test_the_way_out_is_told_for_each_kind_of_file(content: bytes, name: str, said: str) -> None:
    with pytest.raises(SourceUnreadableError, match=said):
        containers.read_container(content, name)


@pytest.mark.parametrize("suffix", ["html", "htm", "shtml", "xhtml", "jsp", "asp", "aspx", "php"])
def test_a_page_is_one_by_its_name_though_it_has_few_tags(suffix: str) -> None:
    assert len(containers.read_container(b"<b>a</b>c", f"a.{suffix}")) == 1
    (alone,) = containers.read_container(b"<p>a</p>", "a.txt")
    assert alone == plain_text.read_plain_text("<p>a</p>")[0]
    assert len(containers.read_container(b"<p>a</p><p>b</p>", "a.txt")) == 2


def test_a_paper_is_told_page_by_page_while_it_is_read() -> None:
    steps = []
    pdf_file.read_pdf_file(pdf(TWENTY, TWENTY, TWENTY), lambda: steps.append("page"))
    assert steps == ["page"] * 3
