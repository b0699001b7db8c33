"""The receipt she hands over at the counter, while the request is still being typed."""

from datetime import date

from disclosure.records import IssuedLetter, Request
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.letters.receipts import receipt_of
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
