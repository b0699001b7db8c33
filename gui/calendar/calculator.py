"""期限计算器: from a start and a number of days to the last day, updated while typing, with the reason of every day."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from disclosure.calendar.calculator import Calculation, Pause, Term, calculated
from disclosure.calendar.statutory_deadlines import TimeLimit, Unit
from disclosure.errors import DisclosureError, UnreadableValueError
from disclosure.wording import chinese_date
from gui.base.appearance import mark
from gui.base.session import Session
from gui.kit.cards import ChoiceBox, NumberBox, button, quotable, words
from gui.kit.day_strip import PLAIN_LEGEND, DayStrip, tiles
from gui.kit.typed_dates import read_date

_MOST_DAYS = 400
_LONGEST_PAUSE = 3_660
_SIZE = (620, 640)
_UNITS = (("工作日", Unit.WORKDAYS), ("自然日", Unit.DAYS))
_PRESETS = (
    TimeLimit.ANSWER,
    TimeLimit.CORRECTION_NOTICE,
    TimeLimit.THIRD_PARTY_OPINION,
    TimeLimit.PUBLICATION,
    TimeLimit.REVIEW_REPLY,
    TimeLimit.COURT_DEFENCE,
    TimeLimit.APPLY_FOR_REVIEW,
)


class CalculatorDialog(QDialog):
    """A term from any day, by the file's own calendar; nothing is saved."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("期限计算器")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.calculation: Calculation | None = None
        self.preset, self.start, self.count, self.unit = ChoiceBox(), QLineEdit(), NumberBox(), ChoiceBox()
        self.extension, self.pauses = NumberBox(), QLineEdit()
        self.answer, self.note = quotable("", "figure"), quotable("", "secondary")
        self.strip = DayStrip()
        self.copy_button = button("复制结果", self._copy)
        for limit in _PRESETS:
            self.preset.addItem(f"{limit.title} {limit.length_on(session.today)} {limit.unit.value}")
        for text, _ in _UNITS:
            self.unit.addItem(text)
        self.count.setRange(1, _MOST_DAYS)
        self.extension.setRange(0, _MOST_DAYS)
        self.pauses.setPlaceholderText("如 2026-11-18 至 2026-12-08；几段以“；”分开")
        self._arrange()
        self.preset.currentIndexChanged.connect(self._take_preset)
        for line in (self.start, self.pauses):
            line.textChanged.connect(self.calculate)
        for box in (self.count, self.extension):
            box.valueChanged.connect(self.calculate)
        self.unit.currentIndexChanged.connect(self.calculate)
        session.changed.connect(self.calculate)
        self.start.setText(session.today.isoformat())
        self._take_preset()
        self.resize(*_SIZE)
        self.start.setFocus()
        self.start.selectAll()

    def calculate(self) -> None:
        """Compute the last day again and show it, or what cannot be read."""
        calendar = self._session.calendar
        try:
            self.calculation = calculated(self._term(), calendar)
        except DisclosureError as failure:
            self.calculation = None
            self._show(str(failure), "", "problem")
            return
        due = self.calculation.due
        days = sum(1 for entry in self.calculation.days if not entry.counts) - 1
        note = f"起算当日不计入；其间 {days} 天不计入"
        if due.is_provisional:
            note += f"；{calendar.unknown_year(self.calculation.days[0].date, due.on)}年放假安排尚未录入，此日期为暂定"
        self._show(f"{chinese_date(due.on)}{'（暂定）' if due.is_provisional else ''}", note, "figure")

    def _show(self, answer: str, note: str, role: str) -> None:
        self.answer.setText(answer)
        mark(self.answer, role)
        self.note.setText(note)
        found = self.calculation
        shown = tuple(tiles(found.days, self._session.calendar, found.due.on)) if found else ()
        self.strip.show_tiles(shown, f"到期日 {answer}。{note}")
        self.copy_button.setEnabled(found is not None)

    def _term(self) -> Term:
        start = self._day(self.start.text(), "起算日期")
        first = self._session.calendar.years[0].year
        if start.year < first:
            raise UnreadableValueError(f"工作日历从{first}年开始，要填写{first}年以后的起算日期")
        unit = _UNITS[self.unit.currentIndex()][1]
        return Term(start, self.count.value(), unit, self.extension.value(), tuple(self._pauses()))

    def _pauses(self) -> list[Pause]:
        found = []
        for part in self.pauses.text().replace(";", "；").split("；"):
            if not part.strip():
                continue
            first, found_separator, last = part.replace("~", "至").partition("至")
            if not found_separator:
                last = first
            pause = Pause(self._day(first, "不计入的期间"), self._day(last, "不计入的期间"))
            if not 0 <= (pause.last - pause.first).days <= _LONGEST_PAUSE:
                raise UnreadableValueError(f"“{part.strip()}”的起止日期前后颠倒或相隔太远，要核对")
            found.append(pause)
        return found

    def _day(self, text: str, label: str) -> date:
        day = read_date(text, self._session.today)
        if day is None:
            raise UnreadableValueError(f"要填写{label}")
        return day

    def _take_preset(self) -> None:
        limit = _PRESETS[self.preset.currentIndex()]
        self.count.setValue(limit.length_on(self._session.today))
        self.unit.setCurrentIndex(0 if limit.unit is Unit.WORKDAYS else 1)
        self.calculate()

    def _copy(self) -> None:
        if self.calculation is not None:
            lines = [self.answer.text(), self.note.text(), *(tile.words for tile in self.strip.tiles)]
            QGuiApplication.clipboard().setText("\n".join(lines))

    # --- layout ---

    def _arrange(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(20, 16, 20, 16)
        stack.setSpacing(10)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        labels: tuple[tuple[QWidget, str], ...] = (
            (self.preset, "常用期限"),
            (self.start, "起算日期"),
            (self.count, "期限"),
            (self.extension, "延长"),
            (self.pauses, "不计入的期间"),
        )
        for row, (widget, name) in enumerate(labels):
            widget.setAccessibleName(name)
            grid.addWidget(words(name, "secondary"), row, 0)
            grid.addWidget(widget, row, 1, 1, 1 if widget is self.count else 2)
        self.unit.setAccessibleName("期限的单位")
        self.answer.setAccessibleName("到期日")
        grid.addWidget(self.unit, 2, 2)
        stack.addLayout(grid)
        stack.addWidget(self.answer)
        stack.addWidget(self.note)
        inside = QWidget()
        mark(inside, "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.strip)
        column.addWidget(words(PLAIN_LEGEND, "secondary", wrap=True))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName("逐日")
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        stack.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.copy_button)
        foot.addWidget(button("关闭  Esc", self.reject))
        stack.addLayout(foot)
