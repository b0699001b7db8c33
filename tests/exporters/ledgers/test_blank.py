"""A blank ledger of each register: filled in Excel it comes in without a question."""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from disclosure.column_kinds import Kind, columns
from disclosure.errors import ExportError
from disclosure.records import LEDGERS, Profile, Record
from exporters.ledgers.blank import write_blank_ledger
from importers.ledgers.ledger import read_ledger
from importers.ledgers.proposal import Answers, Proposal
from tests.importers.ledgers.ledger_files import silent


@pytest.mark.parametrize("record_type", LEDGERS.values(), ids=LEDGERS)
def test_a_blank_ledger_has_every_column_with_its_choices_and_asks_nothing_when_it_comes_in(
    record_type: type[Record], tmp_path: Path
) -> None:
    path = tmp_path / "空白.xlsx"
    write_blank_ledger(record_type, path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    assert sheet.freeze_panes == "A2", "the headings stay in sight"
    assert {cell.font.b for cell in sheet[1]} == {True}
    choosing = {str(rule.sqref).partition(":")[0] for rule in sheet.data_validations.dataValidation}
    reaches = [str(rule.sqref) for rule in sheet.data_validations.dataValidation]
    whole = rf"(?P<column>[A-Z]+)2:(?P=column){2**20}"
    assert [one for one in reaches if not re.fullmatch(whole, one)] == [], "down to the last row"
    shown = [column for column in columns(record_type) if not column.shown_if_filled]
    assert len(choosing) == sum(column.kind in (Kind.TERM, Kind.TERMS, Kind.YES_NO) for column in shown)
    sheet.append([list(column.term)[-1].label if column.term else "2024-03-01" for column in shown])
    workbook.save(path)
    ledger = read_ledger(path, record_type, {}, silent)
    assert [target.column for target in ledger.header.targets] == shown
    asked = Proposal(ledger, Answers(), Profile()).questions
    assert [one for one in asked if one.text] == []


def _choices(workbook: Any, rule: Any) -> list[str]:
    """Return what a drop-down list offers, wherever it stands."""
    if rule.formula1.startswith('"'):
        return str(rule.formula1).strip('"').split(",")
    sheet, _, place = rule.formula1.rpartition("!")
    return [cell.value for (cell,) in workbook[sheet.strip("'=")][place.replace("$", "")]]


@pytest.mark.parametrize("record_type", LEDGERS.values(), ids=LEDGERS)
def test_each_column_of_a_blank_ledger_offers_its_words_shows_its_hint_and_keeps_what_is_typed(
    record_type: type[Record], tmp_path: Path
) -> None:
    write_blank_ledger(record_type, tmp_path / "空白.xlsx")
    workbook: Any = openpyxl.load_workbook(tmp_path / "空白.xlsx")
    sheet, *others = workbook.worksheets
    assert (sheet.title, [other.sheet_state for other in others]) == (record_type.title, ["hidden"] * len(others))
    rules = {str(rule.sqref).partition("2:")[0]: rule for rule in sheet.data_validations.dataValidation}
    for column, cell in zip([one for one in columns(record_type) if not one.shown_if_filled], sheet[1], strict=True):
        told = cell.comment.text if cell.comment else ""
        assert (cell.value, told) == (column.label + "*" * column.required, column.hint)
        look: Any
        (look,) = (one for one in sheet.column_dimensions.values() if one.min <= cell.column <= one.max)
        least = max(12, 2 * len(cell.value) + 2)  # a Chinese character is as wide as two digits
        assert least <= look.width < least + 1
        assert look.number_format == {Kind.TEXT: "@", Kind.DATE: "yyyy-mm-dd"}.get(column.kind, "General")
        rule = rules.get(cell.column_letter)
        words = ["是", "否"] if column.kind is Kind.YES_NO else [term.label for term in column.term or ()]
        assert (_choices(workbook, rule) if rule else []) == words
        assert rule is None or (rule.type, rule.errorStyle) == ("list", "warning"), "other words may be typed"
        assert rule is None or str(rule.promptTitle) == column.label


@pytest.mark.parametrize("name", ["空白.xls", "空白.csv", "空白"])
def test_a_blank_ledger_is_a_workbook_and_nothing_else(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=f"“{Path(name).suffix or '没有后缀'}”"):
        write_blank_ledger(LEDGERS["requests"], tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    write_blank_ledger(LEDGERS["requests"], tmp_path / "空白.XLSX")
