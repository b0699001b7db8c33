"""申请人的其他申请: the other requests of the same person, and contact data that can be copied from them."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from disclosure.column_kinds import columns_by_name
from disclosure.errors import DisclosureError
from disclosure.masking import masked_prose, screened
from disclosure.records import Record, Request
from disclosure.terms import AccessKind
from disclosure.wording import listed
from gui.base.session import Session
from gui.base.waits import Wait
from gui.kit.cards import RecordCard, beside_link, button, clear, quotable, words
from tasks.cases.applicants import Applicant, applicant_of, reuse_contact

_SHOWN, _CONTENT = 5, 24


class ApplicantCard(RecordCard):
    """The other requests of an applicant, hidden while there are none; a worker thread looks for them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("申请人的其他申请", parent)
        self._session = session
        self.request: Request | None = None
        self.found = Applicant()
        self._is_open = False
        self._soon = session.timer(self, self._look, Wait.TYPING)
        self._show()

    def show_record(self, record: Record) -> None:
        """Look for the other requests of the applicant, after a short pause."""
        assert isinstance(record, Request)
        if self.request is None or record.id != self.request.id:
            self.found, self._is_open = Applicant(), False
        self._show()
        self.request = record
        self._soon.start()

    def take_over(self) -> None:
        """Fill the empty contact fields of this request with the data found, and note that access as copied."""
        session, request, found = self._session, self.request, self.found
        if request is None or found.source is None or found.values is None:
            return
        session.note_access(found.source, AccessKind.COPIED, tuple(found.values))
        try:
            reuse_contact(session.registers, request, found)
        except DisclosureError as failure:
            session.refused(failure, self.take_over)
        else:
            session.told.emit(f"已沿用 {found.source.caption} 的{listed(found.labels)}，可按 Ctrl+Z 撤销")

    def _look(self) -> None:
        request, registers = self.request, self._session.registers
        if request is not None:
            self._session.run_quietly(
                lambda _progress: (request.id, applicant_of(registers, request)), self._found, shares=True
            )

    def _found(self, answer: tuple[int, Applicant]) -> None:
        request_id, found = answer
        if self.request is not None and self.request.id == request_id:
            self.found = found
            self._show()

    def _open(self) -> None:
        self._is_open = True
        self._show()

    def _show(self) -> None:
        clear(self.body)
        found, others = self.found, self.found.others
        self.setVisible(bool(others))
        is_waiting = sum(one.is_open for one in others)
        self.corner.setText(f"{len(others)} 件" + (f"，{is_waiting} 件未办结" if is_waiting else ""))
        for one in others if self._is_open else others[:_SHOWN]:
            self.body.addLayout(self._line(one))
        if len(others) > _SHOWN and not self._is_open:
            more = button(f"显示其余 {len(others) - _SHOWN} 件", self._open, "link")
            self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if found.source is not None and found.values is not None:
            declared = columns_by_name(Request)
            told = [f"{declared[name].label} {screened(declared[name], text)}" for name, text in found.values.items()]
            self.body.addWidget(words(f"{found.source.caption} 填过：{'，'.join(told)}", "secondary", wrap=True))
            offer = button("沿用到本件", self.take_over)
            offer.setAccessibleName(f"把 {found.source.caption} 的{listed(found.labels)}沿用到本件")
            offer.setEnabled(not self._session.is_read_only)
            self.body.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, one: Request) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        go = button(one.caption, partial(self._session.wanted.emit, one.register, one.id), "link")
        go.setAccessibleName(f"查看 {one.caption}")
        content = masked_prose(one.content).replace("\n", " ")
        stands = one.outcome.plain_label.partition("（")[0] if one.outcome else "办理中"
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        text = content if len(content) <= _CONTENT else f"{content[:_CONTENT]}…"
        row.addWidget(beside_link(quotable(f"{text}  {stands}")), 1)
        return row
