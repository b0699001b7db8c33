"""Handing a letter over: on the step it made, or as the 送达 of an answer, whose day follows it."""

from datetime import date

import pytest

from disclosure.calendar.workdays import WorkCalendar
from disclosure.records import IssuedLetter, Request
from disclosure.terms import Channel, DeliveryMethod, StepKind
from storage.registers import Registers
from tasks.letters.files import issue_and_keep
from tasks.letters.issuing import draft_letter
from tasks.letters.sending import moved_deadline, record_sending, usual_way
from tests.letters_factory import office
from tests.records_factory import make_request

MADE, POSTED = date(2024, 3, 5), date(2024, 3, 6)
CORRECTION = {"补正事项": "请提交身份证明。", "补正期限": "2024-03-20"}


@pytest.fixture
def case(registers: Registers) -> Request:
    registers.save(office())
    change = registers.save(make_request(number="2024-001", received_on=date(2024, 3, 4), address="测试区测试路1号"))
    return registers.get(Request, change.record_id)


def issued(registers: Registers, case: Request, code: str, typed: dict[str, str]) -> IssuedLetter:
    return issue_and_keep(registers, draft_letter(registers, case, code, typed, dated_on=MADE)).letter


def test_a_notice_is_posted_on_its_own_step(registers: Registers, case: Request) -> None:
    letter = issued(registers, case, "correction-notice", CORRECTION)
    record_sending(registers, letter, DeliveryMethod.POST, POSTED, " 0000000000000 ")
    (step,) = registers.steps(case.id)
    assert (step.kind, step.delivery, step.posted_on, step.signed_on, step.tracking_number) == (
        StepKind.CORRECTION_ASKED,
        DeliveryMethod.POST,
        POSTED,
        None,
        "0000000000000",
    )
    registers.undo()
    (step,) = registers.steps(case.id)
    assert step.delivery is None


@pytest.mark.parametrize(
    ("way", "days"),
    [  # posted, signed, answered: 国办公开办函〔2016〕235号, posting or signing is the day of the answer; a mail is not
        (DeliveryMethod.POST, (POSTED, None, POSTED)),
        (DeliveryMethod.COUNTER, (None, POSTED, POSTED)),
        (DeliveryMethod.EMAIL, (None, None, MADE)),
    ],
)
def test_an_answer_gets_a_delivery_and_its_day(
    registers: Registers, case: Request, way: DeliveryMethod, days: tuple[date | None, date | None, date]
) -> None:
    letter = issued(registers, case, "granted", {"公开内容": "清单一份。"})
    record_sending(registers, letter, way, POSTED)
    (step,) = registers.steps(case.id)
    assert (step.kind, step.letter_number) == (StepKind.DELIVERED, letter.number)
    assert (step.posted_on, step.signed_on, registers.get(Request, case.id).answered_on) == days


def test_an_extension_tells_the_date_it_will_make(registers: Registers, case: Request) -> None:
    """条例第三十三条第二款: 20 working days more than the term of 20 from Mon 2024-03-04."""
    typed = {"延期理由": "需要核对。", "延长工作日": "20", "新的答复期限": "2024-04-29", "批准人": "王某某"}
    calendar = WorkCalendar()
    draft = draft_letter(registers, case, "extension-notice", typed, dated_on=MADE, calendar=calendar)
    moved = moved_deadline(registers, draft, calendar)
    assert moved is not None
    before, after = (each.due_on for each in moved)
    assert before is not None
    assert after is not None
    assert calendar.workdays_between(before, after) == 20
    assert registers.steps(case.id) == (), "nothing is recorded by asking"


def test_who_came_for_one_letter_is_not_sent_the_next_by_post(registers: Registers, case: Request) -> None:
    """The fee notice was handed over at the counter; for the answer 邮政寄送 was ticked again."""
    letter = issued(registers, case, "correction-notice", CORRECTION)
    before = usual_way(registers, case, POSTED, WorkCalendar())
    record_sending(registers, letter, DeliveryMethod.COUNTER, POSTED)
    assert before is not DeliveryMethod.COUNTER
    assert usual_way(registers, case, POSTED, WorkCalendar()) is DeliveryMethod.COUNTER


@pytest.mark.parametrize(
    ("channel", "email", "way"),
    [
        (Channel.COUNTER, "a@example.com", DeliveryMethod.COUNTER),
        (Channel.INTERNET, "a@example.com", DeliveryMethod.EMAIL),
        (Channel.INTERNET, "", None),
    ],
)
def test_nothing_is_posted_to_who_gave_no_address(
    registers: Registers, channel: Channel, email: str, way: DeliveryMethod | None
) -> None:
    """邮政寄送 stood chosen for somebody who had come in person and whose address nobody knew."""
    asked = make_request(number="2024-009", channel=channel, address="", email=email, received_on=date(2024, 3, 4))
    case = registers.get(Request, registers.save(asked).record_id)
    assert usual_way(registers, case, POSTED, WorkCalendar()) is way
