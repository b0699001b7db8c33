"""May a letter go out, and until when; what an application lacks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from disclosure.calendar.workdays import WorkCalendar
from disclosure.column_kinds import Fen
from disclosure.letters.source import LetterSource
from disclosure.letters.standing import counted, standing_of
from disclosure.records import Profile
from disclosure.terms import StepKind
from tasks.calendar.loading import shipped_calendar
from tasks.letters.templates import shipped_templates
from tests.records_factory import make_request, make_review, make_step

CALENDAR = WorkCalendar()
RECEIVED = date(2024, 3, 4)


def source(**values: object) -> LetterSource:
    request = make_request(arrived_on=RECEIVED, received_on=RECEIVED)
    made = LetterSource(
        profile=Profile(name="测试街道"),
        dated_on=RECEIVED,
        request=request,
        due_on=date(2024, 4, 1),
        correction_due_on=date(2024, 3, 13),
    )
    return replace(made, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "today", "left"),
    [
        ("correction-notice", date(2024, 3, 12), 1),  # 条例第三十条: 7 working days from Mon 2024-03-04
        ("correction-notice", date(2024, 3, 13), 0),
        ("correction-notice", date(2024, 3, 14), -1),
        ("correction-notice", date(2024, 3, 16), -2),
        ("extension-notice", date(2024, 3, 29), 1),  # 条例第三十三条第二款: before the term of 20 working days is over
        ("granted", date(2024, 4, 1), 0),
    ],
)
def test_what_is_left_is_counted_in_working_days(code: str, today: date, left: int) -> None:
    found = standing_of(shipped_templates()[code], source(), CALENDAR, today)
    assert found is not None
    assert found.left == left


def test_a_letter_of_a_day_in_time_entered_later_is_not_called_overdue() -> None:
    """「期限已过，仍应当发出」 stood in red over an answer that had gone out within its term and was entered later."""
    granted = shipped_templates()["granted"]
    kept, late = (
        standing_of(granted, source(), CALENDAR, date(2024, 5, 6), day) for day in (date(2024, 3, 29), date(2024, 4, 2))
    )
    assert kept is not None
    assert (kept.left, "已过" in kept.title) == (1, False)
    assert late is not None
    assert "已过" in late.title


PAID = make_step(make_request(), kind=StepKind.FEE_PAID, on=date(2024, 3, 11))
REFUNDED = replace(PAID, on=date(2024, 3, 12), amount=Fen(-100))
CORRECTED = make_step(make_request(), kind=StepKind.CORRECTION_RECEIVED, on=date(2024, 3, 8))


@pytest.mark.parametrize(
    ("code", "values", "title", "why"),
    [
        (
            *("granted", {}, "最晚2024年4月1日（周一）发出，还有 20 个工作日"),
            "2024年3月4日收到，答复期限2024年4月1日（条例第三十三条第二款）。",
        ),
        (
            *("granted", {"steps": (CORRECTED, PAID, REFUNDED)}, "最晚2024年4月1日（周一）发出，还有 20 个工作日"),
            "2024年3月11日缴费，答复期限2024年4月1日（条例第三十三条第二款）。",
        ),
        (
            *("granted", {"steps": (CORRECTED,)}, "最晚2024年4月1日（周一）发出，还有 20 个工作日"),
            "2024年3月8日收到补正，答复期限2024年4月1日（条例第三十三条第二款）。",
        ),
        ("granted", {"due_on": None}, "现在没有在走的期限", "正在等待补正、意见或者缴费，答复期限不在走。"),
        (
            *("granted", {"request": make_request(received_on=None)}, "现在没有在走的期限"),
            "收到申请之日尚未确认，期限还没有起算。",
        ),
        (
            *("correction-notice", {}, "最晚2024年3月13日（周三）发出，还有 7 个工作日"),
            "2024年3月4日收到，第 7 个工作日内一次性告知，最后一日2024年3月13日，只能告知一次（条例第三十条）。",
        ),
        (
            *("review-reply", {"review": make_review()}, "期限2024年3月15日（周五）已过，仍应当发出"),
            "2024年3月1日收到，10个工作日内提交行政复议答复书和证据材料（行政复议法第四十八条）。",
        ),
    ],
)
def test_how_the_last_day_was_counted_is_told(code: str, values: dict[str, object], title: str, why: str) -> None:
    today = date(2024, 3, 18) if code == "review-reply" else RECEIVED
    found = standing_of(shipped_templates()[code], source(**values), shipped_calendar(), today)
    assert found is not None
    assert (found.title, found.why) == (title, why)


@pytest.mark.parametrize("today", [date(2024, 3, 29), date(2024, 3, 30)])
def test_a_day_set_on_a_sunday_is_not_the_last_on_the_friday_before_it(today: date) -> None:
    """延迟答复 to a Sunday (条例第三十五条): 「今天是最后一天」 stood over the letter from Friday on."""
    found = standing_of(shipped_templates()["granted"], source(due_on=date(2024, 3, 31)), CALENDAR, today)
    assert found is not None
    assert "今天" not in found.title
    assert "2024年3月31日" in found.title


def test_an_answer_before_an_opinion_that_may_still_come_is_told() -> None:
    """条例第三十二条: fifteen working days from the receipt, here to 2024-03-27; nothing said that they still ran."""
    asked = make_step(make_request(), kind=StepKind.THIRD_PARTY_ASKED, on=date(2024, 3, 6), party="示例公司")
    came = make_step(make_request(), kind=StepKind.THIRD_PARTY_ANSWERED, on=date(2024, 3, 20), party="示例公司")
    early, answered, over = (
        standing_of(shipped_templates()["granted"], source(steps=steps), shipped_calendar(), today)
        for steps, today in (
            ((asked,), date(2024, 3, 18)),
            ((asked, came), date(2024, 3, 21)),
            ((asked,), date(2024, 3, 28)),
        )
    )
    assert early is not None
    assert early.is_early
    assert early.title == "示例公司的意见还没有收到，2024年3月27日前还可能提出"
    assert "条例第三十二条" in early.why
    assert "2024年4月1日" in early.why
    assert [one is not None and one.is_early for one in (answered, over)] == [False, False]
    extended = standing_of(shipped_templates()["extension-notice"], source(steps=(asked,)), CALENDAR, date(2024, 3, 18))
    assert extended is not None
    assert not extended.is_early


@pytest.mark.parametrize(
    ("code", "kind"), [("correction-notice", StepKind.CORRECTION_ASKED), ("extension-notice", StepKind.EXTENDED)]
)
def test_what_the_law_lets_be_done_once_is_barred_the_second_time(code: str, kind: StepKind) -> None:
    """条例第三十条（一次性）、第三十三条第二款."""
    before = make_step(make_request(), kind=kind, on=date(2024, 3, 5))
    found = standing_of(shipped_templates()[code], source(steps=(before,)), CALENDAR, date(2024, 3, 6))
    assert found is not None
    assert found.is_barred
    assert "2024年3月5日" in found.title


def test_a_letter_no_term_asks_for_says_nothing_and_an_unconfirmed_request_has_none() -> None:
    assert standing_of(shipped_templates()["receipt"], source(), CALENDAR, RECEIVED) is None
    unconfirmed = source(request=make_request(received_on=None))
    found = standing_of(shipped_templates()["granted"], unconfirmed, CALENDAR, RECEIVED)
    assert found is not None
    assert (found.left, found.is_barred) == (None, False)


def test_a_term_is_told_by_its_weekday_and_its_place_among_the_working_days() -> None:
    assert counted(RECEIVED, date(2024, 3, 18), shipped_calendar()) == "周一，成文日期起第 10 个工作日"
    assert counted(RECEIVED, date(2024, 3, 17), shipped_calendar()) == "周日，不是工作日，成文日期起第 9 个工作日"
    assert counted(RECEIVED, RECEIVED, CALENDAR) == "周一，不晚于成文日期"


def test_a_term_in_a_year_without_a_notice_says_so_beside_the_day_the_letter_promises() -> None:
    """「新的答复期限 2027-01-04」 went out of the office: the list called it 暂定, the letter's sheet did not."""
    known = shipped_calendar()
    until = next(date(year, 1, 6) for year in range(2020, 2199) if not known.knows(year))
    assert counted(until.replace(year=until.year - 1), until.replace(year=until.year - 1, month=2), known)[-1] == "日"
    assert f"{until.year} 年" in counted(until - timedelta(days=30), until, known).partition("；")[2]


