"""The answer date: each of the five effects with its article, the doubts, and how an answer met the date."""

from typing import Any

import pytest

from disclosure.calendar.day_strip import DayRole
from disclosure.cases.answer_date import Deadline, DeadlineState, deadline_of
from disclosure.cases.receipt import RECEIPT_RULES, legal_receipt, receipt_doubts
from disclosure.column_kinds import Fen
from disclosure.outcomes import Outcome
from disclosure.records import Step
from disclosure.terms import Channel, DeliveryMethod, StepKind
from tests.disclosure.cases.cases import CALENDAR, day, ended_by, request, step

K = StepKind


def replayed(*steps: Step, today: str | None = None, **changes: Any) -> Deadline:
    return deadline_of(ended_by(request(**changes), steps), steps, CALENDAR, day(today) if today else None)


def messages(deadline: Deadline) -> str:
    return "；".join(doubt.message for doubt in deadline.doubts)


EFFECTS = [  # a request received on Fri 1 Mar 2024 is due on 29 Mar; article, steps, due date
    ("条例第三十三条第二款", [], "2024-03-29"),
    (
        "条例第三十条: restart",
        [step(K.CORRECTION_ASKED, "2024-03-05"), step(K.CORRECTION_RECEIVED, "2024-03-25")],
        "2024-04-23",
    ),
    ("109号: restart", [step(K.FEE_NOTICE, "2024-03-05"), step(K.FEE_PAID, "2024-03-25")], "2024-04-23"),
    (
        "条例第三十三条第三款: pause to the opinion",
        [step(K.THIRD_PARTY_ASKED, "2024-03-05"), step(K.THIRD_PARTY_ANSWERED, "2024-03-14")],
        "2024-04-10",
    ),
    (
        "条例第三十二条: pause to 15 working days from their receipt",
        [
            step(K.THIRD_PARTY_ASKED, "2024-03-05"),
            step(K.THIRD_PARTY_SERVED, "2024-03-07"),
            step(K.THIRD_PARTY_ANSWERED, "2024-04-10"),
        ],
        "2024-04-24",
    ),
    (
        "条例第三十四条: another organ",
        [step(K.ORGAN_ASKED, "2024-03-05"), step(K.ORGAN_SERVED, "2024-03-05", signed_on=day("2024-03-07"))],
        "2024-04-24",
    ),
    (
        "the receipt noted on the letter's own step",
        [step(K.ORGAN_ASKED, "2024-03-05", signed_on=day("2024-03-07"))],
        "2024-04-24",
    ),
    (
        "an opinion months later ends no pause that ended by itself: 15 working days from sending",
        [step(K.THIRD_PARTY_ASKED, "2024-03-05"), step(K.THIRD_PARTY_ANSWERED, "2024-07-01")],
        "2024-04-22",
    ),
    (
        "likewise another organ without a receipt",
        [step(K.ORGAN_ASKED, "2024-03-05"), step(K.ORGAN_ANSWERED, "2024-07-01")],
        "2024-04-22",
    ),
    (
        "a receipt weeks after the letter, the answer not overdue yet, counts",
        [step(K.THIRD_PARTY_ASKED, "2024-03-05"), step(K.THIRD_PARTY_SERVED, "2024-04-22")],
        "2024-06-07",
    ),
    (
        "a receipt recorded for a day on which the answer was overdue revives nothing",
        [
            step(K.THIRD_PARTY_ASKED, "2024-03-05"),
            step(K.THIRD_PARTY_SERVED, "2024-06-03"),
            step(K.THIRD_PARTY_ANSWERED, "2024-06-20"),
        ],
        "2024-04-22",
    ),
    (
        "overlaps count once",
        [
            step(K.THIRD_PARTY_ASKED, "2024-03-05", party="甲公司"),
            step(K.ORGAN_ASKED, "2024-03-06"),
            step(K.ORGAN_ANSWERED, "2024-03-08"),
            step(K.THIRD_PARTY_ANSWERED, "2024-03-14"),
        ],
        "2024-04-10",
    ),
    (
        "each party's opinion is matched by name",
        [
            step(K.THIRD_PARTY_ASKED, "2024-03-05", party="甲公司"),
            step(K.THIRD_PARTY_ASKED, "2024-03-05", party="乙公司"),
            step(K.THIRD_PARTY_ANSWERED, "2024-03-07", party="乙公司"),
            step(K.THIRD_PARTY_ANSWERED, "2024-03-14", party="甲公司"),
        ],
        "2024-04-10",
    ),
    (
        "a consultation after the term has ended pauses nothing",
        [step(K.THIRD_PARTY_ASKED, "2024-03-29"), step(K.THIRD_PARTY_ANSWERED, "2024-04-03")],
        "2024-03-29",
    ),
    ("条例第三十三条第二款: addition", [step(K.EXTENDED, "2024-03-29", days=20)], "2024-04-28"),
    ("条例第三十三条第二款: shorter addition", [step(K.EXTENDED, "2024-03-20", days=5)], "2024-04-08"),
    (
        "an extension while paused",
        [
            step(K.THIRD_PARTY_ASKED, "2024-03-05"),
            step(K.THIRD_PARTY_ANSWERED, "2024-03-14"),
            step(K.EXTENDED, "2024-04-10", days=5),
        ],
        "2024-04-17",
    ),
    (
        "条例第三十五条: a free date",
        [step(K.REASONS_ASKED, "2024-03-05"), step(K.DEFERRED, "2024-03-20", until=day("2024-07-01"))],
        "2024-07-01",
    ),
    (
        "a restart ends a free date and forgets an extension",
        [
            step(K.EXTENDED, "2024-03-04", days=20),
            step(K.DEFERRED, "2024-03-20", until=day("2024-07-01")),
            step(K.FEE_NOTICE, "2024-03-21"),
            step(K.FEE_PAID, "2024-03-25"),
        ],
        "2024-04-23",
    ),
    (
        "the example of the replay: consulted, then paid",
        [
            step(K.THIRD_PARTY_ASKED, "2024-03-05"),
            step(K.THIRD_PARTY_ANSWERED, "2024-03-14"),
            step(K.FEE_PAID, "2024-03-25"),
        ],
        "2024-04-23",
    ),
    (
        "a consultation still open goes on pausing the new term",
        [
            step(K.THIRD_PARTY_ASKED, "2024-03-20"),
            step(K.FEE_PAID, "2024-03-25"),
            step(K.THIRD_PARTY_ANSWERED, "2024-03-27"),
        ],
        "2024-04-25",
    ),
    (
        "after a restart the new term can be extended once again",
        [
            step(K.EXTENDED, "2024-03-04", days=20),
            step(K.CORRECTION_ASKED, "2024-03-05"),
            step(K.CORRECTION_RECEIVED, "2024-03-25"),
            step(K.EXTENDED, "2024-04-23", days=1),
        ],
        "2024-04-24",
    ),
    (
        "notes, transfers and telephone calls do nothing",
        [step(K.NOTE, "2024-03-05"), step(K.TRANSFERRED, "2024-03-05"), step(K.PHONE_CONFIRMED, "2024-03-01")],
        "2024-03-29",
    ),
]


