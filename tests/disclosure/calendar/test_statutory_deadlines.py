"""The numbers of the law: when each term ends, and that a changed law leaves old cases as they were."""

from collections.abc import Mapping
from datetime import date

import pytest

from disclosure.calendar.statutory_deadlines import TimeLimit, YearlyDay, in_force, review_reply_limit
from disclosure.cases.answer_date import deadline_of
from disclosure.cases.steps import STEP_FORMS
from disclosure.records import Profile
from disclosure.releases.due_report import is_over, publish_by
from disclosure.terms import ReviewProcedure, StepKind
from tests.disclosure.cases.cases import CALENDAR, day
from tests.records_factory import make_request, make_step


@pytest.mark.parametrize(
    ("limit", "start", "end", "article"),
    [
        (TimeLimit.PUBLICATION, "2024-02-05", "2024-03-08", "条例第二十六条"),
        (TimeLimit.ANSWER, "2024-02-05", "2024-03-08", "条例第三十三条第二款"),
        (TimeLimit.CORRECTION_NOTICE, "2024-02-05", "2024-02-20", "条例第三十条"),
        (TimeLimit.THIRD_PARTY_OPINION, "2024-02-05", "2024-03-01", "条例第三十二条"),
        (TimeLimit.ORGAN_OPINION, "2024-02-05", "2024-03-01", "条例第三十四条"),
        (TimeLimit.FEE_PAYMENT, "2024-02-05", "2024-03-08", "国办函〔2020〕109号"),
        (TimeLimit.REVIEW_REPLY, "2024-09-12", "2024-09-27", "行政复议法第四十八条"),
        (TimeLimit.SIMPLIFIED_REVIEW_REPLY, "2024-09-12", "2024-09-20", "行政复议法第五十四条"),
        (TimeLimit.COURT_DEFENCE, "2024-03-01", "2024-03-18", "行政诉讼法第六十七条"),  # sat 16 mar rolls to mon
        (TimeLimit.COURT_DEFENCE, "2024-09-17", "2024-10-08", "行政诉讼法第六十七条"),  # wed 2 oct rolls past 国庆节
        (TimeLimit.COURT_DEFENCE, "2024-03-23", "2024-04-07", "行政诉讼法第六十七条"),  # a Sunday people work
        (TimeLimit.APPLY_FOR_REVIEW, "2024-03-01", "2024-04-30", "行政复议法第二十条"),
        (TimeLimit.SUE_DIRECTLY, "2024-08-31", "2025-02-28", "行政诉讼法第四十六条"),
        (TimeLimit.SUE_AFTER_REVIEW, "2024-03-04", "2024-03-19", "行政诉讼法第四十五条"),
    ],
)
def test_every_statutory_term_ends_by_its_article(limit: TimeLimit, start: str, end: str, article: str) -> None:
    assert (limit.due_after(day(start), CALENDAR).on, limit.article) == (day(end), article)


def test_the_calculator_offers_every_term_by_what_it_is_for() -> None:
    """As the law calls it: 条例, 办法 of the fee, 行政复议法, 行政诉讼法."""
    assert {limit: limit.title for limit in TimeLimit} == {
        TimeLimit.PUBLICATION: "主动公开",
        TimeLimit.ANSWER: "答复申请",
        TimeLimit.EXTENSION: "延长答复",
        TimeLimit.CORRECTION_NOTICE: "补正告知",
        TimeLimit.THIRD_PARTY_OPINION: "第三方意见",
        TimeLimit.ORGAN_OPINION: "其他机关意见",
        TimeLimit.FEE_PAYMENT: "缴纳信息处理费",
        TimeLimit.REVIEW_REPLY: "行政复议答复",
        TimeLimit.SIMPLIFIED_REVIEW_REPLY: "简易程序行政复议答复",
        TimeLimit.COURT_DEFENCE: "答辩举证",
        TimeLimit.APPLY_FOR_REVIEW: "申请行政复议",
        TimeLimit.SUE_DIRECTLY: "直接提起行政诉讼",
        TimeLimit.SUE_AFTER_REVIEW: "复议后提起行政诉讼",
    }


IN_FORCE = {
    "条例": "2019-05-15",  # 国务院令第711号
    "国办函〔2020〕109号": "2021-01-01",
    "行政复议法": "2024-01-01",  # revised on 2023-09-01
    "行政诉讼法": "2015-05-01",  # revised on 2014-11-01
}


@pytest.mark.parametrize("limit", [*TimeLimit, *YearlyDay])
def test_every_term_holds_from_the_day_its_law_came_into_force(limit: TimeLimit | YearlyDay) -> None:
    (since,) = (since for law, since in IN_FORCE.items() if limit.value.article.startswith(law))
    assert max(limit.value.lengths if isinstance(limit, TimeLimit) else limit.value.days) == day(since)


