"""A blank ledger of each register: filled in Excel it comes in without a question."""

import re
from pathlib import Path

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


@pytest.mark.parametrize("name", ["空白.xls", "空白.csv", "空白"])
def test_a_blank_ledger_is_a_workbook_and_nothing_else(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=f"“{Path(name).suffix or '没有后缀'}”"):
        write_blank_ledger(LEDGERS["requests"], tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    write_blank_ledger(LEDGERS["requests"], tmp_path / "空白.XLSX")
