"""What hovers over a cell is what stands in the record, sign for sign: an applicant's words are never read as HTML."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from gui.base.session import Session
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from tests.records_factory import make_request


def test_a_name_written_as_html_hovers_as_it_is_written_and_fetches_nothing(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    """<b> was swallowed, and the picture looked for: on Windows also on whatever share the applicant named."""
    name = '<b>张</b><img src="file://share/x.png">'
    session.save(make_request(applicant=name))
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    places = (page.model.index(0, column) for column in range(page.model.columnCount()))
    place = next(one for one in places if one.data(Qt.ItemDataRole.ToolTipRole) == name)
    view = page.table.viewport()
    at = page.table.visualRect(place).center()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    (tip,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QLabel) and one.text() == name]
    assert tip.textFormat() is Qt.TextFormat.PlainText
    QToolTip.showText(QPoint(), "")