@pytest.mark.parametrize(("article", "steps", "due"), EFFECTS, ids=[effect[0] for effect in EFFECTS])
def test_every_step_has_its_own_effect(article: str, steps: list[Step], due: str) -> None:
    deadline = replayed(*steps)
    assert (deadline.due_on, deadline.original_due_on) == (day(due), day("2024-03-29")), article


ASKED_ABOUT = {  # of those, the ones of which something is to be asked as well; nothing of the others
    "109号: restart": ["缴费没有填写金额"],
    "条例第三十二条: pause to 15 working days from their receipt": ["满15个工作日之后才收到"],
    "an opinion months later ends no pause that ended by itself: 15 working days from sending": ["补记签收日期"],
    "likewise another organ without a receipt": ["补记签收日期"],
    "a receipt recorded for a day on which the answer was overdue revives nothing": ["已在答复期限届满之后"],
    "a restart ends a free date and forgets an extension": ["缴费没有填写金额"],
    "the example of the replay: consulted, then paid": ["没有登记收费通知", "缴费没有填写金额"],
    "a consultation still open goes on pausing the new term": ["没有登记收费通知", "缴费没有填写金额"],
}


def test_nothing_is_asked_of_steps_that_are_in_order() -> None:
    opinion_in_time = [
        step(K.ORGAN_ASKED, "2024-03-05"),
        step(K.ORGAN_SERVED, "2024-03-06"),
        step(K.ORGAN_ANSWERED, "2024-03-14"),
    ]
    for name, steps, _ in [*EFFECTS, ("an opinion in time", opinion_in_time, "")]:
        said = [doubt.message for doubt in replayed(*steps).doubts]
        assert [len(said), *(each in "；".join(said) for each in ASKED_ABOUT.get(name, []))] == [
            len(ASKED_ABOUT.get(name, [])),
            *([True] * len(said)),
        ], name


