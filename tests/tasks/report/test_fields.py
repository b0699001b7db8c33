"""What a field of the report counted is named by its records, and by no other; and nothing is counted twice."""

from collections import Counter
from datetime import date
from pathlib import Path

from disclosure.column_kinds import Fen
from disclosure.records import Activity, Request
from disclosure.terms import ActivityKind, BusinessKind, StepKind
from storage.registers import Registers, open_registers
from tasks.report.compose import compose
from tasks.report.fields import records_of_field
from tests.records_factory import make_activity, make_request, make_step, make_tally
from tests.sample_files import LAST_YEAR, SAMPLE_DAY, sample_at

DAY = date(2024, 3, 4)


def test_the_information_fee_names_who_paid_it_and_no_batch_of_other_fees(registers: Registers) -> None:
    registers.save(make_tally(kind=BusinessKind.ADMINISTRATIVE_FEE, on=DAY, amount=Fen(500_000)))
    registers.save(make_request(received_on=DAY))
    (request,) = registers.all(Request)
    registers.save(make_step(request, kind=StepKind.FEE_PAID, on=DAY, amount=Fen(4_000)))
    assert records_of_field(registers, 2024, "信息处理费") == [("requests", request.id)]


def test_a_month_in_which_no_meeting_was_held_is_no_meeting(registers: Registers) -> None:
    registers.save(make_activity(kind=ActivityKind.MEETING, on=DAY, quantity=0))
    registers.save(make_activity(kind=ActivityKind.MEETING, on=DAY))
    _, held = registers.all(Activity)
    assert records_of_field(registers, 2024, "会议情况") == [("activities", held.id)]


def test_the_report_tab_does_not_wait_for_its_figures_twice(tmp_path: Path) -> None:
    asked: list[str] = []
    with open_registers(sample_at(tmp_path / "示例.sqlite")) as registers:
        registers._connection.raw.set_trace_callback(asked.append)
        compose(registers, LAST_YEAR, SAMPLE_DAY)
        registers._connection.raw.set_trace_callback(None)
    counted = Counter(sql for sql in asked if " requests " in sql or " releases " in sql)
    assert len(counted) > 5
    assert not {sql: times for sql, times in counted.items() if times > 1}
