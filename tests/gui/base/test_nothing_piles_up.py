"""A day's work does not pile up in the window: what is over, answered or rebuilt is gone, however often."""

import gc
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from disclosure.records import Request
from gui.base.job import Job
from gui.base.session import Session
from gui.registers.importing import open_import
from gui.registers.page import RegisterPage
from gui.report.page import ReportPage
from gui.shell.main_window import MainWindow
from gui.today.cards import _DONE_SHOWN
from gui.today.page import TodayPage
from tests.gui.fixtures import open_windows
from tests.records_factory import make_request

FEW, MANY, FILE_DIALOGS = 8, 200, 4
"""A file dialog of Qt's own holds hundreds of objects and is slow to make: a few of them show as much."""
_AT_REST = 1_200
"""Milliseconds until everything a page does by itself after it was shown and saved into is done."""
ROOM = Path(__file__).parents[3] / "gui"


@pytest.fixture(params=[FEW, pytest.param(MANY, marks=pytest.mark.torture)])
def times(request: pytest.FixtureRequest) -> int:
    """How often something is done: what is left behind each time shows after eight already."""
    return int(request.param)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, session: Session) -> RegisterPage:
    """The requests, with one request selected whose steps and letters are shown."""
    session.save(make_request(number="2024-001"))
    today = window.page("today")
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(lambda: today.shown is not None)
    found = window.show_page("requests")
    assert isinstance(found, RegisterPage)
    qtbot.waitUntil(lambda: found.selected() is not None)
    qtbot.wait(_AT_REST)
    return found


def left_over(qtbot: QtBot, window: MainWindow, session: Session) -> Counter[str]:
    """Return how many objects there are of each kind once everything that goes has gone."""

    def works() -> bool:
        """Some read for a page alone, and are not the session's; some wait until nobody types."""
        jobs: list[Job] = [*window.findChildren(Job), *session.findChildren(Job)]
        timers: list[QTimer] = [*window.findChildren(QTimer), *session.findChildren(QTimer)]
        waits = (timer.isActive() and timer.isSingleShot() and timer.remainingTime() < _AT_REST for timer in timers)
        return session.is_busy or any(job.isRunning() for job in jobs) or any(waits)

    for _ in range(3):
        qtbot.waitUntil(lambda: not works(), timeout=20_000)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    owned: list[QObject] = [*window.findChildren(QObject), *session.findChildren(QObject)]
    found = Counter(f"in the window: {kind.__name__}" for kind in map(type, owned))
    known = Counter(map(type, gc.get_objects()))  # a few thousand kinds to be asked, not each of the objects
    for kind in [kind for kind in known if issubclass(kind, Job | QAction | QMenu | QDialog)]:
        found[f"known to Python: {kind.__name__}"] += known[kind]
    return found


def grown(
    qtbot: QtBot, window: MainWindow, session: Session, operation: Callable[[], object], times: int
) -> dict[str, int]:
    """Do something many times in two halves; return what grew in both, for pages still fill themselves in the first.

    Looking leaves something itself: what `findChildren` has shown stays known to Python. One time alone says how much.
    """

    def once() -> None:
        operation()
        for each in open_windows():
            if each is not window:
                each.close()
        QApplication.processEvents()

    counts = []
    for batch in (1, 1, times // 2, times // 2):
        for _ in range(batch):
            once()
        counts.append(left_over(qtbot, window, session))
    by_looking, first, second = (after - before for before, after in pairwise(counts))
    grew = (first & second) - by_looking
    return {kind: count for kind, count in grew.items() if count >= times // 4}


def test_jobs_that_are_over_are_gone(qtbot: QtBot, window: MainWindow, session: Session, times: int) -> None:
    """Every reading in the background left its thread object with the session: 96 MB became 344 MB in a day."""

    def work() -> None:
        session.run_quietly(lambda _progress: session.registers.count(Request), lambda _count: None)

    assert grown(qtbot, window, session, work, times) == {}


def test_saving_a_request_leaves_nothing_behind(
    qtbot: QtBot, window: MainWindow, session: Session, page: RegisterPage, times: int
) -> None:
    """With each save the card of the case is built anew; the entries of its menu 其他步骤 were kept each time.

    今日 tells of some of them as done today, and is full before they are counted.
    """
    first = page.selected()
    assert isinstance(first, Request)
    remarks = iter(range(10_000))

    def save() -> None:
        session.save(replace(session.registers.get(Request, first.id), remarks=str(next(remarks))))
        page.detail.conceal()  # fills the card now, where a person's next key comes long after it did by itself

    for _ in range(_DONE_SHOWN):
        save()
    assert grown(qtbot, window, session, save, times) == {}


def test_the_menu_of_the_header_goes_when_it_is_closed(
    qtbot: QtBot, window: MainWindow, session: Session, page: RegisterPage, times: int
) -> None:
    """Each right click left a menu entry for the rest of the session."""
    assert grown(qtbot, window, session, lambda: page.table._offer_columns(QPoint(4, 4)), times) == {}


def test_dialogs_of_the_page_go_when_they_are_closed(
    qtbot: QtBot, window: MainWindow, session: Session, page: RegisterPage
) -> None:
    """选择列 and 编辑 opened and closed again and again."""
    for command in ("columns", "edit"):
        assert grown(qtbot, window, session, page.commands[command].trigger, FILE_DIALOGS * 2) == {}, command


def test_file_dialogs_go_when_they_are_answered(
    qtbot: QtBot, window: MainWindow, session: Session, page: RegisterPage
) -> None:
    """Each question for a file stayed with the window: some four hundred objects a time."""
    report = window.page("report")
    assert isinstance(report, ReportPage)

    def ask() -> None:
        open_import(page.shown())
        window.work.back_up()
        report.desk.import_last_year()

    assert grown(qtbot, window, session, ask, FILE_DIALOGS) == {}


_LATE = re.compile(r"\bjob\.(finished|over|_?succeeded|_?refused|failed)\.connect")
_FORBIDDEN = {
    "callbacks of a job are given to Session.run or Job, before it begins": _LATE,
    "a file dialog goes when it is answered: FileDialog": re.compile(r"(?<!\w)QFileDialog\((?!FileDialog)"),
    "addAction(text, slot): one connected afterwards keeps the entry for good": re.compile(
        r"addAction\(.*\)\.triggered"
    ),
    "a printer made here is gone before the preview asks it": re.compile(r"QPrintPreviewDialog\(printer"),
}


@pytest.mark.parametrize("rule", list(_FORBIDDEN))
def test_no_file_of_the_window_breaks_the_rules_that_keep_it_so(rule: str) -> None:
    """What made each of these faults possible is written nowhere."""
    own = {"job.py"} if _FORBIDDEN[rule] is _LATE else {"file_dialogs.py"}
    files = [file for file in ROOM.rglob("*.py") if file.name not in own]
    assert [file.name for file in files if _FORBIDDEN[rule].search(file.read_text(encoding="utf-8"))] == []


def test_what_asks_for_a_file_is_one_class() -> None:
    """Its one home makes no other either."""
    made = re.findall(r"= (\w*FileDialog)\(", (ROOM / "kit" / "file_dialogs.py").read_text(encoding="utf-8"))
    assert set(made) == {"FileDialog"}
    assert QFileDialog.__name__ not in made
