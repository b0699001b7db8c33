"""A reader ends in time whatever it is given, and within a second when 取消 is pressed."""

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from disclosure.errors import CancelledError, SourceUnreadableError
from importers.published import read_published
from importers.watch import Step, watched

WITHIN, ORDERS = 1.0, 120
WATCH = "watch of a reader"
ROOT = Path(__file__).parents[2]
_PROFILED = """
import sys
from disclosure.errors import CancelledError
from importers.watch import watched

def asked(_done, _total):
    raise CancelledError

def work_on(_step):
    while True:
        sum(range(1000))

sys.setprofile(lambda *_: None)
watched(lambda _step: None)
try:
    watched(work_on, asked)
except CancelledError:
    sys.exit(0)
sys.exit("not cancelled")
"""


def work_on(_step: Step) -> None:
    while True:
        with suppress(Exception):  # as libraries do
            sum(range(1000))


def hoard(_step: Step) -> None:
    held: list[bytes] = []
    while True:
        held.append(b"x" * 1_000_000)
        time.sleep(0.005)


def cancel(_done: int, _total: int) -> None:
    raise CancelledError


def test_work_without_end_is_stopped() -> None:
    with pytest.raises(SourceUnreadableError, match="已停止读取"):
        watched(work_on, seconds=0.2)


def test_a_cancelled_reader_stops_within_a_second() -> None:
    begun = time.monotonic()
    with pytest.raises(CancelledError):
        watched(work_on, cancel)
    assert time.monotonic() - begun < WITHIN


def test_memory_without_end_is_stopped() -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system does not tell what a program holds")
    with pytest.raises(SourceUnreadableError, match="异常庞大"):
        watched(hoard, memory=20_000_000)


def test_work_that_ends_in_time_is_left_alone_and_leaves_nothing_behind() -> None:
    for _ in range(20):
        watched(lambda _step: None, seconds=0.0)  # told to stop at the very moment it ends
    assert watched(lambda _step: sum(range(1000))) == 499_500
    assert WATCH not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize("again", [1.0, 0.001])
def test_cancelling_at_the_moment_a_reader_begins_or_ends_never_hangs_nor_stops_anything_later(
    again: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy machine the order to stop came while the watch itself began or ended: the program hung for ever."""
    monkeypatch.setattr("importers.watch._EVERY", 0.0002)
    monkeypatch.setattr("importers.watch._AGAIN", again)
    # An order that meets the finalizer of something is given again; pytest's own hook breaks where two meet it there.
    monkeypatch.setattr(sys, "unraisablehook", lambda _swallowed: None)
    chance, became = random.Random(20240304), Counter[str]()
    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        longest = 0.0008
        for _ in range(ORDERS):
            end = _left_at_once(chance.uniform(0, longest), chance.uniform(0, longest))
            became[end] += 1
            longest *= 1.05 if end == "read" else 1 / 1.05  # a busy machine begins to watch later
            busy_until(time.perf_counter() + 0.0002)  # what comes after it is nobody's to stop
    finally:
        sys.setswitchinterval(switching)
    assert became["read"] + became["cancelled"] == ORDERS
    assert min(became["read"], became["cancelled"]) > ORDERS // 20
    assert WATCH not in {thread.name for thread in threading.enumerate()}


def test_a_reader_ends_under_a_profiler_too() -> None:
    """Python went round in a circle: an order that is taken back is looked for at every step."""
    subprocess.run([sys.executable, "-c", _PROFILED], cwd=ROOT, check=True, timeout=60)


def _left_at_once(order: float, work: float) -> str:
    begun = time.perf_counter()

    def asked(_done: int, _total: int) -> None:
        if time.perf_counter() > begun + order:
            raise CancelledError

    try:
        return watched(lambda _step: busy_until(begun + work), asked)
    except CancelledError:
        return "cancelled"


def busy_until(moment: float) -> str:
    while time.perf_counter() < moment:
        pass
    return "read"


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
