"""Exporting a register: by year, masked, and back again."""

from datetime import date
from pathlib import Path

import pytest

from disclosure.errors import ExportError
from disclosure.records import LEDGERS
from storage.database import open_registers
from storage.query import Query
from storage.registers import Registers
from tasks.export_ledger import export_ledger
from tasks.import_ledger import import_ledger
from tasks.sample import make_sample
from tests.records_factory import make_request


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("register", ["releases", "requests", "activities", "duties"])
def test_an_exported_ledger_comes_in_again_as_it_was(tmp_path: Path, register: str, suffix: str) -> None:
    ledger = tmp_path / f"台账{suffix}"
    with open_registers(make_sample(tmp_path / "示例.sqlite")) as sample:
        count = export_ledger(sample, register, ledger)
        again = import_ledger(sample, ledger, register)
        assert (again.accepted, again.already_there, again.refused) == (0, count, ())
        known = list(sample.all(LEDGERS[register], Query(sort="id")))
    with open_registers(tmp_path / "新.sqlite", create=True) as registers:
        assert import_ledger(registers, ledger, register).accepted == count > 0
        assert set(registers.all(LEDGERS[register])) == set(known) or register != "requests"


def test_a_year_selects_on_the_main_date(registers: Registers, tmp_path: Path) -> None:
    for year in (2022, 2023):
        registers.save(make_request(number=str(year), received_on=date(year, 3, 1)))
    assert export_ledger(registers, "requests", tmp_path / "台账.csv", year=2023) == 1
    assert "2022" not in (tmp_path / "台账.csv").read_text(encoding="utf-8-sig").split(",")


def test_texts_that_look_like_formulas_come_back_as_they_were(registers: Registers, tmp_path: Path) -> None:
    for number, text in enumerate(("=1+1", "-", "'=1", "@甲", "多行\n文字", '"引号",逗号')):
        registers.save(make_request(number=f"A{number}", content=text))
    for suffix in (".csv", ".xlsx"):
        export_ledger(registers, "requests", tmp_path / f"台账{suffix}")
        assert import_ledger(registers, tmp_path / f"台账{suffix}", "requests").already_there == 6


def test_the_file_itself_is_never_overwritten(registers: Registers, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="正在使用的数据文件"):
        export_ledger(registers, "requests", tmp_path / "x" / ".." / registers.path.name)
