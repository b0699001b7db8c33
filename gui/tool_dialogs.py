"""What the menu 工具 and the 今日 page open: the calculator, the calendar, the form that fulfils a duty."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure.duties import DutyLine
    from gui.calculator_dialog import CalculatorDialog
    from gui.calendar_dialog import CalendarDialog
    from gui.main_window import MainWindow
    from gui.record_form import RecordForm


def show_calculator(window: "MainWindow") -> "CalculatorDialog":
    """Open 期限计算器; the window stays usable beside it."""
    from gui.calculator_dialog import CalculatorDialog  # noqa: PLC0415

    dialog = CalculatorDialog(window.session, window)
    dialog.show()
    return dialog


def show_calendar(window: "MainWindow", year: int = 0) -> "CalendarDialog":
    """Open 工作日历 on a year, this one unless another is named."""
    from gui.calendar_dialog import CalendarDialog  # noqa: PLC0415

    dialog = CalendarDialog(window.session, year, window)
    dialog.show()
    return dialog


def show_duty_form(window: "MainWindow", line: "DutyLine") -> "RecordForm":
    """Open the form of the release that fulfils a period of a duty, as far as it can be known; the day is asked for."""
    from dataclasses import fields  # noqa: PLC0415

    from disclosure.records import Release  # noqa: PLC0415
    from disclosure.wording import chinese_date  # noqa: PLC0415
    from gui.record_form import RecordForm  # noqa: PLC0415
    from tasks.duties import release_for  # noqa: PLC0415

    session = window.session
    release = release_for(session.registers, line, line.due_on or session.today)
    start = {declared.name: getattr(release, declared.name) for declared in fields(release) if declared.name != "id"}
    form = RecordForm(Release, session.save, start=start, sources=session.sources(Release), parent=window)
    form.setWindowTitle(f"落实 {line.name}" + (f"（应于{chinese_date(line.due_on)}前公开）" if line.due_on else ""))
    form.open()
    return form


def count_on_tab(window: "MainWindow", count: int) -> None:
    """Tell on the tab of the 今日 page how much is overdue or due today."""
    window.tabs.setTabText(0, f"今日 {count}" if count else "今日")
