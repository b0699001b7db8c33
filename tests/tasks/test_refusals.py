"""What is too large, of another kind, or in the way is refused in one sentence, and what is just not so is taken."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from PIL import Image

import exporters.sheets
import importers.ledgers.rows
import importers.paper_pages
import importers.papers
from disclosure.errors import DisclosureError, ExportError, SourceUnreadableError
from disclosure.progress import silent
from disclosure.records import Request
from exporters.filled_sheet import LARGEST, sheets_of
from exporters.ledgers.blank import write_blank_ledger
from exporters.sheets import write_sheet
from importers.ledgers.rows import Row, with_merged
from importers.ledgers.workbook import read_workbook
from importers.paper_pages import opened_paper
from importers.papers import read_files, text_of_paper
from storage.registers import Registers
from tasks.first_run import read_last_report
from tasks.packages.portal import read_portal
from tasks.report.fields import field_source
from tasks.report.writing import export_report
from tasks.statistics.scoring import import_sheet

TODAY = date(2024, 3, 4)


def picture(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("L", (width, height)).save(file, "PNG")
    return file.getvalue()


def workbook() -> openpyxl.Workbook:
    return openpyxl.Workbook()


def test_a_form_of_the_district_is_no_larger_than_two_megabytes() -> None:
    file = BytesIO()
    workbook().save(file)
    content = file.getvalue()
    assert sheets_of(content.rjust(LARGEST, b"\0"))
    with pytest.raises(SourceUnreadableError, match="不像一张报表"):
        sheets_of(content.rjust(LARGEST + 1, b"\0"))
    assert LARGEST == 2_000_000


@pytest.mark.parametrize("name", ["登记表.csv", "登记表"])
def test_a_blank_ledger_is_a_workbook(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=r"只能写成 \.xlsx"):
        write_blank_ledger(Request, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_holds_so_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert exporters.sheets._MOST_ROWS == 2**20, "Excel's own"
    monkeypatch.setattr(exporters.sheets, "_MOST_ROWS", 4)  # the heading is one
    write_sheet(tmp_path / "a.xlsx", "表", ["栏"], [["1"]] * 3)
    with pytest.raises(ExportError, match="记录超过一张工作表"):
        write_sheet(tmp_path / "b.xlsx", "表", ["栏"], [["1"]] * 4)


def test_a_picture_too_large_to_be_covered_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importers.paper_pages, "_MOST_OF_A_PICTURE", 200)
    assert opened_paper(picture(10, 20)).pages
    with pytest.raises(SourceUnreadableError, match="这张图片太大"):
        opened_paper(picture(10, 21))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 50)
    with pytest.raises(SourceUnreadableError, match="这张图片太大"):
        opened_paper(picture(10, 20))


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (lambda path: read_files([path], "requests", silent), "不像一份来件"),
        (lambda path: text_of_paper(path.read_bytes(), path.name), "里面的字没有读"),
    ],
    ids=["given", "searched"],
)
def test_a_paper_beyond_all_measure_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], object], told: str
) -> None:
    path = tmp_path / "来信.txt"
    path.write_text("申请公开", encoding="utf-8")
    monkeypatch.setattr(importers.papers, "_MOST_BYTES", 12)
    assert read(path)
    monkeypatch.setattr(importers.papers, "_MOST_BYTES", 11)
    with pytest.raises(SourceUnreadableError, match=told):
        read(path)


def test_cells_merged_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [Row(number, ("甲",)) for number in range(1, 4)]
    monkeypatch.setattr(importers.ledgers.rows, "_MOST_MERGED_PLACES", 5)
    assert with_merged(rows, [(1, 3, 0)], 2) == 5
    with pytest.raises(SourceUnreadableError, match="合并的单元格异常多"):
        with_merged(rows, [(1, 3, 0)], 3)


def test_a_workbook_without_a_sheet_is_told() -> None:
    file, bare = BytesIO(), BytesIO()
    workbook().save(file)
    with ZipFile(file) as whole, ZipFile(bare, "w") as left:
        for name in whole.namelist():
            text = whole.read(name)
            if name == "xl/workbook.xml":
                begin, end = text.index(b"<sheets>") + 8, text.index(b"</sheets>")
                text = text[:begin] + text[end:]
            left.writestr(name, text)
    with pytest.raises(SourceUnreadableError, match="读不到工作表"):
        read_workbook(bare.getvalue(), silent)


@pytest.mark.parametrize(
    ("name", "content"), [("目录.txt", "索引号".encode()), ("目录.pdf", b"%PDF-1.4"), ("目录.rtf", rb"{\rtf1 }")]
)
def test_a_page_of_the_portal_is_a_page(registers: Registers, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DisclosureError, match=f"“{name}”不是网页或文档"):
        read_portal(registers, tmp_path / name, TODAY)


def test_last_years_report_has_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("示例街道办事处2023年政府信息公开工作年度报告\n一、总体情况\n本年度开会一次。\n", encoding="utf-8")
    with pytest.raises(SourceUnreadableError, match="没有读出三张表和年份"):
        read_last_report(path)


def test_a_report_never_takes_the_place_of_the_file(registers: Registers) -> None:
    own = registers.path
    other = own.with_suffix(".json")
    other.hardlink_to(own)
    with pytest.raises(ExportError, match="不能被年度报告覆盖"):
        export_report(registers, 2023, [other], TODAY)
    assert own.read_bytes()[:6] == b"SQLite"


def test_an_unknown_field_is_told_as_one(registers: Registers) -> None:
    assert field_source(registers, 2023, "没有的项") == "没有这样的数据项"


def test_an_empty_scoring_sheet_is_told(registers: Registers, tmp_path: Path) -> None:
    workbook().save(tmp_path / "考核.xlsx")
    with pytest.raises(SourceUnreadableError, match="”里没有内容"):
        import_sheet(registers, 2023, tmp_path / "考核.xlsx")
