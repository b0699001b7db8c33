"""The page without an open file: three questions to begin with, the sample, and existing files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from disclosure.letters.numbers import number_series
from disclosure.letters.office_names import OfficeNames, names_of
from disclosure.numerals import WEEKDAYS
from disclosure.records import Profile
from disclosure.releases.due_report import is_over, submit_by
from disclosure.terms import AgencyLevel
from gui.base.appearance import colour, mark, scaled
from gui.base.signs import Sign, paint_sign
from gui.kit.cards import Card, ChoiceBox, button, scrolling, words
from gui.kit.file_dialogs import LEDGERS_IN, REPORTS, ask_file
from gui.kit.shapes import Shape
from gui.shell.drop_box import DropBox, dropped
from gui.shell.first_answers import FirstAnswers, read_last_report, recognised
from gui.shell.updates import UpdateDialog
from tasks.updates.installing import hand_over
from tasks.updates.note import Kind

if TYPE_CHECKING:
    from tasks.first_run import LastReport, OldLedger

_BADGE, _TICK, _INDENT = 26, 16, 14
_ASIDE, _LOW = (5, 4), 600
"""The shares of the two halves in the width."""

_MOST_RECENT, _SOON = 3, 31

_TABLES = frozenset({".xlsx", ".xls", ".et", ".csv", ".ods"})


class _Badge(QWidget):
    """The number of a question, or a tick if it is answered."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self.is_done = number, False
        self.setFixedSize(_BADGE, _BADGE)

    def show_done(self, is_done: bool) -> None:
        """Draw the tick, or the number again."""
        self.is_done = is_done
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour("good-soft" if self.is_done else "accent-soft")))
        painter.drawEllipse(self.rect())
        if self.is_done:
            left = (_BADGE - _TICK) / 2
            paint_sign(painter, Sign.DONE, QRectF(left, left, _TICK, _TICK))
        else:
            painter.setPen(colour("accent"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class StartPage(QWidget):
    """Three questions at the left, and a preview of 今日 at the right; 开始 is enabled once the first is answered.

    ``begun`` carries the FirstAnswers; the other signals ask for an existing file, for the sample, or to view the file
    ``held`` by another program. ``updates`` is the folder a package is copied into before it is installed.
    """

    sample_wanted = Signal()
    file_wanted = Signal(object)
    look_wanted = Signal(object)
    begun = Signal(object)

    def __init__(
        self,
        recent: Sequence[Path],
        problem: str = "",
        today: date | None = None,
        parent: QWidget | None = None,
        *,
        held: Path | None = None,
        updates: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._today = today or date.today()  # noqa: DTZ011 - her own day
        self.problem = words(problem, wrap=True, sign=Sign.DOUBT)
        if not problem:  # shown before it has a parent it would be a window of its own
            self.problem.hide()
        self.look_button = button("只读查看现在的内容", lambda: self.look_wanted.emit(held), "link")
        self.look_button.setVisible(held is not None)
        self.name = QLineEdit()
        self.name.setPlaceholderText("写全称，例如：临江区青榕街道办事处")
        self.short_name, self.code, self.level = QLineEdit(), QLineEdit(), ChoiceBox()
        self.derived = {label: words("") for label in ("简称", "文号", "级别")}
        self.change_button = button("改一改", self._change, "link")
        self.report = DropBox(
            "把最近公布的年度报告拖到这里",
            "网页、Word、PDF 都读得出",
            REPORTS,
            read_last_report,
            "report",
        )
        told = "Excel 登记表就行，表头不一样也认得出"
        self.ledger = DropBox("把旧登记表拖到这里", told, LEDGERS_IN, recognised, "sheet")
        self.open_button = button("打开已有的登记簿…  Ctrl+O", partial(ask_file, self, self.file_wanted.emit))
        self._updates = updates or Path()
        self.update_button = button("更新…", self.open_updates, "link")
        self.sample_button = button("先看示例", self.sample_wanted.emit)
        self.begin_button = button("开始", self.begin, "primary")
        self._badges = [_Badge(number) for number in (1, 2, 3)]
        self._is_changed = False
        self._make_fields()
        self._arrange([path for path in recent if path.exists()][:_MOST_RECENT])
        self._follow()
        self.name.setFocus()

    def begin(self) -> None:
        """Emit the answers, once the first is given."""
        if self.begin_button.isEnabled():
            names = OfficeNames(
                self.short_name.text().strip(), self.code.text().strip(), list(AgencyLevel)[self.level.currentIndex()]
            )
            self.begun.emit(FirstAnswers(self.name.text().strip(), names, self.report.found, self.ledger.found))

    def open_updates(self) -> UpdateDialog:
        """Search removable drives for newer packages to install, perhaps the only reason for the visit."""
        dialog = UpdateDialog(None, self._updates, self)
        dialog.proved.connect(self._install)
        dialog.open()
        return dialog

    def _install(self, kind: Kind, package: Path) -> None:
        if self.window().close():
            hand_over(kind, package)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files dropped beside the boxes, perhaps both at once: a table is the ledger, anything else the report."""
        event.acceptProposedAction()
        for path in dropped(event):
            (self.ledger if path.suffix.lower() in _TABLES else self.report).take(path)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """In a low window move the three questions closer together, so that all of them are visible."""
        is_low = self.height() < scaled(_LOW)
        above, below = (16, 0) if is_low else (48, 16)
        self._questions.setContentsMargins(48, above, 40, below)
        self._questions.setSpacing(4 if is_low else 8)
        self._beside.setContentsMargins(40, above, 40, 24)

    # --- answering ---

    def _make_fields(self) -> None:
        for level in AgencyLevel:
            self.level.addItem(level.label, level)
        for field, spoken in (
            (self.name, "你在哪个单位？"),
            (self.short_name, "简称"),
            (self.code, "文号里年份前面的字"),
            (self.level, "级别"),
        ):
            field.setAccessibleName(spoken)
        self.name.textChanged.connect(self._derive)
        self.name.returnPressed.connect(self.begin)
        for line in (self.short_name, self.code):
            line.textChanged.connect(self._follow)
            line.returnPressed.connect(self.begin)
        self.level.currentIndexChanged.connect(self._follow)
        for box in (self.report, self.ledger):
            box.changed.connect(self._derive)
            box.changed.connect(self._go_on)

    def _go_on(self) -> None:
        """Focus 开始 once all questions are answered; otherwise 更新… got the focus, which Enter would have opened."""
        if self.begin_button.isEnabled() and self.report.found is not None and self.ledger.found is not None:
            self.begin_button.setFocus()

    def _derive(self) -> None:
        """Derive the other values from the name, and 文号 from the old ledger, except those the user edited."""
        if not self._is_changed:
            proposed, old = names_of(self.name.text()), self.ledger.found
            self.short_name.setText(proposed.short_name)
            self.code.setText((old.code if old is not None else "") or proposed.code)
            self.level.setCurrentIndex(self.level.findData(proposed.level))
        self._follow()

    def _change(self) -> None:
        """Turn the derived values into fields."""
        self._is_changed = True
        for label, field in zip(self.derived, (self.short_name, self.code, self.level), strict=True):
            self.derived[label].hide()
            field.show()
        self.change_button.hide()
        self.short_name.setFocus()

    def _follow(self) -> None:
        """Show the effects of the answers: the derived values, the ticks, 今日, and whether 开始 is enabled."""
        is_named = bool(self.name.text().strip())
        self.derived["简称"].setText(self.short_name.text())
        self.derived["级别"].setText(self.level.currentText() if is_named else "")
        series = number_series(replace(Profile(), code_character=self.code.text()), self._today.year)
        self.derived["文号"].setText(series.following(()) if is_named else "")
        self._names.setVisible(is_named)
        is_reading = self.report.is_reading or self.ledger.is_reading
        self.begin_button.setEnabled(is_named and not is_reading)
        done = (is_named, self.report.found is not None, self.ledger.found is not None)
        for badge, is_done in zip(self._badges, done, strict=True):
            badge.show_done(is_done)
        self._show_today()

    # --- preview of 今日 ---

    def _show_today(self) -> None:
        last: LastReport | None = self.report.found
        old: OldLedger | None = self.ledger.found
        today = self._today
        is_of_last = not is_over(today) and (last is None or last.report.year < today.year - 1)  # as on 今日
        year = today.year - is_of_last
        due = submit_by(Profile(), year)
        self.office.setText(self.name.text().strip() or "单位的名称写在这里")
        carried = last.carried_on if last is not None else 0
        self.carried.setVisible(bool(carried))
        self.carried.say(f"{last.report.year if last else ''} 年结转来的 {carried} 件申请，补登后接着办", Sign.RUNNING)
        days = (due - today).days
        told = f"还有 {days} 天：{due.month}月{due.day}日报送 {year} 年度报告"
        self.due.say(told, Sign.SOON if days <= _SOON else Sign.RUNNING)
        opening = (last.releases, last.documents, last.requests) if last is not None else (None, None, None)
        self.figures.setVisible(last is not None)
        for figure, value in zip(self._figures, opening, strict=True):
            figure.setText("—" if value is None else f"{value:,}")
        self.brought.setText(
            f"以往的{old.record_type.title} {old.rows} 件"
            if old is not None
            else "放进旧登记表，这里会出现以往的每一件。"
        )

    def _aside(self) -> QWidget:
        aside, stack = QWidget(), QVBoxLayout()
        mark(aside, "aside")
        aside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        aside.setLayout(stack)
        self._beside = stack
        stack.setSpacing(16)
        stack.addWidget(words("你的今日，边答边填", "cardTitle"))
        today = self._today
        card = Card(f"{today.month}月{today.day}日 星期{WEEKDAYS[today.weekday()]}")
        self.office = words("", "secondary", wrap=True)
        self.carried, self.due = words("", wrap=True), words("", wrap=True)
        zero = words("没收到申请的月份，一次确认", wrap=True, sign=Sign.CAN_WAIT)
        card.body.setSpacing(12)
        for line in (self.office, self.carried, self.due, zero):
            card.body.addWidget(line)
        stack.addWidget(card)
        self.figures = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        self._figures = [words("", "figure") for _ in range(3)]
        for column, (figure, told) in enumerate(
            zip(self._figures, ("累计主动公开", "现行有效规范性文件", "累计受理申请"), strict=True)
        ):
            grid.addWidget(figure, 0, column)
            grid.addWidget(words(told, "secondary", wrap=True), 1, column)
        self.figures.body.addLayout(grid)
        stack.addWidget(self.figures)
        self.brought = words("", "secondary", wrap=True)
        box = QFrame()
        mark(box, "dropHint")
        beside = QHBoxLayout(box)
        beside.setContentsMargins(16, 12, 16, 12)
        beside.setSpacing(12)
        beside.addWidget(Shape("sheet"))
        beside.addWidget(self.brought, 1)
        stack.addWidget(box)
        stack.addStretch(1)
        return aside

    # --- layout ---

    def _arrange(self, recent: Sequence[Path]) -> None:
        questions = QWidget()
        mark(questions, "plain")
        stack = self._questions = QVBoxLayout(questions)
        stack.addWidget(words("回答三个问题，就可以开始", "pageTitle"))
        stack.addWidget(words("后两个可以跳过，以后随时补上。", "secondary"))
        stack.addWidget(self.problem)
        stack.addWidget(self.look_button, 0, Qt.AlignmentFlag.AlignLeft)
        stack.addSpacing(12)
        self._names = self._derived_names()
        answers = ((self.name, self._names), (self.report,), (self.ledger,))
        asked = ("你在哪个单位？", "最近公布的年度报告", "以前的登记表放在哪里？")
        for badge, question, widgets in zip(self._badges, asked, answers, strict=True):
            head = QHBoxLayout()
            head.setSpacing(_INDENT)
            head.addWidget(badge)
            head.addWidget(words(question, "section"), 1)
            stack.addLayout(head)
            for widget in widgets:
                line = QHBoxLayout()
                line.setContentsMargins(_BADGE + _INDENT, 0, 0, 0)
                line.setSpacing(0)
                line.addWidget(widget)
                stack.addLayout(line)
            if question != asked[-1]:
                stack.addSpacing(20)
        stack.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(scrolling(questions), _ASIDE[0])
        halves.addWidget(scrolling(self._aside()), _ASIDE[1])
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(halves, 1)
        page.addWidget(self._foot(recent))

    def _derived_names(self) -> QWidget:
        names = QWidget()
        grid = QGridLayout(names)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        for column, (label, field) in enumerate(
            zip(self.derived, (self.short_name, self.code, self.level), strict=True)
        ):
            grid.addWidget(words(label, "secondary"), 0, column)
            grid.addWidget(self.derived[label], 1, column)
            grid.addWidget(field, 1, column)
            field.hide()
        grid.addWidget(self.change_button, 1, len(self.derived), Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(len(self.derived), 1)
        return names

    def _foot(self, recent: Sequence[Path]) -> QWidget:
        foot = QFrame()
        mark(foot, "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(48, 12, 40, 12)
        row.setSpacing(12)
        if recent:
            row.addWidget(words("接着用：", "secondary"))
            for path in recent:
                line = button(path.stem, partial(self.file_wanted.emit, path), "link")
                line.setToolTip(str(path))
                row.addWidget(line)
        else:
            row.addWidget(Shape("lock"))
            row.addWidget(words("内容只存在这台电脑上，每天自动留一份备份。", "secondary"))
        row.addStretch(1)
        for made in (self.update_button, self.open_button, self.sample_button, self.begin_button):
            row.addWidget(made)
        return foot
