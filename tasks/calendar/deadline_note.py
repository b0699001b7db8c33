"""The 《期限计算说明》 of a request, for the case file, the reply in a review or the court."""

from datetime import date
from pathlib import Path

from disclosure.cases.answer_date import deadline_of
from disclosure.records import Request
from exporters.letters.deadline_note import deadline_note
from storage.registers import Registers
from storage.whole_file import write_whole
from tasks.calendar.loading import load_calendar


def export_deadline_note(registers: Registers, request_id: int, path: Path, today: date) -> Path:
    """Write the note of a request as a PDF and return where it lies.

    Raises RecordNotFoundError for a request that is gone, ExportError where it cannot be drawn or written.
    """
    with registers.lock:
        request = registers.get(Request, request_id)
        deadline = deadline_of(request, registers.steps(request_id), load_calendar(registers), today)
        content = deadline_note(request, deadline, registers.profile(), today)
    write_whole(path, content, private=True)
    return path
