"""A new file, made as a copy of one that was made once: every release of the schema is run through to make one."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage import opening
from storage.registers import Registers, create_registers, local_now, open_registers


def new_registers(path: Path, *, now: Callable[[], datetime] = local_now, by: str = "") -> Registers:
    """Open a new, empty file; that one can be created is shown by tests/storage/test_opening.py."""
    path.write_bytes(_empty_file())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "try_schema", lambda _raw: None)  # it was tried when the one file was first opened
        return open_registers(path, now=now, by=by)


@cache
def _empty_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "台账.sqlite")
        create_registers(path).close()
        open_registers(path).close()
        return path.read_bytes()
