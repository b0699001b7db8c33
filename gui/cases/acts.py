"""The form for each act in a case: the sheet of its letter, fee or answer, or the form of a step without a letter."""

from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from disclosure.column_kinds import columns_by_name
from disclosure.records import RECORD_TYPES, Request, Step
from disclosure.terms import StepKind
from gui.base.session import Session
from gui.cases.answer_sheet import AnswerSheet, RecordedAnswer
from gui.cases.fee import FeeSheet
from gui.cases.step_form import StepForm
from gui.forms.choice import form_for
from gui.forms.record_form import RecordForm
from gui.letters.act_sheet import ActSheet
from tasks.letters.issuing import FEE_NOTICE
from tasks.letters.kept import Owner
from tasks.letters.steps import letter_of
from tasks.safety.drafts import FormDraft


def sheet_of(session: Session, owner: Owner, code: str, window: QWidget) -> ActSheet:
    """Return the sheet of a letter, from which the form of its step alone can be opened."""
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
    """Return the form of a step alone, new or to be changed."""
    return StepForm(session, request, kind, original=original, start=start, parent=window)


def form_again(session: Session, draft: FormDraft, window: QWidget) -> RecordForm:
    """Return the form of a draft, not filled in yet: of the same record, or for a step of the same request.

    Raises DisclosureError if the record or the request does not exist.
    """
    registers, record_type = session.registers, RECORD_TYPES[draft.register]
    original = registers.get(record_type, draft.record_id) if draft.record_id else None
    if record_type is not Step:
        return form_for(session, record_type, session.save, original=original, parent=window)
    step = original if isinstance(original, Step) else None
    kind = step.kind if step else columns_by_name(Step)["kind"].parse(draft.typed.get("kind", ""))
    form = step_of(
        session, registers.get(Request, step.request_id if step else draft.case), kind, window, original=step
    )
    form.take_content(draft.typed)
    return form


def act_of(session: Session, request: Request, kind: StepKind, window: QWidget) -> QDialog:
    """Return the form for a new step of a kind: the sheet of its letter, or its own form if it has none."""
    code = letter_of(kind)
    return sheet_of(session, request, code, window) if code else step_of(session, request, kind, window)


def answer_of(session: Session, request: Request, window: QWidget) -> QDialog:
    """Return the sheet of the answer, or, for a request already answered, the one for correcting it.

    A merged request is answered with the one it was merged into: with a letter of its own it would be answered twice.
    """
    first = session.registers.named(Request, request.merged_into) if request.merged_into else None
    if first is not None and not (request.is_answered or first.is_answered):
        request = first
    return RecordedAnswer(session, request, window) if request.is_answered else AnswerSheet(session, request, window)
