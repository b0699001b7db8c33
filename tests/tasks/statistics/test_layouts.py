"""上级报表: the district's own workbook filled for any period; what nobody asked for stays as it came."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from disclosure.errors import SourceUnreadableError
from disclosure.outcomes import Outcome
from disclosure.records import Draft
from disclosure.statistics.layout import Span, Wanted, cell_name, cell_place
from disclosure.statistics.periods import parse_period
from storage.registers import Registers
from tasks.statistics.layouts import bring_in, fill, forget, layouts, sheets, tell_cells
from tests.records_factory import make_request

TODAY = date(2024, 7, 15)
NEW = "依申请公开/新收政府信息公开申请"
PERSONS = "收到和处理政府信息公开申请情况/一、本年新收政府信息公开申请数量 · 自然人"
CELLS = {
    "B3": Wanted(NEW),
    "C3": Wanted(NEW, Span.SO_FAR),
    "D3": Wanted(NEW, Span.BEFORE),
    "E3": Wanted(NEW, Span.CHANGE),
    "B4": Wanted(PERSONS),
    "B5": Wanted("主动公开/类别：没有用过的类别"),
}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A quarterly sheet of an invented district: a merged title, a sum, a bold head, a second sheet of notes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "季报"
    sheet["A1"] = "示例区季度报表"
    sheet.merge_cells("A1:E1")
    sheet["A3"], sheet["A4"], sheet["A6"], sheet["B6"] = "新收", "其中自然人", "合计", "=SUM(B3:B4)"
    sheet["A3"].font = Font(bold=True)
    book.create_sheet("说明")["A1"] = "按季填报"
    book.save(tmp_path / "示例区季报.xlsx")
    return tmp_path / "示例区季报.xlsx"


@pytest.fixture
def filled_file(registers: Registers) -> Registers:
    for day in (date(2023, 5, 8), date(2024, 2, 5), date(2024, 4, 8), date(2024, 5, 6)):
        registers.save(make_request(arrived_on=day, received_on=day, answered_on=day, outcome=Outcome.GRANTED))
    return registers


def test_the_sheet_is_told_once_and_filled_for_any_quarter(filled_file: Registers, form: Path, tmp_path: Path) -> None:
    layout = tell_cells(filled_file, bring_in(filled_file, form), "季报", CELLS)
    path = fill(filled_file, layout, parse_period("2024Q2"), tmp_path / "二季度.xlsx", today=TODAY)
    sheet = openpyxl.load_workbook(path)["季报"]
    assert [sheet[cell].value for cell in CELLS] == [2, 3, 1, 1, 2, 0]
    (again,) = layouts(filled_file)
    path = fill(filled_file, again, parse_period("2024Q1"), tmp_path / "一季度.xlsx", today=TODAY)
    assert [openpyxl.load_workbook(path)["季报"][cell].value for cell in ("B3", "C3", "D3")] == [1, 1, 0]


def test_titles_sums_and_looks_of_the_district_stay(filled_file: Registers, form: Path, tmp_path: Path) -> None:
    layout = tell_cells(filled_file, bring_in(filled_file, form), "季报", CELLS)
    book = openpyxl.load_workbook(fill(filled_file, layout, parse_period("2024Q2"), tmp_path / "a.xlsx", today=TODAY))
    sheet = book["季报"]
    assert (sheet["A1"].value, sheet["B6"].value, book["说明"]["A1"].value) == (
        "示例区季度报表",
        "=SUM(B3:B4)",
        "按季填报",
    )
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:E1"]
    assert sheet["A3"].font.b


def test_a_new_edition_of_the_sheet_keeps_what_its_cells_were_told(filled_file: Registers, form: Path) -> None:
    tell_cells(filled_file, bring_in(filled_file, form), "季报", CELLS)
    assert bring_in(filled_file, form).cells == CELLS
    forget(filled_file, layouts(filled_file)[0])
    assert layouts(filled_file) == ()
    filled_file.undo()
    assert layouts(filled_file)[0].cells == CELLS


def test_what_is_no_workbook_or_a_trap_is_refused_at_once(registers: Registers, tmp_path: Path) -> None:
    wrong = tmp_path / "别的.xlsx"
    wrong.write_bytes(b"PK nothing")
    wide = openpyxl.Workbook()
    wide.worksheets[0].merged_cells.add("A1:XFD1048576")
    wide.save(tmp_path / "宽.xlsx")
    for path, told in (
        (wrong, "读不出"),
        (tmp_path / "宽.xlsx", "异常大的合并"),
        (tmp_path / "没有.xlsx", "不是可以读取"),
    ):
        with pytest.raises(SourceUnreadableError, match=told):
            bring_in(registers, path)
    assert layouts(registers) == ()


def test_a_sheet_is_seen_as_it_looks_and_cells_have_the_names_of_spreadsheets(registers: Registers, form: Path) -> None:
    first, second = sheets(bring_in(registers, form))
    assert (first.name, second.name, first.texts[2, 0], first.merged) == ("季报", "说明", "新收", ((0, 0, 1, 5),))
    places = {(0, 0): "A1", (4, 2): "C5", (9, 25): "Z10", (0, 26): "AA1", (99, 701): "ZZ100", (0, 702): "AAA1"}
    assert {place: cell_name(*place) for place in places} == places
    assert {cell_place(name): name for name in places.values()} == places


@pytest.mark.parametrize("size", [None, 2_000_001])
def test_a_file_that_is_not_there_or_too_large_is_named(registers: Registers, tmp_path: Path, size: int | None) -> None:
    path = tmp_path / "示例报表.xlsx"
    if size:
        path.write_bytes(bytes(size))
    with pytest.raises(SourceUnreadableError, match=r"“示例报表[.]xlsx”"):
        bring_in(registers, path)
    assert layouts(registers) == ()


def test_a_layout_kept_again_is_one_still(registers: Registers, form: Path) -> None:
    assert bring_in(registers, form) == bring_in(registers, form)
    assert len(list(registers.all(Draft))) == len(layouts(registers)) == 1
