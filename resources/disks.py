"""Whether the disk a folder lies on is still there: after a stick is pulled, its empty folder may be left.

What is written into that lands on another disk, where nobody looks for it. A folder alone does not tell, so that every
disk that was used is remembered.
"""

import os
from pathlib import Path

_USED = set[Path]()


def disk_of(folder: Path) -> Path:
    """Return the place at which the disk of a folder stands in the tree of folders; the root for the first disk."""
    resolved = folder.resolve()
    return next((each for each in (resolved, *resolved.parents) if os.path.ismount(each)), Path(resolved.anchor))


def remember_disk(place: Path) -> None:
    """Remember that a disk stands, or once stood, at a place."""
    _USED.add(place)


def is_pulled(folder: Path) -> bool:
    """Whether a folder belongs to a disk that was used and does not stand at its place any more."""
    resolved = folder.resolve()
    gone = (each for each in tuple(_USED) if resolved.is_relative_to(each))
    return any(not os.path.ismount(os.path.join(each, ".")) for each in gone)  # with ".", one mounted on demand is
