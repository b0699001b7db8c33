"""A written report read again from its file: title, headings and the figures in printed order.

It reads what a reader would see, not what the writer meant to write; the two are compared before a file is handed over.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from disclosure.report.cells import CELLS, CellKey
from disclosure.report.model import AnnualReport, Level
from disclosure.report.tables import figure_text
from exporters.paper.characters import printable


@dataclass(frozen=True)
class Reading:
    """What a file shows: texts without blanks, figures as printed."""

    title: str
    headings: tuple[str, ...]
    figures: tuple[str, ...]


def expected(report: AnnualReport) -> Reading:
    """Return what a file of the report must show."""
    headings = [heading for section in report.sections for heading in _headings(section)]
    tables = [report.table(section.table) for section in report.sections if section.table]
    figures = [cell.text for table in tables for cell in table.figures()]
    return Reading(bare(report.title), tuple(map(bare, headings)), tuple(figures))


def _headings(section: Any) -> Iterator[str]:
    yield section.heading
    yield from (paragraph.text for paragraph in section.paragraphs if paragraph.level is not Level.BODY)


def bare(text: str) -> str:
    """Return a text without blanks and invisible characters: line ends are a matter of the page."""
    return "".join(printable(text).split())


def difference(wanted: Reading, read: Reading) -> str | None:
    """Return in one Chinese phrase where a file differs, None where it does not."""
    if wanted.title != read.title:
        return "标题不一致"
    if wanted.headings != read.headings:
        return "各部分标题不一致"
    if len(wanted.figures) != len(read.figures):
        return f"应有 {len(wanted.figures)} 个数字，读回 {len(read.figures)} 个"
    wrong = [place for place, pair in enumerate(zip(wanted.figures, read.figures, strict=True)) if pair[0] != pair[1]]
    if wrong:
        return f"第 {wrong[0] + 1} 个数字应为“{wanted.figures[wrong[0]]}”，读回“{read.figures[wrong[0]]}”"
    return None


# --- PDF ---


def read_pdf(path: Path) -> Reading:
    """Read the drawn text of a tagged PDF, stretch by stretch, under the names of its marks."""
    title: list[str] = []
    headings: list[str] = []
    figures: list[str] = []
    for tag, text in _marked_texts(path):
        if tag == "H1":
            title.append(bare(text))
        elif tag.startswith("H"):
            headings.append(bare(text))
        elif tag == "TD":
            figures.append(text.strip())
    return Reading("".join(title), tuple(headings), tuple(figures))


def _marked_texts(path: Path) -> Iterator[tuple[str, str]]:
    import pypdfium2  # noqa: PLC0415 - heavy, and only needed here

    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            yield from _page_texts(page)


def _page_texts(page: Any) -> Iterator[tuple[str, str]]:
    """Yield the name and text of every mark of a page, in the order drawn; a mark without text yields an empty one."""
    from pypdfium2 import raw  # noqa: PLC0415 - heavy, and only needed here

    text_page = page.get_textpage()
    texts: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for place in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, place)
        number = raw.FPDFPageObj_GetMarkedContentID(drawn)
        if number < 0 or raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        names.setdefault(number, _wide(raw.FPDFPageObjMark_GetName, raw.FPDFPageObj_GetMark(drawn, 0)))
        texts.setdefault(number, []).append(_text(drawn, text_page))
    text_page.close()
    yield from ((names[number], "".join(texts[number])) for number in names)


def _wide(read: Callable[..., Any], mark: Any) -> str:
    from ctypes import byref, c_ulong, create_string_buffer  # noqa: PLC0415 - only needed here
    from ctypes import c_ushort as unit  # noqa: PLC0415

    size = c_ulong()
    buffer = (unit * 64)()
    read(mark, buffer, 128, byref(size))
    del create_string_buffer
    return bytes(buffer)[: size.value].decode("utf-16-le").rstrip("\0")


def _text(drawn: Any, text_page: Any) -> str:
    from ctypes import c_ushort  # noqa: PLC0415 - only needed here

    from pypdfium2 import raw  # noqa: PLC0415

    size = raw.FPDFTextObj_GetText(drawn, text_page, None, 0)
    buffer = (c_ushort * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(drawn, text_page, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le").rstrip("\0")


# --- JSON ---


def read_json(path: Path) -> Reading:
    """Read a report in JSON."""
    from disclosure.report.model import Section  # noqa: PLC0415

    content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    sections = [Section(part["heading"], part["text"]) for part in content["sections"]]
    headings = [bare(heading) for section in sections for heading in _headings(section)]
    present = {section.table for section in sections}
    figures = [figure_text(_looked_up(content, cell)) for cell in CELLS if cell.table in present]
    return Reading(bare(content["title"]), tuple(headings), tuple(figures))


def _looked_up(content: Mapping[str, Any], cell: CellKey) -> Any:
    from disclosure.report.cells import COLUMN_LABELS, ROW_LABELS, TABLE2  # noqa: PLC0415

    row = content[cell.table][ROW_LABELS[cell.table][cell.row]]
    columns: Iterable[str] = COLUMN_LABELS[cell.table]
    if cell.table == "table2":
        columns = next(block.columns for block in TABLE2 if cell.column in block.columns)
    return row[list(columns).index(cell.column)] if isinstance(row, list) else row
