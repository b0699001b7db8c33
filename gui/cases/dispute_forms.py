"""The forms of a review and a suit opened from a request, and how they are saved."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from disclosure.cases.disputes import Dispute, ReplyDue, reply_due
from disclosure.records import Litigation, Record, Request, Review
from disclosure.wording import chinese_date
from gui.base.session import Session
from gui.forms.part_form import FormHead, put_on_top
from gui.forms.record_form import RecordForm
from tasks.cases.disputes import Registered, open_review, open_suit, register_dispute

_AT_INTAKE: Mapping[type[Record], tuple[str, ...]] = {
    Review: ("related_request", "received_on", "applicant", "review_body", "case_number", "procedure"),
    Litigation: ("related_request", "received_on", "plaintiff", "court", "case_number", "route"),
}
"""The contents of the first paper; how the case ended is asked for only when it has."""


class DisputeForm(RecordForm):
    """The complete form of a case, prefilled; the due date of the reply follows 收到日期 and 程序 as typed."""

    def __init__(
        self,
        session: Session,
        record_type: type[Dispute],
        title: str,
        *,
        original: Dispute | None = None,
        start: dict[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._session = session
        self.head = FormHead()
        self.at_intake = _AT_INTAKE[record_type]
        super().__init__(
            record_type,
            self._keep,
            original=original,
            start=start,
            sources=session.sources(record_type),
            parent=parent,
        )
        self.setWindowTitle(title)
        self.begins_at = "received_on"  # the request is known; the last day of the reply follows from this one
        self.take_papers(session.came_in.emit)
        put_on_top(self, self.head)
        self._tell_due()

    def _keep(self, record: Record) -> Registered:
        assert isinstance(record, Review | Litigation)
        registered = register_dispute(self._session.registers, record, self._session.calendar)
        self._session.told.emit(f"已登记 {registered.dispute.number}：{reply_words(registered.reply)}")
        return registered

    def _revalidate(self) -> None:
        super()._revalidate()
        if self._is_ready:
            self._tell_due()

    def _tell_due(self) -> None:
        record = self.record
        if not isinstance(record, Review | Litigation):
            self.head.say("必填的都填好后，这里显示答复或者答辩的最后一日。")
            return
        self.head.say(reply_words(reply_due(record, self._session.calendar)))


def reply_words(reply: ReplyDue) -> str:
    """Return the due date of the agency's reply, with the article."""
    provisional = "（暂定）" if reply.due.is_provisional else ""
    return f"最迟{chinese_date(reply.due.on)}{provisional}{reply.what}（{reply.limit.article}）。"


def review_form(session: Session, request: Request, parent: QWidget | None = None) -> RecordForm:
    """Return the form of 「收到复议申请」."""
    proposed = open_review(session.registers, request, session.today)
    return DisputeForm(session, Review, f"收到复议申请　{request.caption}", original=proposed, parent=parent)


def suit_form(session: Session, request: Request, parent: QWidget | None = None) -> RecordForm:
    """Return the form of 「收到应诉通知」."""
    proposed = open_suit(session.registers, request, session.today)
    return DisputeForm(session, Litigation, f"收到应诉通知　{request.caption}", original=proposed, parent=parent)
