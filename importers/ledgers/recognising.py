"""Recognising by its headings which register a ledger kept elsewhere belongs to."""

from dataclasses import dataclass
from pathlib import Path

from disclosure.errors import SourceUnreadableError
from disclosure.letters.office_names import code_of
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, Record
from importers.ledgers.ledger import Ledger, LedgerFile, open_ledger


@dataclass(frozen=True)
class OldLedger:
    """A ledger kept elsewhere: its register, and how many rows it has.

    ``weight`` says how many of its headings are the register's, likely ones counting half; ``code`` is the prefix of
    its answers' numbers, if they have one.
    """

    path: Path
    file: LedgerFile
    record_type: type[Record]
    rows: int
    weight: float
    code: str = ""

    @property
    def told(self) -> tuple[str, str]:
        """Its name, and what it was recognised as."""
        return self.path.stem, f"认出是{self.record_type.title}，{self.rows} 件"


def recognised(path: Path, progress: Progress = silent) -> OldLedger:
    """Return a ledger with its register by its headings; raises SourceUnreadableError if it matches none."""
    file = open_ledger(path, progress)
    found: list[Ledger] = []
    for record_type in LEDGERS.values():
        try:
            found.append(file.ledger(record_type, {}, progress=progress))
        except SourceUnreadableError as unreadable:
            reason = unreadable
    if not found:
        raise reason
    best = max(found, key=lambda ledger: ledger.header.weight)
    columns = [target.column.name if target.column else "" for target in best.header.targets]
    numbers = (
        cell
        for _, row in best.filled
        for name, cell in zip(columns, row.cells, strict=False)
        if name == "answer_number"
    )
    return OldLedger(path, file, best.record_type, len(best.filled), best.header.weight, code_of(numbers))