DOUBTFUL = [  # what is doubtful, the steps, the due date all the same, the article
    (
        "第二次补正告知",
        [
            step(K.CORRECTION_ASKED, "2024-03-05"),
            step(K.CORRECTION_RECEIVED, "2024-03-06"),
            step(K.CORRECTION_ASKED, "2024-03-07", id=3),
            step(K.CORRECTION_RECEIVED, "2024-03-25"),
        ],
        "2024-04-23",
        "条例第三十条",
    ),
    (
        "晚于收到申请之日起7个工作日",
        [step(K.CORRECTION_ASKED, "2024-03-13", id=3), step(K.CORRECTION_RECEIVED, "2024-03-25")],
        "2024-04-23",
        "条例第三十条",
    ),
    (
        "补正告知发出时答复期限已经届满",
        [step(K.CORRECTION_ASKED, "2024-04-01", id=3), step(K.CORRECTION_RECEIVED, "2024-04-02")],
        "2024-04-30",
        "条例第三十三条第二款",
    ),
    ("没有登记补正告知", [step(K.CORRECTION_RECEIVED, "2024-03-25", id=3)], "2024-04-23", "条例第三十条"),
    ("没有登记收费通知", [step(K.FEE_PAID, "2024-03-25", id=3)], "2024-04-23", "国办函〔2020〕109号"),
    (
        "发出时答复期限已经届满",
        [step(K.FEE_NOTICE, "2024-04-01", id=3), step(K.FEE_PAID, "2024-04-02")],
        "2024-04-30",
        "国办函〔2020〕109号",
    ),
    (
        "缴费晚于收到收费通知次日起20个工作日",
        [step(K.FEE_NOTICE, "2024-03-05"), step(K.FEE_PAID, "2024-04-03", id=3)],
        "2024-05-06",
        "国办函〔2020〕109号",
    ),
    ("没有延长效力", [step(K.EXTENDED, "2024-04-01", days=20, id=3)], "2024-03-29", "条例第三十三条第二款"),
    (
        "只能延长一次",
        [step(K.EXTENDED, "2024-03-20", days=5), step(K.EXTENDED, "2024-03-21", days=5, id=3)],
        "2024-04-08",
        "条例第三十三条第二款",
    ),
    ("不得超过20个工作日", [step(K.EXTENDED, "2024-03-20", days=30, id=3)], "2024-04-28", "条例第三十三条第二款"),
    ("没有填写延长几个工作日", [step(K.EXTENDED, "2024-03-20", id=3)], "2024-03-29", "条例第三十三条第二款"),
    (
        "已经确定延迟答复的合理期限",
        [step(K.DEFERRED, "2024-03-20", until=day("2024-07-01")), step(K.EXTENDED, "2024-03-21", days=9, id=3)],
        "2024-07-01",
        "条例第三十三条第二款",
    ),
    ("没有填写合理的答复期限", [step(K.DEFERRED, "2024-03-20", id=3)], "2024-03-29", "条例第三十五条"),
    (
        "没有填写合理的答复期限",
        [step(K.DEFERRED, "2024-03-20", until=day("2024-03-19"), id=3)],
        "2024-03-29",
        "条例第三十五条",
    ),
    (
        "延迟答复告知晚于答复期限",
        [step(K.DEFERRED, "2024-04-01", until=day("2024-07-01"), id=3)],
        "2024-07-01",
        "条例第三十五条",
    ),
    ("早于收到申请之日", [step(K.CORRECTION_RECEIVED, "2024-02-25", id=3)], "2024-03-29", "条例第三十一条"),
    ("暂按发出之日起15个工作日", [step(K.THIRD_PARTY_ASKED, "2024-03-05", id=3)], "2024-04-22", "条例第三十二条"),
    (
        "暂按发出之日起15个工作日",
        [step(K.THIRD_PARTY_ASKED, "2024-03-05", id=3), step(K.THIRD_PARTY_ANSWERED, "2024-07-01")],
        "2024-04-22",
        "条例第三十二条",
    ),
    (
        "签收日期2024-06-03已在答复期限届满之后",
        [step(K.ORGAN_ASKED, "2024-03-05", id=3), step(K.ORGAN_SERVED, "2024-06-03")],
        "2024-04-22",
        "条例第三十四条",
    ),
    (
        "满15个工作日之后才收到",
        [
            step(K.ORGAN_ASKED, "2024-03-05", id=3),
            step(K.ORGAN_SERVED, "2024-03-05"),
            step(K.ORGAN_ANSWERED, "2024-04-10"),
        ],
        "2024-04-22",
        "条例第三十四条",
    ),
]


@pytest.mark.parametrize(("sentence", "steps", "due", "article"), DOUBTFUL, ids=[row[0] for row in DOUBTFUL])
def test_a_doubtful_step_is_told_and_never_refused(sentence: str, steps: list[Step], due: str, article: str) -> None:
    deadline = replayed(*steps)
    (doubt,) = [doubt for doubt in deadline.doubts if sentence in doubt.message]
    assert (deadline.due_on, doubt.article, doubt.field, doubt.step_id) == (day(due), article, "on", 3)


LATER = [
    step(K.THIRD_PARTY_SERVED, "2024-05-06"),
    step(K.THIRD_PARTY_ANSWERED, "2024-05-06"),
    step(K.THIRD_PARTY_ASKED, "2024-05-06"),
    step(K.EXTENDED, "2024-05-06", days=20),
]


@pytest.mark.parametrize("later", LATER, ids=[each.kind.label for each in LATER])
def test_no_later_entry_turns_an_overdue_case_green(later: Step) -> None:
    asked = step(K.THIRD_PARTY_ASKED, "2024-03-05")
    assert replayed(asked).is_overdue(day("2024-05-06"))
    assert replayed(asked, later).is_overdue(day("2024-05-06"))


def test_a_day_is_no_reasonable_term_for_a_correction() -> None:
    short = replayed(step(K.CORRECTION_ASKED, "2024-03-05", until=day("2024-03-06"), id=3))
    assert [(doubt.field, doubt.article, doubt.step_id) for doubt in short.doubts] == [("until", "条例第三十条", 3)]
    assert "只有1个工作日" in messages(short)
    assert replayed(step(K.CORRECTION_ASKED, "2024-03-05", until=day("2024-03-12"))).doubts == ()


@pytest.mark.parametrize(
    ("kind", "article"),
    [(K.CORRECTION_ASKED, "条例第三十条"), (K.DEFERRED, "条例第三十五条")],
    ids=["补正", "延迟答复"],
)
def test_a_day_of_next_year_by_slip_is_told(kind: StepKind, article: str) -> None:
    """补正期限 of March 2025 for March 2024: the case waited a year without a word."""
    slipped = replayed(step(kind, "2024-03-05", until=day("2025-03-20"), id=3))
    (doubt,) = [doubt for doubt in slipped.doubts if "要核对年份" in doubt.message]
    assert (doubt.field, doubt.article, doubt.step_id) == ("until", article, 3)
    for until, is_told in (("2024-08-23", False), ("2024-08-26", True)):  # 120 working days, and one more
        assert ("要核对年份" in messages(replayed(step(kind, "2024-03-05", until=day(until))))) == is_told


