"""Importing a ledger: what is new lands in one transaction, what is refused goes back in a file beside the source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure.calendar.workdays import WorkCalendar
from disclosure.checks.records.rows import row_doubts
from disclosure.column_kinds import columns_by_name
from disclosure.masking import masked_prose
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, Record
from disclosure.wording import listed
from importers.ledgers.ledger import read_ledger
from importers.ledgers.proposal import Answers, Proposal
from importers.ledgers.reading import Reading
from storage.query import Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.ledgers.known_rows import KnownRows, SameRows, key_field
from tasks.ledgers.refusals import RefusedRow, place_of, refusals_beside

_MOST_ASIDES, _QUOTED = 8, 12


@dataclass(frozen=True)
class ImportResult:
    """What became of the rows of a ledger: every row that is not blank is accepted, already there, or refused.

    ``refusals_path`` is the file with the refused rows, if there are any; ``left_out`` names sheets that were not read,
    ``asides`` the rows that are no records. ``proposed`` counts the accepted rows with values nobody has confirmed;
    ``doubts`` tells of accepted rows what can hardly be right, a sentence each, as their forms and the check do.
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
    doubts: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """What happened, for people."""
        told = f"导入 {self.accepted} 条，已有 {self.already_there} 条，退回 {len(self.refused)} 条。"
        if self.refusals_path:
            told += f"退回的行和原因写在：{self.refusals_path}"
        if self.proposed:
            told += f"其中 {self.proposed} 条有按建议填写、还没有核对的栏目。"
        if self.doubts:
            told += f"导入的行中 {len(self.doubts)} 行有疑问，请核对。"
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
) -> ImportResult:
    """Import a .xlsx or .csv ledger into one register, as one step that can be undone whole.

    Without ``answers`` only headings and words that are certain are taken. ``today`` is the day after which nothing can
    have happened.

    Raises SourceUnreadableError for a source that cannot be read, ExportError where refused rows cannot be written
    beside it, CancelledError; in each case nothing has been imported.
    """
    record_type = LEDGERS[register]
    said = answers or Answers()
    ledger = read_ledger(source, record_type, said.headings, progress)
    with registers.lock:
        understanding = Proposal(ledger, said, registers.profile()).understanding()
        known = KnownRows(record_type, registers.all(record_type, Query()))
        plan, same = _Plan(known), SameRows(record_type, known.numbers_by_content())
        plan.sort(list(ledger.readings(understanding, progress)))
        with refusals_beside(source, ledger, plan.refused) as path:
            if plan.accepted:
                # as one step; numbers that are written down first, so that none of them is given away
                new, first = plan.accepted, len(plan.numbered)
                with registers.batch(f"导入{record_type.title}台账“{masked_prose(source.name)}”（{new} 条）"):
                    registers.save_all(plan.numbered, progress=lambda done, _total: progress(done, new))
                    registers.save_all(plan.unnumbered, progress=lambda done, _total: progress(first + done, new))
    return ImportResult(
        register,
        plan.accepted,
        plan.already_there,
        tuple(plan.refused),
        blank=ledger.blank,
        refusals_path=path,
        left_out=ledger.left_out,
        asides=tuple(
            f"{place_of(row.number, sheet)}“{masked_prose(next(filter(None, row.cells))[:_QUOTED])}”"
            for sheet, row in ledger.asides
        ),
        proposed=plan.proposed,
        doubts=tuple(_doubts(plan.taken, same, load_calendar(registers), today or date.today())),  # noqa: DTZ011 - legal days
    )


def _doubts(taken: Sequence[Reading], same: SameRows, calendar: WorkCalendar, today: date) -> Iterator[str]:
    """Yield what is doubtful about the rows taken, in their order."""
    for reading in sorted(taken, key=lambda reading: reading.row.number):
        if reading.record is not None:
            place = place_of(reading.row.number, reading.sheet)
            doubts = (*row_doubts(reading.record, calendar, today).values(), same.said(reading.record, place))
            if any(doubts):
                yield f"{place}：{masked_prose(''.join(doubts))}"


class _Plan:
    """The rows of a ledger sorted into their three fates."""

    def __init__(self, known: KnownRows) -> None:
        self._known = known
        self._rows_by_number: dict[str, int] = {}
        self.already_there = 0
        self.numbered: list[Record] = []
        self.unnumbered: list[Record] = []
        self.refused: list[RefusedRow] = []
        self.proposed = 0
        self.taken: list[Reading] = []

    @property
    def accepted(self) -> int:
        """How many rows are new."""
        return len(self.numbered) + len(self.unnumbered)

    def sort(self, readings: Sequence[Reading]) -> None:
        """Sort rows with a number first: what they account for is not there for the rows without one.

        That also keeps a number given by the program from being one that stands further down.
        """
        unnumbered = []
        fates: dict[int, tuple[str, ...]] = {}
        for position, reading in enumerate(readings):
            if reading.record is None:
                fates[position] = reading.reasons
            elif self._known.number(reading.record):
                fates[position] = self._with_number(reading, reading.record)
            else:
                unnumbered.append((position, reading, reading.record))
        for position, reading, record in unnumbered:
            fates[position] = self._add_unless(self._known.use(record), reading, record)
        refused: dict[tuple[str, int], RefusedRow] = {}
        for position, reasons in sorted(fates.items()):
            row, sheet = readings[position].row, readings[position].sheet
            if reasons:  # a row of several records goes back once
                refused.setdefault(
                    (sheet, row.number), RefusedRow(row.number, sheet, row.cells, tuple(map(masked_prose, reasons)))
                )
        self.refused = list(refused.values())

    def _with_number(self, reading: Reading, record: Record) -> tuple[str, ...]:
        number = self._known.number(record)
        label = columns_by_name(type(record))[key_field(type(record))].label
        if number in self._rows_by_number:
            return (f"{label}：“{number}”与第 {self._rows_by_number[number]} 行重复，请改{label}或删去一行",)
        self._rows_by_number[number] = reading.row.number
        if not self._known.holds_number(number):
            return self._add_unless(False, reading, record)
        if differing := self._known.differences(record):
            return (f"{label}：“{number}”已经登记过，但{listed(differing)}不同，请在窗口中修改原记录，或改{label}",)
        return self._add_unless(self._known.use(record), reading, record)

    def _add_unless(self, is_there: bool, reading: Reading, record: Record) -> tuple[str, ...]:
        """Accept a row unless it is there already; return the reasons to refuse it, if any."""
        if is_there:
            self.already_there += 1
            return ()
        if not reading.lacking:
            self.proposed += reading.is_proposed
            self.taken.append(reading)
            (self.numbered if self._known.number(record) else self.unnumbered).append(record)
        return reading.lacking
