"""Compound files (OLE2), in which older offices and WPS keep their streams."""

import io
from collections.abc import Mapping

import olefile

from disclosure.errors import SourceUnreadableError

_WANTED = frozenset({"WordDocument", "0Table", "1Table", "Data", "Workbook", "Book"})


def streams_of(content: bytes) -> Mapping[str, bytes]:
    """Return the streams at the top of a compound file by name; those of no text and no workbook are empty.

    Raises SourceUnreadableError for a damaged file.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            names = [path[0] for path in file.listdir() if len(path) == 1]
            return {name: file.openstream(name).read() if name in _WANTED else b"" for name in names}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError) as fault:
        raise SourceUnreadableError("这个旧格式的文件已损坏，请用 WPS 另存为 .docx 或 .xlsx 后再试。") from fault
