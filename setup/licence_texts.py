"""Collect the licences beside the built program: LICENSE, NOTICES, and the texts of everything included.

``build.spec`` calls ``lay_out`` when the folder is built. Texts are copied from their own packages (the installed
distribution, the system package), so that they always belong to the versions in the folder.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
DOCUMENTATION = Path("/usr/share/doc")
_PIN = re.compile(r"^[A-Za-z0-9][^\s\\]*==[^\\\n]+", re.MULTILINE)
_TEXT = re.compile(r"licen[cs]e|copying|notice|authors|sboms/", re.IGNORECASE)


def locked(lock: str = "requirements.lock") -> list[Requirement]:
    """Return the pins of a lock file, in order."""
    return [Requirement(pin) for pin in _PIN.findall((ROOT / lock).read_text(encoding="utf-8"))]


def lay_out(folder: Path, libraries: Iterable[Path] = ()) -> None:
    """Write LICENSE, NOTICES and ``licences/`` into the built folder.

    ``libraries`` are the sources of the shared libraries in it. Raises ``LookupError`` if a system library belongs to a
    package without a copyright file: such a folder must not be distributed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("LICENSE", "NOTICES"):
        shutil.copy(ROOT / name, folder)
    licences = folder / "licences"
    shutil.copytree(ROOT / "licences", licences, dirs_exist_ok=True)
    for name in (*(requirement.name for requirement in locked()), "pyinstaller"):
        try:
            part = distribution(name)
        except PackageNotFoundError:  # locked for another system
            continue
        _copy_texts(part, licences / f"{part.name}-{part.version}")
    _copy_system_texts(libraries, licences / "system")


def _copy_texts(part: Distribution, folder: Path) -> None:
    for file in part.files or ():
        inside = str(file)
        # pip alone includes some thirty more packages; it is not in the folder, so neither are they
        if ".dist-info/" in inside and _TEXT.search(inside) and "/_vendor/" not in inside:
            target = folder / re.sub(r"^.*?\.dist-info/(licenses/)?", "", inside)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(str(file.locate())), target)


def _copy_system_texts(libraries: Iterable[Path], folder: Path) -> None:
    for package in sorted(set(_packages(libraries))):
        text = DOCUMENTATION / package / "copyright"
        if not text.is_file():
            raise LookupError(f"{package} is in the folder, and {text} is not on this machine")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(text, folder / f"{package}.txt")


def _packages(libraries: Iterable[Path]) -> Iterator[str]:
    """Yield the Debian package of each library that has one; a library built by hand (our own Python) has none."""
    if shutil.which("dpkg-query") is None:
        return
    for library in libraries:
        if not str(library).startswith(("/lib", "/usr")):
            continue  # it came with a Python package, whose own texts are copied
        # /lib is /usr/lib on a merged system, and dpkg knows a file by one of the two names only
        names = {library, library.resolve(), *(Path("/", *path.parts[2:]) for path in (library, library.resolve()))}
        found = subprocess.run(
            ["dpkg-query", "--search", *map(str, sorted(names))], check=False, capture_output=True, text=True
        )
        yield from (line.partition(":")[0] for line in found.stdout.splitlines()[:1])
