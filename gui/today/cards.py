"""The right side of the page 今日: the next report, the year so far, mistakes to mend, years the calendar lacks."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from disclosure.calendar.workdays import DAY
from disclosure.checks.finding import Finding
from disclosure.numerals import WEEKDAYS
from disclosure.terms import TextState
from gui.base.appearance import colour, scaled
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Card, Words, button, clear, words
from tasks.today.overview import Later, NextReport, Overview, YearFigure

_MENDABLE_SHOWN, _DONE_SHOWN = 5, 12
WIDTH, _UNBOUND, _BASE_LINE = 348, (1 << 24) - 1, 5
_BAR = 16
"""Height of the bar of a deadline above its labels, in pixels."""


class TodayCards(QWidget):
    """All these cards in one column."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report, self.year = ReportCard(session), YearCard()
        self.mending, self.calendar, self.done = MendingCard(), CalendarCard(session), DoneCard()
        self.set_compact(False)
        stack = self.stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(14)
        for card in (self.report, self.mending, self.calendar, self.year, self.done):
            stack.addWidget(card)
        stack.addStretch(1)

    def set_compact(self, is_compact: bool) -> None:
        """Take the whole width of a compact window, else a narrow column."""
        self.setMinimumWidth(0 if is_compact else scaled(WIDTH))
        self.setMaximumWidth(_UNBOUND if is_compact else scaled(WIDTH))

    def set_wide(self, is_wide: bool) -> None:
        """Show in a wide window also what was done today."""
        self.done.setVisible(is_wide and bool(self.done.acts))

    def show_overview(self, shown: Overview, year: int) -> None:
        """Update all cards."""
        self.done.show_acts(shown.done)
        self.report.show_report(shown.report, shown.later)
        self.year.show_figures(shown.figures, year, is_over=year < self.report.today.year)
        self.calendar.show_overview(shown)
        self.mending.show_findings(shown.later.mendable)


class ReportCard(Card):
    """The days left until the report's two dates, the state of its parts, and a button for what comes next.

    ``wanted`` carries the year of the report and the heading to go to, empty for its beginning.
    """

    wanted = Signal(int, str)

    def __init__(self, session: Session) -> None:
        super().__init__("年度报告")
        self._session = session
        self._dates, self._parts = QHBoxLayout(), QGridLayout()
        self._dates.setSpacing(24)
        self._parts.setHorizontalSpacing(8)
        self._parts.setVerticalSpacing(6)
        self._parts.setColumnStretch(0, 1)
        self.line = TermLine()
        self._year, self._part, self._is_folded = 0, "", False
        self._known: tuple[object, ...] = ()
        self.go_button = button("写年度报告", lambda: self.wanted.emit(self._year, self._part))
        self.folded = words("", "secondary")
        head = self.head.layout()
        assert isinstance(head, QHBoxLayout), "title and corner stand in a row"
        head.insertWidget(1, self.folded, 1)
        self.folded.hide()
        self.whole = QWidget()
        stack = QVBoxLayout(self.whole)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(8)
        stack.addLayout(self._dates)
        stack.addWidget(self.line)
        stack.addLayout(self._parts)
        self.body.addWidget(self.whole)
        self.body.addWidget(self.go_button)

    @property
    def today(self) -> date:
        """The day from which it counts."""
        return self._session.today

    def set_folded(self, is_folded: bool) -> None:
        """Fold to one line with the button at its end, for a compact window."""
        if is_folded is self._is_folded:
            return
        self._is_folded = is_folded
        self.whole.setVisible(not is_folded)
        head = self.head.layout()
        assert isinstance(head, QHBoxLayout), "title and corner stand in a row"
        (head if is_folded else self.body).addWidget(self.go_button)
        head.setStretch(0, 0 if is_folded else 1)
        self.folded.setVisible(is_folded)

    def show_report(self, report: NextReport, later: Later) -> None:
        """Show the dates and the state of a report."""
        known = (report, later.parts, self.today)
        if known == self._known:
            return
        self._known, self._year = known, report.year
        self.title.setText(f"{report.year} 年度报告")
        clear(self._dates)
        days = [(word, on) for word, on in (("报送", report.submit_by), ("公布", report.publish_by)) if on is not None]
        for word, on in days:
            self._dates.addLayout(self._countdown(word, on))
        self._dates.addStretch(1)
        self.line.show_days(self.today, [on for _, on in days])
        left = [(word, (on - self.today).days) for word, on in days]
        told = [f"{count} 天后{word}" if count >= 0 else f"{word}已过 {-count} 天" for word, count in left]
        self.folded.setText(" · ".join(told))
        parts = later.parts
        clear(self._parts)
        for row, part in enumerate(parts):
            sign = Sign.DONE if part.state is None else _SIGNS[part.state]
            if part.state is TextState.UNTOUCHED and not part.heading:
                sign = Sign.DOUBT
            self._parts.addWidget(words(part.name, "plainWords", sign=sign), row, 0)
            self._parts.addWidget(words(part.told, "secondary"), row, 1, Qt.AlignmentFlag.AlignRight)
        begun = [part for part in parts if part.heading]
        unwritten = [part for part in begun if part.state is TextState.UNTOUCHED]
        self._part = unwritten[0].heading if unwritten else ""
        if unwritten:
            name = unwritten[0].name.partition("、")[2]
            self.go_button.setText(f"从{name}写起" if len(unwritten) == len(begun) else f"写{name}")
        elif parts:
            self.go_button.setText("检查年度报告" if begun else "看年度报告")
        else:
            self.go_button.setText("写年度报告")

    def _countdown(self, word: str, on: date) -> QVBoxLayout:
        left = (on - self.today).days
        column, figure = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(0)
        figure.setSpacing(4)
        number = words(str(abs(left)), "figure" if left >= 0 else "figureLate")
        unit = words("天" if left >= 0 else "天前", "secondary")
        unit.setContentsMargins(0, 0, 0, scaled(_BASE_LINE))  # aligns it with the baseline of the large figure
        for label in (number, unit):
            figure.addWidget(label, 0, Qt.AlignmentFlag.AlignBottom)
        figure.addStretch(1)
        told = f"{on.month}月{on.day}日 周{WEEKDAYS[on.weekday()]} {word}"
        number.setAccessibleName(f"离{told}还有 {left} 天" if left >= 0 else f"{told}已过 {-left} 天")
        column.addLayout(figure)
        column.addWidget(words(told, "secondary"))
        return column


