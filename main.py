"""信息公开工作台: read the arguments, then open the window or run one command."""

import signal

_HEARS = signal.getsignal(signal.SIGINT)
if __name__ == "__main__" and _HEARS is not signal.SIG_IGN:  # while modules are read, a traceback would come of it
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from disclosure.errors import DisclosureError
from tasks.printing import say

if sys.platform == "linux":
    import resource

COULD_NOT = 2
SAMPLE, NO_MORE_OPTIONS = "--sample", "--"
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Any of these names a screen on Linux."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command or open the window, and return the exit status; ``words`` default to this process's arguments."""
    words = sys.argv[1:] if words is None else words
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a locale such as ISO-8859-1 cannot encode Chinese
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    _leave_no_core_dump()
    today = datetime.now().astimezone().date()
    try:
        if not _asks_for_window(words):
            from commandline import run as run_command  # noqa: PLC0415

            return run_command(words, today)
        is_sample = list(words) == [SAMPLE]
        file = None if list(words) in ([], [SAMPLE], [NO_MORE_OPTIONS]) else Path(words[-1]).absolute()
        if sys.platform.startswith("linux") and not any(map(os.environ.get, _SCREENS)):
            from tasks.sample import without_a_screen  # noqa: PLC0415

            say(without_a_screen(today, is_sample=is_sample), sys.stdout if is_sample else sys.stderr)
            return 0 if is_sample else COULD_NOT
        gc.disable()  # starting up makes no garbage; gui.base.garbage collects once the window is open
        from gui.shell.beginning import begin  # noqa: PLC0415 - the only way to Qt; shows the empty frame

        begun = begin(file, sample=is_sample)
        from gui.shell.application import run as run_window  # noqa: PLC0415 - loads slowly, behind that frame

        return run_window(file, is_sample, begun)
    except DisclosureError as expected:
        _tell(expected)
    except KeyboardInterrupt:
        _tell("已中断。")
    except BrokenPipeError:  # the reader of our output has gone away
        pass
    except Exception as bug:
        if library := _missing_library(bug):
            package = library.lower().replace(".so.", "")  # Debian's name for nearly all of them
            _tell(f"这台电脑缺少系统组件 {library}，窗口打不开；装上后再打开（多为软件包 {package}）。")
            return COULD_NOT
        from tasks.crash_report import noted  # noqa: PLC0415

        _tell(f"程序出错，没有完成（{type(bug).__name__}）；{noted(bug)}")
    return COULD_NOT


def _leave_no_core_dump() -> None:
    """Let a crash of the interpreter write no memory to the disk: it holds an unlocked file and its key."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _tell(sentence: object) -> None:
    """Print what went wrong; where even that fails, the exit status still says so."""
    with suppress(DisclosureError, BrokenPipeError):
        say(sentence, sys.stderr)


def _missing_library(failure: Exception) -> str:
    """Return the system library that is missing, empty for any other failure: the loader's message begins with it."""
    name = str(failure).partition(":")[0]
    return name if isinstance(failure, ImportError) and name.startswith("lib") and ".so." in name else ""


def _asks_for_window(words: Sequence[str]) -> bool:
    """Whether the words ask for the window: there are none, or just one that is a file rather than a command.

    A file named like a command is written ``./report`` or ``-- report``.
    """
    if not words or list(words) in ([SAMPLE], [NO_MORE_OPTIONS]):
        return True
    if words[0] == NO_MORE_OPTIONS:
        return len(words[1:]) == 1 and words[1].strip() != ""
    if len(words) > 1 or words[0].startswith("-") or not words[0].strip():
        return False
    path = Path(words[0])
    if path.suffix or len(path.parts) > 1:  # no command looks like this: no need to load them to know
        return True
    from commandline import COMMANDS  # noqa: PLC0415

    return words[0] not in COMMANDS and os.path.exists(path)  # unlike Path.exists, False for a name far too long


if __name__ == "__main__":
    signal.signal(signal.SIGINT, _HEARS)
    sys.exit(main())
