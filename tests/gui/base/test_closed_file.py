"""What comes after the file was closed asks it nothing."""

from pytestqt.qtbot import QtBot

from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.forms.repeats import RepeatsPanel
from gui.shell.main_window import MainWindow
from tests.records_factory import make_request


def test_what_waits_for_a_pause_of_typing_never_asks_a_file_that_was_closed(qtbot: QtBot, session: Session) -> None:
    """A window shut right after a request was chosen ended in a crash report: like requests were looked for later."""
    panel = RepeatsPanel(session)
    qtbot.addWidget(panel)
    session.close()
    with qtbot.captureExceptions() as crashes:
        panel.look_soon(make_request())
        qtbot.wait(600)
    assert crashes == []


def test_a_window_shut_before_it_was_drawn_asks_nothing(
    qtbot: QtBot, session: Session, preferences: Preferences
) -> None:
    with qtbot.captureExceptions() as crashes:
        window = MainWindow(session, preferences)
        window.close()
        session.close()
        qtbot.wait(600)
    assert crashes == []
    window.deleteLater()
