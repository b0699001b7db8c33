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
SAMPLE = "--sample"


def main(words: Sequence[str] | None = None) -> int:
    """Return the exit status of one command, or of the window; without words, of those this process was given."""
    words = sys.argv[1:] if words is None else words
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


def _asks_for_window(words: Sequence[str]) -> bool:
    """Whether there is nothing to do but to open a window: no words, or one that is a file rather than a command."""
    if not words or list(words) == [SAMPLE]:
        return True
    from commandline import COMMANDS  # noqa: PLC0415

    path = Path(words[0])
    is_file = path.exists() or path.suffix != "" or len(path.parts) > 1
    return len(words) == 1 and words[0] not in COMMANDS and not words[0].startswith("-") and is_file


def _window(words: Sequence[str]) -> int:
    is_sample = list(words) == [SAMPLE]
    if not _has_screen():
        from tasks.sample import without_a_screen  # noqa: PLC0415

        told = without_a_screen(datetime.now().astimezone().date(), is_sample=is_sample)
        print(told, file=sys.stdout if is_sample else sys.stderr)
        return 0 if is_sample else COULD_NOT
    gc.disable()  # nothing a start makes is garbage; gui.application.run collects again once the window is there
    from gui.application import run  # noqa: PLC0415 - the only way to Qt

    return run(Path(words[0]) if words and not is_sample else None, sample=is_sample)


def _has_screen() -> bool:
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in wanted)


def _command(words: Sequence[str]) -> int:
    from commandline import run  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return run(words, datetime.now().astimezone().date())


if __name__ == "__main__":
    sys.exit(main())
