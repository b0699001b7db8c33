"""Printing to streams that may fail: a closed pipe, a full disk."""

import os
import sys
from typing import TextIO

from disclosure.errors import DisclosureError


def say(text: object, stream: TextIO | None = None) -> None:
    """Print a text, by default on standard output, and flush it.

    Raises DisclosureError where it cannot be written, though the work before it is done, and BrokenPipeError for a
    closed pipe. After either, the rest of the buffer is dropped, so that it is not tried again at exit.
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
    """Discard what a stream has buffered, and everything printed to it from now on."""
    try:
        nowhere, kept = os.open(os.devnull, os.O_WRONLY), stream.fileno()
    except OSError:  # the stream has no file descriptor
        return
    os.dup2(nowhere, kept)
    os.close(nowhere)
