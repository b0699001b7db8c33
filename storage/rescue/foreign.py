"""Whether the unfinished journal beside a file is its own: SQLite believes so, and takes back what it tells at opening.

A copy laid over a file whose program was killed lies beside the journal of the other content; old pages written into it
would ruin it, or make of it what nobody ever saved. So what opening would make is first made of a copy, and proven.
"""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from disclosure.errors import FileUnavailableError
from storage.connection import JOURNAL, Connection, unfinished_journal
from storage.journal import chain_of
from storage.known_errors import damaged, nothing_but_damage
from storage.rescue.verification import integrity_problems, verify
from storage.schema import LANDED, applied
from storage.sealing import LockedSeal
from storage.whole_file import scratch_folder


@dataclass(frozen=True)
class _Faults:
    """What is wrong with a file, a sentence each; one that is broken cannot even be read through."""

    told: Sequence[str]
    is_broken: bool = False


_IS_SEALED = "SELECT max(envelope <> '') FROM seal"


def refuse_a_foreign_journal(path: Path) -> None:
    """Raise FileUnavailableError where opening a file would write what belongs to another content into it.

    FileDamagedError where it is not sound as it lies there, and opening would make it worse. It is not touched.
    """
    journal = unfinished_journal(path)
    if journal is None or not _would_be_taken_back(path):
        return
    with suppress(OSError), scratch_folder(path.parent) as folder:  # without room for a copy it is opened as it is
        copy = folder / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal, beside := copy.with_name(copy.name + JOURNAL))
        then = _faults(copy)
        if not then.told:
            return
        shutil.copyfile(path, copy)
        beside.unlink(missing_ok=True)
        now = _faults(copy)
        if not now.told:
            raise FileUnavailableError(
                f"“{path.name}”旁边的“{journal.name}”不是它的，是原来叫这个名字的文件没有写完的改动，打开时会写进去、毁坏它，"
                f"所以没有打开；请把“{journal.name}”移到别的文件夹（不要删除），再打开“{path.name}”。"
            )
        if then.is_broken or (set(then.told) - set(now.told) and not now.is_broken):
            raise damaged(path)


def _would_be_taken_back(path: Path) -> bool:
    """Whether SQLite would write a journal back at opening, and nobody has the file open who is just saving."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as refused:
        return getattr(refused, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK"
    return False


def _faults(copy: Path) -> _Faults:
    """Open a copy as SQLite does and look what is wrong with it, whatever schema it has."""
    try:
        raw = sqlite3.connect(copy, isolation_level=None)
        with closing(Connection(copy, raw, is_read_only=True)) as connection, nothing_but_damage(copy):
            if broken := integrity_problems(connection):
                return _Faults(broken, is_broken=True)
            if applied(raw) != LANDED:  # its rows lie otherwise
                return _Faults([told for *_, told in [chain_of(raw)] if told])
            if connection.value(_IS_SEALED):
                connection.seal = LockedSeal()
            return _Faults(verify(connection, is_quick=True))
    except FileUnavailableError as wrong:
        return _Faults([str(wrong)], is_broken=True)
