"""The lists of 档案鉴定: which case files have reached the end of their term, and which are destroyed or handed over.

A destroyed file must remain identifiable by the columns: 档号、文号、题名、形成时间、应保管期限、已保管期限. No list
names an applicant, as the list outlives the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from exporters.ledgers.listing import Listed, Signing, listing_document
from exporters.paper.document import Document
from exporters.paper_or_sheet import Listing, write_paper_or_sheet

HEADINGS = ("序号", "档号", "编号", "文号", "题名", "形成时间", "应保管期限", "已保管", "材料", "处置")
_WIDTHS, _LEFT = (0.9, 2.0, 2.3, 2.3, 3.2, 1.8, 1.4, 1.3, 0.9, 2.9), (4, 9)


@dataclass(frozen=True)
class KeepingList:
    """A list to write: its title, the text above it, its rows below HEADINGS, and who signs."""

    title: str
    said: str
    rows: Sequence[tuple[str, ...]]
    people: Sequence[str]
    office: str


def write_keeping_list(listed: KeepingList, path: Path, today: date) -> None:
    """Write a list by its suffix and read it back: a document to sign (.pdf, .docx) or its rows (.xlsx, .csv).

    Raises as ``write_paper_or_sheet``.
    """

    def paper() -> Document:
        lists = [Listed("案卷", HEADINGS, listed.rows, _WIDTHS, _LEFT, listed.said)]
        signing = Signing("签字", listed.people)
        return listing_document(f"{listed.office}{listed.title}", lists, today, author=listed.office, signing=signing)

    write_paper_or_sheet("清单", path, paper, lambda: Listing(listed.title, HEADINGS, listed.rows))
