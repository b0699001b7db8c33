"""No button of any window of the program is pressed in vain; what closes it is pressed by the tests of its act."""

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.gui.presses import Presser
from tests.gui.shell.test_everything_fits import OPENERS, Desk, desk, fitting

__all__ = ["desk", "fitting"]

UNPRESSED = {"打印台账", "打开", "选文件夹", "进度", "从备份恢复", "文件损坏", "锁定", "输入口令", "问一句", "告知"}
"""The system's own windows, those that answer by closing, and those that leave the file of all others."""


def test_no_button_of_a_window_is_pressed_in_vain(
    desk: Desk, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """修改一日, 查看规则 and 打开所选记录 could be pressed while nothing was chosen, and nothing came of it."""

    def rest() -> None:
        qtbot.waitUntil(lambda: not desk.session.is_busy)
        qapp.processEvents()

    presser, wrong = Presser(desk.session, rest), []
    monkeypatch.setattr(QDesktopServices, "openUrl", presser.open)
    for name in [each for each in OPENERS if each not in UNPRESSED]:
        window = OPENERS[name](desk, qtbot)
        rest()
        wrong += [f"{name}: {fault}" for fault in presser.vain(window)]
        if isValid(window):
            window.done(0) if isinstance(window, QDialog) else window.close()
    assert wrong == [], "\n".join(wrong)
