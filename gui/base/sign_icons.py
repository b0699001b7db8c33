"""The signs as icons for lists, menus and buttons, in a separate module because importing QIcon slows the start."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap

from gui.base.appearance import colour
from gui.base.signs import Sign, lower, paint_sign, painting

_ICON = 16
"""The size of an icon in lists and menus."""


def sign_icon(sign: Sign) -> QIcon:
    """Return a sign as an icon for lists, menus and buttons, drawn in the current size and theme."""
    return QIcon(_SignEngine(sign))


class _SignEngine(QIconEngine):
    def __init__(self, sign: Sign) -> None:
        super().__init__()
        self._sign = sign

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        area = QRectF(0, 0, side, side)
        area.moveCenter(QRectF(rect).center())
        area.translate(0, lower(QFontMetricsF(QGuiApplication.font())) * side / _ICON)  # there are words beside it
        paint_sign(painter, self._sign, area, colour("disabled") if mode is QIcon.Mode.Disabled else None)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        with painting(drawn) as painter:
            self.paint(painter, drawn.rect(), mode, state)
        return drawn

    def clone(self) -> QIconEngine:
        return _SignEngine(self._sign)
