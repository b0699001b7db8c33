"""A clerk at her window, for journeys: what she presses, types and sees on a day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

import pytest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from disclosure.cases.due_items import DueGroup, DueItem, DueKind
from disclosure.records import Record, Request
from gui.base.preferences import Preferences
from gui.base.session import Session
from gui.cases.card import CaseCard
from gui.cases.deadline import DeadlineCard
from gui.cases.dispute import DisputeCard
from gui.cases.step_form import StepForm
from gui.forms.record_form import RecordForm
from gui.letters.act_sheet import ActSheet
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from storage.registers import Registers
from tests.gui.fixtures import find_window, open_windows, type_text
from tests.letters_factory import office


@dataclass
class Clerk:
    """Her window and her day."""

    qtbot: QtBot
    session: Session
    window: MainWindow
    clock: list[date]
    number: str = ""
    """The 登记编号 of the request she works on; without one there is only one."""

    def comes_in_on(self, day: str) -> None:
        """Begin another day."""
        self.clock[0] = date.fromisoformat(day)

    def due(self) -> list[tuple[DueKind, date | None]]:
        """Return what 今日 asks of her about this case."""
        page = self.window.page("today")
        assert isinstance(page, TodayPage)
        page.refresh()
        self.qtbot.waitUntil(lambda: page.shown is not None and not (page._is_reading or page._is_stale))
        items: list[DueItem] = [row.item for group in DueGroup for row in page.rows(group)]
        return [(item.kind, item.due_on) for item in items if item.register in ("requests", "reviews", "litigation")]

    def page(self, register: str, record: Record) -> RegisterPage:
        """Go to a record and wait until its detail shows it."""
        self.window.show_record(register, record.id)
        page = self.window.page(register)
        assert isinstance(page, RegisterPage)
        self.qtbot.waitUntil(
            lambda: (
                page.detail.record is not None
                and page.detail.record.id == record.id
                and not page.detail._later.isActive()
            )
        )
        return page

    @property
    def request(self) -> Request:
        """The request as it stands."""
        if self.number:
            named = self.session.registers.named(Request, self.number)
            assert named is not None
            return named
        (found,) = self.session.registers.all(Request)
        return found

    def press(self, text: str) -> None:
        """Press what comes next with the request, or choose it from the menu beside."""
        page = self.page("requests", self.request)
        acts = page.detail.card(DeadlineCard).acts

        def offered() -> list[Callable[[], object]]:
            there = [one for one in cast("list[QPushButton]", acts.findChildren(QPushButton)) if not one.isHidden()]
            menus = [menu for one in there if (menu := one.menu()) is not None]
            found: list[Callable[[], object]] = [
                one.click for one in there if one.text().removesuffix("  Enter") == text
            ]
            menus += [menu for one in menus for menu in cast("list[QMenu]", one.findChildren(QMenu))]
            return found + [entry.trigger for menu in menus for entry in menu.actions() if entry.text() == text]

        self.qtbot.waitUntil(lambda: len(offered()) == 1)
        offered()[0]()

    def step(self, text: str, typed: dict[str, str]) -> None:
        """Record a step by its button."""
        self.press(text)
        self.fill(find_window(StepForm), typed)

    def fill(self, form: RecordForm, typed: dict[str, str]) -> None:
        """Type into a form and save it."""
        for name, text in typed.items():
            keyboard = form.fields[name].editor.keyboards()[-1]
            keyboard.setFocus()
            if isinstance(keyboard, QLineEdit):
                keyboard.selectAll()  # what is preset goes
            type_text(keyboard, text)
        assert form.save_button.isEnabled(), form.gate.text()
        form.save_button.click()
        self.qtbot.waitUntil(lambda: len(open_windows()) == 1)

    def letter(self, owner: Record, code: str, typed: dict[str, str]) -> None:
        """Write a letter of a case and send it out."""
        page = self.page(owner.register, owner)
        (card,) = (card for card in page.detail.own if isinstance(card, CaseCard | DisputeCard))
        card.write_letter()
        dialog = find_window(ActSheet)
        dialog.letters.choose(code)
        self.send(dialog, typed)

    def send(self, dialog: ActSheet, typed: dict[str, str]) -> None:
        """Fill in what only she knows, and send a letter out."""
        for name, text in typed.items():
            dialog.fields.put(name, text)
        dialog.save_button.click()
        assert dialog.issued is not None, dialog.checks.sentences
        dialog.cancel_button.click()
        self.qtbot.waitUntil(lambda: len(open_windows()) == 1)


@pytest.fixture
def clerk(qtbot: QtBot, registers: Registers, preferences: Preferences) -> Iterator[Clerk]:
    """The clerk of a known office, on 20 November 2023."""
    registers.save(office())
    clock = [date(2023, 11, 20)]
    session = Session(registers, today=lambda: clock[0])
    window = MainWindow(session, preferences)
    window.show()
    yield Clerk(qtbot, session, window, clock)
    window.close()
    window.deleteLater()