_SIGNS = {TextState.UNTOUCHED: Sign.UNTOUCHED, TextState.WRITTEN: Sign.WRITTEN, TextState.READ: Sign.DONE}


class TermLine(QWidget):
    """A bar from 1 January to the last of some days, with labels for these and today; hidden before and after."""

    def __init__(self) -> None:
        super().__init__()
        self._today, self._days = date.min, [date.min]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_days(self, today: date, days: Sequence[date]) -> None:
        """Show these days."""
        self._today, self._days = today, list(days)
        self.setVisible(bool(days) and self._first <= today <= max(days))
        self.update()

    @property
    def _first(self) -> date:
        return max(self._days).replace(month=1, day=1) - DAY

    def sizeHint(self) -> QSize:
        return QSize(0, _BAR + self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.width() - 14
        whole = max(1, (max(self._days) - self._first).days)

        def place(day: date) -> float:
            return 7 + room * (day - self._first).days / whole

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line"))
        painter.drawRoundedRect(QRectF(0, 4, self.width(), 6), 3, 3)
        painter.setBrush(colour("accent"))
        painter.drawRoundedRect(QRectF(0, 4, place(self._today), 6), 3, 3)
        painter.setPen(QPen(colour("ink"), 2))
        for day in self._days:
            painter.drawLine(int(place(day)), 2, int(place(day)), 12)
        painter.setPen(QPen(colour("accent"), 2.5))
        painter.setBrush(colour("card"))
        painter.drawEllipse(QRectF(place(self._today) - 5, 2, 10, 10))
        taken: list[QRectF] = []
        painter.setPen(colour("secondary"))
        for day, told in (*((day, f"{day.day}日") for day in self._days), (self._today, "今天")):
            wide = self.fontMetrics().horizontalAdvance(told)
            left = max(0.0, min(place(day) - wide / 2, self.width() - wide))
            area = QRectF(left, _BAR, wide + 1, self.height() - _BAR)
            if not any(area.adjusted(-4, 0, 4, 0).intersects(other) for other in taken):
                painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told)
                taken.append(area)  # 今天, the last one, is left out where it would overlap
        painter.end()


