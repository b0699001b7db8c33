"""The letters that can be written for a case: those that fit now first, then all others."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from disclosure.letters.template_syntax import LetterTemplate
from gui.kit.cards import ChoiceBox

_CODE, _SEEN = Qt.ItemDataRole.UserRole, 24


class LetterBox(ChoiceBox):
    """The same letters as a drop-down at the top of a sheet; ``chosen`` carries the code."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("文书")
        self.setMaxVisibleItems(_SEEN)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(self._tell)

    def show_letters(self, groups: dict[str, tuple[LetterTemplate, ...]]) -> None:
        """Offer letters under headings that cannot be chosen, without empty groups."""
        model = QStandardItemModel(self)
        for heading, templates in groups.items():
            if templates and heading:
                item = QStandardItem(heading)
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                model.appendRow(item)
            for template in templates:
                item = QStandardItem(template.name)
                item.setData(template.code, _CODE)
                item.setToolTip(f"{template.use}（{template.article}）" if template.article else template.use)
                model.appendRow(item)
        self.blockSignals(True)
        self.setModel(model)
        self.setCurrentIndex(-1)
        self.blockSignals(False)

    def code(self) -> str:
        """Return the code of the chosen letter, or ""."""
        return str(self.currentData(_CODE) or "")

    def choose(self, code: str) -> None:
        """Choose a letter, the first one for an empty code."""
        for row in range(self.count()):
            known = self.itemData(row, _CODE)
            if known and code in ("", known):
                self.setCurrentIndex(row)
                return

    def _tell(self) -> None:
        if self.code():
            self.chosen.emit(self.code())
