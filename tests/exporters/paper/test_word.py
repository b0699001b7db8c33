"""One Word writer for every paper: real styles of one template, numbered pages, and the same bytes on every system."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from disclosure.cases.answer_date import deadline_of
from disclosure.letters.filling import fill
from disclosure.report.cells import CELLS
from exporters.letters import paper as letters
from exporters.letters.deadline_note import note_document
from exporters.paper.document import (
    BlankLine,
    CentredLine,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    RightLine,
    Table,
    Title,
    text_table,
)
from exporters.paper.files import render
from exporters.paper.grid import page_area
from exporters.report.files import write_report
from exporters.report.paper import report_document
from exporters.sheets import write_sheet
from resources.locate import resource_path
from resources.word.build_template import build
from tasks.calendar.loading import shipped_calendar
from tasks.packages.packing import package
from tests.exporters.report.reports import sample_report
from tests.letters_factory import office, request, shipped, source_for

LETTERS = shipped()
EVERY_BLOCK = Document(
    "关于测试的说明",
    date(2024, 3, 1),
    (
        CentredLine("测街〔2024〕1号"),
        BlankLine(),
        Paragraph("张某某：", 0, holds_next=True),
        Heading("一、甲"),
        Paragraph("正文。"),
        Heading("（一）乙", 2),
        Heading("1.丙", 3),
        text_table(("序号", "称"), [("1", "甲")], (1, 3)),
        Figure(None, "两年的数量"),
        PageBreak(),
        RightLine("测试街道", 4, holds_next=True),
        RightLine("2024年3月1日", 4),
    ),
    author="测试街道",
    subject="说明",
    keywords="测试",
)


def opened(document: Document) -> Any:
    """A paper written for Word and read again."""
    return docx.Document(BytesIO(render(document, ".docx")))


def test_the_template_is_the_one_the_script_made(tmp_path: Path) -> None:
    build(tmp_path / "paper.docx")
    assert (tmp_path / "paper.docx").read_bytes() == resource_path("word", "paper.docx").read_bytes()


def test_every_block_gets_a_style_of_its_own_meaning() -> None:
    styles = [(line.style.name, line.text) for line in opened(EVERY_BLOCK).paragraphs]
    assert styles == [
        ("Heading 1", "关于测试的说明"),
        ("居中行", "测街〔2024〕1号"),
        ("Normal", ""),
        ("Normal", "张某某："),
        ("Heading 2", "一、甲"),
        ("Body Text", "正文。"),
        ("Heading 3", "（一）乙"),
        ("Heading 4", "1.丙"),
        ("Normal", "两年的数量"),
        ("分隔行", ""),
        ("Signature", "测试街道"),
        ("Signature", "2024年3月1日"),
    ]
    (table,) = opened(EVERY_BLOCK).tables
    assert table.style.name == "Table Grid"
    cells = [cell.paragraphs[0].style.name for row in table.rows for cell in row.cells]
    assert cells == ["表头", "表头", "表格文字", "表格文字"]


def test_the_template_has_the_page_and_the_fonts_of_the_standard() -> None:
    """GB/T 9704: 版心 156 × 225 mm, 22 lines; 小标宋, 黑体, 楷体, 仿宋."""
    paper = opened(EVERY_BLOCK)
    (section,) = paper.sections
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert (round(Emu(width).mm), round(Emu(height).mm)) == (156, 225)
    spacing = paper.styles["Normal"].paragraph_format.line_spacing
    assert 22 * spacing <= height < 22.1 * spacing
    fonts = {
        name: paper.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "表头")
    }
    assert fonts == {
        "Normal": "仿宋_GB2312",
        "Heading 1": "方正小标宋简体",
        "Heading 2": "黑体",
        "Heading 3": "楷体_GB2312",
        "Heading 4": "仿宋_GB2312",
        "表头": "黑体",
    }


def test_lines_are_indented_and_held_as_asked_in_characters_of_sixteen_points() -> None:
    blocks = (
        Paragraph("甲", 0),
        Paragraph("乙", 3, holds_next=True),
        Paragraph("丙", holds_next=True),
        RightLine("丁", 4),
        RightLine("戊", holds_next=True),
        CentredLine("己", holds_next=True),
        CentredLine("庚", holds_next=False),
        BlankLine(),
    )
    made = [line.paragraph_format for line in opened(replace(EVERY_BLOCK, blocks=blocks)).paragraphs[1:]]
    assert [(at.first_line_indent or 0, at.right_indent or 0, bool(at.keep_with_next)) for at in made] == [
        (0, 0, False),
        (Pt(48), 0, True),
        (0, 0, True),
        (0, Pt(64), False),
        (0, 0, True),
        (0, 0, True),
        (0, 0, False),
        (0, 0, True),
    ]
    characters = [one for at in made for one in at._element.xpath(".//w:ind/@w:*[contains(local-name(), 'Chars')]")]
    assert characters == ["300", "400"]


def test_the_version_stands_below_the_page_number_and_does_not_move_it() -> None:
    (plain,), (told,) = (opened(replace(EVERY_BLOCK, imprint=text)).sections for text in ("", "A1b2"))
    for before, footer in ((plain.footer, told.footer), (plain.even_page_footer, told.even_page_footer)):
        number, small = footer.paragraphs
        assert (number.text, small.text, small.style.name) == (before.paragraphs[0].text, "A1b2", "版本号")
        higher = plain.footer_distance - told.footer_distance
        assert higher == small.style.paragraph_format.line_spacing


def test_a_column_of_names_is_left_in_word_as_in_the_pdf_and_its_heading_centred() -> None:
    drawn = text_table(("序号", "题名"), (("1", "某路改造"),), (1, 3), left_columns=(1,))
    (table,) = opened(Document("清单", date(2024, 3, 4), (drawn,))).tables
    sides = [[cell._tc.xpath("string(w:p/w:pPr/w:jc/@w:val)") for cell in row.cells] for row in table.rows]
    assert sides == [["", ""], ["", "left"]]


@pytest.mark.parametrize("code", ["granted", "registration-form"])
def test_a_letter_has_numbered_pages(code: str) -> None:
    """Only the report's pages were numbered in Word, a letter's only in the PDF."""
    paper = opened(letters.letters_document([fill(LETTERS[code], source_for(LETTERS[code]))]))
    (section,) = paper.sections
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (line,) = footer.paragraphs
        assert (line.text, line._p.xpath("string(.//w:instrText)").strip()) == ("— 1 —", "PAGE")
        assert line._p.xpath("w:pPr/w:jc/@w:val") == [side]
    assert paper.settings.odd_and_even_pages_header_footer


def test_each_of_many_letters_begins_with_page_one_and_no_empty_page_stands_between() -> None:
    """A section's end in a paragraph of its own is an empty line, and an empty page where the last one is full."""
    paper = opened(letters.letters_document([fill(one, source_for(one)) for one in LETTERS.values()]))
    assert len(paper.sections) == len(LETTERS)
    starts = [section._sectPr.xpath("string(w:pgNumType/@w:start)") for section in paper.sections]
    assert starts == ["", *["1"] * (len(LETTERS) - 1)]
    ends = [line for line in paper.paragraphs if line._p.xpath("w:pPr/w:sectPr")]
    assert all(line.text or line.style.name == "分隔行" for line in ends)
    titles = [line.text for line in paper.paragraphs if line.style.name == "Heading 1"]
    assert len(titles) == len(LETTERS)


