"""What is due with a request, in two lines: who and what, when it came, and the article."""

from dataclasses import replace
from datetime import date

import pytest

from disclosure.cases.due_items import DueItem, DueKind
from disclosure.records import Record
from tasks.today.lines import line_of
from tests.records_factory import make_activity, make_duty, make_release, make_request, make_review, make_suit

ASKED = make_request(number="2024-001", applicant="测试公司", received_on=date(2024, 12, 5))
DUE = DueItem(
    kind=DueKind.ANSWER,
    due_on=date(2024, 12, 30),
    register="requests",
    record_id=1,
    sentence="答复期限到了",
    article="条例第三十三条",
)


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (DueKind.CONFIRM_RECEIPT, "与测试公司确认收到申请：示例路的规划"),
        (DueKind.CORRECTION_NOTICE, "测试公司的申请如果要补正，一次告知：示例路的规划"),
        (DueKind.ANSWER, "答复测试公司：示例路的规划"),
        (DueKind.CORRECTION, "测试公司补正：示例路的规划"),
        (DueKind.PAYMENT, "测试公司缴费：示例路的规划"),
        (DueKind.OPINION, "李某某对“示例路的规划”的意见"),
        (DueKind.DELIVERY, "给测试公司的答复送达：示例路的规划"),
        (DueKind.ANSWER_AGAIN, "重新答复测试公司：示例路的规划"),
    ],
)
def test_a_line_of_a_request_says_what_is_to_be_done_for_whom(kind: DueKind, title: str) -> None:
    assert line_of(replace(DUE, kind=kind), replace(ASKED, content="示例路的规划"), "李某某").title == title


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (date(2024, 12, 30), "12月5日收到"),  # of the year it is due in: that need not be said
        (date(2025, 1, 6), "2024年12月5日收到"),
        (None, "12月5日收到"),
    ],
)
def test_the_year_a_request_came_in_is_said_where_it_is_due_in_another(due: date | None, told: str) -> None:
    line = line_of(replace(DUE, due_on=due), ASKED)
    assert line.beneath == f"2024-001 · {told} · 条例第三十三条"


def test_a_request_whose_receipt_is_not_known_has_its_number_and_its_article() -> None:
    assert line_of(DUE, replace(ASKED, received_on=None)).beneath == "2024-001 · 条例第三十三条"


def test_what_is_due_with_anything_else_is_said_in_its_sentence() -> None:
    line = line_of(replace(DUE, register="reviews", sentence="复议答复到期"), make_review())
    assert line.title == "复议答复到期"
    assert line_of(replace(DUE, sentence="请签发年报"), None) == line_of(
        replace(DUE, sentence="请签发年报"), None, "甲"
    )
    assert line_of(replace(DUE, sentence="请签发年报"), None).beneath == "条例第三十三条"


@pytest.mark.parametrize(
    ("record", "beneath"),
    [
        (make_review(applicant="李某某"), "李某某 · 条例第三十三条"),
        (make_suit(plaintiff="王某某"), "王某某 · 条例第三十三条"),
        (make_release(name="防汛预案"), "防汛预案 · 条例第三十三条"),
        (make_duty(name="运行经费"), "运行经费 · 条例第三十三条"),
        (make_activity(content="培训一次\n到场 3 人"), "培训一次 到场 3 人 · 条例第三十三条"),
        (make_release(name="年报"), "条例第三十三条"),
    ],
)
def test_whose_it_is_or_what_it_is_about_stands_beneath_unless_the_sentence_said_it(
    record: Record, beneath: str
) -> None:
    assert line_of(replace(DUE, sentence="请签发年报"), record).beneath == beneath
