"""Backups come by themselves: at the start, every half hour of work, at the end, and before what cannot be undone."""

import os
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from disclosure.errors import FileUnavailableError
from storage.registers import Registers, create_registers
from storage.whole_file import ASIDE
from tasks.ledgers.importing import import_ledger
from tasks.safety.backup import Backup, backups_in, proven
from tasks.safety.drafts import FormDraft, drafts_path, keep_drafts, kept_drafts
from tasks.safety.left_copies import Written, memory_path, written
from tasks.safety.schedule import BackupSchedule, Proof, Trigger, folder_for, tidy
from tests.conftest import MON_4_MARCH_2024_AT_NINE
from tests.records_factory import make_request


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = MON_4_MARCH_2024_AT_NINE

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def schedule(registers: Registers, tmp_path: Path, clock: Clock) -> BackupSchedule:
    registers.save(make_request())
    return BackupSchedule(registers, folder_for(registers.path, tmp_path / "本机"), now=clock)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_empty_file_needs_no_backup(registers: Registers, tmp_path: Path) -> None:
    assert not any(BackupSchedule(registers, tmp_path).is_due(trigger) for trigger in Trigger)


def test_the_backup_and_its_folder_are_the_owners_alone(schedule: BackupSchedule) -> None:
    proof = schedule.run(Trigger.START)
    assert proof.backup.path.stat().st_mode & 0o077 == 0
    assert schedule.folder.stat().st_mode & 0o077 == 0
    assert proven(proof.backup.path).fingerprint == proof.fingerprint == schedule.registers.fingerprint


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder inherits who may open it")
def test_a_folder_that_others_could_open_is_the_owners_alone_from_the_next_backup_on(schedule: BackupSchedule) -> None:
    schedule.folder.mkdir(mode=0o755, parents=True)
    schedule.run(Trigger.START)
    assert schedule.folder.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names are bytes on Linux alone")
def test_a_file_whose_name_was_unpacked_in_another_encoding_is_backed_up_and_worked_in_as_any(
    tmp_path: Path, clock: Clock
) -> None:
    """「张」 in GBK is no UTF-8: there was a crash report in place of every backup, and of an import."""
    folder = tmp_path / os.fsdecode("张".encode("gbk"))
    folder.mkdir()
    ledger = folder / os.fsdecode("李.csv".encode("gbk"))
    ledger.write_text("类型,日期,内容\n会议,2024-03-01,例会\n", encoding="utf-8")
    with create_registers(folder / os.fsdecode("张.sqlite".encode("gbk"))) as registers:
        assert import_ledger(registers, ledger, "activities").accepted == 1
        memory = memory_path(registers.path, tmp_path)
        schedule = BackupSchedule(registers, folder_for(registers.path, tmp_path / "本机"), now=clock, memory=memory)
        Written(memory, tmp_path / "本机")(folder / "x.csv", True)
        assert proven(schedule.run(Trigger.START).backup.path).fingerprint == registers.fingerprint
        drafts = drafts_path(registers.path, tmp_path)
        keep_drafts(drafts, [FormDraft("requests", 0, "新建", "", {"content": "半个字\ud83d"})], registers.protection)
        [kept] = kept_drafts(drafts, registers.protection)
        assert kept.typed == {"content": "半个字?"}
    assert written(memory, "folders") == [folder]


@pytest.mark.parametrize(
    ("trigger", "after", "is_due"),
    [
        (Trigger.INTERVAL, (29, True), False),
        (Trigger.INTERVAL, (30, True), True),
        (Trigger.INTERVAL, (300, False), False),
        (Trigger.EXIT, (1, True), True),
        (Trigger.EXIT, (1, False), False),
        (Trigger.ISSUE, (1, True), True),
        (Trigger.ISSUE, (1, False), False),
        (Trigger.IMPORT, (59, True), False),
        (Trigger.IMPORT, (60, False), True),
        (Trigger.IMPORT, (-5, False), True),
        (Trigger.START, (1, False), True),
    ],
)
def test_when_a_backup_is_due(
    schedule: BackupSchedule, clock: Clock, trigger: Trigger, after: tuple[int, bool], is_due: bool
) -> None:
    minutes, changed = after
    schedule.run(Trigger.START)
    clock.at += timedelta(minutes=minutes)
    if changed:
        schedule.registers.save(make_request())
    assert schedule.is_due(trigger) is is_due


