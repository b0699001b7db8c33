"""Which request of its month a request is, and so what it costs."""

from datetime import date

from disclosure.records import Request
from storage.registers import Registers
from tasks.cases.fees import piece_of
from tests.records_factory import make_request


def test_a_damaged_request_of_another_month_does_not_keep_this_months_fee_from_being_computed(
    registers: Registers,
) -> None:
    damaged, saved = (
        registers.save(make_request(received_on=day)).record_id for day in (date(2024, 2, 29), date(2024, 3, 1))
    )
    registers._connection.raw.execute("UPDATE requests SET content = CAST(x'ff41' AS TEXT) WHERE id = ?", (damaged,))
    assert piece_of(registers, registers.get(Request, saved)) == 1
