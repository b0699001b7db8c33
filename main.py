"""信息公开工作台: read the arguments, then open the window or run one command."""

import gc
import io
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from disclosure.errors import DisclosureError

COULD_NOT = 2
SAMPLE, NO_MORE_OPTIONS = "--sample", "--"


def main(words: Sequence[str] | None = None) -> int:
    """Return the exit status of one command, or of the window; without words, of those this process was given."""
    words = sys.argv[1:] if words is None else words
    _speak_utf8()
    try:
        return _window(words) if _asks_for_window(words) else _command(words)
    except DisclosureError as expected:
        print(expected, file=sys.stderr)
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
    except BrokenPipeError:  # whoever read our output has gone
        sys.stderr.close()
    except Exception as bug:
        from tasks.crash_report import noted  # noqa: PLC0415

        print(f"程序出错，没有完成（{type(bug).__name__}）；{noted(bug)}", file=sys.stderr)
    return COULD_NOT


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: under ISO-8859-1 every sentence of ours would end in a UnicodeEncodeError."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _asks_for_window(words: Sequence[str]) -> bool:
    """Whether there is nothing to do but to open a window: no words, or one that is a file rather than a command.

    A file that is called like a command is written ``./report`` or ``-- report``.
    """
    if not words or list(words) in ([SAMPLE], [NO_MORE_OPTIONS]):
        return True
    if words[0] == NO_MORE_OPTIONS:
        return len(words[1:]) == 1 and words[1].strip() != ""
    if len(words) > 1 or words[0].startswith("-") or not words[0].strip():
        return False
    path = Path(words[0])
    if path.suffix or len(path.parts) > 1:  # no command is written so; known without loading the commands
        return True
    from commandline import COMMANDS  # noqa: PLC0415

    return words[0] not in COMMANDS and os.path.exists(path)  # False, not an OSError, for a name far too long


def _window(words: Sequence[str]) -> int:
    is_sample = list(words) == [SAMPLE]
    file = None if list(words) in ([], [SAMPLE], [NO_MORE_OPTIONS]) else Path(words[-1])
    if not _has_screen():
        from tasks.sample import without_a_screen  # noqa: PLC0415

        told = without_a_screen(datetime.now().astimezone().date(), is_sample=is_sample)
        print(told, file=sys.stdout if is_sample else sys.stderr)
        return 0 if is_sample else COULD_NOT
    gc.disable()  # nothing a start makes is garbage; gui.shell.application.run collects again once the window is there
    from gui.shell.application import run  # noqa: PLC0415 - the only way to Qt

    return run(file, sample=is_sample)


def _has_screen() -> bool:
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in wanted)


def _command(words: Sequence[str]) -> int:
    from commandline import run  # noqa: PLC0415

    return run(words, datetime.now().astimezone().date())


if __name__ == "__main__":
    sys.exit(main())
