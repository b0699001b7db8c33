"""The district's own sheet: read as it looks, filled cell by cell, and refused in a sentence where it is none."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

import exporters.filled_sheet
from disclosure.errors import ExportError, SourceUnreadableError
from exporters.filled_sheet import LARGEST, filled, sheets_of


def form(rows: int = 3) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet["A1"], sheet["C3"] = "季报", "示例区季报", 7
    sheet.merge_cells("A1:B2")
    sheet.cell(rows, 1, "末行")
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_a_sheet_is_shown_with_its_texts_and_its_merged_cells() -> None:
    (shown,) = sheets_of(form())
    assert (shown.name, shown.rows, shown.columns) == ("季报", 3, 3)
    assert shown.texts == {(0, 0): "示例区季报", (2, 2): "7", (2, 0): "末行"}
    assert shown.merged == ((0, 0, 2, 2),)


def test_of_a_sheet_without_end_300_rows_are_shown() -> None:
    assert [sheets_of(form(rows))[0].rows for rows in (299, 300, 301)] == [299, 300, 300]


def test_figures_come_into_the_cells_named_and_nothing_else_changes() -> None:
    book = openpyxl.load_workbook(BytesIO(filled(form(), "季报", {"B3": 12, "C3": Decimal("0.5")})))
    values = {cell.coordinate: cell.value for row in book["季报"].iter_rows() for cell in row if cell.value is not None}
    assert values == {"A1": "示例区季报", "A3": "末行", "B3": 12, "C3": 0.5}
    assert isinstance(values["B3"], int)


def test_a_sheet_that_is_gone_and_a_workbook_that_is_none_are_told() -> None:
    with pytest.raises(ExportError, match="没有“年报”这张工作表"):
        filled(form(), "年报", {"B3": 1})
    for content in (b"", b"PK\x03\x04", form()[:-400]):
        with pytest.raises(SourceUnreadableError, match="读不出这个工作簿"):
            sheets_of(content)


def test_a_workbook_as_large_as_may_be_is_read_and_a_larger_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert LARGEST == 2_000_000
    content = form()
    monkeypatch.setattr(exporters.filled_sheet, "LARGEST", len(content))
    assert sheets_of(content)
    monkeypatch.setattr(exporters.filled_sheet, "LARGEST", len(content) - 1)
    with pytest.raises(SourceUnreadableError, match="超过 2 MB"):
        sheets_of(content)