def test_before_the_first_proof_everything_calls_for_a_backup(schedule: BackupSchedule) -> None:
    assert all(schedule.is_due(trigger) for trigger in Trigger)


def test_an_unchanged_file_is_not_copied_again_at_the_start_but_its_backup_is_proven_again(
    schedule: BackupSchedule, clock: Clock
) -> None:
    first = schedule.run(Trigger.START)
    clock.at += timedelta(hours=20)
    again = BackupSchedule(schedule.registers, schedule.folder, now=clock).run(Trigger.START)
    assert again.backup == first.backup
    assert again.proven_at == clock.at


def test_a_backup_that_went_bad_meanwhile_is_replaced_by_a_new_one(schedule: BackupSchedule, clock: Clock) -> None:
    first = schedule.run(Trigger.START).backup.path
    first.write_bytes(first.read_bytes()[:4096])
    clock.at += timedelta(days=1)
    second = schedule.run(Trigger.START)
    assert second.backup.path != first
    assert proven(second.backup.path).fingerprint == schedule.registers.fingerprint


def test_a_second_copy_that_went_bad_is_written_again_at_the_next_start(
    schedule: BackupSchedule, tmp_path: Path
) -> None:
    """It bore the right name, so nobody looked into it: the stick kept a torn file, and the window said 可恢复."""
    schedule.second = tmp_path / "U盘"
    schedule.second.mkdir()
    copy = schedule.second / schedule.run(Trigger.START).backup.path.name
    copy.write_bytes(copy.read_bytes()[:5000])
    proof = schedule.run(Trigger.START)
    assert proof.problem == ""
    assert names(schedule.second) == [copy.name]
    assert proven(copy).fingerprint == proof.fingerprint


def test_the_second_place_gets_the_same_backup(schedule: BackupSchedule, tmp_path: Path) -> None:
    schedule.second = tmp_path / "U盘"
    schedule.second.mkdir()
    proof = schedule.run(Trigger.EXIT)
    assert proof.problem == ""
    assert names(schedule.second) == names(schedule.folder) == [proof.backup.path.name]
    assert proven(schedule.second / proof.backup.path.name).fingerprint == proof.fingerprint


def test_a_stick_that_is_not_plugged_in_is_said_and_the_first_place_still_has_its_backup(
    schedule: BackupSchedule, tmp_path: Path
) -> None:
    schedule.second = tmp_path / "拔掉的U盘"
    proof = schedule.run(Trigger.EXIT)
    assert "没有连接" in proof.problem
    assert proof.backup.path.exists()
    assert not schedule.second.exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(registers: Registers, tmp_path: Path) -> None:
    registers.save(make_request())
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    with pytest.raises(FileUnavailableError, match="不能建立备份文件夹"):
        BackupSchedule(registers, tmp_path / "文件" / "备份").run(Trigger.START)


def test_old_backups_and_unfinished_copies_go_others_stay(schedule: BackupSchedule, clock: Clock) -> None:
    schedule.run(Trigger.ASKED)
    folder = schedule.folder
    kept_names = names(folder)
    for name in (
        "台账-备份-20240220-080000.sqlite",
        "台账-备份-20240220-090000.sqlite",
        "别的台账-备份-20240220-080000.sqlite",
        "台账.sqlite",
        "台账-备份-20249999-000000.sqlite",
        f"{ASIDE}old.sqlite",
        f"{ASIDE}new.sqlite",
    ):
        (folder / name).write_bytes(b"x")
    os.utime(folder / f"{ASIDE}old.sqlite", (0, 0))
    tidy(folder, schedule.registers, clock.at, proves=lambda _path: True)
    assert names(folder) == sorted(
        [
            *kept_names,
            "台账-备份-20240220-090000.sqlite",
            "别的台账-备份-20240220-080000.sqlite",
            "台账.sqlite",
            "台账-备份-20249999-000000.sqlite",
            f"{ASIDE}new.sqlite",
        ]
    )


