"""The preview of an import: what becomes of every row, the doubtful ones first, and the open questions."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property, partial
from pathlib import Path

from disclosure.checks.records.rows import rows_doubts
from disclosure.masking import masked_prose
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, Record
from disclosure.written_dates import DateForm
from importers.ledgers.ledger import Ledger, LedgerFile, open_ledger, reading_on
from importers.ledgers.proposal import Answers, Asked, Proposal, Question, Word
from importers.ledgers.rows import Row
from storage.query import Query
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.ledgers.fates import SortedRow, fates
from tasks.ledgers.known_rows import KnownRows, SameRows
from tasks.ledgers.refusals import place_of
from tasks.ledgers.remembering import known_answers, remembered, shape_of


class Fate(IntEnum):
    """What becomes of a row, in the order of attention needed."""

    REFUSED = 0
    DOUBTFUL = 1
    FINE = 2
    THERE = 3


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row: its place, what becomes of it, its record if any, and remarks with the columns they are about.

    A row that represents several records (处罚件数, 许可件数) has a line for each.
    """

    row: Row
    sheet: str
    fate: Fate
    record: Record | None
    told: tuple[str, ...]
    doubted: frozenset[str] = frozenset()

    @property
    def sentence(self) -> str:
        """All remarks on the row in one sentence, without the full stop."""
        return "；".join(one.removesuffix("。") for one in self.told)


@dataclass(frozen=True)
class Preview:
    """A ledger as it would be imported with the given answers; ``shape`` identifies ledgers of the same kind.

    ``words`` are all words in its columns of terms, including the certain ones; ``asked`` is the number of lists of
    ``questions``, each answered in one go.
    """

    file: LedgerFile
    ledger: Ledger
    answers: Answers
    questions: tuple[Question, ...]
    asked: int
    words: tuple[Word, ...]
    rows: tuple[PreviewRow, ...]
    shape: str

    @property
    def accepted(self) -> int:
        """How many rows would be imported."""
        return self.count(Fate.DOUBTFUL) + self.count(Fate.FINE)

    def count(self, fate: Fate) -> int:
        """How many rows have a fate."""
        return self._counts[fate]

    @cached_property
    def _counts(self) -> Counter[Fate]:
        return Counter(row.fate for row in self.rows)


def preview_ledger(
    registers: Registers,
    source: Path,
    register: str,
    *,
    today: date,
    answers: Answers | None = None,
    opened: LedgerFile | None = None,
    progress: Progress = silent,
) -> Preview:
    """Return what importing a ledger would do; nothing is stored.

    Without ``answers``, those remembered for ledgers of the same shape are used (for words, of other shapes, too), and
    all proposals otherwise. ``opened`` is the file if it was read already. Raises SourceUnreadableError and
    CancelledError as importing does.
    """
    record_type = LEDGERS[register]
    file = opened or open_ledger(source, progress)
    said = answers or Answers()
    office = registers.profile()

    def read(told: Progress) -> Preview:
        ledger = file.ledger(record_type, said.headings, chosen=said.sheets, corrected=said.cells, progress=told)
        shape = shape_of(ledger)
        agreed = answers
        if agreed is None:
            known = known_answers(remembered(registers), ledger)
            ledger = file.ledger(record_type, known.headings, progress=told) if known.headings else ledger
            agreed = _agreed(Proposal(ledger, known, office).questions, known)
        proposal = Proposal(ledger, agreed, office)
        there = KnownRows(record_type, registers.all(record_type, Query()), partial(registers.amended, record_type))
        found = fates(there, ledger.readings(proposal.understanding(), told))
        same = SameRows(record_type, there.numbers_by_content())
        new = (one.reading.record for one in found if one.is_new and one.reading.record is not None)
        doubts = rows_doubts(new, load_calendar(registers), today)
        rows = tuple(sorted((_row(one, same, doubts) for one in found), key=lambda row: row.fate))
        asked = len(proposal.rounds)
        return Preview(file, ledger, agreed, proposal.questions, asked, proposal.words, rows, shape)

    return reading_on(progress, read, math.inf)


def _row(one: SortedRow, same: SameRows, doubts: Iterator[dict[str, str]]) -> PreviewRow:
    """Return a row of the preview; ``doubts`` yields those of the new records, in order."""
    reading = one.reading
    if one.reasons:
        told, doubted = tuple(map(masked_prose, one.reasons)), one.faulty
        return PreviewRow(reading.row, reading.sheet, Fate.REFUSED, reading.record, told, frozenset(doubted))
    if one.is_there or reading.record is None:
        return PreviewRow(reading.row, reading.sheet, Fate.THERE, reading.record, ("登记簿里已经有了",))
    own = next(doubts)
    double = same.said(reading.record, place_of(reading.row.number, reading.sheet))
    told = tuple(map(masked_prose, filter(None, (*own.values(), double))))
    fate = Fate.DOUBTFUL if told else Fate.FINE
    return PreviewRow(reading.row, reading.sheet, fate, reading.record, told, frozenset(own))


def _agreed(asked: tuple[Question, ...], known: Answers) -> Answers:
    """Return answers that accept every proposal, except where there was an answer before."""
    headings = {one.text: one.proposal for one in asked if one.asked is Asked.HEADING}
    words: dict[str, dict[str, str]] = {}
    dates: dict[str, set[DateForm]] = {}
    for one in asked:
        if one.asked is Asked.WORD and one.proposal:
            words.setdefault(one.column, {})[one.text] = one.proposal
        elif one.asked is Asked.DATE:
            dates.setdefault(one.column, set()).add(one.form)
    for column, said in known.words.items():
        words.setdefault(column, {}).update(said)
    return Answers(
        headings={**headings, **known.headings},
        words=words,
        dates={column: frozenset(forms) for column, forms in dates.items()},
        fills=frozenset(one.column for one in asked if one.asked is Asked.FILL),
    )
