"""The program's name and version, defined only here."""

import sys
from pathlib import Path

DISTRIBUTION = "disclosure-desk"
UNKNOWN = "版本不明"
SUFFIX = ".xxgk"
"""The suffix of a new register file, our own for double clicks; ``.sqlite`` can be opened as well."""
_DECLARED = Path(__file__).parents[1] / "pyproject.toml"


def version() -> str:
    """Return the version declared in ``pyproject.toml``, beside the source or inside the frozen build.

    A program installed by pip has only metadata, which pip made from that file. The file comes first: beside a source
    that was changed since, the metadata are outdated.
    """
    import tomllib  # noqa: PLC0415 - not needed at the start

    try:
        project = tomllib.loads(_DECLARED.read_text(encoding="utf-8"))["project"]
        if project["name"] == DISTRIBUTION:  # in site-packages it may belong to another project
            return str(project["version"])
    except (OSError, ValueError, KeyError):
        pass
    return installed_version(DISTRIBUTION)


def installed_version(package: str) -> str:
    """Return the version of an installed package, or a text saying that it is unknown, never a guess."""
    from importlib import metadata  # noqa: PLC0415 - takes longer to import than most commands to run

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return UNKNOWN


def program_name() -> str:
    """Return the command that starts the program: ``main.py``, or the name of the frozen program's file."""
    return Path(sys.argv[0]).name if getattr(sys, "frozen", False) else "main.py"


def portable_folder() -> Path | None:
    """Return the folder ``portable`` beside the frozen program, for all of its data, or None if there is none."""
    folder = Path(sys.executable).parent / "portable"
    return folder if getattr(sys, "frozen", False) and folder.is_dir() else None
