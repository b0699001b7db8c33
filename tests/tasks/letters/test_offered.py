"""Which letters a case is offered: those its next steps and its result ask for, in the order a case meets them."""

from datetime import date
from typing import Any

import pytest

from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Record, Request, Step
from disclosure.terms import Channel, StepKind
from storage.registers import Registers
from tasks.letters.offered import due_next, letters_for
from tests.letters_factory import shipped
from tests.records_factory import make_request, make_review, make_step, make_suit

DAY = date(2024, 3, 5)
CLOSED: dict[str, Any] = {"outcome": Outcome.NOT_HELD, "answered_on": date(2024, 3, 20)}
DISPUTES = {"review-reply", "defence", "evidence-list"}
AT_FIRST, AFTER = {"registration-form", "receipt"}, {"service-receipt", "file-contents", "filing-form"}


def saved(registers: Registers, record: Record, *kinds: StepKind, **values: Any) -> Any:
    """A record as it is in the file, with steps."""
    record = registers.save(record).record
    for kind in kinds:
        assert isinstance(record, Request)
        registers.save(make_step(record, kind=kind, on=DAY, **values))
    return record


def write(registers: Registers, owner: Record, *codes: str) -> None:
    """Letters that went out."""
    for code in codes:
        registers.save(
            IssuedLetter(owner_register=owner.register, owner_id=owner.id, name=code, kind=code, issued_on=DAY)
        )


def fitting(registers: Registers, owner: Any) -> set[str]:
    """The codes of the letters that fit; with the others they are all there are of a request, each once."""
    choice = letters_for(registers, owner)
    codes = [one.code for one in (*choice.fitting, *choice.others)]
    assert len(codes) == len(set(codes))
    left = set() if not isinstance(owner, Request) else set(shipped()) - set(codes)
    assert left <= {"application-form", *DISPUTES}, "the office's own form is of no case"
    assert "application-form" not in codes
    for part in (choice.fitting, choice.others):
        assert [one.code for one in part] == [code for code in shipped() if code in {one.code for one in part}]
    return {one.code for one in choice.fitting}


def test_a_new_request_is_registered_first_and_its_answer_approved_after_the_first_step(registers: Registers) -> None:
    request = saved(registers, make_request())
    assert fitting(registers, request) >= AT_FIRST
    assert not fitting(registers, request) & {"approval-sheet", *AFTER, *DISPUTES}
    registers.save(make_step(request, on=DAY))
    assert "approval-sheet" in fitting(registers, request)
    assert not fitting(registers, request) & AT_FIRST


@pytest.mark.parametrize("outcome", [one for one in Outcome if one.key != "k63"])
def test_a_closed_request_has_the_letters_of_its_result_and_those_of_the_end(
    outcome: Outcome, registers: Registers
) -> None:
    closed = fitting(registers, saved(registers, make_request(outcome=outcome, answered_on=DAY)))
    answers = {code for code, letter in shipped().items() if letter.outcomes}
    assert closed & answers == {code for code in answers if outcome in shipped()[code].outcomes}
    assert closed >= AFTER
    assert not closed & {*AT_FIRST, "approval-sheet"}


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (StepKind.THIRD_PARTY_ASKED, {"consultation-notice", "third-party-reply", "third-party-release"}),
        (StepKind.FEE_NOTICE, {"fee-notice"}),
        (StepKind.EXTENDED, {"extension-notice"}),
        (StepKind.CORRECTION_ASKED, {"correction-notice"}),
    ],
)
def test_a_step_brings_the_letters_that_go_with_it(kind: StepKind, codes: set[str], registers: Registers) -> None:
    request = saved(registers, make_request(), kind)
    assert fitting(registers, request) >= codes
    registers.save(make_request(id=request.id, number=request.number, **CLOSED))
    request = registers.get(Request, request.id)
    assert not fitting(registers, request) & {"consultation-notice", "third-party-reply", "third-party-release"}


@pytest.mark.parametrize(
    ("channel", "received_on", "is_offered"),
    [
        (Channel.INTERNET, DAY, True),
        (Channel.ORDINARY_MAIL, DAY, True),
        (Channel.INTERNET, None, False),
        (Channel.COUNTER, DAY, False),
    ],
)
def test_a_call_that_confirmed_the_receipt_is_noted_once(
    channel: Channel, received_on: date | None, is_offered: bool, registers: Registers
) -> None:
    request = saved(registers, make_request(channel=channel, received_on=received_on))
    assert ("phone-record" in fitting(registers, request)) is is_offered
    write(registers, request, "phone-record")
    assert "phone-record" not in fitting(registers, request)
    registers.save(make_request(id=request.id, number=request.number, channel=channel, received_on=DAY, **CLOSED))
    assert "phone-record" not in fitting(registers, registers.get(Request, request.id))


def test_a_dispute_is_answered_and_proved_and_a_request_is_not(registers: Registers) -> None:
    review, suit = saved(registers, make_review()), saved(registers, make_suit())
    assert fitting(registers, review) == {"review-reply", "evidence-list"}
    assert fitting(registers, suit) == {"defence", "evidence-list"}
    for dispute in (review, suit):
        assert not letters_for(registers, dispute).others, "under 全部文书 stood forty letters of requests"
    offered = letters_for(registers, saved(registers, make_request()))
    assert not DISPUTES & {one.code for one in (*offered.fitting, *offered.others)}
    for owner, codes in ((review, ("review-reply", "evidence-list")), (suit, ("defence", "evidence-list"))):
        for code in codes:
            assert due_next(registers, owner) == code
            write(registers, owner, code)
        assert due_next(registers, owner) == ""


def test_the_letter_that_is_due_next_follows_the_course_of_the_case(registers: Registers) -> None:
    request = saved(registers, make_request())
    for code in ("registration-form", "receipt", "approval-sheet"):
        assert due_next(registers, request) == code
        write(registers, request, code)
    assert due_next(registers, request) == ""
    registers.save(Step(request_id=request.id, kind=StepKind.FEE_NOTICE, on=DAY))
    assert due_next(registers, request) == "fee-notice", "a step without its letter comes before all"
    closed = saved(registers, make_request(**CLOSED))
    for code in ("not-existing", "service-receipt", "file-contents", "filing-form"):
        assert due_next(registers, closed) == code
        write(registers, closed, code)
    assert due_next(registers, closed) == ""


def test_one_answer_is_enough_and_a_voided_letter_is_none(registers: Registers) -> None:
    closed = saved(registers, make_request(**CLOSED))
    write(registers, closed, "not-this-organ")
    assert due_next(registers, closed) == "service-receipt"
    voided = IssuedLetter(
        owner_register="requests",
        owner_id=closed.id,
        name="送达回证",
        kind="service-receipt",
        issued_on=DAY,
        is_voided=True,
    )
    registers.save(voided)
    assert due_next(registers, closed) == "service-receipt"
