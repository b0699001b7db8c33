"""Work that ends before the window has looked away from starting it: every page still hears that it is over."""

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from disclosure.errors import DisclosureError
from disclosure.progress import Progress
from disclosure.records import Request
from gui.base.job import Job, ProgressDialog
from gui.base.session import Session
from gui.report.charts import ChartsSide
from gui.report.desk import ReportDesk
from gui.report.page import ReportPage
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from tests.gui.fixtures import find_window, open_windows
from tests.records_factory import make_request


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every thread is done before its ``start`` comes back, as on a machine with a free core and a small file."""

    def start_and_end(job: Job, *priority: QThread.Priority) -> None:
        QThread.start(job, *priority)
        job.wait()

    monkeypatch.setattr(Job, "start", start_and_end)


def received(page: TodayPage) -> int | None:
    assert page.shown is not None
    return next(figure.number for figure in page.shown.figures if "申请" in figure.label)


@pytest.mark.usefixtures("quick")
def test_the_page_of_today_follows_the_second_change_too(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    """今日 stood still for the rest of the session: it went on waiting for a reading that was long over."""
    page = window.page("today")
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.shown is not None)
    for known in (1, 2):
        session.save(make_request(number=f"2024-00{known}"))
        qtbot.waitUntil(lambda known=known: received(page) == known)  # type: ignore[misc]


@pytest.mark.usefixtures("quick")
def test_the_report_is_judged_again_after_every_change(qtbot: QtBot, window: MainWindow) -> None:
    """The list of findings stayed that of the first check."""
    page = window.show_page("report")
    assert isinstance(page, ReportPage)
    desk = page.findChild(ReportDesk)
    assert desk is not None
    qtbot.waitUntil(lambda: desk.standing is not None)
    with qtbot.waitSignal(desk.stood):
        desk.check()
    with qtbot.waitSignal(desk.stood):
        desk.check()


@pytest.mark.usefixtures("quick")
def test_the_charts_are_drawn_again_after_every_change(qtbot: QtBot, session: Session) -> None:
    """The charts stayed those of the year that was shown first."""
    side = ChartsSide(session)
    qtbot.addWidget(side)
    side.resize(600, 600)
    side.show()
    for year in (2024, 2023):
        with qtbot.waitSignal(side.drawn, timeout=20_000):
            side.show_year(year)


def test_work_that_ends_while_its_progress_is_being_shown_leaves_no_dialog(qtbot: QtBot, window: MainWindow) -> None:
    """正在…… stayed for good, over a window that could no longer be clicked."""
    job = Job(lambda _progress: None, lambda _none: None, _Free(), lambda: None, window)
    job.start()
    job.wait()
    assert not job.is_over, "the window has not heard of it yet"
    ProgressDialog("读取", job, window).open()
    assert find_window(ProgressDialog).isVisible()
    qtbot.waitUntil(lambda: open_windows() == [window])


def test_a_failure_at_once_reaches_whoever_asked(qtbot: QtBot, session: Session) -> None:
    heard: list[str] = []

    def fail(_progress: Progress) -> None:
        raise DisclosureError("没有。")

    session.run_quietly(
        fail, heard.append, failed=lambda failure: heard.append(str(failure)), ended=lambda: heard.append("结束")
    )
    qtbot.waitUntil(lambda: heard == ["没有。", "结束"])
    assert session.registers.count(Request) == 0


class _Free:
    """A lock nobody holds."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_failure: object) -> None: ...
