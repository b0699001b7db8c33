"""What is shown once more, of the same file, reads as it did: nothing comes twice."""

from typing import cast

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.registers.detail import RecordDetail
from tests.gui.shell.test_everything_fits import Desk, desk, fitting

__all__ = ["desk", "fitting"]


_SHORT = 8
"""Characters up to which two parts may say the same; what is read from the file comes when it is there."""


def texts(shown: QWidget) -> list[str]:
    """Return what is read there, in order."""
    parts = [each for each in cast("list[QWidget]", shown.findChildren(QWidget)) if each.isVisible()]
    return sorted(each.text() for each in parts if isinstance(each, QLabel | QPushButton) and each.text())


def rest(desk: Desk, detail: RecordDetail, qtbot: QtBot) -> None:
    """Wait until a record is shown whole."""
    qtbot.waitUntil(lambda: not desk.session.is_busy and not detail._later.isActive())
    qtbot.wait(20)  # what was let go is gone


def test_a_record_that_is_shown_again_reads_as_it_did(desk: Desk, qtbot: QtBot) -> None:
    """The cards of a record are filled anew whenever the day changes or something was kept."""
    wrong = []
    for record in (desk.request, desk.answered, desk.review, desk.suit, desk.release):
        page = desk.page(record.register)
        page.show_record(record.id)
        page.show_detail()
        detail = page.detail
        rest(desk, detail, qtbot)
        before = texts(detail)
        assert len(before) > 5, record.register
        desk.session.day_changed.emit()
        rest(desk, detail, qtbot)
        after = texts(detail)
        wrong += [
            f"{record.register}: {one}"
            for one in set(before)
            if len(one) > _SHORT and after.count(one) > before.count(one)
        ]
    assert wrong == []
