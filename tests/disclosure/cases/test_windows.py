"""How long the applicant may contest an answer, told on every answered case."""

from typing import Any

from disclosure.cases.windows import applicant_windows
from disclosure.outcomes import Outcome
from disclosure.terms import StepKind
from tests.disclosure.cases.cases import CALENDAR, day, request, step
from tests.records_factory import make_review


def told(**values: Any) -> list[tuple[str, str]]:
    windows = applicant_windows(request(**values), (), (), CALENDAR)
    return [(window.what, window.until.on.isoformat()) for window in windows]


def test_sixty_days_for_a_review_and_six_months_for_a_suit() -> None:
    answered = {"outcome": Outcome.NOT_HELD, "answered_on": day("2024-03-20")}
    assert told(**answered) == [("申请行政复议", "2024-05-20"), ("直接提起行政诉讼", "2024-09-20")]
    refused = {"outcome": Outcome.STATE_SECRET, "answered_on": day("2024-03-20")}
    assert told(**refused) == [("申请行政复议", "2024-05-20")], "a refusal goes to review first"
    assert told() == []
    assert told(outcome=Outcome.OTHER_HANDLING, answered_on=day("2024-03-20")) == []


def test_they_run_from_the_day_the_answer_was_signed_for_and_anew_from_a_review() -> None:
    answered = request(outcome=Outcome.NOT_HELD, answered_on=day("2024-03-20"))
    signed = step(StepKind.DELIVERED, "2024-03-20", signed_on=day("2024-03-25"))
    windows = applicant_windows(answered, [signed], [make_review(closed_on=day("2024-06-03"))], CALENDAR)
    assert [window.until.on for window in windows] == [day("2024-05-24"), day("2024-09-25"), day("2024-06-18")]
    assert "行政诉讼法第四十五条" in windows[-1].sentence
