"""Whether the rollback journal beside a file belongs to it: SQLite assumes so and applies it when it opens the file.

If the program crashed and somebody then replaced the file by a copy, the journal belongs to the former content; its old
pages would ruin the copy or turn it into something nobody ever saved. So it is first applied to a copy and verified.
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
    """What is wrong with a file, a sentence each; a broken one cannot even be read to its end."""

    told: Sequence[str]
    is_broken: bool = False


_IS_SEALED = "SELECT max(envelope <> '') FROM seal"


def refuse_a_foreign_journal(path: Path) -> None:
    """Raise FileUnavailableError if opening a file would apply a journal of another content to it.

    Raises FileDamagedError if the file is damaged and opening would make it worse. The file is not touched.
    """
    journal = unfinished_journal(path)
    if journal is None or not _would_be_taken_back(path):
        return
    with suppress(OSError), scratch_folder(path.parent) as folder:  # without room for a copy, open it anyway
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
                f"所以没有打开；把“{journal.name}”移到别的文件夹（不要删除），再打开“{path.name}”。"
            )
        if then.is_broken or (set(then.told) - set(now.told) and not now.is_broken):
            raise damaged(path)


def _would_be_taken_back(path: Path) -> bool:
    """Whether SQLite would apply a journal at opening: there is one, and it is not of a program saving right now."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as refused:
        return getattr(refused, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK"
    return False


def _faults(copy: Path) -> _Faults:
    """Open a copy as SQLite would and return what is wrong with it, whatever its schema version."""
    try:
        raw = sqlite3.connect(copy, isolation_level=None)
        with closing(Connection(copy, raw, is_read_only=True)) as connection, nothing_but_damage(copy):
            if broken := integrity_problems(connection):
                return _Faults(broken, is_broken=True)
            if applied(raw) != LANDED:  # an older schema, with other columns
                return _Faults([told for *_, told in [chain_of(raw)] if told])
            if connection.value(_IS_SEALED):
                connection.seal = LockedSeal()
            return _Faults(verify(connection, is_quick=True))
    except FileUnavailableError as wrong:
        return _Faults([str(wrong)], is_broken=True)
