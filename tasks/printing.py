"""What a command prints, where nobody may be able to hear it: a pipe that was closed, a disk that is full."""

import os
import sys
from typing import TextIO

from disclosure.errors import DisclosureError


def say(text: object, stream: TextIO | None = None) -> None:
    """Print a text, on standard output unless told otherwise, and see it gone.

    Raises DisclosureError where it cannot be written: the work before it is done all the same. Whoever closed a pipe
    has heard enough: BrokenPipeError. After either, nothing that is left is tried again when the process ends.
    """
    stream = stream or sys.stdout
    try:
        print(text, file=stream, flush=True)
    except OSError as refused:
        silence(stream)
        if isinstance(refused, BrokenPipeError):
            raise
        raise DisclosureError(
            "输出写不出去（例如磁盘空间不足），后面的没有继续；在此之前要写的文件和登记都已经写好。"
        ) from refused


def silence(stream: TextIO) -> None:
    """Let what a stream still holds, and what is printed on it from now on, go nowhere."""
    try:
        nowhere, kept = os.open(os.devnull, os.O_WRONLY), stream.fileno()
    except OSError:  # no file of the system
        return
    os.dup2(nowhere, kept)
    os.close(nowhere)
