"""图表 beside the report: the charts of its year, to explore, and to export one by one or together."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QTimer, Signal
from PySide6.QtGui import QFontInfo, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from disclosure.charts import Chart
from gui.base.appearance import FAMILIES, mark, tokens
from gui.base.session import Session
from gui.base.waits import Wait
from gui.kit.cards import Card, button, clear, scrolling, words
from gui.kit.file_dialogs import FileDialog, documents
from gui.report.chart import ChartView

if TYPE_CHECKING:
    from tasks.report.pictures import ChartPicture

_EDGES, _NARROWEST, _BAR = 36, 200, 12
"""The width a card needs beside its chart, the minimum width of a chart, and the margin for the scroll bar."""
_LETTERS = 0.92
_FILTERS = "PDF（存档、打印） (*.pdf);;图片 (*.png);;矢量图 (*.svg);;数值表 (*.csv)"

Made = tuple[Sequence[Chart], Sequence["ChartPicture"]]


class ChartsSide(QWidget):
    """Shows the charts of a year while it is visible; emits ``drawn`` when they are up to date."""

    drawn = Signal()
    point_wanted = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._year = 0
        self._charts: Sequence[Chart] = ()
        self._is_stale = self._is_drawing = self._is_closed = False
        self.views: tuple[ChartView, ...] = ()
        self.buttons: tuple[QWidget, ...] = ()
        self.all_button = button("全部导出…", self._export_all)
        self.hint = words("方向键走动，按 Enter 看记录", "secondary")
        inside = QWidget()
        mark(inside, "plain")
        self.stack = QVBoxLayout(inside)
        self.stack.setContentsMargins(0, 0, _BAR, 0)
        self.stack.setSpacing(10)
        self.area = scrolling(inside)
        self._soon = session.timer(self, self._make, Wait.TYPING)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, _BAR, 0)
        row.setSpacing(8)
        row.addWidget(self.hint, 1)
        row.addWidget(self.all_button)
        column.addLayout(row)
        column.addWidget(self.area, 1)
        session.closing.connect(self._close)

    def show_year(self, year: int) -> None:
        """Compute and draw the charts of a year soon, or, if hidden, when they are shown."""
        self._year, self._charts = year, ()
        self._draw_later()

    def showEvent(self, _event: QShowEvent) -> None:
        if self._is_stale:
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._draw_later()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw_later()

    def export(self, charts: Sequence[Chart], path: Path) -> None:
        """Write charts in a worker and say where."""
        registers, year, today = self._session.registers, self._year, self._session.today

        def work(_progress: object) -> Path:
            from tasks.report.pictures import export_charts  # noqa: PLC0415 - heavy, and only the worker needs it

            return export_charts(registers, year, charts, path, today)

        self._session.run("导出图表", work, self._told, self.window())

    # --- making them ---

    def _draw_later(self) -> None:
        self._is_stale = True
        if self.isVisible() and self._year:
            self._soon.start()

    def _make(self) -> None:
        if self._is_drawing or self._is_closed or not self.isVisible():
            return
        self._is_drawing, self._is_stale = True, False
        registers, year, today, known = self._session.registers, self._year, self._session.today, self._charts
        room = max(_NARROWEST, self.area.width() - _BAR - _EDGES)
        size, colours = _LETTERS * QFontInfo(self.font()).pixelSize(), dict(tokens())

        def work(_progress: object) -> Made:
            from tasks.report.chart_figures import charts  # noqa: PLC0415 - heavy, and only the worker needs it
            from tasks.report.pictures import pictures  # noqa: PLC0415

            shown = known or charts(registers, year, today)
            return shown, pictures(shown, room, size, colours, FAMILIES[0])

        self._session.run_quietly(work, self._show, ended=self._made, shares=True)

    def _show(self, made: Made) -> None:
        if self._is_closed or self._is_stale:
            return
        self._charts, pictures = made
        place = self.area.verticalScrollBar().value()
        focused = next(((number, view.current) for number, view in enumerate(self.views) if view.hasFocus()), None)
        clear(self.stack)
        self.views = tuple(ChartView(picture) for picture in pictures)
        self.buttons = tuple(
            button("导出…", partial(self._ask, (picture.chart,), picture.chart.title)) for picture in pictures
        )
        for view, export_button, picture in zip(self.views, self.buttons, pictures, strict=True):
            export_button.setAccessibleName(f"导出{picture.chart.title}")
            head = QHBoxLayout()
            head.setSpacing(8)
            head.addWidget(words(picture.chart.title, "cardTitle"), 1)
            head.addWidget(export_button)
            card = Card()
            card.body.addLayout(head)
            card.body.addWidget(view)
            view.point_wanted.connect(self.point_wanted)
            view.moved.connect(partial(self._follow, view))
            self.stack.addWidget(card)
        self.stack.addStretch(1)
        if focused is not None and self.views[focused[0]].points:
            view = self.views[focused[0]]
            view.current = min(focused[1], len(view.points) - 1)
            view.setFocus()
        QTimer.singleShot(Wait.TURN, self, lambda: self.area.verticalScrollBar().setValue(place))
        self.drawn.emit()

    def _made(self) -> None:
        self._is_drawing = False
        if self._is_stale:
            self._draw_later()

    def _follow(self, view: ChartView, box: QRectF) -> None:
        spot = view.mapTo(self.area.widget(), box.center().toPoint())
        self.area.ensureVisible(spot.x(), spot.y(), 0, round(box.height() / 2) + 8)

    # --- exporting ---

    def _export_all(self) -> None:
        if self._charts:
            self._ask(self._charts, f"{self._year}年图表")

    def _ask(self, charts: Sequence[Chart], name: str) -> None:
        dialog = FileDialog(self.window(), "导出图表", documents(), _FILTERS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(chosen.rpartition("*.")[2].rstrip(")")))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.export(charts, Path(chosen)))
        dialog.open()

    def _told(self, path: Path) -> None:
        self._session.told.emit(f"已导出“{path.stem}”，并与图上的数核对一致")

    def _close(self) -> None:
        self._is_closed = True
        self._soon.stop()
