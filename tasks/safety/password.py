"""The password of the office's file and of all its copies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from disclosure.errors import DisclosureError, UnreadableValueError
from disclosure.progress import Progress, silent
from disclosure.terms import PasswordEvent
from storage.backup import copies_before_migration
from storage.password.protection import Renewal
from storage.registers import Registers
from storage.whole_file import sweep_unfinished
from tasks.safety.backup import backups_of
from tasks.safety.drafts import keep_drafts, kept_drafts, seal_former
from tasks.safety.left_copies import open_copies, remember, same_files, taken_along, waiting, waiting_sentence, written
from tasks.safety.whose import tell_whose

LEAST = 8
"""Characters a password must have."""
_VARIED, _LONG = 5, 12


@dataclass(frozen=True)
class Places:
    """Where else the values of a file are: the folders of backups and the drafts of forms.

    ``memory`` is the memory file of ``left_copies``. ``known`` are other files that were open here and the folders of
    their backups: one of them may be this file under another name.
    """

    backups: Sequence[Path] = ()
    drafts: Path | None = None
    memory: Path | None = None
    known: Sequence[Path] = ()


@dataclass(frozen=True)
class PasswordSet:
    """The result: the recovery key (empty if the password was removed) and the copies that were not resealed.

    ``waiting`` are folders to be resealed later, ``open_copies`` copies that never will be. ``is_swept`` is false if
    there was no room to rewrite the file, which is then done at the next opening.
    """

    recovery_key: str
    followed: int
    left: Sequence[str]
    is_swept: bool
    waiting: Sequence[Path] = ()
    open_copies: Sequence[str] = ()

    @property
    def sentences(self) -> list[str]:
        """Return what the user has to know, a sentence each."""
        along = "也改用了这个口令" if self.recovery_key else "也去掉了口令"
        told = [f"{self.followed} 份备份{along}。"] if self.followed else []
        told += [f"没有处理成的备份，其中的内容仍是原来的样子，自行保管或删除：{name}" for name in self.left]
        told += filter(None, [waiting_sentence(self.waiting)])
        if self.open_copies:
            told.append(
                f"这些拷贝、打包和导出的文件没有加密，也不会自动处理，自行删除或保管：{'、'.join(self.open_copies)}"
            )
        if not self.is_swept:
            told.append("磁盘空间不足，文件中被替换的旧内容还没有清除；腾出空间后重新打开文件，会自动清除。")
        return told


def set_password(
    registers: Registers, password: str, places: Places | None = None, progress: Progress = silent
) -> PasswordSet:
    """Set the password of a file that has none, or change it; the file must be unlocked.

    Raises UnreadableValueError for a password that is too short, LockedError, CancelledError (nothing has changed).
    """
    if len(password.strip()) < LEAST:
        raise UnreadableValueError(f"口令至少 {LEAST} 个字符，要换一个长一些的。")
    event = PasswordEvent.CHANGED if registers.protection.is_sealed else PasswordEvent.SET
    return _renewed(registers, registers.protection.renewed(password), event, places or Places(), progress)


def remove_password(registers: Registers, places: Places | None = None, progress: Progress = silent) -> PasswordSet:
    """Remove the password: everything is stored in plain text again. Raises LockedError, CancelledError."""
    renewal = registers.protection.renewed("")
    return _renewed(registers, renewal, PasswordEvent.REMOVED, places or Places(), progress)


def _renewed(
    registers: Registers, renewal: Renewal, event: PasswordEvent, places: Places, progress: Progress
) -> PasswordSet:
    """Reseal the file, then its copies: a copy under a key nobody has seen would be lost.

    All places are noted as waiting before anything changes, so whatever a crash prevents is done at the next start.
    """
    late = waiting(places.memory)
    everywhere = [*late, registers.path.parent, *places.backups]
    remember(places.memory, everywhere, is_sealed=registers.protection.is_sealed)
    if places.memory:
        tell_whose(places.memory, registers)
    typed = kept_drafts(places.drafts, registers.protection) if places.drafts else []
    former = registers.protection.held
    try:
        registers.reseal(renewal, event, progress)
    except DisclosureError:  # nothing has changed, so no new folder is waiting
        remember(places.memory, late, is_sealed=registers.protection.is_sealed)
        raise
    if places.drafts:
        seal_former(places.drafts, registers)
    if places.drafts and typed:
        keep_drafts(places.drafts, typed, registers.protection)
    path = registers.path
    folders = dict.fromkeys([*places.backups, path.parent])
    backups = dict.fromkeys(backup.path for folder in folders for backup in backups_of(registers, folder))
    copies = [*backups, *copies_before_migration(path)]
    hindered = {copy: problem for copy in copies if (problem := taken_along(copy, former, renewal))}
    for folder in (path.parent, *places.backups):
        sweep_unfinished(folder)  # what a crash left may reveal what is sealed now
    late = [folder for folder in places.backups if not folder.is_dir()]
    late += [copy.parent for copy in hindered if copy.parent in places.backups]
    remember(places.memory, late, is_sealed=registers.protection.is_sealed)
    beside = (path.parent, *places.backups)
    elsewhere = [*written(places.memory, "private"), *same_files(registers, places.known)]
    return PasswordSet(
        recovery_key=renewal.recovery_key,
        followed=len(copies) - len(hindered),
        left=list(hindered.values()),
        is_swept=registers.protection.is_swept,
        waiting=list(dict.fromkeys(late)),
        open_copies=open_copies(path, beside, elsewhere, copies) if renewal.envelope else (),
    )


class Strength(IntEnum):
    """How strong a password is; WEAK is the least that is accepted."""

    NONE = 0
    TOO_SHORT = 1
    WEAK = 2
    FAIR = 3
    STRONG = 4

    @property
    def words(self) -> str:
        """Return what to show beside the field; nothing while it is empty."""
        return _STRENGTH_WORDS[self]


_STRENGTH_WORDS = {
    Strength.NONE: "",
    Strength.TOO_SHORT: f"太短，至少 {LEAST} 个字符",
    Strength.WEAK: "较弱，容易被猜到；加长些，或者混用字母、数字、汉字",
    Strength.FAIR: "够用，再长一些更好",
    Strength.STRONG: "很强",
}


def strength(password: str) -> Strength:
    """Return how strong a password is."""
    if not password:
        return Strength.NONE
    if len(password.strip()) < LEAST:
        return Strength.TOO_SHORT
    kinds = sum(bool(re.search(kind, password)) for kind in (r"\d", r"[a-z]", r"[A-Z]", r"[^0-9A-Za-z]"))
    if len(set(password)) < _VARIED or (kinds == 1 and len(password) < _LONG):
        return Strength.WEAK
    return Strength.STRONG if len(password) >= _LONG and kinds > 1 else Strength.FAIR