@pytest.mark.parametrize(("today", "is_told"), [("2024-03-04", True), ("2024-03-05", False)])
def test_a_step_of_tomorrow_is_doubted_and_one_of_today_is_not(today: str, is_told: bool) -> None:
    called = step(K.PHONE_CONFIRMED, "2024-03-05")
    assert ("2024年3月5日还没有到" in messages(replayed(called, today=today))) == is_told


@pytest.mark.parametrize(
    ("asked", "role"),
    [
        (step(K.CORRECTION_ASKED, "2024-03-05", until=day("2024-03-20")), DayRole.CORRECTION_AWAITED),
        (step(K.FEE_NOTICE, "2024-03-05"), DayRole.PAYMENT_AWAITED),
        (step(K.THIRD_PARTY_ASKED, "2024-03-05"), DayRole.OPINION_AWAITED),
        (step(K.DEFERRED, "2024-03-05", until=day("2024-04-30")), DayRole.DEFERRED),
    ],
    ids=["条例第三十条", "国办函〔2020〕109号", "条例第三十三条第三款", "条例第三十五条"],
)
def test_the_day_of_asking_still_counts_and_the_next_one_waits(asked: Step, role: DayRole) -> None:
    days = {entry.date: entry.role for entry in replayed(asked, today="2024-03-12").days}
    assert (days[day("2024-03-05")], days[day("2024-03-06")]) == (DayRole.COUNTED, role)


LAPSED = [  # what is doubtful (empty: nothing), the steps, the article
    (
        "补正期限到2024年3月20日才届满，“逾期未补正”早于期限，2024年3月21日起才可以登记",
        [
            step(K.CORRECTION_ASKED, "2024-03-05", until=day("2024-03-20")),
            step(K.CORRECTION_OVERDUE, "2024-03-20", id=3),
        ],
        "条例第三十条",
    ),
    (
        "",
        [
            step(K.CORRECTION_ASKED, "2024-03-05", until=day("2024-03-20")),
            step(K.CORRECTION_OVERDUE, "2024-03-21", id=3),
        ],
        "条例第三十条",
    ),
    (
        "补正告知没有登记期限",
        [step(K.CORRECTION_ASKED, "2024-03-05"), step(K.CORRECTION_OVERDUE, "2024-03-21", id=3)],
        "条例第三十条",
    ),
    ("没有等待中的补正告知", [step(K.CORRECTION_OVERDUE, "2024-03-21", id=3)], "条例第三十条"),
    (
        "缴费期限到2024年4月2日才届满，“逾期未缴”早于期限，2024年4月3日起才可以登记",
        [step(K.FEE_NOTICE, "2024-03-05"), step(K.FEE_OVERDUE, "2024-03-14", id=3)],
        "国办函〔2020〕109号",
    ),
    ("", [step(K.FEE_NOTICE, "2024-03-05"), step(K.FEE_OVERDUE, "2024-04-03", id=3)], "国办函〔2020〕109号"),
    (
        "缴费期限到2024年4月3日才届满",
        [step(K.FEE_NOTICE, "2024-03-05", signed_on=day("2024-03-06")), step(K.FEE_OVERDUE, "2024-04-03", id=3)],
        "国办函〔2020〕109号",
    ),
    (
        "没有登记签收日",
        [
            step(K.FEE_NOTICE, "2024-03-05", delivery=DeliveryMethod.POST, posted_on=day("2024-03-05")),
            step(K.FEE_OVERDUE, "2024-04-03", id=3),
        ],
        "国办函〔2020〕109号",
    ),
    (
        "",
        [
            step(K.FEE_NOTICE, "2024-03-05", delivery=DeliveryMethod.POST, signed_on=day("2024-03-06")),
            step(K.FEE_OVERDUE, "2024-04-04", id=3),
        ],
        "国办函〔2020〕109号",
    ),
    ("没有等待中的收费通知", [step(K.FEE_OVERDUE, "2024-04-03", id=3)], "国办函〔2020〕109号"),
]


@pytest.mark.parametrize(("sentence", "steps", "article"), LAPSED)
def test_a_case_closed_before_the_applicants_time_was_up_is_told(
    sentence: str, steps: list[Step], article: str
) -> None:
    deadline = replayed(*steps)
    told = [(doubt.article, doubt.step_id) for doubt in deadline.doubts if sentence in doubt.message]
    assert (deadline.state, told) == (DeadlineState.CLOSED, [(article, 3)] if sentence else [])


def test_a_result_of_lapse_without_its_step_is_told_at_the_answer() -> None:
    asked = step(K.CORRECTION_ASKED, "2024-03-05", until=day("2024-03-20"))
    early = replayed(asked, outcome=Outcome.CORRECTION_OVERDUE, answered_on=day("2024-03-12"))
    assert [(doubt.field, doubt.article) for doubt in early.doubts] == [("answered_on", "条例第三十条")]
    assert replayed(asked, outcome=Outcome.CORRECTION_OVERDUE, answered_on=day("2024-03-21")).doubts == ()


