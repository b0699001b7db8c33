"""A PDF of small pages, each with a number of somebody's in its middle: what is to be covered."""

from collections.abc import Callable
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from disclosure.cases.redaction import Place

SECRET = "13800001234"
WIDE, HIGH = 400.0, 300.0
SPOT: Place = (90, 90, 310, 130)
"""Where the secret stands, from the upper left."""


def page(draw: Callable[[Canvas], object] = lambda _canvas: None, pages: int = 1) -> bytes:
    """A PDF of small pages with the secret on each, and whatever else is drawn."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDE, HIGH), invariant=1)
    canvas.setTitle(SECRET)
    canvas.setAuthor(SECRET)
    for _ in range(pages):
        canvas.setFont("Helvetica", 24)
        canvas.drawString(100, HIGH - 120, SECRET)
        canvas.drawString(100, 40, "stays")
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
