"""Files under a false name, in old formats, behind a password: read by what they hold, or refused with the way out."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import totals
from importers.containers.document import Paragraph
from importers.containers.old_word import read_old_word
from importers.published import read_published
from tests.disclosure.checks.clean import CLEAN
from tests.importers.published.file_shapes import FILE_SHAPES, open_document, pdf, tabbed
from tests.importers.published.web_shapes import page

FOLDER = Path(__file__).parents[2] / "data" / "incoming" / "reports"
NAMES = ["年报.doc", "年报.xls", "年报.pdf.txt", "年报", "年报.tmp"]


@pytest.mark.sampled
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", ["runs.docx", "sheets.xlsx", "saved.odt", "saved.rtf", "ruled.pdf"])
def test_a_file_is_read_whatever_it_is_called(shape: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILE_SHAPES[shape](CLEAN))
    assert dict(read_published(tmp_path / name).figures) == dict(CLEAN.figures)


@pytest.mark.parametrize("factor", [9_973, 123_457])
def test_wide_numbers_under_lines_that_only_part_rows_are_read(factor: int, tmp_path: Path) -> None:
    """Numbers of five and of seven digits, these in two lines: the place of one line hid all other columns."""
    wide = totals({key: value * factor for key, value in CLEAN.figures.items() if isinstance(value, int)})
    (tmp_path / "年报.pdf").write_bytes(FILE_SHAPES["row-lines.pdf"](replace(CLEAN, figures=wide)))
    assert dict(read_published(tmp_path / "年报.pdf").figures) == wide


@pytest.mark.sampled(2)
@pytest.mark.parametrize("top", [146, 254, 263, 362])
def test_a_row_alone_on_its_page_under_lines_that_only_part_rows_is_read(top: int, tmp_path: Path) -> None:
    """（一）予以公开, 四、结转下年度继续办理, 行政事业性收费 below a page end were told as not read."""
    wide = totals({key: value * 9_973 for key, value in CLEAN.figures.items() if isinstance(value, int)})
    (tmp_path / "年报.pdf").write_bytes(pdf(replace(CLEAN, figures=wide), lines_drawn="LINEBELOW", top=top))
    assert dict(read_published(tmp_path / "年报.pdf").figures) == wide


def test_a_table_of_libreoffice_is_read_though_it_fills_a_million_rows(tmp_path: Path) -> None:
    (tmp_path / "年报.ods").write_bytes(open_document(CLEAN, is_book=True))
    assert dict(read_published(tmp_path / "年报.ods").figures) == dict(CLEAN.figures)


def zipped(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, text in members.items():
            package.writestr(name, text)
    return made.getvalue()


OTHER_YEAR = replace(CLEAN, figures=dict.fromkeys(CLEAN.figures, 7))
REFUSED = {
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "图片.*逐格录入"),
    "a photograph": (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
    "an OFD file": (zipped(**{"OFD.xml": "<a/>"}), "WPS.*输出为 PDF"),
    "a zipped folder": (zipped(**{"年报/年报.docx": "x"}), "先解压"),
    "files packed by WinRAR": (b"Rar!\x1a\x07\x01\0" + b"\0" * 60, "先解压"),
    "files packed by 7-Zip": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 60, "先解压"),
    "a shortcut of Windows": (b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60, "快捷方式.*打开文件所在的位置"),
    "a shortcut to a page": (b"[InternetShortcut]\r\nURL=http://www.example.cn/\r\n", "快捷方式"),
    "the frames of a workbook saved as a page": (
        b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><frameset><frame src="a.htm"></frameset></html>',
        "旁边同名的文件夹.*另存为",
    ),
    "a program": (b"MZ\x90\0\x03\0\0\0" + bytes(range(256)), "认不出.*另存为"),
    "an XML file of Word 2003": (
        b'<?xml version="1.0"?><a xmlns="http://schemas.microsoft.com/office/word/2003/x"/>',
        "另存为",
    ),
    "a damaged compound file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为"),
    "two years side by side": (
        page(replace(CLEAN, title="某某街道2022年与2023年政府信息公开工作年度报告对比表")).encode(),
        "对比材料",
    ),
    "two reports in one file": (f"{tabbed(CLEAN)}\n{tabbed(OTHER_YEAR)}".encode(), "对比材料"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_read_is_refused_with_the_way_out(what: str, tmp_path: Path) -> None:
    content, words = REFUSED[what]
    (tmp_path / "年报.bin").write_bytes(content)
    with pytest.raises(SourceUnreadableError, match=words):
        read_published(tmp_path / "年报.bin")


def test_an_old_word_file_keeps_its_blank_cells_in_their_places() -> None:
    """Rows end where Word says so: two marks of cells one after the other may be an empty cell."""
    document = FOLDER / "real-doc-009.doc"
    assert len([value for value in read_published(document).figures.values() if value is not None]) == 200


def test_the_codes_of_fields_are_left_out() -> None:
    text = "甲\x13 PAGE \x14第\x13 X \x147\x15页\x15乙\r"
    main = bytearray(0x400)
    main[0x4C:0x50] = len(text).to_bytes(4, "little")
    start = 0x200
    main[start:] = text.encode("utf-16-le")
    block = b"\2" + (16).to_bytes(4, "little") + b"\0" * 4 + len(text).to_bytes(4, "little")
    block += b"\0\0" + start.to_bytes(4, "little") + b"\0\0"
    main[0x1A2:0x1AA] = (0).to_bytes(4, "little") + len(block).to_bytes(4, "little")
    assert read_old_word({"WordDocument": bytes(main), "0Table": block}) == (Paragraph("甲第7页乙"),)


def test_a_library_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("print-own-html-009.pdf", "strict-009.xlsx", "rtf-named-doc-009.doc", "old-workbook-009.et"):
        read_published(FOLDER / name)
    assert capfd.readouterr() == ("", "")