def test_every_term_is_one_of_its_own() -> None:
    """Two lines of the same values would silently become one."""
    assert list(TimeLimit.__members__) == [limit.name for limit in TimeLimit]
    assert list(YearlyDay.__members__) == [yearly.name for yearly in YearlyDay]


def test_the_reply_to_a_review_takes_ten_days_unless_the_procedure_is_simplified() -> None:
    lengths = [review_reply_limit(procedure).length for procedure in (None, *ReviewProcedure)]
    assert lengths == [10, 10, 5]


# --- a law changes ---


def change(monkeypatch: pytest.MonkeyPatch, limit: TimeLimit, lengths: Mapping[date, int]) -> None:
    """Let an invented law change a term."""
    monkeypatch.setattr(limit, "_value_", limit.value._replace(lengths=lengths))


@pytest.mark.parametrize(
    ("on", "number"),
    [("2018-01-01", 3), ("2019-05-15", 3), ("2026-06-30", 3), ("2026-07-01", 5), ("2030-01-01", 5)],
)
def test_a_number_holds_from_the_day_it_came_into_force(on: str, number: int) -> None:
    assert in_force({day("2026-07-01"): 5, day("2019-05-15"): 3}, day(on)) == number


def test_a_shorter_term_leaves_the_requests_of_before_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    received = {on: make_request(received_on=day(on)) for on in ("2026-03-02", "2026-03-03")}
    before = {on: deadline_of(request, (), CALENDAR).due_on for on, request in received.items()}
    change(monkeypatch, TimeLimit.ANSWER, {day("2019-05-15"): 20, day("2026-03-03"): 15})
    after = {on: deadline_of(request, (), CALENDAR) for on, request in received.items()}
    assert after["2026-03-02"].due_on == before["2026-03-02"] == CALENDAR.nth_workday_after(day("2026-03-02"), 20)
    assert after["2026-03-03"].due_on == CALENDAR.nth_workday_after(day("2026-03-03"), 15)
    assert {entry.number for entry in after["2026-03-03"].explain()} == {None, *range(1, 16)}


def test_an_extension_goes_by_the_law_of_the_day_it_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    request = make_request(received_on=day("2026-03-02"))
    change(monkeypatch, TimeLimit.EXTENSION, {day("2019-05-15"): 20, day("2026-03-10"): 10})
    added = {
        on: deadline_of(
            request, (make_step(request, kind=StepKind.EXTENDED, on=day(on), days=20),), CALENDAR
        ).extended_by
        for on in ("2026-03-09", "2026-03-10")
    }
    assert added == {"2026-03-09": 20, "2026-03-10": 10}


# --- what others start with ---


def test_the_office_starts_with_the_day_of_the_law() -> None:
    """机关信息 stands below the calendar and cannot ask it; its district's notice may set another day."""
    assert publish_by(Profile(), 2026) == YearlyDay.DEPARTMENT_REPORT.in_year(2027) == date(2027, 1, 31)
    assert [is_over(date(2027, 3, 31)), is_over(date(2027, 4, 1))] == [False, True]


def test_every_step_cites_the_article_that_sets_its_term_or_tells_of_it() -> None:
    """条例第三十一条 is on 收到申请之日, 三十五 on many requests, 四十一 on records of oneself; 235号 on the post.

    第七十七条 has the organ carry a decision out, 第七十、七十二条 have a court order it to act anew, or to act.
    """
    of_terms = {limit.article for limit in TimeLimit}
    assert {kind: form.article for kind, form in STEP_FORMS.items() if form.article not in {*of_terms, ""}} == {
        StepKind.PHONE_CONFIRMED: "条例第三十一条",
        StepKind.REASONS_ASKED: "条例第三十五条",
        StepKind.DEFERRED: "条例第三十五条",
        StepKind.DELIVERED: "国办公开办函〔2016〕235号",
        StepKind.RETURNED: "国办公开办函〔2016〕235号",
        StepKind.TRANSFERRED: "条例第四十一条",
        StepKind.AMENDED: "条例第四十一条",
        StepKind.REOPENED: "行政复议法第七十七条；行政诉讼法第七十条、第七十二条",
    }


def test_advice_tells_the_numbers_of_the_law() -> None:
    told = {kind: form.advice for kind, form in STEP_FORMS.items()}
    assert "起 7 个工作日内" in told[StepKind.CORRECTION_ASKED]
    assert "10 至 15 个工作日" in told[StepKind.CORRECTION_ASKED]
    assert "不得超过 20 个工作日" in told[StepKind.EXTENDED]
    assert "次日起 20 个工作日内" in told[StepKind.FEE_NOTICE]
