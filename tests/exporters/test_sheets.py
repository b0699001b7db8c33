"""Sheets of registers: what may stand in them, and where they end."""

import errno
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

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


def test_a_full_disk_is_told_as_one_while_a_workbook_is_written(tmp_path: Path) -> None:
    """Its number was lost on the way, so the sentence spoke of sticks and of programs to close."""

    def no_room() -> None:
        raise xlsxwriter.exceptions.FileCreateError(OSError(errno.ENOSPC, "no room"))

    with pytest.raises(OSError, match="no room") as told, workbook_at(tmp_path / "台账.xlsx", {}):
        no_room()
    assert told.value.errno == errno.ENOSPC
