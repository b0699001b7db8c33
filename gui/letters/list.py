"""The letters that can be written for a case: those that fit now first, then all others."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from disclosure.letters.template_syntax import LetterTemplate
from gui.base.appearance import mark

_CODE = Qt.ItemDataRole.UserRole


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
