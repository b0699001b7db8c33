"""Damaged files, full disks, folders that are read-only or gone: one sentence each time, and nothing is made worse."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from disclosure.errors import DisclosureError, FileUnavailableError
from disclosure.records import Request
from storage.registers import create_registers, open_registers
from tasks.ledgers.exporting import export_ledger
from tasks.ledgers.importing import import_ledger
from tasks.safety.backup import back_up, restore
from tasks.safety.schedule import BackupSchedule, Trigger
from tasks.safety.verify import verdict
from tasks.safety.whose import note_of
from tests.records_factory import make_request
from tests.torture.figures import note
from tests.torture.flipping import Damages, sound_file, try_damages
from tests.torture.small_disk import fill_disk, present, small_disk

__all__ = ["small_disk"]

SEED = 20240304
FEW, MANY = 40, 1_500


def accounted(figures: Damages) -> None:
    assert figures.unnoticed == 0
    assert figures.refused_at_opening + figures.found_by_verify + figures.without_effect == figures.tried


def test_flipped_bits_and_lost_ends_are_told_or_have_no_effect(tmp_path: Path) -> None:
    figures = try_damages(tmp_path, FEW, SEED)
    accounted(figures)
    assert figures.found_by_verify > 0
    assert figures.refused_at_opening > 0


@pytest.mark.torture
def test_many_flipped_bits_and_lost_ends(tmp_path: Path) -> None:
    figures = try_damages(tmp_path, MANY, SEED + 1)
    accounted(figures)
    note("bit flips and truncations", asdict(figures))


@pytest.mark.parametrize("size", [1, 40, 100, 511, 512, 4096, 100_000, 100_001])
def test_a_file_cut_short_anywhere_is_damage_and_not_another_programs_file(tmp_path: Path, size: int) -> None:
    path = tmp_path / "台账.sqlite"
    sound_file(path)
    os.truncate(path, size)
    if size < len(b"SQLite format 3\0"):
        with pytest.raises(FileUnavailableError, match="不是信息公开工作台"):
            verdict(path)
    else:
        assert "已损坏" in verdict(path).problems[0]
    assert path.stat().st_size == size


# --- a full disk ---


def test_on_a_full_disk_a_save_is_refused_in_a_sentence_and_works_again_when_there_is_room(small_disk: Path) -> None:
    with create_registers(small_disk / "台账.sqlite") as registers:
        registers.save(make_request())
        ballast = fill_disk(small_disk, 8192)
        with pytest.raises(FileUnavailableError, match=r"磁盘空间不足|磁盘出错"):
            registers.save_all([make_request(content="长" * 3000) for _ in range(200)])
        assert registers.count(Request) == 1
        ballast.unlink()
        registers.save(make_request())
        assert registers.count(Request) == 2
        assert registers.verify() == []


def test_on_a_full_disk_nothing_is_half_done(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "台账.sqlite"
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    source = small_disk / "来件.csv"
    source.write_text(
        "申请人类型,申请人,申请渠道,来件日期,收到申请之日,所需信息描述\n"
        + "自然人,张某某,当面,2024-03-01,2024-03-01,内容\n" * 400
        + "自然人,,当面,2024-03-01,2024-03-01,缺姓名\n",
        encoding="utf-8",
    )
    with create_registers(path) as registers:
        registers.save_all([make_request() for _ in range(300)])
        good = back_up(registers, elsewhere)
        fill_disk(small_disk, 8_000)
        before = present(small_disk)
        attempts: list[Callable[[], object]] = [
            lambda: back_up(registers, small_disk),
            lambda: BackupSchedule(registers, small_disk / "备份").run(Trigger.ASKED),
            lambda: restore(good, small_disk / "恢复.sqlite"),
            lambda: import_ledger(registers, source, "requests"),
            lambda: export_ledger(registers, "requests", small_disk / "导出.csv"),
            lambda: export_ledger(registers, "requests", small_disk / "导出.xlsx"),
            lambda: create_registers(small_disk / "新.sqlite"),
        ]
        for attempt in attempts:
            with pytest.raises(DisclosureError):
                attempt()
        shutil.rmtree(small_disk / "备份", ignore_errors=True)
        note_of(small_disk / "备份").unlink()
        assert present(small_disk) == before
        assert registers.count(Request) == 300
        assert registers.verify() == []
    restore(good, elsewhere / "恢复.sqlite")
    assert verdict(elsewhere / "恢复.sqlite").problems == []


def test_a_second_place_that_is_full_is_said_and_the_first_backup_stands(small_disk: Path, tmp_path: Path) -> None:
    with create_registers(tmp_path / "台账.sqlite") as registers:
        registers.save_all([make_request() for _ in range(300)])
        fill_disk(small_disk, 8_000)
        proof = BackupSchedule(registers, tmp_path / "备份", small_disk).run(Trigger.ASKED)
        assert "写不进去" in proof.problem
        assert [each.name for each in small_disk.iterdir()] == ["占满"]


# --- a disk that is pulled out ---


@pytest.mark.parametrize("gone", ["moved", "replaced"])
def test_a_file_that_has_gone_while_open_takes_no_more_saves_until_it_is_back(tmp_path: Path, gone: str) -> None:
    path, elsewhere = tmp_path / "台账.sqlite", tmp_path / "拔走.sqlite"
    with create_registers(path) as registers:
        registers.save(make_request())
        os.link(path, elsewhere)
        path.unlink()
        if gone == "replaced":
            path.write_bytes(b"")
        with pytest.raises(FileUnavailableError, match="已不在原来的位置"):
            registers.save(make_request())
        path.unlink(missing_ok=True)
        os.link(elsewhere, path)
        registers.save(make_request())
        assert registers.count(Request) == 2
    assert verdict(path).problems == []


@pytest.mark.parametrize("place", ["没有/台账.sqlite", "文件/台账.sqlite"])
def test_a_folder_that_is_gone_or_none_is_a_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    for attempt in (open_registers, create_registers, verdict):
        with pytest.raises(FileUnavailableError, match="文件夹"):
            attempt(tmp_path / place)


# --- a folder in which nothing may be written ---

AS_NOBODY = """
import os, sys
from pathlib import Path
from disclosure.errors import DisclosureError
from tasks.safety.backup import back_up
from tasks.safety.schedule import BackupSchedule, Trigger
from tasks.ledgers.exporting import export_ledger
from storage.registers import create_registers, open_registers
import exporters.ledgers.registers, exporters.sheets, tempfile
os.setuid(65534)
folder = Path(sys.argv[1])
with open_registers(folder / "台账.sqlite") as registers:
    for attempt in (
        lambda: back_up(registers, folder), lambda: BackupSchedule(registers, folder / "备份").run(Trigger.ASKED),
        lambda: export_ledger(registers, "requests", folder / "导出.csv"),
        lambda: create_registers(folder / "新.sqlite"),
    ):
        try:
            print("done", attempt())
        except DisclosureError as told:
            print("told", told)
"""


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="becoming nobody needs root")
def test_in_a_read_only_folder_every_attempt_is_a_sentence() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        folder = Path(name)
        sound_file(folder / "台账.sqlite")
        (folder / "台账.sqlite").chmod(0o644)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, name],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=False,
        )
        folder.chmod(0o755)
        assert done.returncode == 0, done.stderr
        assert [line.split(" ")[0] for line in done.stdout.splitlines()] == ["told"] * 4
        assert [each.name for each in folder.iterdir()] == ["台账.sqlite"]
