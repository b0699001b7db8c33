"""Writing and printing a register's 台账 for an inspector: deadlines, what was done, whether late, and results."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from disclosure.column_kinds import columns
from disclosure.errors import ExportError
from disclosure.ledgers.inspection import FORMS
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, Request
from exporters.ledgers.inspection_ledger import StatutoryLedger, ledger_document, write_statutory_ledger
from exporters.paper.files import framed_in
from exporters.read_back.proving import proven
from storage.query import Query
from storage.registers import Registers
from storage.whole_file import is_same_file, whole_file
from tasks.calendar.loading import load_calendar
from tasks.cases.merging import split_parents
from tasks.ledgers.exporting import has_personal_columns
from tasks.safety.accesses import note_export

_PROGRESS_EVERY = 100


def export_statutory_ledger(
    registers: Registers,
    register: str,
    path: Path,
    today: date,
    *,
    query: Query | None = None,
    part: str = "",
    mask: bool = True,
    progress: Progress = silent,
) -> tuple[int, str]:
    """Write the records of a register a query finds as 台账 to a .pdf, .docx, .xlsx or .csv.

    ``part`` are the words on paper for what the query leaves out, so that nobody takes it for the whole register.
    Returns their number, and one sentence naming the characters no font has in the PDF, or "".

    ``mask`` hides names of people; an unmasked export is recorded. Raises ExportError, CancelledError, LockedError for
    personal data whose password has not been given, and DisclosureError if the export cannot be recorded; then no file
    has been changed.
    """
    if is_same_file(path, registers.path):
        raise ExportError(f"“{path}”是正在使用的数据文件，不能被导出的台账覆盖，要换一个文件名。")
    record_type = LEDGERS[register]
    tells = not mask and has_personal_columns(record_type)
    if tells and any(column.sealed for column in columns(record_type)):
        registers.protection.refuse_if_locked()
    with registers.lock:
        ledger = _ledger(registers, register, today, query or Query(), progress, mask=mask)
        if tells:
            note_export(registers, record_type, "个人信息", len(ledger.rows))
    ledger = replace(ledger, part=part)
    with whole_file(path, private=tells) as aside:
        write_statutory_ledger(ledger, aside)
    is_drawn = path.suffix.lower() == ".pdf"
    return len(ledger.rows), framed_in(*ledger_document(ledger).texts()) if is_drawn else ""


def printed_ledger(registers: Registers, register: str, today: date, query: Query, part: str = "") -> tuple[bytes, str]:
    """Return the records of a register a query finds as 台账 to print and sign, with names and numbers hidden.

    Also returns a sentence naming the characters no font has. Raises ExportError.
    """
    with registers.lock:
        ledger = replace(_ledger(registers, register, today, query, silent, mask=True), part=part)
    document = ledger_document(ledger)
    return proven(document, ".pdf"), framed_in(*document.texts())


def _ledger(
    registers: Registers, register: str, today: date, query: Query, progress: Progress, *, mask: bool
) -> StatutoryLedger:
    form, records = FORMS[register], list(registers.all(LEDGERS[register], query))
    requests = [record for record in records if isinstance(record, Request)]
    steps = registers.steps_by_request([request.id for request in requests])
    parents = split_parents(registers, requests)
    split = {request.id for request in requests if request.number in parents}
    calendar, rows = load_calendar(registers), []
    for number, record in enumerate(records, start=1):
        known = steps.get(record.id, ())
        rows.append(form.row(record, calendar, today, known, mask=mask, is_split=record.id in split))
        if number % _PROGRESS_EVERY == 0:
            progress(number, len(records))
    marks = registers.journal_marks()
    return StatutoryLedger(form, registers.profile().name, rows, today, marks[-1].line if marks else "")
