"""Envelopes (GB/T 1416): postcode boxes and the addressee at the left and middle, the office at the lower right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from disclosure.errors import ExportError
from exporters.paper import archive, fonts
from exporters.paper.document import Document
from exporters.paper.fonts import Face
from exporters.paper.grid import MILLIMETRE
from exporters.paper.setting import Align, SetText, Style
from exporters.paper.sheet import Pen
from exporters.read_back.lines import Kind, Line, bare, difference
from exporters.read_back.pdf import read_pages
from exporters.read_back.proving import refuse

_SIZE, _SMALL, _NAME = 14.0, 11.0, 18.0
_LEADING, _ANY_WIDTH = 1.6, 10_000.0
_SMALLEST, _MOST_LINES = 8, 2
_POSTCODE_DIGITS = 6
_BOX, _BOX_STEP = 7.0, 9.0
"""Size and spacing of the postcode boxes, in millimetres."""


class EnvelopeSize(Enum):
    """The envelopes offices use: width and height in millimetres."""

    DL = (220.0, 110.0)
    C5 = (229.0, 162.0)


@dataclass(frozen=True)
class Envelope:
    """Sender and receiver; ``name`` is the receiver, the rest as printed."""

    name: str
    address: str
    postcode: str
    sender: str
    sender_address: str = ""
    sender_postcode: str = ""


def envelopes_pdf(envelopes: Sequence[Envelope], size: EnvelopeSize, dated_on: date) -> bytes:
    """Return one page per envelope; raises ExportError if there is none, or one without name or address.

    They are read back after drawing.
    """
    if not envelopes:
        raise ExportError("没有要打印的信封，要先选择文书。")
    for envelope in envelopes:
        if not envelope.name or not envelope.address:
            raise ExportError(f"“{envelope.name or '收件人'}”没有姓名或者地址，不能打印信封，要先在台账中补上。")
    width, height = (side * MILLIMETRE for side in size.value)
    target = BytesIO()
    canvas: Any = Canvas(
        target, pagesize=(width, height), invariant=True, initialFontName=fonts.registered("fang").fontName
    )
    archive.describe(canvas, Document("信封", dated_on, (), author=envelopes[0].sender))
    pen = Pen(canvas)
    for envelope in envelopes:
        _draw(pen, envelope, width, height)
        canvas.showPage()
    canvas.save()
    content = target.getvalue()
    pages, fault = read_pages(content)
    wanted = []
    for one in envelopes:  # from top to bottom, the sender's lines from the last up
        postcode = f"邮政编码{one.sender_postcode}" if one.sender_postcode else ""
        receiver = f"{one.postcode[:_POSTCODE_DIGITS]}{one.address}{one.name}收"
        wanted.append(Line(Kind.TEXT, (bare(f"{receiver}{postcode}{one.sender_address}{one.sender}"),)))
    refuse(fault or difference(wanted, [Line(Kind.TEXT, (page,)) for page in pages]))
    return content


def _draw(pen: Pen, envelope: Envelope, width: float, height: float) -> None:
    side, postcode = _BOX * MILLIMETRE, envelope.postcode
    pen.canvas.setLineWidth(0.6)
    for place in range(_POSTCODE_DIGITS):
        x, y = (12 + place * _BOX_STEP) * MILLIMETRE, height - 18 * MILLIMETRE
        pen.canvas.rect(x, y, side, side)
        if place < len(postcode):
            pen.draw(_line(postcode[place], _SIZE, _ANY_WIDTH).runs(x + side * 0.3, y + side * 0.25))
    left, room, top = width * 0.16, width * 0.76, height - 36 * MILLIMETRE
    top = _below(pen, _fitted(envelope.address, _SIZE, room, _MOST_LINES), left, top)
    _below(pen, _fitted(f"{envelope.name}　收", _NAME, room - 2 * _SIZE, _MOST_LINES), left + 2 * _SIZE, top - 4)
    left, bottom = width * 0.45, 8 * MILLIMETRE
    postcode = f"邮政编码　{envelope.sender_postcode}" if envelope.sender_postcode else ""
    for text in filter(None, (postcode, envelope.sender_address, envelope.sender)):  # the last line is lowest
        line = _fitted(text, _SMALL, width * 0.5, 1)
        bottom += line.height
        _below(pen, line, left, bottom)


def _below(pen: Pen, text: SetText, left: float, top: float) -> float:
    """Draw a text below a position and return the position below the text."""
    baseline = top - text.style.leading / 2 - text.style.size * 0.36
    pen.draw(text.runs(left, baseline))
    return top - text.height


def _fitted(text: str, size: float, width: float, lines: int) -> SetText:
    """Return a text in at most ``lines`` lines if a smaller type makes it possible, else in as many as it needs."""
    tried = (_line(text, points, width) for points in (size, *range(int(size) - 1, _SMALLEST - 1, -1)))
    first = next(tried)
    return next((one for one in (first, *tried) if len(one.lines) <= lines), _line(text, _SMALLEST, width))


def _line(text: str, size: float, width: float) -> SetText:
    return SetText(text, Style(Face.FANG, size, _LEADING * size, size, align=Align.LEFT), width)
