"""Backups, drafts and what is remembered belong to a file, whatever it is called and whatever lies in its place."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from storage.backup import ends_of, is_unsealed
from storage.registers import Registers, open_registers
from tasks.safety.backup import Backup, backups_in, backups_of, proven
from tasks.safety.left_copies import Written, memory_path, written
from tasks.safety.password import Places, remove_password, set_password
from tasks.safety.salvage import known_backups
from tasks.safety.schedule import BackupSchedule, Trigger, folder_for
from tasks.safety.whose import move, note_of, take_over, tell_whose
from tests.conftest import fixed_now
from tests.empty_files import new_registers
from tests.records_factory import make_request
from tests.storage.password.test_sealing import PASSWORD, leaks, secret_request


class Desk:
    """One file at work as a window has it: its backups on this machine, the stick, and what is remembered of it."""

    def __init__(self, registers: Registers, root: Path) -> None:
        self.registers, self.stick, data = registers, root / "U盘", root / "本机"
        self.stick.mkdir(exist_ok=True)
        self.folder, self.memory = folder_for(registers.path, data), memory_path(registers.path, data)
        for kept in (self.memory, self.folder):
            take_over(kept, registers)
            tell_whose(kept, registers)
        self.at = fixed_now()
        self.schedule = BackupSchedule(registers, self.folder, self.stick, lambda: self.at, self.memory)
        self.places = Places((self.folder, self.stick), None, self.memory, tuple((data / "backups").glob("*")))

    def work(self, days: int = 0) -> Backup:
        """A day's work, and its backup."""
        self.at += timedelta(days=days)
        self.registers.save(secret_request())
        return self.schedule.run(Trigger.ASKED).backup


def desk(root: Path, *parts: str) -> Desk:
    """Open, or make, a file in a folder of its own."""
    path = root.joinpath(*parts)
    path.parent.mkdir(exist_ok=True)
    return Desk(open_registers(path) if path.exists() else new_registers(path, now=fixed_now), root)


def moved(one: Desk, root: Path, *parts: str) -> Desk:
    """Close a file, move it, and open it there."""
    one.registers.close()
    target = root.joinpath(*parts)
    target.parent.mkdir(exist_ok=True)
    os.rename(one.registers.path, target)
    return desk(root, *parts)


def of(one: Desk, folder: Path) -> list[Path]:
    """Return which files of a folder hold what a file does, as their own bytes tell."""
    return [path for path in sorted(folder.iterdir()) if ends_of(path)[0] == one.registers.origin]


def test_a_password_of_one_file_does_not_seal_the_backups_another_of_the_same_name_has_on_the_stick(
    tmp_path: Path,
) -> None:
    """They opened by nothing but the other's password: her only copies on the stick were locked away from her."""
    hers, other = desk(tmp_path, "甲", "台账.sqlite"), desk(tmp_path, "乙", "台账.sqlite")
    hers.work()
    other.work(1)
    set_password(other.registers, PASSWORD, other.places)
    assert [is_unsealed(path) for path in of(hers, hers.stick)] == [True]
    assert [is_unsealed(path) for path in of(other, hers.stick)] == [False]


def test_two_files_of_one_name_that_back_up_to_one_stick_in_the_same_second_are_both_there(tmp_path: Path) -> None:
    """The later one took the place of the earlier."""
    files = [desk(tmp_path, folder, "台账.sqlite") for folder in ("甲", "乙")]
    for _ in range(2):  # the second time it is the start, which proves the same anew
        for each in files:
            each.work() if not backups_in(each.folder) else each.schedule.run(Trigger.START)
    assert [len(of(each, each.stick)) for each in files] == [1, 1]
    assert len(backups_in(files[0].stick)) == 2


def test_old_backups_of_another_file_of_the_same_name_do_not_go_for_newer_ones_of_hers(tmp_path: Path) -> None:
    hers, other = desk(tmp_path, "甲", "台账.sqlite"), desk(tmp_path, "乙", "台账.sqlite")
    kept = hers.work().path.name
    other.at += timedelta(minutes=5)
    for days in (0, 10, 10):
        other.work(days)
    assert [path.name for path in of(hers, hers.stick)] == [kept]


def test_a_copy_that_went_its_own_way_keeps_its_backups_on_the_stick(tmp_path: Path) -> None:
    hers = desk(tmp_path, "甲", "台账.sqlite")
    hers.work()
    (tmp_path / "乙").mkdir()
    hers.registers.backup_to(tmp_path / "乙" / "台账.sqlite")
    copy = desk(tmp_path, "乙", "台账.sqlite")
    assert len(backups_in(hers.folder)) == 1, "hers is still there: nothing of it is taken over"
    went = hers.work(1).path.name
    copy.at += timedelta(days=1, minutes=5)
    copy.work(0)
    told = set_password(copy.registers, PASSWORD, copy.places).sentences
    assert is_unsealed(hers.stick / went)
    assert any(went in sentence for sentence in told), "and that it is open is said"


