"""The 台账 of 依申请公开 as a paper to sign, and the same columns as a workbook or .csv."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from disclosure.cases.inspection_ledger import LEDGER_COLUMNS
from disclosure.errors import ExportError
from exporters.ledgers.listing import Signing, signing_table
from exporters.paper.document import Block, Document, Paragraph, text_table
from exporters.read_back.proving import write_proven
from exporters.sheets import write_sheet

_WIDTHS = (1.8, 1.9, 2.3, 3.0, 2.2, 2.9, 2.8, 1.2, 1.2, 2.4)
_LEFT = (2, 3, 5, 6, 9)
_SIZE, _PADDING = 8.0, 2.0
_PEOPLE = ("填表人", "审核人", "负责人")
_TITLE = "政府信息公开申请办理台账"


@dataclass(frozen=True)
class StatutoryLedger:
    """The rows of a ledger, whose they are and on which day; ``mark`` is the line of the journal they go with."""

    office: str
    rows: Sequence[tuple[str, ...]]
    dated_on: date
    mark: str = ""


def ledger_document(ledger: StatutoryLedger) -> Document:
    """Return the ledger as a paper: how many, the rows, room for those who sign, every page 「第 x 页 共 y 页」."""
    table = text_table(LEDGER_COLUMNS, ledger.rows, _WIDTHS, _LEFT)
    table = replace(table, size=_SIZE, padding=_PADDING, holds_next=True)  # no signatures on a page of their own
    blocks: tuple[Block, ...] = (
        Paragraph(f"截至{ledger.dated_on.isoformat()}，共{len(ledger.rows)}件。"),
        table,
        signing_table(Signing("", _PEOPLE)),
    )
    title = f"{ledger.office}{_TITLE}"
    return Document(title, ledger.dated_on, blocks, ledger.office, _TITLE, _TITLE, ledger.mark, counts_pages=True)


def write_statutory_ledger(ledger: StatutoryLedger, path: Path) -> None:
    """Write the ledger by its suffix (.pdf, .xlsx, .csv) and read it back.

    Raises ExportError for another suffix or what does not read back, OSError for a place that cannot be written.
    """
    match path.suffix.lower():
        case ".pdf":
            write_proven(ledger_document(ledger), path)
        case ".xlsx" | ".csv":
            write_sheet(path, _TITLE, LEDGER_COLUMNS, ledger.rows, row_by_row=True)
        case _:
            raise ExportError(
                f"台账只能写成 .pdf、.xlsx 或 .csv，不能写成“{path.suffix or '没有后缀'}”的文件，请改文件名。"
            )
