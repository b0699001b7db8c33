"""Long work: off the window's thread, with 取消, and its failures in words."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from disclosure.changes import Change
from disclosure.errors import CancelledError, DisclosureError
from disclosure.progress import Progress
from disclosure.records import Record, Request
from gui.base.job import ProgressDialog
from gui.base.session import Session
from gui.registers.page import RegisterPage
from gui.shell.main_window import MainWindow
from gui.today.page import TodayPage
from storage.registers import Registers
from tests.gui.fixtures import find_window, open_windows
from tests.records_factory import make_request


def test_work_that_is_done_at_once_shows_no_dialog(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    results: list[int] = []
    job = session.run("计数", lambda _progress: session.registers.count(Request), results.append, window)
    qtbot.waitUntil(lambda: results == [0])
    assert open_windows() == [window]
    qtbot.waitUntil(lambda: job.is_over)


def test_cancelled_work_is_rolled_back_and_told(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    asked = threading.Event()
    told: list[str] = []
    session.told.connect(told.append)

    def work(progress: Progress) -> None:
        with session.registers.batch("很多"):
            session.registers.save(make_request())
            asked.wait(5)
            progress(1, 2)

    session.run("导入台账", work, lambda _none: None, window)
    qtbot.waitUntil(lambda: any(isinstance(each, ProgressDialog) for each in open_windows()))
    dialog = find_window(ProgressDialog)
    assert dialog.words.text() == "正在导入台账…"
    dialog.cancel_button.click()
    assert "正在取消" in dialog.words.text()
    asked.set()
    qtbot.waitUntil(lambda: told == ["已取消，没有改动任何数据。"])
    assert session.registers.count(Request) == 0
    qtbot.waitUntil(lambda: open_windows() == [window])


def test_work_in_the_background_that_was_cancelled_says_nothing_and_that_failed_does(
    qtbot: QtBot, session: Session
) -> None:
    """What she never asked for she need not hear the end of, unless something is wrong with the file."""
    failed: list[str] = []
    session.failed.connect(lambda failure: failed.append(str(failure)))

    def fail(failure: DisclosureError, _progress: Progress) -> None:
        raise failure

    for failure in (CancelledError(), DisclosureError("文件读不出来。")):
        job = session.run_quietly(partial(fail, failure), lambda _none: None)
        qtbot.waitUntil(partial(getattr, job, "is_over"))
    qtbot.waitUntil(lambda: bool(failed))
    assert failed == ["文件读不出来。"]


def test_a_failure_of_the_work_is_one_sentence(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    def fail(_progress: Progress) -> None:
        raise DisclosureError("文件夹不存在，要换一个。")

    session.run("备份", fail, lambda _none: None, window)
    qtbot.waitUntil(lambda: len(open_windows()) > 1)
    box = find_window(QMessageBox)
    assert box.text() == "文件夹不存在，要换一个。"
    box.button(QMessageBox.StandardButton.Ok).click()


def test_changes_made_by_a_worker_reach_the_window(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    save: Callable[[Progress], object] = lambda _progress: session.registers.save(make_request(number="2024-009"))  # noqa: E731
    session.run("导入台账", save, lambda _change: None, window)
    qtbot.waitUntil(lambda: "2024-009" in window.undoable.text())


def test_the_file_is_checked_soon_after_the_first_paint(qtbot: QtBot, window: MainWindow) -> None:
    window.keep_safe(with_backups=False)
    qtbot.waitUntil(lambda: window.recovery.text() == "文件完好")


def test_work_cancelled_while_it_waits_for_the_file_never_begins_and_disturbs_nobody(
    qtbot: QtBot, session: Session
) -> None:
    begun, go_on, told = threading.Event(), threading.Event(), list[str]()
    interrupted: list[int] = []
    session.told.connect(told.append)

    def hold(_progress: Progress) -> int:
        begun.set()
        go_on.wait(5)
        return session.registers.count(Request)

    session.registers.interrupt = lambda: interrupted.append(1)  # type: ignore[method-assign]
    counts: list[int] = []
    session.run_quietly(hold, counts.append)
    begun.wait(5)
    waiting = session.run_quietly(lambda _progress: counts.append(-1), counts.append)
    waiting.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: counts == [0] and waiting.is_over)
    assert (interrupted, told) == ([], [])


def test_a_list_that_reads_for_long_tells_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    """A thin bar ran for a minute below the head: how far, and no way to say 算了."""
    session.registers.save_all([make_request(number=f"2024-{number:03}") for number in range(1, 301)])
    page = window.show_page("requests")
    assert isinstance(page, RegisterPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 300)
    go_on, state = threading.Event(), page.derived["state"]

    def slowly(registers: Registers, records: Sequence[Record]) -> Sequence[object]:
        go_on.wait(10)
        return state.ranks(registers, records)

    page.reading._soon.setInterval(30)
    page._sorted_by = replace(state, ranks=slowly, first=None)
    page.reload()
    try:
        assert not page.reading.isVisible(), "what is there at once says nothing"
        qtbot.waitUntil(page.reading.isVisible)
        page.model.looked_at.emit(128, 12_000)
        assert page.reading.words.text() == "已读 128 件，共 12,000 件。"
        page.reading.button.click()
        assert "没有读完" in page.count.text()
        assert page.selected() is not None, "what stood there can be worked with"
    finally:
        go_on.set()
        page._sorted_by = state
    page.reading.button.click()
    qtbot.waitUntil(lambda: page.count.text() == "300 件")
    assert not page.reading.isVisible()


def test_today_can_be_stopped_while_it_reads(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    """「正在读取…」 stood on an empty page for as long as another program kept the disk busy."""
    page = window.show_page("today")
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.shown is not None and not page._is_reading)
    page.reading._soon.setInterval(10)
    with session.registers.lock:  # the reading waits for the file
        page.refresh()
        qtbot.waitUntil(page.reading.isVisible)
        assert page.reading.words.text() == "正在读取今日事项…"
        page.reading.button.click()
    qtbot.waitUntil(lambda: not page._is_reading)
    assert page.reading.isVisible(), "it is told that not all of it is there"
    page.reading.button.click()
    qtbot.waitUntil(lambda: not page.reading.isVisible())


@pytest.mark.usefixtures("window")
def test_a_large_step_is_undone_off_the_windows_thread(qtbot: QtBot, session: Session) -> None:
    """An import of many rows taken back: the window used to stand still for it."""
    registers = session.registers
    registers.save_all((make_request() for _ in range(200)), "导入")
    threads: list[str] = []
    undo, redo = registers.undo, registers.redo

    def noting(step: Callable[[Progress], tuple[Change, ...]], progress: Progress) -> tuple[Change, ...]:
        threads.append("window" if threading.current_thread() is threading.main_thread() else "worker")
        return step(progress)

    registers.undo, registers.redo = partial(noting, undo), partial(noting, redo)  # type: ignore[method-assign]
    said: list[str] = []
    session.told.connect(said.append)
    with qtbot.waitSignal(session.stepped):
        session.undo()
    assert registers.count(Request) == 0
    with qtbot.waitSignal(session.stepped):
        session.redo()
    assert registers.count(Request) == 200
    registers.save(make_request())
    session.undo()
    assert (threads, said[-1]) == (["worker", "worker", "window"], "已撤销：新建 2024-201")
    assert said[:2] == ["已撤销：导入（200 条）", "已重做：导入（200 条）"]
