"""A window with the counts of a year, computed in a worker, and again after each change."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QFileDialog, QHBoxLayout, QTableWidget, QVBoxLayout, QWidget

from disclosure.progress import Progress
from gui.base.session import Session
from gui.base.waits import Wait
from gui.kit.cards import ChoiceBox, button, words
from gui.kit.printing import print_button

PAPERS = "PDF（上报、存档） (*.pdf);;Word 文档 (*.docx);;Excel 工作簿 (*.xlsx);;CSV 文本 (*.csv)"
"""The formats of such counts."""


class CountedWindow(QDialog):
    """The frame of such a window: the year above, the table and its side panel, print and export below.

    The main window stays usable beside it. ``begin`` returns the computation, ``show_counted`` shows the result; after
    changes meanwhile it is computed again.
    """

    def __init__(
        self, session: Session, year: int, title: str, headings: tuple[str, ...], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._is_counting, self._is_closed = session, False, False
        self.year_box = ChoiceBox()
        for known in session.years():
            self.year_box.addItem(f"{known} 年", known)
        self.year_box.setCurrentIndex(max(0, self.year_box.findData(year)))
        self.told = words("", "secondary", wrap=True)
        self.table = QTableWidget(0, len(headings))
        self.table.setHorizontalHeaderLabels(list(headings))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.print_button = print_button(self.print)
        self.export_button = button("导出…  Ctrl+S", self.ask_export)
        self.export_button.setShortcut(QKeySequence.StandardKey.Save)
        self._soon = session.timer(self, self.count, Wait.TYPING)
        session.changed.connect(self._soon.start)
        session.day_changed.connect(self._soon.start)  # what was open in time yesterday may be overdue
        session.closing.connect(self.end)
        self.finished.connect(self.end)

    @property
    def year(self) -> int:
        """The chosen year."""
        return int(self.year_box.currentData())

    @abstractmethod
    def begin(self) -> Callable[[Progress], Any] | None:
        """Show that the computation is running and return it; None if nothing can be computed yet."""

    @abstractmethod
    def show_counted(self, counted: Any) -> None:
        """Show the result."""

    @abstractmethod
    def print(self) -> None:
        """Show it as printed."""

    @abstractmethod
    def ask_export(self) -> QFileDialog:
        """Ask where to save it."""

    def count(self) -> None:
        """Compute in a worker, and again if something changed meanwhile."""
        if self._is_closed:
            return
        if self._is_counting:
            self._soon.start()
            return
        work = self.begin()
        if work is not None:
            self._is_counting = True
            self._session.run_quietly(work, self._take_in, ended=self._counted)

    def end(self) -> None:
        """Stop computing."""
        self._is_closed = True
        self._soon.stop()

    def _counted(self) -> None:
        self._is_counting = False

    def _take_in(self, counted: Any) -> None:
        if not self._is_closed:
            self.show_counted(counted)

    def arrange(
        self,
        choices: tuple[tuple[QWidget, str], ...],
        right: tuple[QWidget, ...],
        side: QWidget,
        left: tuple[QWidget, ...],
    ) -> None:
        """Lay it out: year, ``choices`` and ``right`` above, ``side`` beside the table, ``left`` at the bottom."""
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 16)
        stack.setSpacing(10)
        head, middle, beside, foot = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        middle.setSpacing(8)
        foot.setSpacing(8)
        for widget, name in ((self.year_box, "年度"), *choices):
            widget.setAccessibleName(name)
            head.addWidget(words(name, "secondary"))
            head.addWidget(widget)
        head.addStretch(1)
        for made in right:
            head.addWidget(made)
        beside.addWidget(side)
        beside.addStretch(1)
        middle.addWidget(self.table, 1)
        middle.addLayout(beside)
        for made in left:
            foot.addWidget(made)
        foot.addStretch(1)
        for made in (button("关闭  Esc", self.reject), self.print_button, self.export_button):
            foot.addWidget(made)
        stack.addLayout(head)
        stack.addWidget(self.told)
        stack.addLayout(middle, 1)
        stack.addLayout(foot)
