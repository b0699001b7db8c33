"""Exports that are either a paper to read and sign or a list to calculate with, depending on the suffix."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure.errors import ExportError
from exporters.paper.document import Document
from exporters.read_back.proving import write_proven
from exporters.sheets import SheetValue, write_sheet


class Listing(NamedTuple):
    """The list: the name of its sheet, its headings and its rows."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[SheetValue]]


def write_paper_or_sheet(
    what: str, path: Path, paper: Callable[[], Document], listing: Callable[[], Listing], *, row_by_row: bool = False
) -> None:
    """Write a paper (.pdf, .docx) or a list (.xlsx, .csv), and read it back; ``what`` names it in errors.

    ``row_by_row`` as in ``write_sheet``. Raises ExportError for another suffix or what does not read back, OSError for
    a place that cannot be written.
    """
    match path.suffix.lower():
        case ".pdf" | ".docx":
            write_proven(paper(), path)
        case ".xlsx" | ".csv":
            write_sheet(path, *listing(), row_by_row=row_by_row)
        case other:
            raise ExportError(
                f"{what}只能写成 .pdf、.docx、.xlsx 或 .csv，不能写成“{other or '没有后缀'}”的文件，要改文件名。"
            )
