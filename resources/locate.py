"""The location of the program's own data: beside the source, or inside a frozen build."""

from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder: ``resource_path("fonts", "FandolFang-gbk.ttf")``.

    This works from source and frozen, as both have ``resources`` as a real folder. A missing file means a broken
    installation, and raises when it is opened.
    """
    return Path(__file__).with_name(parts[0]).joinpath(*parts[1:])
