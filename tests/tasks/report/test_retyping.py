"""Copying 200 cells by hand: interrupted, resumed, summed, signed; another version begins anew."""

from datetime import date

import pytest

from disclosure.errors import DisclosureError
from disclosure.outcomes import Outcome
from disclosure.records import Draft
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.narrative import DATED_ON
from storage.registers import Registers
from tasks.report.issuing import explain, issue, judged_findings
from tasks.report.retyping import keep, renewed, resume, sign
from tests.records_factory import make_profile, make_request
from tests.report_texts import read_texts

TODAY = date(2025, 1, 10)


def settled(registers: Registers, reason: str = "") -> None:
    read_texts(registers, 2024)
    for one in judged_findings(registers, 2024, TODAY):
        if one.is_open:
            explain(registers, 2024, one.finding, "已核实")
    issue(registers, 2024, TODAY, reason)


@pytest.fixture
def office(registers: Registers, data_alone: None) -> Registers:  # noqa: ARG001 - it comes first
    registers.save(make_profile())
    registers.save(make_request(outcome=Outcome.GRANTED, answered_on=date(2024, 3, 20)))
    registers.save(Draft(year=2024, part=DATED_ON, text="2025-01-10"))
    settled(registers)
    return registers


def test_a_look_at_the_first_cell_is_no_progress(office: Registers) -> None:
    """Opened and closed again, it left 「撤销：填报对照 0/200 格」 at the foot."""
    before = office.undo_label
    keep(office, resume(office, 2024))
    assert office.undo_label == before
    keep(office, resume(office, 2024).with_tick(CELLS[0]))
    keep(office, resume(office, 2024).without(CELLS[0]))
    assert not resume(office, 2024).ticked, "what was taken back is"


def test_the_place_is_remembered_and_sums_run(office: Registers) -> None:
    state = resume(office, 2024)
    assert state.current == CELLS[0]
    for cell in CELLS[:12]:
        state = state.with_tick(cell)
    keep(office, state)
    again = resume(office, 2024)
    assert again.ticked == state.ticked
    assert again.current == CELLS[12]
    assert again.running_sum(CellKey("table3", "n1", "total")) == 1


def test_only_all_200_cells_can_be_signed_and_by_name(office: Registers) -> None:
    state = resume(office, 2024)
    with pytest.raises(DisclosureError, match="还有 200 格"):
        sign(office, state, "张某某", "2025-01-11T09:00")
    for cell in CELLS:
        state = state.with_tick(cell)
    with pytest.raises(DisclosureError, match="姓名"):
        sign(office, state, " ", "2025-01-11T09:00")
    told = office.content(sign(office, state, "张某某", "2025-01-11T09:00").sha256).decode()
    assert "共 200 格" in told
    assert "核对人：张某某" in told
    assert state.version is not None
    assert state.version.version_code in told


def test_a_corrected_report_is_copied_anew(office: Registers) -> None:
    begun = resume(office, 2024).with_tick(CELLS[0])
    keep(office, begun)
    office.save(make_request(outcome=Outcome.NOT_HELD, answered_on=date(2024, 3, 21)))
    settled(office, "漏登一件")
    assert resume(office, 2024).ticked == frozenset()
    shown = renewed(office, begun)  # in the window that stayed open meanwhile
    assert (shown.ticked, shown.version) == (frozenset(), resume(office, 2024).version)


def test_a_draft_is_copied_before_it_is_issued_and_what_reads_the_same_stays_entered(
    registers: Registers,
    data_alone: None,  # noqa: ARG001 - issuing alone, without its papers
) -> None:
    """The portal's form is filled first: 填报对照 was shut until 签发."""
    registers.save(make_profile())
    registers.save(make_request(outcome=Outcome.GRANTED, answered_on=date(2024, 3, 20)))
    registers.save(Draft(year=2024, part=DATED_ON, text="2025-01-10"))
    received, answered = CellKey("table3", "n1", "total"), CellKey("table3", "k1", "total")
    state = resume(registers, 2024)
    assert (state.version, state.text(received)) == (None, "1")
    keep(registers, state.with_tick(received).with_tick(answered))
    registers.save(make_request(number="2024-002", outcome=Outcome.NOT_HELD, answered_on=date(2024, 3, 21)))
    assert resume(registers, 2024).ticked == {answered}
    settled(registers)
    assert resume(registers, 2024).ticked == {answered}


def test_only_what_was_issued_is_signed(registers: Registers) -> None:
    state = resume(registers, 2024)
    for cell in CELLS:
        state = state.with_tick(cell)
    with pytest.raises(DisclosureError, match="还没有签发"):
        sign(registers, state, "张某某", "2025-01-11T09:00")
