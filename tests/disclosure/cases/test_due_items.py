"""What is due today, soon, late, or from others: requests, reviews, suits, releases, duties, the empty month."""

from datetime import date
from typing import Any

import pytest

from disclosure.cases.due_items import (
    DueGroup,
    DueItem,
    DueKind,
    group_of,
    grouped,
    litigation_items,
    release_items,
    request_items,
    review_items,
)
from disclosure.outcomes import Outcome
from disclosure.records import Activity, Duty, Litigation, Release, Review, Step
from disclosure.releases.due_duties import duty_items, period_of, zero_confirmation_items
from disclosure.terms import (
    ActivityKind,
    Channel,
    DeliveryMethod,
    DisputeResult,
    DocumentKind,
    DutyCycle,
    Judgment,
    ReleaseCategory,
    ReviewDecision,
    ReviewProcedure,
    SecrecyConclusion,
    StepKind,
    SuitRoute,
)
from tests.disclosure.cases.cases import CALENDAR, day, ended_by, request, step
from tests.records_factory import make_review, make_suit

K, R = StepKind, DisputeResult


def items_of(*steps: Step, today: str = "2024-03-04", **changes: Any) -> list[DueItem]:
    return list(request_items(ended_by(request(**changes), steps), steps, CALENDAR, day(today)))


def told(items: list[DueItem]) -> list[tuple[DueKind, str | None, bool]]:
    return [(item.kind, item.due_on.isoformat() if item.due_on else None, item.waits) for item in items]


CORRECTED = step(K.CORRECTION_ASKED, "2024-03-05", until=day("2024-03-20"))


@pytest.mark.parametrize(
    ("steps", "today", "expected"),
    [
        ([], "2024-03-04", [(DueKind.ANSWER, "2024-03-29", False), (DueKind.CORRECTION_NOTICE, "2024-03-12", False)]),
        ([], "2024-03-13", [(DueKind.ANSWER, "2024-03-29", False)]),
        (
            [step(K.PHONE_CONFIRMED, "2024-03-01"), step(K.NOTE, "2024-03-04")],
            "2024-03-12",
            [(DueKind.ANSWER, "2024-03-29", False), (DueKind.CORRECTION_NOTICE, "2024-03-12", False)],
        ),
        (
            [CORRECTED, step(K.CORRECTION_RECEIVED, "2024-03-06")],
            "2024-03-07",
            [(DueKind.ANSWER, "2024-04-03", False)],
        ),
        ([CORRECTED], "2024-03-20", [(DueKind.CORRECTION, "2024-03-20", True)]),
        ([CORRECTED], "2024-03-21", [(DueKind.CORRECTION, "2024-03-20", False)]),
        ([step(K.CORRECTION_ASKED, "2024-03-05")], "2025-01-01", [(DueKind.CORRECTION, None, True)]),
        ([step(K.FEE_NOTICE, "2024-03-05")], "2024-04-03", [(DueKind.PAYMENT, "2024-04-02", False)]),
        (
            [step(K.FEE_NOTICE, "2024-03-05", delivery=DeliveryMethod.POST, posted_on=day("2024-03-05"))],
            "2024-05-20",
            [(DueKind.PAYMENT, None, True)],
        ),
        (
            [step(K.THIRD_PARTY_ASKED, "2024-03-05")],
            "2024-03-06",
            [
                (DueKind.OPINION, "2024-03-26", True),
                (DueKind.ANSWER, "2024-04-22", False),
                (DueKind.CORRECTION_NOTICE, "2024-03-12", False),
            ],
        ),
        ([step(K.WITHDRAWN, "2024-03-05")], "2024-03-06", []),
    ],
)
def test_a_request_asks_for_its_next_step(
    steps: list[Step], today: str, expected: list[tuple[DueKind, str | None, bool]]
) -> None:
    assert told(items_of(*steps, today=today)) == expected


