"""What the program is called and which version it is: told here once, asked by everybody who says it."""

import sys
from pathlib import Path

DISTRIBUTION = "disclosure-desk"
UNKNOWN = "版本不明"
SUFFIX = ".xxgk"
"""What a new registers' file ends in: an ending of its own, for a double click; ``.sqlite`` opens as well."""
_DECLARED = Path(__file__).parents[1] / "pyproject.toml"


def version() -> str:
    """Return the version that ``pyproject.toml`` declares: the one beside the source, or inside the frozen build.

    A program installed by pip has no such file, but its metadata, which pip wrote from it. The file comes first: beside
    a source that was changed since, the metadata are old.
    """
    import tomllib  # noqa: PLC0415 - no start waits for it

    try:
        project = tomllib.loads(_DECLARED.read_text(encoding="utf-8"))["project"]
        if project["name"] == DISTRIBUTION:  # in site-packages it may be anybody's
            return str(project["version"])
    except (OSError, ValueError, KeyError):
        pass
    return installed_version(DISTRIBUTION)


def installed_version(package: str) -> str:
    """Return the version of an installed package; never a guess: one that is not known is said to be unknown."""
    from importlib import metadata  # noqa: PLC0415 - takes longer to load than most commands to run

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return UNKNOWN


def program_name() -> str:
    """Return what is typed to start the program: ``main.py``, or whatever the frozen program's file is called."""
    return Path(sys.argv[0]).name if getattr(sys, "frozen", False) else "main.py"


def portable_folder() -> Path | None:
    """Return the folder ``portable`` beside the frozen program, in which all is kept where there is one; else None."""
    folder = Path(sys.executable).parent / "portable"
    return folder if getattr(sys, "frozen", False) and folder.is_dir() else None
