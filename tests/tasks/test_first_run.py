"""The first run: where the new file lies, what it begins with, and what came in, told in one sentence."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.checks.years import accumulated
from disclosure.errors import SourceUnreadableError
from disclosure.letters.office_names import names_of
from disclosure.records import Activity, Request
from disclosure.report.cells import CARRIED_OUT, TOTAL, CellKey
from disclosure.report.model import AnnualReport, Section
from disclosure.terms import AgencyLevel
from storage.registers import Registers
from tasks.first_run import LastReport, OldLedger, bring_in, free_path, name_office, read_last_report, recognised
from tests.disclosure.checks.clean import CLEAN
from tests.importers.ledgers.ledger_files import HEADER, ROW, write_csv

PUBLISHED = Path(__file__).parents[1] / "data" / "reports" / "001-huaian-hongze-2023.json"
OFFICE, TODAY = "临江区青榕街道办事处", date(2024, 3, 6)


def last_report(**values: int | None) -> LastReport:
    """A report as it was read whole."""
    known = {"cells": 200, "releases": None, "requests": None, "documents": None, "carried_on": 0}
    return LastReport(replace(CLEAN, year=2023), **{**known, **values})  # type: ignore[arg-type]


def test_a_file_is_called_after_its_office_and_numbered_where_that_name_is_taken(tmp_path: Path) -> None:
    first = free_path(tmp_path, OFFICE)
    assert (first.parent, first.stem) == (tmp_path, OFFICE)
    first.touch()
    second = free_path(tmp_path, OFFICE)
    assert (second.stem, second.suffix) == (f"{OFFICE} 2", first.suffix)
    second.touch()
    assert free_path(tmp_path, OFFICE).stem == f"{OFFICE} 3"


@pytest.mark.parametrize(
    ("today", "opening"),
    [(date(2024, 3, 6), date(2022, 12, 31)), (date(2024, 3, 31), date(2022, 12, 31)), (date(2024, 12, 1), None)],
)
def test_a_file_begins_with_last_year_while_its_report_is_to_be_made(
    today: date, opening: date | None, registers: Registers
) -> None:
    name_office(registers, " 临江区 青榕街道办事处 ", names_of(OFFICE), today)
    profile = registers.profile()
    assert (profile.name, profile.short_name, profile.code_character) == (OFFICE, "青榕街道", "榕街公开")
    assert (profile.level, profile.opening_on) == (AgencyLevel.STREET, opening)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "200 个数都读到了"),
        ({"cells": 199}, "读到 199 个数，共 200 个"),
        ({"releases": 529, "carried_on": 1}, "200 个数都读到了 · 累计公开 529 条 · 结转 1 件"),
        ({"releases": 0}, "200 个数都读到了 · 累计公开 0 条"),
    ],
)
def test_what_was_read_of_the_report_is_told(values: dict[str, int], told: str) -> None:
    assert last_report(**values).told == ("2023 年政府信息公开工作年度报告", told)


def test_a_published_report_opens_the_file_with_what_it_says(registers: Registers) -> None:
    last = read_last_report(PUBLISHED)
    figures = last.report.figures
    assert last.carried_on == figures[CellKey("table3", CARRIED_OUT.code, TOTAL)]
    assert last.documents == figures[CellKey("table2", "normative_documents", "in_force")]
    assert (last.releases, last.requests) == accumulated(last.report)
    last = replace(last, releases=529, requests=31, documents=4)
    assert bring_in(registers, last, None, TODAY).told == f"已带入 {last.report.year} 年报的 {last.cells} 个数。"
    profile = registers.profile()
    assert (profile.opening_on, profile.opening_releases) == (date(last.report.year, 12, 31), 529)
    assert (profile.opening_requests, profile.opening_documents) == (31, 4)
    assert registers.undo_label == f"带入{last.report.year} 年的报告", "no old ledger was there"
    registers.undo()
    assert registers.profile().opening_on is None


@pytest.mark.parametrize("number", ["", "3.5", "/", None])
def test_a_figure_that_is_none_opens_nothing(number: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = CellKey("table2", "normative_documents", "in_force")
    carried = CellKey("table3", CARRIED_OUT.code, TOTAL)
    report = replace(CLEAN, year=2023, figures={**CLEAN.figures, documents: number, carried: number})
    monkeypatch.setattr("tasks.first_run.read_published", lambda _path, _progress: report)
    last = read_last_report(Path("年报.docx"))
    assert (last.documents, last.carried_on) == (None, 0)


@pytest.mark.parametrize(
    "report", [replace(CLEAN, year=0), AnnualReport(2023, OFFICE, sections=(Section("一", "无"),))]
)
def test_what_has_no_year_or_no_table_is_no_report(report: AnnualReport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.first_run.read_published", lambda _path, _progress: report)
    with pytest.raises(SourceUnreadableError, match="“年报”里没有读出三张表和年份"):
        read_last_report(Path("年报.docx"))


def test_what_the_report_tells_of_the_office_fills_only_what_is_empty(registers: Registers) -> None:
    opening = "联系电话：0399-8000001，邮编：399901。"
    report = replace(CLEAN, year=2023, title=f"{OFFICE}2023年政府信息公开工作年度报告", opening=opening)
    registers.save(replace(registers.profile(), name=OFFICE, phone="0399-1234567"))
    bring_in(registers, replace(last_report(), report=report), None, TODAY)
    profile = registers.profile()
    assert (profile.phone, profile.postcode) == ("0399-1234567", "399901")


def ledger(folder: Path, *rows: tuple[str, ...]) -> OldLedger:
    return recognised(write_csv(folder / "旧表.csv", HEADER, *rows))


def test_rows_that_were_sent_back_are_told_with_those_that_came_in(registers: Registers, tmp_path: Path) -> None:
    brought = bring_in(registers, last_report(), ledger(tmp_path, ROW, ROW), TODAY)
    assert (brought.register, brought.refused, brought.refusals) == (Request.register, 1, tmp_path / "旧表-退回.csv")
    assert brought.told == "已带入 2023 年报的 200 个数和旧登记表的 1 件。退回 1 行，原因写在原表旁边。"
    assert registers.count(Request) == 1
    registers.undo()
    assert registers.count(Request) == registers.count(Activity) == 0


def test_what_was_guessed_of_a_ledger_is_told_with_it(registers: Registers, tmp_path: Path) -> None:
    guessed = ("2023-002", "", *ROW[2:])
    brought = bring_in(registers, None, ledger(tmp_path, ROW, guessed), TODAY)
    assert brought.told == "已带入旧登记表的 2 件。1 件有拿不准的栏目。"


def test_a_ledger_alone_comes_in_with_nothing_sent_back(registers: Registers, tmp_path: Path) -> None:
    brought = bring_in(registers, None, ledger(tmp_path, ROW), TODAY)
    assert brought.told.startswith("已带入旧登记表的 1 件。")
    assert (brought.refused, brought.refusals) == (0, None)
    assert "退回" not in brought.told
