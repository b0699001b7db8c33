"""A letter sent out on a disk that fills up at any moment is there whole - number, paper, step - or not at all."""

from pathlib import Path

import pytest

from disclosure.errors import DisclosureError
from disclosure.records import IssuedLetter, Request
from storage.registers import Registers, open_registers
from tasks.letters import issuing as letters
from tests.empty_files import new_registers
from tests.letters_factory import TUE_5_MAR_2024, office
from tests.records_factory import make_request
from tests.torture.small_disk import fill_disk, small_disk

__all__ = ["small_disk"]

CORRECTION = {"补正事项": "1. 请提交身份证明。", "补正期限": "2024-03-20"}
MOST_LEFT, STEP = 400_000, 8_000


def sent(registers: Registers) -> tuple[int, int, int]:
    case = registers.get(Request, 1)
    return registers.count(IssuedLetter), len(registers.attachments("requests", case.id)), len(registers.steps(case.id))


def send(registers: Registers) -> None:
    case = registers.get(Request, 1)
    draft = letters.draft_letter(registers, case, "correction-notice", CORRECTION, dated_on=TUE_5_MAR_2024)
    letters.issue_letter(registers, draft)


@pytest.mark.torture
@pytest.mark.parametrize("left", range(0, MOST_LEFT, STEP))
def test_a_letter_on_a_full_disk_is_sent_whole_or_refused_in_a_sentence(small_disk: Path, left: int) -> None:
    path = small_disk / "台账.sqlite"
    with new_registers(path) as registers:
        registers.save(office())
        registers.save(make_request())
        ballast = fill_disk(small_disk, left)
        refusal = ""
        try:
            send(registers)
        except DisclosureError as refused:
            refusal = str(refused)
        ballast.unlink()
        if refusal:
            assert "没有保存" in refusal
            assert sent(registers) == (0, 0, 0)
            send(registers)
        assert sent(registers) == (1, 1, 1)
    assert [each.name for each in small_disk.iterdir()] == [path.name]
    with open_registers(path) as registers:
        assert registers.verify() == []
