"""A PDF of small pages, each with a number of somebody's in its middle: what is to be covered."""

from collections.abc import Callable
from io import BytesIO
from typing import cast

import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
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


def in_rare_characters() -> bytes:
    """A page with 𠮷田, of which the first lies beyond the 65,536 a PDF tells in one."""
    words = DecodedStreamObject()
    words.set_data(
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        b"2 beginbfchar <41> <D842DFB7> <42> <7530> endbfchar endcmap"
    )
    writer = pypdf.PdfWriter(clone_from=BytesIO(page(lambda canvas: canvas.drawString(100, 200, "AB"))))
    font = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    told = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in font.items()})
    told[NameObject("/ToUnicode")] = writer._add_object(words)
    fonts = cast("DictionaryObject", cast("DictionaryObject", writer.pages[0]["/Resources"])["/Font"])
    for name in list(fonts):
        fonts[NameObject(name)] = told
    file = BytesIO()
    writer.write(file)
    return file.getvalue()
