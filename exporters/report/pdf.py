"""The annual report on paper: GB/T 9704 pages, archival and accessible PDF."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from disclosure.report.model import AnnualReport, Level, Section
from disclosure.report.tables import StatTable
from disclosure.wording import chinese_date
from exporters.paper.document import BlankLine, Block, Document, Heading, Paragraph, RightLine, Table
from exporters.paper.press import printed
from exporters.paper.signing import DATE_MARGIN, signature_margin
from exporters.read_back import imprint

_SUBJECT = "政府信息公开工作年度报告"
_TABLE_SIZES = {"table2": 12.0, "table3": 10.5, "table4": 10.5}


def write_report_pdf(report: AnnualReport, path: Path, *, today: date | None = None) -> None:
    """Write a report as PDF/A-2a and PDF/UA-1. ``today`` dates it where 成文日期 is not set.

    Raises ExportError for characters that no font has, before anything is written.
    """
    path.write_bytes(printed(report_document(report, today=today)))


def report_document(report: AnnualReport, *, today: date | None = None) -> Document:
    """Return a report as a paper: opening, six sections with their tables, signature and date."""
    signature = _signature(report)
    blocks: list[Block] = [Paragraph(line.strip()) for line in report.opening.splitlines() if line.strip()]
    for section in report.sections:
        blocks += _section(report, section)
    if signature and blocks and isinstance(blocks[-1], Paragraph):
        blocks[-1] = replace(blocks[-1], holds_next=True)
    return Document(
        title=report.title,
        dated_on=report.dated_on or today or date(report.year + 1, 1, 1),
        blocks=(*blocks, *signature),
        author=report.agency,
        subject=_SUBJECT,
        keywords=";".join(filter(None, ("政府信息公开", "年度报告", str(report.year), imprint(report)))),
        imprint=imprint(report),
    )


def _section(report: AnnualReport, section: Section) -> list[Block]:
    blocks: list[Block] = [Heading(section.heading)]
    for paragraph in section.paragraphs:
        if paragraph.level is Level.BODY:
            blocks.append(Paragraph(paragraph.text))
        else:
            blocks.append(Heading(paragraph.text, int(paragraph.level)))
    if section.table is not None:
        blocks.append(_table(report.table(section.table)))
    return blocks


def _table(table: StatTable) -> Table:
    return Table(table, size=_TABLE_SIZES[table.code])


def _signature(report: AnnualReport) -> list[Block]:
    signed: list[Block] = []
    if report.signature:
        signed.append(RightLine(report.signature, signature_margin(report), holds_next=report.dated_on is not None))
    if report.dated_on:
        signed.append(RightLine(chinese_date(report.dated_on), DATE_MARGIN))
    return [BlankLine(), *signed] if signed else []
