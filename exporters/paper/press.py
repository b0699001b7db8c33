"""Making PDFs, one document at a time."""

from io import BytesIO
from threading import Lock
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from exporters.paper.document import Document
from exporters.paper.pagination import laid_out
from exporters.paper.sheet import put_drawing

_press = Lock()
"""reportlab stores the characters in use inside its font objects: two documents at once would share them."""


def printed(document: Document) -> bytes:
    """Return a document as PDF/A-2a and PDF/UA-1, equal documents as equal bytes.

    A character that no font has is drawn as its code point in a frame; it is no reason to refuse a document.
    """
    with _press:
        return laid_out(document)


def printed_drawing(drawing: Any, margin: float) -> bytes:
    """Return a reportlab drawing as a PDF page of its size plus a ``margin`` in points."""
    file = BytesIO()
    size = (drawing.width + 2 * margin, drawing.height + 2 * margin)
    with _press:
        canvas: Any = Canvas(file, pagesize=size, invariant=1)
        put_drawing(drawing, canvas, margin, margin)
        canvas.save()
    return file.getvalue()
