"""What every test may use: a real file in a folder of its own, a fixed clock, and Qt without a screen."""

import os
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from storage.registers import Registers, open_registers

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MON_4_MARCH_2024_AT_NINE = datetime(2024, 3, 4, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def fixed_now() -> datetime:
    """The clock of the tests."""
    return MON_4_MARCH_2024_AT_NINE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file of a test lies; nothing is there yet."""
    return tmp_path / "台账.sqlite"


@pytest.fixture
def registers(path: Path) -> Iterator[Registers]:
    """An open, empty file."""
    with open_registers(path, create=True, now=fixed_now, by="测试员") as opened:
        yield opened
