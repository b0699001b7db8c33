"""The lock of the library that reads and draws PDF: it is not made for several threads, whoever calls it."""

from threading import RLock

PDF_LIBRARY = RLock()
"""Held around every use of pdfium; papers are read back in one thread while another draws what is looked at."""
