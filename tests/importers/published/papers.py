"""The same report as a web page, a Word file, a workbook and plain text, with merged cells as offices make them."""

from html import escape
from pathlib import Path

import docx
import openpyxl

from disclosure.report.model import AnnualReport
from disclosure.report.tables import GridCell, StatTable


def lines(report: AnnualReport) -> list[str | StatTable]:
    """The report from top to bottom: lines of text and tables."""
    page: list[str | StatTable] = [report.title, *report.opening.splitlines()]
    for section in report.sections:
        page += [section.heading, *section.text.splitlines()]
        if section.table is not None:
            page.append(report.table(section.table))
    assert report.dated_on is not None
    day = report.dated_on
    return [*page, report.signature, f"{day.year}年{day.month}月{day.day}日", "扫一扫在手机上查看当前页面"]


def web_page(report: AnnualReport, encoding: str = "utf-8") -> bytes:
    body = "".join(_html(item) for item in lines(report))
    page = f'<html><head><meta charset="{encoding}"><title>年报</title></head><body>'
    page += f"<table><tr><td>{body}</td></tr></table></body>"
    return page.encode(encoding)


def _html(item: str | StatTable) -> str:
    if isinstance(item, str):
        half = len(item) // 2
        return f"<p><span>{escape(item[:half])}</span><font>{escape(item[half:])}</font><o:p>&nbsp;</o:p></p>"
    rows = []
    for number in range(item.rows):
        cells = "".join(_td(cell) for cell in item.cells if cell.row == number)
        rows.append(f'<tr>{cells}<td style="display:none">隐藏</td></tr>')
    return f"<table>{''.join(rows)}</table>"


def _td(cell: GridCell) -> str:
    inner = "".join(f"<span>{escape(sign)}</span>" for sign in cell.text) or "<o:p>&nbsp;</o:p>"
    return f'<td rowspan="{cell.row_span}" colspan="{cell.column_span}"><p>{inner}</p></td>'


def word_file(report: AnnualReport, path: Path) -> Path:
    paper = docx.Document()
    for item in lines(report):
        if isinstance(item, str):
            paper.add_paragraph(item)
            continue
        table = paper.add_table(item.rows, item.columns)
        grid = [row.cells for row in table.rows]  # table.cell(…) makes the whole grid anew each time
        for cell in item.cells:
            last = grid[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1]
            grid[cell.row][cell.column].merge(last).text = cell.text
    paper.save(str(path))
    return path


def workbook(report: AnnualReport, path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    row = 1
    for item in lines(report):
        if isinstance(item, str):
            sheet.cell(row, 1, item)
            row += 1
            continue
        for cell in item.cells:
            value = int(cell.text) if cell.text.isdigit() else cell.text
            first = sheet.cell(row + cell.row, 1 + cell.column, value)
            if cell.row_span > 1 or cell.column_span > 1:
                sheet.merge_cells(
                    start_row=first.row,
                    start_column=first.column,
                    end_row=first.row + cell.row_span - 1,
                    end_column=first.column + cell.column_span - 1,
                )
        row += item.rows
    book.save(path)
    return path


def plain_text(report: AnnualReport) -> str:
    """The report as a PDF reader copies it: one cell a line."""
    copied: list[str] = []
    for item in lines(report):
        copied += [item] if isinstance(item, str) else [cell.text for cell in item.cells]
    return "\n".join(copied)
