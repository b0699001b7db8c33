"""A disk that fails in the middle of a save: what is said is true of the file, and the next save is sound."""

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from disclosure.errors import ExportError, FileUnavailableError
from disclosure.records import Request
from storage.registers import Registers, create_registers, open_registers
from storage.whole_file import whole_folder, write_whole
from tests.empty_files import new_registers
from tests.records_factory import make_request

ROOT = Path(__file__).resolve().parents[2]


class FailingDisk:
    """SQLite on a disk that fails at the next COMMIT, which it kept or not, and then at some readings."""

    def __init__(self, raw: sqlite3.Connection, *, is_kept: bool, failing_reads: int = 0) -> None:
        self._raw, self._is_kept, self._reads_left = raw, is_kept, failing_reads
        self._has_failed = False

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run a statement, or fail."""
        if sql == "COMMIT" and not self._has_failed:
            self._has_failed = True
            self._raw.execute("COMMIT" if self._is_kept else "ROLLBACK")
            raise self._failure()
        if self._has_failed and self._reads_left:
            self._reads_left -= 1
            raise self._failure()
        return self._raw.execute(sql, parameters)

    def __getattr__(self, name: str) -> object:
        return getattr(self._raw, name)

    @staticmethod
    def _failure() -> sqlite3.OperationalError:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
        return error


def _fail(registers: Registers, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool, failing_reads: int = 0) -> None:
    raw = registers._connection.raw
    disk = FailingDisk(raw, is_kept=is_kept, failing_reads=failing_reads)
    monkeypatch.setattr(registers._connection, "raw", disk)


def test_a_disk_that_fails_while_she_only_reads_is_not_said_to_have_lost_a_change(
    registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She had changed nothing, and looked for what was gone; or a copy was said to lie over her file."""
    registers.save(make_request())
    with monkeypatch.context() as patch:
        _fail(registers, patch, is_kept=True, failing_reads=9)
        registers._connection.raw._has_failed = True  # type: ignore[attr-defined]
        for read in (lambda: list(registers.all(Request)), lambda: registers.count(Request), lambda: registers.origin):
            with pytest.raises(FileUnavailableError, match="磁盘出错") as told:
                read()
            assert "改动" not in str(told.value)
        os.utime(registers.path)
        with pytest.raises(FileUnavailableError, match="磁盘出错"):
            registers.refuse_another_content()
    registers.refuse_another_content()
    assert registers.count(Request) == 1


def test_a_disk_that_fails_within_a_save_has_it_said_that_the_change_is_not_saved(
    registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail(registers, monkeypatch, is_kept=False)
    with pytest.raises(FileUnavailableError, match="没有保存"):
        registers.save(make_request())
    assert registers.count(Request) == 0


@pytest.mark.parametrize("failing_reads", [0, 1, 5])
def test_a_save_the_disk_kept_although_it_failed_is_not_called_unsaved_nor_somebody_elses(
    failing_reads: int, registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail(registers, monkeypatch, is_kept=True, failing_reads=failing_reads)
    with pytest.raises(FileUnavailableError, match="不能确认这次改动是否已经保存") as told:
        registers.save(make_request(applicant="甲某某"))
    assert "没有保存" not in str(told.value)
    monkeypatch.undo()
    registers.path.touch()  # as if the disk's own time had moved: the content is looked at
    registers.save(make_request(applicant="乙某某"))
    assert sorted(each.applicant for each in registers.all(Request)) == ["乙某某", "甲某某"]
    assert registers.verify() == []


@pytest.mark.parametrize("failing_reads", [0, 5])
def test_the_save_after_one_the_disk_lost_does_not_look_like_a_falsified_journal(
    failing_reads: int, path: Path, registers: Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers.save(make_request(applicant="甲某某"))
    _fail(registers, monkeypatch, is_kept=False, failing_reads=failing_reads)
    with pytest.raises(FileUnavailableError, match="没有保存" if not failing_reads else "不能确认"):
        registers.save(make_request(applicant="乙某某"))
    monkeypatch.undo()
    registers.save(make_request(applicant="丙某某"))
    assert registers.verify() == []
    registers.close()
    with open_registers(path) as again:
        assert sorted(each.applicant for each in again.all(Request)) == ["丙某某", "甲某某"]


@pytest.mark.skipif(sys.platform != "linux", reason="there a lock belongs to whoever opened")
def test_a_second_window_does_not_open_a_file_whose_lock_went_with_a_reading_of_it(path: Path) -> None:
    """The system gives SQLite's lock up when anybody here closes the file: salvage, or one chosen as a backup."""
    program = (
        "import sys; from storage.opening import connect; connect(__import__('pathlib').Path(sys.argv[1])).close()"
    )
    with new_registers(path) as registers:
        path.read_bytes()
        words = [sys.executable, "-S", "-c", program, str(path)]
        second = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        assert "FileInUseError" in second.stderr
        registers.save(make_request())


def test_what_took_its_place_although_the_disk_failed_is_not_called_unwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    truly, place = os.fsync, tmp_path / "报告.pdf"
    place.write_text("原来的")

    def asked(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "x")
        truly(handle)

    monkeypatch.setattr("storage.whole_file.os.fsync", asked)
    with pytest.raises(ExportError, match="已经换成新的") as told:
        write_whole(place, b"new")
    assert (place.read_bytes(), "原有的文件没有改动" in str(told.value)) == (b"new", False)
    with pytest.raises(ExportError, match="写不进去"), whole_folder(tmp_path / "包") as inside:
        write_whole(inside / "a", b"a")
    assert not (tmp_path / "包").exists()


def test_a_file_that_could_not_be_made_leaves_no_journal_that_keeps_the_name_from_being_used(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_made(_raw: sqlite3.Connection) -> None:
        path.with_name(path.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7")  # a disk that failed twice
        raise sqlite3.OperationalError

    with monkeypatch.context() as patch:
        patch.setattr("storage.opening.apply", half_made)
        with pytest.raises(sqlite3.OperationalError):
            create_registers(path)
    create_registers(path).close()
