"""统计表: the counts of a period beside those of the year before, as a document and as a sheet."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from disclosure.numerals import write_chinese
from disclosure.report.tables import stat_tables
from disclosure.statistics.comparison import HEADINGS, TABLES, UNKNOWN, Comparison, Counted, Line
from disclosure.statistics.periods import period_name
from exporters.paper.document import Block, Document, Heading, Paragraph, Table, text_table
from exporters.paper_or_sheet import Listing, write_paper_or_sheet
from exporters.sheets import SheetValue

_WIDTHS, _LEFT = (40.0, 8.0, 17.0, 17.0, 14.0), (0,)


def statistics_document(comparison: Comparison, today: date) -> Document:
    """Return the 统计表 as a document: the counts by subject, then the three tables of both periods."""
    blocks: list[Block] = [Paragraph(comparison.meaning)]
    groups = [group for group in comparison.groups if group.lines]
    for number, group in enumerate(groups, start=1):
        blocks.append(Heading(f"{write_chinese(number)}、{group.name}"))
        blocks.append(text_table(HEADINGS, [line.texts for line in group.lines], _WIDTHS, _LEFT))
    known = [counted for counted in (comparison.now, comparison.before) if counted.is_known]
    for number, counted in enumerate(known, start=len(groups) + 1):
        blocks += _tables(number, counted)
    return Document(
        title=comparison.title,
        dated_on=today,
        blocks=tuple(blocks),
        author=comparison.office,
        subject="政府信息公开工作统计表",
        counts_pages=True,
    )


def _tables(number: int, counted: Counted) -> Iterator[Block]:
    yield Heading(f"{write_chinese(number)}、{period_name(counted.period)}三张表")
    for place, table in enumerate(stat_tables(counted.figures), start=1):
        yield Heading(f"（{write_chinese(place)}）{TABLES[table.code]}", 2)
        yield Table(table)


def write_statistics(comparison: Comparison, path: Path, today: date) -> None:
    """Write the 统计表 by its suffix and read it back: a document (.pdf, .docx) or one list (.xlsx, .csv).

    The list has all counts and all 200 cells, and below them what they do not tell. Raises as ``write_paper_or_sheet``.
    """
    write_paper_or_sheet(
        "统计表",
        path,
        lambda: statistics_document(comparison, today),
        lambda: Listing("统计表", ("类别", *HEADINGS), list(_rows(comparison))),
    )


def _rows(comparison: Comparison) -> Iterator[tuple[SheetValue, ...]]:
    for group in comparison.groups:
        yield from (_row(group.name, line) for line in group.lines)
    for table, name in TABLES.items():
        yield from (_row(name, line) for line in comparison.cells(table))
    yield from (("说明", sentence, "", "", "", "") for sentence in comparison.caveats)


def _row(group: str, line: Line) -> tuple[SheetValue, ...]:
    return (group, line.label, line.unit, *(UNKNOWN if figure is None else figure for figure in line.figures))
