"""Whether a file is sound: its pages, its references, its journal and its attachments."""

from pathlib import Path

from disclosure.errors import FileDamagedError
from tasks.files import opened


def damage(path: Path) -> list[str]:
    """Return what is wrong with a file, one sentence each; nothing where it is sound.

    Raises FileUnavailableError where it cannot be looked at: missing, in use, of another program.
    """
    try:
        with opened(path) as registers:
            return registers.verify()
    except FileDamagedError as damaged:
        return [str(damaged)]
