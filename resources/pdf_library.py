"""The lock for the library that reads and renders PDF, which is not thread-safe."""

from threading import RLock

PDF_LIBRARY = RLock()
"""Held during every use of pdfium: documents are read back in one thread while another renders a preview."""
