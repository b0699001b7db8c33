"""A newer package on a stick: only the publisher's own, whole and for this machine, is handed to the system."""

import base64
import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from disclosure.errors import FileUnavailableError
from setup.sign_update import new_key, refuse_unknown, sign
from tasks.updates.installing import hand_over, installer, outcome, outer, prove, take
from tasks.updates.looking import Program, look, sticks
from tasks.updates.note import KEYS, SUFFIX, Kind, numbers_of
from tests.tasks.updates.packages import CHANGES, Publisher

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Publisher:
    return Publisher(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def note_of(package: Path) -> Path:
    return package.with_name(package.name + SUFFIX)


def test_a_newer_package_is_seen_with_what_changes(publisher: Publisher, stick: Path) -> None:
    publisher.package(stick, "1.2.0")
    newest = publisher.package(stick / "安装包", "1.10.0")
    seen = look([stick], publisher.program())
    assert seen[0].package == newest
    assert seen[0].release is not None
    assert (seen[0].release.version, seen[0].release.changes, seen[0].refusal) == ("1.10.0", CHANGES, "")


def _alter_notes(package: Path) -> None:
    note = note_of(package)
    note.write_bytes(note.read_bytes().replace("更快".encode(), "更慢".encode()))


def _sign_by_another(package: Path) -> None:
    other = Publisher(package.parent)
    sign(other.key, package, "1.2.0", CHANGES)


def _cut_the_note(package: Path) -> None:
    note = note_of(package)
    note.write_bytes(note.read_bytes()[:-20])


def _cut_to_the_key(package: Path) -> None:
    note = note_of(package)
    note.write_bytes(note.read_bytes()[:30])


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "no signature": (lambda package: note_of(package).unlink(), "旁边没有签名文件"),
    "another's key": (_sign_by_another, "不是本程序的发布者签名的"),
    "altered notes": (_alter_notes, "签名对不上"),
    "a torn note": (_cut_the_note, "签名对不上"),
    "a torn first line": (_cut_to_the_key, "不是签名文件，或者没有拷贝完整"),
    "no note at all": (lambda package: note_of(package).write_bytes(b"\x00" * 500), "不是签名文件"),
    "a torn package": (lambda package: package.write_bytes(b"x" * 500), "没有拷贝完整：应有 999 字节，只有 500 字节"),
    "a longer package": (lambda package: package.write_bytes(b"x" * 5000), "比签名时大，被改动过"),
}


@pytest.mark.parametrize(("spoil", "sentence"), WRONG.values(), ids=WRONG)
def test_any_other_package_is_named_and_not_taken(
    spoil: Callable[[Path], object], sentence: str, publisher: Publisher, stick: Path
) -> None:
    package = publisher.package(stick)
    spoil(package)
    (seen,) = look([stick], publisher.program())
    assert seen.release is None
    assert sentence in seen.refusal
    assert package.name in seen.refusal


@pytest.mark.parametrize("version", ["1.0.9", "1.1.0"])
def test_a_version_that_is_not_newer_is_named(version: str, publisher: Publisher, stick: Path) -> None:
    publisher.package(stick, version)
    (seen,) = look([stick], publisher.program("1.1.0"))
    assert f"是 {version}，不比正在使用的 1.1.0 新" in seen.refusal


@pytest.mark.parametrize("kind", [Kind.WINDOWS, Kind.PORTABLE, Kind.DEBIAN_ARM64])
def test_a_package_for_another_machine_is_named(kind: Kind, publisher: Publisher, stick: Path) -> None:
    publisher.package(stick, kind=kind)
    (seen,) = look([stick], publisher.program())
    assert f"是给{kind.words}的" in seen.refusal


def test_a_name_that_was_changed_makes_no_package_another(publisher: Publisher, stick: Path) -> None:
    """The note says what it is, not the name somebody gave the copy."""
    package = publisher.package(stick, "1.0.0", Kind.WINDOWS)
    renamed = package.rename(stick / "disclosure-desk_9.9.9_amd64.deb")
    package.with_name(package.name + SUFFIX).rename(note_of(renamed))
    (seen,) = look([stick], publisher.program())
    assert "是给Windows（安装版）的" in seen.refusal


def test_a_folder_that_cannot_be_read_is_told(publisher: Publisher, stick: Path) -> None:
    (seen,) = look([stick / "拔掉了"], publisher.program())
    assert seen.refusal == f"文件夹“{stick / '拔掉了'}”读不出来，检查U盘是否已连接、有没有读取的权限。"


def test_other_files_are_not_packages(publisher: Publisher, stick: Path) -> None:
    (stick / "disclosure-desk.docx").write_bytes(b"")
    (stick / "别的软件_1.0_amd64.deb").write_bytes(b"")
    assert look([stick], publisher.program()) == []


def test_a_package_altered_within_its_size_is_not_handed_on(publisher: Publisher, stick: Path, tmp_path: Path) -> None:
    package = publisher.package(stick)
    package.write_bytes(b"y" + b"x" * 998)
    (seen,) = look([stick], publisher.program())
    assert seen.release, "by its size it is the one"
    with pytest.raises(FileUnavailableError, match="内容和签名的不一致"):
        take(seen, tmp_path / "update")
    assert not list((tmp_path / "update").glob("*")), "nothing of it is left to be started"
    with pytest.raises(FileUnavailableError, match="内容和签名的不一致"):
        prove(seen, package)


