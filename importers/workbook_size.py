"""The size of a workbook, measured before it is read: one over the limits is refused within seconds."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from disclosure.errors import SourceUnreadableError

_PIECE = 1024 * 1024
_CELLS = (b"<c ", b"<c>", b"<c/", b":c ")
_SHEETS, _STRINGS = "xl/worksheets/", "sharedstrings.xml"
_MOST_DEFINITIONS = 80_000
"""Start and end tags of styles, names and so on: an ordinary workbook has hundreds, a messy one thousands, and reading
a format takes a seventh of a millisecond."""


@dataclass(frozen=True)
class Limits:
    """The limits of a workbook: unpacked bytes, cells, elements in the table of texts, merged ranges."""

    unpacked: int
    cells: int
    strings: int
    merged: int


def check_size(content: bytes, limits: Limits, went_on: Callable[[], None] = lambda: None) -> None:
    """Refuse a workbook with more content than its reader can handle; ``went_on`` may raise CancelledError.

    A few hundred bytes of a zip file can stand for gigabytes; counting while unpacking takes a few seconds at most,
    while creating objects takes minutes. Raises SourceUnreadableError, and the errors of zipfile for a damaged file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
        if sum(part.file_size for part in archive.infolist()) > limits.unpacked:
            raise _too_large("展开后异常庞大")
        cells = merged = strings = definitions = 0
        for part in parts:
            name = part.filename.lower()
            is_texts = name.endswith(_STRINGS)
            # parts always read whole: styles, the list of sheets, relations
            defines = name.endswith(".rels") or (name.count("/") <= 1 and not is_texts and not name.startswith(_SHEETS))
            with archive.open(part) as stream:
                while piece := stream.read(_PIECE):
                    went_on()
                    cells += sum(map(piece.count, _CELLS))
                    merged += piece.count(b"mergeCell ")
                    strings += piece.count(b"<") if is_texts else 0
                    definitions += piece.count(b"<") if defines else 0
                    for count, most, fault in (
                        (cells, limits.cells, f"超过 {limits.cells} 个单元格"),
                        (merged, limits.merged, f"合并单元格超过 {limits.merged} 处"),
                        (strings, limits.strings, "文字异常多"),
                        (definitions, _MOST_DEFINITIONS, "样式异常多"),
                    ):
                        if count > most:
                            raise _too_large(fault)


def _too_large(what: str) -> SourceUnreadableError:
    return SourceUnreadableError(f"工作簿{what}，为安全起见没有读取，要只保留需要的工作表后另存再试。")


class WatchedBytes(io.BytesIO):
    """The bytes of a file that call back on every read, so that a library reading them can be interrupted."""

    def __init__(self, content: bytes, went_on: Callable[[], None]) -> None:
        super().__init__(content)
        self._went_on = went_on

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any stream does; exceptions of ``went_on`` propagate."""
        self._went_on()
        return super().read(size)