def test_two_tables_in_a_row_stay_two() -> None:
    """Word makes one table of two that touch, and adds an empty line of its own after one that ends a file."""
    table = text_table(("序号", "名称"), [("1", "甲")], (1, 3))
    paper = opened(replace(EVERY_BLOCK, blocks=(table, table, PageBreak(restarts_numbers=True), Title("乙"), table)))
    kinds = [part.tag.rpartition("}")[2] for part in paper.element.body]
    assert kinds == ["p", "tbl", "p", "tbl", "p", "p", "tbl", "p", "sectPr"]
    assert [line.style.name for line in paper.paragraphs] == ["Heading 1", "分隔行", "分隔行", "Heading 1", "分隔行"]


def test_table_three_is_as_small_as_one_page_asks_and_a_long_figure_is_not_broken() -> None:
    figures = {**sample_report().figures, CELLS[-1]: 12345678}
    paper = opened(report_document(replace(sample_report(), figures=figures)))
    sizes = [{int(size) for size in table._tbl.xpath(".//w:sz/@w:val")} for table in paper.tables]
    assert sizes[:2] == [{24}, {20}]
    *_, last = paper.tables[2].rows[-1].cells
    width, (size,) = last.width.pt, (int(size) / 2 for size in last._tc.xpath(".//w:sz/@w:val"))
    assert last.text == "12345678"
    assert len(last.text) * size / 2 < width - 2


