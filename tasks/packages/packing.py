"""Folders of papers that go out as a whole: finished or not there at all, packed beside it, each file with its hash."""

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from disclosure.errors import ExportError
from exporters.sheets import replaced

_ORDINARY_TIME = (1980, 1, 1, 0, 0, 0)
"""Archives carry the same times whenever they are made, so that the same papers give the same bytes."""

_UNIX = 3
"""The system an archive says it was made on: the same on Windows."""

Progress = Callable[[int, int], None]


def refuse_existing(*paths: Path) -> None:
    """Raise ExportError where one of the paths is there already."""
    for path in paths:
        if path.exists():
            raise ExportError(f"“{path}”已经存在，为免覆盖没有写入，请移走后重试或换一个位置。")


@contextmanager
def unfinished(folder: Path, archive: Path) -> Iterator[Path]:
    """Give a scratch folder, its owner's alone, that becomes ``folder`` when all went well; raises ExportError.

    What was packed into ``archive``, which was not there before, goes again where the folder cannot be put in place.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".~", dir=folder.parent, ignore_cleanup_errors=True) as scratch:
            inside = Path(scratch) / folder.name
            inside.mkdir(mode=0o700)
            yield inside
            _put_in_place(inside, folder, archive)
    except OSError as reason:
        raise ExportError(f"不能写入“{folder.parent}”，请检查文件夹是否存在、是否有写入权限和足够的空间。") from reason


def _put_in_place(inside: Path, folder: Path, archive: Path) -> None:
    try:
        inside.rename(folder)
    except OSError:
        archive.unlink(missing_ok=True)
        raise


def pack(folder: Path, name: str, archive: Path) -> None:
    """Write everything in a folder into a .zip under the folder's ``name``, in order, and read it again.

    Raises ExportError where a file is not in it as it lies in the folder.
    """
    with replaced(archive, private=True) as partial, zipfile.ZipFile(partial, "w") as packed:
        for path in files_in(folder):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _ORDINARY_TIME)
            entry.create_system = _UNIX
            packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
        packed.close()
        _refuse_unless_packed(folder, name, partial)


def _refuse_unless_packed(folder: Path, name: str, archive: Path) -> None:
    """Raise ExportError where an archive does not hold exactly the files of a folder, byte for byte."""
    wanted = {f"{name}/{path.relative_to(folder).as_posix()}": sha256_of(path) for path in files_in(folder)}
    with zipfile.ZipFile(archive) as packed:
        found = {one.filename: hashlib.sha256(packed.read(one)).hexdigest() for one in packed.infolist()}
    if list(found.items()) != list(wanted.items()):
        raise ExportError(f"打包的“{name}.zip”与文件夹中的文件不符，没有保存，请重试。")


def files_in(folder: Path) -> list[Path]:
    """Return every file below a folder in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def manifest(folder: Path, files: list[Path]) -> str:
    """Return the list ``sha256sum -c`` reads in a folder, a line a file."""
    return "".join(f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
