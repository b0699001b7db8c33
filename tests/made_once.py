"""What takes long to make and is only copied: made once in a run, by whichever of its processes needs it first."""

import os
from collections.abc import Callable
from pathlib import Path

FOLDER = "DISCLOSURE_DESK_MADE_ONCE"
"""The variable that names the folder of the run; without it everybody makes it for himself."""


def made_once(name: str, make: Callable[[], bytes]) -> bytes:
    """Return the bytes another process of this run has made under a name, or make them."""
    if FOLDER not in os.environ:
        return make()
    path = Path(os.environ[FOLDER], name)
    if not path.exists():
        aside = path.with_name(f"{name}-{os.getpid()}")
        aside.write_bytes(make())
        aside.replace(path)
    return path.read_bytes()
