"""A disk of 3 MB, and filling it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real one where the tests may mount, else the test is skipped."""
    folder = tmp_path / "小盘"
    folder.mkdir()
    mounted = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], check=False, capture_output=True
        )
        if shutil.which("mount")
        else None
    )
    if mounted is None or mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_disk(folder: Path, leave: int) -> Path:
    """Fill a disk but for some bytes."""
    ballast = folder / "占满"
    with ballast.open("wb") as stream:
        free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_bsize
        stream.write(bytes(max(0, free - leave)))
    return ballast


def present(folder: Path) -> dict[str, int]:
    """Return the files of a folder and their sizes, but for SQLite's own journal of the open file."""
    return {each.name: each.stat().st_size for each in folder.iterdir() if not each.name.endswith("-journal")}
