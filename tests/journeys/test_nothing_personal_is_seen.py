"""Every text of every register carries a telephone of its own, an identity number and a mail address: who sees them?

They are typed in the real window; then every page, list, tip, title, preview, export and command is read. Nothing may
tell one whole, but for a look the clerk asked for, which is noted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from disclosure.columns import Kind, columns
from disclosure.personal_data import is_identity_number
from disclosure.records import LEDGERS, Record, Request
from disclosure.terms import StepKind
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.step_form import StepForm
from gui.registers.page import RegisterPage
from gui.registers.switched import SwitchedPages
from gui.shell.main_window import MainWindow
from tests.gui.fixtures import open_windows, type_text
from tests.letters_factory import office
from tests.records_factory import (
    make_activity,
    make_duty,
    make_release,
    make_request,
    make_review,
    make_step,
    make_suit,
    make_tally,
)

PASSWORD = "correct horse battery"
_SERIAL = count(1)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MADE: dict[str, str] = {}
"""Each whole number that was typed, and where."""


def telephone(where: str) -> str:
    number = f"139{next(_SERIAL):08}"
    MADE[number] = where
    return number


def identity(where: str) -> str:
    """An identity number nobody has, its check digit right."""
    body = f"35010219490101{next(_SERIAL) % 1000:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11
    number = f"{body}{'10X98765432'[total]}"
    assert is_identity_number(number)
    MADE[number] = where
    return number


def mail(where: str) -> str:
    address = f"zhangsan{next(_SERIAL)}@example.invalid"
    MADE[address] = where
    return address


def address(where: str) -> str:
    found = f"测试区无名路{next(_SERIAL)}号2单元303室"
    MADE[found] = where
    return found


_OWN: dict[str, Callable[[str], str]] = {
    "phone": telephone,
    "identity_number": identity,
    "email": mail,
    "address": address,
}


def marked(record: Record) -> Record:
    """Return a record with a number in every text people type: 「登记 13900000001」."""
    values: dict[str, Any] = {}
    for column in columns(type(record)):
        where = f"{record.register}.{column.name}"
        if column.kind is not Kind.TEXT or column.is_numbering or column.refers_to or column.choices_from:
            continue
        if column.name in _OWN:
            values[column.name] = _OWN[column.name](where)
        elif column.name not in ("postcode", "web_address"):
            base = getattr(record, column.name) or column.label
            values[column.name] = f"{base}{telephone(where)}"
            if column.long:
                values[column.name] += f"，证号{identity(where)}，{mail(where)}"
    return replace(record, **values)


def told(text: str) -> set[str]:
    """Return where the numbers come from that stand whole in a text."""
    return {where for number, where in MADE.items() if number in text}


# --- what stands on the screen ---


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    count = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for place in range(count):
            yield from (str(model.index(row, place).data(role) or "") for role in roles)


def _of_widget(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    yield from (action.text() + action.toolTip() for action in cast("list[QAction]", widget.actions()))
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QTabWidget):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QMainWindow):
        yield widget.statusBar().currentMessage()
    if isinstance(widget, QLineEdit):
        yield widget.text()
        if widget.completer() is not None:
            yield from _of_model(widget.completer().model())


def on_screen() -> str:
    """Return every word of every widget there is, what a screen reader is told included."""
    QApplication.processEvents()
    widgets = [each for top in open_windows() for each in (top, *top.findChildren(QWidget))]
    return "\n".join(text for widget in widgets for text in _of_widget(widget))


# --- the clerk types, then goes everywhere ---


@dataclass
class Office:
    """Her window on a file full of numbers, and where each was seen whole."""

    qtbot: QtBot
    session: Session
    window: MainWindow
    seen: dict[str, set[str]]
    ids: dict[str, int]

    def look(self, place: str, *, typed: str = "") -> None:
        """Read the whole screen; ``typed`` is what she has just typed herself."""
        self.read(place, on_screen().replace(typed, "") if typed else on_screen())

    def read(self, place: str, text: str) -> None:
        whole = told(text)
        if whole:
            self.seen[place] = whole

    def page(self, register: str) -> RegisterPage:
        """Go to a register."""
        page = self.window.show_page("releases" if register == "duties" else register)
        if isinstance(page, SwitchedPages):
            page = page.show_view(register)
        assert isinstance(page, RegisterPage)
        return page

    def settled(self, page: RegisterPage) -> RegisterPage:
        """Wait until the record of a page is shown in its cards."""
        page.show_record(self.ids[page.view.record_type.register])
        self.qtbot.waitUntil(lambda: page.detail.record is not None and not page.detail._later.isActive())
        self.qtbot.waitUntil(lambda: not self.session.is_busy)
        return page

    def record(self, record_type: type[Record]) -> Any:
        return self.session.registers.get(record_type, self.ids[record_type.register])

    def enter(self, register: str, record: Record) -> None:
        """Type a new record into its form and save it."""
        page = self.page(register)
        known = set(self.session.registers.ids(type(record)))
        form = page.new_record()
        for column in columns(type(record)):
            value, editor = getattr(record, column.name), form.fields[column.name].editor
            if value in (None, "", (), False):
                continue
            if column.kind is Kind.TEXT and not column.refers_to:
                for keyboard in editor.keyboards():
                    keyboard.setFocus()
                    type_text(keyboard, value)
            else:
                editor.set_value(value)
        assert form.save_button.isEnabled(), form.gate.text()
        form.save_button.click()
        (self.ids[register],) = set(self.session.registers.ids(type(record))) - known
        self.qtbot.waitUntil(lambda: len(open_windows()) == 1)

    def step(self, kind: StepKind) -> None:
        """Record a step of the request."""
        request = self.record(Request)
        filled = marked(make_step(request, kind=kind))
        form = StepForm(self.session, request, kind, parent=self.window)
        form.open()
        for name, field in form.fields.items():
            value = getattr(filled, name)
            if field.column.kind is Kind.TEXT and not field.cell.isHidden():
                field.editor.set_value(value)
        assert form.save_button.isEnabled(), form.gate.text()
        form.save_button.click()
        self.qtbot.waitUntil(lambda: len(open_windows()) == 1)


@pytest.fixture(scope="module", params=["", PASSWORD], ids=["open", "password"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Path:
    return tmp_path_factory.mktemp("marked")


def test_nothing(qtbot: QtBot, session: Session, preferences: Preferences, tmp_path: Path) -> None:
    session.save(office())
    window = MainWindow(session, preferences)
    window.show()
    qtbot.waitUntil(lambda: "today" in window.pages)
    at = Office(qtbot, session, window, {}, {})
    records = (make_release(), make_request(), make_tally(), make_activity(), make_duty())
    for record in records:
        at.enter(record.register, marked(record))
        at.look(f"after typing {record.register}")
    number = at.record(Request).number
    for record in (make_review(related_request=number), make_suit(related_request=number)):
        at.enter(record.register, marked(record))
        at.look(f"after typing {record.register}")
    for kind in (StepKind.PHONE_CONFIRMED, StepKind.THIRD_PARTY_ASKED, StepKind.DELIVERED, StepKind.NOTE):
        at.step(kind)
        at.look(f"after {kind}")
    for register in LEDGERS:
        page = at.page(register)
        page.table.show_columns([column.name for column in columns(page.view.record_type)])
        at.settled(page)
        page.detail.history._show_all()
        at.look(f"page {register}")
    for each, where in sorted(at.seen.items()):
        print(each, sorted(where))
    window.close()
    window.deleteLater()
    assert not at.seen