def test_a_step_that_ends_a_request_whose_result_is_blank_leaves_the_answer_due() -> None:
    items = list(request_items(request(), [step(K.WITHDRAWN, "2024-03-05")], CALENDAR, day("2024-03-06")))
    assert told(items) == [(DueKind.ANSWER, "2024-03-29", False), (DueKind.CORRECTION_NOTICE, "2024-03-12", False)]


ANSWERED: dict[str, Any] = {"outcome": Outcome.GRANTED, "answered_on": day("2024-03-20")}


@pytest.mark.parametrize(
    ("case", "steps", "due", "article"),
    [
        (
            make_review(number="复议-001", result=R.CORRECTED, closed_on=day("2024-06-03")),
            [],
            "2024-07-02",
            "行政复议法第七十七条",
        ),
        (
            make_review(
                number="复议-001", result=R.CORRECTED, decision=ReviewDecision.REVOKED, closed_on=day("2024-06-03")
            ),
            [step(K.REOPENED, "2024-06-05", until=day("2024-06-20"))],
            "2024-06-20",
            "行政复议法第七十七条",
        ),
        (
            make_suit(number="诉讼-001", result=R.CORRECTED, judgment=Judgment.REVOKED, closed_on=day("2024-06-03")),
            [step(K.REOPENED, "2024-06-05")],
            "2024-07-04",
            "行政诉讼法第七十条",
        ),
        (
            make_suit(
                number="诉讼-001", result=R.CORRECTED, judgment=Judgment.ORDERED_TO_ACT, closed_on=day("2024-06-03")
            ),
            [],
            "2024-07-02",
            "行政诉讼法第七十二条",
        ),
    ],
)
def test_a_corrected_answer_is_to_be_made_again(
    case: Review | Litigation, steps: list[Step], due: str, article: str
) -> None:
    (item,) = request_items(request(**ANSWERED), steps, CALENDAR, day("2024-06-10"), [case])
    assert (item.kind, item.due_on, item.article) == (DueKind.ANSWER_AGAIN, day(due), article)
    assert case.number in item.sentence
    again = step(K.ANSWERED_AGAIN, "2024-06-19")
    assert not list(request_items(request(**ANSWERED), [*steps, again], CALENDAR, day("2024-06-20"), [case]))


def test_a_declaration_orders_no_new_answer() -> None:
    declared = make_review(result=R.CORRECTED, decision=ReviewDecision.DECLARED_UNLAWFUL, closed_on=day("2024-06-03"))
    upheld = make_review(result=R.UPHELD, closed_on=day("2024-06-03"))
    assert not list(request_items(request(**ANSWERED), [], CALENDAR, day("2024-06-10"), [declared, upheld]))


SENT: dict[str, Any] = {"delivery": DeliveryMethod.POST, "tracking_number": "1000"}


def test_a_letter_that_came_back_is_to_be_sent_again() -> None:
    answered: dict[str, Any] = {"outcome": Outcome.GRANTED, "answered_on": day("2024-03-20")}
    sent = step(K.DELIVERED, "2024-03-20", posted_on=day("2024-03-20"), **SENT)
    returned = step(K.RETURNED, "2024-03-28", detail="查无此人")
    assert told(items_of(sent, **answered)) == [(DueKind.DELIVERY, None, True)]
    (again,) = items_of(sent, returned, **answered)
    assert (again.waits, "被退回" in again.sentence) == (False, True)
    anew = step(K.DELIVERED, "2024-03-29", posted_on=day("2024-03-29"), **SENT)
    assert told(items_of(sent, returned, anew, **answered)) == [(DueKind.DELIVERY, None, True)]