def test_a_waiting_case_tells_from_which_day_it_may_be_closed() -> None:
    asked = replayed(step(K.CORRECTION_ASKED, "2024-03-05", until=day("2024-03-20")))
    assert (asked.lapses_on, replayed(step(K.CORRECTION_ASKED, "2024-03-05")).lapses_on) == (day("2024-03-21"), None)
    assert (replayed(step(K.FEE_NOTICE, "2024-03-05")).lapses_on, replayed().lapses_on) == (day("2024-04-03"), None)


@pytest.mark.parametrize("sent", [{"delivery": DeliveryMethod.POST}, {"posted_on": day("2024-03-05")}])
def test_the_time_to_pay_does_not_run_from_the_posting_of_its_notice(sent: dict[str, Any]) -> None:
    """「逾期的，4月3日起可以登记办结」 was counted from the day a letter was posted that may have come a week later."""
    posted = replayed(step(K.FEE_NOTICE, "2024-03-05", **sent), today="2024-05-20")
    assert (posted.state, posted.waiting_until, posted.lapses_on) == (DeadlineState.AWAITING_PAYMENT, None, None)
    paid = replayed(step(K.FEE_NOTICE, "2024-03-05", **sent), step(K.FEE_PAID, "2024-04-03", amount=1_000))
    assert not any("缴费晚于" in doubt.message for doubt in paid.doubts)


def test_an_extension_while_waiting_is_told() -> None:
    deadline = replayed(step(K.CORRECTION_ASKED, "2024-03-05"), step(K.EXTENDED, "2024-03-06", days=5))
    assert deadline.due_on is None
    assert "这次延期没有计入" in messages(deadline)


@pytest.mark.parametrize(
    ("steps", "today", "state", "waiting_for", "until"),
    [
        ([], None, DeadlineState.RUNNING, "", None),
        (
            [step(K.CORRECTION_ASKED, "2024-03-05", until=day("2024-03-20"))],
            None,
            DeadlineState.AWAITING_CORRECTION,
            "申请人补正",
            "2024-03-20",
        ),
        ([step(K.FEE_NOTICE, "2024-03-05")], None, DeadlineState.AWAITING_PAYMENT, "申请人缴费", "2024-04-02"),
        (
            [step(K.FEE_NOTICE, "2024-03-05", signed_on=day("2024-03-06"))],
            None,
            DeadlineState.AWAITING_PAYMENT,
            "申请人缴费",
            "2024-04-03",
        ),
        (
            [step(K.THIRD_PARTY_ASKED, "2024-03-05")],
            None,
            DeadlineState.AWAITING_THIRD_PARTY,
            "第三方意见",
            "2024-03-26",
        ),
        (
            [step(K.THIRD_PARTY_ASKED, "2024-03-05")],
            "2024-03-26",
            DeadlineState.AWAITING_THIRD_PARTY,
            "第三方意见",
            "2024-03-26",
        ),
        ([step(K.THIRD_PARTY_ASKED, "2024-03-05")], "2024-03-27", DeadlineState.RUNNING, "", None),
        ([step(K.ORGAN_ASKED, "2024-03-05")], None, DeadlineState.AWAITING_ORGAN, "其他机关意见", "2024-03-26"),
        (
            [step(K.ORGAN_ASKED, "2024-03-05"), step(K.ORGAN_ANSWERED, "2024-03-06")],
            None,
            DeadlineState.RUNNING,
            "",
            None,
        ),
        ([step(K.WITHDRAWN, "2024-03-05")], None, DeadlineState.CLOSED, "", None),
    ],
)
def test_a_request_says_where_it_stands(
    steps: list[Step], today: str | None, state: DeadlineState, waiting_for: str, until: str | None
) -> None:
    deadline = replayed(*steps, today=today)
    assert (deadline.state, deadline.waiting_for) == (state, waiting_for)
    assert deadline.waiting_until == (day(until) if until else None)
    assert deadline.summary == state.label


def test_a_step_that_ends_a_request_whose_result_is_blank_is_a_doubt_and_the_request_open() -> None:
    """The list said 已结束 while the table carried it over."""
    withdrawn = step(K.WITHDRAWN, "2024-03-05")
    blank = deadline_of(request(), [withdrawn], CALENDAR)
    assert "已登记“撤回”，但没有登记办理结果" in messages(blank)
    assert blank.state is DeadlineState.RUNNING
    closed = replayed(withdrawn, outcome=Outcome.OTHER_HANDLING, answered_on=day("2024-03-05"))
    assert (closed.state, closed.doubts) == (DeadlineState.CLOSED, ())


@pytest.mark.parametrize(
    ("kind", "outcome", "on", "is_told"),
    [
        (K.WITHDRAWN, Outcome.GRANTED, "2024-03-10", True),
        (K.WITHDRAWN, Outcome.OTHER_HANDLING, "2024-03-10", False),
        (K.WITHDRAWN, Outcome.GRANTED, "2024-03-21", False),  # after the answer it changes nothing
        (K.CORRECTION_OVERDUE, Outcome.NOT_HELD, "2024-03-10", True),
    ],
)
def test_a_step_that_ended_a_request_otherwise_than_its_result_is_told(
    kind: StepKind, outcome: Outcome, on: str, is_told: bool
) -> None:
    """Withdrawn in its steps and granted in the table: 已结束 here, 予以公开 there, and no word."""
    found = messages(replayed(step(kind, on), outcome=outcome, answered_on=day("2024-03-20")))
    assert ("办理结果却是" in found) == is_told


