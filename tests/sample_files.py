"""The sample as it is on a fixed day, made once and copied: filling it takes longer than most tests of it."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tasks.sample import make_sample
from tests.made_once import made_once

SAMPLE_DAY = date(2025, 6, 18)
"""A Wednesday of a year whose arrangements are known."""

SEED_YEAR, LAST_YEAR = 2023, 2024
"""The year with 16 releases and one request, and the full one after it."""


def sample_at(path: Path) -> Path:
    """Put the sample at a path, and return it; how it is made is shown by tests/tasks/test_sample.py."""
    path.write_bytes(_sample_file())
    return path


@pytest.fixture
def sample_day(monkeypatch: pytest.MonkeyPatch) -> date:
    """A day on which the program that opens the sample gets it as a copy."""

    def copied(path: Path, today: date) -> Path:
        assert today == SAMPLE_DAY
        return sample_at(path)

    monkeypatch.setattr("tasks.sample.make_sample", copied)
    return SAMPLE_DAY


@cache
def _sample_file() -> bytes:
    return made_once("sample", _new_sample)


def _new_sample() -> bytes:
    with TemporaryDirectory() as folder:
        return make_sample(Path(folder, "示例.sqlite"), SAMPLE_DAY).read_bytes()
