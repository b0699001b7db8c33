"""Opening and making files: the two ways to the door."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from storage.connection import connect, create
from storage.registers import Registers, local_now


def open_registers(
    path: Path | str, *, create: bool = False, now: Callable[[], datetime] = local_now, by: str = ""
) -> Registers:
    """Open a file; with ``create`` make it where there is none.

    Raises FileUnavailableError with one Chinese sentence where the file is missing, open elsewhere, not ours, damaged
    or newer. A file that cannot be written opens read-only.
    """
    path = Path(path)
    if create and not path.exists():
        return create_registers(path, now=now, by=by)
    return Registers(connect(path), now=now, by=by)


def create_registers(path: Path | str, *, now: Callable[[], datetime] = local_now, by: str = "") -> Registers:
    """Make a new, empty file and open it; raises FileUnavailableError where it exists or cannot be made."""
    return Registers(_create(Path(path)), now=now, by=by)


_create = create
