"""What the 今日 page is told, from a real file."""

from dataclasses import replace
from datetime import date

import pytest

from disclosure.cases.due_items import DueGroup, DueKind
from disclosure.checks.finding import Finding
from disclosure.checks.places import place_of
from disclosure.outcomes import Outcome
from disclosure.records import Request
from disclosure.releases.duties import DutyState
from disclosure.report.cells import CARRIED_OUT, TOTAL, CellKey
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, AnnualReport, Section
from disclosure.report.narrative import PROBLEMS
from disclosure.terms import DutyCycle, TextState
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.cases.duties import duties_at_hand
from tasks.report.compose import write
from tasks.report.issuing import explain, judged_findings
from tasks.report.on_today import later
from tasks.report.published import keep_published
from tasks.today.due import MOST_LOOKED_AT
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


@pytest.mark.parametrize(
    ("today", "received", "told"),
    [
        ("2024-02-05", [], "1月没有登记过申请"),
        ("2024-03-05", [], "1、2月没有登记过申请"),
        ("2024-04-08", [], "1—3月没有登记过申请"),
        ("2024-06-03", ["2024-04-10"], "1—3、5月没有登记过申请"),
    ],
)
def test_the_months_without_a_request_are_named(
    registers: Registers, today: str, received: list[str], told: str
) -> None:
    for on in map(date.fromisoformat, received):
        registers.save(make_request(arrived_on=on, received_on=on, outcome=Outcome.GRANTED, answered_on=on))
    groups = seen(registers, date.fromisoformat(today)).groups.values()
    (item,) = (one for items in groups for one in items if one.kind is DueKind.ZERO_CONFIRMATION)
    assert item.sentence == told


def test_the_months_of_two_years_are_named_with_their_year(registers: Registers) -> None:
    registers.save(replace(registers.profile(), opening_on=date(2022, 12, 31)))
    groups = seen(registers, date(2024, 2, 5)).groups.values()
    (item,) = (one for items in groups for one in items if one.kind is DueKind.ZERO_CONFIRMATION)
    assert item.sentence == "2023年1—12月，2024年1月没有登记过申请"


def test_an_open_request_is_told_with_its_applicant_and_subject(registers: Registers) -> None:
    registers.save(make_request(content="测试街道\n2023年老旧小区改造项目清单及其全部附件和会议纪要等材料"))
    found = seen(registers)
    (item,) = found.groups[DueGroup.OVERDUE]
    assert found.lines[item] == Line(
        "答复张某某：测试街道 2023年老旧小区改造项目清单及其全部附件和会议纪要等材料",
        "2024-001 · 3月1日收到 · 条例第三十三条第二款",
    )
    assert found.pressing == 1


def test_more_releases_than_are_looked_at_are_not_counted_as_all_there_are(registers: Registers) -> None:
    """「500 件」, and 620 were not published."""
    registers.save_all([make_release(name=f"通知{number}", published_on=None) for number in range(MOST_LOOKED_AT)])
    found = overview(registers, shipped_calendar(), 2024, date(2024, 6, 3))
    assert found.count_words(DueGroup.OVERDUE) == f"{MOST_LOOKED_AT} 件以上"
    assert found.count_words(DueGroup.LATER) == f"{len(found.groups[DueGroup.LATER])} 件"


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


def test_in_january_what_was_missed_last_year_is_registered_from_its_line_as_in_december(registers: Registers) -> None:
    """In December the line of October had 补登记; in January it said 打开记录, and the record showed no such month."""
    duty = make_duty(starts_on=date(2024, 10, 1), cycle=DutyCycle.MONTHLY)
    registers.save(duty)
    found = seen(registers, date(2025, 1, 6), 2025)
    owed = [item for items in found.groups.values() for item in items if item.kind is DueKind.DUTY]
    assert {item.due_on.year for item in owed if item.due_on} >= {2024, 2025}
    assert set(found.duties) == set(owed), "each line knows which release is to be entered"
    periods = [line.period for line in found.duties.values() if line.period]
    assert {period.first for period in periods} >= {date(2024, month, 1) for month in (10, 11, 12)}
    at_hand = duties_at_hand(registers, shipped_calendar(), date(2025, 1, 6))
    assert len({(line.duty.id, line.period) for line in at_hand}) == len(at_hand) == 3 + 12


def last_years(year: int, carried_on: int) -> AnnualReport:
    figures = {CellKey("table3", CARRIED_OUT.code, TOTAL): carried_on}
    return AnnualReport(year, "测试街道办事处", figures=figures)


