"""A split request and its parts through bin, restore and 撤销: what is counted, and what is said where both answer."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.checks.finding import Finding, Severity
from disclosure.outcomes import Outcome
from disclosure.records import Request
from disclosure.report.cells import CellKey
from disclosure.report.counting import Period
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.cases.merging import merge
from tasks.cases.requests import hindrances, save_record, split
from tasks.report.check_records import check_records, mendable
from tests.empty_files import new_registers
from tests.records_factory import make_request

TODAY = date(2024, 3, 20)
COUNTED = ("n1", "k1", "n4")


@pytest.fixture
def registers(tmp_path: Path) -> Registers:
    return new_registers(tmp_path / "office.sqlite")


def halves(registers: Registers) -> tuple[Request, tuple[Request, ...]]:
    """A request split into two."""
    original = registers.get(Request, registers.save(make_request()).record_id)
    return original, split(registers, original, ["项目清单", "补贴明细"], date(2024, 3, 4))


def answer(registers: Registers, original: Request) -> None:
    made = registers.get(Request, original.id)
    save_record(
        registers, replace(made, outcome=Outcome.GRANTED, answered_on=date(2024, 3, 15), answer_number="测〔2024〕1号")
    )


def said(registers: Registers) -> list[Finding]:
    return [one for one in check_records(registers, 2024, TODAY) if one.rule == "L-19"]


def numbers(registers: Registers) -> tuple[object, ...]:
    figures = registers.figures(Period.of(2024))
    return tuple(figures[CellKey("table3", row, "total")] for row in COUNTED)


def test_an_original_answered_while_its_parts_lay_in_the_bin_is_named_when_they_come_back(
    registers: Registers,
) -> None:
    """Its answer was counted nowhere once the parts were back, and nothing said so."""
    original, parts = halves(registers)
    assert (numbers(registers), said(registers)) == ((2, 0, 2), [])
    for part in parts:
        registers.remove(part)
    (found,) = said(registers)  # counted again as one, although its own note says that it is not
    assert (found.severity, found.record and found.record.id) == (Severity.INFO, original.id)
    assert all(part.number in found.message for part in parts)
    answer(registers, original)
    assert numbers(registers) == (1, 1, 0)
    for part in parts:
        registers.restore(Request, part.id)
    assert numbers(registers) == (2, 0, 2)
    (found,) = said(registers)
    assert (found.severity, found.record and found.record.id) == (Severity.ERROR, original.id)
    assert "予以公开" in found.message
    assert "L-19" in {one.rule for one in mendable(registers, 2024, TODAY)}
    registers.undo()  # one of the parts goes back into the bin
    assert numbers(registers) == (1, 0, 1)
    assert {one.severity for one in said(registers)} == {Severity.ERROR, Severity.WARNING}
    registers.undo()
    assert numbers(registers) == (1, 1, 0)
    assert [one.severity for one in said(registers)] == [Severity.INFO]
    registers.undo()  # the answer
    assert (numbers(registers), [one.severity for one in said(registers)]) == ((1, 0, 1), [Severity.INFO])


def test_one_part_in_the_bin_leaves_a_piece_of_the_request_that_nobody_answers(registers: Registers) -> None:
    _, (first, second) = halves(registers)
    registers.remove(second)
    (found,) = said(registers)
    assert (found.severity, found.can_be_explained) == (Severity.WARNING, True)
    assert second.number in found.message
    assert first.number not in found.message
    registers.restore(Request, second.id)
    assert not said(registers)


def test_a_split_request_none_of_whose_parts_counts_is_named(registers: Registers) -> None:
    """Every part was ticked 不计入年报: the request was gone from table three without a word."""
    _, parts = halves(registers)
    for part in parts:
        registers.save(replace(part, is_excluded=True))
    assert numbers(registers) == (0, 0, 0)
    assert [one.severity for one in said(registers)] == [Severity.ERROR]


def test_what_was_merged_into_an_original_whose_parts_came_back_is_named(registers: Registers) -> None:
    original, parts = halves(registers)
    for part in parts:
        registers.remove(part)
    other = registers.get(Request, registers.save(make_request(received_on=date(2024, 3, 5))).record_id)
    merge(registers, [registers.get(Request, original.id), other], date(2024, 3, 6))
    for part in parts:
        registers.restore(Request, part.id)
    found = [one for one in check_records(registers, 2024, TODAY) if one.rule == "L-18"]
    assert [one.record.id for one in found if one.record] == [other.id]
    assert "已经拆分" in found[0].message


def test_a_split_original_is_not_closed_by_its_own_button(registers: Registers) -> None:
    original, _ = halves(registers)
    assert "拆分" in hindrances(registers, registers.get(Request, original.id), load_calendar())["outcome"]


@pytest.mark.parametrize("original", ["2099-999", "2024-777"])
def test_a_part_of_a_request_that_was_never_there_is_named(registers: Registers, original: str) -> None:
    """A slip in 拆分自 counted original and part each as one, in silence."""
    registers.save(make_request(number="2024-777", split_from=original))
    (found,) = said(registers)
    assert f"拆分自的{original}不在登记簿中" in found.message


def test_parts_whose_original_lies_in_the_bin_are_in_order(registers: Registers) -> None:
    original, _ = halves(registers)
    registers.remove(registers.get(Request, original.id))
    assert said(registers) == []


def test_a_request_taken_out_of_the_report_with_its_parts_is_no_mistake(registers: Registers) -> None:
    """An inquiry split into two and ticked 不计入年报 throughout was called a request that table three had lost."""
    original, parts = halves(registers)
    for one in (original, *parts):
        registers.save(replace(registers.get(Request, one.id), is_excluded=True))
    assert said(registers) == []


def test_a_part_that_was_split_again_into_what_does_not_count_is_named(registers: Registers) -> None:
    """An old ledger may split a part once more: neither it nor its own part was counted, and nothing said so."""
    _, (first, second) = halves(registers)
    registers.save(make_request(split_from=first.number, is_excluded=True))
    assert numbers(registers) == (1, 0, 1)
    (found,) = said(registers)
    assert (found.severity, found.record and found.record.id) == (Severity.ERROR, first.id)
    assert second.number not in found.message


@pytest.mark.parametrize("received_on", [None, date(2023, 12, 28), date(2025, 1, 6)])
def test_a_split_request_whose_parts_do_not_count_in_its_year_is_named(
    registers: Registers, received_on: date | None
) -> None:
    """Its parts were received in another year by a slip, or on no day yet: this year counted none of them."""
    original, parts = halves(registers)
    for part in parts:
        registers.save(replace(part, received_on=received_on))
    assert numbers(registers)[0] == 0
    assert [(one.severity, one.record and one.record.id) for one in said(registers)] == [(Severity.ERROR, original.id)]
