"""The one act of each line on 今日: the word on its button, and what it opens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from disclosure.cases.due_items import DueItem, DueKind
from disclosure.cases.state import CaseState
from disclosure.records import LEDGERS, Litigation, Request, Review
from disclosure.terms import StepKind
from gui.base.session import Session
from gui.cases.acts import act_of as act_of_step
from gui.cases.acts import answer_of, sheet_of, step_of
from gui.report.trail_forms import form_for_item

Open = Callable[[Session, DueItem, QWidget], QDialog]


@dataclass(frozen=True)
class Act:
    """What its button says, and the sheet it opens."""

    words: str
    open: Open


def act_of(item: DueItem) -> Act | None:
    """Return the act of something due; None where its record shows what there is to do."""
    if item.kind in _AWAITED and not item.waits:  # nobody came by the day: what is next she decides at the record
        return None
    return _ACTS.get(item.kind)


def _request(session: Session, item: DueItem) -> Request:
    return session.registers.get(Request, item.record_id)


def _answer(session: Session, item: DueItem, window: QWidget) -> QDialog:
    return answer_of(session, _request(session, item), window)


def _step(kind: StepKind, session: Session, item: DueItem, window: QWidget) -> QDialog:
    return act_of_step(session, _request(session, item), kind, window)


def _opinion(session: Session, item: DueItem, window: QWidget) -> QDialog:
    """The opinion of whoever was asked and has not answered: a third party, or another organ."""
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
    owner = session.registers.get(LEDGERS[item.register], item.record_id)
    assert isinstance(owner, Request | Review | Litigation), "nothing else is answered with a letter"
    return sheet_of(session, owner, code, window)


_AWAITED = frozenset({DueKind.CORRECTION, DueKind.PAYMENT, DueKind.OPINION})
_ACTS: Mapping[DueKind, Act] = {
    DueKind.CONFIRM_RECEIPT: Act("确认收到…", partial(_step, StepKind.PHONE_CONFIRMED)),
    DueKind.CORRECTION_NOTICE: Act("告知补正…", partial(_letter, "correction-notice")),
    DueKind.CORRECTION: Act("登记补正…", partial(_step, StepKind.CORRECTION_RECEIVED)),
    DueKind.PAYMENT: Act("登记缴费…", partial(_step, StepKind.FEE_PAID)),
    DueKind.OPINION: Act("登记意见…", _opinion),
    DueKind.ANSWER: Act("答复…", _answer),
    DueKind.ANSWER_AGAIN: Act("重新答复…", partial(_step, StepKind.ANSWERED_AGAIN)),
    DueKind.DELIVERY: Act("登记送达…", _delivery),
    DueKind.REVIEW_REPLY: Act("写答复书…", partial(_letter, "review-reply")),
    DueKind.COURT_DEFENCE: Act("写答辩状…", partial(_letter, "defence")),
    DueKind.REPORT_SUBMISSION: Act("登记报送…", form_for_item),
    DueKind.REPORT_PUBLICATION: Act("登记公布…", form_for_item),
    DueKind.REPORT_ARCHIVE: Act("登记送档…", form_for_item),
    DueKind.REPORT_RECTIFICATION: Act("登记办结…", form_for_item),
}
