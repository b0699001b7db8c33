"""A form of a daily act lies in its page: tabs stay, the keyboard stays in it, Esc ends where it began."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from disclosure.records import Release, Request
from disclosure.terms import StepKind
from gui.base.session import Session
from gui.cases.acts import act_of, answer_of
from gui.forms.choice import form_for
from gui.forms.intake import IntakeForm
from gui.forms.release import ReleaseForm
from gui.kit.gated_form import Halves, PageSheet, sheet_in_front
from gui.letters.act_sheet import ActSheet
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from tests.gui.fixtures import find_window, open_windows
from tests.gui.lent import session, standing, window
from tests.letters_factory import office
from tests.records_factory import make_request

__all__ = ["session", "standing", "window"]


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, session: Session) -> RegisterPage:
    """The requests, one of them there."""
    session.save(office())
    session.save(make_request(number="2024-001", arrived_on=date(2024, 3, 1), received_on=date(2024, 3, 1)))
    shown = window.show_page("requests")
    assert isinstance(shown, RegisterPage)
    qtbot.waitUntil(lambda: shown.selected() is not None)
    return shown


def sheet(window: MainWindow, session: Session) -> ActSheet:
    (request,) = session.registers.all(Request)
    opened = act_of(session, request, StepKind.CORRECTION_ASKED, window)
    opened.open()
    assert isinstance(opened, ActSheet)
    return opened


def test_a_sheet_covers_its_page_and_goes_and_comes_with_its_tab(
    window: MainWindow, session: Session, page: RegisterPage
) -> None:
    opened = sheet(window, session)
    assert not opened.isWindow()
    assert opened.geometry() == opened.parentWidget().rect()  # type: ignore[union-attr]
    assert window.rail.isVisible()
    assert window.statusBar().isVisible()
    window.show_page("releases")
    assert not opened.isVisible()
    window.show_page("requests")
    assert opened.isVisible()
    assert sheet_in_front(window) is opened
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert window.focusWidget() is page.table


def test_a_case_too_long_for_the_head_ends_in_dots_and_is_told_whole_when_pointed_at(
    window: MainWindow, session: Session, page: RegisterPage
) -> None:
    opened, case = sheet(window, session), "街道社区人口统计" * 40
    opened.setWindowTitle(f"告知补正\u3000{case}")
    shown = opened.subtitle
    assert case.startswith(shown.text().removesuffix("…"))
    assert shown.text().endswith("…")
    assert shown.fontMetrics().horizontalAdvance(shown.text()) <= shown.width()
    assert shown.toolTip() == case
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    assert page.isVisible()


def test_tab_goes_through_a_form_in_the_order_its_fields_are_seen(
    qtbot: QtBot, window: MainWindow, page: RegisterPage
) -> None:
    window.show_page("releases")
    form = form_for(page.session, Release, page.session.save, parent=window)
    form.open()
    assert isinstance(form, ReleaseForm)
    form.fields["name"].editor.set_value("街道办事处机构职能")
    form.guess()  # one field of a line has a note below it then, and its neighbour has none
    qtbot.wait(1)
    passed: list[str] = []
    for _ in range(30):
        focus = QApplication.focusWidget()
        passed += [name for name, field in form.fields.items() if focus and field.cell.isAncestorOf(focus)]
        QTest.keyClick(focus or form, Qt.Key.Key_Tab)
    assert tuple(dict.fromkeys(passed))[: len(form.at_intake)] == form.at_intake
    form._leave()


def test_tab_goes_round_inside_a_sheet(qtbot: QtBot, window: MainWindow, session: Session, page: RegisterPage) -> None:
    assert page.isVisible()
    opened, seen = sheet(window, session), set()
    qtbot.wait(1)
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert opened.isAncestorOf(focus), focus
        seen.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert {opened.save_button, opened.cancel_button, opened.day, *opened.fields.editors.values()} <= seen
    opened.reject()
    qtbot.wait(10)  # the sheet is deleted; its neighbours in the order of Tab were forgotten with it
    session.changed.emit(())
    assert window.undo_action.text()
    assert page.isVisible()


def test_esc_keeps_what_was_typed_into_a_sheet_for_the_next_time(
    window: MainWindow, session: Session, page: RegisterPage
) -> None:
    assert page.isVisible()
    first = sheet(window, session)
    first.fields.put("补正事项", "要写明年份。")
    first.reject()
    again = sheet(window, session)
    assert again.fields.raw("补正事项") == "要写明年份。"
    again.issue()
    again.reject()
    assert session.half_written == {}, "what went out is no draft"


def test_a_window_does_not_close_over_a_half_typed_form(window: MainWindow, page: RegisterPage) -> None:
    form = page.new_record()
    assert isinstance(form, IntakeForm)
    form.fields["applicant"].editor.set_value("苏立春")
    window.show_page("releases")
    assert not window.close()
    assert window.tabs.currentWidget().isAncestorOf(form)
    assert form.discard_button.isVisible()
    form.discard_button.click()
    assert len(open_windows()) == 1


def test_a_form_over_a_form_gives_the_keyboard_back_to_it(
    qtbot: QtBot, window: MainWindow, session: Session, page: RegisterPage
) -> None:
    assert page.isVisible()
    opened = sheet(window, session)
    qtbot.wait(1)
    opened.fields.go_to("补正方式")
    opened.edit_record()
    above = sheet_in_front(window)
    assert above is not None
    assert above is not opened
    above.reject()
    assert sheet_in_front(window) is opened
    assert window.focusWidget() is opened.fields.editors["补正方式"]
    opened.reject()


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_part_of_a_sheet_flashes_as_a_window(
    qapp: QApplication, window: MainWindow, session: Session, page: RegisterPage
) -> None:
    """Labels were shown before they stood in their form: a bare window for a moment, and the keyboard was gone."""
    assert page.isVisible()
    (request,) = session.registers.all(Request)
    windows = Windows()
    qapp.installEventFilter(windows)
    for kind in (StepKind.CORRECTION_ASKED, StepKind.FEE_NOTICE, StepKind.NOTE):
        opened = act_of(session, request, kind, window)
        opened.open()
        opened.reject()
    answer_of(session, request, window).open()
    find_window(ActSheet).reject()
    page.new_record().reject()
    qapp.removeEventFilter(windows)
    assert windows.seen == []


@pytest.mark.parametrize("width", [1280, 900])
def test_what_is_asked_keeps_its_width_beside_what_comes_of_it_and_has_all_of_it_alone(
    qtbot: QtBot, width: int
) -> None:
    """Wider, it took the room of the letter; where only one of the two is seen, it may be as wide as the form."""
    form, left, right = PageSheet("答复"), QWidget(), QWidget()
    qtbot.addWidget(form)
    row = QHBoxLayout(form)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.setMenuBar(form.page_head)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    form.resize(width, 600)
    halves = Halves(form, left, right, 500, ("内容", "文书"))
    form.show()
    QApplication.processEvents()
    assert (left.width(), right.isVisible()) == ((500, True) if width > 960 else (width, False))
    halves.show(1)
    assert (left.isVisible(), right.isVisible()) == (width > 960, True)
