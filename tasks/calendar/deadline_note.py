"""The 《期限计算说明》 of a request, for the case file, the reply in a review or the court."""

from datetime import date
from pathlib import Path

from disclosure.cases.answer_date import deadline_of
from disclosure.records import Request
from exporters.letters.deadline_note import deadline_note
from storage.registers import Registers
from storage.whole_file import write_whole
from tasks.calendar.loading import load_calendar


def note_of(registers: Registers, request_id: int, today: date) -> bytes:
    """Return the note of a request as a PDF.

    Raises RecordNotFoundError for a request that no longer exists, ExportError if it cannot be drawn.
    """
    with registers.lock:
        request = registers.get(Request, request_id)
        deadline = deadline_of(request, registers.steps(request_id), load_calendar(registers), today)
        return deadline_note(request, deadline, registers.profile(), today)


def export_deadline_note(registers: Registers, request_id: int, path: Path, today: date) -> Path:
    """Write the note of a request as ``note_of`` makes it and return its path."""
    write_whole(path, note_of(registers, request_id, today), private=True)
    return path
