"""Writing charts to files of any kind, read back and compared before they replace an existing file."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
from PIL import Image

from disclosure.charts import Chart
from disclosure.errors import ExportError
from disclosure.wording import as_text
from exporters.charts.drawing import drawn, drawn_apart
from exporters.charts.svg import svg
from exporters.paper import grid
from exporters.paper.document import Block, Document, Figure, Heading, Paragraph
from exporters.paper.press import printed, printed_drawing
from exporters.read_back.lines import bare
from exporters.read_back.proving import difference_of
from exporters.sheets import SheetValue, write_sheet
from resources.pdf_library import PDF_LIBRARY

_WIDTH, _MARGIN = 480.0, 18.0
_DOTS_PER_INCH, _POINTS_PER_INCH = 192, 72
_COLUMNS = ("图表", "分组", "项目", "数值", "单位", "占比", "来源")
_REMARK = "说明"
_TEXT = "{http://www.w3.org/2000/svg}text"


@dataclass(frozen=True)
class Album:
    """Charts to write together under a title; ``dated_on`` is the date stored in the file."""

    title: str
    charts: tuple[Chart, ...]
    dated_on: date
    author: str = ""


@dataclass(frozen=True)
class _Kind:
    """How one kind of file is written, and how a written one is checked."""

    write: Callable[[Album, Path], None]
    shows_all: Callable[[Album, Path], bool]


def write_charts(album: Album, path: Path) -> None:
    """Write charts by the suffix of ``path`` (.pdf, .svg, .png, .csv) and check the result.

    PDF is PDF/A-2a and PDF/UA-1; equal charts give the same bytes of PDF and SVG. Raises ExportError for an unknown
    suffix and a file that does not read back as the charts, OSError if the place cannot be written.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise ExportError(f"图表不能写成“{path.suffix}”，文件名要以 {'、'.join(KINDS)} 之一结尾。")
    kind.write(album, path)
    if not kind.shows_all(album, path):
        raise ExportError(f"写出的{path.suffix}文件与图表不符，没有保存，再试一次；仍不行就换一种格式导出。")


# --- PDF ---


def charts_document(album: Album) -> Document:
    """Return charts as a document: a heading each, a figure per panel with its values in words, the notes as text."""
    blocks: list[Block] = []
    for chart in album.charts:
        blocks.append(Heading(chart.title))
        for panel, picture in zip(chart.panels, drawn_apart(chart, grid.WIDTH), strict=True):
            blocks.append(Figure(picture.drawing, panel.words, picture.texts))
        blocks += [Paragraph(note) for note in chart.notes]
    return Document(
        title=album.title,
        dated_on=album.dated_on,
        blocks=tuple(blocks),
        author=album.author,
        subject=album.title,
        keywords="政府信息公开;图表",
    )


def _write_pdf(album: Album, path: Path) -> None:
    path.write_bytes(printed(charts_document(album)))


def _pdf_shows_all(album: Album, path: Path) -> bool:
    return difference_of(charts_document(album), path.read_bytes(), path.suffix) is None


# --- SVG ---


def _write_svg(album: Album, path: Path) -> None:
    words = "".join(chart.words for chart in album.charts)
    path.write_bytes(svg(drawn(album.charts, _WIDTH), album.title, words))


def _svg_shows_all(album: Album, path: Path) -> bool:
    read = tuple(element.text for element in ET.parse(path).iter(_TEXT))
    return read == drawn(album.charts, _WIDTH).texts


# --- PNG ---


def _write_png(album: Album, path: Path) -> None:
    picture = drawn(album.charts, _WIDTH)
    with PDF_LIBRARY, pypdfium2.PdfDocument(printed_drawing(picture.drawing, _MARGIN)) as document:
        text = bare(document[0].get_textpage().get_text_range())
        if not all(bare(one) in text for one in picture.texts):
            raise ExportError("图片上的字与图表不符，没有保存，换一种格式导出。")
        image = document[0].render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH).to_pil()
    file = BytesIO()
    image.save(file, "PNG", dpi=(_DOTS_PER_INCH, _DOTS_PER_INCH))
    path.write_bytes(file.getvalue())


def _png_shows_all(album: Album, path: Path) -> bool:
    """Check a picture, which cannot be read as text: it must be complete, of the right size, and not blank."""
    picture, scale = drawn(album.charts, _WIDTH), _DOTS_PER_INCH / _POINTS_PER_INCH
    with Image.open(path) as image:
        shades = image.convert("L").getcolors() or []
        wanted = ((side + 2 * _MARGIN) * scale for side in (picture.width, picture.height))
        return len(shades) > 1 and all(abs(side - want) <= 1 for side, want in zip(image.size, wanted, strict=True))


# --- CSV ---


def rows(charts: Sequence[Chart]) -> Iterator[tuple[SheetValue, ...]]:
    """Yield every value of charts with its unit, share and source, and their notes, one per row."""
    for chart in charts:
        for panel, point in chart.points:
            yield chart.title, panel.name, point.label, point.value, panel.unit, point.share, point.source.name
        for note in chart.notes:
            yield chart.title, _REMARK, note, "", "", "", ""


def _write_csv(album: Album, path: Path) -> None:
    write_sheet(path, album.title, _COLUMNS, rows(album.charts))


def _csv_shows_all(album: Album, path: Path) -> bool:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        read = list(csv.reader(stream))
    return read == [list(_COLUMNS), *([as_text(value) for value in row] for row in rows(album.charts))]


KINDS: Mapping[str, _Kind] = {
    ".pdf": _Kind(_write_pdf, _pdf_shows_all),
    ".svg": _Kind(_write_svg, _svg_shows_all),
    ".png": _Kind(_write_png, _png_shows_all),
    ".csv": _Kind(_write_csv, _csv_shows_all),
}
"""The kinds of files for charts, by suffix."""
