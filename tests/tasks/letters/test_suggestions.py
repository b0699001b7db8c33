"""What is typed in advance: days counted by the calendar, the fee by its tiers (domain: terms in working days)."""

from datetime import date
from typing import Any

import pytest

from disclosure.letters.source import LetterSource
from disclosure.outcomes import Outcome
from disclosure.records import Step
from disclosure.terms import StepKind
from tasks.calendar.loading import shipped_calendar
from tasks.letters.suggestions import DAYS_MORE, PAPERS_RECEIVED, suggested
from tests.letters_factory import request, shipped, source_for

LETTERS = shipped()
SENT = date(2024, 4, 9)  # a Tuesday; 4月28日 is worked for 劳动节, 5月1日 to 5日 are off


def source(code: str, **values: Any) -> LetterSource:
    return source_for(LETTERS[code], **{"typed": {}, "dated_on": SENT, "calendar": shipped_calendar(), **values})


def proposed(field: str, **values: Any) -> set[str]:
    """What the letters with such a field propose for it."""
    codes = [code for code, letter in LETTERS.items() if field in {entry.name for entry in letter.typed}]
    return {suggested(LETTERS[code], source(code, **values)).get(field, "") for code in codes}


@pytest.mark.parametrize(
    ("field", "day"),
    [
        ("补正期限", "2024-04-23"),  # ten working days after the letter's own
        ("说明理由期限", "2024-04-23"),
        ("反馈期限", "2024-04-16"),  # five, within the house
    ],
)
def test_a_term_is_proposed_by_the_calendar(field: str, day: str) -> None:
    assert proposed(field) == {day}
    assert proposed(field, calendar=None) == {""}


@pytest.mark.parametrize(
    ("typed", "step_days", "counted"),
    [
        ({}, None, 20),  # the most there may be (条例第三十三条第二款)
        ({}, 7, 7),
        ({DAYS_MORE: " 5 "}, 7, 5),
        ({DAYS_MORE: "五"}, 7, None),
    ],
)
def test_the_new_last_day_follows_the_days_that_are_added(
    typed: dict[str, str], step_days: int | None, counted: int | None
) -> None:
    due = date(2024, 4, 12)
    step = None if step_days is None else Step(id=9, kind=StepKind.EXTENDED, on=SENT, days=step_days)
    day = shipped_calendar().nth_workday_after(due, counted).isoformat() if counted else ""
    assert proposed("新的答复期限", typed=typed, step=step, due_on=due) == {day}


def test_a_fee_is_proposed_from_the_eleventh_request_of_a_month() -> None:
    """国办函〔2020〕109号: ten are free, the 11th to the 30th cost 100 each, from the 31st on 200 more per ten."""
    fees = {piece: suggested(LETTERS["fee-notice"], source("fee-notice"), piece) for piece in (0, 10, 11, 30, 31)}
    assert {piece: told.get("收费数额", "") for piece, told in fees.items()} == {
        0: "",
        10: "",
        11: "100",
        30: "100",
        31: "200",
    }
    assert "当月第11件，计100元" in fees[11]["收费标准"]
    assert suggested(LETTERS["granted"], source("granted"), 11).get("收费数额") is None


def test_what_a_template_gives_in_advance_is_kept() -> None:
    for code, letter in LETTERS.items():
        told = suggested(letter, source(code, calendar=None))
        defaults = {entry.name: entry.default for entry in letter.typed if entry.default}
        papers = defaults.pop(PAPERS_RECEIVED, "")
        assert defaults.items() <= told.items(), code
        assert told.get(PAPERS_RECEIVED, "").startswith(papers), "more may be known of what came, not less"


def test_an_answer_is_upheld_only_where_there_is_one() -> None:
    answered = request(outcome=Outcome.GRANTED, answered_on=date(2024, 3, 1))
    assert proposed("答复请求", request=answered) == {"维持本机关作出的政府信息公开答复"}
    late = request(outcome=Outcome.GRANTED, answered_on=date(2024, 6, 1))
    for unanswered in (request(), late):
        assert proposed("答复请求", request=unanswered) == {"驳回申请人的行政复议请求"}, "the review came on 1 March"
