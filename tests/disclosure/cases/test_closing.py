"""What stands in the way of 办结."""

from datetime import date
from typing import Any

import pytest

from disclosure.cases.closing import DELIVERY, in_the_way
from disclosure.outcomes import Outcome
from disclosure.records import Request, Step
from disclosure.terms import Channel, StepKind
from tests.records_factory import make_request, make_step

DUE = date(2024, 3, 29)
COMPLETE: dict[str, Any] = {
    "id": 1,
    "outcome": Outcome.NOT_HELD,
    "answered_on": date(2024, 3, 20),
    "legal_basis": "条例第三十六条第四项",
    "answer_number": "测街〔2024〕1号",
}


def delivered(request: Request) -> tuple[Step, ...]:
    return (make_step(request, kind=StepKind.DELIVERED),)


def test_nothing_stands_in_the_way_of_a_complete_answer() -> None:
    request = make_request(**COMPLETE)
    assert in_the_way(request, delivered(request), DUE) == {}


def test_an_untouched_request_is_told_everything_it_lacks() -> None:
    problems = in_the_way(make_request(channel=Channel.FAX, received_on=None), (), None)
    assert set(problems) == {"received_on", "outcome", "answered_on", "legal_basis", "answer_number", DELIVERY}


def test_the_article_of_the_chosen_result_is_proposed() -> None:
    request = make_request(**{**COMPLETE, "legal_basis": ""})
    assert "条例第三十六条第（四）项、第（五）项" in in_the_way(request, delivered(request), DUE)["legal_basis"]


@pytest.mark.parametrize("outcome", [Outcome.CORRECTION_OVERDUE, Outcome.FEE_UNPAID, Outcome.OTHER_HANDLING])
def test_a_request_the_applicant_ended_needs_no_letter(outcome: Outcome) -> None:
    assert in_the_way(make_request(outcome=outcome, answered_on=date(2024, 3, 20)), (), DUE) == {}


def test_a_late_answer_asks_for_the_reason_and_an_explained_one_does_not() -> None:
    late = {**COMPLETE, "answered_on": date(2024, 4, 1)}
    request = make_request(**late)
    assert "2024年3月29日" in in_the_way(request, delivered(request), DUE)["lateness_reason"]
    explained = make_request(**late, lateness_reason="系统故障")
    assert in_the_way(explained, delivered(explained), DUE) == {}
    assert in_the_way(request, delivered(request), None) == {}, "no term runs"


def test_an_answer_on_the_last_day_is_in_time() -> None:
    request = make_request(**{**COMPLETE, "answered_on": DUE})
    assert in_the_way(request, delivered(request), DUE) == {}


def test_an_answer_before_receipt_is_a_mistake_of_dates() -> None:
    request = make_request(**{**COMPLETE, "answered_on": date(2024, 2, 1)})
    assert "早于收到申请之日" in in_the_way(request, delivered(request), DUE)["answered_on"]
