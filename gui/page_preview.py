"""A letter as real pages: made and drawn off the window's thread, the newest wish winning."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from disclosure.errors import DisclosureError
from disclosure.letters.values import Letter
from gui.appearance import mark
from gui.cards import clear, words
from gui.job import Job
from gui.session import Session

if TYPE_CHECKING:
    from importers.page_images import PageImage

_DEBOUNCE = 250
_DOTS_PER_INCH, _PAGE_INCHES = 96.0, 8.27
_MARGIN, _MINIMUM = 36, 420


class PagePreview(QScrollArea):
    """Shows the pages of one letter; ``drawn`` comes when they are up to date."""

    drawn = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: Letter | None = None
        self._drawing: Letter | None = None
        self._job: Job | None = None
        self.pages: tuple[QLabel, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(_MINIMUM)
        self.setAccessibleName("文书预览")
        inside = QWidget()
        mark(inside, "desk")
        self.stack = QVBoxLayout(inside)
        self.stack.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.stack.setSpacing(12)
        self.setWidget(inside)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_DEBOUNCE)
        self._soon.timeout.connect(self._draw)
        session.closing.connect(self.stop)

    def show_letter(self, letter: Letter) -> None:
        """Draw a letter soon; one asked for meanwhile takes its place."""
        if letter != self._wanted:
            self._wanted = letter
            self.setAccessibleDescription(letter.text)
            self._soon.start()

    def stop(self) -> None:
        """Draw nothing any more and wait for what is being drawn."""
        self._soon.stop()
        self._wanted = None
        if self._job is not None:
            self._job.wait()

    def hideEvent(self, event: QHideEvent) -> None:
        """A dialog that goes takes its preview with it: nothing may still be drawn then."""
        super().hideEvent(event)
        self._soon.stop()
        if self._job is not None:
            self._job.wait()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wanted is not None and abs(event.size().width() - event.oldSize().width()) > 1:
            self._soon.start()

    def _draw(self) -> None:
        if self._job is not None or self._wanted is None:
            return
        letter = self._drawing = self._wanted
        profile, dots = self._session.registers.profile(), self._dots_per_inch()

        def work(_progress: object) -> Sequence["PageImage"]:
            from tasks.letter_files import pages_of  # noqa: PLC0415 - heavy, and only the worker needs it

            return pages_of(letter, profile, dots)

        self._job = Job(work, lambda images: self._show(letter, images), nullcontext(), _nothing, self)
        self._job.failed.connect(self._refuse)
        self._job.finished.connect(self._over)
        self._job.start()

    def _dots_per_inch(self) -> float:
        room = max(self.viewport().width() - _MARGIN, _MINIMUM - _MARGIN)
        return min(_DOTS_PER_INCH * 2, room / _PAGE_INCHES) * self.devicePixelRatioF()

    def _show(self, letter: Letter, images: Sequence["PageImage"]) -> None:
        if self._wanted is None:
            return
        clear(self.stack)
        self.pages = tuple(self._page(image) for image in images)
        for number, page in enumerate(self.pages, start=1):
            page.setAccessibleName(f"第 {number} 页，共 {len(self.pages)} 页")
            self.stack.addWidget(page)
        if letter == self._wanted:
            self.drawn.emit()

    def _page(self, drawn: "PageImage") -> QLabel:
        form = QImage.Format.Format_RGB888 if drawn.channels == _RGB else QImage.Format.Format_RGBX8888
        picture = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, form).copy()
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        page = QLabel()
        page.setPixmap(QPixmap.fromImage(picture))
        return page

    def _refuse(self, failure: DisclosureError) -> None:
        clear(self.stack)
        self.stack.addWidget(words(f"× {failure}", "problem", wrap=True))

    def _over(self) -> None:
        self._job = None
        if self._wanted is not None and self._wanted != self._drawing and self.isVisible():
            self._soon.start()


_RGB = 3


def _nothing() -> None:
    """Stop nothing: a page is drawn in a moment."""
