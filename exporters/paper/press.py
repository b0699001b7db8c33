"""The one way to a PDF: lay a document out, one at a time."""

from threading import Lock

from exporters.paper.document import Document
from exporters.paper.flow import laid_out

_press = Lock()
"""reportlab keeps the characters in use inside its font objects: two documents at once would share them."""


def printed(document: Document) -> bytes:
    """Return a document as PDF/A-2a and PDF/UA-1, byte for byte the same for the same document.

    Raises ExportError naming the characters that no font has.
    """
    with _press:
        return laid_out(document)
