"""An open file is looked through by a copy of it: nobody waits, and whatever is wrong is found all the same."""

from pathlib import Path

import pytest

from disclosure.errors import CancelledError, FileUnavailableError
from disclosure.terms import PasswordEvent
from storage.registers import Registers, create_registers, open_registers
from storage.whole_file import ASIDE
from tasks.safety.verify import problems_of
from tests.conftest import fixed_now
from tests.records_factory import make_request

SECRET = "云街 2024 春"


@pytest.fixture
def filled(registers: Registers) -> Registers:
    registers.save(make_request(phone="00000000000"))
    return registers


def test_nobody_waits_while_sqlite_looks_through_the_file(filled: Registers) -> None:
    """A save waited 3.4 s for the check of a district's file."""
    asked: list[str] = []
    filled._connection.raw.set_trace_callback(asked.append)
    assert problems_of(filled) == []
    assert asked
    assert not [sql for sql in asked if "integrity" in sql]
    assert not list(filled.path.parent.glob(f"{ASIDE}*"))


@pytest.mark.parametrize(
    "around_the_door",
    [
        "UPDATE requests SET outcome = 'granted'",
        "UPDATE journal_values SET open_values = '{}' WHERE entry = 1",
        "UPDATE requests_search_data SET block = zeroblob(9) WHERE id > 10",
    ],
)
def test_a_copy_tells_what_is_wrong_with_the_file(filled: Registers, around_the_door: str) -> None:
    filled._connection.raw.execute(around_the_door)
    assert problems_of(filled) == filled.verify() != []


def test_what_is_sealed_is_looked_at_with_the_key_that_is_there(filled: Registers) -> None:
    filled.reseal(filled.protection.renewed(SECRET), PasswordEvent.SET)
    assert problems_of(filled) == []
    filled._connection.raw.execute("UPDATE requests SET phone = '凭空'")
    assert problems_of(filled) == filled.verify() != []


def test_damage_is_found_and_told_by_the_name_of_the_file(path: Path) -> None:
    with create_registers(path, now=fixed_now) as registers:
        registers.save_all([make_request() for _ in range(500)])
    content = bytearray(path.read_bytes())
    middle = len(content) // 4096 // 2 * 4096
    content[middle : middle + 4096] = bytes(4096)
    path.write_bytes(content)
    with open_registers(path) as registers:
        assert problems_of(registers) == registers.verify() != []


def test_where_no_copy_can_be_made_the_file_itself_is_looked_at(
    filled: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FileUnavailableError("磁盘空间不足。")

    monkeypatch.setattr(Registers, "backup_to", full)
    assert problems_of(filled) == []
    filled._connection.raw.execute("DELETE FROM journal_values")
    assert problems_of(filled) != []


def test_a_check_that_is_given_up_ends_while_sqlite_is_still_counting(
    filled: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, ...]] = []

    def give_up(*at: int) -> None:
        told.append(at)
        raise CancelledError

    monkeypatch.setattr("storage.rescue.verification._ASKED", 10)
    with pytest.raises(CancelledError):
        problems_of(filled, give_up)
    assert told == [(0, 0)]
    assert filled.verify() == []
