"""The work calendar in the office's file: every change lists exactly the open dates it moves, and keeps the list."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure.calendar.notices import read_holiday_json
from disclosure.calendar.workdays import statutory_days
from disclosure.calendar.years import CalendarYear, NamedDay, YearStatus
from disclosure.errors import SourceUnreadableError
from disclosure.outcomes import Outcome
from disclosure.records import CalendarOverride, Duty, Release, Request
from disclosure.terms import DutyCycle, StepKind
from storage.registers import Registers, open_registers
from tasks.calendar.loading import load_calendar, shipped_calendar
from tasks.calendar.years import calendar_changes, drop_year, keep_year, moved_by, own_year, read_year_file
from tests.records_factory import make_release, make_request, make_review, make_step, make_suit

TODAY = date(2026, 12, 14)
INVENTED_2027 = json.dumps(
    {
        "year": 2027,
        "papers": ["https://www.example.org/notice"],
        "days": [{"name": day.name, "date": day.on.isoformat(), "isOffDay": True} for day in statutory_days(2027)]
        + [
            {"name": "元旦", "date": "2027-01-04", "isOffDay": True},
            {"name": "元旦", "date": "2027-01-09", "isOffDay": False},
        ],
    }
)


def received(on: str, **values: object) -> Request:
    return make_request(arrived_on=date.fromisoformat(on), received_on=date.fromisoformat(on), **values)


def file_of_december(registers: Registers) -> None:
    registers.save(received("2026-11-20", number="2026-010"))
    registers.save(received("2026-12-03", number="2026-011"))
    registers.save(received("2026-12-10", number="2026-012"))
    registers.save(received("2026-12-10", number="2026-013", outcome=Outcome.GRANTED, answered_on=TODAY))
    registers.save(make_review(number="复2026-1", received_on=date(2026, 12, 21)))
    registers.save(make_suit(number="诉2026-1", received_on=date(2026, 12, 19)))
    registers.save(make_release(number="2026-900", name="测试通告", formed_on=TODAY, published_on=None))


TO_CERTAIN = [
    "2026-011 的答复期限由2026年12月31日（暂定）改为2026年12月31日",
    "2026-012 的答复期限由2027年1月8日（暂定）改为2027年1月9日",
    "复2026-1 的行政复议答复期限由2027年1月5日（暂定）改为2027年1月6日",
    "诉2026-1 的答辩举证期限由2027年1月4日（暂定）改为2027年1月5日",
    "测试通告 的主动公开期限由2027年1月12日（暂定）改为2027年1月12日",
]


def test_the_days_to_pay_and_the_day_of_a_duty_move_with_the_calendar(registers: Registers) -> None:
    """「没有期限因此变动」 was said while the applicant's twenty days to pay ended on another day."""
    change = registers.save(received("2026-12-03", number="2026-011"))
    asked = make_step(registers.get(Request, change.record_id), kind=StepKind.FEE_NOTICE, on=date(2026, 12, 10))
    registers.save(asked)
    registers.save(Duty(name="每月公示", cycle=DutyCycle.MONTHLY, starts_on=date(2026, 12, 1)))
    told = [each.sentence for each in moved_by(registers, 2027, read_holiday_json(INVENTED_2027), TODAY)]
    assert told == [
        "2026-011 的申请人缴费期限由2027年1月8日改为2027年1月9日",
        "每月公示 的2026年12月应公开事项期限由2027年1月29日（暂定）改为2027年1月29日",
    ]


def test_each_shipped_notice_is_numbered_and_dated_in_the_months_before_its_year() -> None:
    """国办发明电〔Y-1〕…号 of October to December; years whose notice was not seen say so by their source alone."""
    known = {arranged.year: arranged for arranged in shipped_calendar().years if arranged.notice}
    assert sorted(known) == [2007, *range(2009, 2027)]
    for year, arranged in known.items():
        assert re.fullmatch(rf"国办发明电〔{year - 1}〕\d+号", arranged.notice)
        assert arranged.noticed_on is None or (year - 1, 10) <= (arranged.noticed_on.year, arranged.noticed_on.month)
    assert [year for year, arranged in known.items() if arranged.noticed_on is None] == [2007, 2009]
    assert all(arranged.source for arranged in shipped_calendar().years)


def test_an_invented_2027_moves_exactly_the_open_dates_that_touch_it(registers: Registers) -> None:
    file_of_december(registers)
    arranged = read_holiday_json(INVENTED_2027)
    assert [each.sentence for each in moved_by(registers, 2027, arranged, TODAY)] == TO_CERTAIN
    assert registers.calendar_overrides() == [], "a preview saves nothing"
    assert [each.sentence for each in keep_year(registers, arranged, TODAY)] == TO_CERTAIN
    assert load_calendar(registers).knows(2027)
    assert load_calendar(registers).reason(date(2027, 1, 9)) == "调休上班"


