"""What an import would do, before it does it: every row's fate, the doubtful ones first, and what is still asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path

from disclosure.checks.records.rows import row_doubts
from disclosure.masking import masked_prose
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, Record
from disclosure.written_dates import DateForm
from importers.ledgers.header import header_key
from importers.ledgers.ledger import Ledger, read_ledger
from importers.ledgers.mapping_file import answers_of
from importers.ledgers.proposal import Answers, Asked, Proposal, Question
from importers.ledgers.rows import Row
from storage.registers import Registers
from tasks.calendar.loading import load_calendar
from tasks.ledgers.known_rows import SameRows
from tasks.ledgers.refusals import place_of


class Fate(IntEnum):
    """What becomes of a row, what has to be looked at first."""

    REFUSED = 0
    DOUBTFUL = 1
    FINE = 2


@dataclass(frozen=True)
class PreviewRow:
    """One row: where it stands, what becomes of it, its record if it is one, and what is said of it."""

    row: Row
    sheet: str
    fate: Fate
    record: Record | None
    told: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """A ledger as it would come in with the answers given; ``shape`` is what its like is known by."""

    ledger: Ledger
    answers: Answers
    questions: tuple[Question, ...]
    rows: tuple[PreviewRow, ...]
    shape: str

    @property
    def accepted(self) -> int:
        """How many rows would come in, those there already included."""
        return sum(row.fate is not Fate.REFUSED for row in self.rows)

    def count(self, fate: Fate) -> int:
        """How many rows have a fate."""
        return sum(row.fate is fate for row in self.rows)


def preview_ledger(
    registers: Registers,
    source: Path,
    register: str,
    *,
    today: date,
    answers: Answers | None = None,
    remembered: Mapping[str, Mapping[str, object]] | None = None,
    progress: Progress = silent,
) -> Preview:
    """Return what importing a ledger would do; nothing is stored.

    Without ``answers`` those remembered for ledgers of its shape are taken, else every proposal. Raises
    SourceUnreadableError and CancelledError as importing does.
    """
    record_type = LEDGERS[register]
    ledger = read_ledger(source, record_type, answers.headings if answers else {}, progress)
    shape = f"{register}|{'|'.join(map(header_key, ledger.header.names))}"
    office = registers.profile()
    if answers is None:
        known = answers_of((remembered or {}).get(shape, {}))
        ledger = read_ledger(source, record_type, known.headings, progress) if known.headings else ledger
        answers = _agreed(Proposal(ledger, known, office).questions, known)
    proposal, calendar = Proposal(ledger, answers, office), load_calendar(registers)
    rows, same = [], SameRows(record_type)
    for reading in ledger.readings(proposal.understanding(), progress):
        reasons = (*reading.reasons, *reading.lacking)
        doubts = row_doubts(reading.record, calendar, today) if reading.record and not reasons else {}
        double = same.said(reading.record, place_of(reading.row.number, reading.sheet)) if reading.record else ""
        told = tuple(map(masked_prose, reasons or filter(None, (*doubts.values(), double))))
        fate = Fate.REFUSED if reasons else Fate.DOUBTFUL if told else Fate.FINE
        rows.append(PreviewRow(reading.row, reading.sheet, fate, reading.record, told))
    return Preview(ledger, answers, proposal.questions, tuple(sorted(rows, key=lambda row: row.fate)), shape)


def _agreed(asked: tuple[Question, ...], known: Answers) -> Answers:
    """Return answers that agree with every proposal, but for what was said before."""
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
