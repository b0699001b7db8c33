"""零申请确认 says the truth: only of a month that is over and had no request, and only once."""

from datetime import date

import pytest

from disclosure.records import Activity
from disclosure.releases.due_duties import DutyPeriod, period_of
from disclosure.terms import ActivityKind, Channel, DutyCycle
from storage.registers import Registers
from tasks.cases.zero_confirmations import MonthState, NotConfirmableError, confirm_zero, zero_months
from tests.records_factory import make_request

TODAY = date(2024, 4, 8)


def month(number: int, year: int = 2024) -> DutyPeriod:
    return period_of(DutyCycle.MONTHLY, date(year, number, 1))


def states(registers: Registers, year: int = 2024, today: date = TODAY) -> list[MonthState]:
    return [each.state for each in zero_months(registers, year, today)]


def test_a_month_without_requests_waits_for_its_confirmation(registers: Registers) -> None:
    registers.save(make_request(arrived_on=date(2024, 2, 5), received_on=date(2024, 2, 5)))
    registers.save(make_request(arrived_on=date(2024, 1, 5), received_on=date(2024, 1, 5), is_excluded=True))
    assert states(registers) == [
        MonthState.UNCONFIRMED,
        MonthState.RECEIVED,
        MonthState.UNCONFIRMED,
        MonthState.RUNNING,
    ]
    confirmed = confirm_zero(registers, month(3), TODAY)
    assert (confirmed.kind, confirmed.on) == (ActivityKind.ZERO_CONFIRMATION, date(2024, 3, 31))
    assert "2024年3月" in confirmed.content
    assert registers.undo_label == "确认2024年3月没有收到申请"
    assert states(registers)[2] is MonthState.CONFIRMED


def test_what_arrived_in_december_and_was_received_in_january_is_a_request_of_both(registers: Registers) -> None:
    registers.save(make_request(channel=Channel.FAX, arrived_on=date(2023, 12, 29), received_on=date(2024, 1, 3)))
    assert states(registers, 2023)[11] is MonthState.RECEIVED
    assert states(registers)[0] is MonthState.RECEIVED


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "2024年1月收到过申请"),
        (2, "2024年2月已确认没有申请"),
        (4, "2024年4月尚未结束"),
        (5, "2024年5月尚未结束"),
    ],
)
def test_what_is_not_so_is_not_confirmed(registers: Registers, number: int, sentence: str) -> None:
    registers.save(make_request(arrived_on=date(2024, 1, 31), received_on=None, channel=Channel.FAX))
    confirm_zero(registers, month(2), TODAY)
    with pytest.raises(NotConfirmableError, match=sentence):
        confirm_zero(registers, month(number), TODAY)
    assert registers.count(Activity) == 1
