"""What the 今日 page is told, from a real file."""

from dataclasses import replace
from datetime import date

from disclosure.cases.due_items import DueGroup, DueKind
from disclosure.outcomes import Outcome
from disclosure.releases.duties import DutyState
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.today.lines import Line
from tasks.today.overview import NextReport, Overview, YearFigure, overview
from tests.records_factory import make_duty, make_release, make_request, make_review, make_suit

TODAY = date(2024, 4, 8)


def seen(registers: Registers, today: date = TODAY, year: int = 2024) -> Overview:
    return overview(registers, shipped_calendar(), year, today)


def test_an_empty_file_has_last_month_to_confirm_and_no_figures(registers: Registers) -> None:
    found = seen(registers)
    assert [item.kind for item in found.groups[DueGroup.ALONGSIDE]] == [DueKind.ZERO_CONFIRMATION]
    assert found.pressing == 0
    assert [figure.number for figure in found.figures] == [0, 0, 0, 0, 0]
    assert [month.first.month for month in found.zero_months] == [1, 2, 3]
    assert found.duties == {}
    assert found.report == NextReport(2024, date(2025, 1, 20), date(2025, 1, 31))


def test_a_file_that_begins_with_last_years_end_owes_the_report_of_the_year_between(registers: Registers) -> None:
    """A new file showed the report due in a year, although that of last year was due in two weeks."""
    registers.save(replace(registers.profile(), opening_on=date(2022, 12, 31)))
    found = seen(registers, date(2024, 1, 8))
    assert found.report == NextReport(2023, date(2024, 1, 20), date(2024, 1, 31))
    assert {DueKind.REPORT_SUBMISSION, DueKind.REPORT_PUBLICATION} <= {
        item.kind for items in found.groups.values() for item in items
    }
    assert [month.first.month for month in found.zero_months] == list(range(1, 13))


def test_an_open_request_is_told_with_its_applicant_and_subject(registers: Registers) -> None:
    registers.save(make_request(content="测试街道\n2023年老旧小区改造项目清单及其全部附件和会议纪要等材料"))
    found = seen(registers)
    (item,) = found.groups[DueGroup.OVERDUE]
    assert found.lines[item] == Line(
        "答复张某某：测试街道 2023年老旧小区改造项目清单及其全部附件和会议纪要等材料",
        "2024-001 · 3月1日收到 · 条例第三十三条第二款",
    )
    assert found.pressing == 1


def test_a_suit_is_told_by_its_sentence_and_whose_it_is(registers: Registers) -> None:
    registers.save(make_suit())
    found = seen(registers)
    (item,) = (item for items in found.groups.values() for item in items if item.register == "litigation")
    line = found.lines[item]
    assert line.title == item.sentence
    assert line.beneath == f"{make_suit().plaintiff} · {item.article}"


def test_a_leap_day_is_held_against_the_last_of_february(registers: Registers) -> None:
    for day in (date(2023, 1, 1), date(2023, 2, 28), date(2023, 3, 1), date(2024, 2, 29)):
        registers.save(make_release(published_on=day))
    assert seen(registers, date(2024, 2, 29)).figures[0] == YearFigure("主动公开", 1, 2)
    assert seen(registers, date(2024, 3, 1)).figures[0] == YearFigure("主动公开", 1, 3)
    assert seen(registers, date(2025, 1, 20), 2025).figures[0] == YearFigure("主动公开", 0, 0)


def test_figures_are_those_of_the_year_so_far(registers: Registers) -> None:
    registers.save(make_request(outcome=Outcome.GRANTED, answered_on=date(2024, 3, 8)))
    registers.save(make_review())
    registers.save(make_suit())
    registers.save(make_release(published_on=date(2024, 3, 1)))
    registers.save(make_release(published_on=date(2024, 3, 4)))
    registers.save(make_release(published_on=date(2023, 4, 8)))
    registers.save(make_release(published_on=date(2023, 4, 9)))
    assert seen(registers).figures == (
        YearFigure("主动公开", 2, 1),
        YearFigure("收到申请", 1, 0),
        YearFigure("办结申请", 1, 0),
        YearFigure("行政复议", 1, 0),
        YearFigure("行政诉讼", 1, 0),
    )
    assert seen(registers, date(2024, 2, 29)).figures[0].number == 0


def test_duties_missed_or_running_are_told_and_dates_in_an_unknown_year_counted(registers: Registers) -> None:
    registers.save(make_duty(starts_on=date(2026, 7, 1)))
    registers.save(make_request(arrived_on=date(2026, 12, 10), received_on=date(2026, 12, 10)))
    found = seen(registers, date(2026, 12, 14), 2026)
    assert [line.state for line in found.duties.values()] == [DutyState.MISSED, DutyState.RUNNING]
    assert found.provisional == 2, "the answer, and the last day of the running quarter"
