"""Whatever is wrong inside a file is told with its name: who imports may have chosen another one by mistake."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from disclosure.errors import SourceUnreadableError


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Put the name of the file before the sentence of a SourceUnreadableError raised meanwhile."""
    try:
        yield
    except SourceUnreadableError as reason:
        raise SourceUnreadableError(f"“{path.name}”：{reason}") from reason
