"""Views over the report: last year's text, charts, and what happened to the report."""

from enum import Enum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from disclosure.charts import Panel, Point
from disclosure.checks.substance import ALIKE
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, AnnualReport, Section
from disclosure.report.narrative import PARTS
from gui.base.appearance import mark
from gui.base.session import Session
from gui.base.signs import Sign
from gui.kit.cards import Button, Card, quotable, words
from gui.report.charts import ChartsSide
from gui.report.paper.figures import CellCard
from gui.report.trail import ReportTrail


class LastYear(Card):
    """Last year's text of one section, and its similarity to this year's without generated text."""

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
        before = section_of(previous, heading)
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
                self.meter.say(f"{told}，超过 80%，要改写", Sign.DOUBT)
            else:
                self.meter.say(told, Sign.DONE)

    def _tell(self, note: str, text: str) -> None:
        self.meter.say(note, name="secondary")
        self.text.setText(text)


def section_of(report: AnnualReport | None, heading: str) -> Section | None:
    """Return last year's section under a heading with prose; None for a table or without a report."""
    found = (section for section in report.sections if section.heading[:1] == heading[:1]) if report else iter(())
    return next(found, None) if heading in SECTION_HEADINGS and heading not in TABLE_SECTIONS else None


class View(Enum):
    """The views, by the text of their buttons."""

    NOTES = "批注"
    LAST_YEAR = "去年对照"
    CHARTS = "图表"
    TRAIL = "报送"


class ReportSides(QWidget):
    """One view at a time, chosen by the buttons above; the margin's notes only if it has no room for them."""

    def __init__(self, session: Session, notes: QWidget, records: CellCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records, self.last_year = records, LastYear(session)
        self.charts, self.trail = ChartsSide(session), ReportTrail(session)
        self._session = session
        self.stack = QStackedWidget()
        self.buttons: dict[View, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.first = row = QHBoxLayout()
        row.setSpacing(6)
        for view, widget in zip(View, (notes, self.last_year, self.charts, self.trail), strict=True):
            made = self.buttons[view] = Button(view.value)
            made.setCheckable(True)
            mark(made, "segment")
            made.clicked.connect(partial(self.show_view, view))
            self.stack.addWidget(widget)
            row.addWidget(made)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.charts.point_wanted.connect(self._show_point)
        self.point_records = CellCard(session)
        column.addWidget(self.point_records)
        self.point_records.record_wanted.connect(records.record_wanted)
        self.show_view(View.LAST_YEAR)

    def show_view(self, view: View, *_: object) -> None:
        """Show one view."""
        self.stack.setCurrentIndex(list(View).index(view))
        self.point_records.forget()
        for other, made in self.buttons.items():
            made.setChecked(other is view)

    def _show_point(self, panel: Panel, point: Point) -> None:
        from tasks.report.chart_figures import records_of  # noqa: PLC0415 - loads when first used

        found = records_of(self._session.registers, point.source)
        told = f"{panel.name}：{point.words(panel.unit)}"
        self.point_records.show_records(
            f"{told}，取自已公布年报，没有登记记录" if point.source.is_published else told, found
        )
        self.point_records.show()
        self.point_records.list.setFocus()
