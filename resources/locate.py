"""Where the program's own data lie: beside the source, or inside a frozen build."""

from importlib.resources import files
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder: ``resource_path("fonts", "FandolFang-gbk.ttf")``.

    Works from source and frozen, because both keep ``resources`` as a real folder. A missing file is a fault of the
    installation and shows when it is opened.
    """
    return Path(str(files("resources"))).joinpath(*parts)