@pytest.mark.parametrize("title", ["测" * 300, "半个\ud842字", "非字\uffff符", ""])
def test_no_title_is_too_odd_for_word(title: str) -> None:
    """Half a character ended in a crash, and so did a title longer than Word's 255 characters for a property."""
    paper = opened(
        replace(EVERY_BLOCK, title=title, blocks=(Paragraph(title), Table(text_table((title,), [(title,)], (1,)).grid)))
    )
    assert len(paper.core_properties.title) <= 255
    assert len(paper.tables) == 1


def test_what_is_a_paper_is_a_word_file() -> None:
    """The note of a deadline knew no Word; it needs no writer of its own."""
    asked = request(received_on=date(2022, 9, 30), arrived_on=date(2022, 9, 30))
    note = note_document(asked, deadline_of(asked, (), shipped_calendar()), office(), date(2022, 11, 3))
    paper = opened(note)
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert {*(line.text for line in paper.paragraphs), *cells} >= set(note.texts())


def test_the_librarys_own_templates_are_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frozen program ships none of them."""
    whole = io.open

    def watched(file: Any, *given: Any, **named: Any) -> Any:
        assert Path(docx.__file__).parent not in Path(str(file)).parents
        return whole(file, *given, **named)

    monkeypatch.setattr("io.open", watched)
    monkeypatch.setattr("builtins.open", watched)
    render(replace(EVERY_BLOCK, imprint="版本号：2024V1-0F3A52C1"), ".docx")


# --- the same bytes on every system ---


def _written(folder: Path) -> Mapping[str, bytes]:
    folder.mkdir()
    with package(folder / "归档", folder / "归档.zip") as inside:
        write_report(sample_report(), inside / "年报.docx")
        write_report(sample_report(), inside / "年报.xlsx")
        granted = fill(LETTERS["granted"], source_for(LETTERS["granted"]))
        (inside / "文书.docx").write_bytes(letters.letter_docx([granted]))
        write_sheet(inside / "台账.xlsx", "台账", ("名称", "日期"), [("甲", date(2024, 3, 1))])
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_office_files_made_on_windows_are_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive names the system it was made on and the rights of its files: .docx and .xlsx differed by that."""
    here = _written(tmp_path / "here")
    made = zipfile.ZipInfo.__init__
    from_file = zipfile.ZipInfo.from_file

    def on_windows(entry: zipfile.ZipInfo, *given: Any, **named: Any) -> None:
        made(entry, *given, **named)
        entry.create_system = 0

    def with_rights(*given: Any, **named: Any) -> zipfile.ZipInfo:
        entry = from_file(*given, **named)
        entry.external_attr = 0o100666 << 16
        return entry

    monkeypatch.setattr(zipfile.ZipInfo, "__init__", on_windows)
    monkeypatch.setattr(zipfile.ZipInfo, "from_file", with_rights)
    there = _written(tmp_path / "there")
    assert {name for name in here if here[name] != there[name]} == set()
    for content in here.values():
        with zipfile.ZipFile(BytesIO(content)) as package:
            assert package.testzip() is None
            assert {entry.create_system for entry in package.infolist()} == {3}


def test_a_workbook_whose_headers_were_rewritten_still_opens(tmp_path: Path) -> None:
    content = _written(tmp_path / "one")["台账.xlsx"]
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert openpyxl.load_workbook(BytesIO(content)).worksheets[0]["A2"].value == "甲"


def test_a_wide_list_lies_across_in_word_as_on_paper() -> None:
    """A4 lying: 297 mm wide, 210 mm high, its margins inside it."""
    across = docx.Document(BytesIO(render(replace(EVERY_BLOCK, lies_across=True), ".docx"))).sections[0]
    upright = docx.Document(BytesIO(render(EVERY_BLOCK, ".docx"))).sections[0]

    def millimetres(*lengths: Any) -> list[int]:
        return [round(length.mm) for length in lengths]

    assert (across.orientation, upright.orientation) == (WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT)
    assert millimetres(across.page_width, across.page_height) == [297, 210]
    assert millimetres(upright.page_width, upright.page_height) == [210, 297]
    area = page_area(lies_across=True)
    sides: list[Any] = [across.left_margin, across.right_margin, across.top_margin, across.bottom_margin]
    assert [round(side.pt) for side in sides] == [
        round(side) for side in (area.left, area.right, area.top, area.bottom)
    ]
