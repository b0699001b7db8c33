"""Which sheet an act of a case opens: its letter's, the fee's, the answer's, or the form of a step without a letter."""

from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from disclosure.records import Request, Step
from disclosure.terms import StepKind
from gui.base.session import Session
from gui.cases.answer_sheet import AnswerSheet, RecordedAnswer
from gui.cases.fee import FeeSheet
from gui.cases.step_form import StepForm
from gui.letters.act_sheet import ActSheet
from tasks.letters.issuing import FEE_NOTICE
from tasks.letters.kept import Owner
from tasks.letters.steps import letter_of


def sheet_of(session: Session, owner: Owner, code: str, window: QWidget) -> ActSheet:
    """Return the sheet of a letter; from it the form of its step alone can be reached."""
    if code == FEE_NOTICE and isinstance(owner, Request):
        sheet: ActSheet = FeeSheet(session, owner, window)
    else:
        sheet = ActSheet(session, owner, code, window)
    if isinstance(owner, Request):
        request = owner
        sheet.step_wanted.connect(lambda kind: step_of(session, request, kind, window, start=sheet.step_start()).open())
    return sheet


def step_of(
    session: Session,
    request: Request,
    kind: StepKind,
    window: QWidget,
    *,
    original: Step | None = None,
    start: dict[str, Any] | None = None,
) -> StepForm:
    """Return the form of a step alone, new or to be amended."""
    return StepForm(session, request, kind, original=original, start=start, parent=window)


def act_of(session: Session, request: Request, kind: StepKind, window: QWidget) -> QDialog:
    """Return what a new step of a kind opens: the sheet of its letter, or its form where it has none."""
    code = letter_of(kind)
    return sheet_of(session, request, code, window) if code else step_of(session, request, kind, window)


def answer_of(session: Session, request: Request, window: QWidget) -> QDialog:
    """Return the sheet of the answer; of a request answered already, the one in which it is put right.

    One that is merged is answered with the request it was merged into: a letter of its own would answer twice.
    """
    first = session.registers.named(Request, request.merged_into) if request.merged_into else None
    if first is not None and not (request.is_answered or first.is_answered):
        request = first
    return RecordedAnswer(session, request, window) if request.is_answered else AnswerSheet(session, request, window)
