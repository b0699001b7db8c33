"""Opening the office's file for the duration of one command."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from disclosure.errors import DisclosureError, FileDamagedError
from storage.opening import take_away
from storage.registers import Registers, create_registers, open_registers
from storage.whole_file import make_folders
from storage.writing import LateWatch, Watch

NOBODY = "命令行"


def user_name() -> str:
    """Return the name of the current user, for the journal."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, as in some containers
        return NOBODY


def made_folder(path: Path) -> Path:
    """Make a folder if it is missing and its parent is there. Failures are left to whoever writes into it."""
    if path.parent.is_dir() and not path.exists():
        with suppress(OSError):
            make_folders(path)
    return path


def guard_issued(registers: Registers) -> None:
    """From now on have changes that contradict an issued report raise NotAgreedError until they are agreed to."""

    def guard() -> Watch:
        from tasks.report.effects import IssuedGuard  # noqa: PLC0415 - loaded with the first change

        return IssuedGuard(registers)

    registers.watched_by(LateWatch(guard))


@contextmanager
def opened(path: Path, secret: str = "") -> Iterator[Registers]:
    """Open an existing file, unlocked if its password is given, for work that checks the file itself.

    Raises FileUnavailableError or WrongPasswordError.
    """
    with open_registers(path, by=user_name()) as registers:
        if secret:
            registers.protection.unlock(secret)
        yield registers


@contextmanager
def opened_as_saved(path: Path, secret: str = "") -> Iterator[Registers]:
    """Open an existing file for a command that reads it; raises the same errors as ``opened``.

    Raises FileDamagedError, too, for a file that was never saved like this, such as a copy made during a save.
    """
    with opened(path, secret) as registers:
        _refuse_what_nobody_saved(registers)
        yield registers


def _refuse_what_nobody_saved(registers: Registers) -> None:
    problems = registers.verify(is_quick=True)
    if problems:
        raise FileDamagedError(
            f"“{registers.path.name}”里有没有保存过的内容，没有使用它：{problems[0]}"
            "如果它是程序正在保存时拷贝出来的，要重新拷贝；否则用备份，或用 salvage 抢救。"
        )


@contextmanager
def opened_or_made(path: Path, secret: str = "", *, even_issued: bool = False) -> Iterator[Registers]:
    """Open a file, creating it if it is missing; a new one is deleted again if the command fails.

    Changes that contradict an issued report raise NotAgreedError, unless ``even_issued`` agrees to them beforehand.
    """
    is_new = not path.exists()
    # if another command creates it at this moment, creating it fails here, outside the try, and it is not deleted
    made = create_registers(path, by=user_name()) if is_new else open_registers(path, by=user_name())
    try:
        with made as registers:
            if secret:
                registers.protection.unlock(secret)
            registers.protection.refuse_if_locked()
            _refuse_what_nobody_saved(registers)
            told = registers.renew_seal()
            if told:  # somebody tampered with sealed values: do not write to such a file
                raise FileDamagedError(told[0])
            if not even_issued:
                guard_issued(registers)
            yield registers
    except DisclosureError:
        if is_new:
            take_away(path)
        raise