def test_removing_2027_makes_its_dates_provisional_again(registers: Registers) -> None:
    file_of_december(registers)
    keep_year(registers, read_holiday_json(INVENTED_2027), TODAY)
    assert [each.sentence for each in drop_year(registers, 2027, TODAY)] == [
        "2026-011 的答复期限由2026年12月31日改为2026年12月31日（暂定）",
        "2026-012 的答复期限由2027年1月9日改为2027年1月8日（暂定）",
        "复2026-1 的行政复议答复期限由2027年1月6日改为2027年1月5日（暂定）",
        "诉2026-1 的答辩举证期限由2027年1月5日改为2027年1月4日（暂定）",
        "测试通告 的主动公开期限由2027年1月12日改为2027年1月12日（暂定）",
    ]
    assert load_calendar(registers) is shipped_calendar()
    assert drop_year(registers, 2027, TODAY) == ()


def test_amending_2020_in_january_moves_the_dates_of_that_spring(registers: Registers) -> None:
    """春节 was lengthened on 27 January 2020: the 31st and 1 February, first arranged as workdays, were off."""
    today = date(2020, 1, 28)
    first = shipped_calendar().year(2020)
    for on in (date(2020, 1, 31), date(2020, 2, 1)):
        first = first.with_day(on, works=True, name="春节")
    keep_year(registers, first, today)
    for day in ("2019-12-20", "2020-01-02", "2020-01-20", "2020-02-03"):
        registers.save(received(day))
    assert [each.sentence for each in drop_year(registers, 2020, today)] == [
        "2020-001 的答复期限由2020年2月4日改为2020年2月6日",
        "2020-002 的答复期限由2020年2月21日改为2020年2月25日",
    ]


def test_what_moved_is_kept_in_the_journal_for_good(registers: Registers) -> None:
    file_of_december(registers)
    keep_year(registers, read_holiday_json(INVENTED_2027), TODAY)
    drop_year(registers, 2027, TODAY)
    path = registers.path
    registers.close()
    with open_registers(path) as opened:
        removed, entered = calendar_changes(opened)
        assert opened.verify() == []
    assert (entered.label, entered.by, list(entered.moved)) == ("录入2027年放假安排，变动期限5个", "测试员", TO_CERTAIN)
    assert removed.label == "删除录入的2027年放假安排，变动期限5个"
    assert removed.moved[1] == "2026-012 的答复期限由2027年1月9日改为2027年1月8日（暂定）"


def test_a_year_is_kept_once_and_taken_back_by_undo(registers: Registers) -> None:
    year = load_calendar(registers).year(2026)
    keep_year(registers, year.with_day(date(2026, 12, 17), works=False, name="台风停工"), TODAY)
    keep_year(registers, year.with_day(date(2026, 12, 18), works=False, name="台风停工"), TODAY)
    assert registers.count(CalendarOverride) == 1
    assert load_calendar(registers).is_workday(date(2026, 12, 17))
    registers.undo()
    assert not load_calendar(registers).is_workday(date(2026, 12, 17))
    registers.undo()
    assert load_calendar(registers) is shipped_calendar()
    assert len(calendar_changes(registers)) == 4


def test_a_local_holiday_in_a_year_without_a_notice_leaves_it_provisional(registers: Registers) -> None:
    local = load_calendar(registers).year(2027).with_day(date(2027, 3, 9), works=False, name="地方节日")
    keep_year(registers, local, TODAY)
    calendar = load_calendar(registers)
    assert not calendar.knows(2027)
    assert calendar.reason(date(2027, 3, 9)) == "地方节日（暂定）"
    own = own_year(registers, 2027)
    assert own is not None
    assert own.caption == "2027 年放假安排"
    assert CalendarYear(year=2027, status=YearStatus.MISSING).days_off == ()
    assert NamedDay(date(2027, 3, 9), "地方节日") in local.days_off
    assert registers.count(Release) == 0


def test_the_days_of_a_year_are_cited_by_notice_else_source_else_by_what_they_are() -> None:
    known = CalendarYear(year=2024, status=YearStatus.OFFICIAL, notice="国办发明电〔2023〕7号", source="示例网站")
    assert known.origin == "国办发明电〔2023〕7号"
    assert replace(known, notice="").origin == "示例网站"
    assert replace(known, notice="", source="").origin == "2024年放假安排"
    assert replace(known, status=YearStatus.MISSING).origin == "2024年放假安排尚未公布或尚未录入"


def test_a_picture_or_a_folder_taken_for_holidays_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "通知.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe")
    (tmp_path / "文件夹").mkdir()
    for name in ("通知.png", "文件夹", "没有.json"):
        with pytest.raises(SourceUnreadableError, match=f"“{name}”不能作为文本读取，要选择节假日数据文件"):
            read_year_file(tmp_path / name)
