"""The calculators of the command line, and the calendar a register file brings."""

from datetime import date

import pytest

from disclosure.calendar.years import CalendarYear, NamedDay
from disclosure.errors import UnreadableValueError
from tasks.calendar.due_date import due_report
from tasks.calendar.loading import load_calendar
from tasks.cases.fees import fee_report


def test_the_due_report_has_one_entry_per_calendar_day() -> None:
    report = due_report(date(2022, 9, 30), 20)
    answer = report.as_json()
    assert (answer["due"], answer["provisional"]) == ("2022-11-02", False)
    days = answer["days"]
    assert isinstance(days, list)
    assert days[0] == {"date": "2022-09-30", "counts": False, "reason": "起算当日，不计入期限"}
    assert days[8] == {"date": "2022-10-08", "counts": True, "reason": "调休上班"}
    assert sum(one["counts"] for one in days) == 20
    assert len(days) == 34
    assert report.lines()[0] == "2022年11月2日"
    assert report.lines()[9] == "2022-10-08  第1个工作日  调休上班"


def test_a_term_into_2027_is_provisional() -> None:
    report = due_report(date(2026, 12, 20), 20)
    assert report.as_json()["provisional"] is True
    assert report.lines()[0].endswith("（暂定：2027年放假安排尚未公布）")


def test_a_day_before_2004_is_answered_with_a_sentence() -> None:
    with pytest.raises(UnreadableValueError, match="工作日历从2004年开始，没有2003年的放假安排"):
        due_report(date(2003, 12, 31))
    assert due_report(date(2004, 1, 1), 1).due.on == date(2004, 1, 2)


def test_the_fee_report_explains_itself() -> None:
    assert fee_report(pieces=11).as_json() == {"fee": 100, "steps": ["第1至10件：不收费", "第11件：1件×100元＝100元"]}
    assert fee_report(pages=101).lines()[0] == "信息处理费：720元"
    assert fee_report(pages=0).as_json() == {"fee": 0, "steps": []}


@pytest.mark.parametrize(
    ("pieces", "pages", "sentence"), [(None, None, "只能选一种"), (1, 1, "只能选一种"), (-1, None, "不能是负数")]
)
def test_a_fee_is_by_piece_or_by_page(pieces: int | None, pages: int | None, sentence: str) -> None:
    with pytest.raises(UnreadableValueError, match=sentence):
        fee_report(pieces, pages)


class File:
    """A register file's kept years."""

    def __init__(self, *years: CalendarYear) -> None:
        self.years = years

    def calendar_overrides(self) -> list[str]:
        return [year.as_json() for year in self.years]


def test_the_years_of_a_file_override_those_shipped() -> None:
    typhoon = CalendarYear(year=2026, source="手工录入", days_off=(NamedDay(date(2026, 7, 1), "台风停工"),))
    calendar = load_calendar(File(typhoon, CalendarYear(year=2027)))
    assert (calendar.reason(date(2026, 7, 1)), calendar.knows(2027)) == ("台风停工", True)
    assert load_calendar(File()) is load_calendar()
    assert not load_calendar().knows(2027)