def test_half_an_answer_is_none_and_a_doubt() -> None:
    """A ledger row with only one of 办理结果 and 答复日期."""
    for values, field in (
        ({"outcome": Outcome.GRANTED}, "answered_on"),
        ({"answered_on": day("2024-03-05")}, "outcome"),
        ({"outcome": Outcome.GRANTED, "answered_on": day("2023-03-05")}, "answered_on"),
    ):
        deadline = replayed(**values)
        assert deadline.state is DeadlineState.RUNNING
        assert [doubt.field for doubt in deadline.doubts] == [field]
    ahead = replayed(outcome=Outcome.GRANTED, answered_on=day("2025-03-05"), today="2024-03-20")
    assert "今天之后" in messages(ahead)
    unconfirmed = replayed(received=None, channel=Channel.INTERNET, outcome=Outcome.GRANTED)
    assert "没有确认收到申请之日" in messages(unconfirmed)


def test_money_given_back_does_not_begin_the_term_anew() -> None:
    paid, back = step(K.FEE_PAID, "2024-03-12", amount=40_000), step(K.FEE_PAID, "2024-03-20", amount=-40_000)
    notice = step(K.FEE_NOTICE, "2024-03-05")
    assert replayed(notice, paid, back).due_on == replayed(notice, paid).due_on


def test_nothing_is_due_before_confirmation_or_while_correction_or_payment_is_awaited() -> None:
    unconfirmed = replayed(received=None, channel=Channel.INTERNET)
    assert (unconfirmed.state, unconfirmed.due_on, unconfirmed.days) == (DeadlineState.UNCONFIRMED, None, ())
    for kind in (K.CORRECTION_ASKED, K.FEE_NOTICE):
        deadline = replayed(step(kind, "2024-03-05"))
        assert (deadline.due_on, deadline.is_overdue(day("2025-01-01"))) == (None, False)


def test_what_was_withdrawn_before_it_was_confirmed_asks_for_no_confirmation() -> None:
    withdrawn = replayed(step(K.WITHDRAWN, "2024-03-05"), received=None, channel=Channel.INTERNET)
    assert (withdrawn.state, withdrawn.due_on, withdrawn.summary) == (DeadlineState.CLOSED, None, "已结束")


def test_payment_alone_does_not_end_the_wait_for_a_correction() -> None:
    steps = step(K.CORRECTION_ASKED, "2024-03-05"), step(K.FEE_NOTICE, "2024-03-06"), step(K.FEE_PAID, "2024-03-07")
    assert replayed(*steps).state is DeadlineState.AWAITING_CORRECTION


def answered(on: str, *steps: Step, **changes: Any) -> Deadline:
    return replayed(*steps, outcome=Outcome.GRANTED, answered_on=day(on), **changes)


@pytest.mark.parametrize(
    ("on", "is_late", "late", "summary"),
    [
        ("2024-03-29", False, 0, "按期答复"),
        ("2024-03-31", True, 0, "逾期答复（逾期期间均为休息日）"),
        ("2024-04-02", True, 2, "逾期2个工作日答复"),
    ],
)
def test_an_answer_is_in_time_or_late_by_working_days(on: str, is_late: bool, late: int, summary: str) -> None:
    deadline = answered(on)
    assert (deadline.state, deadline.is_late, deadline.late_workdays) == (DeadlineState.ANSWERED, is_late, late)
    assert (deadline.summary, deadline.is_overdue(day("2025-01-01"))) == (summary, False)


@pytest.mark.parametrize(
    ("delivery", "values", "made", "is_doubtful"),
    [
        (DeliveryMethod.POST, {"posted_on": "2024-04-01"}, "2024-04-01", True),  # 国办公开办函〔2016〕235号
        (DeliveryMethod.POST, {"posted_on": "2024-03-29", "signed_on": "2024-04-03"}, "2024-03-29", False),
        (DeliveryMethod.POST, {}, "2024-03-29", False),
        (DeliveryMethod.COUNTER, {"signed_on": "2024-04-02"}, "2024-04-02", True),
        (DeliveryMethod.EMAIL, {"signed_on": "2024-04-02"}, "2024-03-29", False),
    ],
)
def test_the_posting_day_decides(
    delivery: DeliveryMethod, values: dict[str, str], made: str, is_doubtful: bool
) -> None:
    delivered = step(K.DELIVERED, "2024-04-08", delivery=delivery, **{name: day(on) for name, on in values.items()})
    deadline = answered("2024-03-29", delivered)
    assert (deadline.answered_on, "以送达步骤为准" in messages(deadline)) == (day(made), is_doubtful)


