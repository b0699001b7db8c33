"""A backup counts only after it was restored elsewhere and found whole."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from disclosure.errors import FileUnavailableError
from disclosure.records import Request
from storage.registers import Registers, open_registers
from tasks.safety.backup import Holdings, back_up, holdings, proven, proven_copy, restore
from tests.records_factory import make_request

TUE_5_MARCH_2024 = datetime(2024, 3, 5, 8, 31, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def backup(registers: Registers, tmp_path: Path) -> Path:
    registers.save(make_request())
    folder = tmp_path / "U盘"
    folder.mkdir()
    return back_up(registers, folder, TUE_5_MARCH_2024)


def test_a_backup_holds_what_the_file_held(registers: Registers, backup: Path) -> None:
    assert backup.name == "台账-备份-20240305-083100.sqlite"
    assert proven(backup) == holdings(registers)


def test_two_backups_of_one_second_are_two_files(registers: Registers, backup: Path) -> None:
    second = back_up(registers, backup.parent, TUE_5_MARCH_2024)
    assert second.name == "台账-备份-20240305-083100-2.sqlite"


def test_what_was_registered_after_the_backup_is_not_in_the_restored_file(
    registers: Registers, backup: Path, tmp_path: Path
) -> None:
    registers.save(make_request())
    restore(backup, tmp_path / "恢复.sqlite")
    with open_registers(tmp_path / "恢复.sqlite") as restored:
        assert restored.count(Request) == 1
    assert registers.count(Request) == 2
    assert sorted(path.suffix for path in tmp_path.glob("恢复*")) == [".sqlite"]


def test_a_restore_never_replaces_a_file(backup: Path, tmp_path: Path) -> None:
    kept = tmp_path / "已有.sqlite"
    kept.write_text("别人的文件", encoding="utf-8")
    with pytest.raises(FileUnavailableError, match="已存在"):
        restore(backup, kept)
    assert kept.read_text(encoding="utf-8") == "别人的文件"


def test_a_restore_needs_its_folder(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(FileUnavailableError, match="不存在"):
        restore(backup, tmp_path / "没有" / "恢复.sqlite")


def test_a_damaged_backup_is_refused_and_nothing_is_restored(backup: Path, tmp_path: Path) -> None:
    content = bytearray(backup.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = bytes(4096)
    backup.write_bytes(content)
    with pytest.raises(FileUnavailableError):
        restore(backup, tmp_path / "恢复.sqlite")
    assert not (tmp_path / "恢复.sqlite").exists()


def test_a_missing_backup_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileUnavailableError, match=r"没有找到备份“无\.sqlite”"):
        proven(tmp_path / "无.sqlite")


def test_a_backup_into_a_missing_folder_is_said_in_a_sentence(registers: Registers, tmp_path: Path) -> None:
    with pytest.raises(FileUnavailableError, match="不存在"):
        back_up(registers, tmp_path / "拔掉的U盘", TUE_5_MARCH_2024)


def test_a_save_goes_through_while_a_backup_is_between_two_steps(
    registers: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save waited until the last byte was copied: 15 seconds on a busy machine, with an office's file."""
    monkeypatch.setattr("storage.backup._PAGES_AT_A_TIME", 5)
    registers.save(make_request())
    owner = registers.get(Request, 1)
    registers.attach(owner, name="附件.pdf", content=bytes(400_000))
    saved: list[bool] = []

    def others_turn(_seconds: float) -> None:
        if not saved:
            saved.append(False)
            other = Thread(target=lambda: registers.save(replace(owner, remarks="备份时保存的")))
            other.start()
            other.join(30)
            saved[0] = not other.is_alive()

    monkeypatch.setattr("storage.backup.time.sleep", others_turn)
    path, held = proven_copy(registers, tmp_path)
    assert saved == [True]
    assert held.fingerprint == registers.fingerprint, "what was saved meanwhile is in the copy"
    with open_registers(path) as copy:
        assert copy.get(Request, 1).remarks == "备份时保存的"
        assert copy.verify() == []


def test_what_was_saved_after_the_last_step_does_not_make_the_copy_a_bad_one(
    registers: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers.save(make_request())

    def then_saved(*given: Any, **named: Any) -> Holdings:
        held = proven(*given, **named)
        registers.save(replace(registers.get(Request, 1), remarks="改了"))
        return held

    monkeypatch.setattr("tasks.safety.backup.proven", then_saved)
    _, held = proven_copy(registers, tmp_path)
    assert held.fingerprint != registers.fingerprint


def test_a_copy_of_another_history_is_none(
    registers: Registers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers.save(make_request())
    monkeypatch.setattr(
        "tasks.safety.backup.proven", lambda *given, **named: replace(proven(*given, **named), fingerprint="00" * 32)
    )
    with pytest.raises(FileUnavailableError, match="不一致"):
        proven_copy(registers, tmp_path)
    assert list(tmp_path.glob("*备份*")) == []