TODAY_SAYS: list[tuple[list[DueItem], list[str]]] = [  # the articles as in domain.md 2.1, 2.2, 2.4, 3 and 4.1
    (
        items_of(),
        [
            "2024-001 在2024年3月29日前作出答复（条例第三十三条第二款）",
            "2024-001 如果需要补正，在2024年3月12日前一次性告知申请人（条例第三十条）",
        ],
    ),
    (
        [items_of(merged_into="2024-002")[0]],
        ["2024-001 在2024年3月29日前作出答复，已并入2024-002一并答复（条例第三十三条第二款）"],
    ),
    (items_of(step(K.CORRECTION_ASKED, "2024-03-05")), ["2024-001 等待申请人补正（条例第三十条）"]),
    (items_of(CORRECTED), ["2024-001 等待申请人补正，期限到2024年3月20日（条例第三十条）"]),
    (
        items_of(CORRECTED, today="2024-03-21"),
        ["2024-001 补正期限已过，核实有无正当理由，没有的可以登记“逾期未补正”（条例第三十条）"],
    ),
    (
        items_of(step(K.FEE_NOTICE, "2024-03-05", delivery=DeliveryMethod.POST, posted_on=day("2024-03-05"))),
        ["2024-001 等待申请人缴费，收费通知的签收日登记后才算得出期限（国办函〔2020〕109号）"],
    ),
    (
        items_of(step(K.FEE_NOTICE, "2024-03-05")),
        ["2024-001 等待申请人缴费，期限到2024年4月2日（国办函〔2020〕109号）"],
    ),
    (
        items_of(step(K.FEE_NOTICE, "2024-03-05"), today="2024-04-03"),
        ["2024-001 缴费期限已过，可以登记“逾期未缴”（国办函〔2020〕109号）"],
    ),
    (
        items_of(step(K.THIRD_PARTY_ASKED, "2024-03-05"), today="2024-03-13"),
        [
            "2024-001 等待第三方意见，期限到2024年3月26日（条例第三十二条）",
            "2024-001 在2024年4月22日前作出答复（条例第三十三条第二款）",
        ],
    ),
    (
        items_of(step(K.ORGAN_ASKED, "2024-03-05"), today="2024-03-13"),
        [
            "2024-001 等待其他机关意见，期限到2024年3月26日（条例第三十四条）",
            "2024-001 在2024年4月22日前作出答复（条例第三十三条第二款）",
        ],
    ),
    (
        items_of(received_on=None, channel=Channel.ORDINARY_MAIL),
        [
            "2024-001 与申请人联系确认，并登记收到申请之日：平常信函等无需签收的，应当于收到当日与申请人确认，"
            "以确认之日为收到申请之日（条例第三十一条第二项）"
        ],
    ),
    (
        items_of(received_on=None, channel=Channel.INTERNET),
        [
            "2024-001 与申请人联系确认，并登记收到申请之日：通过互联网渠道或者传真提交的，以双方确认之日为收到申请之日"
            "（条例第三十一条第三项）"
        ],
    ),
    (
        items_of(step(K.RETURNED, "2024-03-25"), **ANSWERED),
        ["2024-001 邮件被退回，核对地址后重新送达（国办公开办函〔2016〕235号）"],
    ),
    (
        items_of(step(K.DELIVERED, "2024-03-20", posted_on=day("2024-03-20"), **SENT), **ANSWERED),
        ["2024-001 答复已交邮，核对并登记签收日期（国办公开办函〔2016〕235号）"],
    ),
    (
        items_of(step(K.REOPENED, "2024-06-05"), **ANSWERED),
        ["2024-001 按复议决定或者判决重新作出答复（行政复议法第七十七条）"],
    ),
    (
        [*review_items(make_review(number="复1", procedure=ReviewProcedure.SIMPLIFIED), CALENDAR)],
        ["复1 在2024年3月8日前提交行政复议答复书和证据（行政复议法第五十四条）"],
    ),
    (
        [*review_items(make_review(number="复1"), CALENDAR)],
        ["复1 在2024年3月15日前提交行政复议答复书和证据（程序未填，按普通程序计算）（行政复议法第四十八条）"],
    ),
    (
        [*litigation_items(make_suit(number="诉1"), CALENDAR)],
        ["诉1 在2024年3月18日前提交答辩状和作出行政行为的证据、依据（行政诉讼法第六十七条）"],
    ),
]


