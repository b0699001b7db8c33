"""The sample for tests: made once, as it is on a fixed day, and copied; its oldest year is 2023."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tasks.sample import make_sample

SAMPLE_DAY = date(2025, 6, 18)
"""A Wednesday of a year whose arrangements are known."""

SEED_YEAR, LAST_YEAR = 2023, 2024
"""The year with 16 releases and one request, and the full one after it."""


@cache
def _kept() -> "TemporaryDirectory[str]":
    folder = TemporaryDirectory(prefix="sample-", ignore_cleanup_errors=True)
    make_sample(Path(folder.name, "示例.sqlite"), SAMPLE_DAY)
    return folder


def copy_of_sample(path: Path) -> Path:
    """Put the sample where a test wants it, and return where."""
    return Path(shutil.copy(Path(_kept().name, "示例.sqlite"), path))
