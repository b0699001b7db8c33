"""Compound files (OLE2), in which older versions of Office and WPS store their streams."""

import io
from collections.abc import Container, Mapping
from typing import TypeAlias

import olefile

from disclosure.errors import SourceUnreadableError

_WANTED = frozenset({"WordDocument", "0Table", "1Table", "Data", "Workbook", "Book"})
Path: TypeAlias = tuple[str, ...]
"""The path of a stream: the names of its folders, then its own."""


def streams_of(content: bytes) -> Mapping[str, bytes]:
    """Return the top-level streams of a compound file by name; those not needed for texts and workbooks are empty.

    Raises SourceUnreadableError for a damaged file.
    """
    return {path[0]: stream for path, stream in _streams(content, _WANTED).items() if len(path) == 1}


def all_streams(content: bytes) -> Mapping[Path, bytes]:
    """Return every stream of a compound file by its path. Raises SourceUnreadableError for a damaged file."""
    return _streams(content, None)


def _streams(content: bytes, wanted: Container[str] | None) -> Mapping[Path, bytes]:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            read = [path for path in file.listdir() if wanted is None or path[0] in wanted]
            claimed = (file.num_mini_fat_sectors * file.sector_size, file.root.size, *map(file.get_size, read))
            if max(claimed) > len(content):  # a few bytes may claim gigabytes by using one sector again and again
                raise ValueError(claimed)
            return {tuple(path): file.openstream(path).read() if path in read else b"" for path in file.listdir()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError) as fault:
        raise SourceUnreadableError("这个旧格式的文件已损坏，要用 WPS 另存为 .docx 或 .xlsx 后再试。") from fault