@pytest.mark.parametrize(("items", "says"), TODAY_SAYS, ids=range(len(TODAY_SAYS)))
def test_every_item_names_its_record_and_says_what_to_do_with_its_article(
    items: list[DueItem], says: list[str]
) -> None:
    assert [f"{item.sentence}（{item.article}）" for item in items] == says
    named = {"2024-001": ("requests", 7), "复1": ("reviews", 0), "诉1": ("litigation", 0)}
    assert {(item.register, item.record_id) for item in items} == {named[says[0].partition(" ")[0]]}


def test_a_date_in_2027_is_told_as_provisional() -> None:
    answer = items_of(received="2026-12-10", today="2026-12-10")[0]
    assert answer.provisional
    assert "暂定" not in answer.sentence, "said once, with the day"


@pytest.mark.parametrize(
    ("channel", "due"), [(Channel.ORDINARY_MAIL, "2024-03-01"), (Channel.INTERNET, None), (Channel.FAX, None)]
)
def test_an_unconfirmed_letter_asks_for_confirmation(channel: Channel, due: str | None) -> None:
    assert told(items_of(received=None, channel=channel)) == [(DueKind.CONFIRM_RECEIPT, due, False)]


def test_what_is_not_counted_asks_for_nothing() -> None:
    assert items_of(is_excluded=True) == []


def test_after_the_answer_only_the_receipt_and_a_new_answer_are_due() -> None:
    answered: dict[str, Any] = {"outcome": Outcome.GRANTED, "answered_on": day("2024-03-20")}
    posted = step(K.DELIVERED, "2024-03-20", delivery=DeliveryMethod.POST, posted_on=day("2024-03-20"))
    signed = step(K.DELIVERED, "2024-03-20", delivery=DeliveryMethod.POST, signed_on=day("2024-03-22"))
    reopened = step(K.REOPENED, "2024-06-03", until=day("2024-07-01"))
    again = step(K.ANSWERED_AGAIN, "2024-06-28")
    assert told(items_of(posted, **answered)) == [(DueKind.DELIVERY, None, True)]
    assert told(items_of(signed, **answered)) == []
    assert told(items_of(reopened, **answered)) == [(DueKind.ANSWER_AGAIN, "2024-07-01", False)]
    assert told(items_of(reopened, again, **answered)) == []


def review(**changes: object) -> Review:
    values = {
        "id": 3,
        "number": "复2024-1",
        "applicant": "张某某",
        "review_body": "测试区人民政府",
        "received_on": day("2024-09-12"),
    }
    return Review(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "due", "article"),
    [
        ({}, "2024-09-27", "行政复议法第四十八条"),
        ({"procedure": ReviewProcedure.ORDINARY}, "2024-09-27", "行政复议法第四十八条"),
        ({"procedure": ReviewProcedure.SIMPLIFIED}, "2024-09-20", "行政复议法第五十四条"),
    ],
)
def test_a_review_waits_for_the_reply(changes: dict[str, object], due: str, article: str) -> None:
    (item,) = review_items(review(**changes), CALENDAR)
    assert (item.due_on, item.article, item.register, item.record_id) == (day(due), article, "reviews", 3)
    assert ("程序未填" in item.sentence) == (not changes)


def test_a_review_replied_to_or_closed_asks_for_nothing() -> None:
    for done in ({"replied_on": day("2024-09-20")}, {"closed_on": day("2024-09-20")}):
        assert list(review_items(review(**done), CALENDAR)) == []


