"""What stands beside the report: its pages as they print, the records behind a figure, last year's words, charts, and
what became of it."""

from collections.abc import Sequence
from enum import Enum
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from disclosure.charts import Panel, Point
from disclosure.checks.cell_meanings import definition_words
from disclosure.checks.substance import ALIKE
from disclosure.errors import RecordNotFoundError
from disclosure.masking import masked_prose
from disclosure.records import RECORD_TYPES, Request, Step
from disclosure.report.cells import CELLS, CellKey
from disclosure.report.counting import Period
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, AnnualReport, Section
from disclosure.report.narrative import PARTS
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Card, button, quotable, words
from gui.kit.page_preview import PagePreview
from gui.kit.stat_table import cell_words
from gui.report.charts import ChartsSide
from gui.report.trail import ReportTrail

_MOST_SHOWN = 500
_TELLING = ("content", "court", "review_body", "department", "document_number")
_HINT = "选中表中的一个数，这里列出它所计的记录；按 Enter 或双击打开。"


class ReportPreview(PagePreview):
    """Shows the pages of one report."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "年度报告预览", parent)
        self._session = session

    def show_report(self, report: AnnualReport) -> None:
        """Draw a report soon."""
        from tasks.report.preview import report_pages  # noqa: PLC0415 - the window opens without it

        today = self._session.today
        self.show_pages(lambda dots: report_pages(report, today, dots))


class ElidedLines(QStyledItemDelegate):
    """Items are as wide as the list, whatever they hold; what does not fit ends in dots."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(1, super().sizeHint(option, index).height())


