"""选择列: which columns a table shows, and in which order."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidgetItem, QVBoxLayout, QWidget

from disclosure.column_kinds import columns
from gui.kit.cards import button, words
from gui.kit.gated_form import GatedForm
from gui.kit.row_table import list_of_lines
from gui.registers.model import Derived
from gui.registers.views import RegisterView


class ColumnChooser(GatedForm):
    """All columns of a register, ticked if shown, ordered by dragging or with Ctrl+↑ / Ctrl+↓."""

    chosen = Signal(list)

    def __init__(
        self, view: RegisterView, shown: Sequence[str], derived: Mapping[str, Derived], parent: QWidget | None = None
    ) -> None:
        super().__init__(f"{view.record_type.title} · 选择列", parent)
        self._view = view
        self._labels = {column.name: column.label for column in columns(view.record_type)}
        self._labels |= {name: column.label for name, column in derived.items()}
        self.list = list_of_lines("列")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.itemChanged.connect(self.refresh_gate)
        stack = QVBoxLayout(self.body)
        stack.setContentsMargins(20, 16, 20, 8)
        stack.setSpacing(8)
        stack.addWidget(words("勾选要显示的列；拖动，或按 Ctrl+↑、Ctrl+↓ 调整顺序。", "secondary", wrap=True))
        stack.addWidget(self.list, 1)
        self.save_button.setText("确定  Ctrl+S")
        self.foot.insertWidget(1, button("恢复默认", lambda: self.fill(view.shown)))
        for keys, distance in (("Ctrl+Up", -1), ("Ctrl+Down", 1)):
            action = self.list.addAction(keys, lambda *_, distance=distance: self.move_current(distance))
            action.setShortcut(keys)
        self.submitted.connect(self._accept)
        self.resize(380, 560)
        self.fill(shown)

    def fill(self, shown: Sequence[str]) -> None:
        """List the shown columns first, in order, then the others."""
        self.list.clear()
        labels = self._labels
        for name in (*shown, *(name for name in labels if name not in shown)):
            if name in labels:
                item = QListWidgetItem(labels[name], self.list)
                item.setData(Qt.ItemDataRole.UserRole, name)
                item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)

    def names(self) -> list[str]:
        """Return the ticked columns in order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def move_current(self, distance: int) -> None:
        """Move the current column up or down."""
        row = self.list.currentRow()
        if 0 <= row + distance < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + distance, item)
            self.list.setCurrentItem(item)

    def refresh_gate(self) -> None:
        self.complain("" if self.names() else "至少显示一列")

    def _accept(self) -> None:
        self.chosen.emit(self.names())
        self.accept()