class YearCard(Card):
    """The figures of the year so far, beside those of the same period of the year before."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: Sequence[YearFigure] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)

    def show_figures(self, figures: Sequence[YearFigure], year: int, *, is_over: bool) -> None:
        """Show these figures."""
        self.figures = figures
        clear(self._grid)
        head = ("全年" if is_over else "今年至今", str(year), str(year - 1) if is_over else "上年同期", "增减")
        for column, text in enumerate(head):
            self._put(0, column, text, "section" if not column else "secondary")
        for row, told in enumerate(figures, start=1):
            now, before = ("—" if one is None else str(one) for one in (told.number, told.before))
            change = "—"
            if told.number is not None and told.before is not None:
                change = f"{told.number - told.before:+d}" if told.number != told.before else "0"
            self._put(row, 0, told.label, "")
            number = self._put(row, 1, now, "section")
            number.setAccessibleName(f"{told.label} {now}，{head[2]} {before}")
            self._put(row, 2, before, "secondary")
            self._put(row, 3, change, "secondary")

    def _put(self, row: int, column: int, text: str, name: str) -> Words:
        label = words(text, name)
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label, row, column, side)
        return label


class DoneCard(Card):
    """今天办过: the steps saved today, the latest first."""

    def __init__(self) -> None:
        super().__init__("今天办过")
        self.acts: Sequence[tuple[str, str]] = ()
        self.hide()

    def show_acts(self, acts: Sequence[tuple[str, str]]) -> None:
        """Show these steps, each with its time."""
        self.acts = acts
        self.clear()
        self.corner.setText(f"{len(acts)} 件")
        for at, label in acts[:_DONE_SHOWN]:
            line = QHBoxLayout()
            line.setSpacing(8)
            told = words(label, "plainWords", sign=Sign.DONE)
            told.setToolTip(label)
            told.setMinimumWidth(0)
            told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            line.addWidget(told, 1)
            line.addWidget(words(at, "secondary"))
            self.body.addLayout(line)


class MendingCard(Card):
    """登记簿里还能改正的: one line per mistake, with a link to its record; hidden while there are none.

    ``wanted`` carries the register and id of a record.
    """

    wanted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__("登记簿里还能改正的")
        self.hide()

    def show_findings(self, found: Sequence[Finding]) -> None:
        """Show these mistakes, the most serious first."""
        self.clear()
        self.setVisible(bool(found))
        self.corner.setText(f"{len(found)} 条")
        for one in found[:_MENDABLE_SHOWN]:
            self.body.addWidget(words(one.message, wrap=True, sign=Sign.WRONG if one.is_error else Sign.DOUBT))
            if one.record is not None:
                go = partial(self.wanted.emit, one.record.register, one.record.id)
                open_it = button("打开记录", go, "link")
                open_it.setAccessibleName(f"打开记录：{one.message}")
                self.body.addWidget(open_it, 0, Qt.AlignmentFlag.AlignLeft)
        if len(found) > _MENDABLE_SHOWN:
            rest = f"还有 {len(found) - _MENDABLE_SHOWN} 条，见“年度报告”的检查结果。"
            self.body.addWidget(words(rest, "secondary", wrap=True))


class CalendarCard(Card):
    """Years whose holidays are not entered, and how many dates depend on them; hidden while there are none.

    ``wanted`` carries the year to enter.
    """

    wanted = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__("工作日历")
        self._session = session
        self.hide()

    def show_overview(self, shown: Overview) -> None:
        """Show the state of the calendar."""
        self.clear()
        today = self._session.today
        lacking = [year for year in self._session.calendar_years() if not (year.is_known or year.is_awaited(today))]
        self.setVisible(bool(lacking))
        for arranged in lacking:
            told = f"{arranged.standing(today)}：国务院的放假安排尚未录入，涉及这一年的期限都是暂定的。"
            self.body.addWidget(words(told, wrap=True, sign=Sign.DOUBT))
            if shown.provisional:
                self.body.addWidget(words(f"目前有 {shown.provisional} 个期限是暂定的。", "secondary", wrap=True))
            enter = button(f"录入 {arranged.year} 年放假安排…", partial(self.wanted.emit, arranged.year))
            enter.setEnabled(not self._session.is_read_only)
            self.body.addWidget(enter)
