"""程序出错: what a bug report needs, which is version, system and place, but never values or names."""

import platform
import traceback
from pathlib import Path
from types import TracebackType

from resources.program import installed_version, version

LOG = ".disclosure-desk-error.log"
_QT = "PySide6-Essentials"


def crash_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the report of an error: its type and traceback, without its message or any values."""
    frames = traceback.extract_tb(trace)
    where = "\n".join(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
    return "\n".join(
        (
            f"信息公开工作台 {version()}",
            f"系统 {platform.platform()} · Python {platform.python_version()} · PySide6 {installed_version(_QT)}",
            f"错误 {kind.__module__}.{kind.__qualname__}",
            where,
        )
    )


def noted(bug: BaseException, folder: Path | None = None) -> str:
    """Write the report of a bug to the home folder and return a sentence that says where it is."""
    log = (folder or Path.home()) / LOG
    try:
        log.write_text(crash_report(type(bug), bug.__traceback__), encoding="utf-8")
    except OSError:
        return "把所做的操作告诉维护人员。"
    return f"详情写在 {log}，其中没有登记内容，要交给维护人员。"


def _short(filename: str) -> str:
    """Return the last two parts of a path, because the folders above may contain the user's name."""
    return "/".join(filename.replace("\\", "/").split("/")[-2:])
