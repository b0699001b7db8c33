"""Verifying that a file is sound: its pages, references, journal and attachments."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.changes import parse_fingerprint
from disclosure.errors import FileDamagedError, FileUnavailableError
from disclosure.progress import Progress, silent
from storage.registers import Registers
from storage.whole_file import scratch_folder
from tasks.files import opened

_WITHOUT_KEY = (
    "这个文件没有设口令：能改写整个文件的人可以把日志的校验值一并改写，"
    "这样的改动只有与打印留存的指纹核对（--fingerprint）才看得出。"
)


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a file, a sentence each, and whether its sealed values could not be verified."""

    problems: list[str]
    is_locked: bool = False
    marks: Sequence[str] = ()
    """A line for every month of the journal, to compare with printed ledgers."""

    confirmed: str = ""
    """The sentence confirming that a given fingerprint is of this journal; empty if none was given or it is not."""

    is_keyed: bool = True
    """Whether a password seals the end of the journal; if not, somebody could have recomputed the whole chain."""

    @property
    def sentences(self) -> list[str]:
        """Return the problems, or that there are none, and how far that was verified."""
        not_looked_at = "（加密的内容没有核对：没有给出口令。）" if self.is_locked else ""
        limit = "" if self.is_keyed or self.confirmed else _WITHOUT_KEY
        return self.problems or [f"文件完好。{not_looked_at}", *filter(None, [self.confirmed, limit])]


def problems_of(registers: Registers, progress: Progress = silent) -> list[str]:
    """Return what is wrong with an open file, a sentence each; it checks a copy, so that others can use the file.

    The copy has the same pages and so the same faults. SQLite's own check would lock the file for seconds and cannot be
    split up. The file itself is checked if there is no room for a copy, if a page is unreadable, or if it is in memory.
    """
    path, held = registers.path, registers.protection.held
    if registers.is_snapshot:
        return registers.verify(progress)
    beside = path.parent if os.access(path.parent, os.W_OK) else None  # swept after a crash
    try:
        with scratch_folder(beside) as folder:
            registers.backup_to(copy := folder / path.name)  # error messages quote the name
            with opened(copy) as copied:
                if held is not None:
                    copied.protection.unlock_with(held)
                return copied.verify(progress)
    except FileDamagedError as damaged:
        return [str(damaged)]
    except (FileUnavailableError, OSError):
        return registers.verify(progress)


def verdict(path: Path, secret: str = "", fingerprint: str = "") -> Verdict:
    """Verify a file, and whether a fingerprint printed some day is of its journal.

    An entry's hash covers the journal up to it: if the fingerprint is found in an intact journal, nothing before it was
    changed since. Raises FileUnavailableError if the file cannot be examined (missing, in use, of another program),
    WrongPasswordError, and UnreadableValueError for a malformed fingerprint.
    """
    try:
        with opened(path, secret) as registers:
            digits = parse_fingerprint(fingerprint) if fingerprint else ""
            problems = registers.verify()
            confirmed = ""
            if digits and not problems:
                found = registers.journal_entry(digits)
                if found is None:
                    problems = [f"指纹“{fingerprint}”不在这个文件的日志中：它是另一个文件的，或者日志被改动过。"]
                else:
                    confirmed = (
                        f"指纹是这个文件日志第 {found[0]} 条（{found[1][:10]}）的，到那一条为止的日志没有被改动过。"
                    )
            marks = [] if problems else [mark.line for mark in registers.journal_marks()]
            protection = registers.protection
            return Verdict(problems, protection.is_locked, marks, confirmed, protection.is_sealed)
    except FileDamagedError as damaged:
        return Verdict([str(damaged)])
