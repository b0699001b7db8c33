"""Folders of papers to hand over: written completely or not at all, with a .zip beside them and a hash of each file."""

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disclosure.errors import ExportError
from storage.whole_file import hash_of_file, whole_file, whole_folder

_ORDINARY_TIME = (1980, 1, 1, 0, 0, 0)
"""A fixed time for all files in archives, so that the same papers give the same bytes."""

_PIECE = 1024 * 1024
_UNIX = 3
"""The system an archive claims to be made on, also on Windows."""


@contextmanager
def package(folder: Path, archive: Path) -> Iterator[Path]:
    """Give a private scratch folder to fill; then pack it into a .zip and move both into place.

    Raises ExportError if either exists already or cannot be written; neither is left behind then.
    """
    for path in (folder, archive):
        if path.exists():
            raise ExportError(f"“{path}”已经存在，为免覆盖没有写入，要移走后重试或换一个位置。")
    is_packed = False
    try:
        with whole_folder(folder) as inside:
            yield inside
            with whole_file(archive, private=True) as aside:
                with zipfile.ZipFile(aside, "w") as packed:
                    for path in files_in(inside):
                        name = f"{folder.name}/{path.relative_to(inside).as_posix()}"
                        entry = zipfile.ZipInfo(name, _ORDINARY_TIME)
                        entry.create_system = _UNIX
                        entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, path.stat().st_size
                        with path.open("rb") as source, packed.open(entry, "w") as target:
                            shutil.copyfileobj(source, target, _PIECE)
                _refuse_unless_packed(inside, folder.name, aside)
            is_packed = True
    except BaseException:
        if is_packed:
            archive.unlink(missing_ok=True)
        raise


def _refuse_unless_packed(folder: Path, name: str, archive: Path) -> None:
    """Raise ExportError unless an archive holds exactly the files of a folder, byte for byte."""
    wanted = {f"{name}/{path.relative_to(folder).as_posix()}": hash_of_file(path) for path in files_in(folder)}
    with zipfile.ZipFile(archive) as packed:
        found = {}
        for one in packed.infolist():
            with packed.open(one) as stream:
                found[one.filename] = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    if list(found.items()) != list(wanted.items()):
        raise ExportError(f"打包的“{name}.zip”与文件夹中的文件不符，没有保存，再试一次。")


def files_in(folder: Path) -> list[Path]:
    """Return every file below a folder, sorted by name."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def manifest(folder: Path, files: list[Path]) -> str:
    """Return the list of hashes that ``sha256sum -c`` reads in a folder."""
    return "".join(f"{hash_of_file(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
