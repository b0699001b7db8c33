"""Where a check begins to speak: one case at each limit, one just inside it (domain: rules T2-5, X-7, X-14 to F-19)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from disclosure.checks.all_checks import findings
from disclosure.checks.subject import RegisterFacts, Subject
from disclosure.report.cells import Value
from disclosure.report.model import AnnualReport, Section
from tests.disclosure.checks.clean import (
    CLEAN,
    FACTS,
    OVERVIEW,
    PREVIOUS,
    adding,
    check,
    rules,
    with_cells,
    with_text,
)

FEE = ("table2", "administrative_fees", "amount")
PENALTIES = ("table2", "penalties", "decisions")
GRANTED = ("table3", "k1", "total")


@pytest.mark.parametrize(
    ("level", "agency", "amount", "told"),
    [
        ("街道", "测试街道办事处", 99, False),
        ("街道", "测试街道办事处", 100, True),
        ("街道", "测试街道办事处", Decimal("100.5"), False),  # nobody writes 元 with a part
        ("部门", "测试局", 1000, False),
        ("部门", "测试局", Decimal("1000.01"), True),
    ],
)
def test_how_much_a_fee_may_be_before_it_looks_like_yuan(level: str, agency: str, amount: Value, told: bool) -> None:
    report = replace(with_cells({FEE: amount}), level=level, agency=agency)
    assert ("T2-5" in rules(report)) is told


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [(2, 10, False), (2, 11, True), (1, 6, True), (5, 0, True), (4, 0, False), (0, 9, False)],
)
def test_a_total_that_grew_beyond_five_times_or_fell_to_nothing(before: int, now: int, told: bool) -> None:
    found = rules(with_cells({GRANTED: now}), with_cells({GRANTED: before}, PREVIOUS))
    assert ("X-14" in found) is told


@pytest.mark.parametrize(
    ("cell", "before", "now", "told"),
    [
        (PENALTIES, 4, 9, True),  # five more
        (PENALTIES, 4, 8, False),  # four more, though it doubled
        (PENALTIES, 10, 15, True),  # by half
        (PENALTIES, 100, 149, False),
        (PENALTIES, 10, 5, True),
        (FEE, 1, 2, True),  # 1 万元 more
        (FEE, 1, Decimal("1.9"), False),
        (FEE, 2, 1, True),
    ],
)
def test_a_change_asks_for_a_reason_from_half_and_from_five_cases_or_ten_thousand_yuan(
    cell: tuple[str, str, str], before: Value, now: Value, told: bool
) -> None:
    found = rules(with_cells({cell: now}), with_cells({cell: before}, PREVIOUS), replace(FACTS, large_change=50))
    assert ("X-18" in found) is told


def told_of_problems(length: int) -> str:
    return ("存在问题和改进情况，" * 9)[:length]


@pytest.mark.parametrize(("length", "told"), [(29, True), (30, False)])
def test_section_five_has_thirty_signs(length: int, told: bool) -> None:
    said = [one for one in findings(Subject(with_text(5, told_of_problems(length)))) if one.rule == "F-14"]
    assert any(f"{length}个字" in one.message for one in said) is told


@pytest.mark.parametrize(("alike", "told"), [(0.8, False), (0.801, True)])
def test_a_section_is_copied_beyond_eighty_hundredths(alike: float, told: bool) -> None:
    previous = replace(PREVIOUS, sections=(Section("一、总体情况", OVERVIEW.replace("2023", "2022")),))
    found = {one.rule for one in findings(Subject(CLEAN, previous, FACTS, lambda *_: alike))}
    assert ("F-16" in found) is told


@pytest.mark.parametrize(
    ("dated", "facts", "told"),
    [
        (date(2024, 1, 31), FACTS, False),
        (date(2024, 2, 1), FACTS, True),
        (date(2024, 1, 20), replace(FACTS, publish_by=date(2024, 1, 20)), False),
        (date(2024, 1, 21), replace(FACTS, publish_by=date(2024, 1, 20)), True),
        (date(2024, 1, 1), FACTS, False),
    ],
)
def test_a_report_is_published_on_the_last_day_still(dated: date, facts: RegisterFacts, told: bool) -> None:
    found = rules(replace(CLEAN, dated_on=dated), None, facts)
    assert ("F-17" in found) is told
    assert "F-19" not in found


def test_a_report_is_of_the_year_after() -> None:
    assert "F-19" in rules(replace(CLEAN, dated_on=date(2023, 12, 31)))


@pytest.mark.parametrize(
    ("percent", "told"),
    [("45.4", False), ("45.5", False), ("45", False), ("46", False), ("45.45", False), ("45.3", True), ("47", True)],
)
def test_a_percentage_is_rounded_or_cut_off_at_its_last_place(percent: str, told: bool) -> None:
    """5 of 11 is 45.4545 hundredths."""
    assert ("X-7" in rules(with_text(1, OVERVIEW.replace("占45.5%", f"占{percent}%")))) is told


@pytest.mark.parametrize(("parts", "told"), [((4, 6), False), ((4, 7), True), ((4, 5), False)])
def test_parts_may_be_fewer_than_the_whole_and_never_more(parts: tuple[int, int], told: bool) -> None:
    report = adding(f"宣传活动10次，其中社区{parts[0]}次、学校{parts[1]}次。")
    assert ("X-6" in rules(report)) is told


@pytest.mark.parametrize(("length", "quoted"), [(60, 60), (61, 60)])
def test_a_long_sentence_is_quoted_by_its_first_sixty_signs(length: int, quoted: int) -> None:
    sentence = "宣传活动10次，其中社区4次、学校7次".rjust(length, "我")
    (told,) = (one for one in check(adding(f"{sentence}。")) if one.rule == "X-6")
    words = told.message.partition("“")[2].partition("”")[0]
    assert words == sentence[:quoted] + "……" * (length > quoted)


@pytest.mark.parametrize(("late", "told"), [((), False), (("2023-001",), True)])
def test_one_late_answer_is_told(late: tuple[str, ...], told: bool) -> None:
    assert ("T3-47" in rules(CLEAN, None, replace(FACTS, late_requests=late))) is told


def two_years(report: AnnualReport, **cells: int) -> AnnualReport:
    return with_cells({("table2", "normative_documents", name): value for name, value in cells.items()}, report)


@pytest.mark.parametrize(("repealed", "told"), [(10, False), (11, True)])
def test_no_more_is_repealed_than_was_there_and_was_issued(repealed: int, told: bool) -> None:
    """8 were in force the year before, 2 were issued."""
    found = rules(two_years(CLEAN, repealed=repealed, in_force=0), PREVIOUS)
    assert ("T2-3" in found) is told
