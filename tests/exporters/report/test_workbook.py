"""The report as a workbook: how its sheets look in another program."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from disclosure.report.tables import Role
from exporters.report.xlsx import write_report_xlsx
from tests.exporters.report.reports import sample_report


def test_each_sheet_is_one_page_its_headings_in_sight_its_rows_as_high_as_their_words(tmp_path: Path) -> None:
    """A4, one page; what heads it is bold and its title larger; a row has the height of its lines and a little air."""
    write_report_xlsx(sample_report(), tmp_path / "a.xlsx")
    workbook: Any = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert workbook.sheetnames == ["表二", "表三", "表四"]
    for sheet, code in zip(workbook.worksheets, ("table2", "table3", "table4"), strict=True):
        table = sample_report().table(code)
        assert (sheet.page_setup.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage) == (9, True)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 1), (None, None))  # 1 if not said
        assert sheet.freeze_panes == f"{get_column_letter(table.label_columns + 1)}{table.head_rows + 3}"
        assert (sheet["A1"].font.sz, sheet["A1"].font.b, sheet["A1"].alignment.horizontal) == (14, True, "center")
        assert (sheet["A2"].font.sz, sheet["A2"].font.b, sheet["A2"].alignment.horizontal) == (10, False, "left")
        looks: dict[int, float] = {}
        for one in sheet.column_dimensions.values():
            looks |= dict.fromkeys(range(one.min, one.max + 1), one.width)
        free = 0.71 * table.columns  # beside the text of a cell, in digits
        digit = 10 / 2 * 25.4 / 72  # a digit of 10 points is half as wide as high
        assert abs((sum(looks.values()) - free) * digit - 156) < 1, "as wide as on paper, in millimetres"
        for cell in table.cells:
            shown = sheet.cell(cell.row + 3, cell.column + 1)
            is_head = cell.role in (Role.BAND, Role.HEAD)
            side = "left" if cell.role is Role.LABEL else "center"
            assert (shown.font.b, shown.alignment.horizontal, shown.alignment.vertical) == (is_head, side, "center")
            assert (shown.font.sz, shown.font.name, shown.alignment.wrap_text) == (10, "宋体", True)
            assert shown.border.left.style == shown.border.top.style == "thin"
        for row in range(table.rows):
            alone = [one for one in table.cells if one.row == row and one.row_span == 1]
            wide = [sum(looks[one.column + 1 + n] for n in range(one.column_span)) for one in alone]
            lines = [-(-2 * len(one.text) // (room - 3)) for one, room in zip(alone, wide, strict=True)]
            spanned = any(one.row <= row < one.row + one.row_span and one.row_span > 1 for one in table.cells)
            assert spanned or sheet.row_dimensions[row + 3].height <= 14 * max(1, *lines) + 4, (sheet.title, row)
            assert sheet.row_dimensions[row + 3].height >= 16, "a line of 10 points and air"


def test_the_version_stands_small_at_the_left_of_each_printed_sheet(tmp_path: Path) -> None:
    for code, told in (("2024V1-0F3A52C1", "2024V1-0F3A52C1"), ("", None)):
        write_report_xlsx(replace(sample_report(), version_code=code), tmp_path / "a.xlsx")
        workbook: Any = openpyxl.load_workbook(tmp_path / "a.xlsx")
        for sheet in workbook.worksheets:
            left = sheet.oddFooter.left
            assert (told or "") in (left.text or "")
            assert (bool(left.text), left.size) == (bool(told), 8 if told else None)
