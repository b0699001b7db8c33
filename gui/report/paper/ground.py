"""The desk with the paper: it scrolls and zooms there, its margin at the right, last year's text at the left."""

from enum import Enum

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.base.appearance import mark, scaled
from gui.kit.cards import button, quotable, scrolling, words
from gui.report.paper.look import A4, NARROW, WIDE, ZOOMS
from gui.report.paper.margin import Margin, Note
from gui.report.paper.sheet import Paper

_GAP, _LEAST_GAP, _NECK = 28, 6, 20
_LEAST_MARGIN, _MARGIN, _WIDE_MARGIN, _BEFORE = 216, 282, 340, 240
_ROOMY = WIDE + _NECK + _WIDE_MARGIN + _BEFORE + 3 * _GAP
"""From so many pixels on there is room for last year's text beside the paper, too."""
_END, _SEEN_ABOVE = 24, 40
_HUNDRED = 100


class Fit(Enum):
    """The zoom if no percentage was chosen."""

    USUAL = "100%"
    WIDTH = "适合宽度"
    PAGE = "整页"


class BeforeBox(QFrame):
    """Last year's text of the paragraph with the caret."""

    def __init__(self) -> None:
        super().__init__()
        mark(self, "plain")
        self.text = quotable("", "secondary")
        self.more = button("整页对照", lambda: None, "link")
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, 0, 0, 0)
        self.stack.setSpacing(4)
        self.stack.addWidget(words("去年这一段", "hint"))
        self.stack.addWidget(self.text)
        self.stack.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)


