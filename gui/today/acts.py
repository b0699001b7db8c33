"""What the button of each line on 今日 opens; its text is in ``act_words``."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from PySide6.QtWidgets import QDialog, QWidget

from disclosure.cases.due_items import DueItem, DueKind
from disclosure.cases.state import CaseState
from disclosure.records import LEDGERS, Litigation, Request, Review
from disclosure.terms import StepKind
from gui.base.session import Session
from gui.cases.acts import act_of as act_of_step
from gui.cases.acts import answer_of, sheet_of, step_of
from gui.report.trail_forms import form_for_item
from tasks.letters.offered import due_next

Open: TypeAlias = Callable[[Session, DueItem, QWidget], QDialog]


def open_act(session: Session, item: DueItem, window: QWidget) -> QDialog:
    """Open the sheet for a due item with a button."""
    sheet = OPENING[item.kind](session, item, window)
    sheet.open()
    return sheet


def _request(session: Session, item: DueItem) -> Request:
    return session.registers.get(Request, item.record_id)


def _answer(session: Session, item: DueItem, window: QWidget) -> QDialog:
    return answer_of(session, _request(session, item), window)


def _step(kind: StepKind, session: Session, item: DueItem, window: QWidget) -> QDialog:
    return act_of_step(session, _request(session, item), kind, window)


def _opinion(session: Session, item: DueItem, window: QWidget) -> QDialog:
    """The opinion of a consulted party that has not answered: a third party, or another agency."""
    request = _request(session, item)
    case = CaseState(request, session.registers.steps(request.id))
    organ = case.unanswered(StepKind.ORGAN_ASKED, StepKind.ORGAN_ANSWERED)
    third = case.unanswered(StepKind.THIRD_PARTY_ASKED, StepKind.THIRD_PARTY_ANSWERED)
    kind = StepKind.ORGAN_ANSWERED if organ and not third else StepKind.THIRD_PARTY_ANSWERED
    return step_of(session, request, kind, window)


def _delivery(session: Session, item: DueItem, window: QWidget) -> QDialog:
    """The delivery that is posted and not signed for, to be completed; else a new one."""
    request = _request(session, item)
    posted = [step for step in session.registers.steps(request.id) if step.kind is StepKind.DELIVERED]
    waiting = posted[-1] if posted and item.waits else None
    form = step_of(session, request, StepKind.DELIVERED, window, original=waiting)
    if waiting is not None:
        form.begins_at = "signed_on"
    return form


def _letter(code: str, session: Session, item: DueItem, window: QWidget) -> QDialog:
    """The sheet of the due letter; for a review or suit the reply, then the list of its evidence."""
    owner = session.registers.get(LEDGERS[item.register], item.record_id)
    assert isinstance(owner, Request | Review | Litigation), "nothing else is answered with a letter"
    following = "" if isinstance(owner, Request) else due_next(session.registers, owner)
    return sheet_of(session, owner, following or code, window)


OPENING: Mapping[DueKind, Open] = {
    DueKind.CONFIRM_RECEIPT: partial(_step, StepKind.PHONE_CONFIRMED),
    DueKind.CORRECTION_NOTICE: partial(_letter, "correction-notice"),
    DueKind.CORRECTION: partial(_step, StepKind.CORRECTION_RECEIVED),
    DueKind.PAYMENT: partial(_step, StepKind.FEE_PAID),
    DueKind.OPINION: _opinion,
    DueKind.ANSWER: _answer,
    DueKind.ANSWER_AGAIN: partial(_step, StepKind.ANSWERED_AGAIN),
    DueKind.DELIVERY: _delivery,
    DueKind.REVIEW_REPLY: partial(_letter, "review-reply"),
    DueKind.COURT_DEFENCE: partial(_letter, "defence"),
    DueKind.REPORT_SUBMISSION: form_for_item,
    DueKind.REPORT_PUBLICATION: form_for_item,
    DueKind.REPORT_ARCHIVE: form_for_item,
    DueKind.REPORT_RECTIFICATION: form_for_item,
}
