"""The receipt she hands over at the counter, while the request is still being typed."""

from datetime import date

from disclosure.records import IssuedLetter, Request
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.letters.issuing import draft_letter, issue_letter
from tasks.letters.receipts import RECEIPT, receipt_of
from tests.letters_factory import TUE_5_MAR_2024, office
from tests.records_factory import make_request


def test_a_receipt_at_the_counter_says_who_handles_it_and_keeps_nothing(registers: Registers) -> None:
    registers.save(office())
    registers.save(make_request(number="2024-001", handler="王某某"))
    typed = make_request(number="2024-002", received_on=date(2024, 3, 4))
    letter = receipt_of(registers, typed, TUE_5_MAR_2024, load_calendar(registers))
    assert "经办人：王某某" in letter.text
    assert "2024-002" in letter.text
    assert letter.missing == ()
    assert (registers.count(Request), registers.count(IssuedLetter)) == (1, 0)


def test_a_receipt_confirms_no_identity_paper_that_nobody_handed_in(registers: Registers) -> None:
    """An e-mail without any number was receipted with 「身份证明 1 份」."""
    registers.save(office())
    told = {
        number: receipt_of(
            registers, make_request(identity_number=number), TUE_5_MAR_2024, load_calendar(registers)
        ).text
        for number in ("", "399900198202050016")
    }
    assert ["身份证明" in text for text in told.values()] == [False, True]
    assert "收到的材料：政府信息公开申请 1 份；身份证明 1 份。" in told["399900198202050016"]
    assert all("收到的材料：政府信息公开申请 1 份" in text for text in told.values())


def test_who_signed_one_receipt_need_not_be_typed_into_the_next(registers: Registers) -> None:
    """Until some request had a 承办人 the name was to be typed anew into every receipt."""
    registers.save(office())
    first, second = (
        registers.get(Request, registers.save(make_request(number=number)).record_id)
        for number in ("2024-001", "2024-002")
    )
    typed = {"经办人": "小满", "收到的材料": "政府信息公开申请 1 份"}
    issue_letter(registers, draft_letter(registers, first, RECEIPT, typed, dated_on=TUE_5_MAR_2024))
    assert "经办人：小满" in receipt_of(registers, second, TUE_5_MAR_2024, load_calendar(registers)).text
    registers.undo()
    assert registers.get(Request, first.id) == first, "one step back takes it away with the receipt"
    mine = registers.get(Request, registers.save(make_request(number="2024-003", handler="大暑")).record_id)
    issue_letter(registers, draft_letter(registers, mine, RECEIPT, typed, dated_on=TUE_5_MAR_2024))
    assert registers.get(Request, mine.id).handler == "大暑"
