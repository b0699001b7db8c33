"""Reading a file from outside, with its name in every error, as it may be the wrong one."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disclosure.errors import SourceUnreadableError


def outside_bytes(path: Path) -> bytes:
    """Return the bytes of a file from outside; raises OSError for anything but a regular one: a pipe never ends."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a plain file", str(path))
    return path.read_bytes()


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Prefix any SourceUnreadableError raised meanwhile with the name of the file."""
    try:
        yield
    except SourceUnreadableError as reason:
        raise SourceUnreadableError(f"“{path.name}”：{reason}") from reason
