"""A register's 台账 as a document to sign, and the same columns as a workbook or .csv."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from disclosure.ledgers.inspection import LedgerForm
from disclosure.wording import chinese_date
from exporters.ledgers.listing import Signing, signing_table
from exporters.paper.document import Block, Document, Paragraph, text_table
from exporters.paper_or_sheet import Listing, write_paper_or_sheet

_SIZE, _PADDING = 8.0, 2.0
_PEOPLE = ("填表人", "审核人", "负责人")


@dataclass(frozen=True)
class StatutoryLedger:
    """The form and rows of a ledger, its office and its date; ``mark`` is the related line of the journal.

    ``part`` says in words which records alone are in it; empty for all of the register.
    """

    form: LedgerForm
    office: str
    rows: Sequence[tuple[str, ...]]
    dated_on: date
    mark: str = ""
    part: str = ""


def ledger_document(ledger: StatutoryLedger) -> Document:
    """Return the ledger as a document: the number, the rows, room for signatures, every page 「第 x 页 共 y 页」."""
    form = ledger.form
    left = [place for place, column in enumerate(form.columns) if column.is_left]
    table = text_table(form.headings, ledger.rows, [column.width for column in form.columns], left)
    table = replace(table, size=_SIZE, padding=_PADDING, holds_next=True)  # no signatures on a page of their own
    only = f"，只列：{ledger.part}" if ledger.part else ""
    blocks: tuple[Block, ...] = (
        Paragraph(f"截至{chinese_date(ledger.dated_on)}，共{len(ledger.rows)}{form.unit}{only}。"),
        table,
        signing_table(Signing("", _PEOPLE)),
    )
    return Document(
        title=f"{ledger.office}{form.title}",
        dated_on=ledger.dated_on,
        blocks=blocks,
        author=ledger.office,
        subject=form.title,
        keywords=form.title,
        imprint=ledger.mark,
        counts_pages=True,
        lies_across=True,
    )


def write_statutory_ledger(ledger: StatutoryLedger, path: Path) -> None:
    """Write the ledger by its suffix (.pdf, .docx, .xlsx, .csv) and read it back.

    Raises as ``write_paper_or_sheet``.
    """
    form = ledger.form
    write_paper_or_sheet(
        "台账",
        path,
        lambda: ledger_document(ledger),
        lambda: Listing(form.title, form.headings, ledger.rows),
        row_by_row=True,
    )
