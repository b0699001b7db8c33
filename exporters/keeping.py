"""The lists of 档案鉴定: which case files have reached the end of their term, and which are destroyed or handed over.

The columns are those by which a destroyed file can still be told from others: 档号、文号、题名、形成时间、应保管期限、
已保管期限. No list names an applicant: it outlives the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure.errors import ExportError
from exporters.ledgers.listing import Listed, Signing, listing_document
from exporters.read_back.proving import write_proven
from exporters.sheets import write_sheet

HEADINGS = ("序号", "档号", "编号", "文号", "题名", "形成时间", "应保管期限", "已保管", "材料", "处置")
_WIDTHS, _LEFT = (0.9, 2.0, 2.3, 2.3, 3.2, 1.8, 1.4, 1.3, 0.9, 2.9), (4, 9)


@dataclass(frozen=True)
class KeepingList:
    """A list as it is written: what it is called, what stands before it, its rows below HEADINGS, and who signs."""

    title: str
    said: str
    rows: Sequence[tuple[str, ...]]
    people: Sequence[str]
    office: str


def write_keeping_list(listed: KeepingList, path: Path, today: date) -> None:
    """Write a list by its suffix and read it back: a paper to sign (.pdf, .docx) or its rows (.xlsx, .csv).

    Raises ExportError for another suffix or what does not read back, OSError for a place that cannot be written.
    """
    match path.suffix.lower():
        case ".pdf" | ".docx":
            lists = [Listed("案卷", HEADINGS, listed.rows, _WIDTHS, _LEFT, listed.said)]
            signing = Signing("签字", listed.people)
            document = listing_document(
                f"{listed.office}{listed.title}", lists, today, author=listed.office, signing=signing
            )
            write_proven(document, path)
        case ".xlsx" | ".csv":
            write_sheet(path, listed.title, HEADINGS, listed.rows)
        case _:
            what = path.suffix or "没有后缀"
            raise ExportError(f"清单只能写成 .pdf、.docx、.xlsx 或 .csv，不能写成“{what}”的文件，请改文件名。")
