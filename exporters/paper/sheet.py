"""The pages under construction: text, rules, marks of the logical structure, bookmarks."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from exporters.paper import archive, fonts, grid
from exporters.paper.document import Document
from exporters.paper.structure import Element, Structure

_RULE = 0.5
_LAST_OF_THE_PLANE = 0xFFFF
_CODE_SIZE, _UPPER_CODE, _LOWER_CODE = 0.42, 0.38, 0.02
"""Font size of a framed code point and heights of its two lines above the baseline, relative to the font size."""
_FRAME_AIR, _FRAME_DROP = 0.06, 0.12
"""The padding beside a frame, and its depth below the baseline."""


class Inked(NamedTuple):
    """A glyph of a shaped run: its font, its private character, and its position, in points."""

    font: str
    letter: str
    left: float
    baseline: float


class ShapedRun(NamedTuple):
    """A run of text drawn as placed glyphs; ``text`` is its actual text."""

    glyphs: tuple[Inked, ...]
    size: float
    text: str


class Run(NamedTuple):
    """A run of text with one font and tracking; its left end and baseline in points from the lower left."""

    left: float
    baseline: float
    font: str
    size: float
    tracking: float
    text: str


class Pen:
    """Draws text on the pages of one canvas."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self._known: dict[tuple[str, float, str], tuple[list[tuple[str, str]], float]] = {}

    def draw(self, runs: Iterable[Run | ShapedRun]) -> None:
        """Draw runs of text; a run that starts where the previous one ended is appended to it."""
        font, tracking, edge, baseline = "", 0.0, -1.0, -1.0
        write = self.canvas._code.append
        write("BT 0 Tc")
        for run in runs:
            if isinstance(run, ShapedRun) or run.font == fonts.FRAMED:
                write("ET")
                self._draw_apart(run)
                write("BT 0 Tc")
                font, tracking, edge = "", 0.0, -1.0
                continue
            if abs(run.left - edge) > 0.002 or run.baseline != baseline:  # noqa: PLR2004 - a hair's breadth
                write(f"1 0 0 1 {run.left:.3f} {run.baseline:.3f} Tm")
            if run.tracking != tracking:
                write(f"{run.tracking:.4f} Tc")
            operators, ems = self._shown(run.font, run.size, run.text)
            for wanted, shown in operators:  # switching to the subsets of its font
                if wanted != font:
                    write(wanted)
                    font = wanted
                write(shown)
            tracking, baseline = run.tracking, run.baseline
            edge = run.left + float(ems * run.size + run.tracking * len(run.text))
        write("ET")

    def _draw_apart(self, run: Run | ShapedRun) -> None:
        """Draw what is not plain characters in sequence: placed glyphs, or code points in frames."""
        if isinstance(run, Run):
            for place, letter in enumerate(run.text):
                left = run.left + place * (run.size + run.tracking)
                self._draw_code_point(letter, left, run.baseline, run.size)
            return
        write = self.canvas._code.append
        write(f"/Span <</ActualText <{_actual(run.text)}>>> BDC")
        for glyph in run.glyphs:
            write(f"BT 0 Tc 1 0 0 1 {glyph.left:.3f} {glyph.baseline:.3f} Tm")
            for wanted, shown in self._shown(glyph.font, run.size, glyph.letter)[0]:
                write(f"{wanted} {shown}")
            write("ET")
        write("EMC")

    def _draw_code_point(self, letter: str, left: float, baseline: float, size: float) -> None:
        """Draw the code point of a character in a frame of its size; search and screen readers find the character.

        So a name keeps its place in the line, and the reader sees which character the fonts lack.
        """
        code = f"{ord(letter):04X}" if ord(letter) <= _LAST_OF_THE_PLANE else f"{ord(letter):06X}"
        half, type_size = len(code) // 2, _CODE_SIZE * size
        edge, side = left + _FRAME_AIR * size, (1 - 2 * _FRAME_AIR) * size
        write = self.canvas._code.append
        write(f"/Span <</ActualText <{_actual(letter)}>>> BDC")
        write(f"{_RULE} w 0 G {edge:.3f} {baseline - _FRAME_DROP * size:.3f} {side:.3f} {side:.3f} re S")
        for digits, height in ((code[:half], _UPPER_CODE), (code[half:], _LOWER_CODE)):
            begin = left + (size - len(digits) * type_size / 2) / 2
            write(f"BT 0 Tc 1 0 0 1 {begin:.3f} {baseline + height * size:.3f} Tm")
            for wanted, shown in self._shown("latin", type_size, digits)[0]:
                write(f"{wanted} {shown}")
            write("ET")
        write("EMC")

    def _shown(self, name: str, size: float, text: str) -> tuple[list[tuple[str, str]], float]:
        """Return the operators that select a font subset and show a run of text in it, and the total width, in em.

        They are cached: a table repeats the same small figures, and a character keeps its font subset.
        """
        known = self._known.get((name, size, text))
        if known is None:
            font, document = fonts.registered(name), self.canvas._doc
            operators = [
                (f"{font.getSubsetInternalName(part, document)} {size:g} Tf", f"<{codes.hex()}> Tj")
                for part, codes in font.splitString(text, document)
            ]
            ems = sum(map(font.face.charWidths.__getitem__, map(ord, text))) / 1000
            known = self._known[name, size, text] = operators, ems
        return known