class PaperDesk(QScrollArea):
    """Places the paper and what is beside it.

    ``has_margin`` tells whether the notes are beside the paper; otherwise there are signs at its edge and the notes are
    in ``notes``, for a sheet.
    """

    zoomed = Signal()

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        mark(self, "reportDesk")
        self.paper, self.zoom = paper, Fit.USUAL
        self._percent: int | None = None
        self._covered = 0
        self._is_compact = self._is_arranging = False
        self.has_margin, self.is_roomy = True, False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # coming and going moved the paper
        self.ground = QWidget()
        mark(self.ground, "ground")
        paper.setParent(self.ground)
        self.margin = Margin(self.ground)
        self.before = BeforeBox()
        self.before.setParent(self.ground)
        self._before_at = self._placed_at = 0
        self.hint = words(
            "蓝底的数来自登记簿，会自己更新；点一下看由哪几件算出。要写别的数，直接改。", "hint", wrap=True
        )
        self.hint.setParent(self.ground)
        holder = QWidget()
        mark(holder, "plain")
        self.notes = scrolling(holder)
        self._holder = holder
        self.setWidget(self.ground)
        paper.laid.connect(self._place)

    # --- zoom ---

    @property
    def percent(self) -> int:
        """The current zoom of the paper, in percent."""
        return self.paper.scale.percent

    def set_zoom(self, zoom: Fit | int) -> None:
        """Zoom the paper, keeping the line at the top."""
        self._percent = max(ZOOMS.start, min(ZOOMS[-1], zoom)) if isinstance(zoom, int) else None
        if isinstance(zoom, Fit):
            self.zoom = zoom
        bar, tall = self.verticalScrollBar(), max(1, self.paper.height())
        share = bar.value() / tall
        self.arrange()
        bar.setValue(round(share * self.paper.height()))
        self.zoomed.emit()

    def zoom_words(self) -> str:
        """Return the zoom, as it was chosen."""
        return f"{self._percent or _HUNDRED}%" if self._percent or self.zoom is Fit.USUAL else self.zoom.value

    def step_zoom(self, by: int) -> None:
        """Zoom in or out by one step."""
        step = ZOOMS.step
        self.set_zoom((self.percent // step + by) * step if by > 0 else (-(-self.percent // step) + by) * step)

    def set_compact(self, is_compact: bool) -> None:
        """In a compact window the paper takes the whole width."""
        self._is_compact = is_compact
        self._percent = None
        self.set_zoom(Fit.WIDTH if is_compact else Fit.USUAL)

    def cover(self, covered: int) -> None:
        """Reserve width at the right for a sheet without shrinking the paper; 0 releases it."""
        covered = max(0, covered - self.verticalScrollBar().width())  # which is under the sheet, too
        if covered != self._covered:
            self._covered = covered
            self.setViewportMargins(0, 0, covered, 0)
            self.arrange()

    def _wanted_percent(self, breadth: int) -> int:
        if self._percent is not None:
            return self._percent
        if self.zoom is Fit.USUAL:
            return _HUNDRED
        aside = 0 if self._is_compact else scaled(_LEAST_GAP + _NECK + _MARGIN + _LEAST_GAP)
        wide = (self.viewport().width() + self._covered - aside - 2 * scaled(_LEAST_GAP)) * _HUNDRED // scaled(breadth)
        page = (self.viewport().height() - 2) * _HUNDRED / (A4 * scaled(breadth))
        fitting = wide if self.zoom is Fit.WIDTH else min(wide, int(page))
        return max(ZOOMS.start, min(ZOOMS[-1], fitting))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    # --- layout ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, _event: QShowEvent) -> None:
        self.arrange()
        self.zoomed.emit()

    def arrange(self) -> None:
        """Lay the paper out for the available room, which is unknown before it is visible."""
        if not self.isVisible():
            return
        self.is_roomy = not self._is_compact and self.viewport().width() >= scaled(_ROOMY)
        breadth = WIDE if self.is_roomy else NARROW
        self.paper.set_scale(self._wanted_percent(breadth), breadth)

    def place_notes(self) -> None:
        """Place everything beside the paper again, after a note was added, removed or changed."""
        self._place()

    def show_before(self, text: str, at: int) -> None:
        """Show last year's text of the paragraph at a height of the paper; "" hides it."""
        self.before.text.setText(text)
        self._before_at = at
        self._place_before()

    def _place(self) -> None:
        if self._is_arranging:
            return
        self._is_arranging = True
        room, paper = self.viewport().width(), self.paper
        aside = room - paper.width() - scaled(_NECK) - 2 * scaled(_LEAST_GAP)
        self.has_margin = not self._is_compact and aside >= scaled(_LEAST_MARGIN)
        end = paper.height() + scaled(_END)
        if self.has_margin:
            most = scaled(_WIDE_MARGIN if self.is_roomy else _MARGIN)
            left = max(scaled(_LEAST_GAP), min(scaled(_GAP), aside - most))
            left = scaled(_BEFORE) + 2 * scaled(_GAP) if self.is_roomy else left
            paper.move(left, 0)
            width = min(most, room - left - paper.width() - scaled(_NECK) - scaled(_LEAST_GAP))
            self._take_margin(self.ground)
            top = self.verticalScrollBar().value()
            seen = range(top, top + self.viewport().height())
            below = self.margin.place_beside(paper.geometry().right(), width, end, seen)
            end = max(end, below + self.hint.heightForWidth(width) + scaled(_END))  # its text is below the notes
        else:
            paper.move(max(0, (room - paper.width()) // 2), 0)
            self._take_margin(self._holder)
            right = min(paper.geometry().right(), self.horizontalScrollBar().value() + room) - 2
            if self._covered:  # the notes themselves are there
                self.margin.hide_marks()
            else:
                self.margin.place_marks(self.ground, right)
            self.margin.place_below(max(scaled(_LEAST_MARGIN), self.notes.width() - scaled(_NECK)))
            self._holder.setMinimumHeight(self.margin.height())
        if paper.height() == self._placed_at:  # a note that vanishes at the foot does not move what is read
            end = max(end, min(self.ground.height(), self.verticalScrollBar().value() + self.viewport().height()))
        self._placed_at = paper.height()
        self.ground.resize(max(room, paper.geometry().right() + 1), max(end, self.viewport().height()))
        self._place_hint()
        self._place_before()
        self._is_arranging = False

    def _take_margin(self, parent: QWidget) -> None:
        if self.margin.parentWidget() is not parent:
            self.margin.setParent(parent)
            self.margin.move(0, 0)
            self.margin.show()

    def _place_hint(self) -> None:
        """Explain the tint at the lower end of the paper, beside it."""
        self.hint.setVisible(self.has_margin)
        if self.has_margin:
            left, wide = self.margin.x() + scaled(_NECK), self.margin.width() - scaled(_NECK)
            tall = self.hint.heightForWidth(wide)
            self.hint.setGeometry(left, self.ground.height() - tall - scaled(_END), wide, tall)

    def _place_before(self) -> None:
        self.before.setVisible(self.is_roomy and self.has_margin and bool(self.before.text.text()))
        if self.before.isVisible():
            tall = self.before.stack.totalHeightForWidth(scaled(_BEFORE))
            self.before.setGeometry(scaled(_GAP), max(0, self._before_at - scaled(_GAP)), scaled(_BEFORE), tall)

    # --- scrolling ---

    def show_height(self, at: int) -> None:
        """Scroll so that a height of the paper is in the upper third."""
        self.verticalScrollBar().setValue(at - self.viewport().height() // 3)

    def show_top(self, at: int) -> None:
        """Scroll so that a height of the paper is at the top."""
        self.verticalScrollBar().setValue(at - scaled(_END) // 2)

    def keep_in_sight(self, area: QRect) -> None:
        """Scroll just far enough to show a rectangle of the paper."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if area.top() - scaled(_SEEN_ABOVE) < bar.value():
            bar.setValue(area.top() - scaled(_SEEN_ABOVE))
        elif area.bottom() + scaled(_SEEN_ABOVE) > bar.value() + high:
            bar.setValue(area.bottom() + scaled(_SEEN_ABOVE) - high)
        left, wide = self.paper.x() + area.left(), self.viewport().width()
        across = self.horizontalScrollBar()
        if left < across.value():
            across.setValue(left - wide // 2)
        elif left + area.width() > across.value() + wide:
            across.setValue(left + area.width() + scaled(_SEEN_ABOVE) - wide)

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Leave Tab to the window, as the area would scroll to the top of a whole section."""
        return QWidget.focusNextPrevChild(self, next_one)

    def note_in_sight(self, note: Note) -> None:
        """Scroll to a note."""
        top, high = self.verticalScrollBar().value(), self.viewport().height()
        if self.has_margin and top <= note.y() and note.geometry().bottom() < top + high:
            return  # it is seen whole: the paper stays where it was clicked
        if self.has_margin:
            tall = min(note.height(), self.viewport().height() - 2 * scaled(_SEEN_ABOVE))
            self.keep_in_sight(QRect(self.paper.x(), note.y(), 1, tall))
        else:
            at = note.mapTo(self.notes.widget(), QPoint()).y()
            self.notes.ensureVisible(0, at + note.height(), 0, 0)
            self.notes.ensureVisible(0, at, 0, 0)  # the head of one that is higher than the sheet
