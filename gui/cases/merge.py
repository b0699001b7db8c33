"""合并办理: several open requests of one applicant, ticked, answered together by the answer to the first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from disclosure.masking import masked_prose
from disclosure.records import Request
from disclosure.terms import MergedRequests
from gui.base.session import Session
from gui.kit.cards import words
from gui.kit.gated_form import ShortForm
from gui.kit.row_table import wrap_lines
from tasks.cases.merging import merge

_SIZE, _CONTENT = (620, 400), 40
_TOLD = (
    "勾选的申请以最早收到的一件为主件，只作一次答复，答复书列明各件的登记编号；每件仍单独计为一件，各有一个办理结果。",
    "各件的答复期限分别计算，请在最早到期的一件之前答复。",
)


class MergeDialog(ShortForm):
    """Each request with its day, applicant and content; 合并 is open from two ticked on."""

    def __init__(self, session: Session, requests: Sequence[Request], parent: QWidget | None = None) -> None:
        super().__init__("合并办理", parent)
        self._session, self._requests = session, list(requests)
        self.list = QListWidget()
        self.list.setAccessibleName("一并答复的申请")
        wrap_lines(self.list)
        for request in self._requests:
            day = (request.received_on or request.arrived_on).isoformat()
            content = masked_prose(request.content).replace("\n", " ")[:_CONTENT]
            item = QListWidgetItem(f"{request.caption}  {day}  {masked_prose(request.applicant)}  {content}", self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        counted = session.registers.profile().merged_requests or MergedRequests.OTHER
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        for told in (*_TOLD, f"主件以外的各件{counted.label}；可以在“机关信息与期初数”的“合并办理的申请”中另选。"):
            stack.addWidget(words(told, wrap=True))
        stack.addWidget(self.list, 1)
        self.save_button.setText("合并办理  Ctrl+S")
        self.list.itemChanged.connect(self.refresh_gate)
        self.submitted.connect(self._merge)
        self.resize(*_SIZE)
        self.refresh_gate()
        self.list.setFocus()

    def chosen(self) -> list[Request]:
        """Return the requests that are ticked."""
        ticked = (self.list.item(row).checkState() == Qt.CheckState.Checked for row in range(self.list.count()))
        return [request for request, is_ticked in zip(self._requests, ticked, strict=True) if is_ticked]

    def refresh_gate(self) -> None:
        self.complain("" if len(self.chosen()) > 1 else "请至少勾选两件申请")

    def _merge(self) -> None:
        try:
            merge(self._session.registers, self.chosen(), self._session.today)
        except DisclosureError as failure:
            self.not_kept(failure, self._merge)
            return
        self.accept()
