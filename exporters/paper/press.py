"""The one way to a PDF: lay a document out, one at a time."""

from io import BytesIO
from threading import Lock
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from exporters.paper.document import Document
from exporters.paper.pagination import laid_out
from exporters.paper.sheet import put_drawing

_press = Lock()
"""reportlab keeps the characters in use inside its font objects: two documents at once would share them."""


def printed(document: Document) -> bytes:
    """Return a document as PDF/A-2a and PDF/UA-1, byte for byte the same for the same document.

    A character that no font has is drawn as its code point in a frame; no paper is refused for one.
    """
    with _press:
        return laid_out(document)


def printed_drawing(drawing: Any, margin: float) -> bytes:
    """Return a drawing of the graphics library as a PDF page just large enough; ``margin`` points stay free around."""
    file = BytesIO()
    size = (drawing.width + 2 * margin, drawing.height + 2 * margin)
    with _press:
        canvas: Any = Canvas(file, pagesize=size, invariant=1)
        put_drawing(drawing, canvas, margin, margin)
        canvas.save()
    return file.getvalue()
