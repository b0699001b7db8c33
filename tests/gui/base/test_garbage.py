"""Garbage is collected in the window's thread alone."""

import gc
import weakref
from collections.abc import Callable, Iterator
from threading import Thread, current_thread
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.base.garbage import Collector, let_go


class Left:
    """What a closed dialog leaves behind: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


class _Change(set[int]):
    """What goes as soon as nobody holds it."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    limits = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # Python's own: the suite looks less often
    made = Collector(away=0)
    yield made
    delete(made)
    gc.set_threshold(*limits)
    gc.enable()


def collections_of(collector: Collector, parts: int) -> list[int]:
    """Keep so many thousand objects, looking after each thousand, and return the generations collected."""
    found: list[int] = []
    watch = lambda phase, told: found.append(told["generation"]) if phase == "start" else None  # noqa: E731
    gc.callbacks.append(watch)
    kept: list[object] = []
    try:
        for _ in range(parts):
            kept += [[] for _ in range(1000)]
            collector.look()
    finally:
        gc.callbacks.remove(watch)
    return found


@pytest.mark.usefixtures("collector")
def test_what_a_dialog_left_is_taken_by_the_window_and_never_by_a_worker(qtbot: QtBot) -> None:
    """A worker of the suite died once in five runs: its search for garbage took what the event loop was using."""
    taken_by: list[Thread] = []
    kept = Left()
    weakref.finalize(kept, lambda: taken_by.append(current_thread()))
    del kept
    worker = Thread(target=lambda: [[] for _ in range(20 * gc.get_threshold()[0])])
    worker.start()
    worker.join()
    assert taken_by == []
    made: list[list[int]] = [[] for _ in range(2 * gc.get_threshold()[0])]  # as any work does
    qtbot.waitUntil(lambda: bool(taken_by))
    assert taken_by == [current_thread()]
    assert len(made) > 0


def test_everything_is_looked_through_once_it_has_grown_by_a_quarter(collector: Collector) -> None:
    """Each time would take the window longer than a key may: what is kept for long is most there is."""
    full = collections_of(collector, 400)
    assert full.count(0) > full.count(1) > full.count(2) > 0


@pytest.mark.usefixtures("collector")
def test_a_tab_is_not_slow_because_everything_is_looked_through(qtbot: QtBot) -> None:
    """The first look at 行政复议 took 62 ms, another year of a district's report 108: each was a full collection."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowActive(window)
    gc.collect()
    gc.freeze()  # what the suite holds is more than a window does
    try:
        working = Collector(away=3600)
        working._touched = -7200.0  # nobody has been there for two hours
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
        assert 2 not in collections_of(working, 150)
        working._touched = -7200.0
        assert 2 in collections_of(working, 1)
        working.touch()
        assert 2 in collections_of(working, 250), "what has doubled does not wait for a pause"
        delete(working)
    finally:
        gc.unfreeze()


def test_the_window_does_not_stand_still_while_a_hundred_thousand_changes_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """They went in the one turn in which the last page had heard of them: 225 ms."""
    turns: list[Callable[[], None]] = []
    gone: list[int] = []
    clock = SimpleNamespace(singleShot=lambda _milliseconds, part: turns.append(part))
    monkeypatch.setattr("gui.base.garbage.QTimer", clock)

    def change(number: int) -> set[int]:
        made = _Change()
        weakref.finalize(made, gone.append, number)
        return made

    values = [change(number) for number in range(5_000)]
    let_go(values)
    values.clear()
    went = []
    while turns:
        before = len(gone)
        turns.pop()()
        went.append(len(gone) - before)
    assert went == [2_000, 2_000, 1_000]