def test_a_rotten_backup_never_takes_the_place_of_a_good_one(schedule: BackupSchedule, clock: Clock) -> None:
    """22 of one day long ago, the last three of them rotten: the last good one stays, and the rotten ones are named."""
    made = schedule.run(Trigger.ASKED).backup.path
    day = [f"台账-备份-20240110-{8 + number // 2:02}{30 * (number % 2):02}00.sqlite" for number in range(22)]
    for name in day:
        shutil.copyfile(made, schedule.folder / name)
    for name in day[-3:]:
        (schedule.folder / name).write_bytes(made.read_bytes()[:-8192])
    rotten = tidy(schedule.folder, schedule.registers, clock.at)
    assert sorted(each.path.name for each in rotten) == day[-3:]
    assert names(schedule.folder) == sorted([made.name, *day[-4:]])
    assert "已经损坏" in schedule.run(Trigger.START).problem
    for name in day[-3:]:
        (schedule.folder / name).unlink()
    assert schedule.run(Trigger.START).problem == ""


def test_what_a_killed_proof_left_goes_with_its_folder(schedule: BackupSchedule, clock: Clock) -> None:
    schedule.run(Trigger.ASKED)
    left = schedule.folder / f"{ASIDE}left"
    left.mkdir()
    (left / "副本.sqlite").write_bytes(b"x")
    os.utime(left, (0, 0))
    tidy(schedule.folder, schedule.registers, clock.at)
    assert not left.exists()


def test_a_backup_is_proved_beside_itself_and_nowhere_else(
    schedule: BackupSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a kill leaves in the system's temporary folder would stay there, readable, for ever."""
    made, seen = list[Path](), shutil.copyfile

    def copied(source: Path, target: Path) -> None:
        made.append(Path(target))
        seen(source, target)

    monkeypatch.setattr(shutil, "copyfile", copied)
    schedule.run(Trigger.START)
    proven(schedule.run(Trigger.ASKED).backup.path)
    assert made
    assert {path.parent.parent for path in made} == {schedule.folder}


def test_two_files_of_one_name_have_folders_of_their_own(tmp_path: Path) -> None:
    first, second = (folder_for(tmp_path / each / "台账.sqlite", tmp_path) for each in ("甲", "乙"))
    assert first != second
    assert first.name.startswith("台账-")


def test_what_was_done_since_a_backup_is_told(schedule: BackupSchedule) -> None:
    proof = schedule.run(Trigger.START)
    registers = schedule.registers
    assert registers.steps_since(proof.fingerprint) == []
    registers.save(make_request())
    registers.save(make_request())
    assert registers.steps_since(proof.fingerprint) == [
        "2024-03-04 09:00 新建 2024-003",
        "2024-03-04 09:00 新建 2024-002",
    ]
    assert registers.steps_since("00" * 32) is None
    assert len(registers.steps_since("") or []) == 3


def test_the_newest_backup_comes_first(schedule: BackupSchedule, clock: Clock) -> None:
    schedule.run(Trigger.ASKED)
    clock.at += timedelta(minutes=1)
    newest = schedule.run(Trigger.ASKED)
    assert backups_in(schedule.folder)[0] == newest.backup
    assert backups_in(schedule.folder / "没有") == []


def test_a_proof_is_told_before_the_old_backups_are_looked_at(
    schedule: BackupSchedule, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock went back, many backups were proved anew, and all the while the window said 正在检查文件…."""
    told, order = list[Proof](), list[str]()
    schedule.run(Trigger.START)
    schedule.registers.save(make_request())
    clock.at -= timedelta(days=400)
    tidied = tidy

    def looked_at(folder: Path, registers: Registers, now: datetime) -> list[Backup]:
        order.append(f"{len(told)} told")
        return tidied(folder, registers, now)

    monkeypatch.setattr("tasks.safety.schedule.tidy", looked_at)
    proof = schedule.run(Trigger.START, told=told.append)
    assert order == ["1 told"]
    assert told[0].backup == proof.backup


def test_a_backup_made_while_the_first_one_is_still_seen_to_stays_the_last_one_known(
    schedule: BackupSchedule, clock: Clock
) -> None:
    """She issued the report in the first seconds: the start backup, older, took the place of the one just made."""
    later = list[Proof]()

    def meanwhile(_proof: Proof) -> None:
        schedule.registers.save(make_request(number="2024-002"))
        clock.at += timedelta(minutes=1)
        later.append(schedule.run(Trigger.ISSUE))

    earlier = schedule.run(Trigger.START, told=meanwhile)
    assert schedule.proof == later[0]
    assert earlier.proven_at < later[0].proven_at
    assert not schedule.is_changed
