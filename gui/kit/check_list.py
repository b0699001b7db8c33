"""A list of what remains to be done, each line with a link to the place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.base.signs import Sign
from gui.kit.cards import beside_link, button, clear, words


@dataclass(frozen=True)
class Check:
    """One line: its sentence, whether it blocks, and the function that leads to its place (None: no link)."""

    sentence: str
    prevents: bool = True
    go: Callable[[], object] | None = None
    go_words: str = "去填写"


class CheckList(QWidget):
    """The lines of checks, or one line that says all is well."""

    def __init__(self, all_well: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all_well = all_well
        self.checks: tuple[Check, ...] = ()
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(2)

    @property
    def sentences(self) -> list[str]:
        """The sentences shown, in order."""
        return [check.sentence for check in self.checks]

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show the lines, blocking ones first."""
        if self.lines.count() and [(each.sentence, each.prevents) for each in checks] == [
            (each.sentence, each.prevents) for each in self.checks
        ]:
            return
        self.checks = tuple(checks)
        clear(self.lines)
        if not checks:
            self.lines.addWidget(words(self._all_well, wrap=True, sign=Sign.DONE))
        for check in checks:
            row = QHBoxLayout()
            row.setSpacing(8)
            sign = Sign.WRONG if check.prevents else Sign.DOUBT
            told = words(check.sentence, wrap=True, sign=sign)
            row.addWidget(told, 1)
            if check.go is not None:
                beside_link(told)
                link = button(check.go_words, check.go, "link")
                link.setAccessibleName(f"{check.go_words}：{check.sentence}")
                row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
            self.lines.addLayout(row)
