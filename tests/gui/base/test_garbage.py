"""Garbage is collected in the window's thread alone."""

import gc
import weakref
from collections.abc import Iterator
from threading import Thread, current_thread

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.base.garbage import Collector


class Left:
    """What a closed dialog leaves behind: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector() -> Iterator[Collector]:
    made = Collector()
    yield made
    delete(made)
    gc.enable()


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
    full: list[int] = []
    watch = lambda phase, told: full.append(told["generation"]) if phase == "start" else None  # noqa: E731
    gc.callbacks.append(watch)
    kept: list[object] = []
    try:
        for _ in range(400):
            kept += [[] for _ in range(1000)]
            collector.look()
    finally:
        gc.callbacks.remove(watch)
    assert full.count(0) > full.count(1) > full.count(2) > 0