def test_a_suit_waits_for_the_defence() -> None:
    case = Litigation(
        number="SS-1", plaintiff="张某某", court="测试法院", route=SuitRoute.DIRECT_SUIT, received_on=day("2024-09-17")
    )
    (item,) = litigation_items(case, CALENDAR)
    assert (item.kind, item.due_on, item.article) == (DueKind.COURT_DEFENCE, day("2024-10-08"), "行政诉讼法第六十七条")
    assert item.sentence == "SS-1 在2024年10月8日前提交答辩状和作出行政行为的证据、依据"
    defended = Litigation(**{**vars(case), "defence_on": day("2024-09-20")})
    closed = Litigation(**{**vars(case), "closed_on": day("2024-09-20")})
    assert [*litigation_items(defended, CALENDAR), *litigation_items(closed, CALENDAR)] == []


def release(**changes: object) -> Release:
    values = {
        "id": 4,
        "name": "物业管理办法解读",
        "document_kind": DocumentKind.OTHER,
        "formed_on": day("2024-02-05"),
        "category": ReleaseCategory.ARTICLE_20_15,
    }
    return Release(**{**values, **changes})  # type: ignore[arg-type]


def test_a_release_is_due_20_working_days_after_it_was_formed() -> None:
    (item,) = release_items(release(), CALENDAR, day("2024-03-01"))
    assert (item.due_on, item.article, item.register) == (day("2024-03-08"), "条例第二十六条", "releases")


@pytest.mark.parametrize(
    "changes",
    [
        {"published_on": day("2024-03-01")},
        {"taken_down_on": day("2024-03-01")},
        {"secrecy_conclusion": SecrecyConclusion.WITHHOLD},
        {"secrecy_conclusion": SecrecyConclusion.REFER},
    ],
)
def test_what_is_published_or_must_not_be_is_not_due(changes: dict[str, object]) -> None:
    assert list(release_items(release(**changes), CALENDAR, day("2024-03-01"))) == []


def test_what_is_entered_ahead_is_to_be_published_until_its_day_has_come() -> None:
    """The list says 待公开 of it; 今日 and the handover paper said nothing."""
    ahead = release(published_on=day("2024-03-20"))
    (item,) = release_items(ahead, CALENDAR, day("2024-03-19"))
    assert item.due_on == day("2024-03-08")
    assert "2024年3月20日" in item.sentence
    assert list(release_items(ahead, CALENDAR, day("2024-03-20"))) == []


def dated(due: str | None, *, waits: bool = False) -> DueItem:
    return DueItem(
        kind=DueKind.ANSWER,
        due_on=day(due) if due else None,
        register="requests",
        record_id=1,
        sentence="",
        article="",
        waits=waits,
    )


@pytest.mark.parametrize(
    ("item", "group"),
    [
        (dated("2024-09-25"), DueGroup.OVERDUE),
        (dated("2024-09-25", waits=True), DueGroup.OVERDUE),
        (dated("2024-09-26"), DueGroup.TODAY),
        (dated(None), DueGroup.TODAY),
        (dated("2024-09-26", waits=True), DueGroup.WAITING),
        (dated(None, waits=True), DueGroup.WAITING),
        (dated("2024-10-08"), DueGroup.SOON),  # the Sunday before 国庆节 works: 27, 29, 30, 8, 9
        (dated("2024-10-09"), DueGroup.SOON),
        (dated("2024-10-10"), DueGroup.LATER),
    ],
)
def test_items_are_grouped_by_working_days(item: DueItem, group: DueGroup) -> None:
    assert group_of(item, day("2024-09-26"), CALENDAR) is group


def test_every_group_is_there_in_order_of_days() -> None:
    groups = grouped([dated("2024-09-25"), dated("2024-09-20"), dated(None)], day("2024-09-26"), CALENDAR)
    assert list(groups) == list(DueGroup)
    assert [item.due_on for item in groups[DueGroup.OVERDUE]] == [day("2024-09-20"), day("2024-09-25")]


def duty(cycle: DutyCycle, starts: str | None = None, ends: str | None = None) -> Duty:
    return Duty(
        id=5,
        name="三公经费",
        cycle=cycle,
        starts_on=day(starts) if starts else None,
        ends_on=day(ends) if ends else None,
    )