def test_the_day_of_a_reply_to_a_review_that_rests_on_an_unknown_year_is_said_to_be_provisional() -> None:
    known, template = shipped_calendar(), shipped_templates()["review-reply"]
    until = next(date(year, 1, 8) for year in range(2020, 2199) if not known.knows(year))
    for on, is_sure in ((until - timedelta(days=14), False), (until - timedelta(days=120), True)):
        said = standing_of(template, source(request=None, review=make_review(received_on=on)), known, on)
        assert said is not None
        assert ("暂定" not in said.why) is is_sure


@pytest.mark.parametrize("code", ["correction-notice", "granted"])
def test_every_day_named_over_a_letter_that_rests_on_an_unknown_year_is_said_to_be_provisional(code: str) -> None:
    """补正 asked for at the end of December: 「最晚2027年1月8日（周五）发出」, and nowhere that it was 暂定."""
    unsure = source(is_due_provisional=True, is_correction_provisional=True)
    for today in (date(2024, 3, 12), date(2024, 4, 10)):
        said, known = (standing_of(shipped_templates()[code], one, CALENDAR, today) for one in (unsure, source()))
        assert said is not None
        assert known is not None
        assert ("暂定" in said.why, "暂定" in known.why) == (True, False)


def test_the_day_until_which_an_opinion_may_come_is_provisional_with_its_year() -> None:
    known = shipped_calendar()
    year = next(year for year in range(2020, 2199) if not known.knows(year))
    asked = make_step(make_request(), kind=StepKind.THIRD_PARTY_ASKED, on=date(year - 1, 12, 20), party="示例公司")
    waiting = source(steps=(asked,), due_on=date(year, 2, 1))
    found = standing_of(shipped_templates()["granted"], waiting, known, date(year - 1, 12, 25))
    assert found is not None
    assert "（暂定）前还可能提出" in found.title
