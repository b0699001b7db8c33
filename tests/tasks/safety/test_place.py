"""A file on a network share and a clock that went back are told in one sentence each."""

import os
from datetime import timedelta, timezone
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from storage.registers import Registers
from tasks.safety.place import is_share, open_folder_note, place_warnings
from tests.conftest import MON_4_MARCH_2024_AT_NINE
from tests.records_factory import make_request

MOUNTS = """/dev/sda1 / ext4 rw 0 0
//server/公开 /mnt/share\\040one cifs rw 0 0
/dev/sdb1 /mnt/share\\040one/stick vfat rw 0 0
server:/data /data nfs4 rw 0 0
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    (tmp_path / "mounts").write_text(MOUNTS, encoding="utf-8")
    return tmp_path / "mounts"


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("/home/zhang/台账.sqlite", False),
        ("/mnt/share one/台账.sqlite", True),
        ("/mnt/share one/stick/台账.sqlite", False),
        ("/data/台账.sqlite", True),
        ("/database/台账.sqlite", False),
    ],
)
def test_the_kind_of_disk_is_known_by_its_mount(mounts: Path, path: str, shared: bool) -> None:
    assert is_share(PurePosixPath(path), mounts) is shared


@pytest.mark.parametrize(
    "kind",
    [
        "cifs",
        "smb3",
        "smbfs",
        "nfs",
        "nfs4",
        "afs",
        "ncpfs",
        "9p",
        "fuse.sshfs",
        "fuse.davfs",
        "davfs",
        "ext4",
        "vfat",
        "fuseblk",
    ],
)
def test_every_way_to_reach_another_machine_is_a_share_and_a_stick_is_none(tmp_path: Path, kind: str) -> None:
    (tmp_path / "mounts").write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/data /mnt {kind} rw 0 0\n", encoding="utf-8")
    assert is_share(PurePosixPath("/mnt/台账.sqlite"), tmp_path / "mounts") is (kind not in {"ext4", "vfat", "fuseblk"})


def test_a_windows_share_is_known_by_its_name(tmp_path: Path) -> None:
    assert is_share(PureWindowsPath(r"\\server\公开\台账.sqlite"))
    assert not is_share(PureWindowsPath(r"C:\台账.sqlite"), tmp_path / "没有")


def test_a_clock_that_went_back_is_said_and_an_ordinary_day_says_nothing(registers: Registers, mounts: Path) -> None:
    assert place_warnings(registers, MON_4_MARCH_2024_AT_NINE, mounts) == []
    registers.save(make_request())
    assert place_warnings(registers, MON_4_MARCH_2024_AT_NINE - timedelta(minutes=5), mounts) == []
    assert place_warnings(registers, MON_4_MARCH_2024_AT_NINE - timedelta(minutes=5, seconds=1), mounts) != []
    [told] = place_warnings(registers, MON_4_MARCH_2024_AT_NINE - timedelta(days=2), mounts)
    assert "早于最后一次登记（2024-03-04 09:00）" in told
    in_tokyo = (MON_4_MARCH_2024_AT_NINE - timedelta(days=2)).astimezone(timezone(timedelta(hours=9)))
    [_, told] = place_warnings(registers, in_tokyo, mounts)
    assert "早于最后一次登记（2024-03-04 10:00）" in told, "both in the time of this machine"


@pytest.mark.parametrize(
    ("hours", "told"), [(8, None), (0, "UTC+0，"), (9, "UTC+9，"), (-5, "UTC-5，"), (5.5, "UTC+5.5，"), (6, "UTC+6，")]
)
def test_a_time_zone_that_is_not_that_of_the_country_is_said(
    registers: Registers, mounts: Path, hours: float, told: str | None
) -> None:
    """Seen from London, the last day of a term ends eight hours late."""
    now = MON_4_MARCH_2024_AT_NINE.astimezone(timezone(timedelta(hours=hours)))
    said = place_warnings(registers, now, mounts)
    assert [bool(told) and str(told) in each and "北京时间" in each for each in said] == [True] * bool(told)


def test_a_clock_that_is_far_ahead_is_said(registers: Registers, mounts: Path) -> None:
    registers.save(make_request())
    assert place_warnings(registers, MON_4_MARCH_2024_AT_NINE + timedelta(days=60), mounts) == []
    assert place_warnings(registers, MON_4_MARCH_2024_AT_NINE + timedelta(days=60, seconds=1), mounts) != []
    [told] = place_warnings(registers, MON_4_MARCH_2024_AT_NINE + timedelta(days=366), mounts)
    assert "晚了 366 天" in told
    assert "先校正系统时间" in told


@pytest.mark.skipif(os.name == "nt", reason="rights of Windows are lists")
@pytest.mark.parametrize(
    ("above", "mode", "is_told"),
    [
        (0o755, 0o755, True),
        (0o755, 0o750, True),
        (0o755, 0o700, False),
        (0o700, 0o755, False),
        (0o711, 0o744, True),
    ],
)
def test_a_folder_others_may_enter_is_said(tmp_path: Path, above: int, mode: int, is_told: bool) -> None:
    folder = tmp_path.resolve() / "外" / "台账"
    folder.mkdir(parents=True)
    folder.chmod(mode)
    folder.parent.chmod(above)
    (file := folder / "台账.xxgk").touch(0o600)
    told = open_folder_note(file, tmp_path.resolve())
    assert ("其他用户也能打开" in told, "只有你自己能读" in told) == (is_told, is_told)
    assert open_folder_note(file, tmp_path.resolve(), is_chosen=False) == ""


@pytest.mark.skipif(os.name == "nt", reason="rights of Windows are lists")
def test_a_copied_file_that_others_may_read_is_not_said_to_be_hers_alone(tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "台账"
    folder.mkdir()
    folder.chmod(0o755)
    (file := folder / "台账.xxgk").touch()
    file.chmod(0o644)  # as a stick or a copy leaves it
    for is_chosen in (True, False):
        told = open_folder_note(file, tmp_path.resolve(), is_chosen=is_chosen)
        assert "他们也能读" in told
        assert "只有你自己" not in told
    folder.chmod(0o700)
    assert open_folder_note(file, tmp_path.resolve()) == ""


def test_a_folder_that_is_gone_says_nothing(tmp_path: Path) -> None:
    assert open_folder_note(tmp_path / "没有" / "台账.xxgk") == ""
