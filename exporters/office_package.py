"""Office files are zip archives, which record when and on which system they were made; here none of ours does."""

import struct
from typing import IO
from zipfile import ZipFile

_LOCAL_TIME, _CENTRAL_TIME = 10, 12
_SYSTEM, _ATTRIBUTES = 5, 38
_LENGTHS, _HEAD = 28, 46
_FIRST_OF_1980 = struct.pack("<HH", 0, (1 << 5) | 1)
"""Midnight, 1 January: the earliest time an archive can record."""
_UNIX, _READ_AND_WRITE = 3, struct.pack("<L", 0o600 << 16)


def settle(package: IO[bytes]) -> None:
    """Set the same time, system and permissions for every entry of a finished archive, without touching the contents.

    The headers are rewritten in place, so that a workbook of a million rows is not compressed a second time.
    """
    with ZipFile(package) as archive:
        entries, place = archive.infolist(), archive.start_dir
    for entry in entries:
        _put(package, entry.header_offset + _LOCAL_TIME, _FIRST_OF_1980)
        _put(package, place + _SYSTEM, bytes([_UNIX]))
        _put(package, place + _CENTRAL_TIME, _FIRST_OF_1980)
        _put(package, place + _ATTRIBUTES, _READ_AND_WRITE)
        package.seek(place + _LENGTHS)
        place += _HEAD + sum(struct.unpack("<HHH", package.read(6)))


def _put(package: IO[bytes], place: int, content: bytes) -> None:
    package.seek(place)
    package.write(content)
