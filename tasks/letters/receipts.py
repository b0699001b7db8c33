"""Preview of the receipt for a request while it is typed."""

from datetime import date

from disclosure.calendar.workdays import WorkCalendar
from disclosure.letters.values import Letter
from disclosure.records import Request
from storage.registers import Registers
from tasks.cases.likely import usual_handler
from tasks.letters.issuing import draft_letter
from tasks.letters.suggestions import PAPERS_RECEIVED, papers_received

RECEIPT = "receipt"


def receipt_of(registers: Registers, request: Request, today: date, calendar: WorkCalendar) -> Letter:
    """Return the receipt of a request that need not be saved yet; blanks are marked. Nothing is saved.

    Raises UnreadableValueError.
    """
    typed = {"经办人": usual_handler(registers, request), PAPERS_RECEIVED: papers_received(request)}
    draft = draft_letter(registers, request, RECEIPT, typed, dated_on=today, calendar=calendar, instead=request)
    return draft.letter