@pytest.mark.parametrize(
    "others",
    [
        [step(K.DELIVERED, "2024-03-05", delivery=DeliveryMethod.POST, posted_on=day("2024-03-05"))],
        [step(K.DELIVERED, "2024-04-09", delivery=DeliveryMethod.POST, posted_on=day("2024-04-09"), letter_number="B")],
        [step(K.NOTE, "2024-04-09", delivery=DeliveryMethod.POST, posted_on=day("2024-04-09"))],
        [step(K.DELIVERED, "2024-04-09", posted_on=day("2024-04-09"))],
        [
            step(K.REOPENED, "2024-06-03"),
            step(K.DELIVERED, "2024-06-28", delivery=DeliveryMethod.POST, posted_on=day("2024-06-28")),
        ],
        [
            step(K.ANSWERED_AGAIN, "2024-06-27"),
            step(K.DELIVERED, "2024-06-28", delivery=DeliveryMethod.COUNTER, signed_on=day("2024-06-28")),
        ],
    ],
    ids=["a letter before the answer", "another letter", "no delivery", "no method", "reopened", "answered again"],
)
def test_the_delivery_of_other_letters_does_not_move_the_answer(others: list[Step]) -> None:
    deadline = answered("2024-03-29", *others, answer_number="A")
    assert (deadline.answered_on, deadline.is_late) == (day("2024-03-29"), False)
    assert {doubt.field for doubt in deadline.doubts} <= {"tracking_number"}


def test_a_letter_by_post_without_its_number_is_told() -> None:
    sent: dict[str, Any] = {"delivery": DeliveryMethod.POST, "posted_on": day("2024-03-20"), "id": 3}
    (doubt,) = answered("2024-03-20", step(K.DELIVERED, "2024-03-20", **sent)).doubts
    assert (doubt.field, doubt.step_id, doubt.article) == ("tracking_number", 3, "国办公开办函〔2016〕235号")
    assert answered("2024-03-20", step(K.DELIVERED, "2024-03-20", tracking_number="1000", **sent)).doubts == ()


@pytest.mark.parametrize(
    ("slipped", "sentence"),
    [
        (step(StepKind.CORRECTION_RECEIVED, "2025-03-12"), "“收到补正”的日期2025年3月12日还没有到"),
        (step(StepKind.FEE_PAID, "2025-03-12"), "“缴费”的日期2025年3月12日还没有到"),
        (step(StepKind.EXTENDED, "2024-06-03", days=20), "“延期告知”的日期2024年6月3日还没有到"),
        (step(StepKind.DEFERRED, "2024-06-03", until=day("2024-12-03")), "“延迟答复期限”的日期2024年6月3日还没有到"),
        (step(StepKind.DELIVERED, "2024-03-12", posted_on=day("2023-03-12")), "交邮日2023年3月12日早于收到申请之日"),
        (step(StepKind.THIRD_PARTY_SERVED, "2024-03-12", signed_on=day("2023-03-12")), "签收日2023年3月12日早于"),
        (step(StepKind.DELIVERED, "2023-03-12"), "“送达”的日期2023年3月12日早于收到申请之日"),
    ],
)
def test_a_step_of_a_year_by_slip_is_told_and_never_turns_the_case_green_in_silence(
    slipped: Step, sentence: str
) -> None:
    """收到补正 of next year, typed for this one, moved the term of an overdue case by a year without a word."""
    assert sentence in messages(replayed(slipped, today="2024-05-31"))
    assert "还没有到" not in messages(replayed(slipped, today="2025-05-31"))


def test_a_payment_of_another_sum_than_was_asked_for_is_told() -> None:
    """10000 元 typed for 100 moved the fee of the year by a whole 万元 without a word."""
    notice = step(StepKind.FEE_NOTICE, "2024-03-05", amount=Fen(10000))
    said = {
        amount: messages(replayed(notice, step(StepKind.FEE_PAID, "2024-03-12", amount=amount)))
        for amount in (Fen(10000), Fen(1000000), None)
    }
    assert said[Fen(10000)] == ""
    assert "缴费10000元，收费通知的是100元" in said[Fen(1000000)]
    assert "没有填写金额，收费金额按0统计" in said[None]


def test_an_answer_before_receipt_leaves_the_request_open_with_a_doubt() -> None:
    deadline = answered("2024-02-29")
    assert (deadline.state, deadline.answered_on) == (DeadlineState.RUNNING, None)
    assert [(doubt.field, doubt.article) for doubt in deadline.doubts] == [("answered_on", "条例第三十三条")]


def test_what_happens_after_the_answer_does_not_move_its_date() -> None:
    later = step(K.FEE_PAID, "2024-04-10"), step(K.THIRD_PARTY_ASKED, "2024-04-10")
    deadline = answered("2024-04-02", *later)
    assert (deadline.due_on, deadline.late_workdays, deadline.doubts) == (day("2024-03-29"), 2, ())


def test_an_answer_while_a_correction_is_awaited_is_in_time() -> None:
    deadline = answered("2024-04-20", step(K.CORRECTION_ASKED, "2024-03-05"))
    assert (deadline.is_late, deadline.late_workdays, deadline.summary) == (False, 0, "按期答复")
    assert deadline.days[-1].date == day("2024-04-20")


@pytest.mark.parametrize("outcome", [Outcome.CORRECTION_OVERDUE, Outcome.FEE_UNPAID])
def test_a_lapsed_request_is_closed_not_answered(outcome: Outcome) -> None:
    deadline = replayed(outcome=outcome, answered_on=day("2024-05-01"))
    assert (deadline.state, deadline.late_workdays) == (DeadlineState.CLOSED, None)