def test_a_stick_pulled_out_meanwhile_is_told(publisher: Publisher, stick: Path, tmp_path: Path) -> None:
    publisher.package(stick)
    (seen,) = look([stick], publisher.program())
    shutil.rmtree(stick)
    with pytest.raises(FileUnavailableError, match=r"检查U盘|移动存储"):
        take(seen, tmp_path / "update")


def test_a_place_of_this_machine_that_takes_no_package_is_named(
    publisher: Publisher, stick: Path, tmp_path: Path
) -> None:
    publisher.package(stick)
    (seen,) = look([stick], publisher.program())
    (tmp_path / "data").write_text("a file, where the folder of the program's data should be")
    with pytest.raises(FileUnavailableError, match=r"没有拷贝到“.*data/update”：检查U盘、磁盘空间和写入权限"):
        take(seen, tmp_path / "data" / "update")


def test_sticks_are_found_and_shares_are_not(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "/dev/sdb1 /media/clerk/示例\\040U盘 vfat rw 0 0\n"
        "/dev/sdc1 /run/media/clerk/KEY exfat rw 0 0\n"
        "nas:/all /mnt/nas nfs4 rw 0 0\n"
        "proc /proc proc rw 0 0\n",
        encoding="utf-8",
    )
    if sys.platform != "win32":
        assert sticks(mounts) == [Path("/media/clerk/示例 U盘"), Path("/run/media/clerk/KEY")]
        assert sticks(tmp_path / "none") == []
        discs = "/dev/sr0 /media/clerk/DVD iso9660 ro,nosuid 0 0\n/dev/sdb1 /mnt/data ext4 rw 0 0\n"
        mounts.write_text(discs + mounts.read_text(encoding="utf-8"), encoding="utf-8")
        places = [Path("/media/clerk/示例 U盘"), Path("/run/media/clerk/KEY"), Path("/mnt/data")]
        assert sticks(mounts, to_write=True) == places, "the key was to go onto a disc, and did not"


