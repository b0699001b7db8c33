"""The window shown in place of the main one until the password of a file has been entered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from disclosure.errors import DisclosureError, FileDamagedError
from gui.base.appearance import dress_window
from gui.base.job import Job, start
from gui.base.signs import Sign
from gui.safety.unlock_page import UnlockPage
from storage.registers import Registers

_SIZE = (960, 640)
_TOLD = "这个文件设有口令。忘记口令时，输入打印保存的恢复密钥。"


class UnlockWindow(QMainWindow):
    """``unlocked`` carries the open file; in every other case the file is closed.

    Data encrypted by an older program is first encrypted again in a worker, so that nothing unproven is shown.
    """

    unlocked = Signal()
    given_up = Signal()
    damaged = Signal(object)

    def __init__(self, registers: Registers) -> None:
        super().__init__()
        self._registers: Registers | None = registers
        self._job: Job | None = None
        self.page = UnlockPage(registers.protection, registers.path.stem, _TOLD, "返回")
        self.setCentralWidget(self.page)
        self.setWindowTitle(f"{registers.path.stem} — 输入口令")
        self.resize(*_SIZE)
        place = self.rect()
        place.moveCenter(self.screen().availableGeometry().center())
        self.move(place.topLeft())  # window managers placed it beside the window it replaces
        self.page.unlocked.connect(self._renew)
        self.page.given_up.connect(self._give_up)
        self.page.damaged.connect(self._tell_damage)
        self.page.line.setFocus()
        dress_window(self)

    def closeEvent(self, _event: QCloseEvent) -> None:
        self._let_go()

    def _renew(self) -> None:
        registers = self._registers
        if registers is None or not registers.protection.is_renewal_due:
            self._hand_on()
            return
        self.page.setEnabled(False)
        self._job = Job(
            registers.renew_seal,
            lambda _told: self._hand_on(),
            registers.lock,
            registers.interrupt,
            self,
            failed=self._stay,
        )
        start(self._job, "重新加密", self)

    def _hand_on(self) -> None:
        self._registers = self._job = None
        self.unlocked.emit()

    def _stay(self, failure: DisclosureError) -> None:
        self._job = None
        if self._registers is not None:
            self._registers.protection.lock()
        self.page.setEnabled(True)
        self.page.problem.say(str(failure), Sign.WRONG)
        self.page.line.setFocus()

    def _give_up(self) -> None:
        self._let_go()
        self.given_up.emit()

    def _tell_damage(self, damage: FileDamagedError) -> None:
        self._let_go()
        self.damaged.emit(damage)

    def _let_go(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.wait()
            self._job = None
        if self._registers is not None:
            self._registers.close()
            self._registers = None
