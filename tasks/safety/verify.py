"""Whether a file is sound: its pages, its references, its journal and its attachments."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.errors import FileDamagedError
from tasks.files import opened


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a file, a sentence each, and whether what is sealed in it could not be looked at."""

    problems: list[str]
    is_locked: bool = False
    marks: Sequence[str] = ()
    """A line for every month of the journal, to be held against printed ledgers."""

    @property
    def sentences(self) -> list[str]:
        """The problems, or that there are none."""
        not_looked_at = "（加密的内容没有核对：没有给出口令。）" if self.is_locked else ""
        return self.problems or [f"文件完好。{not_looked_at}"]


def verdict(path: Path, secret: str = "") -> Verdict:
    """Look a file through.

    Raises FileUnavailableError where it cannot be looked at: missing, in use, of another program; WrongPasswordError.
    """
    try:
        with opened(path, secret) as registers:
            problems = registers.verify()
            marks = [] if problems else [mark.line for mark in registers.journal_marks()]
            return Verdict(problems, registers.protection.is_locked, marks)
    except FileDamagedError as damaged:
        return Verdict([str(damaged)])