def test_on_windows_the_drives_that_can_be_taken_out_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive is 2 where it can be taken out, 3 where it is fixed, 4 where it is another machine's (GetDriveTypeW)."""
    kinds = {"C:\\": 3, "E:\\": 2, "F:\\": 2, "Z:\\": 4}
    kernel = SimpleNamespace(GetDriveTypeW=lambda drive: kinds.get(drive, 1))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert [str(place)[:2] for place in sticks()] == ["E:", "F:"]


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a Linux shell")
@pytest.mark.parametrize("status", [0, 1])
def test_the_installer_waits_for_the_program_and_starts_it_again(
    status: int, publisher: Publisher, stick: Path, tmp_path: Path
) -> None:
    """pkexec and the menu's command are stood in for: what is ours is the order of things."""
    publisher.package(stick, content=b"package")
    (seen,) = look([stick], publisher.program())
    folder = tmp_path / "update"
    package = take(seen, folder)
    system, seen_by_system = tmp_path / "bin", tmp_path / "seen"
    system.mkdir()
    for name, line in (
        ("pkexec", f'echo "$@" >> {seen_by_system}; echo 依赖不满足; exit {status}'),
        ("disclosure-desk", f"echo started >> {seen_by_system}"),
    ):
        (system / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (system / name).chmod(0o755)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as program:
        command, path = installer(Kind.DEBIAN_AMD64, package, program.pid), f"{system}:/usr/bin:/bin"
        handed = subprocess.Popen(command, env={"PATH": path}, stderr=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            handed.wait(0.4)
        assert not seen_by_system.exists(), "the program still runs"
        program.communicate(b"\n")
    assert handed.communicate(timeout=10)[1] == b""
    assert seen_by_system.read_text(encoding="utf-8") == (
        f"apt-get install --yes --no-install-recommends {package}\nstarted\n"
    )
    if status:
        assert outcome(folder, "1.1.0") == (False, "1.2.0 没有装上，仍是 1.1.0。\n依赖不满足")
    else:
        assert outcome(folder, "1.2.0") == (True, "已升级到 1.2.0。")
    assert not folder.exists()
    assert outcome(folder, "1.2.0") == (True, "")


@pytest.mark.parametrize("content", [b"", b"\0\0\0\0\0", b"\xff\xfe1"])
def test_a_note_of_an_installation_that_a_power_cut_tore_tells_nothing_and_stops_no_start(
    tmp_path: Path, content: bytes
) -> None:
    """「已升级到 1.1.0」 though nothing was installed; or no start at all, ever again."""
    folder = tmp_path / "update"
    folder.mkdir()
    (folder / "version.txt").write_bytes(content)
    assert outcome(folder, "1.1.0") == (True, "")
    assert not folder.exists()


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a Linux shell")
def test_a_machine_on_which_nobody_can_be_asked_for_the_password_says_what_to_do(tmp_path: Path) -> None:
    """Without pkexec nothing is installed: the program starts again and says which file to open."""
    for name in ("sh", "sleep"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    (tmp_path / "disclosure-desk").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "disclosure-desk").chmod(0o755)
    folder = tmp_path / "update"
    folder.mkdir()
    (folder / "version.txt").write_text("1.2.0", encoding="utf-8")
    package = folder / "disclosure-desk_1.2.0_amd64.deb"
    with subprocess.Popen([sys.executable, "-c", "pass"]) as program:
        pass
    command = installer(Kind.DEBIAN_AMD64, package, program.pid)
    handed = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, timeout=10, check=True)
    assert (handed.stdout, handed.stderr) == (b"", b"")
    assert outcome(folder, "1.1.0") == (False, f"1.2.0 没有装上，仍是 1.1.0。\n没有 pkexec，要双击安装：{package}")


def test_the_set_up_of_windows_is_told_to_wait() -> None:
    assert installer(Kind.WINDOWS, Path("DisclosureDesk-1.2.0-setup.exe"), 7)[1:] == ("/after",)
    assert "/after" in (ROOT / "setup/windows/setup.nsi").read_text(encoding="utf-8")


def test_the_installer_finds_the_systems_own_libraries() -> None:
    """The frozen program puts its folder before them: apt would load an older OpenSSL; the program started again after
    the installation took itself for a part of the former one, found no libraries and never showed a window.
    """
    program = "/usr/lib/disclosure-desk"
    frozen = {"HOME": "/h", "LD_LIBRARY_PATH": f"{program}/_internal", "_PYI_ARCHIVE_FILE": f"{program}/DisclosureDesk"}
    assert outer(frozen) == {"HOME": "/h"}
    assert outer(frozen | {"LD_LIBRARY_PATH_ORIG": "/opt/own"}) == {"HOME": "/h", "LD_LIBRARY_PATH": "/opt/own"}


def test_versions_are_compared_as_numbers() -> None:
    assert numbers_of("1.10.0") > numbers_of("1.9.9") > numbers_of("版本不明")


def test_a_private_key_never_lies_in_the_project(publisher: Publisher, stick: Path) -> None:
    with pytest.raises(SystemExit, match="lies in the project"):
        new_key(ROOT / "build" / "key.pem")
    with pytest.raises(SystemExit, match="lies in the project"):
        sign(ROOT / "setup" / "key.pem", publisher.package(stick), "1.2.0", CHANGES)
    tracked = subprocess.run(
        ["git", "grep", "-lE", "BEGIN [A-Z ]*PRIVATE KEY"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    assert tracked == ""
    assert os.stat(publisher.key).st_mode & 0o077 == 0


def test_a_release_is_not_signed_with_a_key_no_program_believes(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new key, not built in yet, signed without a word; every program would have called its packages a stranger's."""
    with pytest.raises(SystemExit, match="is not among KEYS") as told:
        refuse_unknown(publisher.key)
    assert publisher.public in str(told.value)
    monkeypatch.setattr("setup.sign_update.KEYS", (publisher.public,))
    refuse_unknown(publisher.key)


def test_the_program_believes_its_publisher_only(publisher: Publisher) -> None:
    assert KEYS
    assert publisher.public not in KEYS
    assert tuple(Program.this().keys) == KEYS


def test_of_a_long_record_of_the_installer_the_end_is_told(tmp_path: Path) -> None:
    """The reason stands last; six lines fit the message without making it scroll."""
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "version.txt").write_text("1.2.0", encoding="utf-8")
    (folder / "log.txt").write_text("".join(f"第 {line} 步\n" for line in range(1, 40)), encoding="utf-8")
    assert outcome(folder, "1.1.0")[1].splitlines()[1:] == [f"第 {line} 步" for line in range(34, 40)]


def test_an_installation_without_a_record_of_what_went_wrong_is_still_told(tmp_path: Path) -> None:
    """The machine was cut off before the installer wrote a word: only that it did not succeed is known."""
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "version.txt").write_text("1.2.0", encoding="utf-8")
    assert outcome(folder, "1.1.0") == (False, "1.2.0 没有装上，仍是 1.1.0。")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of the system")
def test_the_installer_runs_by_itself_and_holds_no_folder_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    script = (
        "import os, pathlib; "
        f"pathlib.Path({str(tmp_path / 'aside')!r}).write_text(f'{{os.getcwd()}} {{os.getsid(0) == os.getpid()}}'); "
        f"os.rename({str(tmp_path / 'aside')!r}, {str(told)!r})"
    )
    monkeypatch.setattr("tasks.updates.installing.installer", lambda *_: (sys.executable, "-I", "-c", script))
    hand_over(Kind.DEBIAN_AMD64, tmp_path / "desk.deb")
    for _ in range(2_000):
        if told.exists():
            break
        time.sleep(0.01)
    assert told.read_text(encoding="ascii") == "/ True"


def test_each_key_of_the_publisher_is_a_whole_one() -> None:
    """With a sign lost no package would ever be taken (Ed25519: 32 bytes)."""
    assert {len(base64.b64decode(key, validate=True)) for key in KEYS} == {32}
