"""A file somebody works with can be looked at: as saved last, never half saved, nothing left on the disk."""

import errno
import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from disclosure.errors import FileInUseError, FileUnavailableError
from disclosure.records import Request
from storage import opening
from storage.registers import Registers, look_in_registers, open_registers
from tests.empty_files import new_registers
from tests.records_factory import make_request


@pytest.fixture(autouse=True)
def exact_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk of the tests tells times exactly; nobody waits for a stick's clock."""
    monkeypatch.setattr(opening, "_COARSEST_CLOCK", 0.02)
    monkeypatch.setattr(opening, "_PAUSE", 0.02)


def test_a_second_reader_sees_what_was_saved_last_and_can_change_nothing(registers: Registers, path: Path) -> None:
    registers.save(make_request(number="一"))
    with pytest.raises(FileInUseError):
        open_registers(path)
    with look_in_registers(path) as seen:
        assert [request.number for request in seen.all(Request)] == ["一"]
        assert (seen.is_read_only, seen.is_snapshot) == (True, True)
        assert (registers.is_read_only, registers.is_snapshot) == (False, False)
        with pytest.raises(FileUnavailableError, match="只读"):
            seen.save(make_request(number="二"))
        with pytest.raises(sqlite3.OperationalError):  # not even by a slip of the program
            seen._connection.raw.execute("DELETE FROM requests")
        registers.save(make_request(number="三"))  # who works there is not disturbed
        assert len(list(seen.all(Request))) == 1
        assert seen.verify() == []
    with look_in_registers(path) as again:
        assert len(list(again.all(Request))) == 2


def test_nothing_of_it_comes_to_lie_on_a_disk(registers: Registers, path: Path, tmp_path: Path) -> None:
    registers.save(make_request(applicant="欧阳示例"))
    before = sorted(os.listdir(tmp_path))
    with look_in_registers(path) as seen:
        list(seen.all(Request))
        assert sorted(os.listdir(tmp_path)) == before


def test_a_file_in_the_middle_of_a_save_is_waited_for_and_told_after_a_while(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_SECONDS_TO_LOOK", 0.2)
    with new_registers(path) as registers:
        registers.save(make_request())
        journal = path.with_name(path.name + "-journal")
        kept = journal.read_bytes() if journal.exists() else b""
        journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + kept[8:])  # as it begins while a save goes on
        with pytest.raises(FileUnavailableError, match="正在保存"):
            look_in_registers(path)
        journal.write_bytes(b"\0" * 8 + kept[8:])  # and as it is left
        with look_in_registers(path) as seen:
            assert len(list(seen.all(Request))) == 1


def test_every_look_between_a_hundred_saves_finds_a_whole_file(registers: Registers, path: Path) -> None:
    for number in range(10):
        for part in range(10):
            registers.save(make_request(number=f"{number}-{part}", arrived_on=date(2024, 3, 1)))
        with look_in_registers(path) as seen:
            assert len(list(seen.all(Request))) == 10 * (number + 1)
            assert seen.verify() == []


def test_a_file_that_another_user_may_not_read_is_told_as_at_opening(
    registers: Registers, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a share the colleague's file is her own alone: 查看 ended in a crash report."""
    registers.save(make_request())

    def forbidden(_path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "forbidden")

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(FileUnavailableError, match="是否有权限读取"):
        look_in_registers(path)


def test_a_file_that_reaches_the_bytes_sqlite_locks_is_told_too_large_before_it_is_read(path: Path) -> None:
    path.touch()
    os.truncate(path, 0x40000001)  # SQLite's PENDING_BYTE, and the first byte after it
    os.utime(path, (1, 1))
    with pytest.raises(FileUnavailableError, match=f"{path.name}.*太大"):
        look_in_registers(path)


def test_what_is_no_file_of_ours_is_told_as_at_opening(tmp_path: Path) -> None:
    other = tmp_path / "别的.sqlite"
    other.write_bytes(b"SQLite format 3\0" + bytes(4096))
    os.utime(other, (1, 1))
    with pytest.raises(FileUnavailableError):
        look_in_registers(other)
    with sqlite3.connect(tmp_path / "账本.sqlite") as raw:
        raw.execute("CREATE TABLE money (amount)")
    raw.close()
    os.utime(tmp_path / "账本.sqlite", (1, 1))
    with pytest.raises(FileUnavailableError, match="不是信息公开工作台的数据文件"):
        look_in_registers(tmp_path / "账本.sqlite")