def test_a_file_that_was_renamed_and_moved_has_its_backups_and_they_follow_its_password(tmp_path: Path) -> None:
    """They stayed behind under the former name: not offered, never rotated, and readable for ever after a password."""
    one = desk(tmp_path, "册", "台账.sqlite")
    made = [one.work(days).path.name for days in (0, 1, 1)]
    hears = Written(one.memory, tmp_path / "本机")
    hears(tmp_path / "桌面" / "清单.csv", True)
    tell_whose(one.memory, one.registers)
    there = moved(one, tmp_path, "别处", "登记簿.sqlite")
    assert sorted(path.name for path in (tmp_path / "本机" / "backups").iterdir()) == sorted(
        [there.folder.name, note_of(there.folder).name]
    )
    assert written(there.memory, "private") == [tmp_path / "桌面" / "清单.csv"]
    there.at = one.at
    assert there.schedule.run(Trigger.START).backup.path.name == made[-1], "nothing was done since"
    assert {each.path.name for each in backups_of(there.registers, there.folder)} == set(made)
    there.work(1)
    done = set_password(there.registers, PASSWORD, there.places)
    assert (done.left, done.followed) == ([], 8)
    for folder in (there.folder, there.stick, tmp_path / "别处"):
        assert not [path for path in folder.iterdir() if leaks(path.read_bytes())]
    assert {each.path.name for each in known_backups(there.registers.path, there.folder)} >= set(made)
    back = moved(there, tmp_path, "册", "台账.sqlite")
    back.registers.protection.unlock(PASSWORD)
    assert remove_password(back.registers, back.places).followed == 8
    assert len(backups_of(back.registers, back.folder)) == 4


def test_last_years_file_that_was_renamed_for_a_new_one_of_its_name_finds_its_backups(tmp_path: Path) -> None:
    """Opened in whatever order: the new file's backups lay among those of the old, and drove them out."""
    old = desk(tmp_path, "册", "台账.sqlite")
    made = {old.work(days).path.name for days in (0, 1)}
    old.registers.close()
    os.rename(old.registers.path, tmp_path / "册" / "台账2023.sqlite")
    new = desk(tmp_path, "册", "台账.sqlite")
    new.work()
    new.registers.close()
    new = desk(tmp_path, "册", "台账.sqlite")
    assert [ends_of(each.path)[0] for each in backups_in(new.folder)] == [new.registers.origin]
    again = desk(tmp_path, "册", "台账2023.sqlite")
    assert {each.path.name for each in backups_of(again.registers, again.folder)} == made
    assert len(backups_in(new.folder)) == 1


def test_a_file_whose_place_another_took_for_a_day_has_its_backups_when_it_is_back(tmp_path: Path) -> None:
    """They stayed put aside: not offered, and readable for ever after a password."""
    hers, other = desk(tmp_path, "册", "台账.sqlite"), desk(tmp_path, "乙", "别的.sqlite")
    made = {hers.work(days).path.name for days in (0, 1)}
    others = {other.work().path.name}
    place, away = hers.registers.path, tmp_path / "册" / "收起.sqlite"
    for _ in range(2):
        for each in (hers, other):
            each.registers.close()
        os.rename(place, away)
        os.rename(tmp_path / "乙" / "别的.sqlite", place)
        desk(tmp_path, "册", "台账.sqlite").registers.close()
        os.rename(place, tmp_path / "乙" / "别的.sqlite")
        os.rename(away, place)
        hers, other = desk(tmp_path, "册", "台账.sqlite"), desk(tmp_path, "乙", "别的.sqlite")
        for each, names in ((hers, made), (other, others)):
            assert {one.path.name for one in backups_of(each.registers, each.folder)} == names
    kept = sorted(path.name for path in (tmp_path / "本机" / "backups").iterdir())
    assert kept == sorted(name for each in (hers, other) for name in (each.folder.name, note_of(each.folder).name))


