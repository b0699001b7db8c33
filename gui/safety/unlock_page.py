"""The page before an encrypted file: nothing of its registers is shown before the password or the recovery key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from disclosure.errors import FileDamagedError, WrongPasswordError
from gui.base.appearance import mark
from gui.base.signs import Sign
from gui.kit.cards import Card, button, words
from gui.safety.password import secret_line
from storage.password.protection import Protection

_WIDTH = 460


def stand_alone(card: Card, page: QWidget) -> None:
    """Make a card the only content of a page: in the middle, a little above the centre."""
    mark(page, "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    card.setFixedWidth(_WIDTH)
    card.body.setSpacing(12)
    stack = QVBoxLayout(page)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.addStretch(2)
    middle = QHBoxLayout()  # stretched, as an aligned item is never asked for its height at a width
    middle.addStretch(1)
    middle.addWidget(card)
    middle.addStretch(1)
    stack.addLayout(middle)
    stack.addStretch(3)


class UnlockPage(QWidget):
    """One field for the password; emits ``unlocked``, ``given_up`` or ``damaged`` (the FileDamagedError)."""

    unlocked = Signal()
    given_up = Signal()
    damaged = Signal(object)

    def __init__(
        self, protection: Protection, title: str, told: str, give_up: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._protection = protection
        self.line = secret_line("口令或者恢复密钥")
        self.line.setPlaceholderText("口令或者恢复密钥")
        self.problem = words("", "problem", wrap=True)
        self.open_button = button("打开  Enter", self.unlock, "primary")
        self.give_up_button = button(give_up, self.given_up.emit)
        self.line.returnPressed.connect(self.unlock)
        self.line.textChanged.connect(lambda: self.problem.setText(""))
        card = Card()
        card.body.addWidget(words(title, "pageTitle", wrap=True))
        card.body.addWidget(words(told, "secondary", wrap=True))
        card.body.addWidget(self.line)
        card.body.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.open_button)
        row.addWidget(self.give_up_button)
        row.addStretch(1)
        card.body.addLayout(row)
        stand_alone(card, self)
        self.setFocusProxy(self.line)

    def unlock(self) -> None:
        """Try the typed password."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._protection.unlock(self.line.text())
        except WrongPasswordError as wrong:
            self.line.selectAll()
            self.line.setFocus()
            self.problem.say(str(wrong), Sign.WRONG)
        except FileDamagedError as damage:
            self.damaged.emit(damage)
        else:
            self.line.clear()
            self.unlocked.emit()
        finally:
            QGuiApplication.restoreOverrideCursor()
