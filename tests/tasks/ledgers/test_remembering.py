"""What was said of an old ledger goes with the file, is asked once, and is not unsaid by undoing the import."""

from datetime import date
from pathlib import Path

from disclosure.records import LedgerWords, Profile, Request
from storage.registers import Registers, open_registers
from tasks.ledgers.preview import preview_ledger
from tasks.ledgers.remembering import remember, remembered
from tests.records_factory import make_request

TODAY = date(2024, 3, 4)
OLD = Path(__file__).parents[2] / "data" / "incoming" / "ledgers" / "h1-requests-old-excel.xlsx"
SAID = {"outcome": {"说法": {"没有这个信息": "needs_creation"}}}


def test_the_colleague_at_another_machine_is_asked_nothing_again(registers: Registers, tmp_path: Path) -> None:
    registers.save(Profile(name="云溪县白鹭街道办事处"))
    shape = preview_ledger(registers, OLD, "requests", today=TODAY).shape
    remember(registers, {shape: SAID})
    registers.backup_to(tmp_path / "另一台.sqlite")
    with open_registers(tmp_path / "另一台.sqlite") as elsewhere:
        again = preview_ledger(elsewhere, OLD, "requests", today=TODAY)
    assert again.answers.words["outcome"]["没有这个信息"] == "needs_creation"


def test_undoing_the_import_unsays_nothing(registers: Registers) -> None:
    registers.save(make_request())
    remember(registers, {"requests|谁": SAID})
    registers.undo()
    assert registers.count(Request) == 0
    assert remembered(registers) == {"requests|谁": SAID}


def test_a_shape_is_kept_once_and_what_the_file_knows_is_not_overwritten_by_a_machine(registers: Registers) -> None:
    remember(registers, {"requests|谁": SAID})
    remember(registers, {"requests|谁": {}, "requests|何": SAID}, over_what_is_kept=False)
    remember(registers, {"requests|何": SAID})
    assert remembered(registers) == {"requests|谁": SAID, "requests|何": SAID}
    assert registers.count(LedgerWords) == 2