def test_a_copy_on_a_stick_that_is_not_there_keeps_its_backups(tmp_path: Path) -> None:
    """The file it was copied from took them for its own: they were sealed by its password, and went by its rotation."""
    hers = desk(tmp_path, "册", "台账.sqlite")
    hers.work()
    (tmp_path / "盘" / "册").mkdir(parents=True)
    hers.registers.backup_to(tmp_path / "盘" / "册" / "台账.sqlite")
    copy = desk(tmp_path, "盘", "册", "台账.sqlite")
    copy.at += timedelta(days=1)
    made = {copy.work(days).path.name for days in (0, 1)}
    hers.at += timedelta(days=1, minutes=3)
    own = {each.path.name for each in backups_in(hers.folder)} | {hers.work().path.name}
    for each in (hers, copy):
        each.registers.close()
    os.rename(tmp_path / "盘", tmp_path / "拔出")
    again = desk(tmp_path, "册", "台账.sqlite")
    again.schedule.run(Trigger.START)
    assert {each.path.name for each in backups_in(again.folder)} == own
    assert {each.path.name for each in backups_in(copy.folder)} == made
    os.rename(tmp_path / "拔出", tmp_path / "另一个盘符")
    there = desk(tmp_path, "另一个盘符", "册", "台账.sqlite")
    assert {each.path.name for each in backups_of(there.registers, there.folder)} == made, (
        "which has another letter now"
    )


def test_a_file_that_does_not_open_is_offered_no_backup_of_another_of_its_name(tmp_path: Path) -> None:
    hers, other = desk(tmp_path, "甲", "台账.sqlite"), desk(tmp_path, "乙", "台账.sqlite")
    made = hers.work().path.name
    other.work(5)
    hers.registers.close()
    with hers.registers.path.open("r+b") as stream:
        stream.seek(-4096, os.SEEK_END)
        stream.write(bytes(4096))
    assert {each.path.name for each in known_backups(hers.registers.path, hers.folder, hers.stick)} == {made}


@pytest.mark.parametrize("begins", [0, 4096])
def test_a_damaged_file_on_a_stick_that_has_another_letter_is_offered_its_backups(tmp_path: Path, begins: int) -> None:
    """It does not open, so it took nothing over, and 「没有找到完好的备份」 was said with a drawer full of them."""
    hers, other = desk(tmp_path, "盘", "台账.sqlite"), desk(tmp_path, "册", "别的.sqlite")
    made = hers.work().path.name
    other.work(1)
    hers.registers.close()
    (tmp_path / "盘").rename(tmp_path / "另一个盘符")
    there = tmp_path / "另一个盘符" / "台账.sqlite"
    with there.open("r+b") as stream:
        stream.seek(begins and -begins, os.SEEK_END if begins else os.SEEK_SET)
        stream.write(bytes(4096))
    own = folder_for(there, tmp_path / "本机")
    assert [each.path.name for each in known_backups(there, own)] == [made]


def test_a_copy_of_a_damaged_file_leaves_it_its_backups(tmp_path: Path) -> None:
    """It cannot be told whose it is any more, and is the one that needs them."""
    one = desk(tmp_path, "册", "台账.sqlite")
    one.work()
    one.registers.close()
    shutil.copyfile(one.registers.path, tmp_path / "册" / "副本.sqlite")
    one.registers.path.write_bytes(b"\0" * 4096)
    desk(tmp_path, "册", "副本.sqlite")
    assert len(backups_in(one.folder)) == 1
    assert proven(backups_in(one.folder)[0].path).records["requests"] == 1


def test_an_unreadable_note_beside_backups_stops_nothing(tmp_path: Path) -> None:
    one = desk(tmp_path, "册", "台账.sqlite")
    one.work()
    for content in (b"\xff", b"[]", b'{"file": 1, "origin": ""}'):
        note_of(one.folder).write_bytes(content)
        take_over(one.folder, one.registers)
        tell_whose(one.folder, one.registers)
    assert len(backups_of(one.registers, one.folder)) == 1
    assert one.registers.save(make_request()).after


def test_two_folders_of_one_file_become_one_and_nothing_is_written_over(tmp_path: Path) -> None:
    left, kept = tmp_path / "旧", tmp_path / "新"
    for folder, names in ((left, ("甲", "乙", "丙")), (kept, ("丙", "丁"))):
        folder.mkdir()
        for name in names:
            (folder / name).write_text(folder.name, encoding="utf-8")
    move(left, kept)
    found = {path.name: path.read_text(encoding="utf-8") for path in kept.iterdir()}
    assert found == {"甲": "旧", "乙": "旧", "丙": "新", "丁": "新"}
    assert [path.name for path in left.iterdir()] == ["丙"], "what it would have replaced stays where it was"
    (left / "丙").unlink()
    move(left, kept)
    assert not left.exists()
    move(kept, left)
    assert (kept.exists(), len(list(left.iterdir()))) == (False, 4)
