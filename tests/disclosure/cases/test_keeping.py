"""保管期限 (档案法第二十一条; the office's own table): whose term has ended, and what of a destroyed file may stay."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from disclosure.cases.keeping import (
    PERMANENT,
    CaseRecord,
    KeepingState,
    KeptClass,
    Schedule,
    case_files,
    letter_may_stay,
    may_stay,
    parse_schedule,
    step_may_stay,
    term_in_words,
)
from disclosure.column_kinds import columns
from disclosure.outcomes import Outcome
from disclosure.records import Appraisal, IssuedLetter, Record, Step
from disclosure.terms import KeepingDecision, StepKind
from disclosure.wording import DESTROYED
from tests.records_factory import make_request, make_review, make_step, make_suit

TEN = Schedule({KeptClass.REQUESTS: 10})
WED_30_DEC_2026 = date(2026, 12, 30)


@pytest.mark.parametrize(
    ("text", "years", "unread"),
    [
        ("申请案卷30年；年度报告永久", {KeptClass.REQUESTS: 30, KeptClass.REPORT: PERMANENT}, ()),
        ("申请案卷：定期 10 年；年报：永久。", {KeptClass.REQUESTS: 10, KeptClass.REPORT: PERMANENT}, ()),
        (
            "申请案卷、复议案卷、诉讼案卷三十年",
            {KeptClass.REQUESTS: 30, KeptClass.REVIEWS: 30, KeptClass.SUITS: 30},
            (),
        ),
        ("申请件10年\n台账永久", {KeptClass.REQUESTS: 10, KeptClass.LEDGERS: PERMANENT}, ()),
        ("申请案卷长期；公文30年", {}, ("申请案卷长期", "公文30年")),
        ("申请案卷0年", {}, ("申请案卷0年",)),
        ("申请案卷30年；依申请公开10年", {KeptClass.REQUESTS: 30}, ("依申请公开10年",)),
        ("申请件10年；申请案卷永久", {KeptClass.REQUESTS: PERMANENT}, ("申请案卷永久",)),
        ("", {}, ()),
    ],
)
def test_an_office_writes_its_table_in_words(text: str, years: dict[KeptClass, int], unread: tuple[str, ...]) -> None:
    assert parse_schedule(text) == Schedule(years, unread)


CALLED = {
    KeptClass.REPORT: "年度报告 年报 政府信息公开工作年度报告",
    KeptClass.REQUESTS: "申请案卷 申请 申请件 依申请公开 依申请公开案卷",
    KeptClass.REVIEWS: "复议案卷 行政复议 行政复议案卷",
    KeptClass.SUITS: "诉讼案卷 行政诉讼 行政诉讼案卷",
    KeptClass.LEDGERS: "台账 登记簿",
}


@pytest.mark.parametrize("kept", CALLED)
def test_a_class_is_known_by_whatever_an_office_calls_it(kept: KeptClass) -> None:
    words = CALLED[kept].split()
    assert {word: parse_schedule(f"{word}30年") for word in words} == {word: Schedule({kept: 30}) for word in words}


def closed_request(**values: Any) -> CaseRecord:
    """A request of 2014, answered on 20 March."""
    started = date(2014, 3, 3)
    return make_request(
        **{
            "id": 1,
            "number": "2014-001",
            "arrived_on": started,
            "received_on": started,
            "outcome": Outcome.GRANTED,
            "answered_on": date(2014, 3, 20),
            **values,
        }
    )


def states(*records: Record, on: date, schedule: Schedule = TEN, appraisals: tuple[Appraisal, ...] = ()) -> list[str]:
    """Return where the files of some records stand on a day."""
    names = ("requests", "reviews", "litigation")
    by_type: dict[str, Any] = {name: [one for one in records if one.register == name] for name in names}
    steps: dict[int, list[Step]] = {}
    for step in (one for one in records if isinstance(one, Step)):
        steps.setdefault(step.request_id, []).append(step)
    files = case_files(*by_type.values(), steps=steps, appraisals=appraisals, schedule=schedule)
    return [file.state(on).label for file in files]


@pytest.mark.parametrize(
    ("on", "state"),
    [(date(2024, 12, 31), "保管期内"), (date(2025, 1, 1), "期满待鉴定")],
)
def test_a_term_counts_from_the_year_after_the_case_was_over(on: date, state: str) -> None:
    assert states(closed_request(), on=on) == [state]


def test_a_permanent_file_is_never_due_and_without_a_table_none_is() -> None:
    assert states(closed_request(), on=WED_30_DEC_2026, schedule=Schedule({KeptClass.REQUESTS: PERMANENT})) == [
        "保管期内"
    ]
    assert states(closed_request(), on=WED_30_DEC_2026, schedule=Schedule({})) == ["未定期限"]


def test_a_review_and_a_suit_belong_to_the_file_of_their_request_and_lengthen_it() -> None:
    """The suit was over in 2016: the file is kept until the end of 2026, suits by the term of requests."""
    review = make_review(id=1, number="复1", related_request="2014-001", closed_on=date(2014, 9, 1))
    suit = make_suit(id=1, number="诉1", related_review="复1", closed_on=date(2016, 2, 1))
    appeal = make_suit(
        id=2, number="诉2", original_case="诉1", closed_on=date(2016, 11, 1), received_on=date(2024, 4, 1)
    )
    assert states(closed_request(), review, suit, appeal, on=WED_30_DEC_2026) == ["保管期内"]
    assert states(closed_request(), review, suit, appeal, on=date(2027, 1, 1)) == ["期满待鉴定"]


def test_the_answer_to_two_merged_requests_is_kept_while_one_of_them_needs_it() -> None:
    """Answered together, the paper lies with the first; the second went to court and would have lost it."""
    first, second = closed_request(), closed_request(id=2, number="2014-002", merged_into="2014-001")
    suit = make_suit(id=1, number="诉1", related_request="2014-002", closed_on=date(2020, 5, 6))
    assert states(first, second, on=WED_30_DEC_2026) == ["期满待鉴定"]
    assert states(first, second, suit, on=WED_30_DEC_2026) == ["保管期内"]


def test_a_request_that_was_split_is_over_with_its_parts_and_lies_in_their_file() -> None:
    """The original has no answer of its own: it was listed as 未办结 for ever, and its paper with it."""
    original = closed_request(outcome=None, answered_on=None)
    parts = [closed_request(id=place, number=f"2014-00{place}", split_from="2014-001") for place in (2, 3)]
    assert states(original, *parts, on=WED_30_DEC_2026) == ["期满待鉴定"]
    open_part = closed_request(id=3, number="2014-003", split_from="2014-001", outcome=None, answered_on=None)
    assert states(original, parts[0], open_part, on=WED_30_DEC_2026) == ["未办结"]
    without = closed_request(id=4, number="", outcome=None, answered_on=None)
    assert states(without, on=WED_30_DEC_2026) == ["未办结"], "nothing is split from a request without a number"


def test_a_request_that_was_joined_to_a_destroyed_one_is_no_destroyed_file() -> None:
    done = decided(KeepingDecision.DESTROY, done_on=date(2026, 3, 2))
    gone, joined = may_stay(closed_request()), closed_request(id=2, number="2014-002", merged_into="2014-001")
    assert states(gone, on=WED_30_DEC_2026, appraisals=(done,)) == ["已销毁"]
    assert states(gone, joined, on=WED_30_DEC_2026, appraisals=(done,)) == ["期满待鉴定"]


def test_a_file_with_an_open_suit_is_open_however_old_it_is() -> None:
    suit = make_suit(id=1, number="诉1", related_request="2014-001")
    assert states(closed_request(), suit, on=WED_30_DEC_2026) == ["未办结"]


def test_the_longest_term_of_its_records_is_that_of_the_file() -> None:
    review = make_review(id=1, number="复1", related_request="2014-001", closed_on=date(2014, 9, 1))
    longer = Schedule({KeptClass.REQUESTS: 10, KeptClass.REVIEWS: 30})
    assert states(closed_request(), review, on=WED_30_DEC_2026, schedule=longer) == ["保管期内"]


def test_a_review_about_no_request_is_a_file_of_its_own() -> None:
    review = make_review(id=1, number="复1", closed_on=date(2014, 9, 1))
    assert states(closed_request(), review, on=WED_30_DEC_2026) == ["期满待鉴定", "期满待鉴定"]


def decided(decision: KeepingDecision, **values: Any) -> Appraisal:
    return Appraisal(
        **{
            "id": 1,
            "owner_register": "requests",
            "owner_id": 1,
            "decision": decision,
            "decided_on": date(2026, 3, 2),
            **values,
        }
    )


DESTROY = decided(KeepingDecision.DESTROY)


def test_what_was_appraised_to_be_destroyed_is_kept_when_its_term_was_made_longer() -> None:
    longer = Schedule({KeptClass.REQUESTS: 30})
    assert states(closed_request(), on=WED_30_DEC_2026, appraisals=(DESTROY,)) == ["待销毁"]
    assert states(closed_request(), on=WED_30_DEC_2026, schedule=longer, appraisals=(DESTROY,)) == ["保管期内"]
    assert states(closed_request(), on=WED_30_DEC_2026, schedule=Schedule({}), appraisals=(DESTROY,)) == ["未定期限"]


@pytest.mark.parametrize(
    "appraisal", [DESTROY, decided(KeepingDecision.KEEP, keep_until=date(2026, 6, 30))], ids=["destroy", "keep"]
)
def test_a_review_that_came_after_the_appraisal_has_its_own_term(appraisal: Appraisal) -> None:
    review = make_review(id=1, number="复1", related_request="2014-001", closed_on=date(2026, 5, 4))
    assert states(closed_request(), review, on=WED_30_DEC_2026, appraisals=(appraisal,)) != ["期满待鉴定"]
    [state] = states(closed_request(), review, on=date(2036, 12, 31), appraisals=(appraisal,))
    assert state in ("保管期内", "继续保管")


def test_a_suit_that_came_after_a_file_was_destroyed_is_no_destroyed_file() -> None:
    done = replace(DESTROY, done_on=date(2026, 4, 1))
    gone = may_stay(closed_request())
    assert states(gone, on=WED_30_DEC_2026, appraisals=(done,)) == ["已销毁"]
    suit = make_suit(id=1, number="诉1", related_request="2014-001")
    assert states(gone, suit, on=WED_30_DEC_2026, appraisals=(done,)) == ["未办结"]
    over = replace(suit, closed_on=date(2026, 6, 1))
    assert states(gone, over, on=WED_30_DEC_2026, appraisals=(done,)) == ["保管期内"]


def test_a_request_that_has_to_be_answered_anew_is_open_however_old_it_is() -> None:
    reopened = make_step(make_request(id=1), kind=StepKind.REOPENED, on=date(2014, 9, 1))
    assert states(closed_request(), reopened, on=WED_30_DEC_2026) == ["未办结"]
    again = replace(reopened, kind=StepKind.ANSWERED_AGAIN, on=date(2014, 9, 20))
    assert states(closed_request(), reopened, again, on=WED_30_DEC_2026) == ["期满待鉴定"]


def test_an_open_appeal_keeps_the_file_open_whichever_instance_was_entered_first() -> None:
    first = make_suit(id=2, number="诉1", related_request="2014-001", closed_on=date(2014, 8, 1))
    appeal = make_suit(id=1, number="诉2", original_case="诉1", received_on=date(2014, 1, 1))
    assert states(closed_request(), appeal, first, on=WED_30_DEC_2026) == ["未办结"]


def test_a_suit_about_two_requests_keeps_both_of_them() -> None:
    other = closed_request(id=2, number="2014-002")
    first = make_suit(id=1, number="诉1", related_request="2014-001", closed_on=date(2014, 8, 1))
    appeal = make_suit(id=2, number="诉2", related_request="2014-002", original_case="诉1")
    assert states(closed_request(), other, first, appeal, on=WED_30_DEC_2026) == ["未办结"]


@pytest.mark.parametrize(
    ("appraisal", "state"),
    [
        (decided(KeepingDecision.KEEP, keep_until=date(2036, 12, 31)), "继续保管"),
        (decided(KeepingDecision.KEEP, keep_until=date(2026, 6, 30)), "期满待鉴定"),
        (decided(KeepingDecision.KEEP), "保管期内"),
        (decided(KeepingDecision.DESTROY), "待销毁"),
        (decided(KeepingDecision.DESTROY, done_on=date(2026, 4, 1)), "已销毁"),
        (decided(KeepingDecision.HAND_OVER), "待移交"),
        (decided(KeepingDecision.HAND_OVER, done_on=date(2026, 4, 1)), "已移交"),
    ],
)
def test_what_was_decided_holds(appraisal: Appraisal, state: str) -> None:
    request = may_stay(closed_request()) if state == KeepingState.DESTROYED.label else closed_request()
    assert states(request, on=WED_30_DEC_2026, appraisals=(appraisal,)) == [state]


def test_a_file_that_was_to_be_destroyed_is_not_while_somebody_goes_to_court_about_it() -> None:
    suit = make_suit(id=1, number="诉1", related_request="2014-001")
    made = (decided(KeepingDecision.DESTROY),)
    assert states(closed_request(), suit, on=WED_30_DEC_2026, appraisals=made) == ["未办结"]


def test_the_last_of_several_decisions_holds() -> None:
    first = decided(KeepingDecision.DESTROY)
    then = replace(decided(KeepingDecision.KEEP), id=2)
    assert states(closed_request(), on=WED_30_DEC_2026, appraisals=(then, first)) == ["保管期内"]


PERSONAL_WORDS = "有人写下的字"


@pytest.mark.parametrize(
    ("full", "left"),
    [
        (record, function)
        for record, function in (
            (make_request(), may_stay),
            (make_review(), may_stay),
            (make_suit(), may_stay),
            (make_step(make_request(id=1)), step_may_stay),
            (IssuedLetter(name="答复书", issued_on=date(2014, 3, 20)), letter_may_stay),
        )
    ],
)
def test_of_a_destroyed_file_no_word_anybody_wrote_stays_but_who_worked_on_it(full: Record, left: object) -> None:
    """Every text is filled in; what is left of it is on this list, or the test says which field a new column adds."""
    texts = [one.name for one in fields(full) if type(getattr(full, one.name)) is str]
    filled = replace(full, **dict[str, Any](dict.fromkeys(texts, PERSONAL_WORDS)))
    remains = left(filled)  # type: ignore[operator]
    kept = {name for name in texts if getattr(remains, name) == PERSONAL_WORDS}
    assert kept <= {
        *("number", "department", "handler", "legal_basis", "answer_number", "archive_number", "proposed"),
        *("related", "split_from", "merged_into", "related_request", "related_review", "original_case"),
        *("review_body", "court", "case_number"),
        *("letter_number", "approver"),
        *("owner_register", "kind", "name"),
    }
    assert not [column.name for column in columns(type(full)) if column.personal and column.name in kept], (
        "personal columns go"
    )
    if hasattr(remains, "applicant"):
        assert remains.applicant == DESTROYED


def test_states_are_told_in_words() -> None:
    assert [term_in_words(years) for years in (None, PERMANENT, 30)] == ["", "永久", "30年"]
    assert KeepingState.DUE.label == "期满待鉴定"
