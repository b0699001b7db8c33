"""The sample year, made once and copied: filling it takes longer than most tests of it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tasks.sample import make_sample


def sample_at(path: Path) -> Path:
    """Put the sample year at a path, and return it; how it is made is shown by tests/tasks/test_sample.py."""
    path.write_bytes(_sample_file())
    return path


@cache
def _sample_file() -> bytes:
    with TemporaryDirectory() as folder:
        return make_sample(Path(folder, "示例.sqlite")).read_bytes()
