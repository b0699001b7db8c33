"""Sheets of registers: what may stand in them, and where they end."""

import errno
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

import exporters.sheets
from disclosure.errors import ExportError
from exporters.sheets import neutral, workbook_at, write_sheet


@pytest.mark.parametrize("name", ["台账.xls", "台账.txt", "台账"])
def test_a_sheet_of_another_suffix_is_refused_by_its_suffix(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=f"“{Path(name).suffix or '没有后缀'}”"):
        write_sheet(tmp_path / name, "台账", ("编号",), [("1",)])
    assert list(tmp_path.iterdir()) == []


def test_as_many_rows_as_a_sheet_holds_are_written_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel has 1,048,576 rows, the heading is one of them."""
    assert exporters.sheets._MOST_ROWS == 2**20
    monkeypatch.setattr(exporters.sheets, "_MOST_ROWS", 4)
    path = tmp_path / "台账.xlsx"
    write_sheet(path, "台账", ("编号",), [("甲",)] * 3)
    assert openpyxl.load_workbook(path)["台账"].max_row == 4
    with pytest.raises(ExportError, match="按年度导出"):
        write_sheet(tmp_path / "多.xlsx", "台账", ("编号",), [("甲",)] * 4)
    write_sheet(tmp_path / "多.csv", "台账", ("编号",), [("甲",)] * 4)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@a", " =1", "\t=1", "'=1"])
def test_what_a_spreadsheet_takes_for_a_formula_stands_behind_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "甲", "1", "1=2", "'甲"])
def test_any_other_text_stands_as_it_is(text: str) -> None:
    assert neutral(text) == text


def test_the_headings_of_a_sheet_stay_in_sight_stand_out_and_fit_their_columns(tmp_path: Path) -> None:
    """A Chinese character is as wide as two digits; a column of short values is readable, a long heading no wall."""
    names = ["号", "办理情况", "所需信息的内容描述", "很长的栏目" * 9]
    write_sheet(tmp_path / "台账.xlsx", "台" * 40, names, [("甲", "=1", "＋2", "@3")])
    (sheet,) = openpyxl.load_workbook(tmp_path / "台账.xlsx").worksheets
    assert (sheet.title, sheet.freeze_panes) == ("台" * 31, "A2")
    assert {(cell.font.b, cell.border.bottom.style, cell.fill.fgColor.rgb[2:]) for cell in sheet[1]} == {
        (True, "thin", "EEF2F6")
    }
    assert {cell.font.b for cell in sheet[2]} == {False}
    widths = [sheet.column_dimensions[letter].width for letter in "ABCD"]
    for name, width in zip(names[:3], widths, strict=False):
        assert max(8, 2 * len(name)) < width < max(10, 2 * len(name) + 4), name
    assert 40 <= widths[3] < 41
    assert [cell.quotePrefix for cell in sheet[2]] == [False, True, True, True]


DAYS = [date(1900, 3, 1), date(1999, 12, 31), date(2024, 2, 29), date(9999, 12, 31)]
TOO_EARLY = [date(1, 1, 1), date(1899, 12, 31), date(1900, 1, 1), date(1900, 2, 28)]
NUMBERS: list[Decimal | int] = [
    0,
    1,
    -3,
    10**15,
    Decimal("0.1"),
    Decimal("-12.05"),
    Decimal("1E+3"),
    Decimal("0.00005"),
    Decimal(1),
]


def test_days_and_numbers_are_what_other_programs_read(tmp_path: Path) -> None:
    """A spreadsheet has a 29 February 1900 and nothing before that year: such days stand there as words."""
    rows = [*zip_longest(DAYS, TOO_EARLY, NUMBERS)] * 2  # what was met before is written from memory
    write_sheet(tmp_path / "台账.xlsx", "台账", ("日期", "早", "数"), rows)
    wanted = [(day, early and early.isoformat(), number) for day, early, number in rows]
    _, *read = openpyxl.load_workbook(tmp_path / "台账.xlsx").worksheets[0].iter_rows(values_only=True)
    shown: Any = read
    assert [(day and day.date(), early, number) for day, early, number in shown] == [
        (day, early, None if number is None else float(number)) for day, early, number in wanted
    ]
    _, *seen = CalamineWorkbook.from_path(tmp_path / "台账.xlsx").get_sheet_by_index(0).to_python()
    assert seen == [[day or "", early or "", "" if number is None else float(number)] for day, early, number in wanted]


def test_a_workbook_tells_its_title_and_no_day_on_which_it_was_made(tmp_path: Path) -> None:
    write_sheet(tmp_path / "台账.xlsx", "台账", ("编号",), [])
    told = openpyxl.load_workbook(tmp_path / "台账.xlsx").properties
    assert (told.title, told.created) == ("台账", datetime(2000, 1, 1))  # noqa: DTZ001 - as the library reads it


def test_a_full_disk_is_told_as_one_while_a_workbook_is_written(tmp_path: Path) -> None:
    """Its number was lost on the way, so the sentence spoke of sticks and of programs to close."""

    def no_room() -> None:
        raise xlsxwriter.exceptions.FileCreateError(OSError(errno.ENOSPC, "no room"))

    with pytest.raises(OSError, match="no room") as told, workbook_at(tmp_path / "台账.xlsx", {}):
        no_room()
    assert told.value.errno == errno.ENOSPC
