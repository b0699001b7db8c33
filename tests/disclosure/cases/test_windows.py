"""How long the applicant may contest an answer, told on every answered case."""

from collections.abc import Sequence
from typing import Any

from disclosure.cases.windows import applicant_windows
from disclosure.outcomes import Outcome
from disclosure.records import Litigation, Review, Step
from disclosure.terms import ReviewDecision, StepKind
from tests.disclosure.cases.cases import CALENDAR, day, request, step
from tests.records_factory import make_review, make_suit


def told(**values: Any) -> list[tuple[str, str]]:
    windows = applicant_windows(request(**values), (), (), (), CALENDAR)
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
    windows = applicant_windows(answered, [signed], [], [], CALENDAR)
    assert [window.until.on for window in windows] == [day("2024-05-24"), day("2024-09-25")]
    (after,) = applicant_windows(answered, [signed], [make_review(**LATER, closed_on=day("2024-06-03"))], [], CALENDAR)
    assert after.until.on == day("2024-06-18")
    assert after.sentence == (
        f"对{after.what[1:].partition('复议决定')[0]}复议决定提起行政诉讼到2024年6月18日"
        "（行政诉讼法第四十五条；未登记签收，暂从作出之日起算）"
    )
    assert [window.sentence for window in windows] == [
        "申请行政复议到2024年5月24日（行政复议法第二十条）",
        "直接提起行政诉讼到2024年9月25日（行政诉讼法第四十六条）",
    ]
    late = request(outcome=Outcome.NOT_HELD, answered_on=day("2199-03-20"))
    assert "日（暂定）（行政复议法第二十条；" in applicant_windows(late, (), (), (), CALENDAR)[0].sentence


LATER: dict[str, Any] = {"received_on": day("2024-04-02")}


def kinds(*steps: Step, reviews: Sequence[Review] = (), suits: Sequence[Litigation] = ()) -> list[str]:
    answered = request(outcome=Outcome.NOT_HELD, answered_on=day("2024-03-20"), answer_number="测公复〔2024〕1号")
    found = applicant_windows(answered, steps, reviews, suits, CALENDAR)
    return [f"{window.what} {window.until.on}" for window in found]


def test_terms_no_receipt_is_known_of_say_that_they_may_end_later() -> None:
    answered = request(outcome=Outcome.NOT_HELD, answered_on=day("2024-03-20"))
    signed = step(StepKind.DELIVERED, "2024-03-20", signed_on=day("2024-03-25"))
    said = [
        ["未登记签收" in one.sentence for one in applicant_windows(answered, known, (), (), CALENDAR)]
        for known in ([], [signed])
    ]
    assert said == [[True, True], [False, False]]


def test_a_letter_that_came_after_the_answer_does_not_move_the_terms_against_it() -> None:
    """A 更正告知书 signed for in June moved the sixty days against an answer of March to August."""
    answer = step(StepKind.DELIVERED, "2024-03-20", signed_on=day("2024-03-25"), letter_number="测公复〔2024〕1号")
    other = step(StepKind.DELIVERED, "2024-06-03", signed_on=day("2024-06-05"), letter_number="测公复〔2024〕9号")
    assert kinds(answer, other) == kinds(answer)


def test_who_asked_for_a_review_is_not_said_to_be_able_to_ask_for_one_or_to_sue_at_once() -> None:
    assert kinds(reviews=[make_review(**LATER)]) == []
    given_up = make_review(**LATER, closed_on=day("2024-04-20"), decision=ReviewDecision.TERMINATED)
    assert [told.split()[0] for told in kinds(reviews=[given_up])] == [
        "直接提起行政诉讼",
        f"对{given_up.caption}复议决定提起行政诉讼",
    ]


def test_who_sued_is_not_said_to_be_able_to_sue() -> None:
    assert kinds(suits=[make_suit(**LATER)]) == []
    decided = make_review(**LATER, closed_on=day("2024-06-03"))
    assert kinds(reviews=[decided], suits=[make_suit(received_on=day("2024-06-10"))]) == []


def test_an_answer_taken_back_and_made_again_by_the_office_can_be_contested() -> None:
    former = step(StepKind.DELIVERED, "2024-03-05", signed_on=day("2024-03-06"))
    reopened = step(StepKind.REOPENED, "2024-03-18")
    assert [told.split()[0] for told in kinds(former, reopened)] == ["申请行政复议", "直接提起行政诉讼"]
    assert kinds(former, reopened) == kinds()


def test_an_answer_that_was_set_aside_cannot_be_contested_and_the_new_one_can() -> None:
    decided = make_review(**LATER, closed_on=day("2024-06-03"), decision=ReviewDecision.REVOKED)
    reopened = step(StepKind.REOPENED, "2024-06-10")
    after_review = f"对{decided.caption}复议决定提起行政诉讼 2024-06-18"
    assert kinds(reopened, reviews=[decided]) == [after_review]
    anew = step(StepKind.ANSWERED_AGAIN, "2024-07-01", signed_on=day("2024-07-03"))
    assert kinds(reopened, anew, reviews=[decided]) == ["申请行政复议 2024-09-02", after_review]
