"""What can hardly be right about one row is said at all three doors: its form, the import and the check of the year."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from disclosure.checks.records.rows import row_doubts, rows_findings
from disclosure.column_kinds import columns_by_name
from disclosure.outcomes import Outcome
from disclosure.records import LEDGERS, Record
from disclosure.terms import BusinessKind, DisputeResult, DocumentKind, SecrecyConclusion
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.ledgers.importing import import_ledger
from tasks.ledgers.preview import Fate, preview_ledger
from tasks.report.check import check_file
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_suit,
    make_tally,
)

TODAY = date(2025, 1, 10)
REVIEWED = {"secrecy_reviewer": "王某", "secrecy_reviewed_on": date(2024, 2, 29)}
LATER = date(2042, 3, 1)

# a record as a ledger may bring it, the words and the rule
ROWS: tuple[tuple[Record, str, str], ...] = (
    (make_request(outcome=Outcome.GRANTED, answered_on=LATER), "答复日期2042年3月1日还没有到", "L-3"),
    (make_request(outcome=Outcome.GRANTED, answered_on=date(2023, 3, 20)), "早于收到申请之日", "L-3"),
    (make_request(received_on=LATER), "收到申请之日2042年3月1日还没有到", "L-4"),
    (make_request(received_on=date(2024, 2, 1)), "早于来件日期", "L-4"),
    (make_request(arrived_on=date(2023, 3, 1)), "却晚于来件日期", "R-2"),
    (make_request(outcome=Outcome.GRANTED), "没有答复日期", "L-5"),
    (make_request(answered_on=date(2024, 3, 20)), "没有办理结果", "L-5"),
    (
        make_request(outcome=Outcome.NOT_HELD, answered_on=date(2024, 3, 20), legal_basis="条例第十四条"),
        "不是“1.属于",
        "",
    ),
    (make_request(answer_number="测〔2024〕1号"), "填写了答复文号，没有填写办理结果", "L-33"),
    (make_request(phone="12"), "电话位数不像电话", "L-32"),
    (make_release(published_on=LATER), "公开日期2042年3月1日还没有到", "L-28"),
    (make_release(published_on=date(2024, 1, 2)), "早于形成或变更日期", "L-24"),
    (make_release(published_on=date(2024, 9, 2)), "才公开", "L-25"),
    (
        make_release(secrecy_conclusion=SecrecyConclusion.WITHHOLD, **REVIEWED),
        "保密审查结论是“不予公开”，却已公开",
        "L-20",
    ),
    (
        make_release(
            secrecy_conclusion=SecrecyConclusion.RELEASE, secrecy_reviewer="王某", secrecy_reviewed_on=date(2024, 5, 1)
        ),
        "才保密审查",
        "L-22",
    ),
    (make_release(secrecy_conclusion=SecrecyConclusion.RELEASE), "没有填写保密审查人、保密审查日期", "L-33"),
    (
        make_release(document_kind=DocumentKind.NORMATIVE_DOCUMENT, repealed_on=date(2023, 1, 1)),
        "废止日期2023年1月1日早于制发日期",
        "L-23",
    ),
    (make_release(name="关于13800000000来电的答复"), "信息名称里有手机号码", "L-29"),
    (make_release(summary="救助对象：11010119900307109X"), "内容概述里有身份证号码", "L-29"),
    (make_review(closed_on=date(2023, 1, 1)), "结案日期早于收到日期", "R-2"),
    (make_review(result=DisputeResult.UPHELD), "没有结案日期", "R-2"),
    (make_review(received_on=LATER), "日期2042年3月1日还没有到", "R-2"),
    (make_suit(closed_on=date(2024, 5, 1)), "没有结果", "R-2"),
    (make_tally(on=LATER), "日期2042年3月1日还没有到", "R-2"),
    (make_tally(quantity=None), "没有填写数量", "R-2"),
    (make_tally(includes_information_fee=True), "却标明已含信息处理费", "R-2"),
    (make_activity(on=LATER), "日期2042年3月1日还没有到", "R-2"),
    (make_activity(found=1, corrected=2), "多于发现1处", "R-2"),
    (make_duty(starts_on=date(2024, 5, 1), ends_on=date(2024, 4, 1)), "截止2024年4月1日早于起始", "L-33"),
)


def as_ledger(record: Record, path: Path) -> Path:
    """A ledger of one row, with the headings of our own export."""
    columns = [one for one in columns_by_name(type(record)).values() if getattr(record, one.name) not in (None, "", ())]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(
            [[one.label for one in columns], [one.text(getattr(record, one.name)) for one in columns]]
        )
    return path


@pytest.mark.parametrize(("record", "words", "rule"), ROWS, ids=[words for _, words, _ in ROWS])
def test_a_row_is_doubted_at_its_form_its_import_and_its_check(
    registers: Registers, tmp_path: Path, record: Record, words: str, rule: str
) -> None:
    """A year of 2042 for 2024 came in by ledger without a word; only the check told, weeks later."""
    words = words if rule else "不是“本机关不掌握相关政府信息”的依据"
    at_form = row_doubts(record, load_calendar(), TODAY)
    assert any(words in said for said in at_form.values())
    path = as_ledger(record, tmp_path / "台账.csv")
    (row,) = preview_ledger(registers, path, record.register, today=TODAY).rows
    assert (row.fate, words in "".join(row.told)) == (Fate.DOUBTFUL, True)
    result = import_ledger(registers, path, record.register, today=TODAY)
    assert not result.refused
    assert result.accepted == 1
    (said,) = result.doubts
    assert said.startswith("第 2 行：")
    assert words in said
    assert "1 行有疑问" in result.summary
    told = [one for year in (2023, 2024, 2042) for one in check_file(registers, year, TODAY)]
    assert any(words in one.message and one.rule == (rule or "L-9") for one in told)


@pytest.mark.parametrize("record", [record for record, _, _ in ROWS], ids=[words for _, words, _ in ROWS])
def test_every_doubt_about_a_row_has_its_field_and_its_sentence(record: Record) -> None:
    (found,) = rows_findings([record], load_calendar(), TODAY)
    assert {one.field for one in found} <= set(columns_by_name(type(record)))
    assert all(one.says.endswith("。") and one.message.endswith(one.says) for one in found)
    assert [one for one in found if one.says.startswith(record.title)] == []


CLEAN: dict[str, dict[str, Any]] = {
    "releases": {"secrecy_conclusion": SecrecyConclusion.RELEASE, **REVIEWED},
    "requests": {"outcome": Outcome.GRANTED, "answered_on": date(2024, 3, 20), "answer_number": "测〔2024〕1号"},
    "reviews": {"result": DisputeResult.UPHELD, "closed_on": date(2024, 5, 6)},
    "litigation": {"result": DisputeResult.UPHELD, "closed_on": date(2024, 5, 6)},
    "tallies": {"kind": BusinessKind.PENALTY},
    "activities": {},
    "duties": {},
}
_MAKERS = (make_release, make_request, make_review, make_suit, make_tally, make_activity, make_duty)


@pytest.mark.parametrize("make", _MAKERS)
def test_a_faultless_row_is_not_doubted(registers: Registers, tmp_path: Path, make: Any) -> None:
    record = make(**CLEAN[make().register])
    assert record.register in LEDGERS
    assert row_doubts(record, load_calendar(), TODAY) == {}
    path = as_ledger(record, tmp_path / "台账.csv")
    assert import_ledger(registers, path, record.register, today=TODAY).doubts == ()


HEAD = ("登记编号", "申请人类型", "申请人", "申请渠道", "来件日期", "收到申请之日", "所需信息描述")
ROW = ("自然人", "测试甲", "当面", "2024-03-01", "2024-03-01", "某清单")


def ledger(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


def test_a_row_that_stands_in_the_ledger_twice_is_doubted(registers: Registers, tmp_path: Path) -> None:
    """The same request pasted twice, once renumbered, became two requests of table three without a word."""
    other = ("2024-009", "自然人", "测试乙", *ROW[2:])
    path = ledger(tmp_path / "台账.csv", ("2024-001", *ROW), other, ("2024-002", *ROW))
    told = {row.row.number: row.told for row in preview_ledger(registers, path, "requests", today=TODAY).rows}
    assert (told[2], told[3]) == ((), ())
    assert told[4] == ("除登记编号外与第 2 行完全相同，要核对是否重复。",)
    assert import_ledger(registers, path, "requests", today=TODAY).doubts == (
        "第 4 行：除登记编号外与第 2 行完全相同，要核对是否重复。",
    )


def test_a_row_the_register_holds_under_another_number_is_doubted(registers: Registers, tmp_path: Path) -> None:
    import_ledger(registers, ledger(tmp_path / "一.csv", ("2024-001", *ROW)), "requests", today=TODAY)
    again = ledger(tmp_path / "二.csv", ("2024-001", *ROW), ("2024-005", *ROW))
    result = import_ledger(registers, again, "requests", today=TODAY)
    assert (result.accepted, result.already_there) == (1, 1)
    assert result.doubts == ("第 3 行：除登记编号外与已登记的2024-001完全相同，要核对是否重复。",)


def test_a_request_that_is_not_counted_is_no_case_of_the_rules() -> None:
    odd = make_request(number="2024-001", arrived_on=date(2024, 3, 5), received_on=date(2024, 3, 1))
    told, nothing = rows_findings([odd, replace(odd, is_excluded=True)], load_calendar(), TODAY)
    assert [one.rule for one in told] == ["L-4"]
    assert nothing == []
