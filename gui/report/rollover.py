"""年度结转: late entries, open and pending cases, and the next year's opening in all seven columns."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.errors import DisclosureError
from disclosure.masking import masked_prose
from disclosure.report.cells import TABLE3_COLUMNS
from disclosure.report.tables import figure_text
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import button, quotable, scrolling, words
from tasks.report.rollover import moved_since, roll_over, rolled_over_on, rollover

_SHOWN = 12
_ONE_LINE = 4
_SIZE = (760, 520)


class RolloverDialog(QDialog):
    """Shows the bridge between two years; 结转 is disabled while a column does not match what was published."""

    year_wanted = Signal(int)

    def __init__(self, session: Session, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{year} 年结转到 {year + 1} 年")
        self._session, self._year = session, year
        self.found = rollover(session.registers, year)
        self.table = self._bridge()
        self.problem = words("；".join(self.found.breaks), "problem", wrap=True)
        self.roll_button = button(f"确认结转，进入 {year + 1} 年", self.roll_over, "primary")
        self.roll_button.setEnabled(not self.found.breaks and not session.is_read_only)
        self._arrange()
        self.resize(*_SIZE)

    def roll_over(self) -> None:
        """Save the bridge and go on to the next year."""
        try:
            roll_over(self._session.registers, self._year, self._session.today)
        except DisclosureError as failure:
            self.problem.setText(str(failure))
            return
        self.accept()
        self.year_wanted.emit(self._year + 1)

    def _bridge(self) -> QTableWidget:
        rows = (f"{self._year} 年结转下年度", f"{self._year} 年报公布", f"{self._year + 1} 年上年结转")
        table = QTableWidget(len(rows), len(TABLE3_COLUMNS), self)  # measured below, in the style of its window
        table.setTabKeyNavigation(False)
        table.setAccessibleName("结转核对")
        table.setVerticalHeaderLabels(list(rows))
        names = TABLE3_COLUMNS.values()  # 「社会公益组织」 breaks in its middle, as in the printed table
        table.setHorizontalHeaderLabels(
            [f"{name[:4]}\n{name[4:]}" if len(name) > _ONE_LINE else name for name in names]
        )
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for column, one in enumerate(self.found.carried):
            for row, value in enumerate((one.goes_on, one.published, one.opens_with)):
                item = QTableWidgetItem(figure_text(value) or "—")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                table.setItem(row, column, item)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        # shown completely: the figures carried over are the purpose of the dialog, but the lists below took the room
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + len(rows) * table.rowHeight(0) + 8)
        return table

    def _arrange(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 14)
        stack.setSpacing(10)
        done = rolled_over_on(self._session.registers, self._year)
        moved = moved_since(self._session.registers, self.found)
        version = self.found.issued_version
        stack.addWidget(
            words(
                (f"{self._year} 年报已签发第 {version} 版。" if version else f"{self._year} 年报还没有签发。")
                + (f"已于 {done.isoformat()} 结转。{moved}" if done else ""),
                wrap=True,
                sign=None if version and not moved else Sign.DOUBT,
            )
        )
        stack.addWidget(self.table)
        stack.addWidget(self.problem)
        self.problem.setVisible(bool(self.found.breaks))
        late = [one.words for one in self.found.late_entries]
        going_on = [f"{one.caption} {masked_prose(one.content)[:30]}" for one in self.found.open_requests]
        pending = [f"{one.title} {one.caption}" for one in self.found.pending_disputes]
        lists = QWidget()
        mark(lists, "plain")
        below = QVBoxLayout(lists)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        for title, lines in (
            ("补录：报告完成之后登记、又计入本年的记录", late),
            ("结转下年度继续办理的申请", going_on),
            ("尚未审结的复议和诉讼（下一年继续统计）", pending),
        ):
            below.addWidget(words(f"{title}（{len(lines)}）", "cardTitle"))
            more = f"\n…… 其余 {len(lines) - _SHOWN} 条略" if len(lines) > _SHOWN else ""
            below.addWidget(quotable("\n".join(lines[:_SHOWN]) + more if lines else "无"))
        below.addStretch(1)
        stack.addWidget(scrolling(lists), 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button("关闭  Esc", self.reject))
        foot.addWidget(self.roll_button)
        stack.addLayout(foot)