@pytest.mark.parametrize(
    ("cycle", "first", "last", "name"),
    [
        (DutyCycle.MONTHLY, "2024-02-01", "2024-02-29", "2024年2月"),
        (DutyCycle.QUARTERLY, "2024-01-01", "2024-03-31", "2024年第1季度"),
        (DutyCycle.YEARLY, "2024-01-01", "2024-12-31", "2024年"),
    ],
)
def test_a_day_lies_in_its_period(cycle: DutyCycle, first: str, last: str, name: str) -> None:
    period = period_of(cycle, day("2024-02-10"))
    assert (period.first, period.last, period.name) == (day(first), day(last), name)


def test_a_quarterly_duty_is_due_for_every_quarter_without_a_release_of_it() -> None:
    published = [release(fulfils="三公经费", published_on=day("2024-05-06")), release(published_on=day("2024-02-06"))]
    items = list(duty_items(duty(DutyCycle.QUARTERLY, "2023-12-01"), published, CALENDAR, day("2024-07-01")))
    assert [item.due_on for item in items] == [day("2024-01-29"), day("2024-04-28"), day("2024-11-01")]
    assert (items[1].sentence, items[1].article) == ("公开2024年第1季度的“三公经费”", "条例第十九条")


@pytest.mark.parametrize(("starts", "asked"), [(None, []), ("2024-01-01", ["公开2024年第2季度的“三公经费”"])])
def test_a_quarter_in_which_the_last_one_was_published_is_asked_for_where_the_duty_has_a_beginning(
    starts: str | None, asked: list[str]
) -> None:
    published = [release(fulfils="三公经费", published_on=day("2024-04-10"))]
    items = duty_items(duty(DutyCycle.QUARTERLY, starts), published, CALENDAR, day("2024-04-20"))
    assert [item.sentence for item in items] == asked


@pytest.mark.parametrize(
    ("cycle", "starts", "ends", "count"),
    [
        (DutyCycle.MONTHLY, None, None, 3),  # May, due on that very day, June and July
        (DutyCycle.MONTHLY, "2010-01-01", None, 12),
        (DutyCycle.MONTHLY, "2024-08-01", None, 0),
        (DutyCycle.YEARLY, "2022-06-01", "2023-06-01", 2),
        (DutyCycle.ONCE, "2024-01-01", None, 1),
    ],
)
def test_a_duty_is_asked_for_from_its_beginning_to_its_end(
    cycle: DutyCycle, starts: str | None, ends: str | None, count: int
) -> None:
    assert len(list(duty_items(duty(cycle, starts, ends), [], CALENDAR, day("2024-07-01")))) == count


def test_a_duty_done_once_is_done() -> None:
    done = [release(fulfils="三公经费", published_on=day("2024-05-06"))]
    unpublished = [release(fulfils="三公经费")]
    assert list(duty_items(duty(DutyCycle.ONCE), done, CALENDAR, day("2024-07-01"))) == []
    (item,) = duty_items(duty(DutyCycle.ONCE, "2024-01-01", "2024-06-30"), unpublished, CALENDAR, day("2024-07-01"))
    assert item.due_on == day("2024-06-30")


@pytest.mark.parametrize(
    ("received", "confirmed", "due"),
    [
        ([], [], ["2024-02-29", "2024-03-31"]),
        ([day("2024-02-10")], [], ["2024-03-31"]),
        ([], [day("2024-02-28"), day("2024-03-29")], []),
        ([day("2024-03-01")], [], ["2024-02-29"]),
    ],
)
def test_a_month_without_requests_asks_for_its_confirmation(
    received: list[date], confirmed: list[date], due: list[str]
) -> None:
    activities = [Activity(kind=ActivityKind.ZERO_CONFIRMATION, on=on, content="均已查看") for on in confirmed]
    activities.append(Activity(kind=ActivityKind.TRAINING, on=day("2024-03-02"), content="培训"))
    items = list(zero_confirmation_items(received, activities, day("2024-03-20")))
    assert [item.due_on for item in items] == [day(on) for on in due]
