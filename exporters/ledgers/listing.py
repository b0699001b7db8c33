"""A document of headed lists, for a handover or an archive package, with room for signatures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from disclosure.numerals import write_chinese
from exporters.paper import grid
from exporters.paper.document import BlankLine, Block, Document, Heading, Paragraph, Table, text_table
from exporters.read_back.proving import proven

_SIZE, _PADDING = 10.5, 4.0
_NOTHING = "无。"


@dataclass(frozen=True)
class Listed:
    """One list under its heading, numbered by its position in the document.

    ``said`` is printed above its columns and rows; 「无。」 replaces missing rows.

    ``widths`` are relative, ``left`` the columns aligned left.
    """

    heading: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    left: Sequence[int] = ()
    said: str = ""


@dataclass(frozen=True)
class Signing:
    """The people who sign: one row each, with room for handwriting."""

    heading: str
    people: Sequence[str]
    columns: Sequence[str] = ("", "姓名", "签字", "日期")


def listing_document(
    title: str,
    lists: Sequence[Listed],
    dated_on: date,
    *,
    author: str = "",
    signing: Signing | None = None,
    opening: str = "",
) -> Document:
    """Return the document of some lists, headed 「一、」 and so on in order, with the signatures last."""
    blocks: list[Block] = [Paragraph(opening)] if opening else []
    for place, one in enumerate(lists, start=1):
        blocks += [_heading(place, one.heading), *([Paragraph(one.said, holds_next=True)] if one.said else [])]
        is_last = signing is not None and place == len(lists)  # no signatures on a page of their own
        table = text_table(one.header, one.rows, one.widths, one.left)
        table = replace(table, size=_SIZE, padding=_PADDING, holds_next=is_last)
        blocks.append(table if one.rows else Paragraph(_NOTHING, holds_next=is_last))
    if signing is not None:
        blocks += [_heading(len(lists) + 1, signing.heading), signing_table(signing), BlankLine()]
    return Document(title=title, dated_on=dated_on, blocks=tuple(blocks), author=author, subject=title, keywords=title)


def listing_pdf(document: Document) -> bytes:
    """Return a listing as PDF/A-2a and PDF/UA-1. Raises ExportError if it does not read back."""
    return proven(document, ".pdf")


def _heading(place: int, text: str) -> Heading:
    return Heading(f"{write_chinese(place)}、{text}")


def signing_table(signing: Signing) -> Table:
    """Return the table for signatures by hand."""
    table = text_table(signing.columns, [(person,) for person in signing.people], (1.2, 1.6, 2.2, 1.6))
    return replace(table, least_rows=(0.0, *(grid.TALLEST_ROW for _ in signing.people)))
