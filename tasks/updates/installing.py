"""A newer package is taken to this machine, proved byte for byte, and handed to the installer of the system.

Only the copy that was proved is handed on: what happens to the stick in between changes nothing. The installer waits
for the program to end, which it would refuse to be laid over, and starts it again; that start tells how it went.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from disclosure.errors import FileUnavailableError
from storage.whole_file import hash_of_file, whole_file, write_whole
from tasks.updates.looking import Seen
from tasks.updates.note import Kind, numbers_of

_LOG, _PENDING = "log.txt", "version.txt"
_LINES_TOLD = 6
_ON_DEBIAN = """
while kill -0 "$1" 2>/dev/null; do sleep 0.2; done
if ! command -v pkexec >/dev/null; then echo "没有 pkexec，请双击安装：$2" > "$3"
else pkexec apt-get install --yes --no-install-recommends "$2" > "$3" 2>&1; fi
exec disclosure-desk
"""
PORTABLE_STEPS = (
    "便携版这样升级：关闭程序，把这个压缩包解压到别处，把旧文件夹里的 portable 文件夹移到新的 DisclosureDesk 文件夹里，"
    "以后用新的文件夹。登记簿不用动。"
)
"""How the folder that was only unpacked is changed for another: the program cannot replace itself."""
BY_HAND = "这份程序不是用安装包装上的，不能自己升级。请关闭程序，双击适合本机的安装包；或请给您安装本程序的人升级。"
"""Said where the program came in no package: from source, by pip, in a folder."""


def prove(seen: Seen, package: Path) -> None:
    """Hold a package, or a copy of it, against its signed note, byte for byte.

    Raises FileUnavailableError where it is another or cannot be read.
    """
    assert seen.release is not None, "only what was not refused is proved"
    try:
        is_signed_one = hash_of_file(package) == seen.release.sha256
    except OSError as error:
        raise FileUnavailableError(f"“{seen.package.name}”读不出来，请检查U盘，没有安装。") from error
    if not is_signed_one:
        raise FileUnavailableError(
            f"“{seen.package.name}”的内容和签名的不一致：它被改动过，或者没有拷贝好。没有安装；请重新要一份。"
        )


def take(seen: Seen, folder: Path) -> Path:
    """Copy a package into a folder of this machine that is emptied for it, prove the copy and return where it lies."""
    assert seen.release is not None, "only what was not refused is taken"
    kind = Kind[seen.release.kind]
    target = folder / f"{kind.begin}{seen.release.version}{kind.end}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700, parents=True)
        with whole_file(target, private=True, kind=FileUnavailableError) as aside:
            shutil.copyfile(seen.package, aside)
            prove(seen, aside)
        write_whole(folder / _PENDING, seen.release.version.encode(), kind=FileUnavailableError)
    except OSError as error:
        raise FileUnavailableError(f"安装包没有拷贝到“{folder}”：请检查U盘、磁盘空间和写入权限。") from error
    return target


def installer(kind: Kind, package: Path, process: int) -> Sequence[str]:
    """Return the command that installs a package once the process has ended."""
    if kind is Kind.WINDOWS:
        return (str(package), "/after")
    return ("sh", "-c", _ON_DEBIAN, "sh", str(process), str(package), str(package.with_name(_LOG)))


def hand_over(kind: Kind, package: Path) -> None:
    """Start the installer, which outlives this program and waits for its end; nothing of ours is in its environment."""
    command, environment, quiet = installer(kind, package, os.getpid()), outer(os.environ), subprocess.DEVNULL
    if sys.platform == "win32":
        subprocess.Popen(command, env=environment, creationflags=subprocess.DETACHED_PROCESS)
    else:
        subprocess.Popen(
            command, env=environment, start_new_session=True, stdin=quiet, stdout=quiet, stderr=quiet, cwd="/"
        )


def outer(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment as it was before the frozen program put its own libraries before those of the system.

    What PyInstaller notes there of this process goes, too: the program that starts later would take itself for a part
    of it, and look for its libraries no more.
    """
    name = "LD_LIBRARY_PATH"
    kept = {key: value for key, value in environment.items() if not key.startswith((name, "_PYI_"))}
    before = environment.get(f"{name}_ORIG", "")
    return kept | ({name: before} if before else {})


def outcome(folder: Path, version: str) -> tuple[bool, str]:
    """Tell at a start how the last installation went: whether well, and in words; no words where there was none.

    It is told once: what it left is taken away. Where it is not known what was to be installed nothing is told.
    """
    try:
        wanted = (folder / _PENDING).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True, ""
    is_installed = numbers_of(version) >= numbers_of(wanted)
    lines = list[str]()
    with suppress(OSError):
        lines = (folder / _LOG).read_text(encoding="utf-8", errors="replace").splitlines()[-_LINES_TOLD:]
    shutil.rmtree(folder, ignore_errors=True)
    if not numbers_of(wanted):
        return True, ""
    return is_installed, (
        f"已升级到 {version}。" if is_installed else "\n".join([f"{wanted} 没有装上，仍是 {version}。", *lines])
    )
