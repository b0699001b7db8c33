"""Earlier answers beside a request: of the same applicant as evidence, of others only for information."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from disclosure.cases.repeats import Evidence
from disclosure.masking import masked_prose
from disclosure.records import Request, Step
from gui.base.session import Session
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.kit.cards import beside_link, button, clear, quotable, words
from tasks.cases.repeats import RepeatFindings, find_repeats

_MOST_SHOWN = 4
_TOP = Qt.AlignmentFlag.AlignTop
_ANSWERED = "前一次已经答复且内容相同的，可以不予重复处理（条例第三十六条第六项）；核对内容和送达凭证后再定。"
_NOT_ANSWERED = "前一件尚未答复，不能按重复申请处理，可以合并办理。"
_COLUMNS = (("登记编号", 64), ("答复日期", 72), ("办理结果", 96), ("文号", 96), ("送达凭证", 110), ("相似", 36))


class RepeatsPanel(QWidget):
    """The earlier answers found for one request; hidden while there are none, which ``found`` signals, too.

    ``merge_wanted`` carries the open requests that could be answered together, including the one shown.
    """

    found = Signal(bool)
    merge_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None, *, is_narrow: bool = False) -> None:
        super().__init__(parent)
        self._session, self._is_narrow = session, is_narrow
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(4)
        self.repeats: tuple[Evidence, ...] = ()
        self._wanted: Request | None = None
        self._soon = session.timer(self, self._look, Wait.TYPING)
        self.hide()

    def look_soon(self, request: Request | None) -> None:
        """Search after a pause in typing or in moving through the table; None clears the results."""
        if request is None or self._wanted is None or request.id != self._wanted.id:
            self.forget()
        self._wanted = request
        self._soon.start()

    def _look(self) -> None:
        """Search in a worker for earlier requests like the wanted one, which need not be saved."""
        request, registers = self._wanted, self._session.registers
        if request is not None:
            self._session.run_quietly(
                lambda _progress: (request, find_repeats(registers, request)), self._told, shares=True
            )

    def _told(self, answer: tuple[Request, RepeatFindings]) -> None:
        request, found = answer
        if isValid(self) and request is self._wanted:  # neither closed nor changed meanwhile
            self._show(request, found)

    def _show(self, request: Request, found: RepeatFindings) -> None:
        similar = found.similar
        clear(self.stack)
        self.repeats = similar.repeats
        if similar.repeats:
            self.stack.addWidget(words("同一申请人以前的相同或相近申请", "attention", wrap=True))
            self._add(similar.repeats[:_MOST_SHOWN], found)
            is_answered = any(each.request.is_answered for each in similar.repeats)
            self.stack.addWidget(quotable(_ANSWERED if is_answered else _NOT_ANSWERED, "secondary"))
            together = [each.request for each in similar.repeats if each.request.outcome is None]
            if together and request.id and request.outcome is None and not self._session.is_read_only:
                offer = button("合并办理…", partial(self.merge_wanted.emit, [*together, request]))
                self.stack.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)
        if similar.for_reference:
            self.stack.addWidget(words("可参考的答复（其他申请人，不是重复申请）", "secondary", wrap=True))
            self._add(similar.for_reference[:_MOST_SHOWN], found)
        if similar.suggestion:
            self.stack.addWidget(quotable(similar.suggestion, sign=Sign.DOUBT))
        self._appear(bool(similar.repeats or similar.for_reference))

    def forget(self) -> None:
        """Clear the results."""
        clear(self.stack)
        self.repeats = ()
        self._appear(False)

    def _appear(self, is_found: bool) -> None:
        self.setVisible(is_found)
        self.found.emit(is_found)

    def _add(self, evidence: tuple[Evidence, ...], found: RepeatFindings) -> None:
        """Add the earlier answers: side by side, or one below the other if there is little room."""
        if self._is_narrow:
            for each in evidence:
                self.stack.addLayout(self._one(each, found.delivery(each)))
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for column, (heading, width) in enumerate(_COLUMNS):
            grid.setColumnMinimumWidth(column, width)
            grid.setColumnStretch(column, width)
            grid.addWidget(words(heading, "secondary"), 0, column)
        for row, each in enumerate(evidence, start=1):
            grid.addWidget(self._link(each), row, 0, _TOP)
            for column, text in enumerate(_cells(each, found.delivery(each)), start=1):
                grid.addWidget(beside_link(quotable(text)), row, column, _TOP)
        self.stack.addLayout(grid)

    def _one(self, evidence: Evidence, delivery: Step | None) -> QHBoxLayout:
        answered, outcome, number, delivered, degree = _cells(evidence, delivery)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._link(evidence), 0, _TOP)
        told = f"{answered}  {outcome}  文号 {number}  送达 {delivered}  相似 {degree}"
        told = told if evidence.answered_on else f"{answered}  相似 {degree}"
        row.addWidget(beside_link(quotable(told)), 1, _TOP)
        return row

    def _link(self, evidence: Evidence) -> QWidget:
        made = button(
            evidence.number, partial(self._session.wanted.emit, Request.register, evidence.request.id), "link"
        )
        made.setAccessibleName(f"查看 {evidence.number}")
        made.setToolTip(evidence.sentence)
        return made


def _cells(evidence: Evidence, delivery: Step | None) -> tuple[str, ...]:
    answered = evidence.answered_on.isoformat() if evidence.answered_on else "尚未答复"
    outcome = evidence.outcome.plain_label if evidence.outcome else "—"
    number = masked_prose(evidence.answer_number) or "—"
    return answered, outcome, number, delivery_words(delivery), f"{evidence.similarity:.0%}"


def delivery_words(step: Step | None) -> str:
    """Return the proof of delivery of an answer: way, number, dates; 「未登记」 if there is none."""
    if step is None:
        return "未登记"
    parts = [step.delivery.label if step.delivery else "已经送达", masked_prose(step.tracking_number)]
    parts.append(f"签收 {step.signed_on.isoformat()}" if step.signed_on else "")
    parts.append(f"交邮 {step.posted_on.isoformat()}" if step.posted_on and not step.signed_on else "")
    return " ".join(part for part in parts if part)
