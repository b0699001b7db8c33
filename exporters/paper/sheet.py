"""The sheets drawn on: text, rules, marks of the logical structure, bookmarks, pages."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from exporters.paper import archive, fonts, grid
from exporters.paper.document import Document
from exporters.paper.structure import Element, Structure

_RULE = 0.5


class Run(NamedTuple):
    """A stretch of text of one font and tracking; its left end and baseline in points from the lower left."""

    left: float
    baseline: float
    font: str
    size: float
    tracking: float
    text: str


class Sheet:
    """A PDF under construction, one page at a time."""

    def __init__(self, document: Document) -> None:
        self.structure = Structure()
        self._file, self._bookmarks = BytesIO(), 0
        self._canvas: Any = Canvas(
            self._file,
            pagesize=(grid.PAGE_WIDTH, grid.PAGE_HEIGHT),
            pageCompression=1,
            pdfVersion=(1, 7),
            lang="zh-CN",
            invariant=1,
            initialFontName=fonts.registered("fang").fontName,
        )
        archive.describe(self._canvas, document)

    @property
    def page(self) -> int:
        """The number of the page being drawn, from 1."""
        return int(self._canvas.getPageNumber())

    def turn(self) -> None:
        """Close the page and begin the next."""
        self._canvas.showPage()

    def finished(self) -> bytes:
        """Close the last page and return the file."""
        self.turn()
        archive.seal(self._canvas, self.structure)
        self._canvas.save()
        return self._file.getvalue()

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Let what is drawn now belong to an element."""
        self._write(f"/{element.tag} <</MCID {self.structure.mark(element, self.page - 1)}>> BDC")
        yield
        self._write("EMC")

    @contextmanager
    def artifact(self, kind: str) -> Iterator[None]:
        """Let what is drawn now be no part of the text: ``Pagination`` or ``Layout``."""
        self._write(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._write("EMC")

    def text(self, runs: Iterable[Run]) -> None:
        """Draw runs of text; a run that begins where the last one ended only goes on."""
        font, tracking, edge, baseline = "", 0.0, -1.0, -1.0
        self._write("BT 0 Tc")
        for run in runs:
            if abs(run.left - edge) > 0.002 or run.baseline != baseline:  # noqa: PLR2004 - a hair's breadth
                self._write(f"1 0 0 1 {run.left:.3f} {run.baseline:.3f} Tm")
            if run.tracking != tracking:
                self._write(f"{run.tracking:.4f} Tc")
            font = self._show(run, font)
            tracking, baseline = run.tracking, run.baseline
            edge = run.left + self._advance(run)
        self._write("ET")

    def _show(self, run: Run, current: str) -> str:
        """Write one run, changing to the parts of its font as needed; return the font now set."""
        font, document = fonts.registered(run.font), self._canvas._doc
        for part, codes in font.splitString(run.text, document):
            wanted = f"{font.getSubsetInternalName(part, document)} {run.size:g} Tf"
            if wanted != current:
                self._write(wanted)
                current = wanted
            self._write(f"<{codes.hex()}> Tj")
        return current

    def _advance(self, run: Run) -> float:
        widths = fonts.registered(run.font).face.charWidths
        ems = sum(widths[ord(letter)] for letter in run.text) / 1000
        return float(ems * run.size + run.tracking * len(run.text))

    def rules(self, lines: Iterable[tuple[float, float, float, float]]) -> None:
        """Draw thin black lines from (x, y) to (x, y)."""
        self._write(f"{_RULE} w 0 G 2 J")
        for left, bottom, right, top in lines:
            self._write(f"{left:.3f} {bottom:.3f} m {right:.3f} {top:.3f} l S")

    def drawing(self, drawing: Any, left: float, bottom: float) -> None:
        """Draw a drawing of the graphics library, its lower left corner at a place."""
        from reportlab.graphics import renderPDF  # noqa: PLC0415 - most papers have none

        renderPDF.draw(drawing, self._canvas, left, bottom)

    def bookmark(self, text: str, rank: int, top: float) -> None:
        """Let the outline lead here; ``rank`` counts from 0 and may be only one deeper than the last."""
        self._bookmarks += 1
        key = f"heading-{self._bookmarks}"
        self._canvas.bookmarkHorizontal(key, 0, top)
        self._canvas.addOutlineEntry(text, key, level=rank, closed=0)

    def _write(self, operators: str) -> None:
        self._canvas._code.append(operators)
