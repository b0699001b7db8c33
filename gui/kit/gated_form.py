"""A form whose 保存 is disabled until it can be saved, and which asks before it discards what was typed.

If the window has a place for it, a form of a daily act covers the page in front and leaves tabs, menus and status bar
free. Otherwise it is a window of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from disclosure.errors import DisclosureError, NotAgreedError
from gui.base.appearance import dress_window, mark, scaled
from gui.base.focus import walk_on
from gui.base.signs import Sign
from gui.kit.cards import Button, button, scrolling, words
from gui.kit.messages import ask

_MARGIN, _GAP, _HEAD, _BESIDE = 20, 8, 56, 960
_ANY = 16_777_215
"""Qt's own greatest width."""


@runtime_checkable
class HoldsSheets(Protocol):
    """A window whose pages can be covered by forms."""

    def sheet_place(self) -> QWidget:
        """Return what a form should cover: the page in front."""


class PageSheet(QDialog):
    """A dialog that may cover the page its parent is on; then the keyboard stays in it until it is closed.

    Subclasses that should do so set ``lies_in_page``. A sheet is hidden and shown with its tab.
    """

    lies_in_page = False

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        window = parent.window() if parent is not None else None
        if self.lies_in_page and isinstance(window, HoldsSheets):  # now, while it is empty: moving restyles all within
            self.setParent(window.sheet_place(), Qt.WindowType.Widget)
        self._covered: list[QWidget] = []
        self.heading, self.subtitle = words(title, "pageTitle"), words("", "secondary")
        self.subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.page_head = QFrame()
        mark(self.page_head, "sheetHead")
        self.page_head_row = QHBoxLayout(self.page_head)
        self.page_head_row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.page_head_row.setSpacing(_GAP)
        self.page_head_row.addWidget(self.heading)
        self.page_head_row.addWidget(self.subtitle, 1)
        self.page_head.hide()
        self.subtitle.installEventFilter(self)
        self.windowTitleChanged.connect(self._say_title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dress_window(self)

    def _say_title(self, title: str) -> None:
        """Show in the head what a window would show in its title bar: the act, and beside it the case."""
        act, _, case = title.partition("\u3000")
        self.heading.setText(act)
        self.subtitle.setToolTip(case)
        self._shorten_case()

    def _shorten_case(self) -> None:
        case, metrics = self.subtitle.toolTip(), self.subtitle.fontMetrics()
        shown = metrics.elidedText(case, Qt.TextElideMode.ElideRight, self.subtitle.width())
        self.subtitle.setText(shown if self.page_head.isVisible() else case)

    def open(self) -> None:
        """Show the form over the page in front if possible, else as a window of its own."""
        parent = self.parentWidget()
        window = parent.window() if parent is not None else None
        if not self.lies_in_page or not isinstance(window, HoldsSheets):
            super().open()
            return
        place = window.sheet_place()
        self._covered = [
            each
            for each in place.children()
            if isinstance(each, QWidget) and each is not self and each.isVisibleTo(place) and each.isEnabledTo(place)
        ]
        if self.parentWidget() is not place or self.isWindow():
            self.setParent(place, Qt.WindowType.Widget)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(0, 0)
        place.installEventFilter(self)
        self.setGeometry(place.rect())
        self.page_head.setFixedHeight(scaled(_HEAD))
        self.page_head.show()
        self.show()
        self.raise_()
        if not self.isAncestorOf(window.focusWidget()):
            self.setFocus()
            self.focusNextChild()
        for each in self._covered:
            _cover(each, True)

    @property
    def is_in_page(self) -> bool:
        """Whether the form covers a page."""
        return not self.isWindow()

    def done(self, result: int) -> None:
        """Close and give the keyboard back: to the place it had in another form, or to the page."""
        covered = [each for each in self._covered if isValid(each)]
        self._covered = []
        for each in covered:
            _cover(each, False)
        if covered and self.isVisible():
            below = covered[-1]
            former = below.focusWidget() if isinstance(below, PageSheet) else None
            (former or below).setFocus()
        place = self.parentWidget()
        if self.is_in_page and place is not None:
            place.removeEventFilter(self)  # or the page would keep the form alive
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        place = self.parentWidget()
        if place is not None and watched is place and event.type() is QEvent.Type.Resize and self.is_in_page:
            self.setGeometry(place.rect())
        if watched is self.subtitle and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._shorten_case()
        return False

    def focusNextPrevChild(self, ahead: bool) -> bool:
        """Have Tab go round the controls of the form, also when it covers a page."""
        return walk_on(self, ahead)


class Halves:
    """The two halves of a form, input at the left and the result at the right; in a narrow form only one of them.

    Two buttons in its head then choose which. The form calls ``lay`` when its size changes.
    """

    def __init__(self, form: PageSheet, left: QWidget, right: QWidget, wide: int, words_of: tuple[str, str]) -> None:
        self._form, self._left, self._right, self._wide = form, left, right, wide
        self.segments, self.is_narrow = tuple(map(Button, words_of)), False
        for place, made in enumerate(self.segments):
            made.setCheckable(True)
            mark(made, "segment")
            made.clicked.connect(partial(self.show, place))
            form.page_head_row.addWidget(made)
        self.show(0)

    def show(self, place: int, *_: object) -> None:
        """Choose the left half (0) or the right one (1), for a form without room for both."""
        for each, made in enumerate(self.segments):
            made.setChecked(each == place)
        self.lay()

    def lay(self) -> None:
        """Show both halves, or in a narrow form the chosen one."""
        self.is_narrow, is_right = self._form.width() < scaled(_BESIDE), self.segments[1].isChecked()
        for made in self.segments:
            made.setVisible(self.is_narrow)
        self._left.setMaximumWidth(_ANY if self.is_narrow else scaled(self._wide))
        self._left.setMinimumWidth(0 if self.is_narrow else scaled(self._wide))
        self._left.setVisible(not (self.is_narrow and is_right))
        self._right.setVisible(is_right or not self.is_narrow)


def _cover(below: QWidget, is_covered: bool) -> None:
    """Make what a form covers inaccessible, or accessible again.

    A page is hidden, because disabling it would restyle everything in it. Another form is disabled, because a hidden
    one would count as closed.
    """
    if isinstance(below, PageSheet):
        below.setEnabled(not is_covered)
    else:
        below.setVisible(not is_covered)


def sheet_in_front(window: QWidget) -> PageSheet | None:
    """Return the form that covers the page in front of a window, or None."""
    sheets = cast("list[PageSheet]", window.findChildren(PageSheet))
    return next((each for each in sheets if each.is_in_page and each.isVisible() and each.isEnabled()), None)


@dataclass(frozen=True)
class Unfinished:
    """What a crash would take from a form, other than the fields of a record.

    ``work`` names the kind of form, as its menu entry does, ``register`` and ``record_id`` say whose it is, if it is
    anybody's, and ``typed`` is what it needs to be as it was.
    """

    work: str
    typed: dict[str, str]
    register: str = ""
    record_id: int = 0


class GatedForm(PageSheet):
    """A body, and below it the gate: what is still missing, 取消 and 保存. A dirty form asks before it closes.

    While it asks, 保存 stays where it is; another Esc, or typing, withdraws the question.

    Subclasses fill ``body``, call ``complain`` with what prevents saving, and return from ``is_dirty`` whether anything
    would be lost, and from ``unfinished`` what a crash must not take; ``submitted`` is emitted when 保存 is pressed.
    """

    submitted = Signal()
    reads_well = 0
    """The greatest width of the body in a page, in logical pixels; 0 for no limit, as beside a paper."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.body = QWidget()
        mark(self.body, "plain")
        self.gate = words("", wrap=True)
        self.gate.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.save_button = button("保存  Ctrl+S", self.submitted.emit, "primary")
        self.cancel_button = button("取消  Esc", self.reject)
        self.keep_button = button("继续填写  Esc", self._stay)
        self.discard_button = button("放弃所填内容", self._leave)
        self._is_leaving = self._is_asking = False
        self._typed_in: QWidget | None = None
        self._arrange()
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._save_by_keys)
        self._ask(False)

    def settle(self) -> None:
        """Do at once what waits for a pause in typing: Ctrl+S may come first."""

    def lead_on(self) -> None:
        """Go to what is still missing, after a key asked to save what cannot be saved yet."""

    def _save_by_keys(self) -> None:
        self.settle()
        if self.save_button.isEnabled():
            self.save_button.click()
        else:
            self.lead_on()

    def be_as_high_as_it_tells(self, wide: int) -> None:
        """Resize to a width and the height of the content; ``heightForWidth`` is -1 without wrapped labels."""
        high = max(self.body.heightForWidth(wide), self.body.sizeHint().height())
        self.resize(wide, high + self.foot.sizeHint().height() + 3 * _GAP)

    def is_dirty(self) -> bool:
        """Whether closing now would lose something typed."""
        return False

    def unfinished(self) -> Unfinished | None:
        """Return what to keep of minutes of work, to be taken up after a crash; None for nothing."""
        return None

    def complain(self, text: str, *, blocks: bool = True) -> None:
        """Show what prevents saving and disable 保存 if that ``blocks`` it; an empty text enables it."""
        self._ask(False)
        self.gate.say(text, None if blocks else Sign.WRONG, "secondary" if blocks else "")
        self.save_button.setEnabled(not text or not blocks)
        self.save_button.setToolTip(text)

    def not_kept(self, failure: DisclosureError, again: Callable[[], object]) -> None:
        """Show why nothing was saved; where it only needs a yes, ask, and after that do it ``again``."""
        if isinstance(failure, NotAgreedError):
            ask(failure, again, self)
        else:
            self.complain(str(failure), blocks=False)

    def open(self) -> None:
        super().open()
        if self.is_in_page:
            self.page_head_row.addWidget(self.cancel_button)
            self.body.setMaximumWidth(scaled(self.reads_well) if self.reads_well else _ANY)

    def reject(self) -> None:
        """Close without saving; if something would be lost, ask first."""
        if self._is_leaving or not self.is_dirty():
            super().reject()
        elif self._is_asking:
            self._stay()
        else:
            self._ask(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_dirty() and not self._is_leaving and not self.result():
            event.ignore()
            self._ask(True)
            return
        super().closeEvent(event)

    def _leave(self) -> None:
        self._is_leaving = True
        self.reject()

    def _stay(self) -> None:
        self._ask(False)
        self.refresh_gate()
        if self._typed_in is not None:
            self._typed_in.setFocus()

    def refresh_gate(self) -> None:
        """Show again what prevents saving; for subclasses."""
        self.complain("")

    def _ask(self, asking: bool) -> None:
        if asking and not self._is_asking:
            self._typed_in = self.focusWidget()
        self._is_asking = asking
        self.cancel_button.setVisible(not asking)
        for made in (self.keep_button, self.discard_button):
            made.setVisible(asking)
        if asking:
            self.gate.say("所填内容还没有保存。", Sign.DOUBT)
            self.keep_button.setFocus()

    def _arrange(self) -> None:
        self.scroll_area = scrolling(self.body)
        holder = QFrame()
        mark(holder, "foot")
        foot = QHBoxLayout(holder)
        foot.setContentsMargins(_MARGIN, _GAP + 2, _MARGIN, _GAP + 4)
        foot.setSpacing(_GAP)
        foot.addWidget(self.gate, 1)
        for made in (self.keep_button, self.discard_button, self.cancel_button, self.save_button):
            foot.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setMenuBar(self.page_head)  # above whatever a subclass puts on top
        column.addWidget(self.scroll_area, 1)
        column.addWidget(holder)
        self.foot = foot


class ShortForm(GatedForm):
    """The form of an act with only a few fields."""

    lies_in_page = True
    reads_well = 672
