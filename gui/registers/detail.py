"""The selected record beside its table: the record, its history, its papers, where it is counted, its changes.

Personal values are masked until 显示; they stay visible for this record for a minute or until another is selected.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from disclosure.changes import Change
from disclosure.masking import concealed
from disclosure.records import Litigation, Record, Release, Request, Review
from disclosure.terms import AccessKind
from gui.base.appearance import mark
from gui.base.session import Session, touches_calendar
from gui.base.waits import Wait
from gui.cases.steps import StepsCard
from gui.kit.cards import Button, Card, RecordCard, Scrolling, words
from gui.registers.attachments import AttachmentsCard
from gui.registers.cards import OWN_CARDS, CellsCard, FactsCard
from gui.registers.history import HistoryCard

C = TypeVar("C", bound=Card)

_ENTER, _ENTERS = "  Enter", (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROUNDS = 2  # heights follow widths, and the scroll bar that comes with them may take some width
_SHOWN_BESIDE = frozenset(
    {
        "steps",
        "attachments",
        "letters",
        Request.register,
        Review.register,
        Litigation.register,
        Release.register,
        "accesses",
    }
)


_CARDS: Mapping[str, type[Card]] = {
    "steps": StepsCard,
    "letters": AttachmentsCard,
    "attachments": AttachmentsCard,
}
"""Which part of a record is in which card."""


class RecordDetail(Scrolling):
    """All about one record in cards; it follows the selection with a delay, so that scrolling stays fast.

    ``filled`` is emitted when another record is shown and the room it needs is known. ``names_enter``: Enter in the
    list beside it does the same as the blue button here, which therefore says so. ``right`` is the margin beside the
    cards. ``several`` is the card above the others while more than one row is chosen; one of these is shown below it.
    """

    filled = Signal()

    def __init__(
        self,
        session: Session,
        record_type: type[Record],
        parent: QWidget | None = None,
        *,
        names_enter: bool = False,
        right: int = 20,
    ) -> None:
        super().__init__(parent)
        self._session, self._type, self._names_enter, self._right = session, record_type, names_enter, right
        self.record: Record | None = None
        self._revealed = self._filled = 0
        self._wanted, self._seen_at = (0, ""), 0
        self._year = session.today.year
        self.setAccessibleName("所选的记录")
        self.facts = FactsCard(self.toggle)
        self.reveal_button = self.facts.reveal_button
        self.own: list[RecordCard] = [make(session) for make in OWN_CARDS.get(record_type, ())]
        self.attachments, self.cells = AttachmentsCard(session), CellsCard(session)
        self.history = HistoryCard(session)
        self.cards: tuple[Card, ...] = (self.facts, *self.own, self.attachments, self.cells, self.history)
        self.nothing, self.several = words("", "secondary"), Card("所选的记录")
        self.several.hide()
        inside = QWidget()
        mark(inside, "plain")
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(0, 0, right, 12)
        stack.setSpacing(12)
        stack.addWidget(self.nothing)
        stack.addWidget(self.several)
        for card in self.cards:
            stack.addWidget(card)
        stack.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAcceptDrops(not session.is_read_only)
        self._later = session.timer(self, self._fill, Wait.PAINT)
        self._hide_again = session.timer(self, self.conceal, Wait.MINUTE)
        self._settled = session.timer(self, self._let_go, Wait.TYPING)
        self.verticalScrollBar().rangeChanged.connect(self._show_wanted)
        self.verticalScrollBar().actionTriggered.connect(self._settle)  # the user's scrolling decides
        session.changed.connect(self._follow)
        session.day_changed.connect(self._later.start)
        self._fill()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.record is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the next act here, too, as its button says."""
        following = self.next_act() if self._names_enter and event.key() in _ENTERS else None
        if following is not None:
            following.click()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Store what is dropped anywhere on the case with it; its kind is asked once for all files."""
        event.acceptProposedAction()
        names = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if names:
            self.attachments.ask_kind(names).popup(self.viewport().mapToGlobal(event.position().toPoint()))

    def set_compact(self, is_compact: bool) -> None:
        """In a compact window, show the record in one line."""
        if is_compact is not self.facts.is_compact:
            self.facts.is_compact = is_compact
            self._later.start()

    def card(self, kind: type[C]) -> C:
        """Return the one card of a kind."""
        (found,) = (card for card in self.cards if isinstance(card, kind))
        return found

    def show_record(self, record: Record | None, year: int) -> None:
        """Show a record, and the cells of a year's report in which it is counted."""
        if record is None or record.id != self._revealed:
            self._revealed = 0
        if (record, year) != (self.record, self._year):  # a list that is read again shows the same record
            if record is None or self.record is None or record.id != self.record.id:
                self._settle()
            self.record, self._year = record, year
            self._later.start()

    def bring(self, record_id: int, table: str) -> None:
        """Scroll to a card, that of its steps, letters or papers, as soon as this record is shown."""
        self._wanted = (record_id, table)
        if record_id:
            self._later.start()

    def next_act(self) -> Button | None:
        """Return the button for the next act on the record selected last, or None."""
        if self._later.isActive():
            self._later.stop()
            self._fill()
        made = (one for card in self.own for one in cast("list[Button]", card.findChildren(Button, "primary")))
        return next((one for one in made if one.isEnabled() and not _is_gone(one)), None)

    @property
    def is_revealed(self) -> bool:
        """Whether the personal values of the record are visible."""
        return self.record is not None and self._revealed == self.record.id

    def toggle(self) -> None:
        """Show the masked values of this record for a minute, which is recorded in its history; or mask them again."""
        if self.is_revealed:
            self.conceal()
            return
        record = self.record
        if record is not None and concealed(record):
            self._session.note_access(record, AccessKind.SHOWN)
            self._revealed = record.id
            self._hide_again.start()
            self._fill()

    def conceal(self) -> None:
        """Mask the personal values again."""
        self._revealed = 0
        self._hide_again.stop()
        self._fill()

    def _follow(self, changes: Sequence[Change]) -> None:
        if self.record is None:
            return
        if touches_calendar(changes):
            self._later.start()
        for change in changes:
            concerns = change.record_id == self.record.id and change.register == self.record.register
            if concerns:
                self.record = change.after
                self._later.start()
                return
            if change.register in _SHOWN_BESIDE:
                self._later.start()

    def _fill(self) -> None:
        record = self.record
        if record is not None and record.id == self._filled:
            if not self._seen_at:
                self._seen_at = self.verticalScrollBar().value()  # new cards are lower for a moment
            self._settled.start()
        self._filled = record.id if record is not None else 0
        self.nothing.setVisible(record is None)
        for card in self.cards:
            card.setVisible(record is not None)
        if record is None:
            return
        self.facts.show_record(record, is_revealed=self.is_revealed)
        for own in self.own:
            own.show_record(record)
        following = self.next_act() if self._names_enter else None
        if following is not None and not following.text().endswith(_ENTER):
            following.setText(f"{following.text()}{_ENTER}")
        self.attachments.show_record(record)
        self.cells.show_record(record, self._year)
        self.history.show_record(record, is_revealed=self.is_revealed)
        QTimer.singleShot(Wait.TURN, self, self._widen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay the cards out before the window is painted."""
        if event.type() is QEvent.Type.UpdateRequest and watched is self.window() and self.isVisible():
            self._lay_out()
        return False

    def _lay_out(self) -> None:
        """Give all cards their room at once.

        Qt alone takes several turns of the event loop, from the inner layouts to the outer ones, and results of workers
        arrive between a request to paint and the painting. Meanwhile the cards would be painted as low as the others
        leave them room, on a busy machine for seconds.
        """
        held = cast("list[QWidget]", self.widget().findChildren(QWidget))
        for made in held:
            if made.isHidden() and not made.isWindow() and not _is_gone(made):
                made.show()  # else only in the next turn
        for _ in range(_ROUNDS):
            for holder in (*reversed(held), self.widget()):
                if (layout := holder.layout()) is not None:
                    layout.activate()
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _widen(self) -> None:
        """Require the width of the contents, so that nothing is cut off at the right.

        With and without its bar, which stands in the margin: else the divider moved with the height of a case.
        """
        inside = self.widget().layout()
        assert inside is not None, "the cards are a column"
        cards = self.widget().minimumSizeHint().width() - inside.contentsMargins().right()
        self.setMinimumWidth(cards + max(self._right, self.verticalScrollBar().sizeHint().width()))
        self._show_wanted()
        self.filled.emit()

    def _show_wanted(self) -> None:
        """Scroll to the wanted card, repeatedly while the heights of the cards above it settle.

        Without one, keep the position at which the user was reading.
        """
        record_id, table = self._wanted
        if self.record is not None and self.record.id == record_id and table in _CARDS:
            self.verticalScrollBar().setValue(self.card(_CARDS[table]).y())
            self._settled.start()
        elif self._seen_at:
            self.verticalScrollBar().setValue(self._seen_at)

    def _let_go(self) -> None:
        """Stop keeping the position once the height is as before; on a busy machine that takes a while."""
        if self.verticalScrollBar().maximum() >= self._seen_at:
            self._settle()

    def _settle(self, *_: object) -> None:
        self._wanted, self._seen_at = (0, ""), 0


def _is_gone(made: QWidget) -> bool:
    """Whether a button was removed; a new one becomes visible a moment later."""
    return made.isHidden() and made.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
