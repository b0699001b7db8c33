"""期限计算器: live, in working or calendar days, with pauses and an extension; what cannot be read is said."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from disclosure.calendar.years import CalendarYear
from gui.base.session import Session
from gui.calendar.calculator import CalculatorDialog
from gui.shell.main_window import MainWindow
from tasks.calendar.years import keep_year


@pytest.fixture
def calculator(window: MainWindow) -> Iterator[CalculatorDialog]:
    """The calculator of the open window."""
    shown = window.work.show_calculator()
    yield shown
    shown.close()


def test_it_begins_with_an_answer_due_from_today(calculator: CalculatorDialog) -> None:
    assert calculator.answer.text() == "2024年4月1日"  # received on Monday 4 March
    assert calculator.strip.tiles[0].text == "起算"
    assert calculator.strip.tiles[-1].text == "到期"


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ({"start": "2022-09-30"}, "2022年11月2日"),
        ({"start": "2024-3-1", "extension": 20}, "2024年4月28日"),
        ({"start": "2024.3.1", "count": 15, "unit": "自然日"}, "2024年3月18日"),
        ({"start": "2024年3月1日", "count": 5, "pauses": "2024-03-05至2024-03-06；2024-03-08"}, "2024年3月13日"),
        ({"start": "2026-12-10"}, "2027年1月8日（暂定）"),
    ],
)
def test_every_change_is_followed_at_once(calculator: CalculatorDialog, typed: dict[str, Any], due: str) -> None:
    calculator.start.setText(typed["start"])
    calculator.count.setValue(typed.get("count", 20))
    calculator.unit.setCurrentText(typed.get("unit", "工作日"))
    calculator.extension.setValue(typed.get("extension", 0))
    calculator.pauses.setText(typed.get("pauses", ""))
    assert calculator.answer.text() == due


def test_a_usual_term_fills_in_its_length_and_unit(calculator: CalculatorDialog) -> None:
    calculator.preset.setCurrentText("答辩举证 15 日")
    assert (calculator.count.value(), calculator.unit.currentText()) == (15, "自然日")


@pytest.mark.parametrize(
    ("start", "pauses", "sentence"),
    [
        ("", "", "要填写起算日期"),
        ("某天", "", "某天"),
        ("1999-01-01", "", "2004年"),
        ("2024-03-01", "2024-03-08 至 2024-03-05", "前后颠倒"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_copied(
    calculator: CalculatorDialog, start: str, pauses: str, sentence: str
) -> None:
    calculator.start.setText(start)
    calculator.pauses.setText(pauses)
    assert sentence in calculator.answer.text()
    assert not calculator.copy_button.isEnabled()
    assert calculator.strip.tiles == ()


def test_the_result_is_copied_day_by_day_and_follows_the_calendar(
    calculator: CalculatorDialog, session: Session
) -> None:
    calculator.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "2024年4月1日"
    assert lines[2].startswith("2024年3月4日 周一：不计入，起算当日")
    year: CalendarYear = session.calendar.year(2024)
    keep_year(session.registers, year.with_day(date(2024, 3, 5), works=False, name="台风停工"), session.today)
    assert calculator.answer.text() == "2024年4月2日"