def test_what_last_years_report_carried_on_is_to_do_until_all_of_it_is_registered(registers: Registers) -> None:
    """The start page promised 「结转来的 31 件，补登后接着办」 and 今日 said nothing of them."""
    keep_published(registers, last_years(2023, 2))
    before = date(2023, 12, 20)
    for number, there in (("2023-001", 0), ("2023-002", 1)):
        known = later(registers, 2024, 2024, TODAY)
        shown = seen(registers).with_later(known).with_later(known)
        item, *others = shown.groups[DueGroup.ALONGSIDE]
        assert (item.kind, item.register) == (DueKind.CARRIED_ON, "requests")
        assert DueKind.CARRIED_ON not in {other.kind for other in others}
        assert shown.lines[item].title == f"把 2023 年结转来的 {2 - there} 件申请登记进来"
        assert f"登记簿里{'有 1 件' if there else '还没有'}" in shown.lines[item].beneath
        assert shown.pressing == seen(registers).pressing, "the badge is for what is overdue and due today"
        registers.save(make_request(number=number, arrived_on=before, received_on=before))
    known = later(registers, 2024, 2024, TODAY)
    assert known.carried is None
    kinds = {item.kind for item in seen(registers).with_later(known).groups[DueGroup.ALONGSIDE]}
    assert DueKind.CARRIED_ON not in kinds


def test_how_far_the_report_is_stands_with_its_days_once_its_year_is_over(registers: Registers) -> None:
    assert later(registers, 2024, 2024, TODAY).parts == ()
    keep_published(registers, last_years(2022, 3))
    tables, overall, problems = later(registers, 2024, 2023, TODAY).parts
    assert tables.told == "还差结转的 3 件"
    assert (overall.state, overall.told) == (TextState.UNTOUCHED, "未动过")
    write(registers, 2023, PROBLEMS, "公开的渠道还不够多，明年增加两处查阅点。")
    *_, problems = later(registers, 2024, 2023, TODAY).parts
    assert (problems.state, problems.told) == (TextState.WRITTEN, "写过")
    assert problems.heading == SECTION_HEADINGS[4]


def test_tables_in_which_the_report_finds_something_bear_no_tick(registers: Registers) -> None:
    """今日 ticked 「三张表 数都出自登记簿」 while the report's page counted what is wrong in 表三."""
    made = make_request(number="2023-001", arrived_on=date(2023, 3, 6), received_on=date(2023, 3, 6))
    asked = registers.get(Request, registers.save(made).record_id)

    def in_tables() -> list[Finding]:
        found = [one.finding for one in judged_findings(registers, 2023, TODAY) if one.is_open]
        return [one for one in found if place_of(one) in TABLE_SECTIONS]

    tables, *_ = later(registers, 2024, 2023, TODAY).parts
    assert in_tables(), "an answer a year overdue is found in 表三"
    assert (tables.state, tables.told) == (TextState.UNTOUCHED, f"{len(in_tables())} 处要看")
    registers.save(replace(asked, outcome=Outcome.GRANTED, answered_on=date(2023, 3, 20)))
    for one in in_tables():
        explain(registers, 2023, one, "看过了")
    tables, *_ = later(registers, 2024, 2023, TODAY).parts
    assert tables.state is None, "nothing is left open: the tick is true"


def test_a_report_that_is_only_kept_to_compare_with_is_not_to_be_made_again(registers: Registers) -> None:
    """Begun in March with last year's published report, a file said that this very report was overdue."""
    registers.save(replace(registers.profile(), opening_on=date(2023, 12, 31)))
    keep_published(registers, last_years(2023, 2))
    assert seen(registers, date(2024, 3, 4)).report.year == 2024


def test_a_year_whose_published_report_the_file_opens_with_is_over_whatever_its_old_ledger_brought_in(
    registers: Registers,
) -> None:
    """On the first day 今日 asked to write, send and publish the report she had just dropped, zero months and all."""
    registers.save(replace(registers.profile(), opening_on=date(2023, 12, 31)))
    keep_published(registers, last_years(2023, 1))
    registers.save(make_request(received_on=date(2023, 12, 19), arrived_on=date(2023, 12, 19)))
    found = seen(registers, date(2024, 1, 8))
    assert found.report.year == 2024
    assert found.zero_months == ()
    kinds = {item.kind for items in found.groups.values() for item in items}
    assert not kinds & {DueKind.REPORT_SUBMISSION, DueKind.REPORT_PUBLICATION}


def test_a_year_known_by_its_published_report_has_its_figures_and_one_nobody_knows_has_none(
    registers: Registers,
) -> None:
    """全年 2023 showed 0 releases beside a report that tells of 16, and 5 requests of an old ledger that lacks one."""
    received = CellKey("table3", "n1", TOTAL)
    told = Section(SECTION_HEADINGS[0], "2023年，共发布政府信息16条，历年累计政府信息公开数为516条。")
    report = AnnualReport(2023, "测试街道2023年年度报告", sections=(told,), figures={received: 6})
    keep_published(registers, report)
    registers.save(replace(registers.profile(), opening_on=date(2023, 12, 31)))
    registers.save(make_request(arrived_on=date(2023, 2, 14), received_on=date(2023, 2, 14)))
    found = seen(registers, date(2024, 1, 8), 2023)
    known = found.with_later(later(registers, 2023, 2024, TODAY))
    shown = {one.label: (one.number, one.before) for one in known.figures}
    assert shown["主动公开"] == (16, None), "of 2022 nobody knows anything"
    assert shown["收到申请"] == (6, None)
    assert shown["行政复议"] == (None, None), "the report that was read does not say"
    running = {one.label: (one.number, one.before) for one in seen(registers, date(2024, 1, 8)).figures}
    assert running["收到申请"] == (0, None), "of the first days of 2023 the file does not know all"
