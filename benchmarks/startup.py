"""The start of ``main.py`` with an office's file against a bare PySide6 window, in separate processes, alternately.

A window is *mapped* when the X server says so (``MapNotify``); 今日 is *filled* when the process itself finds its
cards. On a machine without Xvfb nothing is measured.
"""

import ctypes
import ctypes.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import budgets, offices
from benchmarks.comparison import Comparison

RUNS = 9
ROOT = Path(__file__).parents[1]
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.show(); app.exec()
"""
FILLED = """
import signal, sys, time
from pathlib import Path
def look(*_):
    page = sys.modules.get("gui.today.page")
    if page is not None and hasattr(page, "TodayPage"):
        from PySide6.QtWidgets import QApplication
        for window in QApplication.topLevelWidgets():
            today = getattr(window, "pages", {}).get("today")
            if today is not None and today.shown is not None:
                signal.setitimer(signal.ITIMER_REAL, 0)
                print(time.monotonic(), flush=True)
signal.signal(signal.SIGALRM, look)
signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)
sys.argv[0] = "main.py"
from main import main
main()
"""
"""``main.py`` itself, sampled every five milliseconds."""

_SUBSTRUCTURE, _MAP_NOTIFY = 1 << 19, 19
_DISPLAY = ":97"


class _Event(ctypes.Structure):
    _fields_ = (("type", ctypes.c_int), ("rest", ctypes.c_long * 32))


class Screen:
    """Watches which windows are mapped on an X display."""

    def __init__(self, display: str) -> None:
        library = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        library.XOpenDisplay.restype = ctypes.c_void_p
        library.XDefaultRootWindow.restype = ctypes.c_ulong
        for name in ("XDefaultRootWindow", "XPending"):
            getattr(library, name).argtypes = [ctypes.c_void_p]
        library.XSelectInput.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_long]
        library.XNextEvent.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        library.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._x, self._display = library, library.XOpenDisplay(display.encode())
        library.XSelectInput(self._display, library.XDefaultRootWindow(self._display), _SUBSTRUCTURE)
        self.forget()

    def forget(self) -> None:
        """Forget the windows mapped so far."""
        self._x.XSync(self._display, 1)

    def wait(self) -> float:
        """Return the time when the next window is mapped."""
        event = _Event()
        while event.type != _MAP_NOTIFY:
            self._x.XNextEvent(self._display, ctypes.byref(event))
        return time.monotonic()


@contextmanager
def _screen() -> Iterator[Screen]:
    server = subprocess.Popen(["Xvfb", _DISPLAY, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
    try:
        while not Path(f"/tmp/.X11-unix/X{_DISPLAY[1:]}").exists():
            time.sleep(0.05)
        yield Screen(_DISPLAY)
    finally:
        server.terminate()
        server.wait()


def _started(screen: Screen, words: Sequence[str], environment: Mapping[str, str], *, told: bool) -> tuple[float, ...]:
    """Return the milliseconds until a window is mapped; if ``told``, also from then until 今日, and its MB then."""
    screen.forget()
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, *words],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        mapped = screen.wait()
        if not told:
            return ((mapped - began) * 1000, 0.0)
        assert process.stdout is not None
        filled = float(process.stdout.readline())
        lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
        memory = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
        return ((filled - mapped) * 1000, memory / 1024)
    finally:
        process.kill()
        process.wait()
        process.stdout.close() if process.stdout else None


def measured() -> list[Comparison]:
    """Return the duration of the start, and its memory."""
    if not shutil.which("Xvfb"):
        return []
    with tempfile.TemporaryDirectory() as folder, _screen() as screen:
        path = Path(folder, "office.xxgk")
        shutil.copyfile(offices.office(), path)
        places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), folder)
        environment = {**os.environ, **places, "DISPLAY": _DISPLAY, "QT_QPA_PLATFORM": "xcb"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
        note = path.with_name(f"{path.name}.lock")  # left by the killed process
        rows: list[tuple[float, ...]] = []
        for _ in range(RUNS + 1):
            row: tuple[float, ...] = ()
            for words, told in (
                (["main.py", str(path)], False),
                (["-c", BARE], False),
                (["-c", FILLED, str(path)], True),
            ):
                note.unlink(missing_ok=True)
                row += _started(screen, words, environment, told=told)
            rows.append(row)
    ours, _, bare, _, filled, memory = (statistics.median(column) for column in zip(*rows[1:], strict=True))
    return [
        Comparison("main.py: frame mapped, office", ours, bare, "ms", "a bare QMainWindow", budgets.START),
        Comparison("… until 今日 is filled, after that", filled, 0, "ms", "–", budgets.FILLED),
        Comparison("memory, 今日 filled", memory, 0, "MB", "–", budgets.SHOWN_WINDOW),
    ]
