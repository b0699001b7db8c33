"""The letters that can be written for a case: those that fit now first, then all others."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from disclosure.letters.template_syntax import LetterTemplate
from gui.base.appearance import mark

_CODE, _SEEN = Qt.ItemDataRole.UserRole, 24


class LetterList(QListWidget):
    """Names of letters under two headings; ``chosen`` brings the code."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("文书")
        mark(self, "compact")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._tell)

    def show_letters(self, groups: dict[str, tuple[LetterTemplate, ...]]) -> None:
        """Show letters under headings; empty groups are left out."""
        self.clear()
        for heading, templates in groups.items():
            if not templates:
                continue
            item = QListWidgetItem(heading)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
            for template in templates:
                item = QListWidgetItem(f"　{template.name}", self)
                item.setData(_CODE, template.code)
                item.setToolTip(f"{template.use}（{template.article}）" if template.article else template.use)

    def code(self) -> str:
        """Return the code of the chosen letter, empty for none."""
        item = self.currentItem()
        return str(item.data(_CODE) or "") if item is not None else ""

    def choose(self, code: str) -> None:
        """Choose a letter, the first one for an empty code."""
        for row in range(self.count()):
            known = self.item(row).data(_CODE)
            if known and code in ("", known):
                self.setCurrentRow(row)
                return

    def _tell(self) -> None:
        if self.code():
            self.chosen.emit(self.code())


class LetterBox(QComboBox):
    """The same letters as a drop-down at the head of a sheet; ``chosen`` brings the code."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("文书")
        self.setMaxVisibleItems(_SEEN)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(self._tell)

    def show_letters(self, groups: dict[str, tuple[LetterTemplate, ...]]) -> None:
        """Offer letters under headings that cannot be chosen; empty groups are left out."""
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
        """Return the code of the chosen letter, empty for none."""
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
