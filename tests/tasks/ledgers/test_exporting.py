"""Exporting a register: by year, masked, and back again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.errors import ExportError
from disclosure.records import LEDGERS, Access
from importers.ledgers.recognising import recognised
from storage.query import Query
from storage.registers import Registers, open_registers
from tasks.ledgers import exporting
from tasks.ledgers.exporting import export_ledger, personal_words, write_blank
from tasks.ledgers.importing import import_ledger
from tests.empty_files import new_registers
from tests.records_factory import make_release, make_request
from tests.sample_files import sample_at


@pytest.mark.sampled
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("register", ["releases", "requests", "activities", "duties"])
def test_an_exported_ledger_comes_in_again_as_it_was(tmp_path: Path, register: str, suffix: str) -> None:
    ledger = tmp_path / f"台账{suffix}"
    with open_registers(sample_at(tmp_path / "示例.sqlite")) as sample:
        count = export_ledger(sample, register, ledger)
        again = import_ledger(sample, ledger, register)
        assert (again.accepted, again.already_there, again.refused) == (0, count, ())
        known = list(sample.all(LEDGERS[register], Query(sort="id")))
    with new_registers(tmp_path / "新.sqlite") as registers:
        brought = import_ledger(registers, ledger, register)
        assert (brought.accepted, brought.refused) == (count, ())
        here, there = ({replace(one, id=0) for one in each} for each in (registers.all(LEDGERS[register]), known))
        assert here == there


@pytest.mark.parametrize("register", LEDGERS)
def test_a_blank_ledger_comes_in_again_without_a_row(registers: Registers, tmp_path: Path, register: str) -> None:
    write_blank(register, tmp_path / "空白.xlsx")
    brought = import_ledger(registers, tmp_path / "空白.xlsx", register)
    assert (brought.accepted, brought.refused) == (0, ())
    assert recognised(tmp_path / "空白.xlsx").record_type is LEDGERS[register]


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


def test_who_waits_for_an_export_is_told_how_far_it_is(registers: Registers, tmp_path: Path) -> None:
    registers.save_all([make_request(number=f"A{number:04}") for number in range(520)])
    told: list[tuple[int, int]] = []
    export_ledger(registers, "requests", tmp_path / "台账.csv", progress=lambda done, total: told.append((done, total)))
    assert told
    assert {total for _, total in told} == {520}


def test_the_file_itself_is_never_overwritten(registers: Registers, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="正在使用的数据文件"):
        export_ledger(registers, "requests", tmp_path / "x" / ".." / registers.path.name)


def test_before_a_ledger_is_written_it_is_told_what_it_would_hold(registers: Registers) -> None:
    registers.save(make_request(phone="00000000000", identity_number="", remarks="另拨13800000000"))
    registers.save(make_request(phone="00000000001", identity_number="110101190001010013"))
    told = personal_words(registers, "requests", Query())
    assert told == "其中有证件号码 1 条、电话 2 条、描述、备注等文字里提到号码的 1 条。"
    assert personal_words(registers, "requests", Query(year=1999)) == ""
    assert personal_words(registers, "tallies", Query()) == ""


def test_a_list_too_long_to_be_looked_through_is_not_said_to_hold_no_numbers(
    registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number of a person stood in the 2,001st release, and nothing was said before it went out."""
    monkeypatch.setattr(exporting, "_LOOKED_THROUGH", 2)
    tells = make_release(name="关于13800000000的公示", published_on=date(2024, 3, 9))
    registers.save_all([*(make_release() for _ in range(2)), tells])
    assert "只看了前 2 条" in personal_words(registers, "releases", Query(descending=False))
    monkeypatch.setattr(exporting, "_LOOKED_THROUGH", 3)
    assert personal_words(registers, "releases", Query()) == "其中有描述、备注等文字里提到号码的 1 条。"


def test_an_unmasked_ledger_is_noted_and_a_masked_one_is_not(registers: Registers, tmp_path: Path) -> None:
    registers.save(make_request())
    export_ledger(registers, "requests", tmp_path / "一.csv", mask=True)
    export_ledger(registers, "releases", tmp_path / "二.csv")
    assert registers.count(Access) == 0
    export_ledger(registers, "requests", tmp_path / "三.csv")
    (kept,) = registers.all(Access)
    assert (kept.caption, kept.owner_register, kept.count) == ("导出了个人信息", "requests", 1)
