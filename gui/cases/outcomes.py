"""The 21 results of table three in their printed groups, to choose one of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from disclosure.cases.outcome_guide import GuideGroup, guide_groups
from disclosure.outcomes import Outcome
from gui.base.appearance import mark

_ALONE = "答复"
_OUTCOME = Qt.ItemDataRole.UserRole


class OutcomeList(QListWidget):
    """Every printed row once; headings cannot be chosen, so the arrow keys go from result to result."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "compact")
        self.setWordWrap(True)
        self.setAccessibleName("办理结果")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for group in guide_groups():
            self._add_group(group)
        self.itemSelectionChanged.connect(self._tell)

    def outcome(self) -> Outcome | None:
        """Return the chosen result; a row that merely has the keyboard is not chosen."""
        chosen = [item.data(_OUTCOME) for item in self.selectedItems()]
        return Outcome.named(chosen[0]) if chosen else None

    def choose(self, outcome: Outcome | None) -> None:
        """Choose a result; None leaves nothing chosen."""
        if outcome is None:
            self.clearSelection()
            return
        rows = (row for row in range(self.count()) if self.item(row).data(_OUTCOME) == outcome.value)
        self.setCurrentRow(next(rows))

    def _add_group(self, group: GuideGroup) -> None:
        heading = QListWidgetItem(group.group.label if group.group else _ALONE)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(heading)
        for guidance in group.guidance:
            item = QListWidgetItem(f"　{guidance.outcome.label.split('（区分')[0]}")
            item.setData(_OUTCOME, guidance.outcome.value)
            item.setToolTip(guidance.outcome.label)
            self.addItem(item)

    def _tell(self) -> None:
        self.chosen.emit(self.outcome())
