"""What SQLite and the file system report, as one Chinese sentence each; anything unknown stays a programming error."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from disclosure.errors import (
    CancelledError,
    DisclosureError,
    FileDamagedError,
    FileUnavailableError,
    UnreadableValueError,
)
from storage.schema import APPLICATION_ID

_SENTENCES: Mapping[str, str] = {
    "SQLITE_BUSY": "“{name}”已被另一个窗口或程序打开，要先在那里关闭它，再重试。",
    "SQLITE_LOCKED": "“{name}”已被另一个窗口或程序打开，要先在那里关闭它，再重试。",
    "SQLITE_NOTADB": "“{name}”不是信息公开工作台的数据文件，要选择正确的文件。",
    "SQLITE_CORRUPT": "“{name}”已损坏，不要再改动它，用“从备份恢复”取回最近一份完好的备份。",
    "SQLITE_READONLY": "“{name}”所在位置只能读取、不能写入，把它复制到自己的文件夹后再修改。",
    "SQLITE_FULL": "磁盘空间不足，{undone}；腾出空间后再试一次。",
    "SQLITE_IOERR": "读写“{name}”时磁盘出错，{undone}；检查磁盘或移动存储是否仍然连接。",
    "SQLITE_CANTOPEN": "打不开“{name}”，检查文件和所在文件夹是否存在、是否有权限读取。",
    "SQLITE_PERM": "没有权限打开“{name}”，要联系文件的所有者。",
    "SQLITE_AUTH": "没有权限打开“{name}”，要联系文件的所有者。",
}

_HEADER = b"SQLite format 3\x00"
_MARK_AT = slice(68, 72)
_TABLE = b"CREATE TABLE journal_values"
"""Text in the first pages of every file of this program, and of no other's."""

_LOOKED_AT = 1 << 20

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_INTERRUPTED_AT_ITS_START = "vtable constructor failed: json_each"
"""How an interrupt surfaces if it hits a statement while SQLite sets up ``json_each``."""

_CLOSED_MEANWHILE = "Cannot operate on a closed database."
"""What a worker gets that starts reading just as the file is closed: its result is not wanted any more."""

_UNDECODABLE = "Could not decode to UTF-8"
"""Python's message about damaged text; it has no error code."""


def known_error(error: sqlite3.Error, path: Path, *, is_save: bool = False) -> DisclosureError | None:
    """Return the error for the user by SQLite's error code, or None if it is a bug of this program.

    Its sentence says that nothing was saved only if ``is_save``.
    """
    code = getattr(error, "sqlite_errorname", "")
    if code == "SQLITE_INTERRUPT" or str(error) in (_INTERRUPTED_AT_ITS_START, _CLOSED_MEANWHILE):
        return CancelledError()
    if not code and str(error).startswith(_UNDECODABLE):
        code = "SQLITE_CORRUPT"
    family = "_".join(code.split("_")[:2])
    sentence = _SENTENCES.get(family)
    kind = FileDamagedError if family in _DAMAGE else FileUnavailableError
    undone = "这次改动没有保存" if is_save else "没有做成"
    return kind(sentence.format(name=path.name, undone=undone)) if sentence else None


@contextmanager
def known_errors(path: Path, *, is_save: bool = False) -> Iterator[None]:
    """Turn what SQLite reports about the file into a FileUnavailableError or CancelledError.

    A lone surrogate, from a damaged text, has no bytes: it is an UnreadableValueError.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        told = f"文字里有半个字符（编码 {ord(half):X}），它不能保存，也查不到；删掉它再试。"
        raise UnreadableValueError(told) from error
    except sqlite3.Error as error:
        known = known_error(error, path, is_save=is_save)
        if known is None:
            raise
        raise known from error


@contextmanager
def nothing_but_damage(path: Path) -> Iterator[None]:
    """Treat every other SQLite error as damage, too: for statements that never fail on a sound file.

    What is not a database (any more) counts as damaged only if it was a file of this program.
    """
    try:
        with known_errors(path):
            yield
    except FileDamagedError as error:
        if getattr(error.__cause__, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise not_ours(path) from error.__cause__
        raise
    except (sqlite3.Error, UnicodeDecodeError) as error:  # UnicodeDecodeError: a message quoting damaged bytes
        raise damaged(path) from error


def unreadable(path: Path) -> FileUnavailableError:
    """Return the error for a file that the system does not let us read."""
    return FileUnavailableError(_SENTENCES["SQLITE_CANTOPEN"].format(name=path.name))


def damaged(path: Path) -> FileDamagedError:
    """Return the error for a damaged file."""
    return FileDamagedError(_SENTENCES["SQLITE_CORRUPT"].format(name=path.name))


def not_ours(path: Path) -> FileUnavailableError:
    """Return the error for a file without our mark: damaged if it was ours, otherwise of another program."""
    return damaged(path) if was_ours(path) else FileUnavailableError(_SENTENCES["SQLITE_NOTADB"].format(name=path.name))


def was_ours(path: Path) -> bool:
    """Whether a file begins like ours, or still holds our schema: then it is damaged, not another program's."""
    if not os.path.isfile(path):  # whoever opens a pipe waits for ever
        return False
    try:
        with path.open("rb") as stream:
            beginning = stream.read(_LOOKED_AT)
    except OSError:
        return False
    mark = APPLICATION_ID.to_bytes(4, "big")
    is_marked = beginning.startswith(_HEADER) and mark.startswith(beginning[_MARK_AT])
    return is_marked or _TABLE in beginning
