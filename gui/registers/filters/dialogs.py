"""Small dialogs of the filters: choosing a period, naming a saved filter, deleting saved filters."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QListWidgetItem, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError, UnreadableValueError
from gui.base.session import Session
from gui.kit.cards import words
from gui.kit.gated_form import GatedForm
from gui.kit.row_table import list_of_lines
from gui.kit.typed_dates import read_date
from tasks.ledgers.saved_filters import forget_filters, save_filter, saved_filters


class PeriodDialog(GatedForm):
    """起止日期: a first and a last day, one of which may be empty. ``chosen`` carries them as a key."""

    chosen = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("起止日期", parent)
        self._today, self._key = today, ""
        grid = QGridLayout(self.body)
        grid.setContentsMargins(20, 16, 20, 12)
        grid.setSpacing(8)
        self.days = [QLineEdit(), QLineEdit()]
        for row, (label, line) in enumerate(zip(("从", "到"), self.days, strict=True)):
            line.setPlaceholderText("如 2024-03-01、3-1、今天")
            line.setAccessibleName(f"{label}哪一天")
            line.textChanged.connect(self.refresh_gate)
            grid.addWidget(words(label), row, 0)
            grid.addWidget(line, row, 1)
        self.save_button.setText("确定  Ctrl+S")
        self.submitted.connect(self._choose)
        self.resize(380, 190)
        self.refresh_gate()

    def refresh_gate(self) -> None:
        try:
            first, last = (read_date(line.text(), self._today) for line in self.days)
        except UnreadableValueError as unreadable:
            self.complain(str(unreadable))
            return
        self._key = f"{first.isoformat() if first else ''}/{last.isoformat() if last else ''}"
        if first is None and last is None:
            self.complain("填一个日子")
        else:
            self.complain("后一天早于前一天" if first and last and last < first else "")

    def _choose(self) -> None:
        self.chosen.emit(self._key)
        self.accept()


class SaveFilterDialog(GatedForm):
    """保存筛选: a name for the current filters."""

    def __init__(
        self,
        session: Session,
        register: str,
        chosen: Mapping[str, Sequence[str]],
        told: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("保存筛选", parent)
        self._session, self._register, self._chosen = session, register, chosen
        self._known = {one.name for one in saved_filters(session.registers, register)}
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        self.name = QLineEdit()
        self.name.setAccessibleName("筛选的名称（必填）")
        self.name.setMaxLength(20)
        self.name.textChanged.connect(self.refresh_gate)
        self.name.returnPressed.connect(self.save_button.click)
        self.replaced = words("", "secondary", wrap=True)
        stack.addWidget(words(told, "secondary", wrap=True))
        stack.addWidget(words("名称"))
        stack.addWidget(self.name)
        stack.addWidget(self.replaced)
        stack.addStretch(1)
        self.submitted.connect(self._save)
        self.resize(420, 220)
        self.refresh_gate()

    def refresh_gate(self) -> None:
        name = self.name.text().strip()
        self.replaced.setText("已有这个名称，保存后换成现在的条件。" if name in self._known else "")
        self.complain("" if name else "起一个名称")

    def _save(self) -> None:
        try:
            save_filter(self._session.registers, self._register, self.name.text().strip(), self._chosen)
        except DisclosureError as failure:
            self.not_kept(failure, self._save)
            return
        self.accept()


class ForgetFilterDialog(GatedForm):
    """整理保存的筛选: those still ticked are kept."""

    def __init__(self, session: Session, register: str, parent: QWidget | None = None) -> None:
        super().__init__("整理保存的筛选", parent)
        self._session, self._saved = session, saved_filters(session.registers, register)
        self.list = list_of_lines("保存的筛选")
        for one in self._saved:
            item = QListWidgetItem(one.name, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 12)
        stack.setSpacing(8)
        stack.addWidget(
            words(
                "不勾的不再保存，可以按 Ctrl+Z 撤销。" if self._saved else "还没有保存过筛选。", "secondary", wrap=True
            )
        )
        stack.addWidget(self.list, 1)
        self.save_button.setText("确定  Ctrl+S")
        self.submitted.connect(self._forget)
        self.resize(360, 320)
        self.refresh_gate()

    def _forget(self) -> None:
        unticked = [
            one for row, one in enumerate(self._saved) if self.list.item(row).checkState() is Qt.CheckState.Unchecked
        ]
        try:
            if unticked:
                forget_filters(self._session.registers, unticked)
        except DisclosureError as failure:
            self.not_kept(failure, self._forget)
            return
        self.accept()
