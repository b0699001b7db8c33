"""A screen of its own for one test: Xvfb and openbox, and a keyboard that types through xdotool and xclip."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

PROGRAMS = ("Xvfb", "openbox", "xdotool", "xclip")
SECONDS_TO_WAIT = 60.0
_LASTING = "-noreset"
"""A screen begins anew when the last program leaves it: a look at it could send away the window manager to come."""
SECONDS_BETWEEN_LOOKS, LOOKS_AT_REST, TICKS_AT_REST = 0.08, 4, 1
SIZE = "1600x1000x24"


class Screen:
    """What a person at a keyboard can do on one screen, and what can be seen there."""

    def __init__(self, display: str, home: Path) -> None:
        self.environment = {
            "DISPLAY": display,
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(home),
        }

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each with its modifiers: ``ctrl+n``."""
        self._xdotool("key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type letters and digits."""
        self._xdotool("type", "--clearmodifiers", "--delay", "20", text)

    def paste(self, text: str) -> None:
        """Put Chinese on the clipboard, paste it and wait until it is there: a slow program would find the next there.

        Keys cannot carry it reliably.
        """
        subprocess.run(
            ["xclip", "-selection", "clipboard"],
            env=self.environment,
            input=text.encode(),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS_TO_WAIT,
        )
        self.press_and_look("ctrl+v")

    def titles(self) -> list[str]:
        """Return the titles of the windows seen now, the active one first."""
        found = self._xdotool("search", "--onlyvisible", "--name", ".", check=False).split()
        active = self._xdotool("getactivewindow", check=False).strip()
        ordered = sorted(found, key=lambda window: window != active)
        return [self._xdotool("getwindowname", window, check=False).strip() for window in ordered]

    def wait_for_active(self, title: str) -> None:
        """Wait until the active window has these words in its title."""
        wait_until(lambda: self.is_active(title), lambda: f"no active window “{title}”; seen: {self.titles()}")

    def is_active(self, title: str) -> bool:
        """Whether the active window has these words in its title."""
        return title in self._xdotool("getactivewindow", "getwindowname", check=False)

    def move_active(self, left: int, top: int) -> None:
        """Drag the active window somewhere else."""
        self._xdotool("getactivewindow", "windowmove", "--sync", str(left), str(top))

    def place_of_active(self) -> tuple[str, ...]:
        """Return where the active window stands and how large it is."""
        told = self._xdotool("getactivewindow", "getwindowgeometry", "--shell").splitlines()
        return tuple(line for line in told if line.startswith(("X=", "Y=", "WIDTH=", "HEIGHT=")))

    def has_window_manager(self) -> bool:
        """Whether a window manager is at work."""
        return self._xdotool("get_num_desktops", check=False).strip() not in ("", "0")

    def press_and_look(self, keys: str) -> None:
        """Press keys that change the page, and wait as a person does until it has come to rest."""
        self.press(keys)
        process = self._xdotool("getactivewindow", "getwindowpid", check=False).strip()
        used, quiet, last = -1, 0, time.monotonic() + SECONDS_TO_WAIT
        while quiet < LOOKS_AT_REST and time.monotonic() < last:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            before, (used, sleeps) = used, _work_of(process)
            quiet = quiet + 1 if sleeps and used - before <= TICKS_AT_REST else 0

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=check,
            timeout=SECONDS_TO_WAIT,
        )
        return done.stdout


def _work_of(process: str) -> tuple[int, bool]:
    """Return how long a process has worked, in ticks of the clock, and whether it waits for something to do."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0, True
    return int(told[11]) + int(told[12]), told[0] == "S"


def wait_until(is_so: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    """Wait until something is so; fail with what is seen instead where it never becomes so."""
    last = time.monotonic() + SECONDS_TO_WAIT
    while not is_so():
        assert time.monotonic() < last, otherwise()
        time.sleep(0.05)


@contextmanager
def opened_screen(home: Path) -> Iterator[Screen]:
    """A screen with a window manager, gone afterwards; skips the test where a program for it is missing."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        pytest.skip(f"a real screen needs {', '.join(missing)} (setup/packages-test.txt)")
    with ExitStack() as running:
        reading, writing = os.pipe()
        running.enter_context(
            _running(
                ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", _LASTING],
                dict(os.environ),
                (writing,),
            )
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            screen = Screen(f":{told.readline().strip()}", home)
        manager = [running.enter_context(_running(["openbox", "--sm-disable"], screen.environment))]

        def is_managed() -> bool:
            """Whether it is at work; one that ended before it was is followed by another."""
            if manager[-1].poll() is not None:
                manager.append(running.enter_context(_running(["openbox", "--sm-disable"], screen.environment)))
            return screen.has_window_manager()

        wait_until(is_managed, lambda: f"no window manager of {len(manager)}")  # it gives focus only to later windows
        yield screen


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], passed: tuple[int, ...] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        command,
        env=environment,
        pass_fds=passed,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
