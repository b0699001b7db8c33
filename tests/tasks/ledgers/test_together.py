"""Several records changed, or given the same step, at once: through the guarded doors, undone in one step."""

from datetime import date

import pytest

from disclosure.errors import NotAgreedError
from disclosure.outcomes import Outcome
from disclosure.records import Request
from disclosure.terms import Applicant, DeliveryMethod, StepKind
from storage.registers import Registers
from tasks.calendar.loading import shipped_calendar
from tasks.cases.together import step_together
from tasks.files import guard_issued
from tasks.ledgers.together import change_together, numbered
from tests.issued_year import issue_unprinted
from tests.records_factory import make_request

IN_2023 = {"arrived_on": date(2023, 12, 1), "received_on": date(2023, 12, 1)}
ANSWERED = {**IN_2023, "outcome": Outcome.GRANTED, "answered_on": date(2023, 12, 20)}


@pytest.mark.parametrize(
    ("text", "place", "counted"),
    [
        ("2025-永-009", 1, "2025-永-010"),
        ("2025-永-099", 2, "2025-永-101"),
        ("7", 0, "7"),
        ("档2025第3号", 4, "档2025第7号"),
        ("无号", 3, "无号"),
        ("", 3, ""),
    ],
)
def test_the_last_number_counts_up(text: str, place: int, counted: str) -> None:
    assert numbered(text, place) == counted


@pytest.fixture
def issued(registers: Registers) -> list[Request]:
    """Two answered requests of 2023, whose report was issued."""
    changes = registers.save_all([make_request(**ANSWERED), make_request(**ANSWERED)])
    issue_unprinted(registers, 2023, date(2024, 1, 10))
    guard_issued(registers)
    return [registers.get(Request, change.record_id) for change in changes]


def test_what_moves_an_issued_year_is_asked_for_once_and_nothing_is_half_done(
    registers: Registers, issued: list[Request]
) -> None:
    values = {"applicant_kind": Applicant.COMPANY}
    with pytest.raises(NotAgreedError) as asked:
        change_together(registers, issued, values, "一并修改申请人类型")
    assert {one.applicant_kind for one in registers.all(Request)} == {Applicant.NATURAL_PERSON}
    asked.value.agree()
    assert change_together(registers, issued, values, "一并修改申请人类型") == 2
    assert {one.applicant_kind for one in registers.all(Request)} == {Applicant.COMPANY}


def test_a_step_of_several_that_moves_an_issued_year_is_asked_for(registers: Registers, issued: list[Request]) -> None:
    """A delivery posted in the next year takes the answer out of the year."""
    values = {"delivery": DeliveryMethod.POST, "posted_on": date(2024, 1, 3), "signed_on": None}
    given = {one.id: values for one in issued}

    def deliver() -> None:
        step_together(registers, issued, StepKind.DELIVERED, date(2024, 1, 3), shipped_calendar(), given=given)

    with pytest.raises(NotAgreedError):
        deliver()
    assert [registers.steps(one.id) for one in issued] == [(), ()]


def test_what_was_written_meanwhile_is_not_lost_by_a_change_of_several(registers: Registers) -> None:
    old = registers.get(Request, registers.save(make_request()).record_id)
    registers.save(make_request(id=old.id, number=old.number, content="后来改的"))
    change_together(registers, [old], {"handler": "李某"}, "一并修改承办人")
    now = registers.get(Request, old.id)
    assert (now.content, now.handler) == ("后来改的", "李某")


def test_a_request_for_which_a_step_does_not_fit_is_left_and_says_why(registers: Registers) -> None:
    """Of three one is answered already and one was deleted meanwhile: the third gets its step."""
    fits, answered = (
        registers.get(Request, registers.save(make_request(**values)).record_id)
        for values in ({"number": "甲"}, {"number": "乙", **ANSWERED})
    )
    told = step_together(
        registers, [answered, fits], StepKind.EXTENDED, date(2024, 3, 5), shipped_calendar(), given={fits.id: {}}
    )
    assert [one.is_done for one in told] == [False, True]
    assert told[0].words
    assert registers.steps(answered.id) == ()
    assert [step.kind for step in registers.steps(fits.id)] == [StepKind.EXTENDED]
    assert registers.undo_label == f"{StepKind.EXTENDED.label}（选中 2 件）", "「2 件」 stood there for good, of one"
