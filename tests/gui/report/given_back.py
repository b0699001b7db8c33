"""One report for the tests of a module that each give it back as they found it: a page takes a quarter of a second."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QSize
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from gui.base.session import Session
from gui.report.desk import ReportDesk
from gui.report.page import ReportPage
from gui.report.paper.ground import Fit
from gui.shell.main_window import MainWindow
from tests.gui.fixtures import PATIENCE, standing_window


@contextmanager
def standing_report(
    folder: Path, fill: Callable[[Session], object], *, year: int, size: tuple[int, int] | None = None
) -> Iterator[MainWindow]:
    """A window on a new file, filled, with the report of a year in front, which is checked as soon as it can be."""
    with pytest.MonkeyPatch.context() as patch, standing_window(folder) as window:
        patch.setattr(ReportDesk, "pause", 0)
        fill(window.session)
        window.resize(QSize(*size) if size else window.size())
        window.show_year(year)
        page = window.show_page("report")
        assert isinstance(page, ReportPage)
        _wait_until_checked(page)
        yield window


def given_back(window: MainWindow) -> Iterator[ReportPage]:
    """The report in front; afterwards the file is undone to what it was, and what was typed or chosen is let go."""
    session, year, size = window.session, window.year, window.size()
    page, before = window.show_page("report"), session.registers.undo_label
    assert isinstance(page, ReportPage)
    window.activateWindow()  # another may have come and gone
    assert QTest.qWaitForWindowActive(window, PATIENCE)
    found = {part: editor.text.toPlainText() for part, editor in page.editors.items()}
    yield page
    page.finish()  # of a year that was chosen last: what is shown until then would be kept once more
    for editor in page.editors.values():
        editor._later.stop()  # what was typed is not kept
    while session.registers.undo_label != before:
        session.registers.undo()
    window.resize(size)
    window.show_year(year)
    window.show_page("report")
    page._forget_cell()
    page.notes.at = None
    page.ground.set_zoom(Fit.USUAL)
    page.ground.show_top(0)
    page.refresh()
    page.finish()
    _wait_until_checked(page)
    assert {part: editor.text.toPlainText() for part, editor in page.editors.items()} == found
    for editor in page.editors.values():
        editor.text.document().clearUndoRedoStacks()
        editor.text.moveCursor(QTextCursor.MoveOperation.Start)


def _wait_until_checked(page: ReportPage) -> None:
    ends = QDeadlineTimer(PATIENCE)
    while not page.desk.is_current:
        assert not ends.hasExpired()
        QTest.qWait(1)
