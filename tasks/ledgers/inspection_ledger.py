"""Writing the 台账 of 依申请公开 for an inspector: due date, steps, answer, days taken, late or not, delivery."""

from datetime import date
from pathlib import Path

from disclosure.cases.answer_date import deadline_of
from disclosure.cases.inspection_ledger import ledger_row
from disclosure.errors import ExportError
from disclosure.progress import Progress, silent
from disclosure.records import Request
from exporters.ledgers.inspection_ledger import StatutoryLedger, ledger_document, write_statutory_ledger
from exporters.paper.files import framed_in
from exporters.read_back.proving import proven
from storage.query import Query
from storage.registers import Registers
from storage.whole_file import whole_file
from tasks.calendar.loading import load_calendar
from tasks.safety.accesses import note_export

_PROGRESS_EVERY = 100


def export_statutory_ledger(
    registers: Registers,
    path: Path,
    today: date,
    *,
    query: Query | None = None,
    mask: bool = True,
    progress: Progress = silent,
) -> tuple[int, str]:
    """Write the requests a query finds as 台账 to a .pdf, .xlsx or .csv.

    Returns how many there were, and one sentence that names what no font draws in the PDF, empty for nothing.

    ``mask`` hides who the people are; that it went out unmasked is noted. Raises ExportError, CancelledError, and
    LockedError for personal data whose password has not been given; then no file has been changed.
    """
    if path.resolve() == registers.path.resolve():
        raise ExportError(f"“{path}”是正在使用的数据文件，不能被导出的台账覆盖，请换一个文件名。")
    if not mask:
        registers.protection.refuse_if_locked()
    with registers.lock:
        ledger = _ledger(registers, today, query or Query(), progress, mask=mask)
        if not mask and not registers.is_read_only:
            note_export(registers, Request, "个人信息", len(ledger.rows))
    with whole_file(path, private=not mask) as aside:
        write_statutory_ledger(ledger, aside)
    is_drawn = path.suffix.lower() == ".pdf"
    return len(ledger.rows), framed_in(*ledger_document(ledger).texts()) if is_drawn else ""


def printed_ledger(registers: Registers, today: date, query: Query, progress: Progress = silent) -> bytes:
    """Return the requests a query finds as 台账 to print and sign, names and numbers hidden; raises ExportError."""
    with registers.lock:
        ledger = _ledger(registers, today, query, progress, mask=True)
    return proven(ledger_document(ledger), ".pdf")


def _ledger(registers: Registers, today: date, query: Query, progress: Progress, *, mask: bool) -> StatutoryLedger:
    requests = list(registers.all(Request, query))
    steps = registers.steps_by_request([request.id for request in requests])
    calendar, rows = load_calendar(registers), []
    for number, request in enumerate(requests, start=1):
        own = steps.get(request.id, ())
        rows.append(ledger_row(request, own, deadline_of(request, own, calendar, today), today, mask=mask))
        if number % _PROGRESS_EVERY == 0:
            progress(number, len(requests))
    marks = registers.journal_marks()
    return StatutoryLedger(registers.profile().name, rows, today, marks[-1].line if marks else "")
