"""Who has the file open: a note beside it, only to be quoted when SQLite itself says that the file is locked.

The note locks nothing. One left behind by a killed program is overwritten by the next that opens the file.
"""

import contextlib
import getpass
import json
import os
from pathlib import Path


def note_path(path: Path) -> Path:
    """Return where the note about a file lies."""
    return path.with_name(path.name + ".lock")


def leave_note(path: Path) -> None:
    """Write who opened the file; where nothing can be written there is no note."""
    holder = {"host": _computer(), "pid": os.getpid(), "user": _user()}
    with contextlib.suppress(OSError):
        note_path(path).write_text(json.dumps(holder), encoding="utf-8")


def take_note_away(path: Path) -> None:
    """Remove the note when the file is closed."""
    with contextlib.suppress(OSError):
        note_path(path).unlink(missing_ok=True)


def holder_sentence(path: Path) -> str:
    """Return who holds the file, as far as the note tells: 「用户 zhang，计算机 PC-01，进程 4321」, or nothing."""
    try:
        holder = json.loads(note_path(path).read_text(encoding="utf-8"))
        return f"（用户 {holder['user']}，计算机 {holder['host']}，进程 {holder['pid']}）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _computer() -> str:
    return os.environ.get("COMPUTERNAME") or os.uname().nodename  # Windows sets the one, all others know the other


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no name for this user id, or no pwd module
        return "未知"
