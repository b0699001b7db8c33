"""Where the program's own data lie: beside the source, or inside a frozen build."""

from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder: ``resource_path("fonts", "FandolFang-gbk.ttf")``.

    Works from source and frozen, because both keep ``resources`` as a real folder. A missing file is a fault of the
    installation and shows when it is opened.
    """
    return Path(__file__).with_name(parts[0]).joinpath(*parts[1:])
