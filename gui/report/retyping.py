"""填报对照: one cell at a time, large and always on top, for copying the report into the superior's form."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.tables import figure_text
from gui.base.appearance import dress_window, mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.kit.cards import button, words
from storage.registers import local_now
from tasks.report.retyping import Retyping, keep, renewed, resume, sign

_TABLES = {"table2": "二、主动公开", "table3": "三、申请办理", "table4": "四、复议、诉讼"}
_SIZE = (380, 300)
_KEPT_EVERY = 10
_FIGURE_POINTS = 44


class RetypeWindow(QWidget):
    """Tab or Enter ticks a cell and goes on, Shift+Tab goes back; Esc closes and saves the position."""

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"填报对照 {year} 年")
        mark(self, "page")
        self._session = session
        self.state: Retyping = resume(session.registers, year)
        self.cell: CellKey = self.state.current or CELLS[-1]
        self.place, self.row, self.column = words("", "secondary"), words("", "cardTitle", wrap=True), words("")
        self.figure = words("")
        self.sums = words("", "secondary", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, len(CELLS))
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("已核对的格数")
        self.next_button = button("已录入，下一格  Tab", self.go_on, "primary")
        self.back_button = button("上一格  Shift+Tab", self.go_back)
        self.who = QLineEdit(session.registers.by)
        self.who.setPlaceholderText("核对人姓名")
        self.who.setAccessibleName("核对人姓名")
        self.sign_button = button("签名，存核对记录", self.sign, "primary")
        self.problem = words("", "problem", wrap=True)
        self._arrange()
        self._keys = [QShortcut(QKeySequence(keys), self) for keys in ("Tab", "Return", "Enter", "Shift+Tab")]
        for made, action in zip(self._keys, (self.go_on, self.go_on, self.go_on, self.go_back), strict=True):
            made.activated.connect(action)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        self.who.returnPressed.connect(self.sign)
        self.sign_button.setAutoDefault(True)
        session.closing.connect(self.close)
        self._soon = session.timer(self, self._follow, Wait.TYPING)
        session.changed.connect(self._changed)
        dress_window(self)
        self.resize(*_SIZE)
        self._show()

    def go_on(self) -> None:
        """Tick the cell and show the next one not entered yet."""
        self.state = self.state.with_tick(self.cell)
        self.cell = self.state.current or CELLS[-1]
        if len(self.state.ticked) % _KEPT_EVERY == 0:
            self._keep()
        self._show()

    def go_back(self) -> None:
        """Undo the last tick."""
        done = [cell for cell in CELLS if cell in self.state.ticked]
        if done:
            self.cell = done[-1]
            self.state = self.state.without(self.cell)
            self._show()

    def sign(self) -> None:
        """Store the record of the copying, signed by name."""
        try:
            kept = sign(self._session.registers, self.state, self.who.text(), local_now().isoformat(timespec="minutes"))
        except DisclosureError as failure:
            self.problem.setText(str(failure))
            return
        self._session.told.emit(f"已存 {kept.name}")
        self.close()

    def _changed(self, _changes: object) -> None:
        self._soon.start()

    def _follow(self) -> None:
        """Update the figures, as the registers may be corrected beside this window."""
        before, self.state = self.state, renewed(self._session.registers, self.state)
        again = len(before.ticked - self.state.ticked)
        if again or self.state.text(self.cell) != before.text(self.cell):
            self.cell = self.state.current or CELLS[-1]
            self._show()
            self.problem.say(f"数字变了，已录入的 {again} 格要重新录入。" if again else "数字变了。", Sign.DOUBT)

    def closeEvent(self, _event: QCloseEvent) -> None:
        self._keep()

    def _keep(self) -> None:
        if self._session.is_read_only:
            return
        try:
            keep(self._session.registers, self.state)
        except DisclosureError as failure:
            self._session.failed.emit(failure)

    def _show(self) -> None:
        _, row, column = self.cell.path.split("/", 2)
        done = len(self.state.ticked)
        self.place.setText(f"{_TABLES[self.cell.table]}　已录入 {done} / {len(CELLS)} 格")
        self.row.setText(row)
        self.column.setText(column)
        self.figure.setText(self.state.text(self.cell))
        self.figure.setAccessibleName(f"{row} {column}：{self.state.text(self.cell)}")
        self.sums.setText(f"本行已录合计 {figure_text(self.state.running_sum(self.cell))}")
        self.bar.setValue(done)
        is_draft = self.state.version is None
        for widget in (self.who, self.sign_button):
            widget.setVisible(self.state.is_complete and not is_draft)
        if self.state.is_complete and is_draft:
            self.problem.say("草稿全部录入了。签发后没有变的格不用再录，就在这里签名。", Sign.DONE)
        self.next_button.setVisible(not self.state.is_complete)
        self.back_button.setEnabled(bool(done))
        for made in self._keys:  # after the last cell the keys work as in any form
            made.setEnabled(not self.state.is_complete)
        (self.who if self.state.is_complete else self.next_button).setFocus()

    def _arrange(self) -> None:
        self.figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.figure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.figure.setStyleSheet(f"font-size: {_FIGURE_POINTS}pt")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(18, 12, 18, 12)
        stack.setSpacing(6)
        above: tuple[QWidget, ...] = (self.place, self.bar, self.row, self.column)
        below: tuple[QWidget, ...] = (self.sums, self.problem, self.who)
        for widget in (*above, self.figure, *below):
            stack.addWidget(widget, 1 if widget is self.figure else 0)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for made in (self.back_button, self.next_button, self.sign_button):
            foot.addWidget(made)
        stack.addLayout(foot)
        self.setTabOrder(self.who, self.sign_button)