class FigureRecords(Card):
    """The records behind the current figure."""

    record_wanted = Signal(str, int)
    rules_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("这个数从哪里来", parent)
        self._session, self._key = session, CELLS[0]
        self.hint = words(_HINT, "secondary", wrap=True)
        self.meaning = quotable("", "secondary")
        self.rules = button("查看这一格的规则", lambda: self.rules_wanted.emit(self._key), "link")
        self.list = QListWidget()
        self.list.setAccessibleName("所选数字的记录")
        self.list.setItemDelegate(ElidedLines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.meaning)
        self.body.addWidget(self.rules, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.list.itemActivated.connect(self._go)
        self.list.setVisible(False)
        self._define(None)

    def _define(self, key: CellKey | None) -> None:
        """Tell what the row and the column of a figure count, and on what ground; nothing of what is no figure."""
        self._key = key or self._key
        self.meaning.setText(definition_words(key) if key else "")
        for widget in (self.meaning, self.rules):
            widget.setVisible(key is not None)

    def forget(self) -> None:
        """Show no figure."""
        self.list.clear()
        self.list.setVisible(False)
        self.hint.setText(_HINT)
        self.corner.setText("")
        self._define(None)

    def show_figure(self, key: CellKey, period: Period, text: str) -> None:
        """List the records a figure counted."""
        self.show_records(f"{cell_words(key)}：{text}", self._session.registers.records_of(key, period))
        self._define(key)

    def show_records(self, told: str, found: Sequence[tuple[str, int]]) -> None:
        """List records (register, id) under what is told of them."""
        self.list.clear()
        self._define(None)
        for register, record_id in found[:_MOST_SHOWN]:
            item = QListWidgetItem(self._line(register, record_id))
            item.setData(Qt.ItemDataRole.UserRole, (register, record_id))
            self.list.addItem(item)
        shown = f"（只列前 {_MOST_SHOWN} 条）" if len(found) > _MOST_SHOWN else ""
        self.corner.setText(f"{len(found)} 条{shown}" if found else "")
        self.hint.setText(told)
        self.list.setVisible(bool(found))
        if found:
            self.list.setCurrentRow(0)

    def _line(self, register: str, record_id: int) -> str:
        try:
            record = self._session.registers.get(RECORD_TYPES[register], record_id)
        except RecordNotFoundError as gone:
            return str(gone)
        if isinstance(record, Step):
            request = self._session.registers.get(Request, record.request_id)
            return f"{request.caption}  {record.caption}"
        who = str(getattr(record, "applicant", "") or getattr(record, "plaintiff", ""))
        what = next((str(value) for name in _TELLING if (value := getattr(record, name, None)) not in (None, "")), "")
        first = f"{record.caption}  {who}".rstrip()
        return f"{first}\n{masked_prose(what).replace(chr(10), ' ')}" if what else first

    def _go(self, item: QListWidgetItem) -> None:
        register, record_id = item.data(Qt.ItemDataRole.UserRole)
        self.record_wanted.emit(register, record_id)


class LastYear(Card):
    """Last year's text of one section, and how alike this year's is, what the program writes left aside."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("去年的文字", parent)
        self._session = session
        self.meter = words("", "secondary", wrap=True)
        self.text = quotable("")
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        paper = QScrollArea()
        paper.setWidgetResizable(True)
        paper.setFrameShape(QFrame.Shape.NoFrame)
        mark(self.text, "plain")
        paper.setWidget(self.text)
        self.text.setAutoFillBackground(False)
        self.body.addWidget(self.meter)
        self.body.addWidget(paper, 1)

    def show_section(self, heading: str, year: int, previous: AnnualReport | None) -> None:
        """Compare one section of a year with last year's."""
        self.title.setText(heading)
        before = _section(previous, heading)
        if previous is None:
            self._tell("没有上年报告。可用“导入上年报告…”导入公布过的年报，或先签发上一年。", "")
        elif before is None or not before.text.strip():
            self._tell("上年报告这一部分没有文字。", "")
        else:
            self._tell("", before.text)
            from tasks.report.check import likeness_with_last_year  # noqa: PLC0415 - loads what compares

            part = next(part.key for part in PARTS if part.label == heading)
            alike = likeness_with_last_year(self._session.registers, year, part)
            if alike is None:
                self.meter.say("自己写的文字很少，不比较。", name="secondary")
                return
            told = f"与去年相似 {alike:.0%}（不计标题、法规名称和数字）"
            if alike > ALIKE:
                self.meter.say(f"{told}，超过 80%，请改写", Sign.DOUBT)
            else:
                self.meter.say(told, Sign.DONE)

    def _tell(self, note: str, text: str) -> None:
        self.meter.say(note, name="secondary")
        self.text.setText(text)


def _section(report: AnnualReport | None, heading: str) -> Section | None:
    found = (section for section in report.sections if section.heading[:1] == heading[:1]) if report else iter(())
    return next(found, None) if heading in SECTION_HEADINGS and heading not in TABLE_SECTIONS else None


class View(Enum):
    """What can be seen there, by the word on its button."""

    PREVIEW = "预览"
    RECORDS = "数字来源"
    LAST_YEAR = "去年对照"
    CHARTS = "图表"
    TRAIL = "报送"


class ReportSides(QWidget):
    """One of five views at a time, chosen by the buttons above."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview, self.records, self.last_year = ReportPreview(session), FigureRecords(session), LastYear(session)
        self.charts, self.trail = ChartsSide(session), ReportTrail(session)
        self._session = session
        self.stack = QStackedWidget()
        self.buttons: dict[View, Button] = {}
        self.pages = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(6)
        shown = (self.preview, self.records, self.last_year, self.charts, self.trail)
        for view, widget in zip(View, shown, strict=True):
            made = self.buttons[view] = Button(view.value)
            made.setCheckable(True)
            mark(made, "segment")
            made.clicked.connect(partial(self.show_view, view))
            self.stack.addWidget(widget)
            row.addWidget(made)
        row.addStretch(1)
        mark(self.pages, "secondary")
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        column.addWidget(self.pages, 0, Qt.AlignmentFlag.AlignRight)  # beside the buttons it would cut their words
        self.preview.drawn.connect(lambda: self.pages.setText(f"{len(self.preview.pages)} 页"))
        self.charts.point_wanted.connect(self._show_point)
        self.show_view(View.PREVIEW)

    def show_view(self, view: View, _checked: bool = False) -> None:
        """Bring one view to the front."""
        self.stack.setCurrentIndex(list(View).index(view))
        for other, made in self.buttons.items():
            made.setChecked(other is view)
        self.pages.setVisible(view is View.PREVIEW)

    def _show_point(self, panel: Panel, point: Point) -> None:
        from tasks.report.charts_of_year import records_of  # noqa: PLC0415 - loads when first used

        found = records_of(self._session.registers, point.source)
        told = f"{panel.name}：{point.words(panel.unit)}"
        self.records.show_records(f"{told}，取自已公布年报，没有登记记录" if point.source.is_published else told, found)
        self.show_view(View.RECORDS)
        self.records.list.setFocus()