def test_a_withdrawal_after_the_answer_changes_nothing() -> None:
    assert answered("2024-03-20", step(K.WITHDRAWN, "2024-03-21")).state is DeadlineState.ANSWERED


def test_a_date_that_needs_2027_is_provisional_unless_it_was_set_freely() -> None:
    provisional = replayed(received="2026-12-10")
    assert (provisional.provisional, provisional.due_on) == (True, day("2027-01-08"))
    free = replayed(step(K.DEFERRED, "2026-12-11", until=day("2027-03-01")), received="2026-12-10")
    assert (free.provisional, free.due_on) == (False, day("2027-03-01"))
    assert replayed().is_overdue(day("2024-03-30"))
    assert not replayed().is_overdue(day("2024-03-29"))


def test_the_day_strip_tells_every_day_with_its_reason_and_article() -> None:
    deadline = replayed(
        step(K.CORRECTION_ASKED, "2024-03-05"),
        step(K.CORRECTION_RECEIVED, "2024-03-08"),
        step(K.THIRD_PARTY_ASKED, "2024-03-11"),
        step(K.THIRD_PARTY_ANSWERED, "2024-03-12"),
        step(K.EXTENDED, "2024-04-09", days=1),
    )
    strip = {entry.date.isoformat(): entry for entry in deadline.explain()}
    told = {
        on: (strip[on].counts, strip[on].number, strip[on].reason, strip[on].article)
        for on in (
            "2024-03-01",
            "2024-03-02",
            "2024-03-04",
            "2024-03-06",
            "2024-03-08",
            "2024-03-12",
            "2024-04-07",
            "2024-04-10",
        )
    }
    assert told == {
        "2024-03-01": (False, None, "收到申请之日，当日不计入期限", "条例第三十一条"),
        "2024-03-02": (False, None, "周六", ""),
        "2024-03-04": (True, 1, "工作日", ""),
        "2024-03-06": (False, None, "等待补正，不计入期限", "条例第三十条"),
        "2024-03-08": (False, None, "收到补正，答复期限自次日起重新计算", "条例第三十条"),
        "2024-03-12": (False, None, "征求第三方意见，不计入期限", "条例第三十三条第三款"),
        "2024-04-07": (True, 18, "调休上班", ""),
        "2024-04-10": (True, 21, "工作日（延长期限）", "条例第三十三条第二款"),
    }
    assert max(strip) == "2024-04-10"


def test_the_strip_of_a_waiting_request_ends_today() -> None:
    waiting = replayed(step(K.FEE_NOTICE, "2024-03-05"), today="2024-03-12")
    assert [waiting.days[-1].date, waiting.days[-1].reason] == [day("2024-03-12"), "等待缴费，不计入期限"]
    assert replayed(step(K.FEE_NOTICE, "2024-03-05")).days[-1].date == day("2024-03-05")


def test_a_free_date_is_shown_as_such() -> None:
    strip = replayed(step(K.DEFERRED, "2024-03-20", until=day("2024-04-20"))).days
    assert (strip[-1].date, strip[-1].reason, strip[-1].article) == (
        day("2024-04-20"),
        "延迟答复的合理期限",
        "条例第三十五条",
    )


@pytest.mark.parametrize(
    ("channel", "article", "received"),
    [
        (Channel.COUNTER, "条例第三十一条第一项", "2024-03-01"),
        (Channel.ORAL, "条例第二十九条、第三十一条第一项", "2024-03-01"),
        (Channel.REGISTERED_MAIL, "条例第三十一条第二项", "2024-03-01"),
        (Channel.ORDINARY_MAIL, "条例第三十一条第二项", "2024-03-04"),
        (Channel.INTERNET, "条例第三十一条第三项", "2024-03-04"),
        (Channel.FAX, "条例第三十一条第三项", "2024-03-04"),
        (Channel.TRANSFERRED, "国办公开办函〔2015〕207号", "2024-03-01"),
    ],
)
def test_the_channel_decides_the_day_of_receipt(channel: Channel, article: str, received: str) -> None:
    assert legal_receipt(channel, day("2024-03-01"), day("2024-03-04")) == day(received)
    assert RECEIPT_RULES[channel].article == article


@pytest.mark.parametrize(
    ("channel", "arrived", "sentence"),
    [
        (Channel.COUNTER, "2024-03-02", "早于来件日期"),
        (Channel.COUNTER, "2024-02-28", "以提交之日为收到申请之日，收到申请之日却晚于来件日期"),
        (Channel.ORDINARY_MAIL, "2024-02-28", "应当在收到当日与申请人确认"),
        (Channel.INTERNET, "2024-02-28", ""),
        (Channel.TRANSFERRED, "2024-02-28", ""),
    ],
)
def test_a_doubtful_day_of_receipt_is_told_at_its_field(channel: Channel, arrived: str, sentence: str) -> None:
    deadline = replayed(channel=channel, arrived_on=day(arrived))
    assert sentence in messages(deadline)
    assert [doubt.field for doubt in deadline.doubts] == (["received_on"] if sentence else [])


def test_letters_without_confirmation_have_no_day_of_receipt_yet() -> None:
    assert legal_receipt(Channel.FAX, day("2024-03-01")) is None
    assert list(receipt_doubts(request(None, channel=Channel.FAX))) == []
