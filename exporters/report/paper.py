"""The annual report as a document of blocks, from which its PDF and its Word file are made."""

from datetime import date

from disclosure.report.model import AnnualReport, Level
from disclosure.report.tables import StatTable
from exporters.paper.document import Block, Document, Heading, Paragraph, Table
from exporters.paper.signing import with_signature
from exporters.report.expected import imprint

_SUBJECT = "政府信息公开工作年度报告"
_TABLE_SIZES = {"table2": 12.0, "table3": 10.5, "table4": 10.5}


def report_document(report: AnnualReport, *, today: date | None = None) -> Document:
    """Return a report as a document: opening, six sections with their tables, signature and date.

    ``today`` is its date where 成文日期 is not set.
    """
    blocks: list[Block] = [Paragraph(line.strip()) for line in report.opening.splitlines() if line.strip()]
    for section in report.sections:
        blocks.append(Heading(section.heading))
        for paragraph in section.paragraphs:
            if paragraph.level is Level.BODY:
                blocks.append(Paragraph(paragraph.text))
            else:
                blocks.append(Heading(paragraph.text, int(paragraph.level)))
        if section.table is not None:
            blocks.append(_table(report.table(section.table)))
    return Document(
        title=report.title,
        dated_on=report.dated_on or today or date(report.year + 1, 1, 1),
        blocks=tuple(with_signature(blocks, report.signature, report.dated_on)),
        author=report.agency,
        subject=_SUBJECT,
        keywords=";".join(filter(None, ("政府信息公开", "年度报告", str(report.year), imprint(report)))),
        imprint=imprint(report),
    )


def _table(table: StatTable) -> Table:
    return Table(table, size=_TABLE_SIZES[table.code])
