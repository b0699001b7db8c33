"""What comes after the file was closed asks it nothing."""

from pytestqt.qtbot import QtBot

from gui.base.session import Session
from gui.forms.repeats import RepeatsPanel
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
