"""Her daily acts, counted: every key and click on the real window, text and Tab apart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from disclosure.outcomes import Outcome
from disclosure.records import IssuedLetter, Release, Request
from disclosure.terms import Applicant, DeliveryMethod, RetrievalForm, StepKind
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.answer_sheet import AnswerSheet
from gui.forms.intake import IntakeForm
from gui.forms.release import ReleaseForm
from gui.kit.gated_form import PageSheet
from gui.letters.act_sheet import ActSheet
from gui.registers.page import RegisterPage
from gui.registers.switched import SwitchedPages
from gui.shell.main_window import MainWindow
from storage.registers import Registers
from tests.gui.fixtures import find_window, open_windows, type_text, wait_for_window
from tests.letters_factory import office
from tests.records_factory import make_release, make_request

DAY = date(2024, 3, 6)
S = TypeVar("S", bound=PageSheet)


@dataclass
class Counted:
    """Her hands: ``strokes`` counts keys and clicks, not text and Tab."""

    qtbot: QtBot
    window: MainWindow
    strokes: int = 0

    def keys(self, keys: str) -> None:
        """Press one combination of keys wherever the keyboard is."""
        self.strokes += 1
        QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(keys))

    def click(self, button: QAbstractButton) -> None:
        self.strokes += 1
        assert button.isVisible(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def types(self, text: str) -> None:
        """Type where the keyboard is, replacing what stands there; not counted."""
        focus = QApplication.focusWidget()
        assert focus is not None
        if hasattr(focus, "selectAll"):
            focus.selectAll()
        type_text(focus, text)

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until the keyboard is there; not counted."""
        QTest.qWait(1)  # what has just come is shown by then
        for _ in range(60):
            if widget.hasFocus() or widget.isAncestorOf(QApplication.focusWidget() or self.window):
                return
            QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {widget}, but stays at {QApplication.focusWidget()}")

    def takes_first(self) -> None:
        """Press Enter on the first row that is offered."""
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        self.strokes += 1
        QTest.keyClick(cast("QWidget", QApplication.activePopupWidget()), Qt.Key.Key_Return)
        self.comes_back()

    def comes_back(self) -> None:
        """Wait until the window has the keyboard again, as any window manager gives it."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def sheet(self, kind: type[S]) -> S:
        """The form that lies on the page."""
        return wait_for_window(self.qtbot, kind)

    def prints(self) -> None:
        """Wait for the preview, and leave it by its 打印."""
        preview = wait_for_window(self.qtbot, QPrintPreviewDialog)
        self.strokes += 1  # 打印 there
        preview.accept()
        self.qtbot.waitUntil(lambda: not [each for each in open_windows() if isinstance(each, QPrintPreviewDialog)])
        self.comes_back()

    def page(self, name: str) -> RegisterPage:
        page = self.window.page(name)
        shown = page.show_view(name) if isinstance(page, SwitchedPages) else page
        assert isinstance(shown, RegisterPage)
        self.qtbot.waitUntil(lambda: shown.selected() is not None and not shown.detail._later.isActive())
        return shown


@pytest.fixture
def hands(qtbot: QtBot, registers: Registers, preferences: Preferences) -> Iterator[Counted]:
    """Her window on a file with one request of two days ago and one release of last year."""
    registers.save(office())
    registers.save(
        make_request(
            number="2024-001",
            applicant="苏立春",
            arrived_on=date(2024, 3, 4),
            received_on=date(2024, 3, 4),
            address="测试区测试路2号",
            retrieval=RetrievalForm.PAPER,
            department="财政科",
            handler="许白露",
        )
    )
    registers.save(make_release(name="测试街道2023年度部门预算公开", secrecy_reviewer="许白露"))
    window = MainWindow(Session(registers, today=lambda: DAY), preferences)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: "today" in window.pages and window.isActiveWindow())
    yield Counted(qtbot, window)
    window.close()
    window.deleteLater()


def test_a_release_takes_at_most_nine_strokes(hands: Counted) -> None:
    hands.keys("Alt+2")
    hands.page("releases")
    hands.keys("Ctrl+N")
    form = hands.sheet(ReleaseForm)
    hands.types("测试街道2024年度部门预算公开")
    for name, text in (
        ("secrecy_reviewer", "xbl"),
        ("secrecy_reviewed_on", "今天"),
        ("secrecy_conclusion", "公开"),
    ):
        hands.tab_to(form.fields[name].editor)
        hands.types(text)
        if text == "xbl":
            hands.takes_first()
    hands.tab_to(form.fields["published_on"].editor)  # the list of what was typed last goes with it
    hands.keys("Ctrl+Return")
    hands.qtbot.waitUntil(lambda: len(open_windows()) == 1)
    assert hands.strokes <= 9
    release = list(hands.window.session.registers.all(Release))[-1]
    former = next(iter(hands.window.session.registers.all(Release)))
    assert (release.category, release.document_kind) == (former.category, former.document_kind)
    assert (release.formed_on, release.published_on, release.channels) == (DAY, DAY, former.channels)
    assert (release.secrecy_reviewer, release.secrecy_reviewed_on) == ("许白露", DAY)


def test_a_release_nobody_reviewed_is_kept_unpublished(hands: Counted) -> None:
    hands.keys("Alt+2")
    hands.page("releases")
    hands.keys("Ctrl+N")
    form = hands.sheet(ReleaseForm)
    assert not any(form.fields[name].editor.raw() for name in ("secrecy_reviewer", "secrecy_conclusion"))
    hands.types("测试街道2024年度部门预算公开")
    hands.qtbot.waitUntil(form.save_button.isEnabled)  # the class is guessed in a moment
    asked: list[Any] = []
    form._sources = replace(form._sources, effects=lambda record: str(asked.append(record) or ""))  # type: ignore[func-returns-value]
    form.tell_effects()
    assert asked[-1].published_on is None, "what is told beforehand is what will be kept"
    hands.keys("Ctrl+Return")
    hands.qtbot.waitUntil(lambda: len(open_windows()) == 1)
    assert hands.strokes == 3
    assert list(hands.window.session.registers.all(Release))[-1].published_on is None


def test_a_request_and_its_receipt_take_at_most_fourteen_strokes(hands: Counted) -> None:
    hands.keys("Alt+3")
    hands.page("requests")
    hands.keys("Ctrl+N")
    form = hands.sheet(IntakeForm)
    assert form.fields["arrived_on"].editor.value() == DAY
    assert form.fields["applicant_kind"].editor.value() is Applicant.NATURAL_PERSON
    assert form.fields["channel"].editor.value() is next(hands.window.session.registers.all(Request)).channel
    for name, text in (
        ("applicant", "青榕建设有限公司"),
        ("phone", "00000000000"),
        ("address", "临江区示例路0号"),
        ("content", "青榕路1号院2026年加装电梯补贴的发放批次"),
        ("retrieval", "纸质"),
        ("department", "czk"),
    ):
        hands.tab_to(form.fields[name].editor)
        hands.types(text)
    hands.takes_first()
    hands.click(form.receipt_button)
    receipt = hands.sheet(ActSheet)
    assert receipt.letters.code() == "receipt"
    hands.keys("Ctrl+Return")
    hands.keys("Ctrl+Return")
    hands.prints()
    assert hands.strokes <= 14
    request = list(hands.window.session.registers.all(Request))[-1]
    assert (request.applicant_kind, request.department, request.number) == (Applicant.COMPANY, "财政科", "2024-002")
    hands.keys("Esc")


def test_a_correction_and_its_notice_take_at_most_five_strokes(hands: Counted) -> None:
    sheet = hands_on(hands, "告知补正")
    assert isinstance(sheet, ActSheet)
    hands.click(next(iter(sheet.lacking.values())))
    hands.keys("Ctrl+Return")
    hands.keys("Ctrl+Return")
    hands.prints()
    assert hands.strokes <= 5
    registers = hands.window.session.registers
    (letter,), (request,) = registers.all(IssuedLetter), registers.all(Request)
    (step,) = registers.steps(request.id)
    assert (letter.kind, step.kind, step.letter_number) == (
        "correction-notice",
        StepKind.CORRECTION_ASKED,
        letter.number,
    )
    hands.keys("Esc")
    assert hands.window.focusWidget() is hands.page("requests").table


def test_an_answer_its_letter_and_the_posting_take_at_most_eight_strokes_in_one_sheet(hands: Counted) -> None:
    sheet = hands_on(hands, "答复…")
    assert isinstance(sheet, AnswerSheet)
    hands.keys("Down")
    assert sheet.outcome is Outcome.GRANTED
    hands.tab_to(sheet.fields.editors["公开内容"])
    hands.types("青榕路加装电梯补贴发放表一份，共3页。")
    hands.keys("Ctrl+Return")
    hands.keys("Ctrl+Return")
    hands.prints()
    assert sheet.tracking.hasFocus()
    hands.types("0000000000000")
    hands.keys("Ctrl+Return")
    hands.qtbot.waitUntil(lambda: len(open_windows()) == 1)
    assert hands.strokes <= 8
    registers = hands.window.session.registers
    (request,) = registers.all(Request)
    (step,) = registers.steps(request.id)
    assert (request.outcome, request.answered_on) == (Outcome.GRANTED, DAY)
    assert (step.kind, step.delivery, step.posted_on) == (StepKind.DELIVERED, DeliveryMethod.POST, DAY)
    assert step.letter_number == request.answer_number != ""
    assert hands.window.focusWidget() is hands.page("requests").table


def test_an_envelope_takes_one_stroke(hands: Counted) -> None:
    hands.window.show_page("requests")
    hands.page("requests").table.setFocus()
    hands.keys("Ctrl+Shift+E")
    assert hands.strokes == 1
    hands.prints()


def hands_on(hands: Counted, act: str) -> PageSheet:
    """Press the button of an act beside the request."""
    hands.window.show_page("requests")
    page = hands.page("requests")
    button: list[QPushButton] = []

    def there() -> bool:
        button[:] = [
            each
            for each in cast("list[QPushButton]", page.detail.findChildren(QPushButton))
            if each.text().removesuffix("  Enter") == act and each.isVisible()
        ]
        return bool(button)

    hands.qtbot.waitUntil(there)
    hands.click(button[0])
    return find_window(ActSheet)
