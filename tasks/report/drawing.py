"""What draws papers, and takes turns."""

from threading import Lock

DRAWING = Lock()
"""Papers are drawn, read back and looked at one at a time: the library that reads PDF is not made for two threads."""
