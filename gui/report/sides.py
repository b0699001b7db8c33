"""What stands beside the report: its pages as they print, the records behind a figure, last year's words, charts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from disclosure.charts import Panel, Point
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, AnnualReport, Section
from disclosure.report.versions import own_words
from gui.base.appearance import mark
from gui.base.session import Session
from gui.kit.cards import Card, quotable, words
from gui.report.charts import ChartsSide
from gui.report.preview import ReportPreview
from gui.report.records import FigureRecords

_ALIKE = 0.8
_LEAST = 20


class LastYear(Card):
    """Last year's text of one section, and how alike this year's is, fixed words left aside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("去年的文字", parent)
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

    def show_section(self, heading: str, report: AnnualReport, previous: AnnualReport | None) -> None:
        """Compare one section with last year's."""
        self.title.setText(heading)
        here, before = _section(report, heading), _section(previous, heading)
        if previous is None:
            self._tell("没有上年报告。可用“导入上年报告…”导入公布过的年报，或先签发上一年。", "")
        elif before is None or not before.text.strip():
            self._tell("上年报告这一部分没有文字。", "")
        else:
            self._tell("", before.text)
            self._measure(here, before)

    def _measure(self, here: Section | None, before: Section) -> None:
        from tasks.report.check import similarity  # noqa: PLC0415 - loads what compares when first used

        new, old = own_words(here or Section("")), own_words(before)
        if min(len(new), len(old)) < _LEAST:
            self.meter.setText("除固定用语外文字很少，不比较。")
            mark(self.meter, "secondary")
            return
        alike = similarity(new, old)
        sign = "△ 超过 80%，请改写" if alike > _ALIKE else "√"
        self.meter.setText(f"与去年相似 {alike:.0%}（不计标题、法规名称和数字） {sign}")
        mark(self.meter, "attention" if alike > _ALIKE else "good")

    def _tell(self, note: str, text: str) -> None:
        self.meter.setText(note)
        mark(self.meter, "secondary")
        self.text.setText(text)


def _section(report: AnnualReport | None, heading: str) -> Section | None:
    found = (section for section in report.sections if section.heading[:1] == heading[:1]) if report else iter(())
    return next(found, None) if heading in SECTION_HEADINGS and heading not in TABLE_SECTIONS else None


class ReportSides(QWidget):
    """One of four views at a time, chosen by the buttons above."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview, self.records, self.last_year = ReportPreview(session), FigureRecords(session), LastYear()
        self.charts = ChartsSide(session)
        self._session = session
        self.stack = QStackedWidget()
        self.buttons: dict[str, QPushButton] = {}
        self.pages = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, view in (
            ("预览", self.preview),
            ("数字来源", self.records),
            ("去年对照", self.last_year),
            ("图表", self.charts),
        ):
            self.stack.addWidget(view)
            row.addWidget(self._button(name))
        row.addStretch(1)
        mark(self.pages, "secondary")
        row.addWidget(self.pages)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.preview.drawn.connect(lambda: self.pages.setText(f"{len(self.preview.pages)} 页"))
        self.charts.point_wanted.connect(self._show_point)
        self.show_view("预览")

    def show_view(self, name: str) -> None:
        """Bring one view to the front."""
        place = list(self.buttons).index(name)
        self.stack.setCurrentIndex(place)
        for other, made in self.buttons.items():
            made.setChecked(other == name)
        self.pages.setVisible(name == "预览")

    def _show_point(self, panel: Panel, point: Point) -> None:
        from tasks.report.charts import records_of  # noqa: PLC0415 - loads when first used

        found = records_of(self._session.registers, point.source)
        told = f"{panel.name}：{point.words(panel.unit)}"
        self.records.show_records(f"{told}，取自已公布年报，没有登记记录" if point.source.is_published else told, found)
        self.show_view("数字来源")
        self.records.list.setFocus()

    def _button(self, name: str) -> QPushButton:
        made = self.buttons[name] = QPushButton(name)
        made.setCheckable(True)
        made.setAutoDefault(False)
        mark(made, "segment")
        made.clicked.connect(lambda _=False: self.show_view(name))
        return made
