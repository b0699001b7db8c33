"""Stop with one sentence if this Python cannot run the program; readable by any Python 3.

The supported versions are those in ``requires-python`` of pyproject.toml. ``tomllib`` is too new to be used here.
"""

import io
import os
import re
import sys

PYPROJECT = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "pyproject.toml")


def served() -> range:
    """Return the minor versions of Python 3 that pyproject.toml allows, as a range."""
    with io.open(PYPROJECT, encoding="utf-8") as lines:
        least, beyond = re.findall(r'^requires-python = ">=3\.(\d+),<3\.(\d+)"', lines.read(), re.MULTILINE)[0]
    return range(int(least), int(beyond))


def main() -> "str | None":
    """Return None if this Python is supported, else the sentence to stop with."""
    fit = ["3.{}".format(minor) for minor in served()]
    here = "{}.{}".format(*sys.version_info[:2])
    if here in fit:
        return None
    return "This is Python {}; Python {} or {} is needed. Name another: make PYTHON=python{} run".format(
        here, ", ".join(fit[:-1]), fit[-1], fit[0]
    )


if __name__ == "__main__":
    sys.exit(main())
