"""合并办理: several open requests of one applicant, answered together by the answer to the first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from disclosure.cases.answer_date import deadline_of
from disclosure.errors import DisclosureError
from disclosure.masking import masked_prose
from disclosure.records import Request
from disclosure.terms import MergedRequests
from gui.base.session import Session
from gui.kit.cards import words
from gui.kit.gated_form import ShortForm
from gui.kit.row_table import list_of_lines, wrap_lines
from tasks.cases.merging import SEVERAL_PEOPLE, are_of_several_people, by_receipt, merge

_CONTENT = 40
_TOLD = (
    "勾选的申请以最早收到的一件为主件，只作一次答复，答复书列明各件的登记编号；每件仍单独计为一件，各有一个办理结果。"
)


class MergeDialog(ShortForm):
    """Each request with its date, applicant and content; 合并 is enabled from two ticked on."""

    def __init__(self, session: Session, requests: Sequence[Request], parent: QWidget | None = None) -> None:
        super().__init__("合并办理", parent)
        self._session, self._requests = session, sorted(requests, key=by_receipt)
        steps = session.registers.steps_by_request(request.id for request in requests)
        self._due = {one.id: deadline_of(one, steps.get(one.id, ()), session.calendar) for one in requests}
        self.list, self.due = list_of_lines("一并答复的申请"), words("", wrap=True)
        wrap_lines(self.list)
        for request in self._requests:
            item = QListWidgetItem(_line(request), self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        counted = session.registers.profile().merged_requests or MergedRequests.OTHER
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        for told in (_TOLD, f"主件以外的各件{counted.label}；可以在“机关信息与期初数”的“合并办理的申请”中另选。"):
            stack.addWidget(words(told, wrap=True))
        stack.addWidget(self.list, 1)
        stack.addWidget(self.due)
        self.save_button.setText("合并办理  Ctrl+S")
        self.list.itemChanged.connect(self.refresh_gate)
        self.submitted.connect(self._merge)
        self.refresh_gate()
        self.list.setFocus()

    def chosen(self) -> list[Request]:
        """Return the ticked requests."""
        ticked = (self.list.item(row).checkState() == Qt.CheckState.Checked for row in range(self.list.count()))
        return [request for request, is_ticked in zip(self._requests, ticked, strict=True) if is_ticked]

    def refresh_gate(self) -> None:
        """Say which one is answered for all, by when, and what prevents it."""
        chosen = self.chosen()
        first = chosen[0] if len(chosen) > 1 else None
        self.list.blockSignals(True)
        for row, request in enumerate(self._requests):
            self.list.item(row).setText(f"{_line(request)}{'  （主件）' if request is first else ''}")
        self.list.blockSignals(False)
        days = [(due.due_on, one.caption, due.due_day) for one in chosen if (due := self._due[one.id]).due_on]
        told = f"最早到期的是 {min(days)[1]}，答复要在{min(days)[2]}以前发出。" if days else ""
        self.due.say(told, name="secondary")
        if first is None:
            self.complain("至少勾选两件申请")
        else:
            self.complain(SEVERAL_PEOPLE if are_of_several_people(chosen) else "")

    def _merge(self) -> None:
        try:
            merge(self._session.registers, self.chosen(), self._session.today)
        except DisclosureError as failure:
            self.not_kept(failure, self._merge)
            return
        self.accept()


def _line(request: Request) -> str:
    day = (request.received_on or request.arrived_on).isoformat()
    content = masked_prose(request.content).replace("\n", " ")[:_CONTENT]
    return f"{request.caption}  {day}  {masked_prose(request.applicant)}  {content}"
