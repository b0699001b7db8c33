"""What is shown once more, of the same file, reads as it did: nothing comes twice."""

from collections import Counter
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from disclosure.records import Record, Request
from gui.registers.detail import RecordDetail
from gui.registers.page import RegisterPage
from gui.shell.main_window import TABS
from tests.gui.seen import seen
from tests.gui.shell.test_everything_fits import OPENERS, Desk, desk, fitting
from tests.records_factory import make_release, make_review, make_suit

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


_SOON = 1000


def at_rest(desk: Desk, window: QWidget) -> bool:
    """Whether nothing is read, and nothing waits to be done soon, once all that was posted has come."""
    QApplication.processEvents()
    timers = cast("list[QTimer]", window.findChildren(QTimer))
    waits = any(each.isActive() and each.isSingleShot() and each.interval() < _SOON for each in timers)
    return not waits and not desk.session.is_busy


FOLLOWING = ("回收站", "分组小计", "统计", "上级报表", "版本", "报送", "填报对照")
"""The windows that show what is in the file."""


def held(shown: QWidget) -> Counter[str]:
    """What is seen there, wherever it lies, and how often, but for the length of a history; which rows are chosen."""
    chosen = [f"chosen: {shown.rows()}"] if isinstance(shown, RegisterPage) else []
    told = [each.partition("×")[2].partition(" ")[2] for each in seen(shown)]
    return Counter([each for each in told if "显示全部" not in each] + chosen)


def test_a_page_or_a_window_is_as_it_was_once_a_change_is_undone(desk: Desk, qtbot: QtBot) -> None:
    """Whatever is kept anywhere fills it anew: no row, no entry comes twice or goes, and what is chosen stays so."""
    wrong, registers = [], desk.session.registers
    for second in (make_release(name="第二件"), make_review(), make_suit()):
        registers.save(second)  # so that several are chosen
    others: dict[str, Record] = {
        "releases": replace(desk.release, name="另一件事"),
        "reviews": replace(desk.review, applicant="另一人"),
        "litigation": replace(desk.suit, plaintiff="另一人"),
    }
    changed = replace(registers.get(Request, desk.request.id), content="另一件事")

    def filled_again(window: QWidget, record: Record) -> list[str]:
        qtbot.waitUntil(lambda: at_rest(desk, window))
        if isinstance(window, RegisterPage):
            window.table.choose(0, range(window.model.rowCount()))
            qtbot.waitUntil(lambda: at_rest(desk, window))
        before = held(window)
        registers.save(record)
        qtbot.waitUntil(lambda: at_rest(desk, window))
        registers.undo()
        qtbot.waitUntil(lambda: at_rest(desk, window))
        return sorted((before - (after := held(window))) + (after - before))

    for name in FOLLOWING:
        window = OPENERS[name](desk, qtbot)
        wrong += [f"{name}: {one}" for one in filled_again(window, changed)]
        window.done(0) if isinstance(window, QDialog) else window.close()
    for tab in TABS:
        page = desk.window.show_page(tab.name)
        wrong += [f"{tab.text}: {one}" for one in filled_again(page, others.get(tab.name, changed))]
    assert wrong == []
