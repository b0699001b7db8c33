"""The tables of published reports come back, number for number, from ledgers of single cases."""

from pathlib import Path

import pytest

from disclosure.report.counting import Period
from storage.registers import Registers
from tasks.ledgers.importing import import_ledger
from tests.tasks.report.published_ledgers import figures, published, write_ledgers


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", ["004", "009", "015", "018", "019"])
def test_ledgers_give_back_all_two_hundred_figures_and_again_add_nothing(
    registers: Registers, tmp_path: Path, name: str
) -> None:
    report = published(name)
    ledgers = write_ledgers(report, tmp_path)
    for register, path in ledgers.items():
        result = import_ledger(registers, path, register)
        assert (result.refused, result.already_there) == ((), 0)
    counted = registers.figures(Period.of(report["year"]))
    expected = figures(report)
    assert {cell.path: counted[cell] for cell in counted} == {cell.path: expected[cell] for cell in counted}
    for register, path in ledgers.items():
        assert import_ledger(registers, path, register).accepted == 0
