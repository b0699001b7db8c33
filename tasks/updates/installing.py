"""Installing a newer package: it is copied to this machine, verified byte for byte, and passed to the installer.

Only the verified copy is installed, whatever happens to the stick meanwhile. The installer waits for the program to
end, as it cannot replace a running one, and starts it again; that start reports the outcome.
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
if ! command -v pkexec >/dev/null; then echo "没有 pkexec，要双击安装：$2" > "$3"
else pkexec apt-get install --yes --no-install-recommends "$2" > "$3" 2>&1; fi
exec disclosure-desk
"""
PORTABLE_STEPS = (
    "便携版这样升级：关闭程序，把这个压缩包解压到别处，把旧文件夹里的 portable 文件夹移到新的 DisclosureDesk 文件夹里，"
    "以后用新的文件夹。登记簿不用动。"
)
"""How to replace a folder that was only unpacked, since the program cannot replace itself."""
BY_HAND = "这份程序不是用安装包装上的，不能自己升级。关闭程序，双击适合本机的安装包；或找给您安装本程序的人升级。"
"""Shown if the program was not installed by a package: from source, by pip, in a folder."""


def prove(seen: Seen, package: Path) -> None:
    """Verify a package, or a copy of it, against its signed note, byte for byte.

    Raises FileUnavailableError if it differs or cannot be read.
    """
    assert seen.release is not None, "only what was not refused is proved"
    try:
        is_signed_one = hash_of_file(package) == seen.release.sha256
    except OSError as error:
        raise FileUnavailableError(f"“{seen.package.name}”读不出来，检查U盘，没有安装。") from error
    if not is_signed_one:
        raise FileUnavailableError(
            f"“{seen.package.name}”的内容和签名的不一致：它被改动过，或者没有拷贝好。没有安装；重新要一份。"
        )


def take(seen: Seen, folder: Path) -> Path:
    """Copy a package into a folder of this machine, emptied before, verify the copy and return its path."""
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
        raise FileUnavailableError(f"安装包没有拷贝到“{folder}”：检查U盘、磁盘空间和写入权限。") from error
    return target


def installer(kind: Kind, package: Path, process: int) -> Sequence[str]:
    """Return the command that installs a package once a process has ended."""
    if kind is Kind.WINDOWS:
        return (str(package), "/after")
    return ("sh", "-c", _ON_DEBIAN, "sh", str(process), str(package), str(package.with_name(_LOG)))


def hand_over(kind: Kind, package: Path) -> None:
    """Start the installer, which waits for this program to end, in an environment without anything of ours."""
    command, environment, quiet = installer(kind, package, os.getpid()), outer(os.environ), subprocess.DEVNULL
    if sys.platform == "win32":
        subprocess.Popen(command, env=environment, creationflags=subprocess.DETACHED_PROCESS)
    else:
        subprocess.Popen(
            command, env=environment, start_new_session=True, stdin=quiet, stdout=quiet, stderr=quiet, cwd="/"
        )


def outer(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment as it was before the frozen program put its own libraries before the system's.

    PyInstaller's notes about this process are removed, too: the program started later would take itself for a child of
    this one and not find its libraries.
    """
    name = "LD_LIBRARY_PATH"
    kept = {key: value for key, value in environment.items() if not key.startswith((name, "_PYI_"))}
    before = environment.get(f"{name}_ORIG", "")
    return kept | ({name: before} if before else {})


def outcome(folder: Path, version: str) -> tuple[bool, str]:
    """Return how the last installation went: whether it succeeded, and a message; empty if there was none.

    It is reported once, as its traces are deleted. Nothing is reported if it is unknown what was to be installed.
    """
    try:
        wanted = (folder / _PENDING).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True, ""
    is_installed = numbers_of(version) >= numbers_of(wanted)
    lines: list[str] = []
    with suppress(OSError):
        lines = (folder / _LOG).read_text(encoding="utf-8", errors="replace").splitlines()[-_LINES_TOLD:]
    shutil.rmtree(folder, ignore_errors=True)
    if not numbers_of(wanted):
        return True, ""
    return is_installed, (
        f"已升级到 {version}。" if is_installed else "\n".join([f"{wanted} 没有装上，仍是 {version}。", *lines])
    )
