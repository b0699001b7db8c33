"""The window that stands in the place of the main one until the password of a file has been given."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from disclosure.errors import FileDamagedError
from gui.safety.unlock_page import UnlockPage
from storage.registers import Registers

_SIZE = (960, 640)
_TOLD = "这个文件设有口令。忘记口令时，输入打印保存的恢复密钥。"


class UnlockWindow(QMainWindow):
    """``unlocked`` hands the open file on; in every other case it is closed."""

    unlocked = Signal()
    given_up = Signal()
    damaged = Signal(object)

    def __init__(self, registers: Registers) -> None:
        super().__init__()
        self._registers: Registers | None = registers
        self.page = UnlockPage(registers.protection, registers.path.stem, _TOLD, "返回")
        self.setCentralWidget(self.page)
        self.setWindowTitle(f"{registers.path.stem} — 请输入口令")
        self.resize(*_SIZE)
        self.page.unlocked.connect(self._hand_on)
        self.page.given_up.connect(self._give_up)
        self.page.damaged.connect(self._tell_damage)
        self.page.line.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._let_go()
        super().closeEvent(event)

    def _hand_on(self) -> None:
        self._registers = None
        self.unlocked.emit()

    def _give_up(self) -> None:
        self._let_go()
        self.given_up.emit()

    def _tell_damage(self, damage: FileDamagedError) -> None:
        self._let_go()
        self.damaged.emit(damage)

    def _let_go(self) -> None:
        if self._registers is not None:
            self._registers.close()
            self._registers = None
