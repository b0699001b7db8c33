"""Importing a ledger: new rows are saved in one transaction, refused ones written to a file beside the source."""

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from disclosure.calendar.workdays import WorkCalendar
from disclosure.checks.records.rows import rows_doubts
from disclosure.masking import masked_prose
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, Record
from disclosure.wording import listed
from importers.ledgers.ledger import Ledger, LedgerFile, open_ledger, reading_on
from importers.ledgers.proposal import Answers, Proposal
from importers.ledgers.reading import Reading
from storage.query import Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.ledgers.confirming import proposed_columns
from tasks.ledgers.fates import SortedRow, fates, refused_rows
from tasks.ledgers.known_rows import KnownRows, SameRows
from tasks.ledgers.refusals import RefusedRow, place_of, refusals_beside

_MOST_ASIDES, _QUOTED, _PART = 8, 12, 5_000


@dataclass(frozen=True)
class ImportResult:
    """What became of the rows of a ledger: every row that is not blank is accepted, already there, or refused.

    ``refusals_path`` is the file with the refused rows, if any; ``left_out`` names sheets that were not read,
    ``asides`` the rows that are not records. ``proposed`` counts the accepted rows with unconfirmed values,
    ``proposed_in`` names their columns; ``doubts`` holds what is hardly right about accepted rows, a sentence each, as
    in their forms and the check; ``recalled`` the headings and words known from an earlier import.
    """

    register: str
    accepted: int
    already_there: int
    refused: tuple[RefusedRow, ...]
    blank: int = 0
    refusals_path: Path | None = None
    left_out: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    proposed: int = 0
    proposed_in: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """What happened, for people."""
        told = f"导入 {self.accepted} 条，已有 {self.already_there} 条，退回 {len(self.refused)} 条。"
        if self.refusals_path:
            told += f"退回的行和原因写在“{self.refusals_path}”。"
        if self.recalled:
            more = "等" if len(self.recalled) > _MOST_ASIDES else ""
            told += f"照以前说过的认出：{listed(self.recalled[:_MOST_ASIDES])}{more}。"
        if self.proposed:
            told += f"其中 {self.proposed} 条的{listed(self.proposed_in)}是按建议填写的，还没有核对。"
        if self.doubts:
            told += f"导入的行中 {len(self.doubts)} 行有疑问，要核对。"
        if self.asides:
            more = "等" if len(self.asides) > _MOST_ASIDES else ""
            told += f"不是记录、没有导入的行：{listed(self.asides[:_MOST_ASIDES])}{more}。"
        if self.left_out:
            told += f"没有读取的工作表：{listed(self.left_out)}。"
        return told


def import_ledger(
    registers: Registers,
    source: Path,
    register: str,
    answers: Answers | None = None,
    progress: Progress = silent,
    *,
    today: date | None = None,
    opened: LedgerFile | None = None,
) -> ImportResult:
    """Import a ledger into one register, as one step that can be undone as a whole.

    Without ``answers`` only certain headings and words are used. Days after ``today`` are doubtful; ``opened`` is the
    file if it was read already.

    Raises SourceUnreadableError for an unreadable source, ExportError if refused rows cannot be written beside it, and
    CancelledError; nothing has been imported then.
    """
    said, day = answers or Answers(), today or date.today()  # noqa: DTZ011 - legal days
    with registers.lock:
        plan = _planned(registers, source, register, said, today=day, opened=opened, progress=progress)
        with refusals_beside(source, plan.ledger, plan.result.refused) as path:
            if new := plan.result.accepted:
                # as one step, rows with numbers first, so that none of their numbers is assigned to another
                title = plan.ledger.record_type.title
                with registers.batch(f"导入{title}台账“{masked_prose(source.name)}”（{new} 条）"):
                    for done in range(0, new, _PART):  # in parts, so that saved rows need not stay in memory
                        part = [plan.records.popleft() for _ in range(min(_PART, new - done))]
                        registers.save_all(part, progress=partial(_told_from, progress, done, new))
    return replace(plan.result, refusals_path=path)


@dataclass(frozen=True)
class _Plan:
    """What an import will do: the records to save in order, the ledger without its rows, and the result to report."""

    records: deque[Record]
    ledger: Ledger
    result: ImportResult


def _told_from(progress: Progress, before: int, whole: int, done: int, _total: int) -> None:
    progress(before + done, whole)


def _planned(
    registers: Registers,
    source: Path,
    register: str,
    said: Answers,
    *,
    today: date,
    opened: LedgerFile | None,
    progress: Progress,
) -> _Plan:
    record_type = LEDGERS[register]
    file = opened or open_ledger(source, progress)

    def read(told: Progress) -> tuple[Ledger, KnownRows, Sequence[SortedRow], tuple[str, ...]]:
        ledger = file.ledger(record_type, said.headings, chosen=said.sheets, corrected=said.cells, progress=told)
        understanding = Proposal(ledger, said, registers.profile()).understanding()
        known = KnownRows(record_type, registers.all(record_type, Query()), partial(registers.amended, record_type))
        rows = fates(known, ledger.readings(understanding, told), keeps_known=False)
        same = SameRows(record_type, known.numbers_by_content())
        new = [one.reading for one in rows if one.is_new]
        return ledger, known, rows, tuple(_doubts(new, same, load_calendar(registers), today))

    ledger, known, rows, doubts = reading_on(progress, read, math.inf)
    accepted = [one.reading for one in rows if one.is_new]
    records = [reading.record for reading in accepted if reading.record is not None]
    result = ImportResult(
        register,
        len(accepted),
        sum(one.is_there for one in rows),
        tuple(refused_rows(rows)),
        blank=ledger.blank,
        left_out=ledger.left_out,
        asides=tuple(
            f"{place_of(row.number, sheet)}“{masked_prose(next(filter(None, row.cells))[:_QUOTED])}”"
            for sheet, row in ledger.asides
        ),
        proposed=sum(reading.is_proposed for reading in accepted),
        proposed_in=tuple(dict.fromkeys(label for record in records for label in proposed_columns(record))),
        doubts=doubts,
    )
    records.sort(key=lambda record: not known.number(record))
    return _Plan(deque(records), replace(ledger, rows=()), result)


def _doubts(accepted: Sequence[Reading], same: SameRows, calendar: WorkCalendar, today: date) -> Iterator[str]:
    """Yield what is doubtful about the rows accepted, in their order."""
    records = (reading.record for reading in accepted if reading.record is not None)
    by_itself = rows_doubts(records, calendar, today)
    for reading in accepted:
        if reading.record is not None:
            place = place_of(reading.row.number, reading.sheet)
            doubts = (*next(by_itself).values(), same.said(reading.record, place))
            if any(doubts):
                yield f"{place}：{masked_prose(''.join(doubts))}"
