"""The paper for letters: any blocks, over any number of pages."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from exporters.paper.document import (
    BlankLine,
    Block,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    RightLine,
    Table,
    text_table,
)
from exporters.paper.press import printed
from tests.exporters.paper.verapdf import faults
from tests.exporters.report.reports import sample_report


def letter(*blocks: Block) -> Document:
    return Document("测试答复书", date(2024, 3, 1), blocks, author="测试街道办事处")


def pages_of(path: Path, *blocks: Block) -> list[str]:
    path.write_bytes(printed(letter(*blocks)))
    return ["".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_a_letter_is_an_archive_that_everybody_can_read(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    rows = [(f"2024年3月{day}日", "计入", "工作日" * 20) for day in range(1, 60)]
    pages_of(
        path,
        Paragraph("张某某：", 0),
        Heading("1.要点", 3),
        Heading("（一）说明", 2),
        Heading("一、期限"),
        text_table(("日期", "是否计入", "理由"), rows, (3, 2, 7), (2,)),
        PageBreak(),
        Paragraph("见<b>附件</b>。"),
        BlankLine(),
        RightLine("测试街道办事处", 2, holds_next=True),
        RightLine("2024年3月1日", 4),
    )
    assert faults(path, "2a") == {}
    assert faults(path, "ua1") == {}


def test_pages_are_numbered_outside_odd_ones_right_and_even_ones_left() -> None:
    """GB/T 9704-2012, 7.5: 单页码居右空一字，双页码居左空一字."""
    content = printed(
        letter(*(block for _ in range(3) for block in (Paragraph("一页"), PageBreak())), Paragraph("末页"))
    )
    sides = []
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage()
            found = text.search(f"— {number} —").get_next()
            assert found is not None
            sides.append("right" if text.get_charbox(found[0])[0] > page.get_width() / 2 else "left")
    assert sides == ["right", "left", "right", "left"]


def test_a_long_table_repeats_its_heading_on_every_page(tmp_path: Path) -> None:
    table = text_table(("日期", "理由"), [(str(number), "工作日") for number in range(200)], (1, 2))
    pages = pages_of(tmp_path / "a.pdf", table)
    assert len(pages) > 2
    assert all("日期理由" in page for page in pages)
    assert sum(page.count("工作日") for page in pages) == 200


def test_a_cell_longer_than_a_page_goes_on_and_loses_nothing(tmp_path: Path) -> None:
    table = text_table(("日期", "理由"), [("甲", "政" * 5000), ("乙", "府")], (1, 2))
    pages = pages_of(tmp_path / "a.pdf", table)
    assert sum(page.count("政") for page in pages) == 5000
    assert sum(page.count("府") for page in pages) == 1
    assert len(pages) > 2


def test_a_merged_cell_cut_by_the_page_is_continued(tmp_path: Path) -> None:
    table = sample_report().table("table3")
    pages = pages_of(tmp_path / "a.pdf", Table(table, size=16, is_one_page=False))
    assert len(pages) > 1
    assert any("（续）" in page for page in pages[1:])


@pytest.mark.parametrize("lines", range(1, 24))
def test_a_heading_is_never_the_last_line_of_a_page(tmp_path: Path, lines: int) -> None:
    filled = [Paragraph("政" * 26) for _ in range(lines)]
    pages = pages_of(tmp_path / "a.pdf", *filled, Heading("一、要求"), Paragraph("府" * 100))
    (page,) = [page for page in pages if "一、要求" in page]
    assert page.split("一、要求")[1].count("府") >= 28


@pytest.mark.parametrize("lines", range(1, 24))
def test_no_single_line_of_a_paragraph_stands_alone(tmp_path: Path, lines: int) -> None:
    filled = [Paragraph("政" * 26) for _ in range(lines)]
    pages = pages_of(tmp_path / "a.pdf", *filled, Paragraph("府" * (26 + 28 * 4)))
    assert all(page.count("府") not in range(1, 29) for page in pages)


def test_breaks_at_the_top_of_a_page_leave_no_empty_page(tmp_path: Path) -> None:
    pages = pages_of(tmp_path / "a.pdf", PageBreak(), PageBreak(), BlankLine(), Paragraph("完"))
    assert ["完" in page for page in pages] == [False, True]


def test_an_empty_paragraph_draws_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pages_of(path, Paragraph(""), RightLine(""))
    assert faults(path, "ua1") == {}