def _actual(text: str) -> str:
    return f"\ufeff{text}".encode("utf-16-be", "surrogatepass").hex().upper()


def put_drawing(drawing: Any, canvas: Any, left: float, bottom: float) -> None:
    """Draw a reportlab drawing on a canvas, with its lower left corner at a position."""
    from reportlab.graphics import renderPDF  # noqa: PLC0415 - most papers have none

    renderPDF.draw(drawing, canvas, left, bottom)


class Sheet:
    """A PDF under construction, one page at a time."""

    def __init__(self, document: Document) -> None:
        self.area = grid.page_area(lies_across=document.lies_across)
        self.structure = Structure()
        self._file, self._bookmarks = BytesIO(), 0
        self._canvas: Any = Canvas(
            self._file,
            pagesize=(self.area.width, self.area.height),
            pageCompression=1,
            pdfVersion=(1, 7),
            lang="zh-CN",
            invariant=True,
            initialFontName=fonts.registered("fang").fontName,
        )
        self._pen = Pen(self._canvas)
        archive.describe(self._canvas, document)

    @property
    def page(self) -> int:
        """The number of the current page, from 1."""
        return int(self._canvas.getPageNumber())

    def turn(self) -> None:
        """Finish the page and start the next."""
        self._canvas.showPage()

    def finished(self) -> bytes:
        """Finish the last page and return the file."""
        self.turn()
        archive.seal(self._canvas, self.structure)
        self._canvas.save()
        return self._file.getvalue()

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Assign everything drawn inside the block to an element."""
        self._write(f"/{element.tag} <</MCID {self.structure.mark(element, self.page - 1)}>> BDC")
        yield
        self._write("EMC")

    @contextmanager
    def artifact(self, kind: str) -> Iterator[None]:
        """Mark everything drawn inside the block as not part of the text: ``Pagination`` or ``Layout``."""
        self._write(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._write("EMC")

    def text(self, runs: Iterable[Run | ShapedRun]) -> None:
        """Draw runs of text."""
        self._pen.draw(runs)

    def rules(self, lines: Iterable[tuple[float, float, float, float]]) -> None:
        """Draw thin black lines from (x, y) to (x, y)."""
        self._write(f"{_RULE} w 0 G 2 J")
        self._canvas._code += [
            f"{left:.3f} {bottom:.3f} m {right:.3f} {top:.3f} l S" for left, bottom, right, top in lines
        ]

    def drawing(self, drawing: Any, left: float, bottom: float) -> None:
        """Draw a reportlab drawing, with its lower left corner at a position."""
        put_drawing(drawing, self._canvas, left, bottom)

    def bookmark(self, text: str, rank: int, top: float) -> None:
        """Add an outline entry that leads here; ``rank`` counts from 0 and may be at most one deeper than the last."""
        self._bookmarks += 1
        key = f"heading-{self._bookmarks}"
        self._canvas.bookmarkHorizontal(key, 0, top)
        self._canvas.addOutlineEntry(text, key, level=rank, closed=0)

    def _write(self, operators: str) -> None:
        self._canvas._code.append(operators)
