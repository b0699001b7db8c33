"""A reader ends in time whatever it is given, and within a second when 取消 is pressed."""

import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from disclosure.errors import CancelledError, SourceUnreadableError
from importers.published import read_published
from importers.watch import watched

WITHIN = 1.0


def work_on() -> None:
    while True:
        with suppress(Exception):  # as libraries do
            sum(range(1000))


def hoard() -> None:
    held: list[bytes] = []
    while True:
        held.append(b"x" * 1_000_000)
        time.sleep(0.005)


def cancel(_done: int, _total: int) -> None:
    raise CancelledError


def test_work_without_end_is_stopped() -> None:
    with pytest.raises(SourceUnreadableError, match="已停止读取"), watched(seconds=0.2):
        work_on()


def test_a_cancelled_reader_stops_within_a_second() -> None:
    begun = time.monotonic()
    with pytest.raises(CancelledError), watched(cancel):
        work_on()
    assert time.monotonic() - begun < WITHIN


def test_memory_without_end_is_stopped() -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system does not tell what a program holds")
    with pytest.raises(SourceUnreadableError, match="异常庞大"), watched(memory=20_000_000):
        hoard()


def test_work_that_ends_in_time_is_left_alone_and_leaves_nothing_behind() -> None:
    for _ in range(20):
        with watched(seconds=0.0):  # told to stop at the very moment it ends
            pass
    with watched():
        assert sum(range(1000)) == 499_500
    assert "watch of a reader" not in {thread.name for thread in threading.enumerate()}


def test_a_pdf_of_lines_without_end_can_be_left(tmp_path: Path) -> None:
    """取消 did nothing: the library asks nobody between the first and the last line of a page."""
    paper = canvas.Canvas(str(tmp_path / "年报.pdf"))
    for place in range(60_000):
        paper.line(place % 500, 0, place % 500, 800)
    paper.save()
    begun = time.monotonic()
    with pytest.raises(CancelledError):
        read_published(tmp_path / "年报.pdf", cancel)
    assert time.monotonic() - begun < 2 * WITHIN  # the library itself is loaded, too
