"""The lock for drawing documents."""

from threading import Lock

DRAWING = Lock()
"""Documents are drawn, read back and rendered one at a time, as the PDF library is not thread-safe."""
