"""The window shown while the program is locked: its name, and the field for the password or a button."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from disclosure.errors import FileDamagedError
from gui.base.appearance import dress_window
from gui.base.signs import Sign
from gui.kit.cards import Card, button, words
from gui.safety.unlock_page import UnlockPage, stand_alone
from storage.registers import Registers

_TITLE = "已锁定"
_TOLD = "没有保存的内容都还在，输入口令后接着做。"
_CLOSING = "退出程序"
_OPEN_TOLD = "点一下继续。这个文件没有设口令：要别人打不开，在“文件”菜单里设置口令。"


class LockWindow(QMainWindow):
    """Asks for the password of an encrypted file; otherwise a click or Enter unlocks. ``closed``: end the program."""

    unlocked = Signal()
    closed = Signal()

    def __init__(self, registers: Registers, place: QRect) -> None:
        super().__init__()
        self.setWindowTitle(_TITLE)  # the desktop appends the name of the program
        self.setGeometry(place)
        self._is_finished = False
        self.page: UnlockPage | None = None
        if registers.protection.is_sealed:
            self.page = UnlockPage(registers.protection, _TITLE, _TOLD, _CLOSING)
            self.page.unlocked.connect(self.unlocked)
            self.page.given_up.connect(self.close)
            self.page.damaged.connect(self._tell_damage)
            self.setCentralWidget(self.page)
            self.page.line.setFocus()
        else:
            self.open_button = button("继续工作  Enter", self.unlocked.emit, "primary")
            self.setCentralWidget(self._plain())
            self.open_button.setDefault(True)
            self.open_button.setFocus()
        dress_window(self)

    def finish(self) -> None:
        """Close without ending the program."""
        self._is_finished = True
        self.hide()
        self.deleteLater()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        if self.page is None:
            self.unlocked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_finished:
            return
        if self.page is None:
            event.ignore()
            self.unlocked.emit()
        else:  # the program ends with its last window, so first the one behind the cover
            self._is_finished = True
            self.closed.emit()

    def _tell_damage(self, damage: FileDamagedError) -> None:
        assert self.page is not None
        self.page.problem.say(str(damage), Sign.WRONG)

    def _plain(self) -> QWidget:
        page = QWidget()
        card = Card()
        card.body.addWidget(words(_TITLE, "pageTitle"))
        card.body.addWidget(words(_OPEN_TOLD, "secondary", wrap=True))
        card.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        stand_alone(card, page)
        return page
