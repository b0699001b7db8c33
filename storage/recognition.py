"""Whether bytes that no longer open were a file of ours; looked at only after SQLite has given the file up."""

from pathlib import Path

from storage.schema import APPLICATION_ID

_HEADER = b"SQLite format 3\x00"
_MARK_AT = slice(68, 72)
_TABLE = b"CREATE TABLE journal_values"
"""No other program's file holds this; it stands in the first pages."""

_LOOKED_AT = 1 << 20


def was_ours(path: Path) -> bool:
    """Whether a file begins as ours do, or still holds our schema: then it is damaged, and not another program's."""
    try:
        with path.open("rb") as stream:
            beginning = stream.read(_LOOKED_AT)
    except OSError:
        return False
    mark = APPLICATION_ID.to_bytes(4, "big")
    is_marked = beginning.startswith(_HEADER) and mark.startswith(beginning[_MARK_AT])
    return is_marked or _TABLE in beginning
