"""A day with nothing to do: one sentence, the next date and its task, two ways to go on."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from disclosure.records import Release, Request
from gui.base.appearance import colour, scaled
from gui.base.signs import Sign, on_grid, paint_sign
from gui.kit.cards import Card, button, words

_DRAWING, _AROUND, _ABOVE_WAYS = (96, 72), 28, 10


class NothingDue(Card):
    """Takes the place of the first lines. ``wanted`` carries the register for a new entry."""

    wanted = Signal(str)

    def __init__(self, ahead: str, *, can_write: bool) -> None:
        super().__init__()
        self.told = words(f"下一个日子是 {ahead}。" if ahead else "", "secondary", wrap=True)
        if not ahead:  # shown before it has a parent it would be a window of its own and take the focus
            self.told.hide()
        self.told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.new_button = button("新建申请", lambda: self.wanted.emit(Request.register))
        self.release_button = button("登记公开", lambda: self.wanted.emit(Release.register))
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addStretch(1)
        for made in (self.new_button, self.release_button):
            made.setEnabled(can_write)
            ways.addWidget(made)
        ways.addStretch(1)
        self.body.addSpacing(_AROUND)
        for shown in (_Drawing(), words("今天没有要办的事", "section")):
            self.body.addWidget(shown, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.told)
        self.body.addSpacing(_ABOVE_WAYS)
        self.body.addLayout(ways)
        self.body.addSpacing(_AROUND)


class _Drawing(QWidget):
    """A finished sheet of paper, and a cup of tea."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(scaled(_DRAWING[0]), scaled(_DRAWING[1]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, side = QPainter(self), float(self.height())
        area = QRectF((self.width() - side) / 2, 0, side, side)
        with on_grid(painter, area, colour("edge"), 0.5):
            painter.drawLine(QPointF(-1.5, 19), QPointF(21.5, 19))
            painter.drawRoundedRect(QRectF(1, 6.5, 9, 12.5), 0.8, 0.8)
            for line, end in ((10, 8), (12.5, 8), (15, 6)):
                painter.drawLine(QPointF(3, line), QPointF(end, line))
            painter.drawRoundedRect(QRectF(12.5, 12.5, 5, 6.5), 1.2, 1.2)
            painter.drawArc(QRectF(16.4, 13.6, 2.8, 3), -90 * 16, 180 * 16)
            for left in (14.0, 16.0):
                painter.drawLine(QPointF(left, 9), QPointF(left, 11))
        paint_sign(painter, Sign.DONE, QRectF(area.left() + side * 0.17, 0, side * 0.27, side * 0.27))
        painter.end()
