"""A document as real pages, made and drawn in a worker, the latest request first, and only while visible."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from gui.base.appearance import colour, mark
from gui.base.job import Job
from gui.base.session import Session
from gui.base.signs import Sign
from gui.base.waits import Wait
from gui.kit.cards import clear, words

if TYPE_CHECKING:
    from importers.page_images import PageImage

Draw = Callable[[float], Sequence["PageImage"]]
"""Makes the pages of a document at a resolution in dots per inch; called in a worker, without access to the file.

Raises DisclosureError, which is shown in place of the pages.
"""

_MARGIN, _PAGE_INCHES, _MOST_DOTS, _LEAST_DOTS = 36, 8.27, 160.0, 24.0
_RGB = 3
_TINT = QColor("#dfe9f8")
"""The highlight behind typed words."""


class PagePreview(QScrollArea):
    """Shows the pages of a document in the available width, at most ``most_wide``; emits ``drawn`` when done."""

    drawn = Signal()

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: Draw | None = None
        self._is_stale = False
        self._job: Job | None = None
        self.pages: tuple[QLabel, ...] = ()
        self.most_wide, self.why_none = 0, ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        inside = QWidget()
        mark(inside, "desk")
        self.stack = QVBoxLayout(inside)
        self.stack.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.stack.setContentsMargins(8, 8, 8, 8)
        self.stack.setSpacing(12)
        self.setWidget(inside)
        self._soon = session.timer(self, self._draw, Wait.TYPING)
        session.closing.connect(self.stop)

    @property
    def is_drawing(self) -> bool:
        """Whether requested pages are not finished yet."""
        return self._job is not None or self._soon.isActive()

    def show_pages(self, draw: Draw) -> None:
        """Draw a document soon; a later request replaces it. A hidden preview draws when it is shown."""
        self._wanted = draw
        self._is_stale = True
        if self.isVisible():
            self._soon.start()

    def stop(self) -> None:
        """Cancel drawing and wait for its end."""
        self._soon.stop()
        self._wanted = None
        if self._job is not None:
            self._job.wait()

    def showEvent(self, _event: QShowEvent) -> None:
        if self._is_stale:
            self._soon.start()

    def hideEvent(self, _event: QHideEvent) -> None:
        """Stop, as a closing dialog deletes its preview, and nothing may still be drawn then."""
        self._soon.stop()
        if self._job is not None and not self.window().isVisible():
            self._job.wait()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wanted is not None and abs(event.size().width() - event.oldSize().width()) > 1:
            self._is_stale = True
            self._soon.start()

    def _draw(self) -> None:
        if self._job is not None or self._wanted is None or not self.isVisible():
            return
        draw, dots = self._wanted, self._dots_per_inch()
        self._is_stale = False
        self._job = Job(
            lambda _progress: draw(dots),
            self._show,
            nullcontext(),
            _nothing,
            self,
            failed=self._refuse,
            ended=self._over,
        )
        self._job.start(Job.Priority.LowPriority)

    def _dots_per_inch(self) -> float:
        room = self.viewport().width() - _MARGIN
        room = min(room, self.most_wide) if self.most_wide else room
        return max(_LEAST_DOTS, min(_MOST_DOTS, room / _PAGE_INCHES)) * self.devicePixelRatioF()

    def _show(self, images: Sequence["PageImage"]) -> None:
        if self._wanted is None:
            return
        place = self.verticalScrollBar().value()
        clear(self.stack)
        self.pages = tuple(self._page(image) for image in images)
        for number, page in enumerate(self.pages, start=1):
            page.setAccessibleName(f"第 {number} 页，共 {len(self.pages)} 页")
            self.stack.addWidget(page)
        if not self.pages and self.why_none:
            self.stack.addSpacing(self.viewport().height() // 3)
            self.stack.addWidget(words(self.why_none, "secondary"))
        QTimer.singleShot(Wait.TURN, self, lambda: self.verticalScrollBar().setValue(place))
        if not self._is_stale:
            self.drawn.emit()

    def _page(self, drawn: "PageImage") -> QLabel:
        form = QImage.Format.Format_RGB888 if drawn.channels == _RGB else QImage.Format.Format_RGBX8888
        picture = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, form).copy()
        painter = QPainter(picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for place in drawn.marked:
            painter.fillRect(QRectF(*place), _TINT)
        painter.fillRect(picture.rect(), colour("paper"))  # dimmed in the dark theme, never inverted
        painter.end()
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        page = QLabel()
        mark(page, "sheet")
        page.setPixmap(QPixmap.fromImage(picture))
        return page

    def _refuse(self, failure: DisclosureError) -> None:
        clear(self.stack)
        self.stack.addWidget(words(str(failure), wrap=True, sign=Sign.WRONG))

    def _over(self, _job: Job) -> None:
        self._job = None
        if self._wanted is not None and self._is_stale and self.isVisible():
            self._soon.start()


def _nothing() -> None:
    """Do nothing, as the pages are drawn in a moment."""
