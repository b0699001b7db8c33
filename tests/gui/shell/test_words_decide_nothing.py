"""Every sentence may be reworded: change one character of what is shown, and no gate, mark, link or menu moves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from disclosure.calendar.day_strip import DayEntry
from disclosure.calendar.workdays import CalendarDay, WorkCalendar
from disclosure.calendar.years import CalendarYear
from disclosure.cases.answer_date import deadline_of
from disclosure.cases.doubts import Doubt
from disclosure.records import Request, Step
from disclosure.terms import StepKind
from gui.base import sources
from gui.base.preferences import Preferences
from gui.base.safety import FileSafety, SafetyState
from gui.base.session import Session
from gui.base.signs import Sign
from gui.base.sources import Severity
from gui.forms.request import RequestForm
from gui.kit.day_strip import tiles
from gui.kit.due_words import how_it_came
from gui.kit.month_grid import day_mark
from gui.safety.password import PasswordDialog
from gui.shell import opened
from gui.shell.main_window import MainWindow
from gui.shell.menus import MENUS, Entry
from tasks.calendar.loading import shipped_calendar
from tasks.safety import password
from tasks.safety.password import Places
from tests.records_factory import make_request, make_step

CALENDAR = shipped_calendar()
ASKED = make_request(arrived_on=date(2022, 9, 26), received_on=date(2022, 9, 26))
STEPS: tuple[Step, ...] = (
    make_step(ASKED, kind=StepKind.CORRECTION_ASKED, on=date(2022, 9, 27)),
    make_step(ASKED, kind=StepKind.CORRECTION_RECEIVED, on=date(2022, 9, 29)),
    make_step(ASKED, kind=StepKind.THIRD_PARTY_ASKED, on=date(2022, 10, 10)),
    make_step(ASKED, kind=StepKind.THIRD_PARTY_ANSWERED, on=date(2022, 10, 13)),
    make_step(ASKED, kind=StepKind.EXTENDED, on=date(2022, 10, 20), days=5),
)


def altered(sentence: str) -> str:
    """Return a sentence with another first character."""
    return f"某{sentence[1:]}"


class RewordedCalendar(WorkCalendar):
    """The shipped calendar, every reason altered."""

    def describe(self, day: date) -> CalendarDay:
        known = super().describe(day)
        return replace(known, reason=altered(known.reason))


def test_the_day_strip_marks_days_by_what_they_are() -> None:
    deadline = deadline_of(ASKED, STEPS, CALENDAR)
    reworded = [replace(entry, reason=altered(entry.reason)) for entry in deadline.explain()]

    def looks(entries: list[DayEntry], calendar: WorkCalendar) -> list[tuple[object, ...]]:
        return [(tile.text, tile.tone, tile.is_made_up) for tile in tiles(entries, calendar, deadline.due_on)]

    usual = looks(list(deadline.explain()), CALENDAR)
    assert {text for text, *_ in usual} >= {"收到", "补", "重起", "征", "假", "休", "到期"}
    assert looks(reworded, RewordedCalendar(CALENDAR.years)) == usual


def test_how_a_deadline_came_about_is_not_cut_out_of_a_sentence() -> None:
    deadline = deadline_of(ASKED, STEPS, CALENDAR)
    assert deadline.timeline is not None
    turns = tuple(replace(turn, reason=altered(turn.reason).replace("，", "。")) for turn in deadline.timeline.turns)
    reworded = replace(deadline, timeline=replace(deadline.timeline, turns=turns))
    assert how_it_came(reworded, (), CALENDAR) == how_it_came(deadline, (), CALENDAR)


@pytest.mark.parametrize("day", [date(2022, 10, 8), date(2022, 10, 3), date(2022, 10, 15), date(2022, 10, 12)])
def test_the_month_marks_days_by_their_kind(day: date) -> None:
    assert day_mark(RewordedCalendar(CALENDAR.years).describe(day)) == day_mark(CALENDAR.describe(day))


def test_a_holiday_whose_name_begins_like_a_weekday_is_a_holiday() -> None:
    """「周年庆典」 was drawn as a weekend: the mark was read off the first character."""
    known = CALENDAR.year(2024).with_day(date(2024, 3, 6), works=False, name="周年庆典")
    calendar = WorkCalendar([*CALENDAR.years, known])
    assert day_mark(calendar.describe(date(2024, 3, 6))) == "休"


def test_a_short_password_shuts_the_gate_whatever_is_said_of_it(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    reworded = {level: altered(told) if told else "" for level, told in password._STRENGTH_WORDS.items()}
    monkeypatch.setattr(password, "_STRENGTH_WORDS", reworded)
    dialog = PasswordDialog(session, Places())
    qtbot.addWidget(dialog)
    for typed, is_open in (("短口令", False), ("测试口令 2024", True)):
        dialog.password.setText(typed)
        dialog.repeat.setText(typed)
        assert dialog.save_button.isEnabled() is is_open
    dialog.password.clear()
    dialog.repeat.clear()


@pytest.fixture
def reworded_window(
    qtbot: QtBot, session: Session, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """A window of which every entry of the menus and every sentence of the calendar reads otherwise."""
    entries = tuple(
        replace(entry, text=altered(entry.text)) if isinstance(entry, Entry) and entry.text else entry
        for entry in MENUS
    )
    monkeypatch.setattr(opened, "MENUS", entries)
    monkeypatch.setattr(CalendarYear, "origin", property(lambda year: f"：某{year.year}"))
    window = MainWindow(session, preferences)
    window.show()
    qtbot.waitUntil(lambda: "today" in window.pages)
    yield window
    window.close()
    window.deleteLater()


def test_the_menus_and_the_status_bar_know_what_they_show(qtbot: QtBot, reworded_window: MainWindow) -> None:
    window = reworded_window
    assert not window.entries["restore"].isEnabled()
    assert window.entries["profile"].isEnabled()
    assert window.calendar.text() == "日历 2024 正式 · 2025 正式"
    window.recovery.setText(altered(window.recovery.text()))
    window.verify()
    window.keep_safe(with_backups=False)
    qtbot.waitUntil(lambda: window.safety.state is SafetyState.SOUND)
    window.tell_safety(FileSafety(SafetyState.PROVEN, "某句话", Sign.DONE))
    window.verify()
    qtbot.waitUntil(lambda: not window.session.is_busy)
    assert window.recovery.text() == "某句话"


def test_a_doubt_stands_at_its_field_in_its_weight(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_SIGNS", dict.fromkeys(Severity, Sign.WRITTEN))
    monkeypatch.setattr(
        "disclosure.checks.records.rows.receipt_doubts", lambda _request: [Doubt("某句疑问", "某条", "arrived_on")]
    )
    kept: list[object] = []
    form = RequestForm(session, kept.append, original=make_request(received_on=date(2024, 3, 2)))
    qtbot.addWidget(form)
    doubted, day_off = form.fields["arrived_on"], form.fields["received_on"]
    assert (doubted.note.severity, doubted.words.objectName()) == (Severity.DOUBT, "attention")
    assert doubted.note.words == "某句疑问（某条）。"
    assert (day_off.note.severity, day_off.words.objectName()) == (Severity.DOUBT, "attention")
    assert isinstance(form.record, Request)
    assert form.save_button.isEnabled()
